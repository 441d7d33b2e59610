"""The list of claims: pages by date received, by days left or by number, and how many there are.

One select of the page's columns, continued after the last row's sort value and key; never an offset.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, or_, select, type_coerce

from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import (
    Buyer,
    Claim,
    ClaimLine,
    CostLine,
    DefectType,
    LiabilityShare,
    Lot,
    Order,
    Person,
    Product,
    Recovery,
    t,
)
from qualitydesk.store.listings.bearers import borne_by
from qualitydesk.store.listings.groups import in_turn, values_in_use
from qualitydesk.store.listings.keyset import place
from qualitydesk.store.listings.reached import Reach, Stretch, Way, ordered, own, stretch
from qualitydesk.store.search import find
from qualitydesk.store.session import Reader

FOUND_LIMIT = 500
NOBODY = "nobody"
"""As a handler: claims that nobody has taken up."""
CLOSED = (ClaimStatus.CLOSED.value, ClaimStatus.WITHDRAWN.value)
OPEN = tuple(status.value for status in ClaimStatus if status.value not in CLOSED)
_CLAIM, _LINE, _LOT, _BACK, _COST = t(Claim), t(ClaimLine), t(Lot), t(Recovery), t(CostLine)
_DUE_TEXT = type_coerce(_CLAIM.c.next_due_on, String)
_Chosen = tuple[tuple[str, tuple[str, ...], Way], ...]
"""The filters with their values, and how the claims are come by."""
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
    handler: Bilingual
    next_due_on: date | None
    next_due_rule: str
    reopened_count: int


def page(read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ClaimRow]:
    """The next ``limit`` claims of ``query`` after ``after``.

    Filters: status, view ("open", "closed"), kind, market, country, asked, granted, handler, product, lot,
    reason, order, due_until (ISO day), safety, recovery (its status), received (from one ISO instant until
    before another), bearer ("party/role" of who bears most), cost (a state of its lines), currency. Of
    handlers "nobody" is one, of bearers "anybody" and "undecided" (none of these withdrawn). Orders:
    "received", "due" (nearest deadline first), "number"; "status" (in the order of the work), "market" and
    "kind" in groups of one, each by key, which is by age.
    """
    if query.order == "due":
        return _by_due(read, query, after, limit)
    if query.order in _GROUPED:
        return _in_groups(read, query, after, limit)
    order = query.order if query.order in _ORDERS else "received"
    statement = _list(order, query.descending, after is not None, _chosen(read, query))
    rows = read.all(statement, place(after, limit + 1) | _found(read, query))
    column = str(_ORDERS[order].key)
    return _page(rows, limit, lambda row: (row._mapping[column], row.id))


def count(read: Reader, query: Query) -> int:
    """How many claims ``query`` has."""
    return int(read.scalar(_counted(query, func.count()), _found(read, query)))


_ORDERS = {
    "received": _CLAIM.c.received_at,
    "number": _CLAIM.c.number,
}
_GROUPED = {"status": _CLAIM.c.status, "market": _CLAIM.c.market, "kind": _CLAIM.c.kind}
_WORDS: Mapping[str, tuple[str, ...]] = {"status": tuple(ClaimStatus), "kind": tuple(ClaimKind)}
"""Groups whose names and turn are known; markets come as they are in use."""


@lru_cache(maxsize=128)
def _list(order: str, descending: bool, begun: bool, chosen: _Chosen) -> Select[Any]:
    """Put together once for each kind of page: that costs more than reading it."""
    keys = (_ORDERS[order], _CLAIM.c.id)
    return _ordered(_conditions(chosen), keys, chosen, descending=descending, begun=begun)


def sizes(read: Reader, query: Query) -> dict[str, int]:
    """How many claims each group of ``query``'s order has."""
    group = _GROUPED[query.order]
    statement = _counted(query, group, func.count()).group_by(group)
    return {str(name): int(rows) for name, rows in read.all(statement, _found(read, query))}


def _counted(query: Query, *columns: ColumnElement[Any]) -> Select[Any]:
    conditions = _conditions(_filters(query))
    return select(*columns).select_from(_CLAIM).where(*conditions)


def _in_groups(read: Reader, query: Query, after: Cursor | None, limit: int) -> Page[ClaimRow]:
    chosen, found = _chosen(read, query), _found(read, query)

    def read_some(name: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        statement = _group(query.order, query.descending, behind is not None, chosen)
        return read.all(statement, place(behind, rows) | found | {"group": name})

    names = _WORDS.get(query.order) or values_in_use(read, _GROUPED[query.order])
    shown, following = in_turn(names, read_some, lambda row: (row.id,), after, limit)
    return Page(tuple(map(_row, shown)), following)


@lru_cache(maxsize=128)
def _group(order: str, descending: bool, begun: bool, chosen: _Chosen) -> Select[Any]:
    conditions = [*_conditions(chosen), _GROUPED[order] == bindparam("group")]
    return _ordered(conditions, (_CLAIM.c.id,), chosen, descending=descending, begun=begun)


def _by_due(read: Reader, query: Query, after: Cursor | None, limit: int) -> Page[ClaimRow]:
    """Dated claims first, nearest day first, walking the index of days; then those without a date."""
    chosen, found = _chosen(read, query), _found(read, query)

    def read_some(name: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        return read.all(_STRETCHES[name](behind is not None, chosen), place(behind, rows) | found)

    def behind(row: Any) -> Cursor:
        return (row.id,) if row.next_due_on is None else (row.next_due_on, row.id)

    shown, following = in_turn(tuple(_STRETCHES), read_some, behind, after, limit)
    return Page(tuple(map(_row, shown)), following)


@lru_cache(maxsize=64)
def _dated(begun: bool, chosen: _Chosen) -> Select[Any]:
    conditions = [*_conditions(chosen), _CLAIM.c.next_due_on.is_not(None)]
    keys = (_CLAIM.c.next_due_on, _CLAIM.c.id)
    return _ordered(conditions, keys, chosen, descending=False, begun=begun)


@lru_cache(maxsize=64)
def _undated(begun: bool, chosen: _Chosen) -> Select[Any]:
    conditions = [*_conditions(chosen), func.coalesce(_DUE_TEXT, "") == ""]
    return _ordered(conditions, (_CLAIM.c.id,), chosen, descending=False, begun=begun)


def _ordered(
    conditions: Sequence[ColumnElement[bool]],
    keys: Sequence[ColumnElement[Any]],
    chosen: _Chosen,
    *,
    descending: bool,
    begun: bool,
) -> Select[Any]:
    ways = [way for _name, _values, way in chosen]
    return ordered(_select(), conditions, keys, ways, descending=descending, begun=begun)


_STRETCHES: Mapping[str, Callable[[bool, _Chosen], Select[Any]]] = {"dated": _dated, "undated": _undated}


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
            _PERSON.c.name_zh.label("handler_zh"),
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
    """A row of ``_select`` taken apart by place: by name it takes as long as reading it."""
    (key, number, status, kind, safety, market, country, reason, received_at, currency, asked) = row[:11]
    (asked_minor, granted, next_due_on, next_due_rule, reopened_count, buyer, order_number) = row[11:18]
    (handler, handler_zh, reason_code, reason_name, reason_name_zh, sku, product, product_zh) = row[18:26]
    return ClaimRow(
        id=key,
        number=number,
        status=status,
        kind=kind,
        safety=safety,
        market=market,
        country=country,
        buyer=buyer or "",
        order_number=order_number or "",
        product=Bilingual(product or "", product_zh or ""),
        sku=sku or "",
        reason_code=reason_code or "",
        reason=Bilingual(reason_name or reason, reason_name_zh or ""),
        received_at=received_at,
        asked=asked,
        asked_amount=Money(asked_minor, currency) if asked_minor is not None else None,
        granted=granted,
        handler=Bilingual(handler or "", handler_zh or ""),
        next_due_on=next_due_on,
        next_due_rule=next_due_rule,
        reopened_count=reopened_count,
    )


_COLUMNS = {
    "status": _CLAIM.c.status,
    "kind": _CLAIM.c.kind,
    "market": _CLAIM.c.market,
    "country": _CLAIM.c.country,
    "asked": _CLAIM.c.asked,
    "granted": _CLAIM.c.granted,
    "reason": _CLAIM.c.reason_type_id,
    "safety": _CLAIM.c.safety,
    "order": _CLAIM.c.order_id,
    "currency": _CLAIM.c.currency,
}
_REACHED: Mapping[str, Reach | Stretch] = {
    "received": stretch(_CLAIM, "received_at"),
    "view": own(_CLAIM, "status"),
    "product": Reach(_CLAIM.c.id, _LINE.c.claim_id, _LINE.c.product_id),
    "lot": Reach(_CLAIM.c.id, _LINE.c.claim_id, _LINE.c.lot_id),
    "recovery": Reach(_CLAIM.c.id, _BACK.c.claim_id, _BACK.c.status),
    "liable": Reach(_CLAIM.c.id, t(LiabilityShare).c.claim_id, t(LiabilityShare).c.party_id),
}


def _costs(states: tuple[str, ...]) -> ColumnElement[bool]:
    """Claims with a cost line in one of these states. Many have one, so each is looked at in its turn."""
    own = select(_COST.c.claim_id).where(_COST.c.claim_id == _CLAIM.c.id, _COST.c.withdrawn_at.is_(None))
    return own.where(_COST.c.state.in_(states)).exists()


def _filters(query: Query) -> _Chosen:
    chosen = [(name, tuple(values), Way.PLAIN) for name, values in query.filters.items() if values]
    return (*chosen, ("text", (), Way.PLAIN)) if query.text.strip() else tuple(chosen)


def _chosen(read: Reader, query: Query) -> _Chosen:
    """The filters of a page."""
    return tuple((name, values, _way(read, name, values)) for name, values, _plain in _filters(query))


def _way(read: Reader, name: str, values: tuple[str, ...]) -> Way:
    if name not in _REACHED:
        return Way.PLAIN
    return _REACHED[name].way(read, _in_view(values) if name == "view" else values)


def _found(read: Reader, query: Query) -> dict[str, Any]:
    """The claims that have the words looked for."""
    if not query.text.strip():
        return {}
    return {"found": [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == "claim"]}


def _conditions(chosen: _Chosen) -> list[ColumnElement[bool]]:
    return [_condition(*one) for one in chosen]


def _in_view(values: tuple[str, ...]) -> tuple[str, ...]:
    return OPEN if "open" in values else CLOSED


def _condition(name: str, values: tuple[str, ...], way: Way) -> ColumnElement[bool]:
    if name in _COLUMNS:
        return _COLUMNS[name].in_(values)
    if name in _REACHED:
        return _REACHED[name].among(_in_view(values) if name == "view" else values, way)
    if name == "text":
        return _CLAIM.c.id.in_(bindparam("found", expanding=True))
    if name == "handler":
        nobody = [_CLAIM.c.handler_id.is_(None)] if NOBODY in values else []
        return or_(_CLAIM.c.handler_id.in_([one for one in values if one != NOBODY]), *nobody)
    if name == "due_until":
        return _CLAIM.c.next_due_on <= date.fromisoformat(values[0])
    if name == "bearer":
        return borne_by(_CLAIM, values)
    if name == "cost":
        return _costs(values)
    raise ValueError(f"claims have no filter called {name!r}")
