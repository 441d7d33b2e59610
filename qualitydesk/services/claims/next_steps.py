"""What somebody should do next on a claim, from its recoveries, refunds, moves and the escape question.

Only which steps there are is found here; screens word them and offer the button.
"""

from __future__ import annotations

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.states import Move
from qualitydesk.domain.claims.words import ClaimStatus, RefundState
from qualitydesk.domain.values import Bilingual
from qualitydesk.services.claims.looked_for import EscapeQuestion
from qualitydesk.services.claims.shown import NextStep, NextStepKind, RecoveryLine, RefundLine
from qualitydesk.services.claims.standing import Standing


def next_steps_of(
    standing: Standing,
    recoveries: tuple[RecoveryLine, ...],
    refunds: tuple[RefundLine, ...],
    moves_now: tuple[Move, ...],
    escape: EscapeQuestion | None,
    person_id: str,
) -> tuple[NextStep, ...]:
    """The steps for that person."""
    found = [_of_recovery(line) for line in recoveries if line.status in _SHOWN_RECOVERIES]
    if standing.liability.whole and standing.row.status not in ENDED:
        asked = {line.party_id for line in recoveries}
        found += [
            NextStep(
                NextStepKind.OPEN_RECOVERY,
                share.party_id,
                share.name,
                share.role,
                standing.ledger.column(share.party_id),
            )
            for share in standing.shares
            if share.name in standing.unrecovered and share.party_id not in asked
        ]
    found += [
        NextStep(
            NextStepKind.REFUND_ASKED if line.requested_by_id == person_id else NextStepKind.RELEASE_REFUND,
            line.id,
            line.requested_by,
            amount=line.amount,
        )
        for line in refunds
        if line.state == RefundState.REQUESTED
    ]
    leading = next((move for move in moves_now if move.verb in _LEADING), None)
    if leading is not None and "goods" in leading.lacks:
        leading = next(move for move in moves_now if move.verb == "expect_return")
    if leading is not None:
        found.append(NextStep(NextStepKind.MOVE, leading.verb, move=leading))
    if escape is not None and standing.row.reason_type_id and not escape.looked:
        found.append(
            NextStep(
                NextStepKind.WIDEN_CHECK,
                escape.inspection_id,
                Bilingual(escape.inspection),
                done=escape.planned,
            )
        )
    return tuple(found)


_SHOWN_RECOVERIES = (
    RecoveryStatus.DRAFT,
    RecoveryStatus.SENT,
    RecoveryStatus.ACKNOWLEDGED,
    RecoveryStatus.AGREED,
    RecoveryStatus.PART_AGREED,
    RecoveryStatus.REFUSED,
)
ENDED = (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN)
"""Nothing is asked of anybody any more, unless the claim is reopened."""
_LEADING = ("decide", "settle", "close", "inspect_goods", "receive_goods", "investigate", "triage")


def _of_recovery(line: RecoveryLine) -> NextStep:
    if line.status is RecoveryStatus.DRAFT:
        return NextStep(NextStepKind.SEND_RECOVERY, line.id, line.party, line.role, line.asked, line.due_on)
    if line.status in (RecoveryStatus.AGREED, RecoveryStatus.PART_AGREED):
        day = line.answered_at.astimezone().date() if line.answered_at else None
        return NextStep(
            NextStepKind.RECOVERY_AGREED, line.id, line.party, line.role, line.agreed, day, done=True
        )
    return NextStep(NextStepKind.RECOVERY_ANSWER, line.id, line.party, line.role, line.asked, line.due_on)
