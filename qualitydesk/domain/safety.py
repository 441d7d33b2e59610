"""How a recall and a safety incident go on: from which status to which, who may, and what asks for a reason.

What a recall stops is decided at the gate; the authority clocks of an incident are in the rule packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.people import MANAGING, WRITING, Role
from qualitydesk.domain.shipments.states import RecallStatus
from qualitydesk.domain.values import Message, msg


class IncidentStatus(StrEnum):
    """How far a case of danger is."""

    OPEN = "Open"
    ASSESSED = "Assessed"
    REPORTED = "Reported"
    CLOSED = "Closed"


class IncidentKind(StrEnum):
    """What happened."""

    INJURY = "Injury"
    FIRE = "Fire"
    SHOCK = "Shock"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Move:
    """One verb: the status it leads to, its icon, what it brings about, and who may take it."""

    target: str
    words: Message
    icon: str
    follows: Message
    roles: tuple[Role, ...] = MANAGING


_R, _I = RecallStatus, IncidentStatus
RECALL_MOVES: Mapping[str, Move] = {
    _R.ASSESSED: Move(
        _R.ASSESSED,
        msg("Assess"),
        "search",
        msg("From now on the gate stops shipments of these goods."),
        WRITING,
    ),
    _R.STOP_SALE: Move(
        _R.STOP_SALE, msg("Stop sale"), "hand", msg("The lots that it names are marked as recalled.")
    ),
    _R.NOTIFIED: Move(
        _R.NOTIFIED,
        msg("Note the notification"),
        "send",
        msg("Nothing is sent: say who was told, when and how."),
    ),
    _R.RECOVERING: Move(
        _R.RECOVERING, msg("Begin recovery"), "undo-2", msg("Say how the goods come back or are destroyed.")
    ),
    _R.CLOSED: Move(
        _R.CLOSED,
        msg("Close recall"),
        "lock",
        msg("The gate lets these goods pass again, unless a lot is held."),
    ),
}
RECALL_WAYS: Mapping[str, tuple[str, ...]] = {
    _R.SUSPECTED: (_R.ASSESSED, _R.CLOSED),
    _R.ASSESSED: (_R.STOP_SALE, _R.CLOSED),
    _R.STOP_SALE: (_R.NOTIFIED, _R.RECOVERING),
    _R.NOTIFIED: (_R.RECOVERING, _R.CLOSED),
    _R.RECOVERING: (_R.CLOSED,),
    _R.CLOSED: (),
}
INCIDENT_MOVES: Mapping[str, Move] = {
    _I.ASSESSED: Move(
        _I.ASSESSED,
        msg("Assess"),
        "search",
        msg("Say how grave it is, and whether an authority must be told."),
        WRITING,
    ),
    _I.REPORTED: Move(
        _I.REPORTED,
        msg("Note the report"),
        "send",
        msg("Nothing is sent: say which authority was told, when and under which number."),
    ),
    _I.CLOSED: Move(
        _I.CLOSED, msg("Close case"), "lock", msg("Its authority clocks stop being shown as open.")
    ),
}
INCIDENT_WAYS: Mapping[str, tuple[str, ...]] = {
    _I.OPEN: (_I.ASSESSED,),
    _I.ASSESSED: (_I.REPORTED, _I.CLOSED),
    _I.REPORTED: (_I.CLOSED,),
    _I.CLOSED: (),
}


def require_move(ways: Mapping[str, tuple[str, ...]], old: str, new: str, reason: str) -> None:
    """Refuse (RuleBroken) a step that the table does not have, or one without a reason."""
    if new not in ways.get(old, ()):
        words = msg("What is “{old}” can’t become “{new}”.", old=msg(old), new=msg(new))
        raise RuleBroken(words)
    if not reason.strip():
        raise RuleBroken(msg("Say what was found and done."), fields={"reason": msg("This is needed.")})
