"""The left column: the unit in hand, what the inspector was told, what was found against the limits, the
verdict now, how to check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.inspection.verdict import Standing, Verdict
from qualitydesk.domain.values import Tone
from qualitydesk.domain.vocabulary import look
from ui.kit.labels import IconLabel, clear, label, set_ink
from ui.kit.painted.tally_bar import TallyBar, TallyCounts
from ui.screens.capture import words
from ui.screens.capture.parts import EdgeCard, spread

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, InspectionFile
    from ui.context import Context

INKS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.BAD: "bad", Tone.INFO: "text", Tone.MUTE: "text-2"}
ICONS = {Tone.OK: "circle-check", Tone.WARN: "circle-alert", Tone.BAD: "circle-x", Tone.INFO: "circle-dashed"}


class UnitCard(EdgeCard):
    """Unit 52 / 80, the way to go, the plan."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        theme, tr = context.theme, context.tr
        self.context = context
        self._left = label(theme, "", "small", "text-3")
        self.body.addLayout(spread(theme, label(theme, tr("Unit"), "body", "text-2"), self._left))
        self._unit = label(theme, "", "warehouse-unit")
        self._unit.setFixedHeight(theme.px(58))
        self._of = label(theme, "", "key-number", "text-3")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._unit)
        row.addWidget(self._of, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        self.body.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Units done"))
        self.body.addWidget(self._bar)
        self.body.addSpacing(theme.px(6))
        self._plan = [label(theme, "", "small", "text-2", wrap=True) for _ in range(2)]
        for line in self._plan:
            self.body.addWidget(line)

    def show_file(self, file: InspectionFile) -> None:
        """Show where the work is."""
        tr = self.context.tr
        self._unit.setText(str(file.unit))
        self._of.setText(f"/ {file.sample_size}")
        self._left.setText(tr("{count} to go", count=file.sample_size - file.units_done))
        self._bar.setRange(0, file.sample_size)
        self._bar.setValue(file.units_done)
        for line, text in zip(self._plan, words.plan_lines(tr, file), strict=True):
            line.setText(text)


class ToldCard(EdgeCard):
    """What the inspector was told: why the work came back or is revised, and the note of who planned it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self.context = context

    def show_file(self, file: InspectionFile) -> None:
        """Show it; nothing when there is none."""
        tr, theme = self.context.tr, self.context.theme
        back = ((tr("Sent back"), file.reason), (tr("Revised because"), file.revision_reason))
        told = [(title, text) for title, text in (*back, (tr("Note"), file.note)) if text]
        clear(self.body)
        for title, text in told:
            self.body.addWidget(label(theme, title, "small", "text-2"))
            self.body.addWidget(label(theme, text, "body", wrap=True))
        self.warn(any(text for _title, text in back))
        self.setVisible(bool(told))


class FoundCard(EdgeCard):
    """One tally bar per class."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self.context = context
        self.body.addWidget(label(context.theme, context.tr("Found so far"), "card-title"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(context.theme.px(8))
        self.body.addLayout(self._rows)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the classes."""
        clear(self._rows)
        for standing in verdict.standings:
            self._rows.addWidget(self._row(standing))

    def _row(self, standing: Standing) -> QWidget:
        tr, theme, limit = self.context.tr, self.context.theme, standing.limit
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        mark = look(limit.defect_class.value).icon
        top.addWidget(IconLabel(theme, mark, "text-2", 16))
        top.addWidget(label(theme, tr(limit.defect_class.value), "warehouse"))
        top.addWidget(label(theme, tr("AQL {aql}", aql=limit.aql), "small", "text-3"))
        top.addStretch()
        top.addWidget(label(theme, str(standing.found), "key-number", INKS[standing.tone]))
        column.addLayout(top)
        said = tr(standing.words)
        name = f"{tr(limit.defect_class.value)}: {standing.found}. {said}"
        column.addWidget(TallyBar(theme, TallyCounts(standing.found, limit.ac, limit.re), name))
        limits = tr("Ac {ac} · Re {re}", ac=limit.ac, re=limit.re)
        under = QHBoxLayout()
        under.setSpacing(theme.px(8))
        under.addWidget(label(theme, said, "small", "text-2", wrap=True), 1)
        under.addWidget(label(theme, limits, "small", "text-3"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(under)
        return holder


class VerdictCard(EdgeCard):
    """What the verdict would be now, in words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self.context = context
        theme = context.theme
        self.body.addWidget(label(theme, context.tr("Verdict now"), "small", "text-2"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._mark = IconLabel(theme, "circle-dashed", "text", 20)
        self._headline = label(theme, "", "title", wrap=True)
        row.addWidget(self._mark)
        row.addWidget(self._headline, 1)
        self.body.addLayout(row)
        self._next = label(theme, "", "body", "text-2", wrap=True)
        self._next.setContentsMargins(theme.px(28), 0, 0, 0)
        self.body.addWidget(self._next)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show it."""
        tr, ink = self.context.tr, INKS[verdict.tone]
        self._headline.setText(tr(verdict.headline))
        set_ink(self._headline, ink)
        self._mark.set_icon(ICONS.get(verdict.tone, "circle-dashed"), ink)
        self._next.setText(tr(verdict.next_words))
        self.warn(verdict.tone in (Tone.WARN, Tone.BAD))


class HowToCard(EdgeCard):
    """How the check in hand is made."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self.context = context
        theme = context.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(IconLabel(theme, "info", "info", 18), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        self._title = label(theme, "", "strong")
        self._text = label(theme, "", "body", "text-2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        self.body.addLayout(row)

    def show_check(self, check: CheckLine | None) -> None:
        """Show the words of a check; nothing when it has none."""
        tr = self.context.tr
        text = "" if check is None else tr.name(check.how_to) or tr.name(check.requirement)
        self.setVisible(bool(text))
        measured = check is not None and check.kind is CheckKind.MEASURE
        self._title.setText(tr("How to measure") if measured else tr("How to check"))
        self._text.setText(text)


class TallyColumn(QScrollArea):
    """The cards, one over the other; a low window scrolls them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.unit, self.told, self.found = UnitCard(context), ToldCard(context), FoundCard(context)
        self.verdict, self.how_to = VerdictCard(context), HowToCard(context)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(context.theme.px(12))
        self.setWidget(inside)
        for card in (self.unit, self.told, self.found, self.verdict, self.how_to):
            column.addWidget(card)
        column.addStretch()

    def show_file(self, file: InspectionFile) -> None:
        """Show where the work is and how it stands."""
        self.unit.show_file(file)
        self.told.show_file(file)
        self.found.show_verdict(file.verdict)
        self.verdict.show_verdict(file.verdict)
