"""The Checklists screen: the versions, what each asks, and the next one in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Bilingual
from qualitydesk.services import checklists, defects, inspections, products
from qualitydesk.services.checklists import ChecklistFile, ChecklistRow
from qualitydesk.services.choices import Choice
from ui.importing.exporting import shown_ticked
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.registers.steps import RegisterSteps
from ui.screens.checklists import table
from ui.screens.checklists.dialog import ChecklistDialog
from ui.screens.checklists.panel import ChecklistPanel

if TYPE_CHECKING:
    from ui.context import Context

Known = tuple[tuple[Choice, ...], Mapping[str, Bilingual]]


class ChecklistsScreen(RegisterScreen[ChecklistRow, ChecklistFile]):
    """List and version."""

    KIND = "template"
    TOPICS = frozenset({"template", "template_check"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.checklist = ChecklistPanel(context)
        self.steps = RegisterSteps[ChecklistFile](context, self, lambda: self.checklist.opened, self.saved)
        reading = Reading(
            lambda key: checklists.open_checklist(context.desk, key),
            self.checklist.show_checklist,
            lambda file: file.id,
        )
        bulk = (shown_ticked(context, self, "checklists"),)
        super().__init__(context, table.listing(context), self.checklist, reading, bulk)
        self.furnish((), ("edit",))

    def number(self) -> str:
        """What people call the record in the panel."""
        return self.context.tr.name(self.file.name) if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, may = self.context.tr, self.steps.may_edit
        return (
            Action("new", tr("New checklist"), self.new, "plus", "N", "primary", may),
            Action("edit", tr("Change"), self.edit, "pencil", "E", "primary", self.no_change, True),
            Action("starters", tr("Take over the starter checklists"), self.starters, "download", locked=may),
            *self.usual_actions(),
        )

    def first_acts(self) -> tuple[Action, ...]:
        """An empty list offers the starters first."""
        assert self.action_set is not None
        return (self.action_set.find("starters"), self.action_set.find("new"))

    def no_change(self) -> str:
        """Why the version shown cannot be changed."""
        file = self.checklist.opened
        if file is not None and not file.current:
            return self.context.tr("Only the version in use is changed.")
        return self.steps.may_change()

    def new(self) -> None:
        """Make the checklist of another category."""
        self._ask(None)

    def edit(self) -> None:
        """Make the next version of the one shown."""
        if self.checklist.opened is not None:
            self._ask(self.checklist.opened)

    def _ask(self, file: ChecklistFile | None) -> None:
        desk = self.context.desk
        named = {check.defect for check in file.checks} if file else ()

        def opened(known: Known) -> None:
            ChecklistDialog(self.context, self, known, file, self.saved).open()

        self.steps.read(lambda: (defects.defect_choices(desk, named), products.category_names(desk)), opened)

    def starters(self) -> None:
        """Bring the starter checklists and the defect catalogue into the database."""
        desk, tr = self.context.desk, self.context.tr

        def done(_templates: int) -> None:
            self.context.toast(tr("The starter checklists are here. What you changed has stayed."))
            self.saved("")

        self.steps.write(lambda: inspections.load_starters(desk), done)
