"""The list of all acts on business data, from the audit chain, the newest first."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import AuditEvent, AuditSubject, Person, t
from qualitydesk.store.listings.groups import Groups, group_sizes, page_in_groups, values_in_use
from qualitydesk.store.listings.register import Register
from qualitydesk.store.session import Reader

_EVENT, _SUBJECT, _PERSON = t(AuditEvent), t(AuditSubject), t(Person)


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One act; ``touched`` counts the rows of each table it wrote."""

    seq: int
    at: datetime
    login: str
    person: Bilingual
    action: str
    reason: str
    touched: tuple[tuple[str, int], ...]


def _row(row: Any) -> TrailRow:
    payload = json.loads(row.payload)
    tables = Counter(table for table, _key, _fields in payload["changes"])
    for table, number, _digest in payload["batches"]:
        tables[table] += number
    return TrailRow(
        seq=row.seq,
        at=row.at,
        login=row.person,
        person=_person(row),
        action=row.action,
        reason=str(payload["reason"]),
        touched=tuple(tables.items()),
    )


def _since(values: tuple[str, ...]) -> ColumnElement[bool]:
    """From an instant on."""
    return _EVENT.c.at >= datetime.fromisoformat(values[0])


def _person(row: Any) -> Bilingual:
    """Who acted; what the program did by itself is nobody's."""
    if row.person == PROGRAM.login:
        return Bilingual(PROGRAM.name)
    return Bilingual(row.name or row.person, row.name_zh or "")


def _record(values: tuple[str, ...]) -> ColumnElement[bool]:
    return _EVENT.c.seq.in_(select(_SUBJECT.c.event_seq).where(_SUBJECT.c.record_id.in_(values)))


TRAIL = Register(
    select=select(_EVENT, _PERSON.c.name, _PERSON.c.name_zh).outerjoin(
        _PERSON, _PERSON.c.login == _EVENT.c.person
    ),
    key=_EVENT.c.seq,
    orders={"": _EVENT.c.seq, "day": _EVENT.c.seq},
    filters={
        "person": _EVENT.c.person.in_,
        "action": _EVENT.c.action.in_,
        "since": _since,
        "record": _record,
    },
    row=_row,
    kind="audit_event",
)


_GROUPED = {"person": _EVENT.c.person, "kind": _EVENT.c.action}


def in_use(read: Reader, order: str) -> tuple[str, ...]:
    """The values that the groups of an order are made of: "person": logins, "kind": acts."""
    return values_in_use(read, _GROUPED[order])


def page_of_groups(
    read: Reader, groups: Groups, query: Query, after: Cursor | None = None, limit: int = 50
) -> Page[TrailRow]:
    """The next acts in groups of people or of acts, as the order of ``query`` says."""
    return page_in_groups(read, TRAIL, _GROUPED[query.order], groups, query, after, limit)


def sizes(read: Reader, groups: Groups, query: Query) -> dict[str, int]:
    """How many acts each of these groups has."""
    return group_sizes(read, TRAIL, _GROUPED[query.order], groups, query)
