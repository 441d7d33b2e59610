"""Switching between severities by the rules of both editions."""

from __future__ import annotations

from collections.abc import Iterable

from qualitydesk.domain.inspection.sampling import Edition
from qualitydesk.domain.inspection.switching import (
    Acceptance,
    History,
    LotKind,
    Outcome,
    State,
    Step,
    advance,
)

ISO, Z14 = Edition.ISO, Edition.Z14


def lot(found: int, *, steady: bool = True, agrees: bool = True, kind: LotKind = LotKind.ORIGINAL) -> Step:
    """A lot of 3,000 at level II, AQL 1.0: letter K, n 125, Ac 3."""
    return Step(kind, 3000, "II", "1.0", found, steady, agrees)


def run(history: History, steps: Iterable[Step]) -> Outcome:
    outcome = Outcome(None, None, history)
    for step in steps:
        outcome = advance(outcome.after, step)
    return outcome


def test_two_of_five_rejected_bring_tightened_inspection() -> None:
    outcome = run(History(ISO), [lot(4), lot(0), lot(0), lot(0), lot(4)])
    assert outcome.after.state is State.TIGHTENED
    apart = run(History(ISO), [lot(4), lot(0), lot(0), lot(0), lot(0), lot(4)])
    assert apart.after.state is State.NORMAL


def test_five_accepted_on_tightened_bring_normal_back() -> None:
    tight = History(ISO, State.TIGHTENED)
    assert run(tight, [lot(0)] * 4).after.state is State.TIGHTENED
    assert run(tight, [lot(0)] * 5).after == History(ISO)


def test_five_rejections_on_tightened_stop_inspection_even_with_accepted_lots_between() -> None:
    steps = [lot(9), lot(0), lot(9), lot(0), lot(9), lot(9), lot(0), lot(9)]
    outcome = run(History(ISO, State.TIGHTENED), steps)
    assert outcome.after.state is State.DISCONTINUED
    assert outcome.after.tightened_rejections == 5
    stopped = advance(outcome.after, lot(0))
    assert (stopped.decision, stopped.plan) == (None, None)
    waiting = advance(stopped.after, Step(LotKind.CORRECTIVE_ACTION, agrees=False))
    assert waiting.after.state is State.DISCONTINUED
    again = advance(waiting.after, Step(LotKind.CORRECTIVE_ACTION))
    assert (again.after.state, again.after.tightened_rejections) == (State.TIGHTENED, 0)


def test_ten_good_lots_reach_the_switching_score() -> None:
    assert run(History(ISO), [lot(2)] * 9).after.score == 27
    outcome = run(History(ISO), [lot(2)] * 10)
    assert (outcome.after.state, outcome.after.score) == (State.REDUCED, 30)


def test_an_accepted_lot_that_a_tighter_aql_would_reject_resets_the_score() -> None:
    outcome = run(History(ISO), [lot(2)] * 9 + [lot(3)])
    assert (outcome.decision, outcome.after.score, outcome.after.state) == (
        Acceptance.ACCEPT,
        0,
        State.NORMAL,
    )


def test_plans_with_ac_of_one_or_less_score_two() -> None:
    small = Step(LotKind.ORIGINAL, 120, "II", "1.0", 0)
    assert run(History(ISO), [small] * 14).after.score == 28
    assert run(History(ISO), [small] * 15).after.state is State.REDUCED


def test_the_score_waits_for_steady_production_and_the_authority() -> None:
    unready = run(History(ISO), [lot(0, agrees=False)] * 11)
    assert (unready.after.state, unready.after.score) == (State.NORMAL, 33)
    assert advance(unready.after, lot(0)).after.state is State.REDUCED


def test_reduced_ends_with_a_rejection_or_unsteady_production() -> None:
    reduced = History(ISO, State.REDUCED, score=30)
    assert advance(reduced, lot(2)).after is reduced
    assert advance(reduced, lot(3)).after == History(ISO)
    assert advance(reduced, lot(0, steady=False)).after == History(ISO)


def test_between_ac_and_re_the_lot_is_accepted_and_normal_comes_back() -> None:
    outcome = advance(History(Z14, State.REDUCED), lot(3))
    assert (outcome.decision, outcome.after.state) == (Acceptance.ACCEPT, State.NORMAL)
    assert advance(History(Z14, State.REDUCED), lot(4)).decision is Acceptance.REJECT


def test_the_older_edition_counts_ten_accepted_lots() -> None:
    assert run(History(Z14), [lot(3)] * 9).after.state is State.NORMAL
    outcome = run(History(Z14), [lot(3)] * 10)
    assert (outcome.after.state, outcome.after.score) == (State.REDUCED, 0)
    assert run(History(Z14), [lot(4), *[lot(0)] * 9]).after.state is State.NORMAL


def test_resubmitted_lots_are_judged_but_do_not_count() -> None:
    outcome = run(History(ISO), [lot(9, kind=LotKind.RESUBMITTED)] * 3)
    assert (outcome.decision, outcome.after) == (Acceptance.REJECT, History(ISO))
