"""The products down the side of the coverage matrix; how they stand is computed from what is read here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, select

from qualitydesk.records import Certificate, Product, Shipment, t
from qualitydesk.store.listings.register import Register
from qualitydesk.store.session import Reader

PRODUCT = t(Product)


def _on_sale(values: tuple[str, ...]) -> ColumnElement[bool]:
    return PRODUCT.c.active.in_([value == "on" for value in values])


def _itself(row: Row[Any]) -> Row[Any]:
    return row


GOODS: Register[Row[Any]] = Register(
    select=select(PRODUCT),
    key=PRODUCT.c.id,
    orders={"": PRODUCT.c.sku},
    filters={"sale": _on_sale, "category": PRODUCT.c.category.in_},
    row=_itself,
    kind="product",
)


def categories(read: Reader) -> tuple[str, ...]:
    """The categories of what is on sale."""
    rows = read.all(select(PRODUCT.c.category).where(PRODUCT.c.active == 1).distinct())
    return tuple(row.category for row in rows)


def markets_in_use(read: Reader) -> frozenset[str]:
    """The markets that a shipment goes to or a paper is for."""
    shipment, paper = t(Shipment), t(Certificate)
    rows = [*read.all(select(shipment.c.market).distinct()), *read.all(select(paper.c.market).distinct())]
    return frozenset(row.market for row in rows) - {""}
