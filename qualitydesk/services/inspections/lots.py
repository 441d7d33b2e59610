"""Choosing the lot that is inspected: by words, or by what a scanner read.

What is planned for it is in ``planning``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Lot, Product, Shipment, ShipmentLine, t
from qualitydesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class LotChoice:
    """A lot that can be inspected, with what tells it apart."""

    id: str
    number: str
    quantity: int
    status: str
    product_id: str
    product: Bilingual
    sku: str
    category: str
    shipment_id: str | None
    shipment: str


def choose_lots(desk: Desk, words: str = "", limit: int = 20) -> tuple[LotChoice, ...]:
    """The newest lots whose number, SKU, GTIN or product name contains ``words``."""
    statement = _lots().order_by(t(Lot).c.id.desc()).limit(limit)
    if words.strip():
        statement = statement.where(_named(words.strip()))
    with desk.store.read() as read:
        return tuple(_choice(row) for row in read.all(statement))


def find_lot(desk: Desk, scanned: str) -> LotChoice:
    """The lot that a scan names: a lot number, or the GTIN or SKU of a product (its newest lot). NotFound
    otherwise.
    """
    text = scanned.strip()
    lot, product = t(Lot), t(Product)
    names = (lot.c.number == text, product.c.gtin.in_((text, text.zfill(14))), product.c.sku == text)
    with desk.store.read() as read:
        for named in names if text else ():
            row = read.first(_lots().where(named).order_by(lot.c.id.desc()).limit(1))
            if row is not None:
                return _choice(row)
    raise NotFound("lot", scanned)


def _lots() -> Select[Any]:
    lot, product, line, shipment = t(Lot), t(Product), t(ShipmentLine), t(Shipment)
    newest = (
        select(line.c.shipment_id)
        .where(line.c.lot_id == lot.c.id)
        .order_by(line.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            lot,
            product.c.name.label("product_name"),
            product.c.name_zh.label("product_name_zh"),
            product.c.sku,
            product.c.category,
            shipment.c.id.label("shipment_id"),
            shipment.c.number.label("shipment_number"),
        )
        .join(product, product.c.id == lot.c.product_id)
        .outerjoin(shipment, shipment.c.id == newest)
    )


def _named(words: str) -> ColumnElement[bool]:
    lot, product = t(Lot), t(Product)
    columns = (lot.c.number, product.c.sku, product.c.gtin, product.c.name, product.c.name_zh)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _choice(row: Any) -> LotChoice:
    return LotChoice(
        id=row.id,
        number=row.number,
        quantity=row.quantity,
        status=row.status,
        product_id=row.product_id,
        product=Bilingual(row.product_name, row.product_name_zh),
        sku=row.sku,
        category=row.category,
        shipment_id=row.shipment_id,
        shipment=row.shipment_number or "",
    )
