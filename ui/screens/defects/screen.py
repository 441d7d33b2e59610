"""The Defect catalogue screen: views, the list, the defect beside it; add, change, set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services import defects
from qualitydesk.services.defects import DefectFile, DefectRow
from ui.importing.exporting import shown_ticked
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.screens.defects import table
from ui.screens.defects.panel import DefectPanel
from ui.screens.defects.steps import Steps

if TYPE_CHECKING:
    from ui.context import Context


class DefectsScreen(RegisterScreen[DefectRow, DefectFile]):
    """List and defect."""

    KIND = "defect_type"
    TOPICS = frozenset({"defect_type"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.defect = DefectPanel(context)
        self.steps = Steps(context, self, lambda: self.defect.opened, self.saved)
        reading = Reading(
            lambda key: defects.open_defect(context.desk, key),
            self.defect.show_defect,
            lambda file: file.row.id,
        )
        bulk = (*self.steps.bulk(), shown_ticked(context, self, "defects"))
        super().__init__(context, table.listing(context), self.defect, reading, bulk)
        self.furnish(("aside", "up"), ("edit",))

    def number(self) -> str:
        """What people call the record in the panel."""
        return self.file.row.code if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.usual_actions())

    def first_acts(self) -> tuple[Action, ...]:
        """An empty catalogue offers the starters first."""
        assert self.action_set is not None
        return (self.action_set.find("starters"), self.action_set.find("new"))

    def refresh(self, topics: frozenset[str]) -> None:
        """Load list and panel, and offer the categories in use as a filter."""
        super().refresh(topics)
        desk, tr = self.context.desk, self.context.tr
        self.jobs.read(
            self,
            lambda: defects.defect_categories(desk),
            lambda categories: self.list.offer_filters(table.filters(tr, categories)),
            latest="known",
        )
