"""The Incidents screen: which cases it holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.safety import INCIDENT_MOVES
from qualitydesk.services import safety
from qualitydesk.services.safety import IncidentFile, IncidentRow
from ui.importing.exporting import shown_ticked
from ui.safety.screen import Cases, CaseScreen
from ui.screens.incidents import form, table
from ui.screens.incidents.panel import IncidentPanel

if TYPE_CHECKING:
    from ui.context import Context


class IncidentsScreen(CaseScreen[IncidentRow, IncidentFile]):
    """List and incident."""

    KIND = "incident"
    TOPICS = frozenset({"incident", "claim", "shipment_line"})

    def __init__(self, context: Context) -> None:
        panel, desk = IncidentPanel(context), context.desk
        cases = Cases(
            INCIDENT_MOVES,
            partial(safety.open_incident, desk),
            partial(safety.move_incident, desk),
            panel.show_incident,
            partial(form.asked, context),
            context.tr("New incident"),
        )
        bulk = (shown_ticked(context, self, "incidents"),)
        super().__init__(context, table.listing(context), panel, cases, bulk)
