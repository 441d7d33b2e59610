"""Which records hang on which: the ways that the palette goes from a record to its neighbours.

A way is one indexed look: a column of a table, where another column of it is the record's key. Ways that
would have to sort many rows (all shipments of a party) are left to the lists of their screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, select, union_all

from qualitydesk.records import (
    Action,
    Certificate,
    CertificateScope,
    Claim,
    ClaimLine,
    Incident,
    Inspection,
    IssuedDocument,
    Lot,
    NonConformity,
    Order,
    OrderLine,
    Place,
    Product,
    RecallItem,
    Record,
    Serial,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.store.session import Reader

Way = tuple[type[Record], str, str]
"""Table, the column that names the neighbour, the column that is the record's key."""
OF_A_WAY = 4

_PAPERS: Way = (IssuedDocument, "id", "subject_id")
_WAYS: Mapping[str, tuple[Way, ...]] = {
    "lot": (
        (Lot, "product_id", "id"),
        (ShipmentLine, "shipment_id", "lot_id"),
        (Inspection, "id", "lot_id"),
        (ClaimLine, "claim_id", "lot_id"),
        (NonConformity, "id", "lot_id"),
        (RecallItem, "recall_id", "lot_id"),
        (Lot, "maker_id", "id"),
    ),
    "serial": (
        (Serial, "lot_id", "id"),
        (OrderLine, "order_id", "serial_id"),
        (ClaimLine, "claim_id", "serial_id"),
    ),
    "product": (
        (CertificateScope, "certificate_id", "product_id"),
        (Inspection, "id", "product_id"),
        (RecallItem, "recall_id", "product_id"),
        (NonConformity, "id", "product_id"),
        (Product, "maker_id", "id"),
    ),
    "party": (
        (Product, "id", "maker_id"),
        (Certificate, "id", "holder_id"),
        (NonConformity, "id", "party_id"),
        (Place, "id", "operator_id"),
    ),
    "shipment": (
        (ShipmentLine, "lot_id", "shipment_id"),
        (ShipmentLine, "product_id", "shipment_id"),
        (Inspection, "id", "shipment_id"),
        _PAPERS,
        (Shipment, "from_place_id", "id"),
        (Shipment, "to_place_id", "id"),
    ),
    "order": (
        (Claim, "id", "order_id"),
        (OrderLine, "lot_id", "order_id"),
        (OrderLine, "product_id", "order_id"),
        (Order, "payment_provider_id", "id"),
    ),
    "inspection": (
        (Inspection, "lot_id", "id"),
        (Inspection, "product_id", "id"),
        (Inspection, "shipment_id", "id"),
        _PAPERS,
        (NonConformity, "id", "inspection_id"),
        (Inspection, "id", "reinspection_of_id"),
    ),
    "claim": (
        (Claim, "order_id", "id"),
        (ClaimLine, "lot_id", "claim_id"),
        (ClaimLine, "product_id", "claim_id"),
        _PAPERS,
        (NonConformity, "id", "claim_id"),
        (Incident, "id", "claim_id"),
    ),
    "certificate": (
        (CertificateScope, "product_id", "certificate_id"),
        (Certificate, "holder_id", "id"),
        (Certificate, "issuer_id", "id"),
        (Certificate, "superseded_by_id", "id"),
    ),
    "recall": ((RecallItem, "product_id", "recall_id"), (RecallItem, "lot_id", "recall_id")),
    "incident": (
        (Incident, "claim_id", "id"),
        (Incident, "inspection_id", "id"),
        (Incident, "lot_id", "id"),
        (Incident, "product_id", "id"),
    ),
    "non_conformity": (
        (Action, "id", "non_conformity_id"),
        (NonConformity, "inspection_id", "id"),
        (NonConformity, "claim_id", "id"),
        (NonConformity, "lot_id", "id"),
        (NonConformity, "product_id", "id"),
        (NonConformity, "party_id", "id"),
    ),
    "action": ((Action, "non_conformity_id", "id"), (Action, "subject_id", "id")),
    "issued_document": (
        (IssuedDocument, "subject_id", "id"),
        (IssuedDocument, "superseded_by_id", "id"),
    ),
    "place": ((Place, "operator_id", "id"),),
}


def linked(read: Reader, kind: str, key: str) -> list[str]:
    """The keys of a record's neighbours, in the order of the ways; at most four of each."""
    if kind not in _WAYS:
        return []
    rows = read.connection.execute(_statement(kind), {"key": key}).all()
    return [str(row.id) for row in sorted(rows, key=_way) if row.id and row.id != key]


def _way(row: Any) -> int:
    return int(row.way)


@cache
def _statement(kind: str) -> CompoundSelect[Any]:
    looks = []
    for place, (record, wanted, by) in enumerate(_WAYS[kind]):
        table = t(record)
        look = select(table.c[wanted].label("id")).where(table.c[by] == bindparam("key"))
        some = look.limit(OF_A_WAY).subquery()
        looks.append(select(literal(place).label("way"), some.c.id))
    return union_all(*looks)
