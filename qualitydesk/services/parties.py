"""Trading parties: file, roles, numbers, addresses, vetting checks; and the facts that rules need of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    bindparam,
    cast,
    literal,
    or_,
    select,
    union_all,
)

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.identifiers import check_number
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.parties.vetting import CheckFacts, VettingResult, vet
from qualitydesk.domain.shipments.duties import PartyFacts
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import (
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    PartyRole,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

CUSTOMS_NUMBERS = ("eori", "eori_gb", "customs", "cn_customs", "us_importer", "iec")
NOT_REGISTERED = (*CUSTOMS_NUMBERS, "gln", "lei", "gtin", "sscc")


@dataclass(frozen=True, slots=True)
class Choice:
    """A record offered in a field: its key, what is shown, and a second line."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartyFile:
    """Everything a party's file shows."""

    id: str
    version: int
    facts: PartyFacts
    fields: Mapping[str, Any]
    roles: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    addresses: tuple[Mapping[str, Any], ...]
    contacts: tuple[Mapping[str, Any], ...]
    checks: tuple[Mapping[str, Any], ...]
    vetting: VettingResult


def party_facts(read: Reader, keys: Iterable[str | None]) -> dict[str, PartyFacts]:
    """The parties with those keys as rules see them."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return {}
    known = _by_party(read.all(_known(), {"wanted": wanted}))
    return {row.id: _facts(row, known.get(row.id, ())) for row in read.among(Party, "id", wanted)}


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
    addresses = [one for one in known if one.part == "address"]
    contacts = [one for one in known if one.part == "contact"]
    schemes = {one.first for one in known if one.part == "number"}
    city = next((address.second for address in addresses if address.second), "")
    phone = row.phone or next((contact.second for contact in contacts if contact.second), "")
    elements = _elements(row, phone, addresses, schemes, contacts)
    name = row.short_name or row.name
    return PartyFacts(row.id, name, row.country, city, phone, row.email, elements, row.blocked, row.name)


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
        "party.customs_id": schemes & set(CUSTOMS_NUMBERS),
        "party.registry_id": schemes - set(NOT_REGISTERED),
        "party.gln": "gln" in schemes,
        "party.lei": "lei" in schemes,
    }
    return frozenset(code for code, there in has.items() if there)


def vetting_of(read: Reader, parties: Mapping[str, Sequence[str]], day: date) -> dict[str, VettingResult]:
    """The verdict on each party's file for the roles it takes (``parties``: key -> roles)."""
    checks = _by_party(read.among(PartyCheck, "party_id", parties))
    return {
        key: vet(roles, [_check(row) for row in checks.get(key, [])], day) for key, roles in parties.items()
    }


def _check(row: Any) -> CheckFacts:
    return CheckFacts(row.kind, row.outcome, row.checked_on, row.valid_to)


def party_choices(desk: Desk, words: str = "", role: str = "", limit: int = 50) -> tuple[Choice, ...]:
    """Parties for a field, those with ``role`` first."""
    party, roles = t(Party), t(PartyRole)
    statement = select(party.c.id, party.c.name, party.c.name_zh, party.c.country).order_by(party.c.name)
    if words:
        part = f"%{words}%"
        statement = statement.where(
            or_(party.c.name.ilike(part), party.c.name_zh.ilike(part), party.c.code.ilike(part))
        )
    with desk.store.read() as read:
        rows = read.all(statement.limit(500))
        having = (
            {r.party_id for r in read.all(select(roles.c.party_id).where(roles.c.role == role))}
            if role
            else set()
        )
    ordered = sorted(rows, key=lambda row: row.id not in having)
    return tuple(
        Choice(r.id, r.name, " ".join(filter(None, (r.name_zh, r.country)))) for r in ordered[:limit]
    )


def open_party(desk: Desk, key: str) -> PartyFile:
    """The whole file of one party."""
    with desk.store.read() as read:
        row = read.get(Party, key)
        facts = party_facts(read, [key])[key]
        roles = tuple(sorted(r.role for r in read.among(PartyRole, "party_id", [key])))
        numbers = tuple((r.scheme, r.value) for r in read.among(PartyIdentifier, "party_id", [key]))
        addresses, contacts, checks = (
            tuple(dict(r._mapping) for r in read.among(record, "party_id", [key]))
            for record in (PartyAddress, PartyContact, PartyCheck)
        )
        verdict = vetting_of(read, {key: roles}, desk.today())[key]
    fields = dict(row._mapping)
    return PartyFile(key, row.version, facts, fields, roles, numbers, addresses, contacts, checks, verdict)


def create_party(
    desk: Desk, *, code: str, name: str, roles: Iterable[str] = (), key: str | None = None, **fields: Any
) -> str:
    """Record a party with its roles; returns its key."""
    _require_named(code, name)
    identity = key or new_key()
    with desk.store.write(desk.person, "create party") as work:
        work.insert(Party, id=identity, code=code.strip(), name=name.strip(), **fields)
        for role in dict.fromkeys(roles):
            work.insert(PartyRole, id=new_key(), party_id=identity, role=role)
    return identity


def edit_party(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change fields of a party; returns the new version."""
    with desk.store.write(desk.person, "edit party") as work:
        return work.update(Party, key, version, **fields)


def add_identifier(desk: Desk, key: str, scheme: str, value: str) -> tuple[Message, ...]:
    """Record a number; returns what is doubtful about it. A doubt never refuses it."""
    checked = check_number(scheme, value)
    if not checked.value:
        raise RuleBroken(msg("The number is empty."), fields={"value": msg("Type the number.")})
    with desk.store.write(desk.person, "add identifier") as work:
        if work.find(PartyIdentifier, party_id=key, scheme=scheme, value=checked.value) is None:
            work.insert(PartyIdentifier, id=new_key(), party_id=key, scheme=scheme, value=checked.value)
    return checked.doubts


def add_address(desk: Desk, key: str, **fields: Any) -> str:
    """Record a postal address; returns its key."""
    with desk.store.write(desk.person, "add address") as work:
        return work.insert(PartyAddress, id=new_key(), party_id=key, **fields)


def add_contact(desk: Desk, key: str, **fields: Any) -> str:
    """Record a person to reach; returns the key."""
    with desk.store.write(desk.person, "add contact") as work:
        return work.insert(PartyContact, id=new_key(), party_id=key, **fields)


def record_check(
    desk: Desk, key: str, kind: str, outcome: str, *, evidence: str = "", valid_to: date | None = None
) -> str:
    """Add a check to the vetting file, reviewed by the person at the desk; a passed one needs evidence."""
    if outcome == "Passed" and not evidence.strip():
        raise RuleBroken(
            msg("A passed check names its evidence."), fields={"evidence": msg("Say what was looked at.")}
        )
    with desk.store.write(desk.person, "record vetting check") as work:
        return work.insert(
            PartyCheck,
            id=new_key(),
            party_id=key,
            kind=kind,
            outcome=outcome,
            evidence=evidence,
            reviewer_id=desk.person.id or None,
            checked_on=desk.today(),
            valid_to=valid_to,
        )


def block_party(desk: Desk, key: str, version: int, reason: str) -> int:
    """Stop all trade with a party, with the reason; for managers."""
    desk.require("Manager", "Admin")
    if not reason.strip():
        raise RuleBroken(msg("Say why the party is blocked."), fields={"reason": msg("A reason is needed.")})
    with desk.store.write(desk.person, "block party", reason) as work:
        return work.update(Party, key, version, blocked=True, blocked_reason=reason)


def unblock_party(desk: Desk, key: str, version: int, reason: str) -> int:
    """Allow trade with a blocked party again; for managers."""
    desk.require("Manager", "Admin")
    with desk.store.write(desk.person, "unblock party", reason) as work:
        return work.update(Party, key, version, blocked=False, blocked_reason="")


def _require_named(code: str, name: str) -> None:
    given = {"code": code, "name": name}
    missing = {field: msg("This is needed.") for field, value in given.items() if not value.strip()}
    if missing:
        raise RuleBroken(msg("A party needs a code and a name."), fields=missing)
