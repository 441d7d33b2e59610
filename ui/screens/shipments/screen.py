"""The Shipments screen: the list with its views and filters, and the workspace of one shipment over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.importing.exporting import export_ticked
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.lists.asked import filters_of
from ui.lists.chosen import BulkAction, Keys
from ui.lists.pane import ListPane
from ui.screens.shipments import table
from ui.screens.shipments.goods_dialogs import GoodsQuestions
from ui.screens.shipments.table import Listed
from ui.screens.shipments.workspace import Workspace

TOPICS = frozenset(
    {
        "shipment",
        "shipment_line",
        "duty_line",
        "custody_leg",
        "gate_exception",
        "certificate",
        "inspection",
        "lot",
        "party",
        "party_check",
        "recall",
    }
)


class ShipmentsScreen(Screen):
    """List and workspace."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        bulk = (
            BulkAction(context.tr("Issue dossiers"), self._issue, "printer"),
            export_ticked(context, self, "shipments", lambda one: one.row.number),
        )
        self.list: ListPane[Listed] = ListPane(context, table.listing(context), bulk)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.body.addWidget(self.pages)
        self.questions = GoodsQuestions(context, self, lambda _words: self.list.table.rows.reload())
        actions = self.use_actions(self.list.stack)
        self.header.add_action(actions.button("new"))
        self.list.stand_under(self.header)
        self.list.empty_actions = lambda: (actions.find("new"),)
        self.list.opened.connect(self.open_record)
        self.list.outdated.connect(lambda: self.refresh(frozenset()))
        self._begun = False

    @cached_property
    def workspace(self) -> Workspace:
        """Built with the first shipment: the list alone is there sooner."""
        made = Workspace(self.context)
        made.left.connect(lambda: self.open_record(""))
        self.pages.addWidget(made)
        return made

    @property
    def _at_list(self) -> bool:
        return self.pages.currentWidget() is self.list

    def _load(self) -> None:
        self.list.load()
        if not self._begun:
            self._begun = True
            self.list.views.read_own()

    # -- what the shell asks

    def screen_actions(self) -> Sequence[Action]:
        """What can be done in the list."""
        tr = self.context.tr
        return (
            Action("new", tr("New shipment"), self._new, "plus", "N", "primary", in_list=True),
            *self.list.filter_actions(),
        )

    def _issue(self, keys: Keys) -> None:
        """Issue the dossiers of the ticked shipments with one signature."""
        from ui.issuing.several import Candidate, IssueSeveralDialog

        rows = (self.list.table.rows.record(key) for key in keys)
        candidates = [Candidate(one.row.id, one.row.number) for one in rows if one is not None]

        def done() -> None:
            self.list.table.rows.tick_all(False)

        IssueSeveralDialog(self.context, self, "dossier", candidates, done).open()

    def _new(self) -> None:
        self.questions.new_shipment(self.open_record)

    def hints(self) -> Sequence[Hint]:
        """The few keys printed at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("Return",), tr("open")),
            Hint(("N",), tr("new")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def more_keys(self) -> Sequence[Hint]:
        """The keys of the ticks that are not printed at the foot."""
        tr = self.context.tr
        return (
            *self.list.tick_hints()[1:],
            Hint(("F2",), tr("next blocking reason")),
            Hint(("Esc",), tr("back to the list")),
        )

    def open_record(self, key: str) -> None:
        """Show a shipment; the list for "", filtered when the key holds filters."""
        filters = filters_of(key)
        key = "" if filters is not None else key
        self.header.setVisible(not key)
        self.hint_bar.setVisible(not key)
        if key:
            self.pages.setCurrentWidget(self.workspace)
            self.workspace.open_shipment(key)
        else:
            self.pages.setCurrentIndex(0)
            if filters is not None:
                self.list.show_filters(filters)
            else:
                self._load()
            self.list.take_keys()
        self.record_opened.emit(key)

    def refresh(self, topics: frozenset[str]) -> None:
        """Load again what is shown, if it was touched."""
        if topics and not topics & TOPICS:
            return
        if self._at_list:
            self._load()
        else:
            self.workspace.reload()

    def panes(self) -> Sequence[QWidget]:
        """F6 walks through these."""
        if self._at_list:
            return (self.list.views.tabs, self.list.filters, self.list.table)
        space = self.workspace
        first = space.gate.rows[:1]
        return (*first, space.answers.duty_list, space.custody.timeline, space.lines.rows)

    def state(self) -> dict[str, str]:
        """The list's view, filters and order."""
        return self.list.state()

    def restore(self, state: dict[str, str]) -> None:
        """Take them back."""
        self.list.restore(state)
