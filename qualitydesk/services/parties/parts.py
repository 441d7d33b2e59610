"""What a party's file is made of beside the party itself: numbers, addresses, contacts, vetting checks.

A row may be corrected or taken away; the history keeps what it was. Mandates have a module of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.identifiers import SCHEMES, check_number
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import PartyAddress, PartyCheck, PartyContact, PartyIdentifier, Record
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import (
    require_editor,
    require_filled,
    require_fitting,
    trimmed,
    with_countries,
)

Fields = dict[str, Any]
ADDRESS_KINDS: Mapping[str, Message] = {
    "Registered": msg("Registered office"),
    "Postal": msg("Postal address"),
    "Factory": msg("Factory"),
    "Returns": msg("Returns address"),
    "Billing": msg("Billing address"),
}
NOT_OF_PARTIES = ("gtin", "sscc", "container", "imo", "upu_s10", "hs", "incoterm")
PARTY_SCHEMES: Mapping[str, Bilingual] = {
    **{code: one.name for code, one in SCHEMES.items() if code not in NOT_OF_PARTIES},
    "eori_gb": Bilingual("GB EORI", "英国海关编号 EORI"),
    "cn_customs": Bilingual("China customs registration", "中国海关注册编码"),
    "us_importer": Bilingual("US importer number", "美国进口商编号"),
    "iec": Bilingual("India importer-exporter code (IEC)", "印度进出口商代码 IEC"),
    "registry": Bilingual("Company registration number", "企业登记号"),
}
"""The kinds of number that a party has, by their code in the rule packs."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of row: its table, how acts on it are called, how its fields are made good or refused."""

    record: type[Record]
    name: str
    adding: str
    checked: Callable[[Fields], Fields]


def _address(fields: Fields) -> Fields:
    given = with_countries(trimmed(fields), "country")
    require_filled(msg("An address needs a street and a city."), given, "street", "city")
    return given


def _contact(fields: Fields) -> Fields:
    given = trimmed(fields)
    require_filled(msg("A contact needs a name."), given, "name")
    return given


def _identifier(fields: Fields) -> Fields:
    given = dict(fields)
    if "value" in given:
        given["value"] = check_number(given.get("scheme", ""), given["value"]).value
        if not given["value"]:
            raise RuleBroken(msg("The number is empty."), fields={"value": msg("Type the number.")})
    return given


def _check(fields: Fields) -> Fields:
    given = trimmed(fields)
    if given.get("outcome") == "Passed" and not given.get("evidence", ""):
        raise RuleBroken(
            msg("A passed check names its evidence."), fields={"evidence": msg("Say what was looked at.")}
        )
    return given


PARTS: Mapping[str, _Part] = {
    "address": _Part(PartyAddress, "address", "add address", _address),
    "contact": _Part(PartyContact, "contact", "add contact", _contact),
    "identifier": _Part(PartyIdentifier, "identifier", "add identifier", _identifier),
    "check": _Part(PartyCheck, "vetting check", "record vetting check", _check),
}


def _checked(desk: Desk, part: _Part, fields: Fields) -> Fields:
    require_editor(desk)
    given = part.checked(fields)
    require_fitting(part.record, given)
    return given


def _add(desk: Desk, kind: str, party: str, fields: Fields) -> str:
    part = PARTS[kind]
    given = _checked(desk, part, fields)
    with desk.store.write(desk.person, part.adding) as work:
        return work.insert(part.record, **({"id": new_key()} | given), party_id=party)


def add_address(desk: Desk, key: str, **fields: Any) -> str:
    """Record a postal address of a party; returns its key."""
    return _add(desk, "address", key, fields)


def add_contact(desk: Desk, key: str, **fields: Any) -> str:
    """Record a person to reach at a party; returns the key."""
    return _add(desk, "contact", key, fields)


def add_identifier(desk: Desk, key: str, scheme: str, value: str) -> tuple[Message, ...]:
    """Record a number of a party; returns what is doubtful about it. A doubt never refuses it."""
    given = _checked(desk, PARTS["identifier"], {"scheme": scheme, "value": value})
    with desk.store.write(desk.person, "add identifier") as work:
        if work.find(PartyIdentifier, party_id=key, **given) is None:
            work.insert(PartyIdentifier, id=new_key(), party_id=key, **given)
    return check_number(scheme, value).doubts


def record_check(
    desk: Desk,
    key: str,
    kind: str,
    outcome: str,
    *,
    evidence: str = "",
    valid_to: date | None = None,
    checked_on: date | None = None,
) -> str:
    """Add a check to the vetting file, reviewed by the person at the desk; a passed one needs evidence."""
    fields = {"kind": kind, "outcome": outcome, "evidence": evidence, "valid_to": valid_to}
    seen = {"reviewer_id": desk.person.id or None, "checked_on": checked_on or desk.today()}
    return _add(desk, "check", key, fields | seen)


def edit_part(desk: Desk, kind: str, key: str, version: int, /, **fields: Any) -> int:
    """Correct an "address", "contact", "identifier" or "check"; returns the new version."""
    part = PARTS[kind]
    with desk.store.write(desk.person, f"edit {part.name}") as work:
        row = work.get(part.record, key)
        given = _checked(desk, part, _whole(part, row, fields))
        return work.update(part.record, key, version, **{name: given[name] for name in fields})


def _whole(part: _Part, row: Any, fields: Fields) -> Fields:
    """The given fields with those that they are judged together with."""
    together = {"identifier": ("scheme",), "vetting check": ("outcome", "evidence")}.get(part.name, ())
    return {name: row._mapping[name] for name in together} | fields


def remove_part(desk: Desk, kind: str, key: str) -> Fields:
    """Take a row out of a party's file; returns what it was, for ``restore_part``."""
    require_editor(desk)
    part = PARTS[kind]
    with desk.store.write(desk.person, f"remove {part.name}") as work:
        row = work.get(part.record, key)
        work.delete(part.record, key)
    return dict(row._mapping)


def restore_part(desk: Desk, kind: str, values: Fields) -> str:
    """Put a row back as it was taken out."""
    require_editor(desk)
    part = PARTS[kind]
    with desk.store.write(desk.person, f"put back {part.name}") as work:
        return work.insert(part.record, **values)
