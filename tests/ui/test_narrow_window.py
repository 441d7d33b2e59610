"""Below 1366 px the panel of a list lies over it: closed at first, asked for by key or hand, gone by Esc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.painted import Painted
from tests.ui.walk import Walk, open_dialogs
from ui.lists.screen import ListScreen
from ui.screens.inspections.screen import InspectionsScreen

Listed = ListScreen | InspectionsScreen  # type: ignore[type-arg]  # whichever rows they show


@pytest.fixture
def walk(qtbot: QtBot, example_database: str, tmp_path: Path) -> Iterator[Walk]:
    made = Walk(example_database, tmp_path, "en", 100)
    made.window.resize(1200, 740)
    yield made
    made.close()


def press_window(walk: Walk, keys: str) -> None:
    """A key of the window, wherever the focus is."""
    (shortcut,) = (one for one in walk.window.findChildren(QShortcut) if one.key().toString() == keys)
    shortcut.activated.emit()
    walk.wait()


def shown(walk: Walk, kind: str, key: str = "") -> Listed:
    walk.window.navigate(kind, key)
    walk.wait()
    screen = walk.window.pages.current_screen()
    assert isinstance(screen, ListScreen | InspectionsScreen)
    return screen


@pytest.mark.parametrize("kind", ["parties", "inspections"])
def test_enter_opens_the_panel_over_the_list_and_esc_closes_it(walk: Walk, kind: str) -> None:
    screen = shown(walk, kind)
    assert not screen.panel.isVisible()
    whole = screen.list.width()
    screen.list.table.previewed.emit(screen.list.table.current_key())
    walk.wait()
    assert screen.panel.isVisible()
    assert screen.list.width() == whole
    assert screen.panel.mapTo(screen, QPoint(0, 0)).x() < whole
    inside = screen.panes()[-1]
    inside.setFocus()
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert not screen.panel.isVisible()
    assert walk.window.focusWidget() is screen.list.table


def test_a_click_opens_it_and_a_wider_window_puts_it_beside(walk: Walk) -> None:
    screen = shown(walk, "parties")
    table = screen.list.table
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(table.model().index(1, 1)).center(),
    )
    walk.wait()
    assert screen.panel.isVisible()
    walk.window.resize(1440, 900)
    walk.wait()
    assert screen.panel.isVisible()
    assert screen.panel.mapTo(screen, QPoint(0, 0)).x() >= screen.list.width()


def test_a_record_that_was_asked_for_is_shown(walk: Walk) -> None:
    first = shown(walk, "parties").list.table.rows.key_at(2)
    walk.window.navigate("home")
    assert shown(walk, "parties", first).panel.isVisible()


def test_what_changes_in_the_panel_does_not_paint_the_rows_under_it(walk: Walk) -> None:
    first, second = (shown(walk, "parties").list.table.rows.key_at(place) for place in (1, 2))
    shown(walk, "parties", first)
    table = shown(walk, "parties", second).list.table
    painted = Painted(table.viewport())
    shown(walk, "parties", first)
    rows = 2 * table.rowHeight(1)
    assert all(part.height() <= rows for part in painted.parts), "two rows have another mark, no more"


def test_an_inspection_in_progress_is_ticked_by_space_and_seen_by_the_panels_key(walk: Walk) -> None:
    screen = shown(walk, "inspections")
    table = screen.list.table
    rows = (table.rows.key_at(place) for place in range(table.rows.rowCount()))
    records = ((key, table.rows.record(key)) for key in rows if key)
    running = next(key for key, row in records if row is not None and row.status == "In progress")
    table.select_key(running)
    table.setFocus()
    walk.wait()
    QTest.keyClick(table, Qt.Key.Key_Space)
    walk.wait()
    assert table.rows.checked == {running}
    assert not screen.panel.isVisible()
    press_window(walk, "Ctrl+.")
    assert screen.panel.isVisible()
    assert isinstance(screen, InspectionsScreen)
    assert screen.panel.file is not None
    assert screen.panel.file.id == running
    for seen in (True, False):
        QTest.keyClick(table, Qt.Key.Key_Escape)
        walk.wait()
        assert not table.rows.checked
        assert screen.panel.isVisible() == seen


def test_the_key_sheet_says_both(walk: Walk) -> None:
    shown(walk, "inspections")
    walk.window.commands.open_keys()
    walk.wait()
    (sheet,) = open_dialogs()
    said = [one.text() for one in sheet.findChildren(QLabel)]
    for key, words in (("Space", "tick"), ("Ctrl .", "detail panel on or off")):
        assert said[said.index(key) + 1] == words, said
