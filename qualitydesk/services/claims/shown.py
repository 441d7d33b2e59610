"""The frozen values of a claim's file: dates, recoveries, refunds, messages, next steps, the file itself.

They say what is; how it is gathered is in ``file``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from qualitydesk.domain.claims.ledger import Ledger
from qualitydesk.domain.claims.liability import Liability, LiabilityRole
from qualitydesk.domain.claims.recovery import RecoveryMove, RecoveryStatus
from qualitydesk.domain.claims.remedy import Advice
from qualitydesk.domain.claims.states import Move
from qualitydesk.domain.claims.stepper import Step
from qualitydesk.domain.claims.words import (
    ClaimKind,
    ClaimStatus,
    DeadlineState,
    Disposition,
    Remedy,
    SafetyFlag,
)
from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.trace import Trace
from qualitydesk.domain.values import NOTHING, Bilingual
from qualitydesk.services.claims.around import BuyerFile, Candidate, ClaimedGoods, LegNote, LookAlikes, Reason
from qualitydesk.services.claims.looked_for import EscapeQuestion
from qualitydesk.services.claims.rights import Rights
from qualitydesk.store.attachments import Photo


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One date: what is due, by which law, until when, and what became of it."""

    id: str
    rule: str
    topic: str
    title: Bilingual
    law: str
    confidence: str
    actor: str
    due_on: date | None
    due_at: datetime | None
    nominal_on: date | None
    target_on: date | None
    provisional: bool
    zone: str
    calendar: str
    pack_version: str
    state: DeadlineState
    kept_at: datetime | None
    days_left: int | None

    ours: bool

    @property
    def past(self) -> bool:
        """Whether its day is over."""
        return self.days_left is not None and self.days_left < 0

    @property
    def overdue(self) -> bool:
        """Whether a duty of ours ran out and nothing was done."""
        return self.state is DeadlineState.OPEN and self.past and self.ours


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """Getting cost back from one party."""

    id: str
    version: int
    number: str
    party_id: str
    party: Bilingual
    role: LiabilityRole
    status: RecoveryStatus
    asked: Money
    borne: Money
    """What the party bears by now: costs and shares may have changed since the recovery was opened."""
    agreed: Money | None
    credited: Money | None
    due_on: date | None
    sent_at: datetime | None
    answered_at: datetime | None
    note: str
    moves: tuple[RecoveryMove, ...]

    @property
    def strays(self) -> bool:
        """Whether a notice that is not sent yet would ask for another amount than the party bears."""
        return self.status is RecoveryStatus.DRAFT and self.asked != self.borne

    @property
    def hoped(self) -> Money:
        """What may still come of it: all that was asked until there is an answer, nothing once that is no."""
        if self.status in (RecoveryStatus.DRAFT, RecoveryStatus.SENT, RecoveryStatus.ACKNOWLEDGED):
            return self.asked
        nothing = Money.zero(self.asked.currency)
        if self.status is RecoveryStatus.CREDITED:
            return self.credited or nothing
        return nothing if self.status is RecoveryStatus.WRITTEN_OFF else self.agreed or nothing


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Money back, and who asked for it and released it."""

    id: str
    version: int
    amount: Money
    state: str
    reference: str
    provider: Bilingual
    requested_by: Bilingual
    requested_by_id: str
    released_by: Bilingual
    released_at: datetime | None
    rate: Decimal | None
    rate_on: date | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One entry of the log: "In", "Out" or "Note"."""

    id: str
    at: datetime
    direction: str
    counterpart: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step the claim took."""

    at: datetime
    verb: str
    from_status: str
    to_status: str
    reason: str
    person: Bilingual


class NextStepKind(StrEnum):
    """What somebody should do next; screens word it."""

    SEND_RECOVERY = "send recovery"
    OPEN_RECOVERY = "open recovery"
    RECOVERY_ANSWER = "recovery answer"
    RECOVERY_AGREED = "recovery agreed"
    RELEASE_REFUND = "release refund"
    REFUND_ASKED = "refund asked"
    """The same for the person who asked for it, and can only take it back."""
    MOVE = "move"
    WIDEN_CHECK = "widen check"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: about which party, amount, day or move."""

    kind: NextStepKind
    target: str = ""
    party: Bilingual = NOTHING
    role: LiabilityRole | None = None
    amount: Money | None = None
    day: date | None = None
    move: Move | None = None
    done: bool = False


@dataclass(frozen=True)
class ClaimFile:
    """Everything about one claim."""

    id: str
    version: int
    number: str
    status: ClaimStatus
    kind: ClaimKind
    safety: SafetyFlag
    market: str
    market_name: Bilingual
    country_name: Bilingual
    answering_duty: Bilingual
    country: str
    region: str
    received_at: datetime
    description: str
    reason: Reason | None
    reason_text: str
    currency: str
    asked: Remedy
    asked_amount: Money | None
    granted: Remedy
    granted_amount: Money | None
    disposition: Disposition
    handler: Bilingual
    decided_by: Bilingual
    decided_at: datetime | None
    settled_at: datetime | None
    closed_at: datetime | None
    reopened_count: int
    recovery_waived_reason: str
    order_id: str
    order_number: str
    placed_at: datetime | None
    delivered_at: datetime | None
    buyer: BuyerFile
    goods: tuple[ClaimedGoods, ...]
    photos: tuple[Photo, ...]
    deadlines: tuple[DeadlineLine, ...]
    trace: Trace
    look_alikes: LookAlikes
    escape: EscapeQuestion | None
    legs: tuple[LegNote, ...]
    candidates: tuple[Candidate, ...]
    liability: Liability
    ledger: Ledger
    recoveries: tuple[RecoveryLine, ...]
    refunds: tuple[RefundLine, ...]
    messages: tuple[MessageLine, ...]
    history: tuple[HistoryLine, ...]
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    next_steps: tuple[NextStep, ...]
    rights: Rights
    advice: tuple[Advice, ...]

    @property
    def next_deadline(self) -> DeadlineLine | None:
        """The nearest duty that is still open."""
        waiting = (line for line in self.deadlines if line.state is DeadlineState.OPEN and line.ours)
        return next((line for line in waiting if line.due_on), None)

    def move(self, verb: str) -> Move | None:
        """The move called ``verb``, if it leads on from here."""
        return next((move for move in self.moves if move.verb == verb), None)
