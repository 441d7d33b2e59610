"""Getting cost back from supplier, carrier or insurer: its states, their moves and the days each step has.

What is asked of whom comes from the ledger; what is saved is decided by the services.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import Message, msg


class RecoveryStatus(StrEnum):
    """Where the recovery is."""

    DRAFT = "Draft"
    SENT = "Sent"
    ACKNOWLEDGED = "Acknowledged"
    AGREED = "Agreed"
    PART_AGREED = "Part agreed"
    REFUSED = "Refused"
    CREDITED = "Credited"
    WRITTEN_OFF = "Written off"


_R = RecoveryStatus

ANSWERED = (_R.AGREED, _R.PART_AGREED, _R.REFUSED)


@dataclass(frozen=True, slots=True)
class RecoveryMove:
    """One verb of the recovery's table."""

    verb: str
    title: Message
    sources: tuple[RecoveryStatus, ...]
    target: RecoveryStatus


_ASKED = (_R.SENT, _R.ACKNOWLEDGED)  # an answer also acknowledges

MOVES: tuple[RecoveryMove, ...] = (
    RecoveryMove("send", msg("Send"), (_R.DRAFT,), _R.SENT),
    RecoveryMove("acknowledge", msg("Acknowledged"), (_R.SENT,), _R.ACKNOWLEDGED),
    RecoveryMove("agree", msg("Agreed"), _ASKED, _R.AGREED),
    RecoveryMove("agree_in_part", msg("Agreed in part"), _ASKED, _R.PART_AGREED),
    RecoveryMove("refuse", msg("Refused"), _ASKED, _R.REFUSED),
    RecoveryMove("credit", msg("Credited"), ANSWERED, _R.CREDITED),
    RecoveryMove("write_off", msg("Write off"), ANSWERED, _R.WRITTEN_OFF),
)

STEP_DAYS: Mapping[RecoveryStatus, int] = {
    _R.DRAFT: 7,
    _R.SENT: 14,
    _R.ACKNOWLEDGED: 30,
    _R.AGREED: 30,
    _R.PART_AGREED: 30,
    _R.REFUSED: 14,
}
"""House rule: how many days a recovery may stay in a state."""


def recovery_moves(status: RecoveryStatus) -> tuple[RecoveryMove, ...]:
    """The verbs that lead on from ``status``."""
    return tuple(move for move in MOVES if status in move.sources)


def check_recovery(verb: str, status: RecoveryStatus) -> RecoveryStatus:
    """The status after ``verb``; refuses a move that the table does not have."""
    move = next((move for move in MOVES if move.verb == verb), None)
    if move is None or status not in move.sources:
        raise RuleBroken(msg("A recovery that is “{status}” can’t take this step.", status=msg(status)))
    return move.target


def due_after(status: RecoveryStatus, day: date) -> date | None:
    """By when the next step is due; None when the recovery has ended."""
    days = STEP_DAYS.get(status)
    return day + timedelta(days=days) if days is not None else None


def check_agreed(verb: str, asked_minor: int, agreed_minor: int | None) -> int | None:
    """The amount that an answer agrees to: all that was asked, less than it, or nothing."""
    if verb == "agree":
        return asked_minor
    if verb != "agree_in_part":
        return None
    if agreed_minor is None or not 0 < agreed_minor < asked_minor:
        message = msg("An agreement in part is more than nothing and less than what was asked.")
        raise RuleBroken(message, fields={"amount": message})
    return agreed_minor
