"""What is known around a claim: the buyer, the goods, look-alike claims, and who may answer.

Reads for the workspace only; the chain to the party that answers comes from the trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, distinct, func, or_, select

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.names import NAMES, party_name
from qualitydesk.domain.shipments.states import DutyState
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import (
    Buyer,
    Claim,
    ClaimLine,
    CustodyLeg,
    DefectType,
    DutyLine,
    Lot,
    OrderLine,
    Party,
    Product,
    Serial,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class BuyerFile:
    """Who claims."""

    name: str = ""
    kind: str = ""
    city: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedGoods:
    """What is claimed, and which lot and shipment it came from."""

    sku: str
    product: Bilingual
    product_id: str
    lot: str
    lot_id: str
    serial: str
    shipment_id: str
    quantity: int
    unit_price: Money
    freight_out: Money
    landed: Money | None
    lot_maker_id: str = ""
    product_maker_id: str = ""


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """How many claims the lot has, how many with the same reason, and of how many units sold."""

    lot_id: str = ""
    claims: int = 0
    same_reason: int = 0
    sold: int = 0

    @property
    def rate_points(self) -> int:
        """Claims with the same reason per unit sold, in basis points."""
        return self.same_reason * 10_000 // self.sold if self.sold else 0


@dataclass(frozen=True, slots=True)
class LegNote:
    """What was remarked on a leg when it was handed over."""

    leg_id: str
    state: str
    remarks: str
    document: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may bear a part, and as what."""

    party_id: str
    name: Bilingual
    role: LiabilityRole


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the defect catalogue."""

    id: str
    code: str
    name: Bilingual


def buyer_of(read: Reader, buyer_id: str | None) -> BuyerFile:
    """The buyer, or nobody."""
    row = read.find(Buyer, id=buyer_id) if buyer_id else None
    if row is None:
        return BuyerFile()
    return BuyerFile(row.name, row.kind, row.city, row.country, row.phone, row.email)


def goods_of(read: Reader, claim_id: str, currency: str) -> tuple[ClaimedGoods, ...]:
    """The claim's lines with product, lot, serial number and what they cost us landed."""
    return tuple(_goods(row, currency) for row in read.all(_claimed(), {"claim": claim_id}))


@lru_cache(maxsize=1)
def _claimed() -> Select[Any]:
    line, product, lot, serial = t(ClaimLine), t(Product), t(Lot), t(Serial)
    ordered, shipped, shipment = t(OrderLine), t(ShipmentLine), t(Shipment)
    shipment_line = func.coalesce(line.c.shipment_line_id, ordered.c.shipment_line_id)
    return (
        select(
            *(line.c[name] for name in ("product_id", "lot_id", "quantity", "unit_price_minor")),
            product.c.sku,
            product.c.maker_id.label("product_maker_id"),
            lot.c.maker_id.label("lot_maker_id"),
            product.c.name.label("product"),
            product.c.name_zh.label("product_zh"),
            lot.c.number.label("lot"),
            serial.c.number.label("serial"),
            ordered.c.freight_minor,
            shipped.c.shipment_id,
            shipped.c.value_minor,
            shipped.c.quantity.label("shipped"),
            shipment.c.currency.label("shipped_in"),
        )
        .outerjoin(product, product.c.id == line.c.product_id)
        .outerjoin(lot, lot.c.id == line.c.lot_id)
        .outerjoin(serial, serial.c.id == line.c.serial_id)
        .outerjoin(ordered, ordered.c.id == line.c.order_line_id)
        .outerjoin(shipped, shipped.c.id == shipment_line)
        .outerjoin(shipment, shipment.c.id == shipped.c.shipment_id)
        .where(line.c.claim_id == bindparam("claim"))
        .order_by(line.c.id)
    )


def _goods(row: Any, currency: str) -> ClaimedGoods:
    known = row.shipped and row.shipped_in == currency
    landed = Money(row.value_minor // row.shipped, currency) if known else None
    return ClaimedGoods(
        sku=row.sku or "",
        product=Bilingual(row.product or "", row.product_zh or ""),
        product_id=row.product_id or "",
        lot=row.lot or "",
        lot_id=row.lot_id or "",
        serial=row.serial or "",
        shipment_id=row.shipment_id or "",
        quantity=row.quantity,
        unit_price=Money(row.unit_price_minor, currency),
        freight_out=Money(row.freight_minor or 0, currency),
        landed=landed,
        lot_maker_id=row.lot_maker_id or "",
        product_maker_id=row.product_maker_id or "",
    )


def look_alikes(read: Reader, lot_id: str, reason_type_id: str | None) -> LookAlikes:
    """Claims on the lot, and how many units of it were sold."""
    if not lot_id:
        return LookAlikes()
    row = read.first(_alike(), {"lot": lot_id, "reason": reason_type_id})
    assert row is not None
    return LookAlikes(lot_id, row.claims, row.same_reason, int(row.sold or _lot_size(read, lot_id)))


@lru_cache(maxsize=1)
def _alike() -> Select[Any]:
    claim, line, ordered = t(Claim), t(ClaimLine), t(OrderLine)
    on_lot = select(func.count(distinct(line.c.claim_id))).where(line.c.lot_id == bindparam("lot"))
    same_reason = on_lot.join(claim, claim.c.id == line.c.claim_id).where(
        claim.c.reason_type_id == bindparam("reason", type_=claim.c.reason_type_id.type)
    )
    sold = select(func.sum(ordered.c.quantity)).where(ordered.c.lot_id == bindparam("lot"))
    return select(
        on_lot.scalar_subquery().label("claims"),
        same_reason.scalar_subquery().label("same_reason"),
        sold.scalar_subquery().label("sold"),
    )


def _lot_size(read: Reader, lot_id: str) -> int:
    row = read.find(Lot, id=lot_id)
    return row.quantity if row is not None else 0


_DUTY_ROLES = {
    "manufacturer": LiabilityRole.MAKER,
    "importer": LiabilityRole.IMPORTER,
    "platform": LiabilityRole.PLATFORM,
    "warehouse": LiabilityRole.WAREHOUSE,
    "carrier": LiabilityRole.CARRIER,
    "insurer": LiabilityRole.INSURER,
}


def legs_of(read: Reader, goods: tuple[ClaimedGoods, ...]) -> Sequence[Any]:
    """The legs of the goods' shipments."""
    return read.among(CustodyLeg, "shipment_id", _shipments(goods))


def candidates(
    read: Reader, goods: tuple[ClaimedGoods, ...], legs: Sequence[Any], house_id: str
) -> tuple[Candidate, ...]:
    """Who may bear a part: the maker, the carriers of the legs, who took a duty, and we ourselves."""
    roles = dict.fromkeys(_makers(goods), LiabilityRole.MAKER)
    for leg in legs:
        role = LiabilityRole.WAREHOUSE if leg.transport == "Storage" else LiabilityRole.CARRIER
        if leg.holder_id:
            roles.setdefault(leg.holder_id, role)
    for line in read.among(DutyLine, "shipment_id", _shipments(goods)):
        if line.party_id and line.duty in _DUTY_ROLES and line.state != DutyState.REPLACED:
            roles.setdefault(line.party_id, _DUTY_ROLES[line.duty])
    return _named(read, roles, house_id)


def leg_notes(legs: Sequence[Any]) -> tuple[LegNote, ...]:
    """The legs that were accepted with remarks or refused."""
    return tuple(
        LegNote(leg.id, leg.state, leg.remarks, leg.document)
        for leg in legs
        if leg.remarks or leg.state in ("Accepted with remarks", "Refused")
    )


def _shipments(goods: tuple[ClaimedGoods, ...]) -> list[str]:
    return sorted({item.shipment_id for item in goods if item.shipment_id})


def _makers(goods: tuple[ClaimedGoods, ...]) -> list[str]:
    made = [*(item.lot_maker_id for item in goods), *(item.product_maker_id for item in goods)]
    return [key for key in made if key]


@lru_cache(maxsize=1)
def _bearing() -> Select[Any]:
    """The parties with some keys, and our own."""
    party = t(Party)
    wanted = or_(party.c.own.in_((True,)), party.c.id.in_(bindparam("keys", expanding=True)))
    return select(*(party.c[name] for name in ("id", *NAMES, "own"))).where(wanted)


def _named(read: Reader, roles: dict[str, LiabilityRole], house_id: str) -> tuple[Candidate, ...]:
    rows = {row.id: row for row in read.all(_bearing(), {"keys": [*roles, house_id]})}
    ours, us = [key for key, row in rows.items() if row.own], LiabilityRole.US
    return tuple(
        Candidate(key, party_name(rows[key]), us if rows[key].own else roles.get(key, us))
        for key in dict.fromkeys((*roles, *ours, house_id))
        if key in rows
    )


def reasons(read: Reader) -> tuple[Reason, ...]:
    """The defect catalogue, by code."""
    table = t(DefectType)
    rows = read.all(select(table).where(table.c.active.in_((True,))).order_by(table.c.code))
    return tuple(Reason(row.id, row.code, Bilingual(row.name, row.name_zh)) for row in rows)


def reason_of(read: Reader, reason_type_id: str | None) -> Reason | None:
    """One code of the catalogue."""
    row = read.find(DefectType, id=reason_type_id) if reason_type_id else None
    return Reason(row.id, row.code, Bilingual(row.name, row.name_zh)) if row is not None else None
