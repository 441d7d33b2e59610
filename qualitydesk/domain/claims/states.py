"""A claim's table of states with the guards of every move, and its stepper.

Buttons, filters, colours and the stepper derive from ``TRANSITIONS``; who the person is and what is saved is
decided by the services. The recovery of cost has its own table in ``recovery``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import (
    ClaimKind,
    ClaimStatus,
    CostKind,
    CostState,
    DeadlineState,
    Disposition,
    RefundState,
    Remedy,
    SafetyFlag,
)
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.money import WHOLE
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Message, listed, msg

_S = ClaimStatus

OPEN_STATUSES: tuple[ClaimStatus, ...] = tuple(s for s in _S if s not in (_S.CLOSED, _S.WITHDRAWN))
"""Work that still waits for somebody."""

EDITABLE_STATUSES: tuple[ClaimStatus, ...] = tuple(s for s in OPEN_STATUSES if s is not _S.SETTLED)
"""Reason, liability and costs may be written; afterwards the claim must be reopened first."""

AFTER_SALES: tuple[Role, ...] = (Role.SERVICE, Role.MANAGER, Role.ADMIN)
WAREHOUSE_TOO: tuple[Role, ...] = (*AFTER_SALES, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the guards look at. ``points`` are the liability shares in basis points; ``unrecovered`` names the
    parties that bear cost and of whom nothing was asked yet.
    """

    status: ClaimStatus
    reason: str = ""
    points: tuple[int, ...] = ()
    granted: Remedy = Remedy.NONE
    disposition: Disposition = Disposition.NONE
    cost_lines: int = 0
    unrecovered: tuple[str, ...] = ()
    recovery_waived: bool = False
    refunds_waiting: int = 0


Guard = Callable[[ClaimFacts], Message | None]


def _reason_named(facts: ClaimFacts) -> Message | None:
    if facts.reason.strip():
        return None
    return msg("Choose the reason first: what is wrong with the goods.")


def _liability_named(facts: ClaimFacts) -> Message | None:
    if any(facts.points):
        return None
    return msg("Share the liability first: who bears which part.")


def _liability_whole(facts: ClaimFacts) -> Message | None:
    if sum(facts.points) == WHOLE:
        return None
    percent = f"{sum(facts.points) / 100:g}"
    return msg("Liability adds up to {percent} %, not to 100 %.", percent=percent)


def _cost_known(facts: ClaimFacts) -> Message | None:
    if facts.cost_lines or facts.granted is Remedy.REJECTED:
        return None
    return msg("Enter at least one cost line first.")


def _nothing_comes_back(facts: ClaimFacts) -> Message | None:
    if facts.status is _S.DECIDED and facts.disposition.comes_back:
        return msg("The goods come back: receive and inspect them before you settle.")
    return None


def _goods_may_return(facts: ClaimFacts) -> Message | None:
    if facts.granted is Remedy.REJECTED:
        return msg("The claim was rejected, so nothing is sent back.")
    return None


def _recovery_settled(facts: ClaimFacts) -> Message | None:
    if facts.recovery_waived or not facts.unrecovered:
        return None
    return msg(
        "Open a recovery or waive it with a reason. Nothing was asked of: {parties}.",
        parties=listed(facts.unrecovered),
    )


def _refunds_released(facts: ClaimFacts) -> Message | None:
    return msg("A refund still waits for its second person.") if facts.refunds_waiting else None


LACKS: dict[Guard, str] = {
    _reason_named: "reason",
    _liability_named: "liability",
    _liability_whole: "liability",
    _cost_known: "costs",
    _nothing_comes_back: "goods",
    _goods_may_return: "",
    _recovery_settled: "recovery",
    _refunds_released: "refund",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One verb of the state table: from where to where, by whom, under which guards."""

    verb: str
    title: Message
    icon: str
    sources: tuple[ClaimStatus, ...]
    target: ClaimStatus
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    roles: tuple[Role, ...] = AFTER_SALES


_WORKING = (_S.TRIAGED, _S.WAITING, _S.INVESTIGATION, _S.REOPENED)
_GIVE_UP = (_S.NEW, *_WORKING, _S.DECIDED, _S.RETURN_EXPECTED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition("triage", msg("Triage"), "list-checks", (_S.NEW, _S.REOPENED), _S.TRIAGED),
    Transition(
        "ask_buyer",
        msg("Ask buyer"),
        "circle-help",
        (_S.TRIAGED, _S.INVESTIGATION, _S.REOPENED),
        _S.WAITING,
    ),
    Transition(
        "investigate",
        msg("Investigate"),
        "search",
        (_S.TRIAGED, _S.WAITING, _S.REOPENED),
        _S.INVESTIGATION,
    ),
    Transition(
        "decide",
        msg("Decide remedy"),
        "gavel",
        (_S.INVESTIGATION, _S.WAITING),
        _S.DECIDED,
        (_reason_named, _liability_named),
    ),
    Transition(
        "expect_return",
        msg("Expect return"),
        "package",
        (_S.DECIDED,),
        _S.RETURN_EXPECTED,
        (_goods_may_return,),
    ),
    Transition(
        "receive_goods",
        msg("Receive goods"),
        "warehouse",
        (_S.RETURN_EXPECTED,),
        _S.GOODS_RECEIVED,
        roles=WAREHOUSE_TOO,
    ),
    Transition(
        "inspect_goods",
        msg("Inspect goods"),
        "clipboard-check",
        (_S.GOODS_RECEIVED,),
        _S.GOODS_INSPECTED,
        roles=WAREHOUSE_TOO,
    ),
    Transition(
        "settle",
        msg("Settle"),
        "hand-coins",
        (_S.DECIDED, _S.GOODS_INSPECTED),
        _S.SETTLED,
        (_nothing_comes_back, _cost_known),
    ),
    Transition(
        "close",
        msg("Close"),
        "lock",
        (_S.SETTLED,),
        _S.CLOSED,
        (_liability_whole, _recovery_settled, _refunds_released),
    ),
    Transition("withdraw", msg("Withdraw"), "undo-2", _GIVE_UP, _S.WITHDRAWN, needs_reason=True),
    Transition(
        "reopen",
        msg("Reopen"),
        "undo-2",
        (_S.SETTLED, _S.CLOSED, _S.WITHDRAWN),
        _S.REOPENED,
        needs_reason=True,
    ),
)

_BY_VERB = {step.verb: step for step in TRANSITIONS}


@dataclass(frozen=True, slots=True)
class Move:
    """What may be done next, or why not yet: ``blockers`` is empty when it may."""

    verb: str
    title: Message
    icon: str
    target: ClaimStatus
    blockers: tuple[Message, ...] = ()
    lacks: tuple[str, ...] = ()
    """What each blocker asks for: reason, liability, costs, goods, recovery, refund."""
    needs_reason: bool = False


def transition(verb: str) -> Transition:
    """The row of the state table that ``verb`` names."""
    return _BY_VERB[verb]


def moves(facts: ClaimFacts, role: Role) -> tuple[Move, ...]:
    """The verbs that lead on from here for a person of this role, each with what still stands against it."""
    steps = (step for step in TRANSITIONS if facts.status in step.sources and role in step.roles)
    return tuple(
        Move(
            step.verb,
            step.title,
            step.icon,
            step.target,
            blockers(step, facts),
            tuple(LACKS[guard] for guard in step.guards if guard(facts) is not None),
            step.needs_reason,
        )
        for step in steps
    )


def blockers(step: Transition, facts: ClaimFacts) -> tuple[Message, ...]:
    """What the guards of ``step`` still ask for."""
    found = (guard(facts) for guard in step.guards)
    return tuple(message for message in found if message is not None)


def check_move(verb: str, facts: ClaimFacts, role: Role, reason: str = "") -> ClaimStatus:
    """The status after ``verb``; refuses a wrong state, a wrong role, a missing reason and an unmet guard."""
    step = transition(verb)
    if facts.status not in step.sources:
        raise RuleBroken(
            msg(
                "A claim that is “{status}” can’t do this: {verb}.", status=msg(facts.status), verb=step.title
            )
        )
    if role not in step.roles:
        raise Denied(msg("Your role does not allow this step of a claim."))
    if step.needs_reason and not reason.strip():
        raise RuleBroken(
            msg("Say why. The reason stays with the record."), fields={"reason": msg("A reason is needed.")}
        )
    unmet = blockers(step, facts)
    if unmet:
        raise RuleBroken(unmet[0], fields={str(place): message for place, message in enumerate(unmet)})
    return step.target


def check_editable(status: ClaimStatus) -> None:
    """Reason, liability and costs of a settled, closed or withdrawn claim stand still."""
    if status not in EDITABLE_STATUSES:
        raise RuleBroken(msg("A claim that is “{status}” stands still. Reopen it first.", status=msg(status)))


def check_remedy(remedy: Remedy, amount_minor: int | None, reason: str) -> None:
    """A decision grants something, or rejects with a reason; a refund says how much."""
    if remedy is Remedy.NONE:
        raise RuleBroken(msg("Choose a remedy."), fields={"granted": msg("A remedy is needed.")})
    if remedy is Remedy.REJECTED and not reason.strip():
        raise RuleBroken(
            msg("A rejection needs its reason; the buyer has a right to it."),
            fields={"reason": msg("A reason is needed.")},
        )
    if remedy in MONEY_REMEDIES and (amount_minor is None or amount_minor <= 0):
        raise RuleBroken(msg("Say how much is paid back."), fields={"amount": msg("An amount is needed.")})


def check_refundable(status: ClaimStatus, granted: Remedy) -> None:
    """Money goes back only after it was granted, and not from a claim that ended."""
    if granted not in MONEY_REMEDIES:
        raise RuleBroken(msg("No refund was granted on this claim. Decide the remedy first."))
    if status in (_S.CLOSED, _S.WITHDRAWN):
        raise RuleBroken(msg("The claim has ended. Reopen it first."))


MONEY_REMEDIES = (Remedy.REFUND, Remedy.PART_REFUND, Remedy.GOODWILL)
"""Remedies that pay something; the others send goods or work."""


class StepMark(StrEnum):
    """How a step of the stepper is drawn."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a claim's way; ``skippable`` steps are drawn dashed while they may be left out."""

    name: ClaimStatus
    mark: StepMark
    skippable: bool = field(default=False)


_WAY = (
    _S.NEW,
    _S.TRIAGED,
    _S.INVESTIGATION,
    _S.DECIDED,
    _S.RETURN_EXPECTED,
    _S.GOODS_INSPECTED,
    _S.SETTLED,
    _S.CLOSED,
)
_SKIPPABLE = (_S.RETURN_EXPECTED, _S.GOODS_INSPECTED)
_STANDS_FOR = {
    _S.WAITING: _S.INVESTIGATION,
    _S.REOPENED: _S.TRIAGED,
    _S.GOODS_RECEIVED: _S.GOODS_INSPECTED,
}
"""States that take the place of a step while the claim is in them."""


def steps(status: ClaimStatus, disposition: Disposition) -> tuple[Step, ...]:
    """The way of a claim and how far it is; the return is dashed where nothing comes back."""
    if status is _S.WITHDRAWN:
        return (Step(_S.NEW, StepMark.DONE), Step(_S.WITHDRAWN, StepMark.NOW))
    place = _WAY.index(_STANDS_FOR.get(status, status))
    if status is _S.CLOSED:
        place = len(_WAY)
    returns = disposition.comes_back or status in (_S.RETURN_EXPECTED, _S.GOODS_RECEIVED, _S.GOODS_INSPECTED)
    return tuple(_step(at, name, place, status, returns) for at, name in enumerate(_WAY))


def _step(at: int, name: ClaimStatus, place: int, status: ClaimStatus, returns: bool) -> Step:
    skippable = name in _SKIPPABLE and not returns
    if at < place:
        return Step(name, StepMark.SKIP if skippable else StepMark.DONE, skippable)
    if at == place:
        return Step(status, StepMark.NOW, skippable)
    return Step(name, StepMark.LATER, skippable)


__all__ = [
    "EDITABLE_STATUSES",
    "OPEN_STATUSES",
    "TRANSITIONS",
    "ClaimFacts",
    "ClaimKind",
    "ClaimStatus",
    "CostKind",
    "CostState",
    "DeadlineState",
    "Disposition",
    "Move",
    "RecoveryStatus",
    "RefundState",
    "Remedy",
    "SafetyFlag",
    "Step",
    "StepMark",
    "Transition",
    "blockers",
    "check_editable",
    "check_move",
    "check_refundable",
    "check_remedy",
    "moves",
    "steps",
    "transition",
]
