"""Shipments: lines, lots and serials, duty lines, mandates, custody legs and events, named exceptions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint

from qualitydesk.domain.shipments.states import DutyState, LegState, LotStatus, ShipmentStatus
from qualitydesk.records.parties import PARTY_ROLES
from qualitydesk.records.schema import (
    Entity,
    Entry,
    Mapped,
    Record,
    currency_code,
    mapped_column,
    minor_units,
    ref,
    words,
)

TRANSPORTS = ("Sea", "Air", "Rail", "Road", "Post", "Storage", "Customs")
CUSTOMS_PROCEDURES = ("", "0110", "1210", "1239", "9610", "9710", "9810")
INCOTERMS = ("", "EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
SHIPMENT_DUTIES = (*PARTY_ROLES, "responsible_person")


class Lot(Entity, Record):
    """Goods of one product made under one condition: the unit that is accepted or rejected."""

    __tablename__ = "lot"
    __table_args__ = (UniqueConstraint("product_id", "number"),)
    number: Mapped[str] = mapped_column(String(120), index=True)
    product_id: Mapped[str] = ref("product", index=False)
    maker_id: Mapped[str | None] = ref("party")
    place_id: Mapped[str | None] = ref("place")
    quantity: Mapped[int] = mapped_column(default=0, server_default="0")
    cartons: Mapped[int] = mapped_column(default=0, server_default="0")
    made_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    status: Mapped[str] = words(LotStatus, default="Open")
    note: Mapped[str] = mapped_column(default="", server_default="")


class Serial(Entity, Record):
    """One numbered piece of a lot."""

    __tablename__ = "serial"
    __table_args__ = (UniqueConstraint("lot_id", "number"),)
    number: Mapped[str] = mapped_column(String(120), index=True)
    lot_id: Mapped[str] = ref("lot", index=False)


class Shipment(Entity, Record):
    """Goods that travel together to one market. ``mrn`` is the customs movement reference."""

    __tablename__ = "shipment"
    __table_args__ = (
        Index(None, "status", "id"),
        Index(None, "market", "id"),
        Index(None, "arrives_on", "id"),
        Index(None, "cut_off_at", "id"),
    )
    number: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[str] = words(ShipmentStatus, default="Draft")
    mode: Mapped[str] = words(("B2B", "B2C"), default="B2C")
    market: Mapped[str] = mapped_column(String(8), default="", server_default="")
    destination_country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    customs_procedure: Mapped[str] = words(CUSTOMS_PROCEDURES, default="")
    incoterm: Mapped[str] = words(INCOTERMS, default="")
    incoterm_place: Mapped[str] = mapped_column(default="", server_default="")
    transport: Mapped[str] = words(TRANSPORTS, default="Sea")
    from_place_id: Mapped[str | None] = ref("place")
    entry_place_id: Mapped[str | None] = ref("place")
    to_place_id: Mapped[str | None] = ref("place")
    tracking_number: Mapped[str] = mapped_column(String(80), default="", server_default="", index=True)
    container_number: Mapped[str] = mapped_column(String(20), default="", server_default="", index=True)
    mrn: Mapped[str] = mapped_column(String(40), default="", server_default="")
    cut_off_at: Mapped[datetime | None]
    departs_on: Mapped[date | None]
    arrives_on: Mapped[date | None]
    received_at: Mapped[datetime | None]
    currency: Mapped[str] = currency_code()
    declared_minor: Mapped[int | None]
    declaration_no: Mapped[int] = mapped_column(default=0, server_default="0")
    declared_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[str | None] = ref("person")
    owner_id: Mapped[str | None] = ref("person")
    note: Mapped[str] = mapped_column(default="", server_default="")


class ShipmentLine(Entity, Record):
    """One lot (or part of it) of one product in a shipment, with its price in the shipment's currency."""

    __tablename__ = "shipment_line"
    __table_args__ = (UniqueConstraint("shipment_id", "line_no"),)
    shipment_id: Mapped[str] = ref("shipment", index=False)
    line_no: Mapped[int]
    product_id: Mapped[str] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    quantity: Mapped[int]
    cartons: Mapped[int] = mapped_column(default=0, server_default="0")
    value_minor: Mapped[int] = minor_units()
    hs_code: Mapped[str] = mapped_column(String(12), default="", server_default="")
    origin: Mapped[str] = mapped_column(String(2), default="", server_default="")
    order_number: Mapped[str] = mapped_column(String(120), default="", server_default="", index=True)


class Mandate(Entity, Record):
    """The written order by which ``holder`` acts for ``giver`` in a market."""

    __tablename__ = "mandate"
    giver_id: Mapped[str] = ref("party")
    holder_id: Mapped[str] = ref("party")
    duty: Mapped[str] = words(SHIPMENT_DUTIES)
    market: Mapped[str] = mapped_column(String(8), default="", server_default="")
    reference: Mapped[str] = mapped_column(String(120), default="", server_default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    scope: Mapped[str] = mapped_column(default="", server_default="")
    tasks: Mapped[list[str] | None]
    receives_notices: Mapped[bool] = mapped_column(default=False, server_default="0")
    languages: Mapped[list[str] | None]


class DutyLine(Entity, Record):
    """Who takes a duty for a shipment, or for one product of it. A replaced line is kept."""

    __tablename__ = "duty_line"
    shipment_id: Mapped[str] = ref("shipment")
    product_id: Mapped[str | None] = ref("product")
    duty: Mapped[str] = words(SHIPMENT_DUTIES)
    party_id: Mapped[str | None] = ref("party")
    state: Mapped[str] = words(DutyState, default="Undeclared")
    mandate_id: Mapped[str | None] = ref("mandate")
    capacity: Mapped[str] = mapped_column(default="", server_default="")
    evidence: Mapped[str] = mapped_column(default="", server_default="")
    declared_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    replaced_by_id: Mapped[str | None] = ref("duty_line")
    note: Mapped[str] = mapped_column(default="", server_default="")


class CustodyLeg(Entity, Record):
    """One stretch of the way: who answers, who holds, who owns. A customs leg names the declarant instead."""

    __tablename__ = "custody_leg"
    __table_args__ = (UniqueConstraint("shipment_id", "leg_no"),)
    shipment_id: Mapped[str] = ref("shipment", index=False)
    leg_no: Mapped[int]
    transport: Mapped[str] = words(TRANSPORTS, default="Road")
    from_place_id: Mapped[str | None] = ref("place")
    to_place_id: Mapped[str | None] = ref("place")
    state: Mapped[str] = words(LegState, default="Planned")
    answers_id: Mapped[str | None] = ref("party")
    holder_id: Mapped[str | None] = ref("party")
    owner_id: Mapped[str | None] = ref("party")
    declarant_id: Mapped[str | None] = ref("party")
    planned_from: Mapped[date | None]
    planned_to: Mapped[date | None]
    handed_over_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    document: Mapped[str] = mapped_column(String(120), default="", server_default="")
    remarks: Mapped[str] = mapped_column(default="", server_default="")


class CustodyEvent(Entry, Record):
    """Something that happened on a leg: a hand-over, a remark, a customs hold."""

    __tablename__ = "custody_event"
    leg_id: Mapped[str] = ref("custody_leg")
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    remark: Mapped[str] = mapped_column(default="", server_default="")
    person_id: Mapped[str | None] = ref("person")


class GateException(Entity, Record):
    """A dated, named permission to pass one finding: it ends by itself and is printed on papers."""

    __tablename__ = "gate_exception"
    finding: Mapped[str] = mapped_column(String(80))
    rule: Mapped[str] = mapped_column(String(80), default="", server_default="")
    subject: Mapped[str] = mapped_column(default="", server_default="")
    shipment_id: Mapped[str | None] = ref("shipment")
    product_id: Mapped[str | None] = ref("product")
    market: Mapped[str] = mapped_column(String(8), default="", server_default="")
    granted_by_id: Mapped[str] = ref("person")
    granted_at: Mapped[datetime]
    valid_to: Mapped[date]
    reason: Mapped[str]
