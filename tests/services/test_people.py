"""People: the first person, signing in, passwords behind signatures."""

from __future__ import annotations

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import Role
from qualitydesk.records import Person
from qualitydesk.services import people
from qualitydesk.services.people import NewPerson
from qualitydesk.settings import House

LIN = NewPerson(name="Lin Mei", name_zh="林梅", login="Lin", password="correct horse", role=Role.MANAGER)


def test_a_fresh_database_offers_to_make_the_first_person(backend: Backend) -> None:
    assert not people.people_exist(backend.store)
    actor = people.create_first_person(
        backend.store, backend.clock, LIN, House(name="Lanting", language="zh_CN")
    )
    assert people.people_exist(backend.store)
    assert people.sign_in(backend.store, backend.clock, "lin", "correct horse") == actor
    assert backend.desk(actor).house.name == "Lanting"


def test_only_one_can_be_first(backend: Backend) -> None:
    people.create_first_person(backend.store, backend.clock, LIN, House())
    with pytest.raises(RuleBroken):
        people.create_first_person(backend.store, backend.clock, LIN, House())


def test_missing_entries_are_named_by_field(backend: Backend) -> None:
    with pytest.raises(RuleBroken) as told:
        people.create_first_person(
            backend.store,
            backend.clock,
            NewPerson(name=" ", login="", password="x", role=Role.ADMIN),
            House(),
        )
    assert set(told.value.fields) == {"name", "login", "password"}
    assert not people.people_exist(backend.store)


@pytest.mark.parametrize(("login", "password"), [("lin", "wrong"), ("nobody", "correct horse"), ("", "")])
def test_a_wrong_login_is_denied_without_saying_which_part(
    backend: Backend, login: str, password: str
) -> None:
    people.create_first_person(backend.store, backend.clock, LIN, House())
    with pytest.raises(Denied, match="Login or password is wrong"):
        people.sign_in(backend.store, backend.clock, login, password)


def test_passwords_are_salted_and_never_kept(backend: Backend) -> None:
    assert people.hash_password("same") != people.hash_password("same")
    actor = people.create_first_person(backend.store, backend.clock, LIN, House())
    with backend.store.read() as read:
        assert "correct horse" not in str(tuple(read.get(Person, actor.id)))


def test_a_signature_needs_the_persons_own_password(backend: Backend) -> None:
    actor = people.create_first_person(backend.store, backend.clock, LIN, House())
    people.confirm_password(backend.desk(actor), "correct horse")
    with pytest.raises(Denied):
        people.confirm_password(backend.desk(actor), "other")


def test_only_managers_and_admins_give_logins(backend: Backend) -> None:
    manager = people.create_first_person(backend.store, backend.clock, LIN, House())
    chen = NewPerson(name="Chen Yu", login="chen", password="warehouse", role=Role.INSPECTOR)
    inspector = people.create_person(backend.desk(manager), chen)
    with pytest.raises(Denied):
        people.create_person(backend.desk(inspector), LIN)
    with pytest.raises(RuleBroken, match="taken"):
        people.create_person(backend.desk(manager), chen)
    assert [person.login for person in people.people(backend.store)] == ["chen", "lin"]
