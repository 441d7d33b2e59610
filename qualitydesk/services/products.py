"""Products and places: recorded, changed, offered in fields; doubts about numbers come back as warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.identifiers import compact, number_doubts
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Place, Product, ProductModel, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import Choice


@dataclass(frozen=True, slots=True)
class ProductFile:
    """A product with all names it is sold under."""

    id: str
    version: int
    fields: Mapping[str, Any]
    models: tuple[str, ...]
    doubts: tuple[Message, ...]


def product_doubts(gtin: str, hs_code: str) -> tuple[Message, ...]:
    """What is doubtful about a product's numbers."""
    return number_doubts("gtin", gtin) + number_doubts("hs", hs_code)


def open_product(desk: Desk, key: str) -> ProductFile:
    """The whole record of one product."""
    with desk.store.read() as read:
        row = read.get(Product, key)
        models = tuple(sorted(m.model for m in read.among(ProductModel, "product_id", [key])))
    doubts = product_doubts(row.gtin, row.hs_code)
    return ProductFile(key, row.version, dict(row._mapping), models, doubts)


def create_product(
    desk: Desk, *, sku: str, name: str, models: Iterable[str] = (), key: str | None = None, **fields: Any
) -> str:
    """Record a product; returns its key. Unknown categories are refused, doubtful numbers are not."""
    _require_category(desk, fields.get("category", "general_consumer"))
    if not sku.strip() or not name.strip():
        raise RuleBroken(msg("A product needs a SKU and a name."), fields={"sku": msg("This is needed.")})
    identity = key or new_key()
    with desk.store.write(desk.person, "create product") as work:
        work.insert(Product, id=identity, sku=sku.strip(), name=name.strip(), **_numbers(fields))
        for model in dict.fromkeys(models):
            work.insert(ProductModel, id=new_key(), product_id=identity, model=model)
    return identity


def edit_product(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change fields of a product; returns the new version."""
    if "category" in fields:
        _require_category(desk, fields["category"])
    with desk.store.write(desk.person, "edit product") as work:
        return work.update(Product, key, version, **_numbers(fields))


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: compact(fields[name]) for name in ("gtin", "hs_code") if fields.get(name)}
    return fields | numbers


def _require_category(desk: Desk, category: str) -> None:
    if category not in desk.rules.categories:
        raise RuleBroken(
            msg("“{category}” is not a product category.", category=category),
            fields={"category": msg("Choose a category of the list.")},
        )


def product_choices(desk: Desk, words: str = "", limit: int = 50) -> tuple[Choice, ...]:
    """Products for a field, by SKU."""
    product = t(Product)
    statement = select(product.c.id, product.c.sku, product.c.name).where(product.c.active == 1)
    if words:
        part = f"%{words}%"
        statement = statement.where(
            or_(product.c.sku.ilike(part), product.c.name.ilike(part), product.c.gtin == words)
        )
    with desk.store.read() as read:
        rows = read.all(statement.order_by(product.c.sku).limit(limit))
    return tuple(Choice(row.id, row.sku, row.name) for row in rows)


def place_choices(desk: Desk, words: str = "", limit: int = 100) -> tuple[Choice, ...]:
    """Places for a field, by name."""
    place = t(Place)
    statement = select(place.c.id, place.c.name, place.c.unlocode, place.c.kind)
    if words:
        part = f"%{words}%"
        statement = statement.where(or_(place.c.name.ilike(part), place.c.unlocode.ilike(part)))
    with desk.store.read() as read:
        rows = read.all(statement.order_by(place.c.name).limit(limit))
    return tuple(Choice(row.id, row.name, " ".join(filter(None, (row.unlocode, row.kind)))) for row in rows)


def create_place(desk: Desk, *, code: str, name: str, key: str | None = None, **fields: Any) -> str:
    """Record a place; returns its key."""
    with desk.store.write(desk.person, "create place") as work:
        return work.insert(Place, id=key or new_key(), code=code.strip(), name=name.strip(), **fields)
