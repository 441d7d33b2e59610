"""One product as its file shows it, and products offered in fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import Party, Product, ProductModel, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk
from qualitydesk.services.products.editing import product_doubts
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class ProductFile:
    """A product with all names it is sold under; ``fields`` are its columns."""

    id: str
    version: int
    fields: Mapping[str, Any]
    models: tuple[str, ...]
    doubts: tuple[Message, ...]
    maker: Bilingual
    category: Bilingual


def open_product(desk: Desk, key: str) -> ProductFile:
    """The whole record of one product, by key or SKU."""
    with desk.store.read() as read:
        row = read.find(Product, sku=key) or read.get(Product, key)
        models = tuple(sorted(m.model for m in read.among(ProductModel, "product_id", [row.id])))
        maker = _maker(read, row.maker_id)
    known = desk.rules.categories.get(row.category)
    return ProductFile(
        id=row.id,
        version=row.version,
        fields=dict(row._mapping),
        models=models,
        doubts=product_doubts(row.gtin, row.hs_code),
        maker=maker,
        category=known.name if known else Bilingual(row.category),
    )


def _maker(read: Reader, key: str | None) -> Bilingual:
    row = read.find(Party, id=key) if key else None
    return Bilingual(row.name, row.name_zh) if row is not None else Bilingual("")


def product_choices(desk: Desk, words: str = "", limit: int = 50) -> tuple[Choice, ...]:
    """Products for a field, by SKU."""
    product = t(Product)
    statement = select(product.c.id, product.c.sku, product.c.name).where(product.c.active == 1)
    if words:
        named = (name.icontains(words, autoescape=True) for name in (product.c.sku, product.c.name))
        statement = statement.where(or_(*named, product.c.gtin == words))
    with desk.store.read() as read:
        rows = read.all(statement.order_by(product.c.sku).limit(limit))
    return tuple(Choice(row.id, row.sku, row.name) for row in rows)
