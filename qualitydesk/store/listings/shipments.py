"""The list of shipments: pages by number, arrival or cut-off, and how many there are.

One select of the page's columns, continued after the last row's sort value and key; never an offset.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
    type_coerce,
)

from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import DutyLine, Party, Person, Place, Product, Shipment, ShipmentLine, t
from qualitydesk.records.shipments import TRANSPORTS
from qualitydesk.store.listings.groups import in_turn, values_in_use
from qualitydesk.store.listings.keyset import place
from qualitydesk.store.listings.reached import Reach, Way, ordered, own
from qualitydesk.store.search import find
from qualitydesk.store.session import Reader

FOUND_LIMIT = 500
FINAL = (ShipmentStatus.CLOSED.value, ShipmentStatus.CANCELLED.value, ShipmentStatus.LOST.value)
_SHIPMENT, _LINE, _DUTY = t(Shipment), t(ShipmentLine), t(DutyLine)
_PARTY, _PERSON, _PRODUCT = t(Party), t(Person), t(Product)
_FROM, _TO = t(Place).alias("from_place"), t(Place).alias("to_place")


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One shipment as the list shows it; ``answers`` is the first party named to answer in the market."""

    id: str
    number: str
    status: str
    mode: str
    market: str
    origin: Bilingual
    destination: Bilingual
    transport: str
    product: Bilingual
    lines: int
    units: int
    value: Money
    answers: Bilingual
    cut_off_at: datetime | None
    arrives_on: date | None
    owner: Bilingual
    tracking_number: str
    container_number: str


_ORDERS = {
    "number": _SHIPMENT.c.number,
    "arrives": _SHIPMENT.c.arrives_on,
    "month": _SHIPMENT.c.arrives_on,
    "cut_off": _SHIPMENT.c.cut_off_at,
}
_GROUPED = {
    "status": _SHIPMENT.c.status,
    "market": _SHIPMENT.c.market,
    "mode": _SHIPMENT.c.mode,
    "transport": _SHIPMENT.c.transport,
}
_MONTH = func.substr(func.coalesce(type_coerce(_SHIPMENT.c.arrives_on, String), ""), 1, 7)
_WORDS: Mapping[str, tuple[str, ...]] = {
    "status": tuple(ShipmentStatus),
    "mode": ("B2B", "B2C"),
    "transport": TRANSPORTS,
}
"""Groups whose names and turn are known; markets come as they are in use."""
_DATED, _UNDATED = "dated", "undated"


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ShipmentRow]:
    """The next ``limit`` shipments of ``query`` after ``after``.

    Filters: id, status, view ("open", "gate", "way", "closed"), market, mode, transport, procedure, owner,
    product, lot, party. Orders: "number"; "arrives", "month" and "cut_off" (those without the date come
    last); "status" (in the order of the work), "market", "mode" and "transport" in groups of one, each by
    key, which is by age.
    """
    wanted, values = _wanted(read, query, walking=True)
    order = query.order if query.order in (*_ORDERS, *_GROUPED) else "number"

    def read_some(name: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        stretch = _Stretch(wanted, order, query.descending, name == _UNDATED, behind is not None)
        return read.all(_statement(stretch), {**values, **place(behind, rows), "group": name})

    def behind(row: Any) -> Cursor:
        value = row._mapping[_ORDERS[order].key] if order in _ORDERS else None
        return (row.id,) if value is None else (value, row.id)

    found, following = in_turn(_stretches(read, order), read_some, behind, after, limit)
    return Page(tuple(map(_row, found)), following)


def _stretches(read: Reader, order: str) -> tuple[str, ...]:
    if order == "number":
        return (_DATED,)
    if order in _ORDERS:
        return (_DATED, _UNDATED)
    if order in _WORDS:
        return _WORDS[order]
    return values_in_use(read, _GROUPED[order])


def count(read: Reader, query: Query) -> int:
    """How many shipments ``query`` has."""
    wanted, values = _wanted(read, query)
    statement = select(func.count()).select_from(_SHIPMENT).where(*(_condition(*one) for one in wanted))
    return int(read.scalar(statement, values))


def sizes(read: Reader, query: Query) -> dict[str, int]:
    """How many shipments each group of ``query``'s order has: by the word, or the month ("2026-11", "")."""
    wanted, values = _wanted(read, query)
    group = _GROUPED.get(query.order, _MONTH)
    statement = select(group, func.count()).where(*(_condition(*one) for one in wanted)).group_by(group)
    return {str(name): int(rows) for name, rows in read.all(statement, values)}


_Wanted = tuple[tuple[str, str, Way], ...]
"""Filters by name, a view with its word, and how the shipments are come by."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of a list: its filters, its order, the rows with or without the ordering date, begun or not."""

    wanted: _Wanted
    order: str
    descending: bool
    undated: bool
    begun: bool


@lru_cache(maxsize=128)
def _statement(stretch: _Stretch) -> Select[Any]:
    """Put together once for each kind of page; what is looked for comes as values."""
    conditions = [_condition(*one) for one in stretch.wanted]
    keys: tuple[ColumnElement[Any], ...] = (_SHIPMENT.c.id,)
    if stretch.order in _GROUPED:
        conditions.append(_GROUPED[stretch.order] == bindparam("group"))
    elif stretch.undated:
        conditions.append(_ORDERS[stretch.order].is_(None))
    else:
        keys = (_ORDERS[stretch.order], *keys)
        if stretch.order != "number":
            conditions.append(keys[0].is_not(None))
    return ordered(
        _select(),
        conditions,
        keys,
        [way for _name, _word, way in stretch.wanted],
        descending=stretch.descending and not stretch.undated,
        begun=stretch.begun,
    )


_OWN = (
    "id",
    "number",
    "status",
    "mode",
    "market",
    "transport",
    "currency",
    "cut_off_at",
    "arrives_on",
    "tracking_number",
    "container_number",
)
ANSWERING = (
    "importer",
    "authorised_rep",
    "responsible_person",
    "domestic_agent",
    "certifier",
    "fulfilment_provider",
)


def _select() -> Select[Any]:
    return (
        select(
            *(_SHIPMENT.c[name] for name in _OWN),
            *_both(_FROM, "origin"),
            *_both(_TO, "destination"),
            *_both(_PERSON, "owner"),
            _of_lines(func.count(), "lines"),
            _of_lines(func.coalesce(func.sum(_LINE.c.quantity), 0), "units"),
            _of_lines(func.coalesce(func.sum(_LINE.c.value_minor), 0), "value_minor"),
            _first_product("name", "product"),
            _first_product("name_zh", "product_zh"),
            _first_answering("name", "answers"),
            _first_answering("name_zh", "answers_zh"),
        )
        .outerjoin(_FROM, _FROM.c.id == _SHIPMENT.c.from_place_id)
        .outerjoin(_TO, _TO.c.id == _SHIPMENT.c.to_place_id)
        .outerjoin(_PERSON, _PERSON.c.id == _SHIPMENT.c.owner_id)
    )


def _both(named: FromClause, label: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return named.c.name.label(label), named.c.name_zh.label(f"{label}_zh")


def _of_lines(value: ColumnElement[Any], label: str) -> ColumnElement[Any]:
    statement = select(value).select_from(_LINE).where(_LINE.c.shipment_id == _SHIPMENT.c.id)
    return statement.scalar_subquery().label(label)


def _first_product(column: str, label: str) -> ColumnElement[Any]:
    statement = select(_PRODUCT.c[column]).select_from(
        _LINE.join(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
    )
    first = statement.where(_LINE.c.shipment_id == _SHIPMENT.c.id).order_by(_LINE.c.line_no).limit(1)
    return first.scalar_subquery().label(label)


def _first_answering(column: str, label: str) -> ColumnElement[Any]:
    statement = select(_PARTY.c[column]).select_from(_DUTY.join(_PARTY, _PARTY.c.id == _DUTY.c.party_id))
    named = statement.where(
        _DUTY.c.shipment_id == _SHIPMENT.c.id,
        _DUTY.c.duty.in_(ANSWERING),
        _DUTY.c.state.not_in(("Undeclared", "Replaced")),
    )
    return named.order_by(_DUTY.c.id).limit(1).scalar_subquery().label(label)


def _row(row: Any) -> ShipmentRow:
    return ShipmentRow(
        id=row.id,
        number=row.number,
        status=row.status,
        mode=row.mode,
        market=row.market,
        origin=Bilingual(row.origin or "", row.origin_zh or ""),
        destination=Bilingual(row.destination or "", row.destination_zh or ""),
        transport=row.transport,
        product=Bilingual(row.product or "", row.product_zh or ""),
        lines=row.lines,
        units=int(row.units),
        value=Money(int(row.value_minor), row.currency),
        answers=Bilingual(row.answers or "", row.answers_zh or ""),
        cut_off_at=row.cut_off_at,
        arrives_on=row.arrives_on,
        owner=Bilingual(row.owner or "", row.owner_zh or ""),
        tracking_number=row.tracking_number,
        container_number=row.container_number,
    )


_COLUMNS = {
    "id": _SHIPMENT.c.id,
    "status": _SHIPMENT.c.status,
    "market": _SHIPMENT.c.market,
    "mode": _SHIPMENT.c.mode,
    "transport": _SHIPMENT.c.transport,
    "procedure": _SHIPMENT.c.customs_procedure,
    "owner": _SHIPMENT.c.owner_id,
}
_VIEWS = {
    "open": tuple(status.value for status in ShipmentStatus if status.value not in FINAL),
    "gate": (ShipmentStatus.DRAFT.value, ShipmentStatus.DECLARED.value),
    "way": ("Released", "In transit", "Customs hold", "Customs released"),
    "closed": FINAL,
}
_REACHED = {
    "view": own(_SHIPMENT, "status"),
    "product": Reach(_SHIPMENT.c.id, _LINE.c.shipment_id, _LINE.c.product_id),
    "lot": Reach(_SHIPMENT.c.id, _LINE.c.shipment_id, _LINE.c.lot_id),
    "party": Reach(_SHIPMENT.c.id, _DUTY.c.shipment_id, _DUTY.c.party_id),
}


def _wanted(read: Reader, query: Query, *, walking: bool = False) -> tuple[_Wanted, dict[str, Any]]:
    """The filters (a view with its word), and their values by name. ``walking``: the list can be walked in
    its order, which is done for what many shipments have.
    """
    names = [(name, values) for name, values in query.filters.items() if values]
    wanted = [
        (name, values[0] if name == "view" else "", _way(read, name, values) if walking else Way.PLAIN)
        for name, values in names
    ]
    found: dict[str, Any] = {f"in_{name}": list(values) for name, values in names if name != "view"}
    if query.text.strip():
        wanted.append(("text", "", Way.PLAIN))
        found["in_text"] = [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == "shipment"]
    return tuple(wanted), found


def _way(read: Reader, name: str, values: Sequence[str]) -> Way:
    if name not in _REACHED:
        return Way.PLAIN
    return _REACHED[name].way(read, _VIEWS[values[0]] if name == "view" else values)


def _condition(name: str, word: str, way: Way) -> ColumnElement[bool]:
    if name == "view":
        return _REACHED[name].among(_VIEWS[word], way)
    values: BindParameter[Any] = bindparam(f"in_{name}", expanding=True)
    if name == "text":
        return _SHIPMENT.c.id.in_(values)
    if name in _COLUMNS:
        return _COLUMNS[name].in_(values)
    if name in _REACHED:
        return _REACHED[name].among(values, way)
    if name == "place":
        ends = (_SHIPMENT.c.from_place_id, _SHIPMENT.c.entry_place_id, _SHIPMENT.c.to_place_id)
        return or_(*(end.in_(values) for end in ends))
    raise ValueError(f"shipments have no filter called {name!r}")
