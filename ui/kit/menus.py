"""The popup of the house: a menu with round corners.

What it offers is its owner's; its colours, its tick and its arrow are the style sheet's.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.overlay import let_through, round_off
from ui.kit.theme import Theme

EDGE = 8
"""What stays free of the window beside a menu."""


class Menu(QMenu):
    """Filled like any other menu; ``drop`` is what most do with it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        plain = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(self.windowFlags() | plain)
        let_through(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        round_off(self, self._theme)

    def drop(self, under: QWidget) -> None:
        """Open below a part of the window, and be freed when it closes. Where it would stand out over the
        window it keeps to the right edge of that part.
        """
        self.aboutToHide.connect(self.deleteLater)
        at, window = under.mapToGlobal(under.rect().bottomLeft()), under.window()
        beyond = at.x() + self.sizeHint().width() - window.mapToGlobal(window.rect().topRight()).x()
        if beyond + self._theme.px(EDGE) > 0:
            at.setX(at.x() + under.width() - self.sizeHint().width())
        self.popup(at)
