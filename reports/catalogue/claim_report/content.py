"""What a claim report states, frozen. Sums and shares come computed; the drawing only places them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime

from qualitydesk.domain.values import Bilingual, Message
from reports.kit.figures import Photo


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when (in the house's zone, or only the day) and what.

    ``words`` are a person's own, in the language they were written in: they stand once, whatever that of the
    paper.
    """

    at: datetime | None
    day: date | None
    text: Bilingual | Message
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A lawful date: what is due, by which law, when, and whether it was kept."""

    title: Bilingual
    law: str
    state: str
    due_on: date | None
    kept_on: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step from the order to the party that answers; ``kind`` chooses the icon, of a leg how it is
    travelled.
    """

    kind: str
    title: Message
    number: Bilingual
    detail: Message | None = None
    day: date | None = None
    transport: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Which party bears how much, in basis points, and why."""

    party: Bilingual
    role: str
    basis_points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost line in the claim's currency, with what each party bears of it, in the order of the shares."""

    title: str
    state: str
    amount: str
    borne: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """Getting money back from a party: which party by position among the shares, its state and next date."""

    share: int
    status: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What was asked or granted: the words of the record, the amount with its currency, when."""

    kind: str
    amount: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who claims, on which order, from which market; who handles it; who only lodged the customs
    declaration."""

    buyer: str
    buyer_place: str
    order: str
    market: Bilingual
    handler: Bilingual
    declarant: Bilingual


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """Everything on the paper, in the order of the paper."""

    status: str
    status_at: datetime
    product: Bilingual
    reason: Bilingual
    parties: Parties
    asked: Remedy
    granted: Remedy
    decide_by: date | None
    description: str
    events: tuple[Event, ...]
    photos: tuple[Photo, ...]
    deadlines: tuple[DeadlineLine, ...]
    trace: tuple[Link, ...]
    shares: tuple[Share, ...]
    similar_of: str
    similar: tuple[tuple[str, int], ...]
    currency: str
    costs: tuple[Cost, ...]
    total: Cost | None
    recoveries: tuple[RecoveryLine, ...]


def without(content: ClaimReport, left_out: AbstractSet[str]) -> ClaimReport:
    """The same paper less the blocks that were not chosen."""
    empty: dict[str, object] = {
        name: () for name in ("photos", "deadlines", "trace", "shares", "similar") if name in left_out
    }
    if "buyer" in left_out:
        empty["parties"] = replace(content.parties, buyer="", buyer_place="")
    if "ledger" in left_out:
        empty |= {"costs": (), "total": None, "recoveries": ()}
    return replace(content, **empty)  # type: ignore[arg-type]  # names come from the fixed list above
