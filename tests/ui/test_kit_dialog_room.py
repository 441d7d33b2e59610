"""A dialog is no larger than the window behind it: what has no room there is scrolled to."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.dialogs import Dialog
from ui.kit.labels import label
from ui.kit.theme import Theme


def opened(qtbot: QtBot, theme: Theme, rows: int, width: int = 520) -> Dialog:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    dialog = Dialog(window, theme, "Many rows", width=width)
    for place in range(rows):
        dialog.body.addWidget(label(theme, f"Row {place}"))
    dialog.open()
    return dialog


def test_a_long_dialog_stays_in_the_window_and_is_scrolled(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, theme, 80)
    assert dialog.height() <= 600
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0


def test_a_short_one_is_as_tall_as_it_needs(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, theme, 3)
    assert dialog.height() < 400
    assert not dialog.findChildren(QScrollArea)


def test_a_wide_one_is_as_wide_as_the_window(qtbot: QtBot, theme: Theme) -> None:
    assert opened(qtbot, theme, 3, width=1400).width() <= 900
