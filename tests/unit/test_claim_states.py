"""A claim moves as its table says, and every refusal names what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qualitydesk.domain.claims.limits import check_lot, check_quantity
from qualitydesk.domain.claims.recovery import (
    RecoveryStatus,
    check_agreed,
    check_recovery,
    due_after,
    recovery_moves,
)
from qualitydesk.domain.claims.remedy import check_remedy
from qualitydesk.domain.claims.states import (
    TRANSITIONS,
    ClaimFacts,
    check_editable,
    check_move,
    moves,
)
from qualitydesk.domain.claims.stepper import steps
from qualitydesk.domain.claims.words import ClaimStatus, Disposition, Remedy
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import Role
from qualitydesk.domain.steps import StepMark

S = ClaimStatus
READY = ClaimFacts(S.INVESTIGATION, reason="L-04", points=(7000, 3000), cost_lines=1, recovery_waived=True)


def test_the_whole_way_with_a_return() -> None:
    facts = replace(READY, status=S.NEW, disposition=Disposition.RETURN)
    way = [
        "triage",
        "investigate",
        "decide",
        "expect_return",
        "receive_goods",
        "inspect_goods",
        "settle",
        "close",
    ]
    seen = []
    for verb in way:
        facts = replace(facts, status=check_move(verb, facts, Role.SERVICE))
        seen.append(facts.status.value)
    assert seen == [
        "Triaged", "Under investigation", "Decided", "Return expected", "Goods received", "Goods inspected",
        "Settled", "Closed",
    ]  # fmt: skip


def test_decided_to_settled_is_legal_when_nothing_comes_back() -> None:
    decided = replace(READY, status=S.DECIDED, granted=Remedy.REFUND, disposition=Disposition.KEEPS)
    assert check_move("settle", decided, Role.SERVICE) is S.SETTLED
    with pytest.raises(RuleBroken, match="come back"):
        check_move("settle", replace(decided, disposition=Disposition.RETURN), Role.SERVICE)


def test_deciding_needs_reason_and_liability() -> None:
    with pytest.raises(RuleBroken, match="reason") as refusal:
        check_move("decide", replace(READY, reason=" ", points=()), Role.SERVICE)
    assert len(refusal.value.fields) == 2
    with pytest.raises(RuleBroken, match="liability"):
        check_move("decide", replace(READY, points=(0,)), Role.SERVICE)


def test_settling_needs_cost_lines_unless_the_claim_was_rejected() -> None:
    decided = replace(READY, status=S.DECIDED, granted=Remedy.REFUND, cost_lines=0)
    with pytest.raises(RuleBroken, match="cost line"):
        check_move("settle", decided, Role.SERVICE)
    assert check_move("settle", replace(decided, granted=Remedy.REJECTED), Role.SERVICE) is S.SETTLED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": (7000,)}, "70 %, not to 100 %"),
        ({"recovery_waived": False, "unrecovered": ("Ningbo Haoyu",)}, "Ningbo Haoyu"),
        ({"refunds_waiting": 1}, "second person"),
    ],
)
def test_closing_needs_whole_liability_recovery_and_released_refunds(
    change: dict[str, object], words: str
) -> None:
    settled = replace(READY, status=S.SETTLED)
    assert check_move("close", settled, Role.SERVICE) is S.CLOSED
    with pytest.raises(RuleBroken, match=words):
        check_move("close", replace(settled, **change), Role.SERVICE)  # type: ignore[arg-type] # parametrised


def test_a_rejected_claim_expects_no_return() -> None:
    with pytest.raises(RuleBroken, match="rejected"):
        check_move("expect_return", replace(READY, status=S.DECIDED, granted=Remedy.REJECTED), Role.SERVICE)


def test_withdrawing_and_reopening_need_a_reason() -> None:
    for verb, status in (("withdraw", S.TRIAGED), ("reopen", S.CLOSED)):
        with pytest.raises(RuleBroken, match="why"):
            check_move(verb, replace(READY, status=status), Role.SERVICE)
    assert check_move("reopen", replace(READY, status=S.CLOSED), Role.SERVICE, "new photos") is S.REOPENED


def test_only_the_listed_moves_are_lawful() -> None:
    for step in TRANSITIONS:
        for status in set(S) - set(step.sources):
            with pytest.raises(RuleBroken):
                check_move(step.verb, replace(READY, status=status), Role.MANAGER, "because")


def test_roles_are_kept_apart() -> None:
    with pytest.raises(Denied):
        check_move("decide", READY, Role.INSPECTOR)
    assert check_move("receive_goods", replace(READY, status=S.RETURN_EXPECTED), Role.INSPECTOR)
    assert not moves(READY, Role.AUDITOR)


def test_moves_say_what_is_missing() -> None:
    offered = {move.verb: move for move in moves(replace(READY, reason=""), Role.SERVICE)}
    assert set(offered) == {"ask_buyer", "decide", "withdraw"}
    assert [str(message) for message in offered["decide"].blockers] == [
        "Choose the reason first: what is wrong with the goods."
    ]
    assert not offered["ask_buyer"].blockers


def test_every_state_but_the_ends_leads_on() -> None:
    for status in S:
        assert moves(replace(READY, status=status), Role.MANAGER), status


def test_the_stepper_dashes_what_may_be_skipped() -> None:
    way = steps(S.INVESTIGATION, Disposition.NONE)
    assert [step.name.value for step in way] == [
        "New", "Triaged", "Under investigation", "Decided", "Return expected", "Goods inspected", "Settled",
        "Closed",
    ]  # fmt: skip
    assert [step.mark for step in way[:4]] == [StepMark.DONE, StepMark.DONE, StepMark.NOW, StepMark.LATER]
    assert [step.name for step in way if step.skippable] == [S.RETURN_EXPECTED, S.GOODS_INSPECTED]
    assert not [step for step in steps(S.DECIDED, Disposition.RETURN) if step.skippable]


def test_states_off_the_way_stand_in_for_a_step() -> None:
    assert steps(S.WAITING, Disposition.NONE)[2].name is S.WAITING
    assert steps(S.GOODS_RECEIVED, Disposition.RETURN)[5].name is S.GOODS_RECEIVED
    assert steps(S.WITHDRAWN, Disposition.NONE)[-1].mark is StepMark.NOW
    assert {step.mark for step in steps(S.CLOSED, Disposition.KEEPS)} == {StepMark.DONE, StepMark.SKIP}


def test_a_settled_claim_stands_still() -> None:
    check_editable(S.DECIDED)
    for status in (S.SETTLED, S.CLOSED, S.WITHDRAWN):
        with pytest.raises(RuleBroken, match="Reopen"):
            check_editable(status)


def test_a_decision_grants_something_or_says_why_not() -> None:
    check_remedy(Remedy.REPLACEMENT, None, "")
    for remedy, amount, words in (
        (Remedy.NONE, None, "Choose a remedy"),
        (Remedy.REJECTED, None, "rejection"),
        (Remedy.REFUND, None, "how much"),
        (Remedy.PART_REFUND, 0, "how much"),
    ):
        with pytest.raises(RuleBroken, match=words):
            check_remedy(remedy, amount, " ")


def test_never_more_and_never_another_lot_than_was_shipped() -> None:
    check_quantity(2, 3, 1)
    for asked in (0, 3):
        with pytest.raises(RuleBroken):
            check_quantity(asked, 3, 1)
    check_lot("lot-1", ("lot-1", "lot-2"))
    check_lot("lot-1", ())
    with pytest.raises(RuleBroken, match="not shipped"):
        check_lot("lot-3", ("lot-1",))


def test_a_recovery_runs_to_its_end() -> None:
    R = RecoveryStatus  # noqa: N806
    status = R.DRAFT
    for verb in ("send", "acknowledge", "agree_in_part", "credit"):
        status = check_recovery(verb, status)
    assert status is R.CREDITED
    assert recovery_moves(R.CREDITED) == recovery_moves(R.WRITTEN_OFF) == ()
    with pytest.raises(RuleBroken):
        check_recovery("credit", R.SENT)
    with pytest.raises(RuleBroken):
        check_recovery("conjure", R.SENT)


def test_every_open_step_of_a_recovery_has_a_due_date() -> None:
    day = date(2026, 11, 20)
    due = {status: due_after(status, day) for status in RecoveryStatus}
    assert due[RecoveryStatus.SENT] == date(2026, 12, 4)
    assert [status.value for status, when in due.items() if when is None] == ["Credited", "Written off"]


def test_an_agreement_in_part_lies_between() -> None:
    assert check_agreed("agree", 1420, None) == 1420
    assert check_agreed("refuse", 1420, 5) is None
    assert check_agreed("agree_in_part", 1420, 700) == 700
    for bad in (None, 0, 1420):
        with pytest.raises(RuleBroken):
            check_agreed("agree_in_part", 1420, bad)
