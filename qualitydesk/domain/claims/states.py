"""A claim's table of states, with the guards of every move.

Buttons, filters and colours derive from ``TRANSITIONS``; who the person is and what is saved is decided by
the services. How far a claim is on its way is in ``stepper``; the recovery of cost has its own table in
``recovery``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitydesk.domain.claims.words import ClaimStatus, Disposition, Remedy
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.money import WHOLE
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Bilingual, Message, listed, msg

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
    unrecovered: tuple[Bilingual, ...] = ()
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


NOTHING_HELPS = ""
"""What a guard lacks that stands against the step for good."""

LACKS: dict[Guard, str] = {
    _reason_named: "reason",
    _liability_named: "liability",
    _liability_whole: "liability",
    _cost_known: "costs",
    _nothing_comes_back: "goods",
    _goods_may_return: NOTHING_HELPS,
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
