"""The Recalls screen: which cases it holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.safety import RECALL_MOVES
from qualitydesk.services import safety
from qualitydesk.services.safety import RecallFile, RecallRow
from ui.importing.exporting import export_ticked
from ui.safety.screen import Cases, CaseScreen
from ui.screens.recalls import form, table
from ui.screens.recalls.panel import RecallPanel

if TYPE_CHECKING:
    from ui.context import Context


class RecallsScreen(CaseScreen[RecallRow, RecallFile]):
    """List and recall."""

    KIND = "recall"
    TOPICS = frozenset({"recall", "recall_item", "lot", "shipment_line", "claim"})

    def __init__(self, context: Context) -> None:
        panel, desk = RecallPanel(context), context.desk
        cases = Cases(
            RECALL_MOVES,
            partial(safety.open_recall, desk),
            partial(safety.move_recall, desk),
            panel.show_recall,
            partial(form.asked, context),
            context.tr("New recall"),
        )
        bulk = (export_ticked(context, self, "recalls", lambda row: row.number),)
        super().__init__(context, table.listing(context), panel, cases, bulk)
