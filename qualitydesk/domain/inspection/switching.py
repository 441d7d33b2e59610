"""Switching between normal, tightened and reduced inspection from the history of lots.

ISO 2859-1:1999, 9.3 and 9.4 (switching score); MIL-STD-105E 4.7 and ANSI/ASQ Z1.4, 8.3 (ten lots; the limit
number, which the parties may drop, is not used here). Each class of nonconformity is switched on its own;
only original lots count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.sampling import Edition, Plan, aqls, plan, table
from qualitydesk.domain.inspection.states import SamplingSeverity
from qualitydesk.domain.values import msg

SCORE_FOR_REDUCED = 30
LOTS_FOR_REDUCED = 10
LOTS_TO_NORMAL = 5
REJECTIONS_TO_STOP = 5


class State(StrEnum):
    """The severity in force, or inspection stopped until the supplier has acted."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"
    DISCONTINUED = "discontinued"


class LotKind(StrEnum):
    """What a step of the history is."""

    ORIGINAL = "original"
    RESUBMITTED = "resubmitted"
    CORRECTIVE_ACTION = "corrective_action"


class Acceptance(StrEnum):
    """What the plan said about a lot."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class History:
    """What the rules remember between lots.

    ``recent`` are the last lots on normal inspection since it began, oldest first, at most ten, True for
    accepted.
    """

    edition: Edition
    state: State = State.NORMAL
    score: int = 0
    recent: tuple[bool, ...] = ()
    accepted_in_row: int = 0
    tightened_rejections: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One lot, or the supplier's corrective action while inspection is discontinued.

    ``steady``: production runs at a steady rate. ``agrees``: the responsible authority wants reduced
    inspection, or, after a corrective action, thinks that it will work.
    """

    kind: LotKind
    lot: int = 0
    level: str = "II"
    aql: str = ""
    nonconforming: int = 0
    steady: bool = True
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision about the lot, the plan it was made with, and what is remembered after it."""

    decision: Acceptance | None
    plan: Plan | None
    after: History


def advance(history: History, step: Step) -> Outcome:
    """Take one step: judge the lot by the severity in force, then apply the switching rules to original
    lots.
    """
    if step.kind is LotKind.CORRECTIVE_ACTION:
        return Outcome(None, None, _restarted(history, step))
    if history.state is State.DISCONTINUED:
        return Outcome(None, None, history)
    if step.nonconforming < 0:
        raise RuleBroken(
            msg("Nonconforming units cannot be negative."), fields={"nonconforming": msg("At least 0.")}
        )
    drawn = plan(step.lot, step.level, step.aql, SamplingSeverity(history.state.value), history.edition)
    accepted = _accepted(drawn, step.nonconforming)
    decision = Acceptance.ACCEPT if accepted else Acceptance.REJECT
    if step.kind is LotKind.RESUBMITTED:
        return Outcome(decision, drawn, history)
    return Outcome(decision, drawn, _RULES[history.state](history, step, drawn, accepted))


def _accepted(drawn: Plan, found: int) -> bool:
    """Between Ac and Re (reduced plans of 105E) the lot is accepted (MIL-STD-105E 4.10.1.4)."""
    return found < drawn.re


def _restarted(history: History, step: Step) -> History:
    if history.state is State.DISCONTINUED and step.agrees:
        return History(history.edition, State.TIGHTENED)
    return history


def _after_normal(history: History, step: Step, drawn: Plan, accepted: bool) -> History:
    recent = (*history.recent, accepted)[-LOTS_FOR_REDUCED:]
    if recent[-LOTS_TO_NORMAL:].count(False) >= 2:
        return History(history.edition, State.TIGHTENED)
    scored = replace(history, recent=recent, score=_score(history, step, drawn, accepted))
    if _earned(scored) and step.steady and step.agrees:
        return replace(scored, state=State.REDUCED, recent=())
    return scored


def _earned(history: History) -> bool:
    if history.edition is Edition.ISO:
        return history.score >= SCORE_FOR_REDUCED
    return len(history.recent) == LOTS_FOR_REDUCED and all(history.recent)


def _score(history: History, step: Step, drawn: Plan, accepted: bool) -> int:
    """The switching score after a lot on normal inspection (ISO 2859-1:1999, 9.3.3.2)."""
    if history.edition is not Edition.ISO or not accepted:
        return 0
    if drawn.ac <= 1:
        return history.score + 2
    return history.score + 3 if step.nonconforming <= _tighter_ac(drawn) else 0


def _tighter_ac(drawn: Plan) -> int:
    """Ac of the sample really taken at the AQL one step tighter; a lot below the table never comes here
    (its Ac is 0).
    """
    position = aqls().index(drawn.aql)
    cell = table(drawn.edition, SamplingSeverity.NORMAL)[drawn.use_letter, Decimal(aqls()[position - 1])]
    return cell.ac


def _after_tightened(history: History, step: Step, drawn: Plan, accepted: bool) -> History:
    if not accepted:
        rejections = history.tightened_rejections + 1
        state = State.DISCONTINUED if rejections >= REJECTIONS_TO_STOP else State.TIGHTENED
        return replace(history, state=state, accepted_in_row=0, tightened_rejections=rejections)
    in_row = history.accepted_in_row + 1
    if in_row >= LOTS_TO_NORMAL:
        return History(history.edition)
    return replace(history, accepted_in_row=in_row)


def _after_reduced(history: History, step: Step, drawn: Plan, accepted: bool) -> History:
    between = accepted and step.nonconforming > drawn.ac
    return history if accepted and not between and step.steady else History(history.edition)


_RULES = {State.NORMAL: _after_normal, State.TIGHTENED: _after_tightened, State.REDUCED: _after_reduced}
