"""Products recorded and changed; doubts about numbers come back as warnings and refuse nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.identifiers import compact, number_doubts
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Product, ProductModel
from qualitydesk.services.desk import Desk
from qualitydesk.services.owned_values import make_exactly
from qualitydesk.services.required import (
    require_editor,
    require_filled,
    require_fitting,
    require_free,
    trimmed,
    with_countries,
)
from qualitydesk.store.session import Work

NAMED = msg("A product needs a SKU and a name.")


def product_doubts(gtin: str, hs_code: str) -> tuple[Message, ...]:
    """What is doubtful about a product's numbers."""
    return number_doubts("gtin", gtin) + number_doubts("hs", hs_code)


def create_product(
    desk: Desk, *, sku: str, name: str, models: Iterable[str] = (), key: str | None = None, **fields: Any
) -> str:
    """Record a product; returns its key. Unknown categories are refused, doubtful numbers are not."""
    given = _checked(desk, {"sku": sku, "name": name, **fields})
    identity = key or new_key()
    with desk.store.write(desk.person, "create product") as work:
        require_free(work, Product, "sku", given["sku"])
        work.insert(Product, id=identity, **given)
        _set_models(work, identity, models)
    return identity


def edit_product(
    desk: Desk, key: str, version: int, *, models: Iterable[str] | None = None, **fields: Any
) -> int:
    """Change fields of a product, and its further models if given; returns the new version."""
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit product") as work:
        require_free(work, Product, "sku", given.get("sku"), key)
        fresh = work.update(Product, key, version, **given)
        if models is not None and _set_models(work, key, models) and fresh == version:
            fresh = work.raise_version(Product, key)
    return fresh


def set_active(desk: Desk, keys: Iterable[str], active: bool) -> tuple[str, ...]:
    """Take products off sale or back; returns the keys of those that were not so already."""
    action = "sell products again" if active else "take products off sale"
    return tuple(row.id for row in _set_all(desk, keys, action, active=active))


def set_category(desk: Desk, keys: Iterable[str], category: str) -> Mapping[str, str]:
    """Put products in a category; returns the category that each of those had that were in another, by their
    keys.
    """
    _require_category(desk, category)
    others = _set_all(desk, keys, "set product category", category=category)
    return {row.id: row.category for row in others}


def put_back_categories(desk: Desk, had: Mapping[str, str]) -> None:
    """Put products back in the categories they had, by their keys."""
    require_editor(desk)
    with desk.store.write(desk.person, "set product category") as work:
        for key, category in had.items():
            work.change(Product, key, category=category)


def _set_all(desk: Desk, keys: Iterable[str], action: str, **fields: Any) -> list[Any]:
    require_editor(desk)
    with desk.store.write(desk.person, action) as work:
        rows = work.among(Product, "id", keys)
        others = [row for row in rows if any(row._mapping[name] != value for name, value in fields.items())]
        for row in others:
            work.change(Product, row.id, **fields)
    return others


def _set_models(work: Work, key: str, models: Iterable[str]) -> bool:
    wanted = [model.strip() for model in models if model.strip()]
    for model in wanted:
        require_fitting(ProductModel, {"model": model})
    return make_exactly(work, ProductModel, ("product_id", key), "model", wanted)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = with_countries(trimmed(fields), "origin")
    require_filled(NAMED, given, "sku", "name")
    if "category" in given:
        _require_category(desk, given["category"])
    given |= {name: compact(given[name]) for name in ("gtin", "hs_code") if given.get(name)}
    if "maker_id" in given:
        given["maker_id"] = given["maker_id"] or None
    require_fitting(Product, given)
    return given


def _require_category(desk: Desk, category: str) -> None:
    if category not in desk.rules.categories:
        raise RuleBroken(
            msg("“{category}” is not a product category.", category=category),
            fields={"category": msg("Choose a category of the list.")},
        )
