"""Short lists at the left of a page: the chosen entry tinted, with a ring while the list has the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme

WIDTH, ROW = 208, 36


class RingedList(QListWidget):
    """Up and Down choose; the focus is a ring around the chosen one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "ringed")
        self.setFont(theme.font("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list, then the ring."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentItem() is not None:
            painter = QPainter(self.viewport())
            area = QRectF(self.visualItemRect(self.currentItem())).adjusted(1, 1, -1, -1)
            Brush(painter, self._theme).box(area, "", "accent", self._theme.px(6), width=2)
            painter.end()


class SectionList(RingedList):
    """The sections of a page: icon and word."""

    def __init__(self, theme: Theme, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__(theme)
        self.setProperty("kind", "sections")
        self.setFixedWidth(theme.px(WIDTH))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        for icon, words in sections:
            item = QListWidgetItem(theme.icon(icon), words)
            item.setSizeHint(QSize(0, theme.px(ROW)))
            self.addItem(item)
