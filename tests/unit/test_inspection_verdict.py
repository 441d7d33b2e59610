"""States, decisions, checks, defects and the verdict of an inspection."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.inspection.checklist import (
    Choice,
    choice_from,
    judge_choice,
    judge_measure,
    parse_measure,
    sample_size,
    tolerance_text,
)
from qualitydesk.domain.inspection.defects import FoundDefect, check_count, missing_photos, tally
from qualitydesk.domain.inspection.limits import ClassLimit, freeze
from qualitydesk.domain.inspection.states import (
    LOT_STATUS_AFTER,
    TRANSITIONS,
    CheckOutcome,
    Decision,
    DefectClass,
    InspectionStatus,
    Result,
    allowed,
    check_decision,
    check_revisable,
    check_transition,
    possible_decisions,
    propose,
)
from qualitydesk.domain.inspection.verdict import CheckFailure, Progress, judge, sign_off_words
from qualitydesk.domain.shipments.states import LotStatus
from qualitydesk.domain.values import Bilingual, Tone

CRITICAL, MAJOR, MINOR = DefectClass
LIMITS = freeze(1200, "II", {CRITICAL: "0", MAJOR: "2.5", MINOR: "4.0"}).limits
DONE = Progress(80, 80)


def found(critical: int = 0, major: int = 0, minor: int = 0) -> dict[DefectClass, int]:
    return {CRITICAL: critical, MAJOR: major, MINOR: minor}


@pytest.mark.parametrize(
    ("counts", "result", "proposed"),
    [
        (found(), Result.PASS, Decision.RELEASE),
        (found(major=5, minor=7), Result.PASS, Decision.RELEASE),
        (found(minor=8), Result.CONDITIONAL, Decision.REWORK),
        (found(major=6), Result.FAIL, Decision.HOLD),
        (found(critical=1), Result.FAIL, Decision.HOLD),
    ],
)
def test_the_result_follows_from_limits_and_counts(
    counts: dict[DefectClass, int], result: Result, proposed: Decision
) -> None:
    verdict = judge(LIMITS, counts, [], DONE)
    assert verdict.result is result
    assert propose(verdict.result) is proposed


def test_the_reasons_are_said_in_figures() -> None:
    verdict = judge(LIMITS, found(critical=1, major=7), [], DONE)
    assert [str(reason) for reason in verdict.reasons] == ["Critical 1 ≥ Re 1", "Major 7 ≥ Re 6"]


def test_a_failed_check_outside_the_sample_decides_by_itself() -> None:
    drop = CheckFailure(Bilingual("Carton drop", "跌落"), MAJOR)
    label = CheckFailure(Bilingual("Manual", "说明书"), MINOR)
    assert judge(LIMITS, found(), [drop], DONE).result is Result.FAIL
    assert judge(LIMITS, found(), [label], DONE).result is Result.CONDITIONAL


def test_while_work_goes_on_the_verdict_says_how_many_more_are_accepted() -> None:
    verdict = judge(LIMITS, found(major=4, minor=3), [], Progress(52, 80))
    assert verdict.result is Result.PENDING
    assert (str(verdict.headline), verdict.tone) == ("Open, close to the limit", Tone.WARN)
    assert str(verdict.next_words) == "2 more major defects reject the lot."
    assert [str(each.words) for each in verdict.standings] == [
        "none allowed",
        "1 more is still accepted",
        "4 more are still accepted",
    ]


def test_a_lost_lot_is_lost_before_the_sample_is_done() -> None:
    assert judge(LIMITS, found(critical=1), [], Progress(3, 80)).result is Result.FAIL


@given(st.integers(0, 3), st.integers(0, 12), st.integers(0, 12))
def test_one_more_defect_never_makes_it_better(critical: int, major: int, minor: int) -> None:
    order = [Result.PASS, Result.CONDITIONAL, Result.FAIL]
    now = judge(LIMITS, found(critical, major, minor), [], DONE).result
    for more in (found(critical + 1, major, minor), found(critical, major + 1, minor)):
        assert order.index(judge(LIMITS, more, [], DONE).result) >= order.index(now)


def test_between_ac_and_re_of_a_reduced_plan_the_lot_is_accepted() -> None:
    limit = ClassLimit(MAJOR, "1.0", "K", 50, 1, 4, "ANSI/ASQ Z1.4 table II-C")
    verdict = judge([limit], {MAJOR: 3}, [], Progress(50, 50))
    assert verdict.result is Result.PASS
    assert "normal inspection" in str(verdict.reasons[0])


def test_defects_beyond_the_sample_of_a_class_do_not_count() -> None:
    limits = freeze(120, "II", {MAJOR: "1.0", MINOR: "4.0"}).limits
    seen = [FoundDefect(MAJOR, 2, unit=14), FoundDefect(MAJOR, 1, unit=13), FoundDefect(MINOR, 3, unit=20)]
    assert tally(seen, limits) == {MAJOR: 1, MINOR: 3}


def test_serious_defects_need_a_photo() -> None:
    seen = [FoundDefect(MAJOR), FoundDefect(MINOR), FoundDefect(CRITICAL, photos=1)]
    assert missing_photos(seen) == 1
    with pytest.raises(RuleBroken):
        check_count(0)


def test_sign_off_names_what_is_missing() -> None:
    assert str(sign_off_words(Progress(52, 80))) == "Sign-off opens at unit 80"
    assert sign_off_words(Progress(80, 80, open_checks=1)) is not None
    assert sign_off_words(Progress(80, 80, missing_photos=1)) is not None
    assert sign_off_words(DONE) is None


def test_measures_choices_and_samples() -> None:
    assert judge_measure(parse_measure(" 1,83 "), Decimal("1.75"), Decimal("1.90")) is CheckOutcome.PASS
    assert judge_measure(Decimal("1.90"), None, Decimal("1.90")) is CheckOutcome.PASS
    assert judge_measure(Decimal("1.91"), None, Decimal("1.90")) is CheckOutcome.FAIL
    choices = (Choice(Bilingual("Type C", "C 型"), True), choice_from("-Type G|G 型"))
    assert [choice_from(str(each)) for each in choices] == list(choices)
    assert judge_choice("Type G", choices) is CheckOutcome.FAIL
    assert tolerance_text(Decimal("1.75"), Decimal("1.90"), "m") == "1.75–1.90 m"
    assert tolerance_text(None, Decimal("0.5"), "mA") == "≤ 0.5 mA"
    assert [sample_size(each, 1200, 80) for each in ("", "S-2", "5", "2 cartons", "lot")] == [80, 5, 5, 2, 1]


@pytest.mark.parametrize("text", ["", "abc", "1.8.3", "NaN", "1e400", "1e-400000", "-"])
def test_what_is_not_a_measure_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        parse_measure(text)


def test_an_answer_off_the_list_is_refused() -> None:
    with pytest.raises(RuleBroken):
        judge_choice("Type Q", ())


S = InspectionStatus


def test_the_way_of_an_inspection() -> None:
    assert check_transition("start", S.PLANNED, "Inspector") is S.IN_PROGRESS
    assert check_transition("submit", S.IN_PROGRESS, "Inspector") is S.SUBMITTED
    assert check_transition("approve", S.SUBMITTED, "Manager", signers=["a"], person="b") is S.APPROVED


def test_nobody_approves_the_own_work() -> None:
    for verb in ("approve", "send_back"):
        with pytest.raises(Denied):
            check_transition(verb, S.SUBMITTED, "Manager", reason="x", signers=["a"], person="a")


@pytest.mark.parametrize("verb", ["send_back", "cancel", "abort", "waive"])
def test_these_steps_need_a_reason(verb: str) -> None:
    step = next(each for each in TRANSITIONS if each.verb == verb)
    with pytest.raises(RuleBroken) as refusal:
        check_transition(verb, step.sources[0], step.roles[-1], reason="  ")
    assert "reason" in refusal.value.fields


def test_wrong_states_and_wrong_roles_are_refused() -> None:
    with pytest.raises(RuleBroken):
        check_transition("approve", S.IN_PROGRESS, "Manager")
    with pytest.raises(Denied):
        check_transition("approve", S.SUBMITTED, "Inspector")
    assert allowed(S.APPROVED, "Manager") == ()
    assert [step.verb for step in allowed(S.SUBMITTED, "Auditor")] == []


@pytest.mark.parametrize("result", Result)
def test_what_is_offered_is_what_is_accepted(result: Result) -> None:
    offered = possible_decisions(result)
    assert (Decision.RELEASE in offered) == (result is Result.PASS)
    for decision in Decision:
        if decision in offered:
            check_decision(result, decision, "with a reason")
        else:
            with pytest.raises(RuleBroken):
                check_decision(result, decision, "with a reason")


def test_a_failed_lot_is_not_released() -> None:
    check_decision(Result.PASS, Decision.RELEASE, "")
    check_decision(Result.FAIL, Decision.USE_AS_IS, "Customer accepts the colour")
    for decision, reason in ((Decision.RELEASE, "x"), (Decision.USE_AS_IS, ""), (Decision.NONE, "")):
        with pytest.raises(RuleBroken):
            check_decision(Result.FAIL, decision, reason)


def test_only_an_approved_inspection_is_revised_and_says_why() -> None:
    check_revisable(S.APPROVED, "Wrong lot size")
    for status, reason in ((S.SUBMITTED, "x"), (S.APPROVED, " ")):
        with pytest.raises(RuleBroken):
            check_revisable(status, reason)


def test_every_decision_has_a_lot_status() -> None:
    assert set(LOT_STATUS_AFTER) == set(Decision) - {Decision.NONE}
    assert set(LOT_STATUS_AFTER.values()) <= {status.value for status in LotStatus}
