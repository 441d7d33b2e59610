"""What stands around an inspection in other records: product, lot, maker, shipment, place, people.

Read in one row; what the inspection itself holds is in files.py.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Inspection, Lot, Party, Person, Place, Product, Shipment, t
from qualitydesk.store.session import Reader

_AROUND = (
    *("sku", "gtin", "category"),
    *("lot", "lot_quantity", "lot_cartons", "lot_status", "made_on"),
)
"""What is shown of product and lot as it is."""


def facts_around(read: Reader, row: Any) -> dict[str, Any]:
    """What stands in other records: product, lot, maker, shipment, place, people."""
    around = read.first(_around(), {"key": row.id})
    assert around is not None
    return {name: getattr(around, name) for name in _AROUND} | {
        "product": Bilingual(around.product, around.product_zh),
        "maker": Bilingual(around.maker or "", around.maker_zh or ""),
        "shipment": around.shipment or "",
        "place": Bilingual(around.place or "", around.place_zh or ""),
        "inspector": Bilingual(around.inspector or "", around.inspector_zh or ""),
        "approver": Bilingual(around.approver or "", around.approver_zh or ""),
        "reinspection_of": around.earlier or "",
    }


@lru_cache(maxsize=1)
def _around() -> Select[Any]:
    """An inspection's neighbours in one row."""
    inspection, product, lot, shipment = t(Inspection), t(Product), t(Lot), t(Shipment)
    maker, place, earlier = t(Party), t(Place), t(Inspection).alias("earlier")
    inspector, approver = t(Person).alias("inspector"), t(Person).alias("approver")
    named = {"product": product, "maker": maker, "place": place, "inspector": inspector, "approver": approver}
    return (
        select(
            *(table.c.name.label(word) for word, table in named.items()),
            *(table.c.name_zh.label(f"{word}_zh") for word, table in named.items()),
            *(product.c[name] for name in ("sku", "gtin", "category")),
            lot.c.number.label("lot"),
            lot.c.quantity.label("lot_quantity"),
            lot.c.cartons.label("lot_cartons"),
            lot.c.status.label("lot_status"),
            lot.c.made_on,
            shipment.c.number.label("shipment"),
            earlier.c.number.label("earlier"),
        )
        .select_from(inspection)
        .join(product, product.c.id == inspection.c.product_id)
        .join(lot, lot.c.id == inspection.c.lot_id)
        .outerjoin(maker, maker.c.id == func.coalesce(lot.c.maker_id, product.c.maker_id))
        .outerjoin(shipment, shipment.c.id == inspection.c.shipment_id)
        .outerjoin(place, place.c.id == inspection.c.place_id)
        .outerjoin(inspector, inspector.c.id == inspection.c.inspector_id)
        .outerjoin(approver, approver.c.id == inspection.c.approver_id)
        .outerjoin(earlier, earlier.c.id == inspection.c.reinspection_of_id)
        .where(inspection.c.id == bindparam("key"))
    )
