"""The Rules and deadlines screen: the register with its search, or the calculator; one rule in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from qualitydesk.services import law
from qualitydesk.services.law import RuleFile, RuleRow
from ui.importing.exporting import shown_ticked
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.segments import Segment, Segments
from ui.lists.screen import ListScreen, Reading
from ui.screens.rules import table
from ui.screens.rules.calculator import Calculator
from ui.screens.rules.changing import Steps
from ui.screens.rules.panel import RulePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

MODES = ("rules", "calculator")
SEARCH_AFTER_MS = 150


class RulesScreen(ListScreen[RuleRow, RuleFile]):
    """Register, calculator, panel."""

    TOPICS = frozenset({"setting"})

    def __init__(self, context: Context) -> None:
        self.rule = RulePanel(context)
        self._words = self._case = ""
        reading = Reading(
            lambda key: law.open_rule(context.desk, key), self.rule.show_rule, lambda file: file.row.id
        )
        bulk = (shown_ticked(context, self, "rules"),)
        super().__init__(context, table.listing(context, lambda: self._words), self.rule, reading, bulk)
        self.steps = Steps(context, self, lambda: self.file, self._changed)
        self._modes = QStackedWidget()
        self.left.replaceWidget(self.list, self._modes)
        self._modes.addWidget(self.list)
        self.segments = self._build_modes()
        self.search = self._build_search()
        self.acts = self.rule.actions_here = self.use_actions(self.list.stack)

    @cached_property
    def calculator(self) -> Calculator:
        """Built when it is first looked at: the register is there sooner."""
        made = Calculator(self.context)
        made.opened.connect(self.open_key)
        if self._case:
            made.take_up(self._case)
        self._modes.addWidget(made)
        return made

    def _build_modes(self) -> Segments:
        tr = self.context.tr
        segments = Segments(
            self.theme,
            (
                Segment("rules", tr("Rules"), "scale"),
                Segment("calculator", tr("Deadline calculator"), "hourglass"),
            ),
            tr("Ways of looking"),
        )
        self.header.set_badges(segments)
        segments.chosen.connect(self.show_mode)
        return segments

    def _build_search(self) -> QLineEdit:
        theme, tr, line = self.theme, self.context.tr, QLineEdit()
        line.setFont(theme.font("body"))
        line.setFixedHeight(theme.px(32))
        line.setMinimumWidth(theme.px(240))
        line.setClearButtonEnabled(True)
        line.setPlaceholderText(tr("Search rules"))
        line.setAccessibleName(tr("Search rules"))
        line.addAction(theme.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition)
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(SEARCH_AFTER_MS)
        pause.timeout.connect(lambda: self.look_for(line.text()))
        line.textChanged.connect(lambda _text: pause.start())
        line.returnPressed.connect(self.list.table.setFocus)
        self.header.add_action(line)
        return line

    def look_for(self, words: str) -> None:
        """Show the rules in which all these words stand."""
        if words != self._words:
            self._words, self.list.table.wanted = words, ""
            self.list.load()

    @property
    def mode(self) -> str:
        """What is shown at the left."""
        return MODES[self._modes.currentIndex()]

    def show_mode(self, mode: str) -> None:
        """Bring the register or the calculator to the front."""
        self._modes.setCurrentWidget(self.list if mode == "rules" else self.calculator)
        self.list.views.setVisible(mode == "rules")
        self.search.setVisible(mode == "rules")
        if self.segments.current() != mode:
            self.segments.choose(mode)
        self.shown()

    def shown(self) -> None:
        """What is looked at has the keys."""
        if self.mode == "rules":
            self.list.take_keys()
        else:
            self.calculator.case.boxes["market"].editor.setFocus()

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr = self.context.tr
        return (
            *self.steps.actions(),
            Action("search", tr("Search rules"), self.search.setFocus, "search", "Ctrl+F"),
            Action("calculate", tr("Deadline calculator"), self._calculate, "hourglass", "D", in_list=True),
            *self.list.filter_actions(),
        )

    def _calculate(self) -> None:
        self.show_mode("calculator")

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("E",), tr("change")),
            Hint(("D",), tr("calculate")),
            Hint(("Ctrl+F",), tr("search")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def panes(self) -> Sequence[QWidget]:
        """Ways of looking, what is looked at, panel."""
        if self.mode == "rules":
            return (self.segments, *super().panes())
        panel = (self.rule.area,) if self.rule.isVisible() else ()
        return (self.segments, self.calculator.area, self.calculator.rows, *panel)

    def _changed(self, key: str) -> None:
        self.list.table.wanted = key
        self.refresh(frozenset())

    def state(self) -> dict[str, str]:
        """Way of looking, words, the case of the calculator, and what the list shows."""
        case = self.calculator.kept() if "calculator" in vars(self) else self._case
        return {"mode": self.mode, "words": self._words, "case": case, **self.list.state()}

    def restore(self, state: dict[str, str]) -> None:
        """Take them back."""
        self.list.restore(state)
        self._words, self._case = state.get("words", ""), state.get("case", "")
        self.search.setText(self._words)
        self.show_mode(state.get("mode") or "rules")
