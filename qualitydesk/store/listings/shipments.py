"""The list of shipments: pages by number, arrival or cut-off, and how many there are.

One select of the page's columns, continued after the last row's sort value and key; never an offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import DutyLine, Party, Person, Place, Product, Shipment, ShipmentLine, t
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
    origin: str
    destination: str
    transport: str
    product: Bilingual
    lines: int
    units: int
    value: Money
    answers: str
    cut_off_at: datetime | None
    arrives_on: date | None
    owner: str
    tracking_number: str
    container_number: str


_ORDERS = {"number": _SHIPMENT.c.number, "arrives": _SHIPMENT.c.arrives_on, "cut_off": _SHIPMENT.c.cut_off_at}


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ShipmentRow]:
    """The next ``limit`` shipments of ``query`` after ``after``.

    Filters: status, view ("open", "gate", "way", "closed"), market, mode, transport, procedure, owner,
    product, lot, party. Orders: "number", "arrives", "cut_off" (those without the date come last).
    """
    column = _ORDERS.get(query.order, _SHIPMENT.c.number)
    where = _where(read, query)
    if column is _SHIPMENT.c.number:
        return _leg(read, where, column, query.descending, after, limit)
    if after is None or after[0] is not None:
        dated = _leg(read, [*where, column.is_not(None)], column, query.descending, after, limit)
        if dated.next is not None:
            return dated
        rest = _undated(read, where, column, None, limit - len(dated.rows))
        return Page((*dated.rows, *rest.rows), rest.next)
    return _undated(read, where, column, str(after[1]), limit)


def count(read: Reader, query: Query) -> int:
    """How many shipments ``query`` has."""
    return int(read.scalar(select(func.count()).select_from(_SHIPMENT).where(*_where(read, query))))


def _leg(
    read: Reader,
    where: Sequence[ColumnElement[bool]],
    column: ColumnElement[Any],
    descending: bool,
    after: Cursor | None,
    limit: int,
) -> Page[ShipmentRow]:
    key = _SHIPMENT.c.id
    statement = _select().where(*where)
    if after is not None:
        statement = statement.where(_beyond(column, after[0], after[1], descending))
    order = (column.desc(), key.desc()) if descending else (column, key)
    rows = read.all(statement.order_by(*order).limit(limit + 1))
    last = rows[limit - 1] if len(rows) > limit else None
    following = None if last is None else (last._mapping[str(column.key)], last.id)
    return Page(tuple(_row(row) for row in rows[:limit]), following)


def _undated(
    read: Reader,
    where: Sequence[ColumnElement[bool]],
    column: ColumnElement[Any],
    after: str | None,
    limit: int,
) -> Page[ShipmentRow]:
    statement = _select().where(*where, column.is_(None))
    if after is not None:
        statement = statement.where(_SHIPMENT.c.id > after)
    rows = read.all(statement.order_by(_SHIPMENT.c.id).limit(max(limit, 0) + 1))
    following = (None, rows[limit - 1].id) if len(rows) > limit > 0 else None
    if limit <= 0:
        return Page((), (None, "") if rows else None)
    return Page(tuple(_row(row) for row in rows[:limit]), following)


def _beyond(column: ColumnElement[Any], value: object, key: object, descending: bool) -> ColumnElement[bool]:
    if descending:
        return or_(column < value, and_(column == value, _SHIPMENT.c.id < key))
    return or_(column > value, and_(column == value, _SHIPMENT.c.id > key))


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
            _FROM.c.name.label("origin"),
            _TO.c.name.label("destination"),
            _PERSON.c.name.label("owner"),
            _of_lines(func.count(), "lines"),
            _of_lines(func.coalesce(func.sum(_LINE.c.quantity), 0), "units"),
            _of_lines(func.coalesce(func.sum(_LINE.c.value_minor), 0), "value_minor"),
            _first_product("name", "product"),
            _first_product("name_zh", "product_zh"),
            _first_answering(),
        )
        .outerjoin(_FROM, _FROM.c.id == _SHIPMENT.c.from_place_id)
        .outerjoin(_TO, _TO.c.id == _SHIPMENT.c.to_place_id)
        .outerjoin(_PERSON, _PERSON.c.id == _SHIPMENT.c.owner_id)
    )


def _of_lines(value: ColumnElement[Any], label: str) -> ColumnElement[Any]:
    statement = select(value).select_from(_LINE).where(_LINE.c.shipment_id == _SHIPMENT.c.id)
    return statement.scalar_subquery().label(label)


def _first_product(column: str, label: str) -> ColumnElement[Any]:
    statement = select(_PRODUCT.c[column]).select_from(
        _LINE.join(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
    )
    first = statement.where(_LINE.c.shipment_id == _SHIPMENT.c.id).order_by(_LINE.c.line_no).limit(1)
    return first.scalar_subquery().label(label)


def _first_answering() -> ColumnElement[Any]:
    statement = select(_PARTY.c.name).select_from(_DUTY.join(_PARTY, _PARTY.c.id == _DUTY.c.party_id))
    named = statement.where(
        _DUTY.c.shipment_id == _SHIPMENT.c.id,
        _DUTY.c.duty.in_(ANSWERING),
        _DUTY.c.state.not_in(("Undeclared", "Replaced")),
    )
    return named.order_by(_DUTY.c.id).limit(1).scalar_subquery().label("answers")


def _row(row: Any) -> ShipmentRow:
    return ShipmentRow(
        id=row.id,
        number=row.number,
        status=row.status,
        mode=row.mode,
        market=row.market,
        origin=row.origin or "",
        destination=row.destination or "",
        transport=row.transport,
        product=Bilingual(row.product or "", row.product_zh or ""),
        lines=row.lines,
        units=int(row.units),
        value=Money(int(row.value_minor), row.currency),
        answers=row.answers or "",
        cut_off_at=row.cut_off_at,
        arrives_on=row.arrives_on,
        owner=row.owner or "",
        tracking_number=row.tracking_number,
        container_number=row.container_number,
    )


_COLUMNS = {
    "status": _SHIPMENT.c.status,
    "market": _SHIPMENT.c.market,
    "mode": _SHIPMENT.c.mode,
    "transport": _SHIPMENT.c.transport,
    "procedure": _SHIPMENT.c.customs_procedure,
    "owner": _SHIPMENT.c.owner_id,
}
_VIEWS = {
    "gate": (ShipmentStatus.DRAFT.value, ShipmentStatus.DECLARED.value),
    "way": ("Released", "In transit", "Customs hold", "Customs released"),
    "closed": FINAL,
}
_LINE_COLUMNS = {"product": _LINE.c.product_id, "lot": _LINE.c.lot_id}


def _where(read: Reader, query: Query) -> list[ColumnElement[bool]]:
    conditions = [_condition(name, values) for name, values in query.filters.items() if values]
    if query.text.strip():
        hits = [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == "shipment"]
        conditions.append(_SHIPMENT.c.id.in_(hits))
    return conditions


def _condition(name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    if name in _COLUMNS:
        return _COLUMNS[name].in_(values)
    if name in _LINE_COLUMNS:
        return _SHIPMENT.c.id.in_(select(_LINE.c.shipment_id).where(_LINE_COLUMNS[name].in_(values)))
    if name == "party":
        return _SHIPMENT.c.id.in_(select(_DUTY.c.shipment_id).where(_DUTY.c.party_id.in_(values)))
    if name == "view":
        if "open" in values:
            return _SHIPMENT.c.status.not_in(FINAL)
        return _SHIPMENT.c.status.in_([word for value in values for word in _VIEWS.get(value, ())])
    raise ValueError(f"shipments have no filter called {name!r}")
