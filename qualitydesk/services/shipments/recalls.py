"""Which recalls touch some products and lots: by record, by GTIN, by brand and model, by batch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from qualitydesk.domain.identifiers import gtin_forms
from qualitydesk.domain.recalled import NamedBy, Own, named_by, names_lot
from qualitydesk.domain.shipments.gate_facts import RecallFacts
from qualitydesk.domain.shipments.states import IN_FORCE
from qualitydesk.records import Recall, RecallItem, t
from qualitydesk.services.recalled import own_goods, plain, plain_column, published
from qualitydesk.store.session import Reader


def recalls_of(
    read: Reader, products: Mapping[str, Any], lots: Mapping[str, Any]
) -> dict[str, list[RecallFacts]]:
    """The recalls in force by the key of the product or lot they touch; a recalled lot stands for itself."""
    found: dict[str, list[RecallFacts]] = {}
    for lot in lots.values():
        if lot.status == "Recalled":
            found.setdefault(lot.id, []).append(RecallFacts("", lot.number, "", lot.number))
    goods = own_goods(read, products)
    for row in _rows(read, goods, lots):
        for key, subject, by in _touched(row, goods, lots):
            found.setdefault(key, []).append(RecallFacts(row.recall_id, row.number, row.title, subject, by))
    return found


def _rows(read: Reader, goods: Mapping[str, Own], lots: Mapping[str, Any]) -> list[Any]:
    models = {plain(name) for one in goods.values() if one.brand for name in (*one.models, one.sku)}
    wanted = {
        "products": list(goods),
        "lots": list(lots),
        "gtins": [form for one in goods.values() for form in gtin_forms(one.gtin)],
        "models": sorted(models - {""}),
        "longest": 2 * max(map(len, models), default=0),
    }
    return list(read.all(_touching(), wanted))


@lru_cache(maxsize=1)
def _touching() -> Select[Any]:
    recall, item = t(Recall), t(RecallItem)
    touches = or_(
        item.c.product_id.in_(bindparam("products", expanding=True)),
        item.c.lot_id.in_(bindparam("lots", expanding=True)),
        item.c.gtin.in_(bindparam("gtins", expanding=True)),
        and_(
            item.c.brand != "",
            # Long descriptions are no models; they would cost more to compare than all others.
            func.length(item.c.model) <= bindparam("longest"),
            plain_column(item.c.model).in_(bindparam("models", expanding=True)),
        ),
    )
    return (
        select(item, recall.c.number, recall.c.title)
        .join(recall, recall.c.id == item.c.recall_id)
        .where(recall.c.status.in_(IN_FORCE), touches)
    )


def _touched(
    row: Any, goods: Mapping[str, Own], lots: Mapping[str, Any]
) -> list[tuple[str, str, NamedBy | None]]:
    if row.lot_id:
        return [(row.lot_id, lots[row.lot_id].number, NamedBy.LOT)] if row.lot_id in lots else []
    ways = {key: _way(row, key, one) for key, one in goods.items()}
    hit = {key: way for key, way in ways.items() if way is not None}
    if not row.batch:
        return [(key, goods[key].sku, way) for key, way in hit.items()]
    return [
        (lot.id, lot.number, hit[lot.product_id])
        for lot in lots.values()
        if lot.product_id in hit and names_lot(row.batch, lot.number)
    ]


def _way(row: Any, key: str, goods: Own) -> NamedBy | None:
    if row.product_id:
        return NamedBy.PRODUCT if row.product_id == key else None
    return named_by(published(row), goods)
