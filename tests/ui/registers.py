"""What the tests of the registers share: the screen shown and quiet, its dialogs, what was said.

A story of its own is made by each test module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ui.context import Context, ToastAction
from ui.kit.actions import ActionButton
from ui.registers.asking import RecordDialog
from ui.registers.screen import RegisterScreen

DialogT = TypeVar("DialogT", bound=QDialog)


class Shown:
    """A register's screen on a real database, as a person has it before them."""

    def __init__(self, qtbot: QtBot, screen: RegisterScreen[Any, Any]) -> None:
        self.qtbot, self.screen, self.context = qtbot, screen, screen.context
        self.said: list[str] = []
        self.undo: list[ToastAction] = []
        self.gone: list[tuple[str, str]] = []
        self.context.signals.toast_asked.connect(self._hear)
        self.context.signals.navigation.connect(lambda kind, key: self.gone.append((kind, key)))
        qtbot.addWidget(screen)
        screen.resize(1232, 900)
        screen.show()
        screen.open_record("")
        self.quiet()

    def _hear(self, words: str, _tone: str, action: ToastAction | None) -> None:
        self.said.append(words)
        if action is not None:
            self.undo.append(action)

    def quiet(self) -> None:
        """Until no job runs any more, and the list has told where its cursor rests."""
        resting = self.screen.list.table._resting
        self.qtbot.waitUntil(lambda: self.context.jobs.active == 0 and not resting.isActive())

    def keys(self) -> list[str]:
        """The records in the list."""
        rows = self.screen.list.table.rows
        return [rows.key_at(place) for place in range(rows.rowCount()) if rows.key_at(place)]

    def view(self, name: str) -> list[str]:
        """Choose a view; the records in it."""
        self.screen.list.views.tabs.choose(name)
        self.quiet()
        return self.keys()

    def pick(self, key: str) -> None:
        """Show a record in the panel."""
        self.screen.show_key(key)
        self.quiet()

    def do(self, action: str) -> None:
        """Take a step by its name."""
        assert self.screen.action_set is not None
        self.screen.action_set.run(action)
        self.quiet()

    def locked(self, action: str) -> str:
        """Why a step cannot be taken."""
        assert self.screen.action_set is not None
        return self.screen.action_set.find(action).locked()

    def dialog(self, kind: type[DialogT]) -> DialogT:
        """The open dialog of that kind."""
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def form(self) -> RecordDialog:
        """The open form of a record."""
        return self.dialog(RecordDialog)

    def fill(self, **values: object) -> None:
        """Type into the open form."""
        for name, value in values.items():
            self.form().form.set_value(name, value)

    def press(self, dialog: QDialog) -> None:
        """Press the button that does it."""
        button = next(one for one in dialog.findChildren(ActionButton) if one.action.kind == "primary")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.quiet()

    def save(self) -> None:
        """Save the open form."""
        self.press(self.form())

    def errors(self) -> set[str]:
        """The fields of the open form that say something is wrong."""
        boxes = self.form().form.boxes
        return {name for name, box in boxes.items() if box.editor.field.property("state") == "error"}

    def bulk(self, text: str, *keys: str) -> None:
        """Tick these records and press a button of the bar under the list."""
        rows = self.screen.list.table.rows
        rows.checked = set(keys)
        rows._tell_head()
        bar = self.screen.list.chosen
        button = next(one for one in bar.findChildren(ActionButton) if one.action.text == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.quiet()


Show = Callable[[Context], Shown]
