"""The People screen by hand and keys: list, edit with conflict, passwords, switching off, the roles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied
from qualitydesk.domain.people import Role
from qualitydesk.domain.permissions import PERMISSIONS
from qualitydesk.services import people
from tests.builders import PASSWORD, desk_of
from ui.context import Context
from ui.history import HistoryDialog
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.own_password import ask_own_password
from ui.screens.people.permissions import PermissionTable
from ui.screens.people.screen import PeopleScreen


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def made(qtbot: QtBot, context: Context) -> PeopleScreen:
    screen = PeopleScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1232, 800)
    context.desk.store.listen(context.announce)
    context.signals.topics_changed.connect(screen.refresh)
    screen.show()
    screen.open_record("")
    qtbot.waitUntil(lambda: screen.file is not None)
    quiet(qtbot, context)
    return screen


@pytest.fixture
def screen(qtbot: QtBot, seated: Context) -> PeopleScreen:
    return made(qtbot, seated)


def show(qtbot: QtBot, screen: PeopleScreen, login: str) -> None:
    rows = people.page(screen.context.desk, people_query()).rows
    key = next(row.id for row in rows if row.login == login)
    screen.show_key(key)
    qtbot.waitUntil(lambda: screen.file is not None and screen.file.id == key)
    quiet(qtbot, screen.context)


def people_query() -> Any:
    from qualitydesk.domain.values import Query

    return Query()


def dialog_of(screen: PeopleScreen, kind: type[Dialog] = Dialog) -> Any:
    return next(one for one in screen.findChildren(kind) if one.isVisible())


def run(screen: PeopleScreen, action: str) -> None:
    assert screen.action_set is not None
    screen.action_set.run(action)


def said(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_list_shows_who_may_sign_in_and_the_panel_what_the_role_may(
    qtbot: QtBot, screen: PeopleScreen
) -> None:
    assert screen.list.table.rows.shown_records() == 7
    show(qtbot, screen, "chen")
    assert screen.side.title.full() == "Chen Yu"
    assert "Plan, carry out and sign inspections" in said(screen.side)
    table = screen.side.findChildren(PermissionTable)[-1]
    assert table.accessibleName().startswith("Inspector may: ")


def test_a_person_is_edited_and_taken_back(qtbot: QtBot, screen: PeopleScreen) -> None:
    heard: list[Any] = []
    screen.context.signals.toast_asked.connect(lambda _words, _tone, action: heard.append(action))
    show(qtbot, screen, "chen")
    run(screen, "edit")
    dialog = dialog_of(screen)
    form = dialog.findChildren(Form)[0]
    form.set_value("phone", "+86 1")
    form.set_value("role", "Service")
    dialog._confirm()
    quiet(qtbot, screen.context)
    assert screen.file is not None
    assert (screen.file.fields.phone, screen.file.fields.role) == ("+86 1", Role.SERVICE)
    heard[-1].run()
    quiet(qtbot, screen.context)
    qtbot.waitUntil(lambda: screen.file is not None and screen.file.fields.role is Role.INSPECTOR)
    quiet(qtbot, screen.context)


def test_two_editors_are_asked_field_by_field(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "chen")
    desk, file = screen.context.desk, screen.file
    assert file is not None
    screen.steps.edit()
    dialog = dialog_of(screen)
    form = dialog.findChildren(Form)[0]
    form.set_value("phone", "mine")
    screen.context.signals.topics_changed.disconnect(screen.refresh)
    people.edit_person(desk, file.id, file.version, replace(file.fields, phone="theirs"))
    dialog._confirm()
    qtbot.waitUntil(lambda: bool(screen.findChildren(ConflictDialog)))
    assert form.text("phone") == "mine"
    screen.findChildren(ConflictDialog)[0]._save()
    quiet(qtbot, screen.context)
    assert people.open_person(desk, file.id).fields.phone == "mine"
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def test_two_editors_of_different_fields_are_joined(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "chen")
    desk, file = screen.context.desk, screen.file
    assert file is not None
    screen.steps.edit()
    dialog = dialog_of(screen)
    dialog.findChildren(Form)[0].set_value("phone", "mine")
    screen.context.signals.topics_changed.disconnect(screen.refresh)
    people.edit_person(desk, file.id, file.version, replace(file.fields, email="theirs@lanting.example"))
    dialog._confirm()
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    quiet(qtbot, screen.context)
    fields = people.open_person(desk, file.id).fields
    assert (fields.phone, fields.email) == ("mine", "theirs@lanting.example")


def test_a_person_has_a_history(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "chen")
    assert screen.file is not None
    people.edit_person(
        screen.context.desk, screen.file.id, screen.file.version, replace(screen.file.fields, phone="1")
    )
    assert screen.action_set is not None
    screen.action_set.run("history")
    history = screen.window().findChildren(HistoryDialog)[0]
    qtbot.waitUntil(lambda: bool(history.entries))
    history.accept()
    quiet(qtbot, screen.context)


def test_a_password_is_set_and_a_weak_one_refused_at_its_field(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "chen")
    screen.steps.set_password()
    dialog = dialog_of(screen)
    form = dialog.findChildren(Form)[0]
    form.set_value("password", "short")
    dialog._confirm()
    quiet(qtbot, screen.context)
    assert "at least 6" in said(form)
    form.set_value("password", "long enough")
    dialog._confirm()
    quiet(qtbot, screen.context)
    desk = screen.context.desk
    assert people.sign_in(desk.store, desk.clock, "chen", "long enough").login == "chen"


def test_a_person_is_switched_off_and_on(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "chen")
    screen.steps.switch_off()
    dialog_of(screen)._confirm()
    qtbot.waitUntil(lambda: screen.file is not None and not screen.file.active)
    quiet(qtbot, screen.context)
    desk = screen.context.desk
    with pytest.raises(Denied):
        people.sign_in(desk.store, desk.clock, "chen", PASSWORD)
    assert screen.steps.may_switch_off() == "Is switched off already."
    screen.steps.switch_on()
    qtbot.waitUntil(lambda: screen.file is not None and screen.file.active)
    quiet(qtbot, screen.context)
    assert screen.steps.may_switch_on() == "May sign in already."


def test_nobody_switches_himself_off(qtbot: QtBot, screen: PeopleScreen) -> None:
    show(qtbot, screen, "lin")
    assert screen.steps.may_switch_off().startswith("Nobody switches himself off")
    screen.steps.edit()
    form = dialog_of(screen).findChildren(Form)[0]
    assert next(field for field in form.fields if field.name == "role").locked
    dialog_of(screen).reject()
    quiet(qtbot, screen.context)


@pytest.mark.parametrize("login", ["chen", "sofia", "novak"])
def test_who_does_not_manage_looks_only_and_is_told_why(
    qtbot: QtBot, context: Context, local_staffed: Backend, login: str
) -> None:
    context.sit_down(desk_of(local_staffed, login))
    looking = made(qtbot, context)
    for verb in ("new", "edit", "password", "off"):
        assert looking.action_set is not None
        assert looking.action_set.find(verb).locked() != ""
    assert looking.steps.manages() == "Managers and admins change this."
    quiet(qtbot, context)


def test_the_whole_table_of_roles_opens_by_key(qtbot: QtBot, screen: PeopleScreen) -> None:
    run(screen, "roles")
    dialog = dialog_of(screen)
    words = said(dialog)
    assert all(str(one.name) in words for one in PERMISSIONS)
    assert words.count("yes") == sum(len(one.roles) for one in PERMISSIONS)
    dialog.accept()


def test_everybody_changes_his_own_password(qtbot: QtBot, context: Context, local_staffed: Backend) -> None:
    context.sit_down(desk_of(local_staffed, "novak"))
    screen = made(qtbot, context)
    heard: list[str] = []
    context.signals.toast_asked.connect(lambda words, _tone, _action: heard.append(words))
    dialog, form = ask_own_password(context, screen)
    form.set_value("old", "guess")
    form.set_value("new", "better horse")
    dialog._confirm()
    quiet(qtbot, context)
    assert "not your password" in said(form)
    form.set_value("old", PASSWORD)
    dialog._confirm()
    quiet(qtbot, context)
    assert heard[-1] == "Your password is changed."
