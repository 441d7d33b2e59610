"""The states of shipments, duty lines, custody legs and lots, and which moves between them are lawful.

Buttons, filters and the stepper derive from these tables; what a move needs beside the state, the gate says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.steps import StepMark
from qualitydesk.domain.values import listed, msg


class ShipmentStatus(StrEnum):
    """Where a shipment is on its way."""

    DRAFT = "Draft"
    DECLARED = "Declared"
    RELEASED = "Released"
    IN_TRANSIT = "In transit"
    CUSTOMS_HOLD = "Customs hold"
    CUSTOMS_RELEASED = "Customs released"
    RECEIVED = "Received"
    CLOSED = "Closed"
    CANCELLED = "Cancelled"
    LOST = "Lost"


class DutyState(StrEnum):
    """How well it is proved that a party takes a duty."""

    UNDECLARED = "Undeclared"
    DECLARED = "Declared"
    EVIDENCED = "Evidenced"
    CONFIRMED = "Confirmed"
    DISPUTED = "Disputed"
    REPLACED = "Replaced"


class LegState(StrEnum):
    """Where the hand-over of a leg is."""

    PLANNED = "Planned"
    HANDED_OVER = "Handed over"
    ACCEPTED = "Accepted"
    ACCEPTED_WITH_REMARKS = "Accepted with remarks"
    REFUSED = "Refused"


class LotStatus(StrEnum):
    """Whether a lot may be traded; set by the decision on its inspection, or by a recall."""

    OPEN = "Open"
    RELEASED = "Released"
    HOLD = "Hold"
    REWORK = "Rework or sort"
    RETURN = "Return to supplier"
    SCRAPPED = "Scrapped"
    RECALLED = "Recalled"


class RecallStatus(StrEnum):
    """How far a recall is."""

    SUSPECTED = "Suspected"
    ASSESSED = "Assessed"
    STOP_SALE = "Stop sale"
    NOTIFIED = "Notified"
    RECOVERING = "Recovering"
    CLOSED = "Closed"


IN_FORCE = (RecallStatus.ASSESSED, RecallStatus.STOP_SALE, RecallStatus.NOTIFIED, RecallStatus.RECOVERING)
"""A recall that closes the gate: what it covers is for those who take its steps."""

_S = ShipmentStatus
SHIPMENT_MOVES: Mapping[ShipmentStatus, tuple[ShipmentStatus, ...]] = {
    _S.DRAFT: (_S.DECLARED, _S.CANCELLED),
    _S.DECLARED: (_S.RELEASED, _S.DRAFT, _S.CANCELLED),
    _S.RELEASED: (_S.IN_TRANSIT, _S.DECLARED, _S.CANCELLED),
    _S.IN_TRANSIT: (_S.CUSTOMS_HOLD, _S.CUSTOMS_RELEASED, _S.RECEIVED, _S.LOST),
    _S.CUSTOMS_HOLD: (_S.CUSTOMS_RELEASED, _S.LOST),
    _S.CUSTOMS_RELEASED: (_S.CUSTOMS_HOLD, _S.RECEIVED, _S.LOST),
    _S.RECEIVED: (_S.CLOSED,),
    _S.CLOSED: (),
    _S.CANCELLED: (),
    _S.LOST: (_S.CLOSED,),
}

_D = DutyState
DUTY_MOVES: Mapping[DutyState, tuple[DutyState, ...]] = {
    _D.UNDECLARED: (_D.DECLARED, _D.REPLACED),
    _D.DECLARED: (_D.EVIDENCED, _D.CONFIRMED, _D.DISPUTED, _D.REPLACED),
    _D.EVIDENCED: (_D.CONFIRMED, _D.DISPUTED, _D.REPLACED),
    _D.CONFIRMED: (_D.DISPUTED, _D.REPLACED),
    _D.DISPUTED: (_D.CONFIRMED, _D.REPLACED),
    _D.REPLACED: (),
}

_L = LegState
LEG_MOVES: Mapping[LegState, tuple[LegState, ...]] = {
    _L.PLANNED: (_L.HANDED_OVER,),
    _L.HANDED_OVER: (_L.ACCEPTED, _L.ACCEPTED_WITH_REMARKS, _L.REFUSED),
    _L.ACCEPTED: (),
    _L.ACCEPTED_WITH_REMARKS: (),
    _L.REFUSED: (_L.HANDED_OVER,),
}

StateT = TypeVar("StateT", bound=StrEnum)


def may_move(moves: Mapping[StateT, tuple[StateT, ...]], old: StateT, new: StateT) -> bool:
    """Whether ``old`` may become ``new``."""
    return new in moves[old]


def require_move(moves: Mapping[StateT, tuple[StateT, ...]], old: StateT, new: StateT) -> None:
    """Refuse a move that the table does not have, and say which ones it has."""
    if may_move(moves, old, new):
        return
    if not moves[old]:
        raise RuleBroken(msg("“{old}” is final; nothing follows it.", old=msg(old)))
    raise RuleBroken(
        msg(
            "“{old}” can’t become “{new}”. Next is: {next}.",
            old=msg(old),
            new=msg(new),
            next=listed(map(msg, moves[old])),
        )
    )


EDITABLE = (ShipmentStatus.DRAFT, ShipmentStatus.DECLARED)
"""States in which lines, lots and route may still change."""

AT_GATE = (ShipmentStatus.DRAFT, ShipmentStatus.DECLARED)
"""States in which the gate still decides."""

UNDER_WAY = (_S.RELEASED, _S.IN_TRANSIT, _S.CUSTOMS_HOLD, _S.CUSTOMS_RELEASED)
"""States in which goods have left or may leave."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a shipment's way."""

    name: WayStep
    mark: StepMark


class WayStep(StrEnum):
    """The seven steps of the stepper; the gate and customs are steps, not states."""

    DRAFT = "Draft"
    DECLARED = "Declared"
    GATE = "Gate"
    IN_TRANSIT = "In transit"
    CUSTOMS = "Customs"
    RECEIVED = "Received"
    CLOSED = "Closed"


_PLACE = {
    _S.DRAFT: 0,
    _S.DECLARED: 2,
    _S.RELEASED: 3,
    _S.IN_TRANSIT: 3,
    _S.CUSTOMS_HOLD: 4,
    _S.CUSTOMS_RELEASED: 4,
    _S.RECEIVED: 5,
    _S.LOST: 3,
    _S.CLOSED: 7,
    _S.CANCELLED: 0,
}


@lru_cache(maxsize=32)
def steps(status: ShipmentStatus, *, gate_open: bool) -> tuple[Step, ...]:
    """The seven steps and how far the shipment is; a declared shipment stands at the gate."""
    place = _PLACE[status]
    stopped = status in (_S.CUSTOMS_HOLD, _S.LOST, _S.CANCELLED) or (status is _S.DECLARED and not gate_open)
    now = StepMark.BLOCKED if stopped else StepMark.NOW
    marks = (
        StepMark.DONE if n < place else now if n == place else StepMark.LATER for n in range(len(WayStep))
    )
    return tuple(Step(name, mark) for name, mark in zip(WayStep, marks, strict=True))
