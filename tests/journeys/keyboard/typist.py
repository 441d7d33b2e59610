"""A person without a mouse: every step is a key that goes to what has the focus; eyes read names and words.

What is to be done is told by the journeys; nothing here calls anything of the window that changes something.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.screen import Screen
from ui.main_window import MainWindow
from ui.palette import Palette

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
A_BURST_IS_OVER_MS, PATIENCE_MS = 60, 20_000
MOST_TABS, MOST_LINES = 12, 12
ScreenT = TypeVar("ScreenT", bound=Screen)


class Typist:
    """Two hands on a keyboard before one window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    # -- waiting and looking

    def wait(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE_MS)

    def quiet(self) -> None:
        """Until nothing is read or written any more."""
        self.wait(lambda: self.window.context.jobs.active == 0)

    def front(self) -> QWidget:
        """The window that has to have the keys: the newest dialog, else the main window."""
        return (QApplication.activeModalWidget() or self.window).window()

    def focus(self) -> QWidget:
        """What the next key goes to: a popup if one is open, else the focus in the front window."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inner: QWidget | None = popup.focusWidget()
            return popup if inner is None else inner
        try:
            self.wait(self._focus_is_in_front)
        except self.qtbot.TimeoutError:
            lost, window = QApplication.focusWidget(), QApplication.activeWindow()
            pytest.fail(f"{self.front()} has no keys: {lost} has them, {window} is active")
        here = QApplication.focusWidget()
        assert here is not None
        return here

    def _focus_is_in_front(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and here.window() is self.front()

    def screen(self, kind: type[ScreenT]) -> ScreenT:
        """The screen in front, once it is of that kind."""
        self.wait(lambda: isinstance(self.window.pages.current_screen(), kind))
        shown = self.window.pages.current_screen()
        assert isinstance(shown, kind)
        return shown

    # -- keys

    def tap(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """One key that only moves something."""
        QTest.keyClick(self.focus(), key, held)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """One key that does something, then until nothing runs."""
        self.tap(key, held)
        self.quiet()

    def letter(self, text: str) -> None:
        """One letter that acts; a pause tells a hand from a scanner."""
        self.tap(Qt.Key(ord(text.upper())))
        self.qtbot.wait(A_BURST_IS_OVER_MS)
        self.quiet()

    def type(self, text: str) -> None:
        """Words into the field that has the focus, in place of what stands there."""
        self.tap(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(self.focus(), text)

    def pick(self, box: QComboBox, text: str) -> None:
        """Down through a closed choice until the line that begins so is in it."""
        self.tap(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText().startswith(text):
                return
            self.tap(Qt.Key.Key_Down)
        pytest.fail(f"no “{text}” among {[box.itemText(place) for place in range(box.count())]}")

    def to(self, name: str) -> None:
        """Tab until the control of that name has the focus; it may not be far."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            here = self.focus().accessibleName()
            if here == name:
                return
            passed.append(here)
            self.tap(Qt.Key.Key_Tab)
        pytest.fail(f"{MOST_TABS} Tabs do not come to {name}, only to {passed}")

    def walk_to(self, words: str) -> None:
        """Down until the row that holds these words is in hand."""
        passed: list[str] = []
        for _ in range(MOST_LINES):
            here = self.focus().accessibleDescription()
            if words in here:
                return
            passed.append(here)
            self.tap(Qt.Key.Key_Down)
        pytest.fail(f"{MOST_LINES} Downs do not come to “{words}”, only to {passed}")

    def fill(self, fields: dict[str, str]) -> None:
        """Go to each field by its label and type, or choose."""
        for name, text in fields.items():
            self.to(name)
            here = self.focus()
            if isinstance(here, QComboBox):
                self.pick(here, text)
            else:
                self.type(text)

    # -- dialogs and the palette

    def dialog(self) -> QDialog:
        """The dialog in front, once there is one."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def answer(self, fields: dict[str, str]) -> None:
        """Fill in the dialog in front and confirm it with Ctrl+Enter; until it has gone."""
        before = self.dialog()
        self.fill(fields)
        self.quiet()
        self.press(Qt.Key.Key_Return, CONTROL)
        self.wait(lambda: QApplication.activeModalWidget() is not before)

    def call(self, words: str, title: str) -> None:
        """Ctrl+K, a few words, Down to the line of that title, Enter."""
        self.press(Qt.Key.Key_K, CONTROL)
        palette = self.dialog()
        assert isinstance(palette, Palette), palette
        self.type(words)
        self.qtbot.wait(A_BURST_IS_OVER_MS)
        self.wait(lambda: title in [one.title for one in palette.rows.results])
        self.quiet()
        for _ in range(MOST_LINES):
            chosen = palette.rows.chosen()
            if chosen is not None and chosen.title == title:
                break
            self.tap(Qt.Key.Key_Down)
        else:
            pytest.fail(f"“{title}” is too far down among {[one.title for one in palette.rows.results]}")
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: QApplication.activeModalWidget() is not palette)
