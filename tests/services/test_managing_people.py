"""Managing people on both databases: roles, logins, passwords; what each role may do; who only looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from qualitydesk.domain.errors import Conflict, Denied, NotFound, QualityDeskError, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING, Role
from qualitydesk.domain.permissions import PERMISSIONS
from qualitydesk.domain.values import NOTHING, Confidence, Finding, Query, Severity, msg
from qualitydesk.records import Party, Person
from qualitydesk.services import claims, house, improvement, people, products, shipments
from qualitydesk.services.desk import Desk
from qualitydesk.services.improvement import NewAction
from qualitydesk.services.saved_views import OwnView, save_view
from tests.builders import PASSWORD


def key_of(desk: Desk, login: str) -> str:
    with desk.store.read() as read:
        row = read.find(Person, login=login)
    assert row is not None
    return str(row.id)


def test_people_are_listed_by_role_and_by_whether_they_may_sign_in(manager: Desk) -> None:
    rows = people.page(manager, Query(descending=False), None, 3)
    assert [row.login for row in rows.rows] == ["chen", "novak", "lin"]
    assert rows.next is not None
    assert people.count(manager, Query()) == 7
    chen = people.open_person(manager, key_of(manager, "chen"))
    people.switch_off(manager, chen.id, chen.version)
    off = people.page(manager, Query({"active": ("no",)}))
    assert [row.login for row in off.rows] == ["chen"]
    assert people.count(manager, Query({"role": ("Manager",)})) == 2


def test_a_person_is_edited_and_a_second_editor_is_told(manager: Desk, approver: Desk) -> None:
    chen = people.open_person(manager, key_of(manager, "chen"))
    fields = replace(chen.fields, phone="+86 574 1", role=Role.SERVICE)
    people.edit_person(manager, chen.id, chen.version, fields)
    now = people.open_person(manager, chen.id)
    assert (now.fields.phone, now.fields.role, now.myself) == ("+86 574 1", Role.SERVICE, False)
    with pytest.raises(Conflict) as told:
        people.edit_person(approver, chen.id, chen.version, replace(chen.fields, phone="+49 1"))
    assert told.value.mine["phone"] == "+49 1"
    assert told.value.theirs["phone"] == "+86 574 1"
    with pytest.raises(RuleBroken) as refused:
        people.edit_person(manager, chen.id, now.version, replace(now.fields, name=" "))
    assert set(refused.value.fields) == {"name"}
    with pytest.raises(NotFound):
        people.open_person(manager, "nobody")


def test_who_is_switched_off_cannot_sign_in_until_switched_on(manager: Desk) -> None:
    chen = people.open_person(manager, key_of(manager, "chen"))
    version = people.switch_off(manager, chen.id, chen.version)
    with pytest.raises(Denied):
        people.sign_in(manager.store, manager.clock, "chen", PASSWORD)
    people.switch_on(manager, chen.id, version)
    assert people.sign_in(manager.store, manager.clock, "chen", PASSWORD).id == chen.id


def write_something(desk: Desk) -> str:
    with desk.store.write(desk.person, "call a party") as work:
        return work.insert(Party, id=new_key(), code=new_key(), name="Anybody")


def test_an_open_session_of_who_is_switched_off_changes_nothing(manager: Desk, service: Desk) -> None:
    write_something(service)
    sofia = people.open_person(manager, service.person.id)
    version = people.switch_off(manager, sofia.id, sofia.version)
    with service.store.read() as read:
        before = read.count(Party)
    with pytest.raises(Denied, match="may not sign in any more"):
        write_something(service)
    with service.store.read() as read:
        assert read.count(Party) == before
    people.switch_on(manager, sofia.id, version)
    write_something(service)


def test_a_role_that_was_taken_away_is_not_worked_in(manager: Desk, service: Desk) -> None:
    sofia = people.open_person(manager, service.person.id)
    people.edit_person(manager, sofia.id, sofia.version, replace(sofia.fields, role=Role.INSPECTOR))
    with pytest.raises(Denied, match="sign in anew"):
        write_something(service)


def test_nobody_gives_himself_back_what_was_taken_away(manager: Desk, approver: Desk) -> None:
    """Wang Shu is a manager too, and her session is still open."""
    wang = people.open_person(manager, approver.person.id)
    version = people.switch_off(manager, wang.id, wang.version)
    with pytest.raises(Denied, match="may not sign in any more"):
        people.switch_on(approver, wang.id, version)
    version = people.switch_on(manager, wang.id, version)
    version = people.edit_person(manager, wang.id, version, replace(wang.fields, role=Role.INSPECTOR))
    with pytest.raises((Denied, RuleBroken)):
        people.edit_person(approver, wang.id, version, wang.fields)
    assert people.open_person(manager, wang.id).fields.role == Role.INSPECTOR


def test_nobody_locks_himself_out(manager: Desk) -> None:
    me = people.open_person(manager, manager.person.id)
    with pytest.raises(RuleBroken, match="himself off"):
        people.switch_off(manager, me.id, me.version)
    with pytest.raises(RuleBroken, match="his own role"):
        people.edit_person(manager, me.id, me.version, replace(me.fields, role=Role.INSPECTOR))
    people.edit_person(manager, me.id, me.version, replace(me.fields, phone="1"))


def test_somebody_is_always_left_who_manages(manager: Desk) -> None:
    for login in ("wang", "zhao"):
        other = people.open_person(manager, key_of(manager, login))
        people.switch_off(manager, other.id, other.version)
    admin = manager.of(replace(manager.person, id=key_of(manager, "wang")))
    me = people.open_person(admin, manager.person.id)
    with pytest.raises(RuleBroken, match="has to manage"):
        people.switch_off(admin, me.id, me.version)
    with pytest.raises(RuleBroken, match="has to manage"):
        people.edit_person(admin, me.id, me.version, replace(me.fields, role=Role.SERVICE))


def test_passwords_are_set_by_a_manager_and_changed_by_who_knows_the_old_one(
    manager: Desk, inspector: Desk
) -> None:
    chen = people.open_person(manager, inspector.person.id)
    with pytest.raises(RuleBroken) as weak:
        people.set_password(manager, chen.id, chen.version, "short")
    assert set(weak.value.fields) == {"password"}
    people.set_password(manager, chen.id, chen.version, "fresh horse")
    people.confirm_password(inspector, "fresh horse")
    with pytest.raises(RuleBroken) as wrong:
        people.change_own_password(inspector, "guess", "better horse")
    assert set(wrong.value.fields) == {"old"}
    people.change_own_password(inspector, "fresh horse", "better horse")
    people.confirm_password(inspector, "better horse")


def test_the_desk_learns_of_a_new_role_and_of_a_closed_login(manager: Desk, inspector: Desk) -> None:
    chen = people.open_person(manager, inspector.person.id)
    version = people.edit_person(manager, chen.id, chen.version, replace(chen.fields, role=Role.SERVICE))
    found = people.person_now(inspector)
    assert found is not None
    assert found.role is Role.SERVICE
    people.switch_off(manager, chen.id, version)
    assert people.person_now(inspector) is None


FINDING = Finding("gate.x", Severity.STOP, msg("x"), "", "", NOTHING, Confidence.VERIFIED)
PROBES: dict[str, Callable[[Desk], object]] = {
    "record": lambda desk: products.create_product(desk, sku="PX", name="Probe"),
    "claims": lambda desk: claims.cancel_refund(desk, "none", 1, "x"),
    "returns": lambda desk: claims.add_message(desk, "none", "hello"),
    "release": lambda desk: shipments.release_shipment(desk, "none", 1),
    "except": lambda desk: shipments.grant_exception(
        desk, "none", FINDING, until=date(2026, 12, 1), reason="x"
    ),
    "people": lambda desk: people.switch_off(desk, "none", 1),
    "house": lambda desk: house.edit_house(desk, house.open_house(desk), house.open_house(desk)),
}


def may(desk: Desk, probe: Callable[[Desk], object]) -> bool:
    """Whether the service gets as far as looking at the record."""
    try:
        probe(desk)
    except Denied:
        return False
    except QualityDeskError:
        return True
    return True


@pytest.mark.parametrize("role", list(Role))
def test_the_table_of_permissions_says_what_the_services_do(manager: Desk, role: Role) -> None:
    desk = manager.of(replace(manager.person, id="", role=role))
    table = {one.id: role in one.roles for one in PERMISSIONS}
    assert {name: may(desk, probe) for name, probe in PROBES.items()} == {
        name: table[name] for name in PROBES
    }


@pytest.mark.parametrize("role", [role for role in Role if role not in MANAGING])
def test_only_who_manages_changes_people(manager: Desk, role: Role) -> None:
    desk = manager.of(replace(manager.person, id="", role=role))
    chen = people.open_person(desk, key_of(desk, "chen"))
    refused: tuple[Callable[[], int], ...] = (
        lambda: people.edit_person(desk, chen.id, chen.version, chen.fields),
        lambda: people.switch_on(desk, chen.id, chen.version),
        lambda: people.set_password(desk, chen.id, chen.version, "long enough"),
    )
    for verb in refused:
        with pytest.raises(Denied):
            verb()


def test_an_auditor_changes_nothing_but_keeps_his_views_and_password(manager: Desk) -> None:
    auditor = manager.of(replace(manager.person, id=key_of(manager, "novak"), name="Jana", role=Role.AUDITOR))
    with pytest.raises(Denied, match="looks and changes nothing"):
        improvement.create_action(auditor, NewAction("Probe"))
    save_view(auditor, "claims", OwnView("mine"))
    people.change_own_password(auditor, PASSWORD, "another horse")
    people.confirm_password(auditor, "another horse")
