"""The list of products, and the values that it can be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Party, Product, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.store.listings.products import PRODUCTS as _REGISTER
from qualitydesk.store.listings.products import ProductRow

__all__ = ["PRODUCTS", "Known", "ProductRow", "category_names", "known_values"]

PRODUCTS: Listed[ProductRow] = Listed(_REGISTER)
MOST_MAKERS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What products can be narrowed by: categories and makers with their names, origins."""

    categories: dict[str, Bilingual]
    origins: tuple[str, ...]
    makers: dict[str, Bilingual]
    markets: tuple[str, ...]


def category_names(desk: Desk) -> dict[str, Bilingual]:
    """The product categories of the rule packs."""
    return {code: one.name for code, one in desk.rules.categories.items()}


def known_values(desk: Desk) -> Known:
    """The values in use."""
    product, party = t(Product), t(Party)
    origins = select(product.c.origin).where(product.c.origin != "").distinct().order_by(product.c.origin)
    made = select(product.c.maker_id).where(product.c.maker_id.is_not(None))
    makers = select(party.c.id, party.c.name, party.c.name_zh).where(party.c.id.in_(made))
    with desk.store.read() as read:
        countries = tuple(row.origin for row in read.all(origins))
        rows = read.all(makers.order_by(party.c.name).limit(MOST_MAKERS))
    named = {row.id: Bilingual(row.name, row.name_zh) for row in rows}
    return Known(category_names(desk), countries, named, tuple(desk.rules.markets))
