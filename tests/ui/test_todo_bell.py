"""The bell, its list, the tray: what waits is counted quietly, and each line opens its record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.todos import TodoKind
from qualitydesk.records import Certificate
from qualitydesk.store.session import Work
from tests.builders import add_claim, desk_of
from ui import tray
from ui.context import Context
from ui.kit.rail import Rail, RailEntry, RailWords
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.pages import Place
from ui.remembered import GEOMETRY, keep_place
from ui.todo import want_kinds, wanted_kinds
from ui.todo_list import TodoList, time_left

TODAY = date(2026, 11, 20)


def add_ending(work: Work, number: str, days: int) -> str:
    facts = {"number": number, "scheme": "CE", "market": "EU", "status": "Valid"}
    return work.insert(Certificate, id=new_key(), valid_to=TODAY + timedelta(days=days), **facts)


@pytest.fixture
def busy(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_staffed: Backend
) -> tuple[MainWindow, str]:
    """A window where a claim is due tomorrow and a certificate ends in seventy days; the claim's key."""
    desk = desk_of(local_staffed, "lin")
    with desk.store.write(desk.person, "test") as work:
        claim = add_claim(work, number="CL-2026-0001", next_due_on=TODAY + timedelta(days=1))
        add_ending(work, "DoC 1", 70)
    window = open_window("lin")
    qtbot.waitUntil(lambda: len(window.todo.todos) == 2)
    return window, claim


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def test_the_bell_counts_and_says_in_words_how_many(qtbot: QtBot, busy: tuple[MainWindow, str]) -> None:
    window, _claim = busy
    assert window.rail.bell.accessibleName() == "What waits for you: 2"
    assert window.toasts.history == type(window.toasts.history)(), "nothing pops up"
    quiet(qtbot, window)


def test_a_line_opens_its_record_by_keyboard(qtbot: QtBot, busy: tuple[MainWindow, str]) -> None:
    window, claim = busy
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    opened = window.commands.open_todo()
    assert isinstance(opened, TodoList)
    assert opened.rows.row_words(0).startswith("CL-2026-0001")
    assert opened.rows.row_words(0).endswith("1 d")
    QTest.keyClick(opened.rows, Qt.Key.Key_Down)
    QTest.keyClick(opened.rows, Qt.Key.Key_Up)
    QTest.keyClick(opened.rows, Qt.Key.Key_Return)
    assert window.pages.place == Place("claims", claim)
    assert not opened.isVisible()
    quiet(qtbot, window)
    for widget in window.findChildren(TodoList):
        widget.close()


def test_escape_closes_the_list_and_an_empty_one_says_so(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("novak")
    opened = window.commands.open_todo()
    assert isinstance(opened, TodoList)
    assert not opened.rows.todos
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    quiet(qtbot, window)


def test_a_kind_that_is_not_wanted_is_not_counted(qtbot: QtBot, busy: tuple[MainWindow, str]) -> None:
    window, _claim = busy
    want_kinds(window.context, [kind for kind in TodoKind if kind is not TodoKind.CLAIM])
    qtbot.waitUntil(lambda: [one.kind for one in window.todo.todos] == [TodoKind.CERTIFICATE])
    assert window.rail.bell.accessibleName() == "What waits for you: 1"
    quiet(qtbot, window)


def test_what_one_person_wants_is_not_what_another_wants(
    qtbot: QtBot, context: Context, local_staffed: Backend
) -> None:
    context.sit_down(desk_of(local_staffed, "lin"))
    want_kinds(context, [])
    assert wanted_kinds(context) == ()
    context.sit_down(desk_of(local_staffed, "wang"))
    assert wanted_kinds(context) == tuple(TodoKind)


def test_what_is_written_is_counted_anew(qtbot: QtBot, busy: tuple[MainWindow, str]) -> None:
    window, _claim = busy
    desk = window.context.desk

    def write() -> None:
        with desk.store.write(desk.person, "test") as work:
            add_ending(work, "DoC 2", 3)

    window.context.jobs.write(window, write)
    qtbot.waitUntil(lambda: len(window.todo.todos) == 3)
    quiet(qtbot, window)


def test_signing_out_forgets_what_waited(qtbot: QtBot, busy: tuple[MainWindow, str]) -> None:
    window, _claim = busy
    window.sign_out()
    assert window.todo.todos == ()
    assert window.rail.bell.accessibleName() == "What waits for you: 0"
    quiet(qtbot, window)


def test_the_tray_is_empty_until_it_is_switched_on(
    qtbot: QtBot, busy: tuple[MainWindow, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _claim = busy
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    window.tray.show_count(2)
    assert icon_of(window) is None
    tray.switch(window.context, tray.TRAY, on=True)
    tray.switch(window.context, tray.BADGE, on=True)
    window.tray.show_count(2)
    icon = icon_of(window)
    assert icon is not None
    assert "2 things wait for you" in icon.toolTip()
    assert window.tray.number == 2
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    window.tray.show_count(2)
    assert icon_of(window) is None
    tray.switch(window.context, tray.BADGE, on=False)
    window.tray.show_count(2)
    assert window.tray.number == 0
    quiet(qtbot, window)


def icon_of(window: MainWindow) -> QSystemTrayIcon | None:
    return window.tray.icon


@pytest.mark.parametrize(("days", "words"), [(None, ""), (3, "3 d"), (0, "today"), (-2, "2 d late")])
def test_the_time_left_in_words(context: Context, days: int | None, words: str) -> None:
    assert time_left(context.tr, days) == words


def test_twelve_entries_fit_a_low_window_and_the_last_is_reached_by_key(qtbot: QtBot, theme: Theme) -> None:
    names = [RailEntry(f"e{n}", f"Entry {n}", "house", "" if n < 5 else "Registers") for n in range(14)]
    rail = Rail(theme, names, RailWords("Search", "Sections", "Person", "To do"))
    qtbot.addWidget(rail)
    rail.resize(208, 720)
    rail.show()
    qtbot.waitExposed(rail)
    assert rail.bell.geometry().bottom() <= 720
    rail.resize(208, 500)
    QTest.qWait(1)
    last = rail.entries.buttons["e13"]
    last.setFocus()
    assert rail.entries.viewport().rect().contains(last.mapTo(rail.entries.viewport(), last.rect().center()))
    rail.set_collapsed(True)
    assert (rail.width(), rail.bell.width()) == (56, 56)


def test_each_person_finds_the_window_as_he_left_it(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("lin")
    window.resize(1300, 800)
    window.rail.toggle()
    assert not window.rail.collapsed
    window.context.set_language("zh_CN")
    window.sign_out()
    window.resize(1500, 850)

    def enter(login: str) -> None:
        with qtbot.waitSignal(window.seating.seated):
            window.seating.enter(next(one for one in window.seating.people if one.login == login))

    def kept() -> object:
        return window.context.settings.value(window.context.own(GEOMETRY))

    enter("wang")
    window.context.set_language("en")
    keep_place(window)
    hers = kept()
    window.sign_out()
    enter("lin")
    assert kept() != hers, "the size of the one is not the size of the other"
    assert window.context.tr.language == "zh_CN"
    assert not window.rail.collapsed
    quiet(qtbot, window)
