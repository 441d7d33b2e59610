"""The inspections and claims that counted in a period, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, Inspection, Lot, Product, Shipment, t
from qualitydesk.services.compliance.look import Look

_CLAIM, _INSPECTION, _LOT = t(Claim), t(Inspection), t(Lot)
_PRODUCT, _SHIPMENT = t(Product), t(Shipment)


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """An inspection that counted."""

    number: str
    day: date
    product: Bilingual
    lot: str
    result: str
    decision: str
    found: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim that counted."""

    number: str
    day: date
    market: str
    kind: str
    status: str


def inspection_lines(look: Look) -> Iterable[InspectionLine]:
    """What was approved in the period, in the newest revision, oldest first."""
    start, end = look.instants()
    later = _INSPECTION.alias("later")
    statement = (
        select(
            *(_INSPECTION.c[name] for name in ("number", "approved_at", "result", "decision")),
            *(_INSPECTION.c[f"{name}_found"] for name in ("critical", "major", "minor")),
            _PRODUCT.c.name,
            _PRODUCT.c.name_zh,
            _LOT.c.number.label("lot"),
        )
        .join(_PRODUCT, _PRODUCT.c.id == _INSPECTION.c.product_id)
        .join(_LOT, _LOT.c.id == _INSPECTION.c.lot_id)
        .where(
            _INSPECTION.c.status == InspectionStatus.APPROVED.value,
            _INSPECTION.c.approved_at >= start,
            _INSPECTION.c.approved_at < end,
            ~select(later.c.id).where(later.c.revision_of_id == _INSPECTION.c.id).exists(),
        )
        .order_by(_INSPECTION.c.approved_at, _INSPECTION.c.id)
    )
    if look.party:
        statement = statement.where(func.coalesce(_LOT.c.maker_id, _PRODUCT.c.maker_id) == look.party)
    if look.market:
        joined = statement.join(_SHIPMENT, _SHIPMENT.c.id == _INSPECTION.c.shipment_id)
        statement = joined.where(_SHIPMENT.c.market == look.market)
    for row in look.read.all(statement):
        yield InspectionLine(
            number=row.number,
            day=row.approved_at.astimezone(look.zone).date(),
            product=Bilingual(row.name, row.name_zh),
            lot=row.lot,
            result=row.result,
            decision=row.decision,
            found=row.critical_found + row.major_found + row.minor_found,
        )


def claim_lines(look: Look) -> Iterable[ClaimLine]:
    """What came in in the period, but was not withdrawn, oldest first."""
    start, end = look.instants()
    names = ("number", "received_at", "market", "country", "kind", "status")
    statement = (
        select(*(_CLAIM.c[name] for name in names))
        .where(_CLAIM.c.received_at >= start, _CLAIM.c.received_at < end, _CLAIM.c.status != "Withdrawn")
        .order_by(_CLAIM.c.received_at, _CLAIM.c.id)
    )
    if look.market:
        statement = statement.where(_CLAIM.c.market == look.market)
    for row in look.read.all(statement):
        day = row.received_at.astimezone(look.zone).date()
        yield ClaimLine(row.number, day, row.country or row.market, row.kind, row.status)
