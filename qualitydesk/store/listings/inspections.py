"""Lists of inspections: filters from a fixed list, keyset pages by (order, id), frozen rows. Only the newest
revision shows.

Counts are separate reads. What a filter or an order is called is part of saved views and does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select

from qualitydesk.domain.inspection.states import OPEN_STATUSES, InspectionStatus
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import Defect, Inspection, InspectionLimit, Lot, Person, Place, Product, Shipment, t
from qualitydesk.store.listings.groups import in_turn
from qualitydesk.store.listings.inspection_rows import InspectionRow, rows_of, statuses_in_turn
from qualitydesk.store.listings.keyset import in_order, place
from qualitydesk.store.listings.photos import lacking_photos
from qualitydesk.store.listings.reached import Reach, Stretch, Way, own, stretch
from qualitydesk.store.session import Reader

MOST_FOUND = 2000
"""How many hits of a search a list looks through."""

INSPECTION, PRODUCT, LOT, PLACE, PERSON = t(Inspection), t(Product), t(Lot), t(Place), t(Person)
LIMIT, DEFECT, SHIPMENT = t(InspectionLimit), t(Defect), t(Shipment)

UNDER_WAY = (InspectionStatus.IN_PROGRESS.value, InspectionStatus.SENT_BACK.value)

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
_LIMITS = select(LIMIT.c.inspection_id, LIMIT.c.defect_class, LIMIT.c.ac, LIMIT.c.re).where(
    LIMIT.c.inspection_id.in_(bindparam("keys", expanding=True))
)

_DATED, _UNDATED = "dated", "undated"
_Chosen = tuple[tuple[str, tuple[str, ...], Way], ...]
"""The filters of a query with their values, and how the inspections are come by. A list is put together once
for each.
"""


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[InspectionRow]:
    """The next ``limit`` rows after a cursor."""
    if query.order == "status":
        return _page_by_status(read, query, after, limit)
    if query.order == "planned":
        return _page_by_day(read, query, after, limit)
    order = query.order if query.order in _ORDERS else "number"
    statement = _with_text(
        read, _list(order, query.descending, after is not None, _chosen(read, query)), query
    )
    rows = read.all(statement, place(after, limit + 1))
    shown = rows[:limit]
    # The sort values are the last columns.
    cursor = tuple(shown[-1][-len(_ORDERS[order]) :]) if len(rows) > limit else None
    return Page(_rows(read, shown), cursor)


@lru_cache(maxsize=256)
def _list(order: str, descending: bool, begun: bool, chosen: _Chosen) -> Select[Any]:
    keys = _ORDERS[order]
    statement = _JOINED.add_columns(*(key.label(f"sort_{i}") for i, key in enumerate(keys)))
    return in_order(_filtered(statement, chosen), keys, descending=descending, begun=begun)


def _page_by_status(read: Reader, query: Query, after: Cursor | None, limit: int) -> Page[InspectionRow]:
    chosen = _chosen(read, query)

    def read_some(status: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        statement = _group(query.descending, behind is not None, chosen)
        return read.all(_with_text(read, statement, query), place(behind, rows) | {"group": status})

    shown, following = in_turn(statuses_in_turn(query), read_some, lambda row: (row.id,), after, limit)
    return Page(_rows(read, shown), following)


@lru_cache(maxsize=256)
def _group(descending: bool, begun: bool, chosen: _Chosen) -> Select[Any]:
    statement = _filtered(_JOINED, chosen).where(INSPECTION.c.status == bindparam("group"))
    return in_order(statement, _ORDERS["number"], descending=descending, begun=begun)


def _page_by_day(read: Reader, query: Query, after: Cursor | None, limit: int) -> Page[InspectionRow]:
    """Those with a planned day by it, walking the index of days; then those without one."""
    chosen = _chosen(read, query)

    def read_some(name: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        statement = _planned(name == _DATED, query.descending, behind is not None, chosen)
        return read.all(_with_text(read, statement, query), place(behind, rows))

    def behind(row: Any) -> Cursor:
        return (row.id,) if row.planned_on is None else (row.planned_on, row.id)

    shown, following = in_turn((_DATED, _UNDATED), read_some, behind, after, limit)
    return Page(_rows(read, shown), following)


@lru_cache(maxsize=256)
def _planned(dated: bool, descending: bool, begun: bool, chosen: _Chosen) -> Select[Any]:
    day, key = INSPECTION.c.planned_on, INSPECTION.c.id
    statement = _filtered(_JOINED, chosen).where(day.is_not(None) if dated else day.is_(None))
    return in_order(statement, (day, key) if dated else (key,), descending=descending, begun=begun)


def count(read: Reader, query: Query) -> int:
    """How many rows the list has in all."""
    return int(read.scalar(_counted(read, select(func.count()), query)))


def status_counts(read: Reader, query: Query) -> dict[str, int]:
    """How many rows of the list have each status."""
    status = INSPECTION.c.status
    statement = _counted(read, select(status, func.count().label("rows")), query).group_by(status)
    return {row.status: row.rows for row in read.all(statement)}


def place_names(read: Reader) -> tuple[Bilingual, ...]:
    """The places of inspections by name, two hundred at most."""
    used = select(INSPECTION.c.id).where(INSPECTION.c.place_id == PLACE.c.id).exists()
    names = select(PLACE.c.name, func.max(PLACE.c.name_zh).label("name_zh")).where(used)
    rows = read.all(names.group_by(PLACE.c.name).order_by(PLACE.c.name).limit(200))
    return tuple(Bilingual(row.name, row.name_zh) for row in rows)


def _counted(read: Reader, statement: Select[Any], query: Query) -> Select[Any]:
    statement = statement.select_from(INSPECTION)
    if _needs_joins(query):
        statement = statement.join(LOT, LOT.c.id == INSPECTION.c.lot_id)
        statement = statement.join(PRODUCT, PRODUCT.c.id == INSPECTION.c.product_id)
        statement = statement.outerjoin(PLACE, PLACE.c.id == INSPECTION.c.place_id)
    return _with_text(read, _filtered(statement, _chosen(read, query)), query)


_ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "number": (INSPECTION.c.id,),
    "product": (PRODUCT.c.name, INSPECTION.c.id),
    "result": (INSPECTION.c.result, INSPECTION.c.id),
    "decision": (INSPECTION.c.decision, INSPECTION.c.id),
}


_Filter = Callable[[tuple[str, ...]], ColumnElement[bool]]


def _statuses(values: tuple[str, ...]) -> ColumnElement[bool]:
    """Status words; “Open” stands for all work that waits for somebody."""
    wanted = {status.value for status in OPEN_STATUSES} if "Open" in values else set()
    return INSPECTION.c.status.in_(sorted(wanted | (set(values) - {"Open"})))


def _with_defect(codes: tuple[str, ...]) -> ColumnElement[bool]:
    """Inspections that found one of these. Many found what figures show, so each is looked at in its turn."""
    own = select(DEFECT.c.id).where(DEFECT.c.inspection_id == INSPECTION.c.id, DEFECT.c.code.in_(codes))
    return own.where(DEFECT.c.withdrawn_at.is_(None)).exists()


_FILTERS: Mapping[str, _Filter] = {
    "status": _statuses,
    "kind": INSPECTION.c.kind.in_,
    "place": PLACE.c.name.in_,
    "product": INSPECTION.c.product_id.in_,
    "sku": PRODUCT.c.sku.in_,
    # Joined to an empty text, so that the list's own order leads: a category has too many to sort.
    "category": PRODUCT.c.category.op("||")("").in_,
    "lot": LOT.c.number.in_,
    "lot_id": INSPECTION.c.lot_id.in_,
    "shipment": INSPECTION.c.shipment_id.in_,
    "inspector": INSPECTION.c.inspector_id.in_,
    "not_inspector": INSPECTION.c.inspector_id.not_in,
    "photos": lambda _missing: and_(INSPECTION.c.status.in_(UNDER_WAY), lacking_photos(INSPECTION.c.id) > 0),
    "submitted_from": lambda values: INSPECTION.c.submitted_at >= datetime.fromisoformat(values[0]),
    "market": lambda values: INSPECTION.c.shipment_id.in_(
        select(SHIPMENT.c.id).where(SHIPMENT.c.market.in_(values))
    ),
    "defect": _with_defect,
    "planned_from": lambda values: INSPECTION.c.planned_on >= date.fromisoformat(values[0]),
    "planned_to": lambda values: INSPECTION.c.planned_on <= date.fromisoformat(values[0]),
}
_REACHED: Mapping[str, Reach | Stretch] = {
    "result": own(INSPECTION, "result"),
    "decision": own(INSPECTION, "decision"),
    "approved": stretch(INSPECTION, "approved_at"),
}
_JOINED_FILTERS = frozenset({"place", "sku", "category", "lot"})


def _needs_joins(query: Query) -> bool:
    return bool(_JOINED_FILTERS & set(query.filters))


def _chosen(read: Reader, query: Query) -> _Chosen:
    return tuple(
        (name, tuple(values), _way(read, name, values)) for name, values in query.filters.items() if values
    )


def _way(read: Reader, name: str, values: Sequence[str]) -> Way:
    """What few have leads; otherwise the database may choose."""
    few = name in _REACHED and _REACHED[name].way(read, values) is Way.LOOKED_UP
    return Way.LOOKED_UP if few else Way.PLAIN


def _filtered(statement: Select[Any], chosen: _Chosen) -> Select[Any]:
    return statement.where(_NEWEST, *(_condition(*one) for one in chosen))


def _condition(name: str, values: tuple[str, ...], way: Way) -> ColumnElement[bool]:
    return _REACHED[name].among(values, way) if name in _REACHED else _FILTERS[name](values)


def _with_text(read: Reader, statement: Select[Any], query: Query) -> Select[Any]:
    if not query.text.strip():
        return statement
    from qualitydesk.store import search

    hits = search.find(read, query.text, MOST_FOUND)
    return statement.where(INSPECTION.c.id.in_([hit.id for hit in hits if hit.kind == "inspection"]))


def _rows(read: Reader, rows: Sequence[Any]) -> tuple[InspectionRow, ...]:
    limits = read.all(_LIMITS, {"keys": [row[0] for row in rows]}) if rows else ()
    return rows_of(rows, limits)
