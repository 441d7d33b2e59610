"""After-sales: claims, their lines, events, deadlines, liability, costs, messages, recoveries and refunds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import (
    ClaimKind,
    ClaimStatus,
    CostKind,
    CostState,
    DeadlineState,
    Disposition,
    RefundState,
    Remedy,
    SafetyFlag,
)
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


class Claim(Entity, Record):
    """What a buyer holds against goods. Asked and granted, reason and disposition are separate facts."""

    __tablename__ = "claim"
    __table_args__ = (
        Index(None, "status", "id"),
        Index(None, "market", "id"),
        Index(None, "next_due_on", "id"),
        Index(None, "received_at", "id"),
        Index(None, "handler_id", "status"),
    )
    number: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[str] = words(ClaimStatus, default="New")
    kind: Mapped[str] = words(ClaimKind)
    market: Mapped[str] = mapped_column(String(8))
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    region: Mapped[str] = mapped_column(String(8), default="", server_default="")
    order_id: Mapped[str | None] = ref("sales_order")
    buyer_id: Mapped[str | None] = ref("buyer")
    received_at: Mapped[datetime]
    description: Mapped[str] = mapped_column(default="", server_default="")
    reason_type_id: Mapped[str | None] = ref("defect_type")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    safety: Mapped[str] = words(SafetyFlag, default="None")
    currency: Mapped[str] = currency_code()
    asked: Mapped[str] = words(Remedy, default="None")
    asked_minor: Mapped[int | None]
    granted: Mapped[str] = words(Remedy, default="None")
    granted_minor: Mapped[int | None]
    disposition: Mapped[str] = words(Disposition, default="None")
    handler_id: Mapped[str | None] = ref("person", index=False)
    decided_by_id: Mapped[str | None] = ref("person", index=False)
    decided_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopened_count: Mapped[int] = mapped_column(default=0, server_default="0")
    next_due_on: Mapped[date | None]
    next_due_rule: Mapped[str] = mapped_column(String(80), default="", server_default="")
    recovery_waived_reason: Mapped[str] = mapped_column(default="", server_default="")


class ClaimLine(Entity, Record):
    """What is claimed: never more, and never another lot, than was shipped."""

    __tablename__ = "claim_line"
    claim_id: Mapped[str] = ref("claim")
    order_line_id: Mapped[str | None] = ref("order_line")
    shipment_line_id: Mapped[str | None] = ref("shipment_line")
    product_id: Mapped[str | None] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    serial_id: Mapped[str | None] = ref("serial")
    quantity: Mapped[int]
    unit_price_minor: Mapped[int] = minor_units()


class ClaimEvent(Entity, Record):
    """A dated event that starts or stops a legal period (a clock event of the rule packs), in its zone."""

    __tablename__ = "claim_event"
    claim_id: Mapped[str] = ref("claim")
    event: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    date_only: Mapped[bool] = mapped_column(default=False, server_default="0")
    zone: Mapped[str] = mapped_column(String(60), default="UTC", server_default="UTC")
    note: Mapped[str] = mapped_column(default="", server_default="")


class ClaimStep(Entry, Record):
    """One transition of a claim, with who and why."""

    __tablename__ = "claim_step"
    __table_args__ = (Index(None, "verb", "at"),)
    claim_id: Mapped[str] = ref("claim")
    at: Mapped[datetime]
    verb: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[str] = words(ClaimStatus)
    to_status: Mapped[str] = words(ClaimStatus)
    reason: Mapped[str] = mapped_column(default="", server_default="")
    person_id: Mapped[str | None] = ref("person")


class ClaimDeadline(Entity, Record):
    """A computed date with all it was computed from, so that it can be explained years later."""

    __tablename__ = "claim_deadline"
    __table_args__ = (UniqueConstraint("claim_id", "rule"), Index(None, "state", "due_on"))
    claim_id: Mapped[str] = ref("claim", index=False)
    rule: Mapped[str] = mapped_column(String(80))
    topic: Mapped[str] = mapped_column(String(40))
    title: Mapped[str]
    title_zh: Mapped[str] = mapped_column(default="", server_default="")
    actor: Mapped[str] = mapped_column(String(40), default="", server_default="")
    law: Mapped[str]
    confidence: Mapped[str] = words(("verified", "recalled"))
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    nominal_on: Mapped[date | None]
    target_on: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False, server_default="0")
    zone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    calendar: Mapped[str] = mapped_column(String(20), default="", server_default="")
    pack_version: Mapped[str] = mapped_column(String(20), default="", server_default="")
    holidays_version: Mapped[str] = mapped_column(String(20), default="", server_default="")
    state: Mapped[str] = words(DeadlineState, default="Open")
    kept_at: Mapped[datetime | None]


class LiabilityShare(Entity, Record):
    """Which party bears how much of a claim, in basis points; the shares of a closed claim sum to 10 000."""

    __tablename__ = "liability_share"
    __table_args__ = (
        UniqueConstraint("claim_id", "party_id"),
        CheckConstraint("basis_points BETWEEN 0 AND 10000", name="basis_points"),
    )
    claim_id: Mapped[str] = ref("claim", index=False)
    party_id: Mapped[str] = ref("party")
    role: Mapped[str] = mapped_column(String(40), default="", server_default="")
    basis_points: Mapped[int]
    reason: Mapped[str] = mapped_column(default="", server_default="")


class CostLine(Entity, Record):
    """One cost of a claim in the claim's currency. A withdrawn line is kept and no longer counts."""

    __tablename__ = "cost_line"
    claim_id: Mapped[str] = ref("claim")
    kind: Mapped[str] = words(CostKind)
    title: Mapped[str] = mapped_column(default="", server_default="")
    amount_minor: Mapped[int] = minor_units()
    state: Mapped[str] = words(CostState, default="Estimate")
    withdrawn_at: Mapped[datetime | None]


class ClaimMessage(Entity, Record):
    """One message of the log: theirs, ours, or a note of the system."""

    __tablename__ = "claim_message"
    claim_id: Mapped[str] = ref("claim")
    at: Mapped[datetime]
    direction: Mapped[str] = words(("In", "Out", "Note"))
    counterpart: Mapped[str] = words(("Buyer", "Maker", "Carrier", "Insurer", "Authority", "Us"))
    author: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str]


class Recovery(Entity, Record):
    """Getting cost back from a party that is liable; every step has a due date."""

    __tablename__ = "recovery"
    __table_args__ = (Index(None, "status", "id"),)
    number: Mapped[str] = mapped_column(String(120), unique=True)
    claim_id: Mapped[str] = ref("claim")
    party_id: Mapped[str] = ref("party")
    status: Mapped[str] = words(RecoveryStatus, default="Draft")
    currency: Mapped[str] = currency_code()
    asked_minor: Mapped[int] = minor_units()
    agreed_minor: Mapped[int | None]
    credited_minor: Mapped[int | None]
    due_on: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="", server_default="")


class Refund(Entity, Record):
    """Money back to a buyer, as a record: the program pays nothing. Two people: one asks, one releases."""

    __tablename__ = "refund"
    claim_id: Mapped[str] = ref("claim")
    provider_id: Mapped[str | None] = ref("party")
    reference: Mapped[str] = mapped_column(String(120), default="", server_default="")
    currency: Mapped[str] = currency_code()
    amount_minor: Mapped[int] = minor_units()
    rate: Mapped[Decimal | None]
    rate_on: Mapped[date | None]
    state: Mapped[str] = words(RefundState, default="Requested")
    requested_by_id: Mapped[str] = ref("person")
    released_by_id: Mapped[str | None] = ref("person", index=False)
    released_at: Mapped[datetime | None]
