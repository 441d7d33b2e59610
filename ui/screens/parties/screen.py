"""The Parties screen: views, the list, the party's file beside it; record, vet, block, correct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services import parties
from qualitydesk.services.parties import PartyRow
from ui.importing.exporting import export_ticked
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.screens.parties import table
from ui.screens.parties.panel import Hands, Opened, PartyPanel, read
from ui.screens.parties.steps import Steps

if TYPE_CHECKING:
    from ui.context import Context


class PartiesScreen(RegisterScreen[PartyRow, Opened]):
    """List and file."""

    KIND = "party"
    TOPICS = frozenset(
        {
            "party",
            "party_role",
            "party_identifier",
            "party_address",
            "party_contact",
            "party_check",
            "mandate",
        }
    )

    def __init__(self, context: Context) -> None:
        self.party = PartyPanel(context)
        self.steps = steps = Steps(context, self, lambda: self.party.opened, self.saved)
        reading = Reading(
            lambda key: read(context.desk, key), self.party.show_party, lambda opened: opened.file.id
        )
        bulk = (*steps.bulk(), export_ticked(context, self, "parties", lambda row: row.code))
        super().__init__(context, table.listing(context), self.party, reading, bulk)
        if not steps.may_edit():
            self.party.hands = Hands(steps.add, steps.edit_part, steps.remove_part)
        self.furnish(("block", "unblock"), ("check", "edit"))

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.file.fields["code"]) if self.file else ""

    def first_acts(self) -> tuple[Action, ...]:
        """An empty register offers a file first."""
        assert self.action_set is not None
        return (self.action_set.find("import"), self.action_set.find("new"))

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.usual_actions())

    def refresh(self, topics: frozenset[str]) -> None:
        """Load list and panel, and offer the countries in use as a filter."""
        super().refresh(topics)
        desk, tr = self.context.desk, self.context.tr
        self.jobs.read(
            self,
            lambda: parties.party_countries(desk),
            lambda countries: self.list.offer_filters(table.filters(tr, countries)),
            latest="known",
        )
