"""Parties as the rules see them: what is on record about each, and the verdict on its vetting file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)

from qualitydesk.domain.parties.names import NAMES, party_name
from qualitydesk.domain.parties.vetting import CheckFacts, VettingResult, vet
from qualitydesk.domain.shipments.duties import PartyFacts
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import (
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    t,
)
from qualitydesk.store.session import Reader

CUSTOMS_NUMBERS = frozenset({"eori", "eori_gb", "customs", "cn_customs", "us_importer", "iec"})
OF_PARTY = (
    *("id", *NAMES, "trade_name", "country", "phone", "email"),
    *("website", "legal_representative", "blocked"),
)
CHECKED = ("id", "party_id", "kind", "outcome", "checked_on", "valid_to")
NOT_REGISTERED = CUSTOMS_NUMBERS | {"gln", "lei", "gtin", "sscc"}


def party_facts(read: Reader, keys: Iterable[str | None]) -> dict[str, PartyFacts]:
    """The parties with those keys as rules see them."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    known = _by_party(read.all(_known(), {"wanted": wanted}))
    return {row.id: _facts(row, known.get(row.id, ())) for row in read.among(Party, "id", wanted, OF_PARTY)}


@lru_cache(maxsize=1)
def _known() -> CompoundSelect[Any]:
    """What is on record about parties, each row with its part: an address, a number or a contact."""
    address, number, contact = t(PartyAddress), t(PartyIdentifier), t(PartyContact)
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    parts = (
        (address, "address", address.c.street, address.c.city, address.c.po_box),
        (number, "number", number.c.scheme, number.c.value, literal(0)),
        (contact, "contact", contact.c.name, contact.c.phone, literal(0)),
    )
    selects = (
        select(
            table.c.party_id,
            literal(part).label("part"),
            first.label("first"),
            second.label("second"),
            cast(flag, Integer).label("flag"),
        ).where(table.c.party_id.in_(wanted))
        for table, part, first, second, flag in parts
    )
    return union_all(*selects)


def _by_party(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.party_id, []).append(row)
    return found


def _facts(row: Any, known: Sequence[Any]) -> PartyFacts:
    parts: dict[str, list[Any]] = {"address": [], "number": [], "contact": []}
    for one in known:
        parts[one.part].append(one)
    addresses, contacts = parts["address"], parts["contact"]
    city = _first([address.second for address in addresses])
    phone = row.phone or _first([contact.second for contact in contacts])
    elements = _elements(row, phone, addresses, {one.first for one in parts["number"]}, contacts)
    name = party_name(row)
    legal = Bilingual(row.name, row.name_zh) if row.short_name or row.short_name_zh else name
    return PartyFacts(row.id, name, row.country, city, phone, row.email, elements, row.blocked, legal)


def _first(texts: Iterable[str]) -> str:
    """The first that says something."""
    return next(filter(None, texts), "")


def _elements(
    row: Any, phone: str, addresses: Sequence[Any], schemes: set[str], contacts: Sequence[Any]
) -> frozenset[str]:
    has = {
        "party.legal_name": row.name,
        "party.trade_name_or_mark": row.trade_name or row.name,
        "party.country": row.country,
        "party.email": row.email,
        "party.website": row.website,
        "party.electronic_address": row.email or row.website,
        "party.phone": phone,
        "party.legal_representative": row.legal_representative,
        "party.contact_person": any(contact.first for contact in contacts),
        "party.postal_address": any(a.first and a.second and not a.flag for a in addresses),
        "party.customs_id": schemes & CUSTOMS_NUMBERS,
        "party.registry_id": schemes - NOT_REGISTERED,
        "party.gln": "gln" in schemes,
        "party.lei": "lei" in schemes,
    }
    return frozenset(compress(has, has.values()))


def vetting_of(read: Reader, parties: Mapping[str, Sequence[str]], day: date) -> dict[str, VettingResult]:
    """The verdict on each party's file for the roles it takes (``parties``: key -> roles)."""
    checks = checks_of(read, parties)
    return {key: vet(roles, checks.get(key, ()), day) for key, roles in parties.items()}


def checks_of(read: Reader, parties: Iterable[str]) -> dict[str, list[CheckFacts]]:
    """What is in the vetting files of some parties, in the order of its recording: the later one counts."""
    rows = sorted(read.among(PartyCheck, "party_id", parties, CHECKED), key=lambda row: str(row.id))
    return {key: [_check(row) for row in group] for key, group in _by_party(rows).items()}


def _check(row: Any) -> CheckFacts:
    return CheckFacts(row.kind, row.outcome, row.checked_on, row.valid_to)
