"""A dialog is no larger than the window behind it: what has no room there is scrolled to."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.dialogs import Dialog
from ui.kit.labels import label
from ui.kit.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(theme: Theme, window: QWidget, rows: int, width: int = 520) -> Dialog:
    dialog = Dialog(window, theme, "Many rows", width=width)
    for place in range(rows):
        dialog.body.addWidget(label(theme, f"Row {place}"))
    dialog.open()
    return dialog


def test_a_long_dialog_stays_in_the_window_and_is_scrolled(theme: Theme, window: QWidget) -> None:
    dialog = opened(theme, window, 80)
    assert dialog.height() <= 600
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0


def test_a_short_one_is_as_tall_as_it_needs(theme: Theme, window: QWidget) -> None:
    dialog = opened(theme, window, 3)
    assert dialog.height() < 400
    assert not dialog.findChildren(QScrollArea)


def test_a_wide_one_is_as_wide_as_the_window(theme: Theme, window: QWidget) -> None:
    assert opened(theme, window, 3, width=1400).width() <= 900


def test_one_that_grows_while_it_is_open_stays_in_the_window(
    qtbot: QtBot, theme: Theme, window: QWidget
) -> None:
    dialog, field = opened(theme, window, 3), QLineEdit()
    dialog.body.addWidget(field)
    for place in range(10):
        dialog.body.addWidget(label(theme, f"Row {place} more"))
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= window.frameGeometry().bottom())
    assert not dialog.findChildren(QScrollArea)
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    for place in range(80):
        dialog.body.addWidget(label(theme, f"Row {place} more still"))
    qtbot.waitUntil(lambda: len(dialog.findChildren(QScrollArea)) == 1)
    assert dialog.height() <= 600
    assert dialog.frameGeometry().bottom() <= window.frameGeometry().bottom()
    assert dialog.focusWidget() is field
