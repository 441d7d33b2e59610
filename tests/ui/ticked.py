"""A screen with a list as a person has it before them: lines ticked, buttons pressed, dialogs filled."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.context import Context, ToastAction
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.lists.pane import ListPane


class Seat:
    """A screen with a list, and what was said."""

    def __init__(self, qtbot: QtBot, context: Context, screen: Any) -> None:
        self.qtbot, self.context, self.screen = qtbot, context, screen
        self.said: list[str] = []
        self.offers: list[ToastAction | None] = []
        context.signals.toast_asked.connect(self._hear)
        screen.resize(1232, 900)
        screen.show()
        screen.open_record("")
        self.settle()

    def _hear(self, words: str, _tone: str, action: ToastAction | None) -> None:
        self.said.append(words)
        self.offers.append(action)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.context.jobs.active == 0)

    @property
    def list(self) -> ListPane[Any]:
        found = self.screen.list
        assert isinstance(found, ListPane)
        return found

    def tick(self, *keys: str) -> None:
        rows = self.list.table.rows
        self.qtbot.waitUntil(lambda: all(rows.place_of(key) >= 0 for key in keys))
        rows.checked = set(keys)
        rows._tell_head()

    def press(self, words: str) -> None:
        """The button of that name in the bar of the ticked."""
        bar = self.list.chosen
        assert bar.isVisible()
        button = next(one for one in bar.findChildren(ActionButton) if one.accessibleName() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self) -> Dialog:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible())
        return next(shown)

    def confirm(self, **values: object) -> None:
        """Fill the form of the dialog and press its button."""
        dialog = self.dialog()
        for name, value in values.items():
            dialog.findChildren(Form)[0].set_value(name, value)
        marked = ("primary", "danger")
        buttons = [one for one in dialog.findChildren(ActionButton) if one.action.kind in marked]
        QTest.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
        self.settle()

    def undo(self) -> None:
        offered = self.offers[-1]
        assert offered is not None
        offered.run()
        self.settle()
