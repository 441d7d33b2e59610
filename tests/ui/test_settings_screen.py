"""The Settings screen by hand and keys: the look at once and back, the company with conflicts, backups."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.todos import TodoKind
from qualitydesk.services import care
from qualitydesk.services.desk import Desk
from qualitydesk.services.house import edit_house, open_house
from qualitydesk.services.people import people
from tests.builders import add_party, desk_of
from ui import tray
from ui.app import change_database
from ui.context import Context
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.scan import burst_ms
from ui.main_window import MainWindow
from ui.pages import Place
from ui.screens.settings.company_section import CompanySection
from ui.screens.settings.database_section import DatabaseSection
from ui.screens.settings.desk_section import DeskSection
from ui.screens.settings.notice_section import NoticeSection
from ui.screens.settings.screen import SECTIONS, SettingsScreen
from ui.todo import wanted_kinds
from ui.words import size_words


@pytest.fixture
def screen(qtbot: QtBot, seated: Context, local_backend: Backend) -> SettingsScreen:
    seated.location = local_backend.location
    made = SettingsScreen(seated)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    made.show()
    return made


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def section(qtbot: QtBot, screen: SettingsScreen, name: str) -> Any:
    screen.open_record(name)
    quiet(qtbot, screen.context)
    return screen.sections[name]


def said(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def toasts(context: Context) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []
    context.signals.toast_asked.connect(lambda words, _tone, action: heard.append((words, action)))
    return heard


def test_every_section_opens_by_key(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.open_record("")
    screen.shown()
    for id_, _title, _icon in SECTIONS:
        quiet(qtbot, screen.context)
        assert screen.stack.currentWidget() is screen.sections[id_]
        QTest.keyClick(screen.names, Qt.Key.Key_Down)
    quiet(qtbot, screen.context)


def test_the_palette_and_the_menu_lead_to_the_settings(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("chen")
    titles = [result.title for result in window.commands._results()]
    assert "Settings" in titles
    window.navigate("settings", "about")
    assert window.pages.place == Place("settings", "about")
    quiet(qtbot, window.context)


# -- this desk


def test_the_look_changes_at_once_and_is_taken_back(qtbot: QtBot, screen: SettingsScreen) -> None:
    desk: DeskSection = section(qtbot, screen, "desk")
    heard = toasts(screen.context)
    desk.look.set_value("mode", "contrast")
    assert screen.context.theme.wish == "contrast"
    assert screen.context.theme.tokens["surface"] == "#000000"
    assert screen.context.settings.value(screen.context.own("theme")) == "contrast"
    heard[-1][1].run()
    assert screen.context.theme.wish == "light"


def test_motion_and_scanner_are_kept_for_the_person(
    qtbot: QtBot, screen: SettingsScreen, local_staffed: Backend
) -> None:
    desk: DeskSection = section(qtbot, screen, "desk")
    desk.hands.set_value("burst", "80")
    desk.hands.set_value("still", True)
    assert burst_ms() == 80
    assert QApplication.cursorFlashTime() == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    screen.context.sit_down(desk_of(local_staffed, "wang"))
    from ui.remembered import hands_again

    hands_again(screen.context)
    assert burst_ms() == 35
    assert QApplication.cursorFlashTime() > 0


# -- company


def company(qtbot: QtBot, screen: SettingsScreen) -> CompanySection:
    made: CompanySection = section(qtbot, screen, "company")
    return made


def test_language_of_papers_and_our_own_party_are_set(
    qtbot: QtBot, screen: SettingsScreen, local_manager: Desk
) -> None:
    with local_manager.store.write(local_manager.person, "prepare") as work:
        us = add_party(work, "seller", name="Lanting Trading")
    made = company(qtbot, screen)
    made.form.set_value("language", "zh_CN")
    made.form.set_value("party_id", (us, "Lanting Trading"))
    made.save()
    quiet(qtbot, screen.context)
    house = open_house(local_manager)
    assert (house.language, house.party_id) == ("zh_CN", us)
    made.load()
    quiet(qtbot, screen.context)
    assert not made.form.dirty
    assert made._own_typed() == "Lanting Trading"


def test_a_rule_of_the_house_leads_to_where_it_is_changed(qtbot: QtBot, screen: SettingsScreen) -> None:
    made = company(qtbot, screen)
    went: list[tuple[str, str]] = []
    screen.context.signals.navigation.connect(lambda kind, key: went.append((kind, key)))
    made.rules.findChildren(QPushButton)[0].click()
    assert went == [("rules", next(iter(screen.context.desk.rules.house)))]


def test_the_company_is_saved_and_taken_back(qtbot: QtBot, screen: SettingsScreen) -> None:
    made = company(qtbot, screen)
    assert made.why_not() == "Nothing was changed."
    heard = toasts(screen.context)
    made.form.set_value("phone", "+86 571 1")
    QTest.keyClick(made.form.boxes["phone"].editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not made.form.dirty
    made.form.set_value("phone", "+86 571 2")
    made.save()
    quiet(qtbot, screen.context)
    desk = screen.context.desk
    assert open_house(desk).phone == "+86 571 2"
    heard[-1][1].run()
    quiet(qtbot, screen.context)
    assert open_house(desk).phone == ""


def test_what_another_manager_saved_is_asked_about_and_nothing_typed_is_lost(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    made = company(qtbot, screen)
    desk = screen.context.desk
    seen = open_house(desk)
    made.form.set_value("phone", "mine")
    edit_house(desk, seen, replace(seen, phone="theirs", email="a@b.example"))
    made.save()
    qtbot.waitUntil(lambda: bool(screen.findChildren(ConflictDialog)))
    dialog = screen.findChildren(ConflictDialog)[0]
    assert made.form.text("phone") == "mine"
    dialog._save()
    quiet(qtbot, screen.context)
    now = open_house(desk)
    assert (now.phone, now.email) == ("mine", "a@b.example")


def test_wrong_entries_are_said_at_their_field(qtbot: QtBot, screen: SettingsScreen) -> None:
    made = company(qtbot, screen)
    made.form.set_value("email", "nobody")
    made.save()
    quiet(qtbot, screen.context)
    assert "no e-mail" in said(made.form.boxes["email"])
    assert made.form.dirty


def test_who_does_not_manage_looks_only_and_is_told_why(
    qtbot: QtBot, context: Context, local_staffed: Backend
) -> None:
    context.sit_down(desk_of(local_staffed, "chen"))
    looking = SettingsScreen(context)
    qtbot.addWidget(looking)
    looking.show()
    made = company(qtbot, looking)
    assert made.why_not() == "Managers and admins change this."
    assert not made.form.boxes["name"].editor.field.isEnabled() or made.form.fields[0].locked
    database: DatabaseSection = section(qtbot, looking, "database")
    assert database.why_no_backup() == "Managers and admins change this."


def test_a_logo_is_shown_and_taken_off(qtbot: QtBot, screen: SettingsScreen, tmp_path: Path) -> None:
    made = company(qtbot, screen)
    content = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(content, "PNG")
    path = tmp_path / "logo.png"
    path.write_bytes(content.getvalue())
    made.logo.take_file(path)
    qtbot.waitUntil(lambda: bool(made.logo.key) and not made.logo.picture.pixmap().isNull())
    quiet(qtbot, screen.context)
    assert open_house(screen.context.desk).logo == made.logo.key
    made.logo.off.click()
    quiet(qtbot, screen.context)
    assert open_house(screen.context.desk).logo == ""
    path.write_bytes(b"no picture")
    heard = toasts(screen.context)
    made.logo.take_file(path)
    quiet(qtbot, screen.context)
    assert "must be a picture" in heard[-1][0]


def test_the_rules_of_the_house_stand_there(qtbot: QtBot, screen: SettingsScreen) -> None:
    shown = [one.text() for one in company(qtbot, screen).rules.findChildren(QPushButton)]
    assert "A second person approves every inspection" in shown


# -- database


def test_a_backup_is_written_and_looked_into(qtbot: QtBot, screen: SettingsScreen, tmp_path: Path) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    assert "Local file on this computer" in said(made.values)
    made.back_up(tmp_path / "copy.db")
    assert made.buttons["check"].isEnabled() is False
    quiet(qtbot, screen.context)
    assert "copy.db is complete" in said(made)
    made.examine(tmp_path / "copy.db")
    quiet(qtbot, screen.context)
    assert "copy.db can be restored" in said(made)
    made.examine(tmp_path / "missing.db")
    quiet(qtbot, screen.context)
    assert "There is no file" in said(made)
    made.check()
    quiet(qtbot, screen.context)
    assert "All is well" in said(made)
    assert made.buttons["backup"].isEnabled()


def test_a_backup_is_stopped(
    qtbot: QtBot, screen: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    begun, go_on = threading.Event(), threading.Event()
    whole = care.back_up

    def slow(desk: Any, target: Path, told: Callable[[int, int], None]) -> dict[str, int]:
        begun.set()
        go_on.wait(10)
        return whole(desk, target, told)

    monkeypatch.setattr(care, "back_up", slow)
    made.back_up(tmp_path / "copy.db")
    assert begun.wait(10)
    assert [job.title for job in screen.context.jobs.under_way()] == ["Backup into copy.db"]
    made.cancel()
    go_on.set()
    quiet(qtbot, screen.context)
    assert "The backup was stopped. No file was written." in said(made)
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_is_restored_into_a_new_file_and_opened(
    qtbot: QtBot, screen: SettingsScreen, tmp_path: Path
) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    made.back_up(tmp_path / "copy.db")
    quiet(qtbot, screen.context)
    wanted: list[str] = []
    screen.context.signals.database_asked.connect(wanted.append)
    made.restoring.bring_in(tmp_path / "copy.db", tmp_path / "new.db")
    quiet(qtbot, screen.context)
    assert "new.db is complete" in said(made)
    dialog = _open_dialog()
    qtbot.waitUntil(dialog.isActiveWindow)  # its keys are not heard before
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [str(tmp_path / "new.db")]
    made.restoring.bring_in(tmp_path / "copy.db", tmp_path / "new.db")
    quiet(qtbot, screen.context)
    assert "new.db is there already. Choose a new name." in said(made)
    made.examine(tmp_path / "missing.db", made.restoring.ask_target)
    quiet(qtbot, screen.context)
    assert "There is no file" in said(made)


@pytest.mark.postgresql
def test_everything_moves_to_a_server_and_is_opened_there(
    qtbot: QtBot, screen: SettingsScreen, server_database: str
) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    wanted: list[str] = []
    screen.context.signals.database_asked.connect(wanted.append)
    made.buttons["move"].click()
    asked = _open_dialog()
    form = asked.findChildren(Form)[0]
    address = make_url(server_database)
    given = {"host": address.host, "port": address.port, "name": address.database, "user": address.username}
    form.load({**given, "password": address.password})
    qtbot.waitUntil(asked.isActiveWindow)
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, screen.context)
    assert f"Everything is on {address.host}" in said(made)
    QTest.keyClick(_open_dialog(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with closing(open_backend(wanted[0], create=False)) as there:
        assert "lin" in {person.login for person in people(there.store)}
    made.moving.copy_to(wanted[0], "the server")
    quiet(qtbot, screen.context)
    assert "There is data in the other database already" in said(made)


def test_a_server_that_does_not_answer_is_told_and_nothing_is_lost(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    made.moving.copy_to("postgresql://nobody:x@127.0.0.1:1/none", "127.0.0.1")
    quiet(qtbot, screen.context)
    assert "server" in said(made)
    assert made.busy() == ""


def _open_dialog() -> Dialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible())


def test_the_window_works_on_with_the_restored_database(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], tmp_path: Path
) -> None:
    window = open_window("lin")
    target = tmp_path / "restored.db"
    care.back_up(window.context.desk, tmp_path / "copy.db")
    care.restore_into(tmp_path / "copy.db", target)
    change_database(window, str(target))
    qtbot.waitUntil(lambda: window.context.location == str(target))
    quiet(qtbot, window.context)
    assert not window.context.signed_in
    assert "lin" in {person.login for person in window.seating.people}


def test_the_log_folder_is_opened_or_named(
    qtbot: QtBot, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: DatabaseSection = section(qtbot, screen, "database")
    opened: list[str] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    heard = toasts(screen.context)
    made.buttons["log"].click()
    assert opened[0].endswith("log")
    assert heard[-1][0].startswith("The log lies in")


# -- notifications and about


def test_what_the_bell_counts_is_chosen_and_taken_back(qtbot: QtBot, screen: SettingsScreen) -> None:
    made: NoticeSection = section(qtbot, screen, "notifications")
    heard = toasts(screen.context)
    made.inside.set_value("CLAIM", False)
    assert TodoKind.CLAIM not in wanted_kinds(screen.context)
    made.outside.set_value(tray.BADGE, True)
    assert tray.switched_on(screen.context, tray.BADGE)
    heard[-1][1].run()
    assert not tray.switched_on(screen.context, tray.BADGE)
    heard[0][1].run()
    assert wanted_kinds(screen.context) == tuple(TodoKind)


def test_licences_are_read(qtbot: QtBot, screen: SettingsScreen) -> None:
    made = section(qtbot, screen, "about")
    assert "LGPL-3.0" in said(made)
    made.show_text("Inter", "fonts/OFL-inter.txt")
    dialog = made.findChildren(Dialog)[0] if made.findChildren(Dialog) else screen.findChildren(Dialog)[0]
    assert dialog.isVisible()
    dialog.accept()


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (812_300, "813 kB"), (4_300_000, "4.3 MB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
