"""The version of a checklist under the cursor: what it asks in order, and all its versions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.kit.labels import label
from ui.kit.panel import DetailPanel, FactStrip
from ui.registers.rows import PartRow, Tool
from ui.screens.checklists import table, words

if TYPE_CHECKING:
    from qualitydesk.domain.inspection.checklist import Check
    from qualitydesk.services.checklists import ChecklistFile, EditionLine
    from ui.context import Context


AT_ONCE = 4
"""So many checks are added in one turn."""


class ChecklistPanel(DetailPanel):
    """Shows one opened version."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Checklist"))
        self.context = context
        self.opened: ChecklistFile | None = None

    def show_checklist(self, file: ChecklistFile) -> None:
        """Show a version."""
        self.opened = file
        tr = self.context.tr
        self.set_title(tr.name(file.name), tr.name(file.category_name))
        checks = QVBoxLayout()
        asked = (
            partial(self._add_checks, checks, file.checks, begin)
            for begin in range(0, len(file.checks), AT_ONCE)
        )
        pieces = partial(self._facts, file), partial(self._asks, file, checks), *asked
        self.fill(self.context.jobs, (*pieces, partial(self._editions, file)))

    def _facts(self, file: ChecklistFile) -> None:
        tr, column = self.context.tr, self.add_section()
        state, edition = table.use_status(tr, file.current), str(file.edition)
        facts = ((tr("State"), state), (tr("Version"), edition), (tr("Code"), file.code))
        column.addWidget(FactStrip(self.theme, facts))

    def _asks(self, file: ChecklistFile, checks: QVBoxLayout) -> None:
        tr = self.context.tr
        column = self.add_section(tr("What it asks"), tr.plural("1 check", "{n} checks", len(file.checks)))
        checks.setSpacing(column.spacing())
        column.addLayout(checks)

    def _add_checks(self, checks: QVBoxLayout, every: Sequence[Check], begin: int) -> None:
        for place in range(begin, min(begin + AT_ONCE, len(every))):
            checks.addLayout(self._check(place + 1, every[place]))

    def _editions(self, file: ChecklistFile) -> None:
        editions = self.add_section(self.context.tr("Versions"))
        for line in file.editions:
            editions.addWidget(self._edition(line, line.id == file.id))

    def _check(self, place: int, check: Check) -> QHBoxLayout:
        theme, tr = self.theme, self.context.tr
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        number = label(theme, str(place), "small-strong", "text-3")
        number.setFixedWidth(theme.px(20))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(theme, tr.name(check.name), "strong", wrap=True))
        for said in (check.requirement, check.how_to):
            if said.en or said.zh:
                lines.addWidget(label(theme, tr.name(said), "small", "text-2", wrap=True))
        lines.addWidget(label(theme, words.check_line(tr, check), "small", "text-3", wrap=True))
        row.addLayout(lines, 1)
        codes = "\n".join(filter(None, (check.code, check.defect)))
        named = label(theme, codes, "small", "text-3")
        named.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _edition(self, line: EditionLine, shown: bool) -> PartRow:
        tr = self.context.tr
        used = tr.plural("1 inspection", "{n} inspections", line.inspections)
        go = Tool("eye", tr("Show"), partial(self.context.navigate, "checklist", line.id))
        return PartRow(
            self.context,
            tr("Version {n}", n=line.edition),
            tr("shown here") + f" · {used}" if shown else used,
            status=table.use_status(tr, line.current),
            tools=() if shown else (go,),
        )
