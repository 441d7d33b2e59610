"""What waits for a person: to-dos made from what is recorded, the most urgent first.

Pure: facts in, to-dos out. How the facts are read is the service's business, how they are shown the
window's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from qualitydesk.domain.certification.status import EXPIRY_STEPS, expiry_step
from qualitydesk.domain.countries import market_before
from qualitydesk.domain.money import Money
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Bilingual, Cited, Message, Tone, msg

CLAIM_DAYS = 7
"""A claim's deadline is a to-do from this many days before it."""
CUT_OFF_DAYS = 3
"""A shipment that may not leave yet is a to-do from this many days before its cut-off."""
REMEMBERED_DAYS = 30
"""What has passed unanswered is still a to-do for so many days."""
SOON_DAYS = 14
"""A certificate that ends within this time is urgent: no new one is issued faster."""


class TodoKind(StrEnum):
    """What kind of thing waits."""

    CERTIFICATE = "Certificates that end"
    CLAIM = "Deadlines of claims"
    HANDED = "Claims handed to you"
    APPROVAL = "Approvals"
    REFUND = "Refunds to release"
    PHOTO = "Missing photos"
    SHIPMENT = "Shipments before their cut-off"


_EVERYTHING = tuple(TodoKind)
KINDS_OF: Mapping[Role, tuple[TodoKind, ...]] = {
    Role.INSPECTOR: (TodoKind.PHOTO,),
    Role.SERVICE: (TodoKind.CLAIM, TodoKind.HANDED, TodoKind.REFUND, TodoKind.SHIPMENT, TodoKind.CERTIFICATE),
    Role.MANAGER: _EVERYTHING,
    Role.ADMIN: _EVERYTHING,
    Role.AUDITOR: (),
}
"""What waits for a role; an auditor looks and does nothing."""


@dataclass(frozen=True, slots=True)
class EndingCertificate:
    """A valid paper near its last day, or just past it."""

    id: str
    number: str
    scheme: str
    market: str
    product: Bilingual
    valid_to: date


@dataclass(frozen=True, slots=True)
class DueClaim:
    """An open claim with the nearest of its open deadlines; ``title`` and ``law`` name that."""

    id: str
    number: str
    buyer: str
    title: Bilingual
    law: str
    due_on: date


@dataclass(frozen=True, slots=True)
class HandedClaim:
    """A claim that somebody else handed over and that has taken no step since."""

    id: str
    number: str
    buyer: str
    by: Bilingual


@dataclass(frozen=True, slots=True)
class WaitingApproval:
    """A signed inspection that needs a second person."""

    id: str
    number: str
    lot: str
    product: Bilingual
    inspector: Bilingual


@dataclass(frozen=True, slots=True)
class WaitingRefund:
    """A refund asked for, which another person releases."""

    claim_id: str
    claim_number: str
    amount: Money
    asked_by: Bilingual


@dataclass(frozen=True, slots=True)
class MissingPhotos:
    """An inspection under way whose findings still need photos."""

    inspection_id: str
    number: str
    lot: str
    product: Bilingual
    count: int


@dataclass(frozen=True, slots=True)
class UnreleasedShipment:
    """A shipment near its cut-off that the gate has not released; ``stops`` counts what stops it."""

    id: str
    number: str
    destination: Bilingual
    cut_off_at: datetime
    stops: int


@dataclass(frozen=True, slots=True)
class TodoFacts:
    """Everything that may wait, already narrowed down to the person."""

    certificates: tuple[EndingCertificate, ...] = ()
    claims: tuple[DueClaim, ...] = ()
    handed: tuple[HandedClaim, ...] = ()
    approvals: tuple[WaitingApproval, ...] = ()
    refunds: tuple[WaitingRefund, ...] = ()
    photos: tuple[MissingPhotos, ...] = ()
    shipments: tuple[UnreleasedShipment, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. ``opens`` and ``key`` say which record it opens; ``days`` are left (below 0: over)."""

    kind: TodoKind
    opens: str
    key: str
    title: Message
    detail: Message
    tone: Tone = Tone.INFO
    due: date | None = None
    days: int | None = None


def find_todos(facts: TodoFacts, now: datetime, timezone: str) -> tuple[Todo, ...]:
    """What is to do at ``now``, where the house is: urgent first, then by the days left."""
    today = now.astimezone(ZoneInfo(timezone)).date()
    found = [
        *_of_shipments(facts, today, timezone),
        *_of_claims(facts, today),
        *_of_certificates(facts, today),
        *_of_people(facts),
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(todo: Todo) -> tuple[int, int]:
    return _LOUDNESS[todo.tone], 0 if todo.days is None else todo.days


_LOUDNESS = {Tone.BAD: 0, Tone.WARN: 1, Tone.INFO: 2, Tone.MUTE: 3, Tone.OK: 4}


def _of_certificates(facts: TodoFacts, today: date) -> Iterator[Todo]:
    for one in facts.certificates:
        days = (one.valid_to - today).days
        if not -REMEMBERED_DAYS <= days <= EXPIRY_STEPS[-1]:
            continue
        said = {"scheme": one.scheme, "number": one.number, "day": one.valid_to}
        ends = msg("{scheme} {number} ends on {day}", **said)
        ended = msg("{scheme} {number} ended on {day}", **said)
        yield Todo(
            TodoKind.CERTIFICATE,
            "certificate",
            one.id,
            ended if days < 0 else ends,
            msg("{product} · {market}", product=one.product, market=market_before(one.market)),
            _certificate_tone(one.valid_to, today),
            one.valid_to,
            days,
        )


def _certificate_tone(valid_to: date, today: date) -> Tone:
    """Urgent from two weeks on, else by the reminder's step: 60 days amber, 90 days calm."""
    if (valid_to - today).days <= SOON_DAYS:
        return Tone.BAD
    return Tone.MUTE if expiry_step(valid_to, today) == EXPIRY_STEPS[-1] else Tone.WARN


def _of_claims(facts: TodoFacts, today: date) -> Iterator[Todo]:
    for one in facts.claims:
        days = (one.due_on - today).days
        if days <= CLAIM_DAYS:
            yield Todo(
                TodoKind.CLAIM,
                "claim",
                one.id,
                msg("{number}: {deadline}", number=one.number, deadline=one.title),
                msg("{buyer} · {law}", buyer=one.buyer, law=Cited(one.law)),
                Tone.BAD if days <= 2 else Tone.WARN,
                one.due_on,
                days,
            )


def _of_shipments(facts: TodoFacts, today: date, timezone: str) -> Iterator[Todo]:
    for one in facts.shipments:
        cut_off = one.cut_off_at.astimezone(ZoneInfo(timezone)).date()
        days = (cut_off - today).days
        if not -REMEMBERED_DAYS <= days <= CUT_OFF_DAYS:
            continue
        stopped = msg("{number} is stopped at the gate ({count})", number=one.number, count=one.stops)
        yield Todo(
            TodoKind.SHIPMENT,
            "shipment",
            one.id,
            stopped if one.stops else msg("{number} is not released yet", number=one.number),
            msg("{destination} · cut-off {when}", destination=one.destination, when=one.cut_off_at),
            Tone.BAD if one.stops or days < 0 else Tone.WARN,
            cut_off,
            days,
        )


def _of_people(facts: TodoFacts) -> Iterator[Todo]:
    """What has no day of its own and waits for somebody's hand."""
    for claim in facts.handed:
        yield Todo(
            TodoKind.HANDED,
            "claim",
            claim.id,
            msg("{number} was handed to you", number=claim.number),
            msg("{buyer} · by {person}", buyer=claim.buyer or "—", person=claim.by),
        )
    for one in facts.approvals:
        yield Todo(
            TodoKind.APPROVAL,
            "inspection",
            one.id,
            msg("{number} waits for approval", number=one.number),
            msg("{product} · {lot} · {person}", product=one.product, lot=one.lot, person=one.inspector),
        )
    for refund in facts.refunds:
        yield Todo(
            TodoKind.REFUND,
            "claim",
            refund.claim_id,
            msg("{number}: release {amount}", number=refund.claim_number, amount=refund.amount),
            msg("asked for by {person}", person=refund.asked_by),
        )
    for photos in facts.photos:
        yield Todo(
            TodoKind.PHOTO,
            "capture",
            photos.inspection_id,
            msg("{number}: photos are missing ({count})", number=photos.number, count=photos.count),
            msg("{product} · {lot}", product=photos.product, lot=photos.lot),
            Tone.WARN,
        )
