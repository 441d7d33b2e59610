"""The history of one record: who changed what, when and why, field by field, with the old and the new value.

It is read from the audit chain, so it can't be edited. Which records may be opened is the screens' matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, select

from qualitydesk.domain.money import Money
from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import Bilingual, Message, Page
from qualitydesk.records import AuditDetail, AuditEvent, AuditSubject, Person, Record, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.settings import SETTING, setting_changes
from qualitydesk.services.history.values import Value, said
from qualitydesk.services.history.words import FIELDS, HIDDEN, table_name
from qualitydesk.store.session import Reader

SHOWN = 40
PARTS: Mapping[str, tuple[str, ...]] = {
    "certificate": ("certificate_event", "certificate_scope"),
    "claim": (
        "claim_line", "claim_event", "liability_share", "cost_line", "claim_message", "recovery", "refund",
    ),
    "inspection": ("defect", "tranche", "inspection_limit"),
    "non_conformity": ("action", "non_conformity_step"),
    "party": ("party_address", "party_check", "party_contact", "party_identifier", "party_role"),
    "product": ("product_model",),
    "recall": ("recall_item",),
    "sales_order": ("order_line", "order_payment"),
    "shipment": ("shipment_line", "duty_line", "custody_leg", "gate_exception"),
    "template": ("template_check",),
}  # fmt: skip
"""What belongs to a record and has no history of its own. Readings are left out: the record shows them."""
UNSAID = (False, 0, Message("None"))
"""What a new record need not say of itself."""
HANGING = ("attachment_link", "signature")
"""What may hang on any record, by ``subject_id``."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "attachment": ("name",),
    "buyer": ("name",),
    "custody_leg": ("leg_no",),
    "defect_type": ("code", "name"),
    "inspection_check": ("code", "name"),
    "party": ("name",),
    "person": ("name",),
    "place": ("name",),
    "product": ("sku", "name"),
    "shipment_line": ("line_no",),
    "mandate": ("reference",),
    "order_line": ("line_no",),
    "template": ("name",),
}
"""By what a record is called where another one names it; "number" if it is not listed."""
_EVENT, _DETAIL, _SUBJECT = t(AuditEvent), t(AuditDetail), t(AuditSubject)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field. ``part`` names the part of the record it stands in, "" for the record itself."""

    part: Message
    field: Message
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act on a record. ``kept`` is False where its values were erased, or stand in the record alone;
    ``hash`` is that of its link in the audit chain.
    """

    seq: int
    at: datetime
    person: Bilingual
    act: Message
    reason: str
    changes: tuple[FieldChange, ...]
    kept: bool
    hash: str


def record_history(
    desk: Desk, kind: str, key: str, before: int | None = None, limit: int = SHOWN
) -> Page[HistoryEntry]:
    """The newest acts on the record of that kind ("claim") and key, older than the act number ``before``."""
    with desk.store.read() as read:
        family = _family(read, kind, key)
        touched = {row.event_seq for row in read.among(AuditSubject, "record_id", family)}
        seqs = sorted((seq for seq in touched if before is None or seq < before), reverse=True)
        shown = seqs[:limit]
        events = {row.seq: row for row in _events(read, shown)}
        teller = _Teller(read, desk.rules, frozenset(family), kind)
        rows = teller.told([events[seq] for seq in shown if seq in events])
        return Page(rows, (shown[-1],) if len(seqs) > limit else None)


def _family(read: Reader, kind: str, key: str) -> list[str]:
    """The record's key and those of its parts."""
    found = [key]
    for name in PARTS.get(kind, ()):
        part = t(Record.named[name])
        found += _keys(read, part, owner_column(part, kind), key)
    for name in HANGING:
        part = t(Record.named[name])
        found += _keys(read, part, part.c.subject_id, key)
    return found


def owner_column(part: Table, kind: str) -> Column[Any]:
    """The column of a part that names the record it belongs to."""
    return next(each.parent for each in part.foreign_keys if each.column.table.name == kind)


def _keys(read: Reader, table: Table, column: Column[Any], key: str) -> list[str]:
    return [str(row.id) for row in read.all(select(table.c.id).where(column == key))]


def _events(read: Reader, seqs: list[int]) -> Iterable[Any]:
    wanted = (_EVENT.c.seq, _EVENT.c.at, _EVENT.c.person, _EVENT.c.action, _EVENT.c.payload, _EVENT.c.hash)
    joined = select(*wanted, _DETAIL.c.images).outerjoin(_DETAIL, _DETAIL.c.event_seq == _EVENT.c.seq)
    return read.all(joined.where(_EVENT.c.seq.in_(seqs)))


Image = tuple[str, str, dict[str, Any], dict[str, Any]]


def told(read: Reader, rules: RulePack, seqs: list[int]) -> tuple[HistoryEntry, ...]:
    """Whole acts, with every record they touched: for the trail of the desk."""
    return _Teller(read, rules).told(list(_events(read, seqs)))


class _Teller:
    """Turns events into entries; names of other records are looked up once for all of them.

    ``family`` are the keys whose values are told, None for all; ``kind`` is the record they belong to.
    """

    def __init__(
        self, read: Reader, rules: RulePack, family: frozenset[str] | None = None, kind: str = ""
    ) -> None:
        self._read, self._rules, self._family, self._kind = read, rules, family, kind
        self._names: dict[tuple[str, str], Bilingual] = {}
        self._currency = ""

    def told(self, rows: list[Any]) -> tuple[HistoryEntry, ...]:
        """The entries of these events, in their order."""
        images = [self._own(row.images) for row in rows]
        self._look_up([one for found in images for one in found])
        people = {
            row.login: Bilingual(row.name, row.name_zh)
            for row in self._read.among(Person, "login", {row.person for row in rows})
        } | {PROGRAM.login: Bilingual(PROGRAM.name)}
        return tuple(
            HistoryEntry(
                row.seq,
                row.at,
                people.get(row.person, Bilingual(row.person)),
                ACTS.get(row.action, Message(row.action)),
                str(json.loads(row.payload)["reason"]),
                tuple(change for one in found for change in self._changes(one)),
                row.images is not None and bool(found),
                row.hash,
            )
            for row, found in zip(rows, images, strict=True)
        )

    def _own(self, images: str | None) -> list[Image]:
        listed = json.loads(images) if images else []
        return [
            (table, key, old or {}, new or {})
            for table, key, old, new in listed
            if self._family is None or key in self._family
        ]

    def _changes(self, image: Image) -> Iterable[FieldChange]:
        table, _key, old, new = image
        columns = t(Record.named[table]).c
        part = Message("") if table == self._kind else table_name(table)
        if table == SETTING:
            yield from (FieldChange(part, *told) for told in setting_changes(old, new))
            return
        currency = str(new.get("currency") or old.get("currency") or self._currency)
        for name in [column.name for column in columns if column.name in (new or old)]:
            if name in HIDDEN or self._names_owner(columns[name]):
                continue
            before, after = (self._value(columns[name], side.get(name), currency) for side in (old, new))
            if before != after and (old or after not in UNSAID):
                yield FieldChange(part, _field(columns[name]), before, after)

    def _names_owner(self, column: Column[Any]) -> bool:
        return column.table.name in PARTS.get(self._kind, ()) and _points_to(column) == self._kind

    # -- values

    def _value(self, column: Column[Any], raw: Any, currency: str) -> Value:
        if raw in (None, "", [], {}):
            return None
        if _points_to(column):
            return self._names.get((_points_to(column), str(raw)), str(raw))
        if column.name.endswith("_minor") and currency:
            return Money(int(raw), currency)
        return said(column, raw, self._rules)

    def _look_up(self, images: list[Image]) -> None:
        """Names of the records that these images point to, and the currency of their amounts."""
        wanted: dict[str, set[str]] = {}
        for table, _key, old, new in images:
            columns = t(Record.named[table]).c
            for name, raw in (*old.items(), *new.items()):
                if name in columns and raw and _points_to(columns[name]):
                    wanted.setdefault(_points_to(columns[name]), set()).add(str(raw))
        for table, keys in wanted.items():
            self._name_all(table, keys)
        self._currency = self._money_of()

    def _name_all(self, table: str, keys: set[str]) -> None:
        record = Record.named[table]
        columns = t(record).c
        for row in self._read.among(record, "id", keys):
            called = [name for name in NAMES.get(table, ("number",)) if name in columns]
            words = Bilingual(_called(row, called, ""), _called(row, called, "_zh"))
            self._names[(table, str(row.id))] = words or Bilingual(str(row.id))

    def _money_of(self) -> str:
        """The currency of the record, "" where it has none."""
        if self._family is None:
            return ""
        record = Record.named[self._kind]
        if "currency" not in t(record).c:
            return ""
        rows = self._read.among(record, "id", self._family)
        return str(rows[0].currency) if rows else ""


def _field(column: Column[Any]) -> Message:
    """What a field is called; one that names another record may be called after that."""
    own = FIELDS.get(f"{column.table.name}.{column.name}")
    return own or FIELDS.get(column.name) or table_name(_points_to(column) or column.name)


def _points_to(column: Column[Any]) -> str:
    return next((each.column.table.name for each in column.foreign_keys), "")


def _called(row: Any, names: Iterable[str], of: str) -> str:
    """What a record is called; ``of`` a language, where it has a name of its own in that one."""
    parts = (row._mapping.get(f"{name}{of}") or row._mapping[name] for name in names)
    return " ".join(str(part) for part in parts if part)
