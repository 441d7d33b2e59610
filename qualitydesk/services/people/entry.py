"""Coming in: the first person, further ones, signing in, and the password that stands behind a signature.

On a local file roles are convenience, not protection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.clock import Clock
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING, PROGRAM, Actor, Role
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.passwords import NOBODY, WRONG, fits, hash_password, too_weak
from qualitydesk.settings import House
from qualitydesk.store.house import write_house
from qualitydesk.store.session import Reader, Store, Work


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is asked of a person who gets a login."""

    name: str
    login: str
    password: str
    role: Role
    name_zh: str = ""
    email: str = ""


def people_exist(store: Store) -> bool:
    """Whether anybody can sign in yet; a fresh database has nobody."""
    with store.read() as read:
        return read.first(select(t(Person).c.id).limit(1)) is not None


def create_first_person(store: Store, clock: Clock, person: NewPerson, house: House) -> Actor:
    """Make the first person of a fresh database and name the house.

    Raises RuleBroken with the fields that are wrong, or when somebody is recorded already.
    """
    _check(person)
    with store.write(PROGRAM, "create the first person") as work:
        if work.first(select(t(Person).c.id).limit(1)) is not None:
            raise RuleBroken(msg("Somebody has made the first person already. Sign in instead."))
        write_house(work, house)
        return add_person(work, person)


def create_person(desk: Desk, person: NewPerson) -> Actor:
    """Give a further person a login. For managers and admins."""
    desk.require(*MANAGING)
    _check(person)
    with desk.store.write(desk.person, "create a person") as work:
        return add_person(work, person)


def add_person(work: Work, person: NewPerson) -> Actor:
    """Record a person inside a running transaction."""
    if work.find(Person, login=person.login.strip().casefold()):
        raise RuleBroken(msg("This login is taken."), fields={"login": msg("This login is taken.")})
    key = work.insert(
        Person,
        id=new_key(),
        login=person.login.strip().casefold(),
        name=person.name.strip(),
        name_zh=person.name_zh.strip(),
        role=person.role,
        email=person.email.strip(),
        password_hash=hash_password(person.password),
        active=True,
    )
    return actor_of(work.get(Person, key))


def sign_in(store: Store, clock: Clock, login: str, password: str) -> Actor:
    """The person with that login and password.

    Raises Denied without saying which of the two was wrong, and for a person who was switched off.
    """
    with store.read() as read:
        row = read.find(Person, login=login.strip().casefold())
    if not fits(password, row.password_hash if row else NOBODY) or row is None or not row.active:
        raise Denied(WRONG)
    return actor_of(row)


def confirm_password(desk: Desk, password: str) -> None:
    """Make sure that it is the person at the desk who signs; Denied otherwise."""
    with desk.store.read() as read:
        row = read.get(Person, desk.person.id)
    if not row.active or not fits(password, row.password_hash):
        raise Denied(msg("The password is wrong. Nothing was signed."), "password")


def list_people(reader: Reader) -> list[Actor]:
    """Everybody who can sign in, by name."""
    table = t(Person)
    rows = reader.all(select(table).where(table.c.active == 1).order_by(table.c.name))
    return [actor_of(row) for row in rows]


def people(store: Store) -> list[Actor]:
    """Everybody who can sign in, by name, in a read of its own."""
    with store.read() as read:
        return list_people(read)


def _check(person: NewPerson) -> None:
    wrong: dict[str, Message] = {}
    if not person.name.strip():
        wrong["name"] = msg("Enter a name.")
    if not person.login.strip():
        wrong["login"] = msg("Enter a login.")
    if weak := too_weak(person.password):
        wrong["password"] = weak
    if wrong:
        raise RuleBroken(msg("Some entries are missing or too short."), fields=wrong)


def actor_of(row: Any) -> Actor:
    """The person of a row."""
    return Actor(row.id, row.login, row.name, Role(row.role), row.name_zh)
