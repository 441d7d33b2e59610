"""A non-conformity's states: the way to the end, the way back, and what stands against each step."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.improvement.states import (
    PATH,
    STEPS,
    NonConformityFacts,
    NonConformityStatus,
    check_step,
    next_steps,
)
from qualitydesk.domain.people import Role

S = NonConformityStatus


def facts(status: S, mending: int = 1, mending_open: int = 0, all_open: int = 0) -> NonConformityFacts:
    return NonConformityFacts(status, mending, mending_open, all_open)


def test_the_steps_lead_from_open_to_closed() -> None:
    status = S.OPEN
    for verb in ("contain", "analyse", "plan", "implement", "verify", "close"):
        status = check_step(verb, facts(status), Role.MANAGER, "written down")
    assert status is S.CLOSED
    assert [step.target for step in STEPS if step.target in PATH] == list(PATH[1:])


def test_what_is_not_effective_goes_back_to_the_cause() -> None:
    assert check_step("not_effective", facts(S.VERIFIED), Role.SERVICE, "again") is S.NOT_EFFECTIVE
    assert check_step("analyse", facts(S.NOT_EFFECTIVE), Role.SERVICE, "the real cause") is S.ANALYSED


@pytest.mark.parametrize(
    ("verb", "standing", "said"),
    [
        ("plan", facts(S.ANALYSED, mending=0), "at least one corrective or preventive action"),
        ("implement", facts(S.ACTION_PLANNED, mending_open=2), "2 of the planned actions"),
        ("implement", facts(S.ACTION_PLANNED, mending_open=1), "1 of the planned actions is not done yet"),
        ("close", facts(S.VERIFIED, all_open=2), "2 actions are still open"),
        ("close", facts(S.VERIFIED, all_open=1), "1 action is still open"),
        ("close", facts(S.OPEN), "not possible while it is “Open”"),
    ],
)
def test_guards_say_what_is_missing(verb: str, standing: NonConformityFacts, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        check_step(verb, standing, Role.MANAGER, "written down")


def test_a_step_needs_its_words_and_its_role() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_step("contain", facts(S.OPEN), Role.INSPECTOR, "  ")
    assert set(refused.value.fields) == {"words"}
    with pytest.raises(Denied):
        check_step("verify", facts(S.IMPLEMENTED), Role.INSPECTOR, "seen")


def test_next_steps_name_their_blockers_and_leave_out_what_is_not_for_the_role() -> None:
    (plan,) = next_steps(facts(S.ANALYSED, mending=0), Role.SERVICE)
    assert plan.step.verb == "plan"
    assert plan.blockers
    assert [one.step.verb for one in next_steps(facts(S.IMPLEMENTED), Role.SERVICE)] == ["not_effective"]
    assert next_steps(facts(S.CLOSED), Role.ADMIN) == ()
