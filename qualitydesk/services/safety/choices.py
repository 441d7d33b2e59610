"""Lots, claims and inspections offered in fields, by the beginning of their number."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from qualitydesk.records import Claim, Inspection, Lot, Product, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk


def lot_choices(desk: Desk, words: str = "", limit: int = 30) -> tuple[Choice, ...]:
    """Lots by number, with their product."""
    lot, product = t(Lot), t(Product)
    statement = select(lot.c.id, lot.c.number, product.c.sku).join(product, product.c.id == lot.c.product_id)
    statement = statement.where(lot.c.number.istartswith(words, autoescape=True)) if words else statement
    with desk.store.read() as read:
        rows = read.all(statement.order_by(lot.c.number).limit(limit))
    return tuple(Choice(row.id, f"{row.number} · {row.sku}", row.sku) for row in rows)


def claim_choices(desk: Desk, words: str = "", limit: int = 30) -> tuple[Choice, ...]:
    """Claims by number, the newest first."""
    return _numbered(desk, t(Claim), t(Claim).c.market, words, limit)


def inspection_choices(desk: Desk, words: str = "", limit: int = 30) -> tuple[Choice, ...]:
    """Inspections by number, the newest first."""
    return _numbered(desk, t(Inspection), t(Inspection).c.result, words, limit)


def _numbered(desk: Desk, table: Table, about: Any, words: str, limit: int) -> tuple[Choice, ...]:
    statement = select(table.c.id, table.c.number, about.label("about"))
    statement = statement.where(table.c.number.istartswith(words, autoescape=True)) if words else statement
    with desk.store.read() as read:
        rows = read.all(statement.order_by(table.c.id.desc()).limit(limit))
    return tuple(Choice(row.id, row.number, row.about) for row in rows)
