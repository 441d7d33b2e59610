"""The lists of recalls and of safety incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, exists, func, or_, select, type_coerce

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, Incident, Lot, Product, Recall, RecallItem, t
from qualitydesk.store.listings.register import Register

RECALL, ITEM, INCIDENT = t(Recall), t(RecallItem), t(Incident)
PRODUCT, LOT, CLAIM = t(Product), t(Lot), t(Claim)
CLOSED = "Closed"


@dataclass(frozen=True, slots=True)
class RecallRow:
    """One recall; ``ours`` is whether it names goods of the register.

    Whether it names them by a brand and model is not asked here.
    """

    id: str
    version: int
    number: str
    title: str
    source: str
    status: str
    market: str
    published_on: date | None
    ours: bool


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One case with the goods and the claim it came from."""

    id: str
    version: int
    number: str
    kind: str
    status: str
    aware_at: datetime
    sku: str
    product: Bilingual
    lot: str
    claim: str


_OURS = exists().where(
    ITEM.c.recall_id == RECALL.c.id,
    or_(
        ITEM.c.product_id.is_not(None),
        ITEM.c.lot_id.is_not(None),
        and_(
            ITEM.c.gtin != "",
            func.ltrim(ITEM.c.gtin, "0").in_(
                select(func.ltrim(PRODUCT.c.gtin, "0")).where(PRODUCT.c.gtin != "")
            ),
        ),
    ),
)
ALIKE = "alike"
"""The recalls of which a publication names goods of the register by brand and model."""
_ANY_OF_OURS = or_(_OURS, RECALL.c.id.in_(bindparam(ALIKE, expanding=True)))


def _open(status: ColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[bool]:
    return status != CLOSED if values[0] == "yes" else status == CLOSED


def _recall(row: Any) -> RecallRow:
    return RecallRow(
        id=row.id,
        version=row.version,
        number=row.number,
        title=row.title,
        source=row.source,
        status=row.status,
        market=row.market,
        published_on=row.published_on,
        ours=bool(row.ours),
    )


def _names(column: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    return RECALL.c.id.in_(select(ITEM.c.recall_id).where(ITEM.c[column].in_(values)))


RECALLS: Register[RecallRow] = Register(
    select=select(RECALL, _OURS.label("ours")),
    key=RECALL.c.id,
    orders={
        "": func.coalesce(type_coerce(RECALL.c.published_on, String), ""),
        "published": func.coalesce(type_coerce(RECALL.c.published_on, String), ""),
        "number": RECALL.c.number,
        "title": RECALL.c.title,
        "market": RECALL.c.market,
        "status": RECALL.c.status,
    },
    filters={
        "status": RECALL.c.status.in_,
        "market": RECALL.c.market.in_,
        "source": RECALL.c.source.in_,
        "open": lambda values: _open(RECALL.c.status, values),
        "ours": lambda values: _ANY_OF_OURS if values[0] == "yes" else ~_ANY_OF_OURS,
        "product": lambda values: _names("product_id", values),
        "lot": lambda values: _names("lot_id", values),
    },
    row=_recall,
    kind="recall",
)
"""Recalls, those published last first."""


def _incident(row: Any) -> IncidentRow:
    return IncidentRow(
        id=row.id,
        version=row.version,
        number=row.number,
        kind=row.kind,
        status=row.status,
        aware_at=row.aware_at,
        sku=row.sku or "",
        product=Bilingual(row.product or "", row.product_zh or ""),
        lot=row.lot or "",
        claim=row.claim or "",
    )


INCIDENTS: Register[IncidentRow] = Register(
    select=select(
        INCIDENT,
        PRODUCT.c.sku.label("sku"),
        PRODUCT.c.name.label("product"),
        PRODUCT.c.name_zh.label("product_zh"),
        LOT.c.number.label("lot"),
        CLAIM.c.number.label("claim"),
    ).select_from(
        INCIDENT.outerjoin(PRODUCT, PRODUCT.c.id == INCIDENT.c.product_id)
        .outerjoin(LOT, LOT.c.id == INCIDENT.c.lot_id)
        .outerjoin(CLAIM, CLAIM.c.id == INCIDENT.c.claim_id)
    ),
    key=INCIDENT.c.id,
    orders={
        "": type_coerce(INCIDENT.c.aware_at, String),
        "aware": type_coerce(INCIDENT.c.aware_at, String),
        "number": INCIDENT.c.number,
        "kind": INCIDENT.c.kind,
        "status": INCIDENT.c.status,
    },
    filters={
        "status": INCIDENT.c.status.in_,
        "kind": INCIDENT.c.kind.in_,
        "open": lambda values: _open(INCIDENT.c.status, values),
        "product": INCIDENT.c.product_id.in_,
    },
    row=_incident,
    kind="incident",
)
"""Incidents, the newest first."""
