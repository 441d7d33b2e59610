"""What an inspection certificate states, frozen. Nothing in it is looked up or decided while drawing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime

from qualitydesk.domain.values import Bilingual
from reports.kit.figures import Photo


@dataclass(frozen=True, slots=True)
class Goods:
    """What was inspected: the product, its maker, the lot, and where it is going."""

    product: Bilingual
    sku: str
    maker: Bilingual
    maker_address: str
    lot: str
    quantity: int
    cartons: int
    made_on: date | None
    shipment: str
    shipment_line: int
    route: Bilingual


@dataclass(frozen=True, slots=True)
class Answers:
    """The party that answers for the goods, by which duty, and since when that is declared."""

    name: Bilingual
    duty: str
    state: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The sampling plan as frozen into the record."""

    standard: str
    level: str
    severity: str
    letter: str
    sample_size: int
    lot_size: int
    inspect_all: bool
    cartons_opened: int


@dataclass(frozen=True, slots=True)
class Limit:
    """One defect class: what is allowed, what was found, what that comes to."""

    defect_class: str
    aql: str
    accept: int
    reject: int
    found: int

    @property
    def passed(self) -> bool:
        """Whether no more was found than is accepted."""
        return self.found <= self.accept


@dataclass(frozen=True, slots=True)
class Check:
    """One check and what it came to; ``outcome`` in the words of the record."""

    name: Bilingual
    requirement: Bilingual
    sample: str
    found: str
    outcome: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DefectLine:
    """One kind of defect found: where and how often."""

    code: str
    name: Bilingual
    defect_class: str
    count: int
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the lot with its own decision."""

    name: str
    quantity: int
    decision: str


@dataclass(frozen=True, slots=True)
class Departure:
    """A dated, named exception under which the goods may go."""

    subject: str
    reason: str
    granted_by: Bilingual
    until: date | None


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed as what ("Inspector", "Approved by") and when, in the house's zone."""

    role: str
    name: Bilingual
    at: datetime | None


@dataclass(frozen=True, slots=True)
class InspectionCertificate:
    """Everything on the paper, in the order of the paper."""

    kind: str
    result: str
    decision: str
    goods: Goods
    place: Bilingual
    started_on: date | None
    ended_on: date | None
    answers: Answers | None
    plan: Plan
    limits: tuple[Limit, ...]
    checks: tuple[Check, ...]
    defects: tuple[DefectLine, ...]
    photos: tuple[Photo, ...]
    parts: tuple[Part, ...]
    departures: tuple[Departure, ...]
    reason: str
    note: str
    revision_reason: str
    reinspection_of: str
    signings: tuple[Signing, ...]


def without(content: InspectionCertificate, left_out: AbstractSet[str]) -> InspectionCertificate:
    """The same paper less the blocks that were not chosen."""
    empty: dict[str, object] = {name: () for name in ("checks", "defects", "photos") if name in left_out}
    if "answers" in left_out:
        empty["answers"] = None
    if "maker-address" in left_out:
        empty["goods"] = replace(content.goods, maker_address="")
    return replace(content, **empty)  # type: ignore[arg-type]  # names come from the fixed list above
