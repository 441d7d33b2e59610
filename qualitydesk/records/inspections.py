"""Inspections: versioned templates, frozen limits and checks, readings, defects, tranches, signatures."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, String, UniqueConstraint

from qualitydesk.domain.inspection.states import (
    CheckKind,
    CheckOutcome,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
)
from qualitydesk.records.schema import Entity, Entry, Mapped, Record, mapped_column, ref, words


class DefectType(Entity, Record):
    """An entry of the defect catalogue."""

    __tablename__ = "defect_type"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str]
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    defect_class: Mapped[str] = words(DefectClass)
    category: Mapped[str] = mapped_column(String(40), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True, server_default="1")


class Template(Entity, Record):
    """One version of a checklist; a version in use never changes, the next one replaces it."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("code", "edition"),)
    code: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    category: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str]
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    current: Mapped[bool] = mapped_column(default=True, server_default="1")


class CheckFields:
    """What a check asks; the same in a template and, frozen, in an inspection."""

    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40), default="", server_default="")
    name: Mapped[str]
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    requirement: Mapped[str] = mapped_column(default="", server_default="")
    requirement_zh: Mapped[str] = mapped_column(default="", server_default="")
    how_to: Mapped[str] = mapped_column(default="", server_default="")
    how_to_zh: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str] = words(CheckKind)
    choices: Mapped[list[str] | None]
    unit: Mapped[str] = mapped_column(String(20), default="", server_default="")
    lower: Mapped[Decimal | None]
    upper: Mapped[Decimal | None]
    defect_code: Mapped[str] = mapped_column(String(20), default="", server_default="")
    sample: Mapped[str] = mapped_column(String(20), default="", server_default="")
    photo_required: Mapped[bool] = mapped_column(default=False, server_default="0")


class TemplateCheck(CheckFields, Entity, Record):
    """A check of a template. ``sample`` is empty for every unit, a level (S-2), or a number of units."""

    __tablename__ = "template_check"
    __table_args__ = (UniqueConstraint("template_id", "position"),)
    template_id: Mapped[str] = ref("template", index=False)


class Inspection(Entity, Record):
    """One look at one lot. Status, result and decision are three facts; the found counts are kept sums."""

    __tablename__ = "inspection"
    __table_args__ = (
        UniqueConstraint("number", "revision"),
        Index(None, "status", "id"),
        Index(None, "result", "id"),
        Index(None, "decision", "id"),
        Index(None, "product_id", "id"),
        Index(None, "planned_on", "id"),
        Index(None, "approved_at"),
        Index(None, "inspector_id", "status"),
    )
    number: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    revision_of_id: Mapped[str | None] = ref("inspection")
    revision_reason: Mapped[str] = mapped_column(default="", server_default="")
    reinspection_of_id: Mapped[str | None] = ref("inspection")
    kind: Mapped[str] = words(InspectionKind)
    status: Mapped[str] = words(InspectionStatus, default="Planned")
    result: Mapped[str] = words(Result, default="Pending")
    decision: Mapped[str] = words(Decision, default="None")
    lot_id: Mapped[str] = ref("lot")
    product_id: Mapped[str] = ref("product", index=False)
    shipment_id: Mapped[str | None] = ref("shipment")
    place_id: Mapped[str | None] = ref("place")
    template_id: Mapped[str | None] = ref("template", index=False)
    inspector_id: Mapped[str | None] = ref("person", index=False)
    approver_id: Mapped[str | None] = ref("person", index=False)
    planned_on: Mapped[date | None]
    lot_size: Mapped[int]
    level: Mapped[str] = mapped_column(String(4))
    severity: Mapped[str] = mapped_column(String(12))
    edition: Mapped[str] = mapped_column(String(20))
    letter: Mapped[str] = mapped_column(String(2), default="", server_default="")
    sample_size: Mapped[int]
    inspect_all: Mapped[bool] = mapped_column(default=False, server_default="0")
    units_done: Mapped[int] = mapped_column(default=0, server_default="0")
    cartons_opened: Mapped[int] = mapped_column(default=0, server_default="0")
    critical_found: Mapped[int] = mapped_column(default=0, server_default="0")
    major_found: Mapped[int] = mapped_column(default=0, server_default="0")
    minor_found: Mapped[int] = mapped_column(default=0, server_default="0")
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")


class InspectionLimit(Entry, Record):
    """The frozen limit of one defect class; ``aql`` is text as printed, "0" for the house rule on critical
    defects.
    """

    __tablename__ = "inspection_limit"
    __table_args__ = (UniqueConstraint("inspection_id", "defect_class"),)
    inspection_id: Mapped[str] = ref("inspection", index=False)
    defect_class: Mapped[str] = words(DefectClass)
    aql: Mapped[str] = mapped_column(String(8))
    letter: Mapped[str] = mapped_column(String(2), default="", server_default="")
    sample_size: Mapped[int]
    ac: Mapped[int]
    re: Mapped[int]


class InspectionCheck(CheckFields, Entity, Record):
    """A check as frozen into one inspection, and what it came to."""

    __tablename__ = "inspection_check"
    __table_args__ = (UniqueConstraint("inspection_id", "position"),)
    inspection_id: Mapped[str] = ref("inspection", index=False)
    sample_size: Mapped[int] = mapped_column(default=0, server_default="0")
    outcome: Mapped[str] = words(CheckOutcome, default="Open")
    found: Mapped[str] = mapped_column(default="", server_default="")
    remark: Mapped[str] = mapped_column(default="", server_default="")


class Reading(Entity, Record):
    """What one check gave on one unit of the sample."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("check_id", "unit_no"),)
    check_id: Mapped[str] = ref("inspection_check", index=False)
    inspection_id: Mapped[str] = ref("inspection")
    unit_no: Mapped[int]
    outcome: Mapped[str] = words(CheckOutcome)
    value: Mapped[Decimal | None]
    choice: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime]


class Defect(Entity, Record):
    """A fault found, ``count`` times. A withdrawn one is kept and no longer counts."""

    __tablename__ = "defect"
    inspection_id: Mapped[str] = ref("inspection")
    defect_type_id: Mapped[str | None] = ref("defect_type")
    check_id: Mapped[str | None] = ref("inspection_check", index=False)
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    defect_class: Mapped[str] = words(DefectClass)
    count: Mapped[int] = mapped_column(default=1, server_default="1")
    unit_no: Mapped[int | None]
    carton: Mapped[str] = mapped_column(String(40), default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")
    photo_required: Mapped[bool] = mapped_column(default=False, server_default="0")
    found_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Tranche(Entity, Record):
    """A part of the lot that an inspection covers, with its own decision."""

    __tablename__ = "tranche"
    __table_args__ = (UniqueConstraint("inspection_id", "tranche_no"),)
    inspection_id: Mapped[str] = ref("inspection", index=False)
    tranche_no: Mapped[int]
    quantity: Mapped[int]
    cartons: Mapped[str] = mapped_column(default="", server_default="")
    decision: Mapped[str] = words(Decision, default="None")


class Signature(Entry, Record):
    """Name, time and meaning of a signature, bound to what was signed by its hash."""

    __tablename__ = "signature"
    __table_args__ = (Index(None, "subject_id", "revision"),)
    subject_kind: Mapped[str] = words(("inspection", "claim", "shipment", "document", "refund"))
    subject_id: Mapped[str] = mapped_column(String(36))
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    person_id: Mapped[str] = ref("person")
    meaning: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64))
