"""The detail panel of an inspection: three facts, plan against limits, defects, trail, what approving will
do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QToolButton

from qualitydesk.domain.inspection.states import Decision, DefectClass, InspectionStatus
from ui.kit.actions import ActionButton, ActionSet
from ui.kit.labels import label, show_when
from ui.kit.links import link
from ui.kit.panel import DetailPanel, FactStrip, KeyValues
from ui.kit.tool_button import tool_button
from ui.screens.inspections import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context

MOST_DEFECT_ROWS = 6


class InspectionPanel(DetailPanel):
    """Shows one opened file; its buttons belong to the screen's actions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Inspection"))
        self.context = context
        self.file: InspectionFile | None = None
        self.show_photos: Callable[[], None] = lambda: None

    def add_tool_button(self, icon: str, name: str, run: Callable[[], None]) -> QToolButton:
        """A small button at the right of the title."""
        button = tool_button(self.theme, icon, name, run)
        self.add_tool(button)
        return button

    def show_file(self, file: InspectionFile, actions: ActionSet) -> None:
        """Show an inspection and the steps open to this person."""
        self.file = file
        tr = self.context.tr
        number = (
            file.number
            if file.revision == 1
            else tr("{number}, revision {revision}", number=file.number, revision=file.revision)
        )
        lot = tr("lot {lot}", lot=file.lot)
        self.set_title(number, f"{tr.name(file.product)} · {file.sku} · {lot}")
        self.fill(
            self.context.jobs,
            [
                partial(section, file)
                for section in (
                    self._facts,
                    self._plan,
                    self._defects,
                    self._more,
                    self._trail,
                )
            ],
        )
        self._consequences(file)
        self._bar(file, actions)

    def _facts(self, file: InspectionFile) -> None:
        tr = self.context.tr
        proposed = file.status is InspectionStatus.SUBMITTED
        chosen = file.proposed
        decision = words.NOTHING if chosen is Decision.NONE else words.status(tr, chosen.value)
        state = words.status(tr, file.status.value)
        facts = FactStrip(
            self.theme,
            (
                (tr("Status"), state),
                (tr("Result"), words.status(tr, file.result.value)),
                (tr("Decision proposed") if proposed else tr("Decision"), decision),
            ),
        )
        column = self.add_section()
        column.addWidget(facts)
        if file.reason:
            column.addWidget(label(self.theme, file.reason, "body", "text-2", wrap=True))

    def _plan(self, file: InspectionFile) -> None:
        from ui.screens.inspections.sections import limit_row

        column = self.add_section(self.context.tr("Sampling plan"), words.plan_line(self.context.tr, file))
        scale = max([each.limit.re for each in file.verdict.standings] + list(file.counts.values()) + [1]) + 1
        for standing in file.verdict.standings:
            column.addLayout(limit_row(self.context, standing, scale))

    def _defects(self, file: InspectionFile) -> None:
        from ui.screens.inspections.sections import DefectRow, grouped

        tr, total = self.context.tr, sum(defect.count for defect in file.defects)
        column = self.add_section(tr("Defects"), self._photo_link(file), count=tr.number(total))
        if not file.defects:
            column.addWidget(label(self.theme, tr("None recorded."), "body", "text-3"))
        serious = [each for each in grouped(file.defects) if each.first.defect_class is not DefectClass.MINOR]
        for group in serious[:MOST_DEFECT_ROWS]:
            column.addWidget(DefectRow(self.context, file, group))
        minor = sum(each.count for each in file.defects if each.defect_class is DefectClass.MINOR)
        if minor:
            said = tr("and {count} minor", count=minor) if serious else tr("{count} minor", count=minor)
            column.addWidget(label(self.theme, said, "small", "text-3"))

    def _photo_link(self, file: InspectionFile) -> QPushButton:
        words_ = self.context.tr("All photos {count}", count=len(file.all_photos))
        made = link(self.theme, words_, self.show_photos)
        show_when(made, bool(file.all_photos))
        return made

    def _more(self, file: InspectionFile) -> None:
        pairs = [(name, value) for name, value in self._pairs(file) if value]
        if pairs:
            self.add_section().addWidget(KeyValues(self.theme, pairs))

    def _pairs(self, file: InspectionFile) -> list[tuple[str, str]]:
        tr = self.context.tr
        part = file.tranche
        return [
            (tr("Shipment"), file.shipment),
            (tr("Maker"), tr.name(file.maker)),
            (tr("Place"), tr.name(file.place)),
            (tr("Inspector"), tr.name(file.inspector)),
            (tr("Follows"), file.reinspection_of),
            (
                tr("Part of lot"),
                tr("part {number}, {quantity} units", number=part.number, quantity=tr.number(part.quantity))
                if part
                else "",
            ),
            (tr("Revised because"), file.revision_reason),
            (tr("Note"), file.note),
        ]

    def _trail(self, file: InspectionFile) -> None:
        from ui.screens.inspections.sections import trail_row

        column: QVBoxLayout = self.add_section(self.context.tr("Trail"))
        column.setSpacing(self.theme.px(4))
        for line in file.trail:
            column.addLayout(trail_row(self.context, line))

    def _consequences(self, file: InspectionFile) -> None:
        if not file.consequences:
            return
        from ui.screens.inspections.sections import consequence_row

        column = self.add_foot(self.context.tr("Approving will"))
        column.setSpacing(self.theme.px(4))
        for line in file.consequences:
            column.addLayout(consequence_row(self.context, line))

    def _bar(self, file: InspectionFile, actions: ActionSet) -> None:
        left, right = _BARS.get(file.status, ((), ()))
        actions.refresh()
        self.set_bar(
            [self._button(file, actions, name) for name in left],
            [self._button(file, actions, name) for name in right],
        )

    def _button(self, file: InspectionFile, actions: ActionSet, name: str) -> QPushButton:
        # Made here and not by the set: it goes with the record, the set's buttons stay as long as the screen.
        button = ActionButton(actions.find(name), self.theme)
        if name == "approve":
            button.setText(words.approve_words(self.context.tr, file.proposed))
        return button


_BARS: dict[InspectionStatus, tuple[tuple[str, ...], tuple[str, ...]]] = {
    InspectionStatus.PLANNED: (("cancel",), ("capture",)),
    InspectionStatus.IN_PROGRESS: (("abort",), ("capture",)),
    InspectionStatus.SENT_BACK: (("abort",), ("capture",)),
    InspectionStatus.SUBMITTED: (("send_back",), ("approve",)),
    InspectionStatus.APPROVED: (("revise",), ("reinspect", "issue")),
}
"""Which actions stand at the left and at the right of the bar."""
