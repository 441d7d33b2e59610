"""Non-conformities and actions on both databases: recorded, led to their end, listed, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.improvement.states import ActionKind, NonConformityStatus
from qualitydesk.domain.values import Query
from qualitydesk.records import NonConformityStep, t
from qualitydesk.services import improvement
from qualitydesk.services.desk import Desk
from qualitydesk.services.improvement import NewAction, NewNonConformity
from tests.builders import add_traded_goods

S = NonConformityStatus


@pytest.fixture
def leak(manager: Desk) -> str:
    """A non-conformity about a lot."""
    with manager.store.write(manager.person, "make goods") as work:
        goods = add_traded_goods(work)
    new = NewNonConformity("Kettle base leaks", "3 of 125 leak", lot_id=goods["lot"])
    return improvement.record_non_conformity(manager, new)


def take(desk: Desk, key: str, verb: str) -> None:
    version = improvement.open_non_conformity(desk, key).row.version
    improvement.take_step(desk, key, version, verb, f"words of {verb}")


def test_it_is_led_to_its_end_and_keeps_what_was_written(manager: Desk, leak: str) -> None:
    for verb in ("contain", "analyse"):
        take(manager, leak, verb)
    opened = improvement.open_non_conformity(manager, leak)
    assert opened.row.number == "NC-2026-0001"
    (plan,) = opened.next
    assert plan.blockers
    with pytest.raises(RuleBroken):
        take(manager, leak, "plan")
    assert improvement.open_non_conformity(manager, leak).row.version == opened.row.version
    new = NewAction("Thicker seal from the next lot on", ActionKind.CORRECTIVE, non_conformity_id=leak)
    seal = improvement.create_action(manager, new)
    take(manager, leak, "plan")
    with pytest.raises(RuleBroken):
        take(manager, leak, "implement")
    assert improvement.finish_actions(manager, [seal, seal]) == 1
    for verb in ("implement", "verify", "close"):
        take(manager, leak, verb)
    closed = improvement.open_non_conformity(manager, leak)
    assert closed.row.status is S.CLOSED
    assert [step.text for step in closed.steps][:2] == ["words of contain", "words of analyse"]
    assert closed.steps[0].person.en == manager.person.name
    with pytest.raises(RuleBroken):
        improvement.take_up_action(manager, seal, improvement.open_action(manager, seal).row.version)
    with pytest.raises(RuleBroken):
        improvement.create_action(manager, NewAction("Too late", non_conformity_id=leak))
    with pytest.raises(RuleBroken):
        improvement.edit_non_conformity(manager, leak, closed.row.version, title="Other")


def test_steps_are_refused_by_role_version_and_empty_words(manager: Desk, inspector: Desk, leak: str) -> None:
    version = improvement.open_non_conformity(manager, leak).row.version
    with pytest.raises(RuleBroken) as refused:
        improvement.take_step(manager, leak, version, "contain", " ")
    assert set(refused.value.fields) == {"words"}
    with pytest.raises(Denied):
        improvement.take_step(inspector, leak, version, "close", "done")
    improvement.take_step(inspector, leak, version, "contain", "goods on hold")
    with pytest.raises(Conflict):
        improvement.take_step(manager, leak, version, "analyse", "seal")
    assert len(improvement.open_non_conformity(manager, leak).steps) == 1


def test_a_step_is_never_changed(manager: Desk, leak: str) -> None:
    take(manager, leak, "contain")
    step = t(NonConformityStep)
    with pytest.raises(DatabaseError), manager.store.engine.begin() as connection:
        connection.execute(step.update().values(text="other words"))


def test_actions_are_listed_by_their_day_those_without_last(manager: Desk, leak: str) -> None:
    today = manager.today()
    for title, days in (("later", 9), ("soon", 1)):
        new = NewAction(title, due_on=today + timedelta(days=days), non_conformity_id=leak)
        improvement.create_action(manager, new)
    some_day = improvement.create_action(manager, NewAction("some day"))
    query = Query({"done": ("no",)}, order="due", descending=False)
    first = improvement.page_actions(manager, query, None, 2)
    rest = improvement.page_actions(manager, query, first.next, 2)
    assert [row.title for row in (*first.rows, *rest.rows)] == ["soon", "later", "some day"]
    assert first.rows[0].number == "NC-2026-0001"
    week = Query({"done": ("no",), "due_until": ((today + timedelta(days=7)).isoformat(),)})
    assert improvement.count_actions(manager, week) == 1
    improvement.finish_actions(manager, [some_day])
    assert improvement.count_actions(manager, Query({"done": ("yes",)})) == 1
    assert improvement.count_actions(manager, Query({"owner": (manager.person.id,)})) == 3


def test_an_action_that_is_done_stands_until_it_is_taken_up_again(manager: Desk) -> None:
    key = improvement.create_action(manager, NewAction("Ask the maker"))
    improvement.finish_actions(manager, [key])
    version = improvement.open_action(manager, key).row.version
    with pytest.raises(RuleBroken):
        improvement.edit_action(manager, key, version, title="Ask again")
    version = improvement.take_up_action(manager, key, version)
    improvement.edit_action(manager, key, version, title="Ask again")
    assert improvement.open_action(manager, key).row.title == "Ask again"


def test_non_conformities_are_filtered_and_found(manager: Desk, leak: str) -> None:
    other = improvement.record_non_conformity(manager, NewNonConformity("Label missing"))
    take(manager, other, "contain")
    count = improvement.count_non_conformities
    assert count(manager, Query({"status": ("Active",)})) == 2
    assert count(manager, Query({"status": ("Contained",)})) == 1
    assert count(manager, Query(text="leaks")) == 1
    (row,) = improvement.page_non_conformities(manager, Query({"status": ("Open",)})).rows
    assert (row.title, row.left) == ("Kettle base leaks", 0)
    assert improvement.open_non_conformity(manager, row.number).row.id == leak
    with pytest.raises(ValueError, match="no filter"):
        count(manager, Query({"colour": ("red",)}))


def test_what_has_no_words_or_is_not_there_is_refused(manager: Desk) -> None:
    with pytest.raises(RuleBroken):
        improvement.record_non_conformity(manager, NewNonConformity(" "))
    with pytest.raises(RuleBroken):
        improvement.create_action(manager, NewAction(" "))
    with pytest.raises(NotFound):
        improvement.open_non_conformity(manager, "NC-1999-0001")
    with pytest.raises(NotFound):
        improvement.open_action(manager, "nothing")
