"""A quiet button that shows what is chosen and opens the others as a menu: period and market of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QStyleOptionButton

from ui.kit.menus import Menu
from ui.kit.theme import Theme

AIR = "\u00a0\u00a0"


class Chooser(QPushButton):
    """``chosen`` carries the value that was picked; ``choices`` are (value, words)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme, self._name, self._choices = theme, name, tuple(choices)
        self.value = self._choices[0][0]
        self.setProperty("kind", "quiet")
        self.setFont(theme.font("strong"))
        self.setIcon(theme.icon("chevron-down", "text-2", 14))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(lambda _on=False: self.open_menu())
        self.choose(self.value)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Air between the words and the arrow."""
        super().initStyleOption(option)
        option.text = f"{option.text}{AIR}"

    def sizeHint(self) -> QSize:
        """With that air."""
        hint = super().sizeHint()
        return QSize(hint.width() + self.fontMetrics().horizontalAdvance(AIR), hint.height())

    def choose(self, value: str) -> None:
        """Show a value as the one in force, without telling anybody."""
        words = dict(self._choices)
        self.value = value if value in words else self._choices[0][0]
        self.setText(words[self.value])
        self.setAccessibleName(f"{self._name}: {words[self.value]}")

    def open_menu(self) -> QMenu:
        """Offer all values under the button, the one in force marked."""
        menu = Menu(self._theme, self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(menu)
        for value, words in self._choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, value=value: self.pick(value))
        menu.drop(self)
        return menu

    def pick(self, value: str) -> None:
        """Choose as a person does."""
        self.choose(value)
        self.chosen.emit(self.value)
