"""Which recalls touch some products and lots: by record, by GTIN, by brand and model, by batch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select

from qualitydesk.domain.shipments.gate_facts import RecallFacts
from qualitydesk.records import Recall, RecallItem, t
from qualitydesk.store.session import Reader

IN_FORCE = ("Assessed", "Stop sale", "Notified", "Recovering")


def recalls_of(
    read: Reader, products: Mapping[str, Any], lots: Mapping[str, Any]
) -> dict[str, list[RecallFacts]]:
    """The recalls in force by the key of the product or lot they touch; a recalled lot stands for itself."""
    found: dict[str, list[RecallFacts]] = {}
    for lot in lots.values():
        if lot.status == "Recalled":
            found.setdefault(lot.id, []).append(RecallFacts("", lot.number, "", lot.number))
    for row in _rows(read, products, lots):
        for key, subject in _touched(row, products, lots):
            found.setdefault(key, []).append(RecallFacts(row.recall_id, row.number, row.title, subject))
    return found


def _rows(read: Reader, products: Mapping[str, Any], lots: Mapping[str, Any]) -> list[Any]:
    wanted = {
        "products": list(products),
        "lots": list(lots),
        "gtins": [p.gtin for p in products.values() if p.gtin],
        "models": [p.model for p in products.values() if p.model],
    }
    return list(read.all(_touching(), wanted))


@lru_cache(maxsize=1)
def _touching() -> Select[Any]:
    recall, item = t(Recall), t(RecallItem)
    touches = or_(
        item.c.product_id.in_(bindparam("products", expanding=True)),
        item.c.lot_id.in_(bindparam("lots", expanding=True)),
        item.c.gtin.in_(bindparam("gtins", expanding=True)),
        and_(item.c.model.in_(bindparam("models", expanding=True)), item.c.brand != ""),
    )
    return (
        select(item, recall.c.number, recall.c.title)
        .join(recall, recall.c.id == item.c.recall_id)
        .where(recall.c.status.in_(IN_FORCE), touches)
    )


def _touched(row: Any, products: Mapping[str, Any], lots: Mapping[str, Any]) -> list[tuple[str, str]]:
    if row.lot_id:
        return [(row.lot_id, lots[row.lot_id].number)] if row.lot_id in lots else []
    hit = [product for product in products.values() if _names(row, product)]
    if not row.batch:
        return [(product.id, product.sku) for product in hit]
    keys = {product.id for product in hit}
    return [
        (lot.id, lot.number) for lot in lots.values() if lot.product_id in keys and lot.number in row.batch
    ]


def _names(row: Any, product: Any) -> bool:
    if row.product_id:
        return bool(row.product_id == product.id)
    if row.gtin:
        return bool(row.gtin == product.gtin)
    same_brand = row.brand.casefold() == product.brand.casefold()
    return bool(same_brand and row.model and row.model == product.model)
