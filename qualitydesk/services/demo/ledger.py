"""The rows around one mass-made lot: its shipment, and for every second lot an order with a closed claim.

Rows are gathered in a batch and written by scale.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from qualitydesk.records import (
    Buyer,
    Claim,
    ClaimLine,
    ClaimStep,
    CostLine,
    CustodyLeg,
    DutyLine,
    LiabilityShare,
    Order,
    OrderLine,
    Record,
    Shipment,
    ShipmentLine,
)
from qualitydesk.services.demo.stage import Keys

REASONS = (
    ("Defective", "W-01 Function missing or wrong"),
    ("Damaged in transit", "P-05 Damaged by drop"),
    ("Not as described", "K-02 Not as described"),
    ("Missing parts", "A-01 Part missing"),
    ("Change of mind", "Change of mind"),
)
GIVEN = ("Anna", "Jonas", "Claire", "Sanne", "Piotr", "Giulia", "Marta", "Lena", "Tomáš", "Elin")
FAMILY = (
    "Krüger",
    "Weber",
    "Dubois",
    "Bakker",
    "Nowak",
    "Ferri",
    "Ruiz",
    "Hoffmann",
    "Dvořák",
    "Lund",
    "Meyer",
)
DUTIES = (("manufacturer", ""), ("exporter", "LANTING"), ("importer", "BRUCKNER"), ("declarant", "VDMEER"))


@dataclass(frozen=True)
class Source:
    """What the batches are made from: keys of goods and people, and the checks of each category."""

    products: tuple[Any, ...]
    people: Mapping[str, str]
    parties: Mapping[str, str]
    templates: Mapping[str, tuple[str, tuple[dict[str, Any], ...]]]


@dataclass(frozen=True)
class LotPlan:
    """One lot to be made: its number, day and size."""

    number: int
    day: date
    size: int


class Batch:
    """Rows by table, in the order in which the tables were first used, so that references hold."""

    def __init__(self) -> None:
        self.rows: dict[type[Record], list[dict[str, Any]]] = {}

    def add(self, record: type[Record], /, **values: Any) -> str:
        """Add a row; its key."""
        self.rows.setdefault(record, []).append(values)
        return str(values["id"])


def shipment_rows(
    batch: Batch,
    keys: Keys,
    parties: Mapping[str, str],
    lot: LotPlan,
    product: Any,
    lot_key: str,
    at: datetime,
) -> str:
    """The shipment that carried the lot; the key of its line."""
    shipment = batch.add(
        Shipment,
        id=keys.at(at),
        number=f"SH-{lot.day.year}-{lot.number:07d}",
        status="Closed",
        mode="B2B",
        market="EU",
        destination_country="DE",
        customs_procedure="9710",
        incoterm="DAP",
        transport="Sea",
        tracking_number=f"TR{lot.number:09d}",
        departs_on=lot.day + timedelta(days=10),
        arrives_on=lot.day + timedelta(days=43),
        currency="EUR",
        declaration_no=1,
    )
    line = batch.add(
        ShipmentLine,
        id=keys.at(at),
        shipment_id=shipment,
        line_no=1,
        product_id=product.id,
        lot_id=lot_key,
        quantity=lot.size,
        cartons=-(-lot.size // 8),
        value_minor=1290 * lot.size,
        hs_code=product.hs_code,
        origin="CN",
    )
    _answering_rows(batch, keys, parties, product, shipment, at)
    return line


def _answering_rows(
    batch: Batch, keys: Keys, parties: Mapping[str, str], product: Any, shipment: str, at: datetime
) -> None:
    for duty, code in DUTIES:
        party = parties[code] if code else product.maker_id
        own = {"id": keys.at(at), "shipment_id": shipment, "party_id": party}
        batch.add(DutyLine, duty=duty, state="Confirmed", declared_at=at, **own)
    batch.add(
        CustodyLeg,
        id=keys.at(at),
        shipment_id=shipment,
        leg_no=1,
        transport="Sea",
        state="Accepted",
        answers_id=parties["NORDHAVN"],
        holder_id=parties["NORDHAVN"],
        owner_id=parties["LANTING"],
        handed_over_at=at + timedelta(days=10),
        accepted_at=at + timedelta(days=43),
    )


def claim_rows(
    batch: Batch,
    keys: Keys,
    random: Random,
    source: Source,
    lot: LotPlan,
    product: Any,
    goods: tuple[str, str],
    at: datetime,
) -> None:
    """An order out of the lot, and the claim that its buyer made and that is closed."""
    delivered = at + timedelta(days=60 + lot.number % 30)
    order, order_line = _order_rows(batch, keys, random, lot, product, goods, delivered)
    kind, reason = REASONS[random.randrange(len(REASONS))]
    received = delivered + timedelta(days=random.randint(2, 30))
    claim = batch.add(
        Claim,
        id=keys.at(received),
        number=f"CL-{lot.day.year}-{lot.number:07d}",
        status="Closed",
        kind=kind,
        market="EU",
        country="DE",
        order_id=order,
        buyer_id=batch.rows[Buyer][-1]["id"],
        received_at=received,
        description=f"{reason[5:] or reason}, noticed after a few days.",
        reason=reason,
        currency="EUR",
        asked="Refund",
        asked_minor=3990,
        granted="Refund",
        granted_minor=3990,
        disposition="Buyer keeps it",
        handler_id=source.people["sofia"],
        decided_by_id=source.people["sofia"],
        decided_at=received + timedelta(days=3),
        settled_at=received + timedelta(days=5),
        closed_at=received + timedelta(days=9),
        recovery_waived_reason="Below the limit for a recovery",
    )
    _claim_parts(batch, keys, source, product, (claim, order_line, *goods), received)


def _order_rows(
    batch: Batch,
    keys: Keys,
    random: Random,
    lot: LotPlan,
    product: Any,
    goods: tuple[str, str],
    delivered: datetime,
) -> tuple[str, str]:
    lot_key, shipment_line = goods
    name = f"{GIVEN[random.randrange(len(GIVEN))]} {FAMILY[random.randrange(len(FAMILY))]}"
    buyer = batch.add(Buyer, id=keys.at(delivered), reference=f"S-{lot.number:08d}", name=name, country="DE")
    order = batch.add(
        Order,
        id=keys.at(delivered),
        number=f"DE-S{lot.number:08d}",
        channel="shop",
        buyer_id=buyer,
        status="delivered",
        market="EU",
        country="DE",
        placed_at=delivered - timedelta(days=5),
        delivered_at=delivered,
        currency="EUR",
        goods_minor=3990,
    )
    line = batch.add(
        OrderLine,
        id=keys.at(delivered),
        order_id=order,
        line_no=1,
        product_id=product.id,
        title=product.name,
        quantity=1,
        unit_price_minor=3990,
        shipment_line_id=shipment_line,
        lot_id=lot_key,
    )
    return order, line


def _claim_parts(
    batch: Batch, keys: Keys, source: Source, product: Any, of: tuple[str, str, str, str], received: datetime
) -> None:
    claim, order_line, lot_key, shipment_line = of
    own = {"claim_id": claim}
    batch.add(
        ClaimLine,
        id=keys.at(received),
        order_line_id=order_line,
        shipment_line_id=shipment_line,
        product_id=product.id,
        lot_id=lot_key,
        quantity=1,
        unit_price_minor=3990,
        **own,
    )
    person = source.people["sofia"]
    step = {"verb": "close", "from_status": "Settled", "to_status": "Closed", "person_id": person}
    batch.add(ClaimStep, id=keys.at(received), at=received + timedelta(days=9), **step, **own)
    share = {"party_id": product.maker_id, "role": "maker", "basis_points": 10000}
    batch.add(LiabilityShare, id=keys.at(received), **share, **own)
    for kind, amount in (("Refund of price", 3990), ("Freight out", 560)):
        cost = {"kind": kind, "title": kind, "amount_minor": amount, "state": "Booked"}
        batch.add(CostLine, id=keys.at(received), **cost, **own)
