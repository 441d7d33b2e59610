"""What is learnt: buyers' feedback coded to the defect catalogue, non-conformities and their actions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint

from qualitydesk.domain.improvement.states import ActionKind, NonConformityStatus
from qualitydesk.records.schema import Entity, Entry, Mapped, Record, mapped_column, ref, words


class Feedback(Entity, Record):
    """A review or remark of a buyer; ``external_id`` is the shop's number, unique within the source."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("source", "external_id", "order_number"),)
    source: Mapped[str] = mapped_column(String(60))
    external_id: Mapped[str] = mapped_column(String(120))
    order_number: Mapped[str] = mapped_column(String(120), default="", server_default="", index=True)
    order_id: Mapped[str | None] = ref("sales_order")
    product_id: Mapped[str | None] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    at: Mapped[datetime | None]
    score: Mapped[int | None]
    title: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(String(8), default="", server_default="")
    defect_type_id: Mapped[str | None] = ref("defect_type")


class NonConformity(Entity, Record):
    """A requirement not met, followed until its cause is gone; the 8D form is a view of it."""

    __tablename__ = "non_conformity"
    number: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[str] = words(NonConformityStatus, default="Open", index=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    party_id: Mapped[str | None] = ref("party")
    product_id: Mapped[str | None] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    inspection_id: Mapped[str | None] = ref("inspection")
    claim_id: Mapped[str | None] = ref("claim")
    opened_at: Mapped[datetime]
    due_on: Mapped[date | None]


class NonConformityStep(Entry, Record):
    """One step of a non-conformity, with what was written down to take it; the 8D form is made of these."""

    __tablename__ = "non_conformity_step"
    non_conformity_id: Mapped[str] = ref("non_conformity")
    at: Mapped[datetime]
    verb: Mapped[str] = mapped_column(String(40))
    to_status: Mapped[str] = words(NonConformityStatus)
    text: Mapped[str]
    person_id: Mapped[str | None] = ref("person")


class Action(Entity, Record):
    """One thing to do by one person by a day, for a non-conformity or by itself."""

    __tablename__ = "action"
    non_conformity_id: Mapped[str | None] = ref("non_conformity")
    kind: Mapped[str] = words(ActionKind, default="Task")
    title: Mapped[str]
    subject_kind: Mapped[str] = mapped_column(String(40), default="", server_default="")
    subject_id: Mapped[str] = mapped_column(String(36), default="", server_default="", index=True)
    owner_id: Mapped[str | None] = ref("person")
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
