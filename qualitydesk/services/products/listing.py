"""The list of products, and the values that it can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qualitydesk.domain.values import Bilingual, Query
from qualitydesk.records import Party, Product, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.store.listings.products import PRODUCTS as _REGISTER
from qualitydesk.store.listings.products import ProductRow

__all__ = ["PRODUCTS", "Known", "ProductRow", "category_names", "known_values", "view_counts"]

PRODUCTS: Listed[ProductRow] = Listed(_REGISTER)
DOUBTS_COUNTED = 20_000
"""In a larger register doubtful numbers are looked for only when they are asked for: each is computed."""
MOST_MAKERS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What products can be narrowed by: categories and makers with their names, origins."""

    categories: dict[str, Bilingual]
    origins: tuple[str, ...]
    makers: dict[str, Bilingual]
    markets: tuple[str, ...]


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """The sizes of several lists at once, by name; those of doubtful numbers only where that is quick."""
    with desk.store.read() as read:
        large = read.count(Product) > DOUBTS_COUNTED
    wanted = {
        name: query
        for name, query in views.items()
        if not (large and "doubtful" in query.filters.get("number", ()))
    }
    return PRODUCTS.counts(desk, wanted)


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
