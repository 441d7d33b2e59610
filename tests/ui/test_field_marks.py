"""What stands inside a field: each mark beside the other, and the typed text before them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.kit.field_mark import add_mark
from ui.kit.theme import Theme


def test_two_marks_stand_beside_each_other_and_the_text_ends_before_them(theme: Theme, qtbot: QtBot) -> None:
    line, pressed = QLineEdit(), list[str]()
    qtbot.addWidget(line)
    line.resize(200, 32)
    first = add_mark(theme, line, "search")
    second = add_mark(theme, line, "calendar", lambda: pressed.append("calendar"))
    line.show()
    assert first.geometry().right() < second.geometry().left()
    assert line.textMargins().right() > first.width() + second.width()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pressed == ["calendar"]
