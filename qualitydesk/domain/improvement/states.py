"""A non-conformity's table of states with the guards of every step (ISO 9001:2015, 10.2; the 8D form).

What each step writes down makes the 8D form: containment D3, cause D4, plan D5, done D6, proof D6, prevention
D7. Who the person is and what is saved is decided by the services.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Message, listed, msg


class NonConformityStatus(StrEnum):
    """How far its cause is found and gone."""

    OPEN = "Open"
    CONTAINED = "Contained"
    ANALYSED = "Analysed"
    ACTION_PLANNED = "Action planned"
    IMPLEMENTED = "Implemented"
    VERIFIED = "Verified"
    CLOSED = "Closed"
    NOT_EFFECTIVE = "Not effective"


class ActionKind(StrEnum):
    """What an action is for."""

    CONTAINMENT = "Containment"
    CORRECTIVE = "Corrective"
    PREVENTIVE = "Preventive"
    TASK = "Task"


_S = NonConformityStatus
OPEN_STATUSES: tuple[NonConformityStatus, ...] = tuple(each for each in _S if each is not _S.CLOSED)
MENDING = (ActionKind.CORRECTIVE, ActionKind.PREVENTIVE)

QUALITY: tuple[Role, ...] = (Role.INSPECTOR, Role.SERVICE, Role.MANAGER, Role.ADMIN)
DECIDING: tuple[Role, ...] = (Role.MANAGER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class NonConformityFacts:
    """What the guards look at: how many actions of each kind there are, and how many are still to be done."""

    status: NonConformityStatus
    mending: int = 0
    mending_open: int = 0
    all_open: int = 0


Guard = Callable[[NonConformityFacts], Message | None]


def _something_planned(facts: NonConformityFacts) -> Message | None:
    return None if facts.mending else msg("Plan at least one corrective or preventive action first.")


def _everything_mended(facts: NonConformityFacts) -> Message | None:
    if facts.mending_open == 1:
        return msg("1 of the planned actions is not done yet.")
    if facts.mending_open:
        return msg("{n} of the planned actions are not done yet.", n=facts.mending_open)
    return None


def _nothing_open(facts: NonConformityFacts) -> Message | None:
    if facts.all_open == 1:
        return msg("1 action is still open.")
    return msg("{n} actions are still open.", n=facts.all_open) if facts.all_open else None


@dataclass(frozen=True, slots=True)
class Step:
    """One verb of the state table; ``question`` is what must be written down to take it."""

    verb: str
    title: Message
    icon: str
    sources: tuple[NonConformityStatus, ...]
    target: NonConformityStatus
    question: Message
    guards: tuple[Guard, ...] = ()
    roles: tuple[Role, ...] = QUALITY


STEPS: tuple[Step, ...] = (
    Step(
        "contain",
        msg("Contain"),
        "hand",
        (_S.OPEN,),
        _S.CONTAINED,
        msg("What was done at once, so that no more of it reaches a buyer?"),
    ),
    Step(
        "analyse",
        msg("Name the cause"),
        "search",
        (_S.CONTAINED, _S.NOT_EFFECTIVE),
        _S.ANALYSED,
        msg("What is the cause, and why was it not found earlier?"),
    ),
    Step(
        "plan",
        msg("Plan is complete"),
        "list-checks",
        (_S.ANALYSED,),
        _S.ACTION_PLANNED,
        msg("How will the planned actions end the cause?"),
        (_something_planned,),
    ),
    Step(
        "implement",
        msg("Actions are done"),
        "wrench",
        (_S.ACTION_PLANNED,),
        _S.IMPLEMENTED,
        msg("What was changed, and since when?"),
        (_everything_mended,),
    ),
    Step(
        "verify",
        msg("It is effective"),
        "circle-check",
        (_S.IMPLEMENTED,),
        _S.VERIFIED,
        msg("What proves that it does not happen again?"),
        roles=DECIDING,
    ),
    Step(
        "not_effective",
        msg("It is not effective"),
        "undo-2",
        (_S.IMPLEMENTED, _S.VERIFIED),
        _S.NOT_EFFECTIVE,
        msg("What happened again?"),
    ),
    Step(
        "close",
        msg("Close"),
        "lock",
        (_S.VERIFIED,),
        _S.CLOSED,
        msg("What is learnt from it for other products and suppliers?"),
        (_nothing_open,),
        DECIDING,
    ),
)
_BY_VERB = {step.verb: step for step in STEPS}

PATH: tuple[NonConformityStatus, ...] = (
    _S.OPEN,
    _S.CONTAINED,
    _S.ANALYSED,
    _S.ACTION_PLANNED,
    _S.IMPLEMENTED,
    _S.VERIFIED,
    _S.CLOSED,
)
"""The way of a non-conformity whose first plan works; a stepper shows it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What may be done next, or why not yet: ``blockers`` is empty when it may."""

    step: Step
    blockers: tuple[Message, ...]


def next_steps(facts: NonConformityFacts, role: Role) -> tuple[NextStep, ...]:
    """The steps that lead on from here for a person of this role, each with what still stands against it."""
    return tuple(
        NextStep(step, _blockers(step, facts))
        for step in STEPS
        if facts.status in step.sources and role in step.roles
    )


def check_step(verb: str, facts: NonConformityFacts, role: Role, words: str) -> NonConformityStatus:
    """The status that ``verb`` leads to; RuleBroken when a guard stands against it, Denied by role."""
    step = _BY_VERB[verb]
    if role not in step.roles:
        raise Denied(msg("“{step}” is for {roles}.", step=step.title, roles=listed(map(msg, step.roles))))
    if facts.status not in step.sources:
        raise RuleBroken(
            msg("“{step}” is not possible while it is “{status}”.", step=step.title, status=msg(facts.status))
        )
    for blocker in _blockers(step, facts):
        raise RuleBroken(blocker)
    if not words.strip():
        raise RuleBroken(step.question, fields={"words": msg("Write it down.")})
    return step.target


def _blockers(step: Step, facts: NonConformityFacts) -> tuple[Message, ...]:
    found = (guard(facts) for guard in step.guards)
    return tuple(message for message in found if message is not None)
