"""Lists of inspections: filters from a fixed list, keyset pages by (order, id), frozen rows. Only the newest
revision shows.

Counts are separate reads. What a filter or an order is called is part of saved views and does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from qualitydesk.domain.inspection.states import OPEN_STATUSES, DefectClass
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import Inspection, InspectionLimit, Lot, Person, Place, Product, t
from qualitydesk.store import search
from qualitydesk.store.session import Reader

MOST_FOUND = 2000
"""How many hits of a search a list looks through."""

INSPECTION, PRODUCT, LOT, PLACE, PERSON = t(Inspection), t(Product), t(Lot), t(Place), t(Person)
LIMIT = t(InspectionLimit)

# Statements are put together once: that costs more than running them.
_LATER = INSPECTION.alias("later")
_NEWEST = ~exists().where(_LATER.c.revision_of_id == INSPECTION.c.id)
_SHOWN = (
    "id version number revision kind status result decision lot_id inspector_id letter sample_size "
    "units_done critical_found major_found minor_found planned_on submitted_at"
)
_JOINED: Select[Any] = (
    select(
        *(INSPECTION.c[name] for name in _SHOWN.split()),
        PRODUCT.c.name.label("product_name"),
        PRODUCT.c.name_zh.label("product_name_zh"),
        PRODUCT.c.sku,
        LOT.c.number.label("lot_number"),
        PLACE.c.name.label("place_name"),
        PLACE.c.name_zh.label("place_name_zh"),
        PERSON.c.name.label("inspector_name"),
        PERSON.c.name_zh.label("inspector_name_zh"),
    )
    .join(LOT, LOT.c.id == INSPECTION.c.lot_id)
    .join(PRODUCT, PRODUCT.c.id == INSPECTION.c.product_id)
    .outerjoin(PLACE, PLACE.c.id == INSPECTION.c.place_id)
    .outerjoin(PERSON, PERSON.c.id == INSPECTION.c.inspector_id)
)
_LIMITS = select(LIMIT.c.inspection_id, LIMIT.c.defect_class, LIMIT.c.ac, LIMIT.c.re)
_CLASSES = {each.value: each for each in DefectClass}

# The groups of a list, from what waits for a decision to what is over.
_RANKS = ("Submitted", "Sent back", "In progress", "Planned", "Approved", "Cancelled", "Aborted", "Waived")


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One line of a list. ``limits`` are (Ac, Re) per class; ``found`` counts per class."""

    id: str
    version: int
    number: str
    revision: int
    kind: str
    status: str
    result: str
    decision: str
    product: Bilingual
    sku: str
    lot: str
    lot_id: str
    place: Bilingual
    inspector: Bilingual
    inspector_id: str | None
    letter: str
    sample_size: int
    units_done: int
    found: Mapping[DefectClass, int]
    limits: Mapping[DefectClass, tuple[int, int]]
    planned_on: date | None
    submitted_at: datetime | None


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[InspectionRow]:
    """The next ``limit`` rows after a cursor."""
    if query.order == "status":
        return _page_by_status(read, query, after, limit)
    keys = _ORDERS.get(query.order, _ORDERS["number"])()
    descending = query.descending
    statement = _filtered(read, _JOINED, query)
    if after is not None:
        statement = statement.where(_beyond(keys, after, descending))
    ordered = [key.desc() if descending else key.asc() for key in keys]
    statement = statement.add_columns(*(key.label(f"sort_{i}") for i, key in enumerate(keys)))
    rows = read.all(statement.order_by(*ordered).limit(limit + 1))
    shown = rows[:limit]
    limits = _limits(read, [row.id for row in shown])
    more = len(rows) > limit
    cursor = tuple(shown[-1]._mapping[f"sort_{i}"] for i in range(len(keys))) if more else None
    return Page(tuple(_row(row, limits.get(row.id, {})) for row in shown), cursor)


def _page_by_status(read: Reader, query: Query, after: Cursor | None, limit: int) -> Page[InspectionRow]:
    """Groups one after the other, each read by its own index: flat however many rows the others have."""
    statuses = _wanted_statuses(query)
    base = _filtered(read, _JOINED, query)
    place, key = (int(str(after[0])), after[1]) if after else (0, None)
    rows: list[tuple[int, Any]] = []
    while place < len(statuses) and len(rows) <= limit:
        statement = base.where(INSPECTION.c.status == statuses[place])
        if key is not None:
            statement = statement.where(INSPECTION.c.id < key if query.descending else INSPECTION.c.id > key)
        order = INSPECTION.c.id.desc() if query.descending else INSPECTION.c.id.asc()
        found = read.all(statement.order_by(order).limit(limit + 1 - len(rows)))
        rows += [(place, row) for row in found]
        place, key = place + 1, None
    shown = rows[:limit]
    limits = _limits(read, [row.id for _place, row in shown])
    cursor = (shown[-1][0], shown[-1][1].id) if len(rows) > limit else None
    return Page(tuple(_row(row, limits.get(row.id, {})) for _place, row in shown), cursor)


def _wanted_statuses(query: Query) -> list[str]:
    chosen = set(query.filters.get("status", ()))
    if "Open" in chosen:
        chosen |= {status.value for status in OPEN_STATUSES}
    ranked = [status for status in _RANKS if not chosen or status in chosen]
    return ranked if query.descending else ranked[::-1]


def count(read: Reader, query: Query) -> int:
    """How many rows the list has in all."""
    return int(read.scalar(_counted(read, select(func.count()), query)))


def status_counts(read: Reader, query: Query) -> dict[str, int]:
    """How many rows of the list have each status."""
    status = INSPECTION.c.status
    statement = _counted(read, select(status, func.count().label("rows")), query).group_by(status)
    return {row.status: row.rows for row in read.all(statement)}


def place_names(read: Reader) -> tuple[str, ...]:
    """The places of inspections by name, two hundred at most."""
    used = select(INSPECTION.c.id).where(INSPECTION.c.place_id == PLACE.c.id).exists()
    rows = read.all(select(PLACE.c.name).where(used).distinct().order_by(PLACE.c.name).limit(200))
    return tuple(row.name for row in rows)


def _counted(read: Reader, statement: Select[Any], query: Query) -> Select[Any]:
    statement = statement.select_from(INSPECTION)
    if _needs_joins(query):
        statement = statement.join(LOT, LOT.c.id == INSPECTION.c.lot_id)
        statement = statement.join(PRODUCT, PRODUCT.c.id == INSPECTION.c.product_id)
        statement = statement.outerjoin(PLACE, PLACE.c.id == INSPECTION.c.place_id)
    return _filtered(read, statement, query)


_ORDERS: Mapping[str, Callable[[], Sequence[ColumnElement[Any]]]] = {
    "number": lambda: (INSPECTION.c.id,),
    "planned": lambda: (func.coalesce(INSPECTION.c.planned_on, ""), INSPECTION.c.id),
    "product": lambda: (PRODUCT.c.name, INSPECTION.c.id),
    "result": lambda: (INSPECTION.c.result, INSPECTION.c.id),
    "decision": lambda: (INSPECTION.c.decision, INSPECTION.c.id),
}


def _beyond(keys: Sequence[ColumnElement[Any]], after: Cursor, descending: bool) -> ColumnElement[bool]:
    """Rows after the cursor: a later first key, or the same first key and a later rest."""
    first, value = keys[0], after[0]
    later = first < value if descending else first > value
    if len(keys) == 1:
        return later
    return or_(later, and_(first == value, _beyond(keys[1:], after[1:], descending)))


_Filter = Callable[[tuple[str, ...]], ColumnElement[bool]]


def _statuses(values: tuple[str, ...]) -> ColumnElement[bool]:
    """Status words; “Open” stands for all work that waits for somebody."""
    wanted = {status.value for status in OPEN_STATUSES} if "Open" in values else set()
    return INSPECTION.c.status.in_(sorted(wanted | (set(values) - {"Open"})))


_FILTERS: Mapping[str, _Filter] = {
    "status": _statuses,
    "kind": INSPECTION.c.kind.in_,
    "result": INSPECTION.c.result.in_,
    "decision": INSPECTION.c.decision.in_,
    "place": PLACE.c.name.in_,
    "product": INSPECTION.c.product_id.in_,
    "sku": PRODUCT.c.sku.in_,
    "category": PRODUCT.c.category.in_,
    "lot": LOT.c.number.in_,
    "lot_id": INSPECTION.c.lot_id.in_,
    "shipment": INSPECTION.c.shipment_id.in_,
    "inspector": INSPECTION.c.inspector_id.in_,
    "not_inspector": INSPECTION.c.inspector_id.not_in,
    "submitted_from": lambda values: INSPECTION.c.submitted_at >= datetime.fromisoformat(values[0]),
    "planned_from": lambda values: INSPECTION.c.planned_on >= date.fromisoformat(values[0]),
    "planned_to": lambda values: INSPECTION.c.planned_on <= date.fromisoformat(values[0]),
}
_JOINED_FILTERS = frozenset({"place", "sku", "category", "lot"})


def _needs_joins(query: Query) -> bool:
    return bool(_JOINED_FILTERS & set(query.filters))


def _filtered(read: Reader, statement: Select[Any], query: Query) -> Select[Any]:
    statement = statement.where(_NEWEST)
    for name, values in query.filters.items():
        if values:
            statement = statement.where(_FILTERS[name](tuple(values)))
    if query.text.strip():
        hits = search.find(read, query.text, MOST_FOUND)
        statement = statement.where(INSPECTION.c.id.in_([hit.id for hit in hits if hit.kind == "inspection"]))
    return statement


def _limits(read: Reader, keys: Sequence[str]) -> dict[str, dict[DefectClass, tuple[int, int]]]:
    found: dict[str, dict[DefectClass, tuple[int, int]]] = {}
    for key, defect_class, ac, re in map(tuple, read.all(_LIMITS.where(LIMIT.c.inspection_id.in_(keys)))):
        found.setdefault(key, {})[_CLASSES[defect_class]] = (ac, re)
    return found


def _row(row: Any, limits: Mapping[DefectClass, tuple[int, int]]) -> InspectionRow:
    return InspectionRow(
        id=row.id,
        version=row.version,
        number=row.number,
        revision=row.revision,
        kind=row.kind,
        status=row.status,
        result=row.result,
        decision=row.decision,
        product=Bilingual(row.product_name, row.product_name_zh),
        sku=row.sku,
        lot=row.lot_number,
        lot_id=row.lot_id,
        place=Bilingual(row.place_name or "", row.place_name_zh or ""),
        inspector=Bilingual(row.inspector_name or "", row.inspector_name_zh or ""),
        inspector_id=row.inspector_id,
        letter=row.letter,
        sample_size=row.sample_size,
        units_done=row.units_done,
        found={
            DefectClass.CRITICAL: row.critical_found,
            DefectClass.MAJOR: row.major_found,
            DefectClass.MINOR: row.minor_found,
        },
        limits=limits,
        planned_on=row.planned_on,
        submitted_at=row.submitted_at,
    )
