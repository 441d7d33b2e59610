"""Words in the accent colour that lead somewhere. Where to is the caller's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton

from ui.kit.theme import Theme
from ui.kit.tips import set_tip


class Link(QPushButton):
    """The words; where its place lets it be narrower than they are, they end in an ellipsis."""

    cut = False

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """As much of the words as there is room for."""
        super().initStyleOption(option)
        if self.cut:
            option.text = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is cut is shown in full in the tooltip."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        if cut != self.cut:
            self.cut = cut
            set_tip(self, self.text() if cut else "")


def quiet_link(
    theme: Theme, words: str, run: Callable[[], object], role: str = "body", ink: str = "text-3"
) -> Link:
    """A figure that leads to what it counted: in the ink of a figure, in the accent under the pointer."""
    button = link(theme, words, run, role)
    button.setProperty("ink", ink)
    return button


def link(theme: Theme, words: str, run: Callable[[], object], role: str = "small-strong") -> Link:
    """The words as a button; pressing it calls ``run``."""
    button = Link(words)
    button.setProperty("kind", "link")
    button.setFont(theme.font(role))
    button.setAccessibleName(words)
    button.clicked.connect(lambda _on=False: run())
    return button
