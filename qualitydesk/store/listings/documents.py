"""Lists of issued papers: filters from a fixed list, keyset pages by (order, id), frozen rows.

Counts are separate reads. What a filter or an order is called is part of saved views and does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import IssuedDocument, Person, t
from qualitydesk.store.session import Reader

DOCUMENT, PERSON = t(IssuedDocument), t(Person)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the register."""

    id: str
    version: int
    number: str
    kind: str
    state: str
    subject_id: str
    subject_number: str
    revision: int
    language: str
    at: datetime
    issued_by: Bilingual
    check_code: str
    void_reason: str


_ORDERS: Mapping[str, ColumnElement[Any]] = {
    "": DOCUMENT.c.id,
    "number": DOCUMENT.c.number,
    "subject": DOCUMENT.c.subject_number,
    "state": DOCUMENT.c.state,
}

_FILTERS: Mapping[str, Callable[[tuple[str, ...]], ColumnElement[bool]]] = {
    "id": DOCUMENT.c.id.in_,
    "state": DOCUMENT.c.state.in_,
    "kind": DOCUMENT.c.kind.in_,
    "subject": DOCUMENT.c.subject_number.in_,
    "subject_id": DOCUMENT.c.subject_id.in_,
}


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[DocumentRow]:
    """The next ``limit`` rows after a cursor."""
    key = _ORDERS[query.order]
    statement = _filtered(
        select(
            DOCUMENT,
            PERSON.c.name.label("person_name"),
            PERSON.c.name_zh.label("person_name_zh"),
            key.label("sort"),
        ).join(PERSON, PERSON.c.id == DOCUMENT.c.issued_by_id),
        query,
    )
    if after is not None:
        statement = statement.where(_beyond(key, after, query.descending))
    order = (key.desc(), DOCUMENT.c.id.desc()) if query.descending else (key.asc(), DOCUMENT.c.id.asc())
    rows = read.all(statement.order_by(*order).limit(limit + 1))
    cursor = (rows[limit - 1].sort, rows[limit - 1].id) if len(rows) > limit else None
    return Page(tuple(_row(row) for row in rows[:limit]), cursor)


def count(read: Reader, query: Query) -> int:
    """How many rows the list has in all."""
    return int(read.scalar(_filtered(select(func.count()).select_from(DOCUMENT), query)))


def _beyond(key: ColumnElement[Any], after: Cursor, descending: bool) -> ColumnElement[bool]:
    value, last = after
    if descending:
        return or_(key < value, and_(key == value, DOCUMENT.c.id < last))
    return or_(key > value, and_(key == value, DOCUMENT.c.id > last))


def _filtered(statement: Select[Any], query: Query) -> Select[Any]:
    for name, values in query.filters.items():
        if values:
            statement = statement.where(_FILTERS[name](tuple(values)))
    words = query.text.strip()
    if words:
        pattern = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = (DOCUMENT.c.number, DOCUMENT.c.subject_number, DOCUMENT.c.check_code)
        statement = statement.where(or_(*(column.ilike(pattern, escape="\\") for column in columns)))
    return statement


def _row(row: Any) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        version=row.version,
        number=row.number,
        kind=row.kind,
        state=row.state,
        subject_id=row.subject_id,
        subject_number=row.subject_number,
        revision=row.revision,
        language=row.language,
        at=row.issued_at or row.reserved_at,
        issued_by=Bilingual(row.person_name, row.person_name_zh),
        check_code=row.check_code,
        void_reason=row.void_reason,
    )
