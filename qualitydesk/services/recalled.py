"""Which products of the register the items of recalls name, and by what.

The rule is ``domain.recalled``; here the few that can be alike are read, whatever the size of the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, or_, select

from qualitydesk.domain.identifiers import gtin_forms
from qualitydesk.domain.recalled import NamedBy, Own, Published, likeness, named_by
from qualitydesk.records import Product, ProductModel, RecallItem, t
from qualitydesk.store.session import Reader

Named = Mapping[str, NamedBy]
"""Keys of products with what they were named by."""
_SIGNS = " -_./"
_LEFT_OUT = str.maketrans("", "", _SIGNS)
_ITEM, _PRODUCT, _MODEL = t(RecallItem), t(Product), t(ProductModel)
CHUNK = 400


def plain(text: str) -> str:
    """``plain_column`` of a text."""
    return text.translate(_LEFT_OUT).lower()


def plain_column(column: ColumnElement[Any]) -> ColumnElement[str]:
    """A name without the signs that people leave out or put in, as the database can compare it: narrows, and
    decides nothing.
    """
    return func.lower(reduce(lambda made, sign: func.replace(made, sign, ""), _SIGNS, column))


def _called() -> Select[Any]:
    wanted: BindParameter[str] = bindparam("models", expanding=True)
    further = select(_MODEL.c.product_id).where(plain_column(_MODEL.c.model).in_(wanted))
    names = (plain_column(_PRODUCT.c.model), plain_column(_PRODUCT.c.sku))
    return select(_PRODUCT).where(or_(*(name.in_(wanted) for name in names), _PRODUCT.c.id.in_(further)))


_CALLED = _called()


def published(item: Any) -> Published:
    """What an item says as published."""
    return Published(item.gtin, item.brand, item.model)


def own(product: Any, models: Iterable[str] = ()) -> Own:
    """What tells a product apart."""
    return Own(product.gtin, product.brand, product.sku, tuple(filter(None, (product.model, *models))))


def named_products(read: Reader, items: Iterable[Any]) -> dict[str, Named]:
    """For each item of recalls the products it names; those of the register that it is tied to itself."""
    listed = list(items)
    loose = [item for item in listed if not item.product_id and not item.lot_id]
    goods = own_goods(read, _alike(read, loose))
    places = _places(goods)
    found: dict[str, Named] = {item.id: {} for item in listed}
    for item in listed:
        if item.product_id:
            found[item.id] = {item.product_id: NamedBy.PRODUCT}
    for item in loose:
        keys = {key for place in (item.gtin, likeness(item.model)) for key in places.get(place, ())}
        ways = {key: named_by(published(item), goods[key]) for key in sorted(keys)}
        found[item.id] = {key: way for key, way in ways.items() if way is not None}
    return found


def _places(goods: Mapping[str, Own]) -> dict[str, set[str]]:
    """Which products stand under an article number, a model or an SKU."""
    places: dict[str, set[str]] = {}
    for key, one in goods.items():
        for place in (*gtin_forms(one.gtin), *map(likeness, (*one.models, one.sku))):
            places.setdefault(place, set()).add(key)
    places.pop("", None)
    return places


def _alike(read: Reader, items: Iterable[Any]) -> dict[str, Any]:
    """The products that could be meant: by article number, or by a model or SKU written alike."""
    codes, models = set[str](), set[str]()
    for item in items:
        codes.update(gtin_forms(item.gtin))
        if item.brand and item.model:
            models.add(plain(item.model))
    rows = {row.id: row for row in read.among(Product, "gtin", codes)}
    listed = sorted(models - {""})
    for start in range(0, len(listed), CHUNK):
        rows |= {row.id: row for row in read.all(_CALLED, {"models": listed[start : start + CHUNK]})}
    return rows


def own_goods(read: Reader, products: Mapping[str, Any]) -> dict[str, Own]:
    """What tells these products apart, with the further models under which they are sold."""
    models: dict[str, list[str]] = {}
    for row in read.among(ProductModel, "product_id", products):
        models.setdefault(row.product_id, []).append(row.model)
    return {key: own(product, models.get(key, ())) for key, product in products.items()}


def alike_recalls(read: Reader) -> tuple[str, ...]:
    """The recalls of which a published item names a product of the register by brand and model or SKU.

    All names are compared here: databases fold letters in ways of their own.
    """
    brand = lru_cache(maxsize=None)(likeness)
    branded = _PRODUCT.c.brand != ""
    own_names = (
        select(_PRODUCT.c.brand, _PRODUCT.c.model).where(branded),
        select(_PRODUCT.c.brand, _PRODUCT.c.sku).where(branded),
        select(_PRODUCT.c.brand, _MODEL.c.model).join(_MODEL, _MODEL.c.product_id == _PRODUCT.c.id),
    )
    ours = {(brand(row[0]), likeness(row[1])) for names in own_names for row in read.all(names)}
    brands = {one for one, model in ours if one and model}
    loose = and_(_ITEM.c.product_id.is_(None), _ITEM.c.lot_id.is_(None), _ITEM.c.model != "")
    items = read.all(select(_ITEM.c.recall_id, _ITEM.c.brand, _ITEM.c.model).where(loose))
    alike = (one for one in items if brand(one.brand) in brands)
    named = (one for one in alike if (model := likeness(one.model)) and (brand(one.brand), model) in ours)
    return tuple({one.recall_id: None for one in named})
