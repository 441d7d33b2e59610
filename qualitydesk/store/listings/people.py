"""The list of people who have a login."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Person, t
from qualitydesk.store.listings.register import Register

PERSON = t(Person)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list."""

    id: str
    login: str
    name: Bilingual
    role: Role
    email: str
    phone: str
    active: bool


def _row(row: Any) -> PersonRow:
    name = Bilingual(row.name, row.name_zh)
    return PersonRow(row.id, row.login, name, Role(row.role), row.email, row.phone, bool(row.active))


_SHOWN = ("id", "login", "name", "name_zh", "role", "email", "phone", "active")

PEOPLE = Register(
    select=select(*(PERSON.c[name] for name in _SHOWN)),
    key=PERSON.c.id,
    orders={"": PERSON.c.name, "name": PERSON.c.name, "login": PERSON.c.login, "role": PERSON.c.role},
    filters={
        "role": PERSON.c.role.in_,
        "active": lambda values: PERSON.c.active.in_([int(value == "yes") for value in values]),
    },
    row=_row,
    kind="person",
)
"""Everybody, by name."""
