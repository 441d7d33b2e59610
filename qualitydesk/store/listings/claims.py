"""The list of claims: pages by date received, by days left or by number, and how many there are.

One select of the page's columns, continued after the last row's sort value and key; never an offset.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import Buyer, Claim, ClaimLine, DefectType, Lot, Order, Person, Product, t
from qualitydesk.store.search import find
from qualitydesk.store.session import Reader

FOUND_LIMIT = 500
OPEN = tuple(s.value for s in ClaimStatus if s not in (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN))
_CLAIM, _LINE, _LOT = t(Claim), t(ClaimLine), t(Lot)
_DUE_TEXT = type_coerce(_CLAIM.c.next_due_on, String)
Conditions = Sequence[ColumnElement[bool]]
_BUYER, _ORDER, _PERSON, _PRODUCT, _DEFECT = t(Buyer), t(Order), t(Person), t(Product), t(DefectType)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as the list shows it."""

    id: str
    number: str
    status: str
    kind: str
    safety: str
    market: str
    country: str
    buyer: str
    order_number: str
    product: Bilingual
    sku: str
    reason_code: str
    reason: Bilingual
    received_at: datetime
    asked: str
    asked_amount: Money | None
    granted: str
    handler: str
    next_due_on: date | None
    next_due_rule: str
    reopened_count: int


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ClaimRow]:
    """The next ``limit`` claims of ``query`` after ``after``.

    Filters: status, view ("open", "closed"), kind, market, country, asked, granted, handler, product, lot,
    reason, order, due_until (ISO day), safety. Orders: "received", "due" (nearest deadline first), "number".
    """
    where = _where(read, query, walking=True)
    if query.order == "due":
        return _by_due(read, (where, _where(read, query)), after, limit)
    column = _CLAIM.c.number if query.order == "number" else _CLAIM.c.received_at
    return _by_column(read, where, column, query.descending, after, limit)


def count(read: Reader, query: Query) -> int:
    """How many claims ``query`` has."""
    return int(read.scalar(select(func.count()).select_from(_CLAIM).where(*_where(read, query))))


def _by_column(
    read: Reader,
    where: Conditions,
    column: ColumnElement[Any],
    descending: bool,
    after: Cursor | None,
    limit: int,
) -> Page[ClaimRow]:
    key = _CLAIM.c.id
    statement = _select().where(*where)
    if after is not None:
        statement = statement.where(_beyond(column, after[0], after[1], descending))
    order = (column.desc(), key.desc()) if descending else (column, key)
    rows = read.all(statement.order_by(*order).limit(limit + 1))
    return _page(rows, limit, lambda row: (row._mapping[column.key], row.id))


def _by_due(
    read: Reader, where: tuple[Conditions, Conditions], after: Cursor | None, limit: int
) -> Page[ClaimRow]:
    """Dated claims first, nearest day first, walking the index of days; then those without a date."""
    rows: list[Any] = []
    if after is None or after[0] is not None:
        dated = _select().where(*where[0], _CLAIM.c.next_due_on.is_not(None))
        if after is not None:
            dated = dated.where(_beyond(_CLAIM.c.next_due_on, after[0], after[1], False))
        rows += read.all(dated.order_by(_CLAIM.c.next_due_on, _CLAIM.c.id).limit(limit + 1))
    if len(rows) <= limit:
        undated = _select().where(*where[1], func.coalesce(_DUE_TEXT, "") == "")
        if after is not None and after[0] is None:
            undated = undated.where(_CLAIM.c.id > after[1])
        rows += read.all(undated.order_by(_CLAIM.c.id).limit(limit + 1 - len(rows)))
    return _page(rows, limit, lambda row: (row.next_due_on, row.id))


def _beyond(column: ColumnElement[Any], value: object, key: object, descending: bool) -> ColumnElement[bool]:
    if descending:
        return or_(column < value, and_(column == value, _CLAIM.c.id < key))
    return or_(column > value, and_(column == value, _CLAIM.c.id > key))


def _page(rows: Sequence[Any], limit: int, cursor: Callable[[Any], Cursor]) -> Page[ClaimRow]:
    shown = rows[:limit]
    following = cursor(shown[-1]) if len(rows) > limit else None
    return Page(tuple(_row(row) for row in shown), following)


def _first_line(column: ColumnElement[Any], label: str) -> ColumnElement[Any]:
    statement = select(column).select_from(_LINE.join(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id))
    first = statement.where(_LINE.c.claim_id == _CLAIM.c.id).order_by(_LINE.c.id).limit(1)
    return first.scalar_subquery().label(label)


def _select() -> Select[Any]:
    return (
        select(
            *(_CLAIM.c[name] for name in _OWN),
            _BUYER.c.name.label("buyer"),
            _ORDER.c.number.label("order_number"),
            _PERSON.c.name.label("handler"),
            _DEFECT.c.code.label("reason_code"),
            _DEFECT.c.name.label("reason_name"),
            _DEFECT.c.name_zh.label("reason_name_zh"),
            _first_line(_PRODUCT.c.sku, "sku"),
            _first_line(_PRODUCT.c.name, "product"),
            _first_line(_PRODUCT.c.name_zh, "product_zh"),
        )
        .outerjoin(_BUYER, _BUYER.c.id == _CLAIM.c.buyer_id)
        .outerjoin(_ORDER, _ORDER.c.id == _CLAIM.c.order_id)
        .outerjoin(_PERSON, _PERSON.c.id == _CLAIM.c.handler_id)
        .outerjoin(_DEFECT, _DEFECT.c.id == _CLAIM.c.reason_type_id)
    )


_OWN = (
    "id",
    "number",
    "status",
    "kind",
    "safety",
    "market",
    "country",
    "reason",
    "received_at",
    "currency",
    "asked",
    "asked_minor",
    "granted",
    "next_due_on",
    "next_due_rule",
    "reopened_count",
)


def _row(row: Any) -> ClaimRow:
    asked = Money(row.asked_minor, row.currency) if row.asked_minor is not None else None
    return ClaimRow(
        id=row.id,
        number=row.number,
        status=row.status,
        kind=row.kind,
        safety=row.safety,
        market=row.market,
        country=row.country,
        buyer=row.buyer or "",
        order_number=row.order_number or "",
        product=Bilingual(row.product or "", row.product_zh or ""),
        sku=row.sku or "",
        reason_code=row.reason_code or "",
        reason=Bilingual(row.reason_name or row.reason, row.reason_name_zh or ""),
        received_at=row.received_at,
        asked=row.asked,
        asked_amount=asked,
        granted=row.granted,
        handler=row.handler or "",
        next_due_on=row.next_due_on,
        next_due_rule=row.next_due_rule,
        reopened_count=row.reopened_count,
    )


_COLUMNS = {
    "status": _CLAIM.c.status,
    "kind": _CLAIM.c.kind,
    "market": _CLAIM.c.market,
    "country": _CLAIM.c.country,
    "asked": _CLAIM.c.asked,
    "granted": _CLAIM.c.granted,
    "handler": _CLAIM.c.handler_id,
    "reason": _CLAIM.c.reason_type_id,
    "safety": _CLAIM.c.safety,
    "order": _CLAIM.c.order_id,
}
_LINE_COLUMNS = {"product": _LINE.c.product_id, "lot": _LINE.c.lot_id}


def _where(read: Reader, query: Query, *, walking: bool = False) -> Conditions:
    """``walking``: the list's own order leads, so the many states of a view must not choose the index."""
    conditions: list[ColumnElement[bool]] = []
    for name, values in query.filters.items():
        if values:
            conditions.append(_view(values, walking) if name == "view" else _condition(name, values))
    if query.text.strip():
        hits = [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == "claim"]
        conditions.append(_CLAIM.c.id.in_(hits))
    return conditions


def _view(values: tuple[str, ...], walking: bool) -> ColumnElement[bool]:
    status = _CLAIM.c.status.op("||")("") if walking else _CLAIM.c.status
    return status.in_(OPEN) if "open" in values else status.not_in(OPEN)


def _condition(name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    if name in _COLUMNS:
        return _COLUMNS[name].in_(values)
    if name in _LINE_COLUMNS:
        return _CLAIM.c.id.in_(select(_LINE.c.claim_id).where(_LINE_COLUMNS[name].in_(values)))
    if name == "due_until":
        return _CLAIM.c.next_due_on <= date.fromisoformat(values[0])
    raise ValueError(f"claims have no filter called {name!r}")
