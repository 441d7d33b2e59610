"""One party as its file shows it, and parties offered in fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, exists, or_, select

from qualitydesk.domain.countries import address
from qualitydesk.domain.identifiers import check_number
from qualitydesk.domain.parties.vetting import VettingResult
from qualitydesk.domain.shipments.duties import PartyFacts
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import (
    Mandate,
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    PartyRole,
    Person,
    Record,
    t,
)
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties.facts import party_facts, vetting_of
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class IdentifierLine:
    """A number of the party and what is doubtful about it."""

    id: str
    version: int
    scheme: str
    value: str
    doubts: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A postal address."""

    id: str
    version: int
    kind: str
    street: str
    city: str
    region: str
    postcode: str
    country: str
    po_box: bool

    @property
    def line(self) -> str:
        """All of it on one line."""
        return address((self.street, f"{self.postcode} {self.city}".strip(), self.region), self.country)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person to reach."""

    id: str
    version: int
    name: str
    function: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of the vetting file, newest first."""

    id: str
    version: int
    kind: str
    outcome: str
    evidence: str
    reviewer: Bilingual
    checked_on: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate that the party gives or holds; ``other`` is the party at its other end."""

    id: str
    version: int
    given: bool
    other_id: str
    other: Bilingual
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PartyFile:
    """Everything a party's file shows; ``fields`` are its columns."""

    id: str
    version: int
    facts: PartyFacts
    fields: Mapping[str, Any]
    roles: tuple[str, ...]
    identifiers: tuple[IdentifierLine, ...]
    addresses: tuple[AddressLine, ...]
    contacts: tuple[ContactLine, ...]
    checks: tuple[CheckLine, ...]
    mandates: tuple[MandateLine, ...]
    vetting: VettingResult

    @property
    def address_line(self) -> str:
        """The first address on one line; the country alone where no address is recorded."""
        return self.addresses[0].line if self.addresses else address((), self.fields["country"] or "")

    @property
    def contact_line(self) -> str:
        """A person by name with what reaches them, else how the company itself is reached."""
        if not self.contacts:
            return " · ".join(part for part in (self.facts.phone, self.facts.email) if part)
        found = self.contacts[0]
        return " · ".join(part for part in (found.name, found.phone, found.email) if part)


def open_party(desk: Desk, key: str) -> PartyFile:
    """The whole file of one party, by key or code."""
    with desk.store.read() as read:
        row = read.find(Party, code=key) or read.get(Party, key)
        roles = tuple(sorted(r.role for r in read.among(PartyRole, "party_id", [row.id])))
        return PartyFile(
            id=row.id,
            version=row.version,
            facts=party_facts(read, [row.id])[row.id],
            fields=dict(row._mapping),
            roles=roles,
            identifiers=_identifiers(read, row.id),
            addresses=tuple(AddressLine(**one) for one in _parts(read, PartyAddress, row.id)),
            contacts=tuple(ContactLine(**one) for one in _parts(read, PartyContact, row.id)),
            checks=_checks(read, row.id),
            mandates=_mandates(read, row.id),
            vetting=vetting_of(read, {row.id: roles}, desk.today())[row.id],
        )


def _parts(read: Reader, record: type[Record], party: str) -> list[dict[str, Any]]:
    rows = sorted(read.among(record, "party_id", [party]), key=lambda row: row.id)
    return [{name: value for name, value in row._mapping.items() if name != "party_id"} for row in rows]


def _identifiers(read: Reader, party: str) -> tuple[IdentifierLine, ...]:
    return tuple(
        IdentifierLine(**one, doubts=check_number(one["scheme"], one["value"]).doubts)
        for one in _parts(read, PartyIdentifier, party)
    )


def _checks(read: Reader, party: str) -> tuple[CheckLine, ...]:
    rows = _parts(read, PartyCheck, party)
    people = {p.id: p for p in read.among(Person, "id", {one["reviewer_id"] for one in rows} - {None})}
    lines = []
    for one in rows:
        person = people.get(one.pop("reviewer_id"))
        reviewer = Bilingual(person.name, person.name_zh) if person else Bilingual("")
        lines.append(CheckLine(**one, reviewer=reviewer))
    return tuple(sorted(lines, key=lambda line: (line.checked_on or date.min, line.id), reverse=True))


def _mandates(read: Reader, party: str) -> tuple[MandateLine, ...]:
    table = t(Mandate)
    mine = or_(table.c.giver_id == party, table.c.holder_id == party)
    rows = read.all(select(table).where(mine).order_by(table.c.id.desc()))
    others = {row.holder_id if row.giver_id == party else row.giver_id for row in rows}
    names = {p.id: Bilingual(p.name, p.name_zh) for p in read.among(Party, "id", others)}
    lines = []
    for row in rows:
        given = row.giver_id == party
        other = row.holder_id if given else row.giver_id
        lines.append(MandateLine(row.id, row.version, given, other, names[other], dict(row._mapping)))
    return tuple(lines)


def party_choices(desk: Desk, words: str = "", role: str = "", limit: int = 50) -> tuple[Choice, ...]:
    """Parties for a field, those with ``role`` first."""
    party, roles = t(Party), t(PartyRole)
    suited = exists().where(roles.c.party_id == party.c.id, roles.c.role == role)
    order = (party.c.name, party.c.id) if not role else (case((suited, 0), else_=1), party.c.name, party.c.id)
    statement = select(party.c.id, party.c.name, party.c.name_zh, party.c.country).order_by(*order)
    if words:
        named = (party.c.name, party.c.name_zh, party.c.code)
        statement = statement.where(or_(*(name.icontains(words, autoescape=True) for name in named)))
    with desk.store.read() as read:
        rows = read.all(statement.limit(limit))
    return tuple(Choice(r.id, r.name, " ".join(filter(None, (r.name_zh, r.country)))) for r in rows)
