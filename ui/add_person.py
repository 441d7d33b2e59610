"""The dialog that gives a further person a login: four eyes need at least two.

Managing people in full (roles, switching off, new passwords) is the business of its own screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.people import Actor, Role
from ui.context import Context
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from qualitydesk.services.people import NewPerson

MANAGING = (Role.MANAGER, Role.ADMIN)


def may_add_people(context: Context) -> bool:
    """Whether the person at the desk may give logins."""
    return context.desk.person.role in MANAGING


def ask_person(context: Context, parent: QWidget, then: Callable[[Actor], None]) -> tuple[Dialog, Form]:
    """Ask for name, login, role and a first password; ``then`` gets the person once the login is made."""
    tr = context.tr
    roles = tuple((role.value, tr(role.value)) for role in Role)
    fields = [
        Field("name", tr("Full name"), required=True),
        Field("name_zh", tr("Name in Chinese")),
        Field("role", tr("Role"), FieldKind.CHOICE, required=True, choices=roles),
        Field("email", tr("E-mail")),
        Field("login", tr("Login"), required=True),
        Field("password", tr("First password"), FieldKind.SECRET, required=True),
    ]

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def done(actor: object) -> None:
            dialog.accept()
            if isinstance(actor, Actor):
                context.toast(tr("{name} can sign in now.", name=tr.either(actor.name, actor.name_zh)), "ok")
                then(actor)

        wanted = _wanted(values)
        context.jobs.write(
            dialog,
            lambda: _create(context, wanted),
            done,
            lambda error: failures.at_form(context, form, error),
        )

    return ask_form(
        context,
        parent,
        tr("Add a person"),
        fields,
        tr("Add a person"),
        go,
        slot=Slot("new person"),
        values={"role": Role.INSPECTOR.value},
        columns=2,
        consequence=tr("Inspections and refunds need two people: one signs, another approves."),
        icon="user-plus",
        width=600,
    )


def _wanted(values: dict[str, object]) -> NewPerson:
    from qualitydesk.services.people import NewPerson

    text = {name: str(value) for name, value in values.items()}
    return NewPerson(
        text["name"], text["login"], text["password"], Role(text["role"]), text["name_zh"], text["email"]
    )


def _create(context: Context, person: NewPerson) -> Actor:
    from qualitydesk.services.people import create_person

    return create_person(context.desk, person)
