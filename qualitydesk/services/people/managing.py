"""Managing people: their names, roles and logins; who was switched off; a new password for who forgot.

Nobody changes his own role or switches himself off, and somebody is always left who manages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import MANAGING, Actor, Role
from qualitydesk.domain.values import Cursor, Message, Page, Query, msg
from qualitydesk.records import Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.passwords import fits, hash_password, too_weak
from qualitydesk.services.people.entry import actor_of
from qualitydesk.services.several import held, take_each
from qualitydesk.store.listings.people import PEOPLE, PersonRow
from qualitydesk.store.session import Work

OWN_ROLE = msg("Nobody changes his own role. Ask another manager.")
OWN_LOGIN = msg("Nobody switches himself off. Ask another manager.")
LAST_MANAGER = msg("Somebody has to manage this desk: make another manager first.")


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What can be changed of a person; the login stays, since the history names it."""

    name: str
    name_zh: str
    role: Role
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person with a login. ``myself`` is the person at the desk."""

    id: str
    version: int
    login: str
    fields: PersonFields
    active: bool
    myself: bool


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[PersonRow]:
    """The next people of a list; filters: role, active ("yes", "no"); orders: name, login, role."""
    with desk.store.read() as read:
        return PEOPLE.page(read, query, after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many people a list has."""
    with desk.store.read() as read:
        return PEOPLE.count(read, query)


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """The sizes of several lists at once, by name."""
    with desk.store.read() as read:
        return {name: PEOPLE.count(read, query) for name, query in views.items()}


def open_person(desk: Desk, key: str) -> PersonFile:
    """Open by key; NotFound if there is nobody."""
    with desk.store.read() as read:
        row = read.get(Person, key)
    fields = PersonFields(row.name, row.name_zh, Role(row.role), row.email, row.phone)
    return PersonFile(row.id, row.version, row.login, fields, bool(row.active), row.id == desk.person.id)


def person_now(desk: Desk) -> Actor | None:
    """The person at the desk as recorded by now; None when he may not sign in any more."""
    with desk.store.read() as read:
        row = read.find(Person, id=desk.person.id)
    return actor_of(row) if row is not None and row.active else None


def edit_person(desk: Desk, key: str, version: int, fields: PersonFields) -> int:
    """Change names, role and contact. Returns the new version.

    Raises Conflict when somebody else changed the person since, RuleBroken by field.
    """
    desk.require(*MANAGING)
    if not fields.name.strip():
        raise RuleBroken(msg("A person needs a name."), fields={"name": msg("Enter a name.")})
    with desk.store.write(desk.person, "edit person") as work:
        row = work.get(Person, key)
        if fields.role != row.role:
            _check_role(desk, work, row, fields.role)
        return work.update(Person, key, version, **_stored(fields))


def switch_off(desk: Desk, key: str, version: int) -> int:
    """Let a person sign in no more; what he did keeps his name. Returns the new version."""
    desk.require(*MANAGING)
    with desk.store.write(desk.person, "switch person off") as work:
        _check_off(desk, work, work.get(Person, key))
        return work.update(Person, key, version, active=False)


def switch_several(desk: Desk, keys: Iterable[str], *, on: bool) -> tuple[str, ...]:
    """Let several people sign in no more, or again; the keys of those that changed. All of them or none."""
    desk.require(*MANAGING)

    def switch(row: Any) -> None:
        if not on:
            _check_off(desk, work, row)
        work.change(Person, row.id, active=on)

    with desk.store.write(desk.person, "switch people on" if on else "switch people off") as work:
        rows = [row for row in held(work, Person, keys, "login") if bool(row.active) is not on]
        take_each(rows, lambda row: str(row.login), switch)
        return tuple(row.id for row in rows)


def _check_off(desk: Desk, work: Work, row: Any) -> None:
    if row.id == desk.person.id:
        raise RuleBroken(OWN_LOGIN)
    if row.role in MANAGING:
        _check_managed(work, row)


def switch_on(desk: Desk, key: str, version: int) -> int:
    """Let a person sign in again. Returns the new version."""
    desk.require(*MANAGING)
    with desk.store.write(desk.person, "switch person on") as work:
        return work.update(Person, key, version, active=True)


def set_password(desk: Desk, key: str, version: int, password: str) -> int:
    """A new password for somebody who forgot his; told to him in person. Returns the new version."""
    desk.require(*MANAGING)
    _check_password(password)
    hashed = hash_password(password)
    with desk.store.write(desk.person, "set a password") as work:
        return work.update(Person, key, version, password_hash=hashed)


def change_own_password(desk: Desk, old: str, new: str) -> None:
    """A new password for the person at the desk, who knows the old one; for everybody."""
    _check_password(new, "new")
    with desk.store.read() as read:
        row = read.get(Person, desk.person.id)
    if not fits(old, row.password_hash):
        wrong = msg("This is not your password.")
        raise RuleBroken(wrong, fields={"old": wrong})
    hashed = hash_password(new)
    with desk.store.write(desk.person, "change own password") as work:
        work.update(Person, desk.person.id, row.version, password_hash=hashed)


def why_not(desk: Desk) -> Message | None:
    """Why the person at the desk may change nobody; None if he may."""
    try:
        desk.require(*MANAGING)
    except Denied as denied:
        return denied.message
    return None


def _check_role(desk: Desk, work: Work, row: Any, role: Role) -> None:
    if row.id == desk.person.id:
        raise RuleBroken(OWN_ROLE, fields={"role": OWN_ROLE})
    if row.role in MANAGING and role not in MANAGING:
        _check_managed(work, row)


def _check_managed(work: Work, row: Any) -> None:
    table = t(Person)
    managing = select(table.c.id).where(table.c.role.in_(MANAGING), table.c.active == 1).order_by(table.c.id)
    others = {one.id for one in work.all(managing.with_for_update())} - {row.id}
    if row.active and not others:
        raise RuleBroken(LAST_MANAGER, fields={"role": LAST_MANAGER})


def _check_password(password: str, field: str = "password") -> None:
    if weak := too_weak(password):
        raise RuleBroken(weak, fields={field: weak})


def _stored(fields: PersonFields) -> dict[str, Any]:
    return {name: str(value).strip() for name, value in asdict(fields).items()}
