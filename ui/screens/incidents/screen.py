"""The Incidents screen: views, the list, the case beside it; open, change, and each step to its close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.safety import INCIDENT_MOVES
from qualitydesk.services import safety
from qualitydesk.services.safety import IncidentFile, IncidentRow
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.registers.steps import RegisterSteps
from ui.safety.moving import VERB, Moving
from ui.screens.incidents import form, table
from ui.screens.incidents.panel import IncidentPanel

if TYPE_CHECKING:
    from ui.context import Context


class IncidentsScreen(RegisterScreen[IncidentRow, IncidentFile]):
    """List and incident."""

    KIND = "incident"
    TOPICS = frozenset({"incident", "claim", "shipment_line"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.incident, desk = IncidentPanel(context), context.desk
        self.steps = RegisterSteps[IncidentFile](context, self, lambda: self.incident.opened, self.saved)
        self.moving = Moving(
            context,
            self,
            INCIDENT_MOVES,
            lambda: self.incident.opened,
            lambda key, version, status, why: safety.move_incident(desk, key, version, status, why),
            self.saved,
        )
        reading = Reading(lambda key: safety.open_incident(desk, key), self._show, lambda file: file.id)
        super().__init__(context, table.listing(context), self.incident, reading)
        self.furnish(("edit",), tuple(VERB + target for target in INCIDENT_MOVES))

    def _show(self, file: IncidentFile) -> None:
        self.incident.show_incident(file)
        for target in INCIDENT_MOVES:
            self.bar_buttons[VERB + target].setVisible(target in file.next)

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.fields["number"]) if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, steps = self.context.tr, self.steps
        return (
            Action("new", tr("New incident"), self.new, "plus", "N", "primary", steps.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "", steps.may_change, True),
            *self.moving.actions(),
            *self.usual_actions(),
        )

    def new(self) -> None:
        """Open another case."""
        self.steps.ask(form.asked(self.context, None))

    def edit(self) -> None:
        """Change the case in the panel."""
        if self.incident.opened is not None:
            self.steps.ask(form.asked(self.context, self.incident.opened))
