"""What some goods touched: every lot, shipment, order and claim, in a few reads whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select

from qualitydesk.domain.recalled import names_lot
from qualitydesk.domain.shipments.states import LotStatus
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, ClaimLine, Lot, Order, OrderLine, Product, Shipment, ShipmentLine, t
from qualitydesk.services.recalled import Named
from qualitydesk.store.session import Reader

SHOWN = 30
"""So many of each kind are named; all are counted."""
GONE = (LotStatus.SCRAPPED.value, LotStatus.RETURN.value)
_LOT, _PRODUCT, _LINE, _SHIPMENT = t(Lot), t(Product), t(ShipmentLine), t(Shipment)
_ORDER, _ORDER_LINE, _CLAIM, _CLAIM_LINE = t(Order), t(OrderLine), t(Claim), t(ClaimLine)


@dataclass(frozen=True, slots=True)
class Goods:
    """Which goods are meant: whole lots, and products of which every lot is meant."""

    lots: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that the goods touched: its kind and key, number, what stands under it, how many pieces."""

    kind: str
    id: str
    number: str
    status: str
    about: Bilingual
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Affected:
    """How far the goods went: counts of everything, the newest of each by name; ``units`` are pieces."""

    lots: int
    units: int
    in_stock: int
    shipped: int
    shipments: int
    orders: int
    claims: int
    listed: Mapping[str, tuple[Touched, ...]]
    """By kind ("lot", "shipment", "order", "claim"), the newest first, ``SHOWN`` at most."""


def affected(read: Reader, goods: Goods) -> Affected:
    """Everything these goods touched."""
    lots = _any(goods.lots, goods.products, _LOT.c.id, _LOT.c.product_id)
    lines = _any(goods.lots, goods.products, _LINE.c.lot_id, _LINE.c.product_id)
    sold = _any(goods.lots, goods.products, _ORDER_LINE.c.lot_id, _ORDER_LINE.c.product_id)
    claimed = _any(goods.lots, goods.products, _CLAIM_LINE.c.lot_id, _CLAIM_LINE.c.product_id)
    made = read.first(select(func.count().label("n"), _sum(_LOT.c.quantity)).where(lots))
    stock = read.first(
        select(_sum(_LOT.c.quantity)).where(lots, _LOT.c.place_id.is_not(None), _LOT.c.status.not_in(GONE))
    )
    sent = read.first(
        select(_sum(_LINE.c.quantity), func.count(_LINE.c.shipment_id.distinct()).label("n")).where(lines)
    )
    return Affected(
        lots=int(made.n),
        units=int(made.pieces),
        in_stock=int(stock.pieces),
        shipped=int(sent.pieces),
        shipments=int(sent.n),
        orders=int(read.scalar(select(func.count(_ORDER_LINE.c.order_id.distinct())).where(sold))),
        claims=int(read.scalar(select(func.count(_CLAIM_LINE.c.claim_id.distinct())).where(claimed))),
        listed={
            "lot": _lots(read, lots),
            "shipment": _moved(read, "shipment", _SHIPMENT, _LINE, _LINE.c.shipment_id, lines),
            "order": _moved(read, "order", _ORDER, _ORDER_LINE, _ORDER_LINE.c.order_id, sold),
            "claim": _claims(read, claimed),
        },
    )


def _sum(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(column), 0).label("pieces")


def _any(
    lots: Collection[str], products: Collection[str], lot: ColumnElement[Any], product: ColumnElement[Any]
) -> ColumnElement[bool]:
    return or_(lot.in_(sorted(lots)), product.in_(sorted(products)))


def _lots(read: Reader, meant: ColumnElement[bool]) -> tuple[Touched, ...]:
    rows = read.all(
        select(_LOT, _PRODUCT.c.name, _PRODUCT.c.name_zh)
        .join(_PRODUCT, _PRODUCT.c.id == _LOT.c.product_id)
        .where(meant)
        .order_by(_LOT.c.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Touched("lot", row.id, row.number, row.status, Bilingual(row.name, row.name_zh), row.quantity)
        for row in rows
    )


def _moved(
    read: Reader, kind: str, record: Table, line: Table, owner: ColumnElement[Any], meant: ColumnElement[bool]
) -> tuple[Touched, ...]:
    """Shipments or orders of which a line is meant."""
    shown = (record.c.id, record.c.number, record.c.status, record.c.market)
    rows = read.all(
        select(*shown, func.sum(line.c.quantity).label("pieces"))
        .join(line, owner == record.c.id)
        .where(meant)
        .group_by(*shown)
        .order_by(record.c.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Touched(kind, row.id, row.number, row.status, Bilingual(row.market), int(row.pieces)) for row in rows
    )


def _claims(read: Reader, meant: ColumnElement[bool]) -> tuple[Touched, ...]:
    keys = select(_CLAIM_LINE.c.claim_id).where(meant)
    rows = read.all(select(_CLAIM).where(_CLAIM.c.id.in_(keys)).order_by(_CLAIM.c.id.desc()).limit(SHOWN))
    return tuple(Touched("claim", row.id, row.number, row.status, Bilingual(row.market)) for row in rows)


def goods_of_items(read: Reader, items: Iterable[Any], named: Mapping[str, Named]) -> Goods:
    """The goods that a recall's items mean: lots, and the products they name (``named``); a batch narrows."""
    lots: set[str] = set()
    products: set[str] = set()
    for item in items:
        if item.lot_id:
            lots.add(item.lot_id)
        elif item.batch:
            rows = read.among(Lot, "product_id", named[item.id])
            lots |= {row.id for row in rows if names_lot(item.batch, row.number)}
        else:
            products |= named[item.id].keys()
    return Goods(frozenset(lots), frozenset(products))
