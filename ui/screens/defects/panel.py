"""The defect under the cursor: names, class, category, and where it is used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.kit.panel import DetailPanel, FactStrip, KeyValues
from ui.registers.rows import PartRow, Tool, nothing
from ui.screens.defects import table

if TYPE_CHECKING:
    from qualitydesk.services.defects import DefectFile
    from ui.context import Context


class DefectPanel(DetailPanel):
    """Shows one opened entry."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Defect"))
        self.context = context
        self.opened: DefectFile | None = None

    def show_defect(self, file: DefectFile) -> None:
        """Show an entry."""
        self.opened = file
        self.set_title(self.context.tr.name(file.row.name), file.row.code)
        sections = (self._facts, self._names, self._used)
        self.fill(self.context.jobs, [partial(section, file) for section in sections])

    def _facts(self, file: DefectFile) -> None:
        tr, row, column = self.context.tr, file.row, self.add_section()
        facts = ((tr("Class"), table.class_status(tr, row)), (tr("State"), table.use_status(tr, row)))
        column.addWidget(FactStrip(self.theme, facts))

    def _names(self, file: DefectFile) -> None:
        tr, row = self.context.tr, file.row
        category = table.category_words(tr, row.category)
        names = [(tr("English"), row.name.en), (tr("Chinese"), row.name.zh), (tr("Category"), category)]
        pairs = [(name, value) for name, value in names if value]
        self.add_section(tr("Names")).addWidget(KeyValues(self.theme, pairs))

    def _used(self, file: DefectFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("Where it is used"))
        found = tr.plural("Found once in inspections.", "Found {n} times in inspections.", file.found)
        claimed = tr.plural("The reason of 1 claim.", "The reason of {n} claims.", file.claims)
        for count, words in ((file.found, found), (file.claims, claimed)):
            if count:
                nothing(self.context, column, words)
        if not (file.found or file.claims or file.checklists):
            nothing(self.context, column, tr("Nowhere yet."))
        for key, name in file.checklists:
            go = Tool("external-link", tr("Open it"), partial(self.context.navigate, "checklist", key))
            column.addWidget(PartRow(self.context, tr.name(name), tr("Checklist"), tools=(go,)))
