"""What an opened inspection shows, as frozen values: checks, defects, signatures, trail, consequences.

How it is read is in files.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from qualitydesk.domain.inspection.checklist import Choice
from qualitydesk.domain.inspection.limits import ClassLimit
from qualitydesk.domain.inspection.states import (
    CheckKind,
    CheckOutcome,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
    propose,
)
from qualitydesk.domain.inspection.verdict import Progress, Verdict
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.store.attachments import Photo


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What a check gave on one unit."""

    outcome: CheckOutcome
    value: Decimal | None
    choice: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A frozen check, what it came to, and its answers by unit."""

    id: str
    version: int
    position: int
    code: str
    name: Bilingual
    requirement: Bilingual
    how_to: Bilingual
    kind: CheckKind
    choices: tuple[Choice, ...]
    unit: str
    lower: Decimal | None
    upper: Decimal | None
    sample: str
    sample_size: int
    defect_code: str
    photo_required: bool
    outcome: CheckOutcome
    found: str
    readings: Mapping[int, ReadingLine]
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class DefectLine:
    """A defect that counts, with its photos."""

    id: str
    version: int
    code: str
    name: Bilingual
    defect_class: DefectClass
    count: int
    unit: int | None
    carton: str
    note: str
    photo_required: bool
    photos: tuple[Photo, ...]

    @property
    def photo_missing(self) -> bool:
        """Whether sign-off waits for a photo of it."""
        return self.photo_required and not self.photos


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed, when, as what, over which content."""

    person: Bilingual
    person_id: str
    meaning: str
    at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing that happened to the record."""

    at: datetime
    words: Message


@dataclass(frozen=True, slots=True)
class Consequence:
    """What approving will do, said before the click; ``icon`` by name."""

    icon: str
    words: Message


@dataclass(frozen=True, slots=True)
class TrancheLine:
    """The part of the lot that is inspected."""

    number: int
    quantity: int
    cartons: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class InspectionFile:
    """Everything about one inspection. ``verbs`` are the steps open to the person at the desk."""

    id: str
    version: int
    number: str
    revision: int
    revision_of: str | None
    revision_reason: str
    reinspection_of: str
    kind: InspectionKind
    status: InspectionStatus
    result: Result
    decision: Decision
    product_id: str
    product: Bilingual
    sku: str
    gtin: str
    category: str
    lot_id: str
    lot: str
    lot_quantity: int
    lot_cartons: int
    lot_status: str
    made_on: date | None
    maker: Bilingual
    shipment_id: str | None
    shipment: str
    place: Bilingual
    inspector: Bilingual
    inspector_id: str | None
    approver: Bilingual
    planned_on: date | None
    lot_size: int
    level: str
    severity: str
    edition: str
    letter: str
    sample_size: int
    inspect_all: bool
    units_done: int
    cartons_opened: int
    started_at: datetime | None
    submitted_at: datetime | None
    approved_at: datetime | None
    reason: str
    note: str
    limits: tuple[ClassLimit, ...]
    checks: tuple[CheckLine, ...]
    defects: tuple[DefectLine, ...]
    photos: tuple[Photo, ...]
    tranche: TrancheLine | None
    signatures: tuple[SignatureLine, ...]
    trail: tuple[TrailLine, ...]
    outcomes: Mapping[Decision, tuple[Consequence, ...]]
    """What approving will do, by the decision that is taken; empty unless it waits for approval."""
    verdict: Verdict
    progress: Progress
    counts: Mapping[DefectClass, int]
    verbs: tuple[str, ...]
    mine: bool

    @property
    def unit(self) -> int:
        """The unit in hand: the next one, or the last when all are done."""
        return min(self.units_done + 1, self.sample_size)

    @property
    def proposed(self) -> Decision:
        """The decision taken or proposed; while none is and approval waits, what usually follows."""
        waits = self.status is InspectionStatus.SUBMITTED and self.decision is Decision.NONE
        return propose(self.result) if waits else self.decision

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """What approving will do with the decision that is proposed."""
        return self.outcomes.get(self.proposed, ())

    @property
    def all_photos(self) -> tuple[Photo, ...]:
        """Photos of the inspection, then of its checks, then of its defects."""
        return (
            *self.photos,
            *(photo for check in self.checks for photo in check.photos),
            *(photo for defect in self.defects for photo in defect.photos),
        )
