"""Claims handed over and closed together: all or none, one entry, the to-do of whoever takes them."""

from __future__ import annotations

import re

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.todos import TodoKind
from qualitydesk.domain.values import Query
from qualitydesk.records import AuditEvent, Claim, ClaimStep, Person
from qualitydesk.services import claims, todo
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests.builders import add_claim, desk_of


@pytest.fixture
def keys(service: Desk) -> tuple[str, ...]:
    with service.store.write(service.person, "make claims") as work:
        handled = {"handler_id": service.person.id}
        return tuple(add_claim(work, number=f"CL-{n}", **handled) for n in (1, 2, 3))


def person(desk: Desk, login: str) -> str:
    with desk.store.read() as read:
        return str(read.find(Person, login=login).id)


def told(desk: Desk, action: str) -> int:
    with desk.store.read() as read:
        return read.count(AuditEvent, action=action)


def handlers(desk: Desk, keys: tuple[str, ...]) -> set[str]:
    return {str(claims.open_claim(desk, key).handler) for key in keys}


def waiting(desk: Desk) -> list[str]:
    return [one.key for one in todo.todos(desk, [TodoKind.HANDED])]


def test_claims_are_handed_over_and_back_with_one_entry(
    service: Desk, manager: Desk, keys: tuple[str, ...]
) -> None:
    lin = person(manager, "lin")
    before = claims.hand_over_claims(service, dict.fromkeys(keys, lin), "The buyer writes Chinese.")
    assert before == dict.fromkeys(keys, service.person.id)
    assert handlers(service, keys) == {"Lin Tao"}
    assert told(service, "hand over claims") == 1
    (line,) = (one for one in claims.open_claim(service, keys[0]).history if one.verb == "hand_over")
    assert line.reason == "Lin Tao\nThe buyer writes Chinese."
    assert (line.from_status, line.to_status) == ("New", "New")
    claims.hand_over_claims(service, before)
    assert handlers(service, keys) == {"Sofia Brandt"}


def test_who_takes_a_claim_is_told_until_it_takes_a_step(
    service: Desk, manager: Desk, keys: tuple[str, ...]
) -> None:
    claims.hand_over_claims(service, dict.fromkeys(keys[:2], manager.person.id))
    assert set(waiting(manager)) == set(keys[:2])
    assert waiting(service) == []
    (first, *_) = todo.todos(manager, [TodoKind.HANDED])
    assert "was handed to you" in str(first.title)
    assert "Sofia Brandt" in repr(first.detail.values["person"])
    claims.triage(manager, keys[0], claims.open_claim(manager, keys[0]).version)
    assert waiting(manager) == [keys[1]]
    claims.hand_over_claims(manager, {keys[1]: service.person.id})
    assert waiting(manager) == []
    assert waiting(service) == [keys[1]]


def test_what_one_takes_oneself_or_has_already_waits_for_nobody(
    service: Desk, manager: Desk, keys: tuple[str, ...]
) -> None:
    claims.hand_over_claims(manager, dict.fromkeys(keys, manager.person.id))
    assert waiting(manager) == []
    assert claims.hand_over_claims(manager, dict.fromkeys(keys, manager.person.id)) == {}
    with service.store.read() as read:
        assert read.count(ClaimStep, verb="hand_over") == 3


def test_nobodys_claims_are_a_list_of_their_own(service: Desk, keys: tuple[str, ...]) -> None:
    claims.hand_over_claims(service, {keys[0]: None})
    nobody = Query({"view": ("open",), "handler": ("nobody",)})
    assert [row.id for row in claims.page(service, nobody).rows] == [keys[0]]
    both = Query({"handler": ("nobody", service.person.id)})
    assert claims.count(service, both) == 3


def test_an_ended_claim_is_named_and_nothing_is_handed_over(service: Desk, keys: tuple[str, ...]) -> None:
    with service.store.write(service.person, "end") as work:
        work.change(Claim, keys[1], status=ClaimStatus.CLOSED)
    with pytest.raises(RuleBroken) as refused:
        claims.hand_over_claims(service, dict.fromkeys(keys, None))
    said = Translator("en")(refused.value.fields["handler_id"])
    assert said == "Nothing was changed. CL-2 is “Closed”."
    assert handlers(service, keys) == {"Sofia Brandt"}
    assert told(service, "hand over claims") == 0


def test_only_those_who_handle_claims_hand_over_and_take(
    service: Desk, inspector: Desk, staffed: Backend, keys: tuple[str, ...]
) -> None:
    with pytest.raises(Denied):
        claims.hand_over_claims(inspector, dict.fromkeys(keys, None))
    with pytest.raises(RuleBroken, match="Chen Yu handles no claims"):
        claims.hand_over_claims(service, {keys[0]: inspector.person.id})
    with service.store.write(service.person, "gone") as work:
        work.change(Person, person(service, "lin"), active=False)
    with pytest.raises(RuleBroken, match="handles no claims"):
        claims.hand_over_claims(desk_of(staffed, "sofia"), {keys[0]: person(service, "lin")})
    offered = {one.label for one in claims.handler_choices(service)}
    assert "Sofia Brandt" in offered
    assert not offered & {"Chen Yu", "Lin Tao"}


def test_settled_claims_are_closed_together_or_not_at_all(service: Desk, keys: tuple[str, ...]) -> None:
    with service.store.write(service.person, "settle") as work:
        for key in keys[:2]:
            work.change(Claim, key, status=ClaimStatus.SETTLED, recovery_waived_reason="Small")
    with pytest.raises(RuleBroken) as refused:
        claims.close_claims(service, reversed(keys))
    said = Translator("en")(refused.value.message)
    assert re.findall(r"CL-\d", said) == ["CL-1", "CL-2", "CL-3"], "by number, however they were ticked"
    assert told(service, "close claims") == 0
    with service.store.read() as read:
        assert {read.get(Claim, key).status for key in keys[:2]} == {"Settled"}


def test_closing_ends_what_is_due_with_one_entry(service: Desk, keys: tuple[str, ...]) -> None:
    from qualitydesk.domain.keys import new_key
    from qualitydesk.records import LiabilityShare
    from tests.builders import add_party

    with service.store.write(service.person, "settle") as work:
        party = add_party(work)
        for key in keys[:2]:
            work.change(Claim, key, status=ClaimStatus.SETTLED, recovery_waived_reason="Small")
            share = {"claim_id": key, "party_id": party, "basis_points": 10_000}
            work.insert(LiabilityShare, id=new_key(), **share)
    assert claims.close_claims(service, keys[:2]) == 2
    assert told(service, "close claims") == 1
    with service.store.read() as read:
        assert {read.get(Claim, key).status for key in keys[:2]} == {"Closed"}
        assert read.count(ClaimStep, verb="close") == 2


def test_after_sales_alone_closes(inspector: Desk, keys: tuple[str, ...]) -> None:
    with pytest.raises(Denied):
        claims.close_claims(inspector, keys)
