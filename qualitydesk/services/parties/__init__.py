"""Use cases of trading parties: list, open the file, record and change it, vet, block, offer in fields.

Also the facts that rules need of them, for the gate and the trace.
"""

from __future__ import annotations

from qualitydesk.services.choices import Choice
from qualitydesk.services.parties.editing import (
    PARTY_ROLES,
    block_parties,
    block_party,
    create_party,
    edit_party,
    unblock_parties,
    unblock_party,
)
from qualitydesk.services.parties.facts import checks_of, party_facts, vetting_of
from qualitydesk.services.parties.file import (
    AddressLine,
    CheckLine,
    ContactLine,
    IdentifierLine,
    MandateLine,
    PartyFile,
    open_party,
    party_choices,
)
from qualitydesk.services.parties.listing import PARTIES, PartyRow, party_countries
from qualitydesk.services.parties.mandates import DUTIES, edit_mandate, end_mandate, record_mandate
from qualitydesk.services.parties.parts import (
    ADDRESS_KINDS,
    PARTY_SCHEMES,
    add_address,
    add_contact,
    add_identifier,
    edit_part,
    record_check,
    remove_part,
    restore_part,
)

__all__ = [
    "ADDRESS_KINDS",
    "DUTIES",
    "PARTIES",
    "PARTY_ROLES",
    "PARTY_SCHEMES",
    "AddressLine",
    "CheckLine",
    "Choice",
    "ContactLine",
    "IdentifierLine",
    "MandateLine",
    "PartyFile",
    "PartyRow",
    "add_address",
    "add_contact",
    "add_identifier",
    "block_parties",
    "block_party",
    "checks_of",
    "create_party",
    "edit_mandate",
    "edit_part",
    "edit_party",
    "end_mandate",
    "open_party",
    "party_choices",
    "party_countries",
    "party_facts",
    "record_check",
    "record_mandate",
    "remove_part",
    "restore_part",
    "unblock_parties",
    "unblock_party",
    "vetting_of",
]
