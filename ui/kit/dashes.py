"""A dashed edge around a part: what is drawn apart, what may be dropped or added here.

The style sheet draws dashes of one pixel as dots; so they are drawn by a part that lies over its parent.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.theme import Theme

DASHES = [4, 3]
"""Drawn and left out, in widths of the line."""


class DashedEdge(QWidget):
    """One pixel in ``ink`` around ``part``, while ``wanted`` answers; with the focus it has its ring."""

    def __init__(
        self, part: QWidget, theme: Theme, ink: str, radius: int, wanted: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(part)
        self._part, self._theme, self._wanted = part, theme, wanted
        self._ink, self._radius = ink, radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(part.rect())
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Around its part at any size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashes."""
        if self._part.hasFocus() or not self._wanted():
            return
        painter, radius = QPainter(self), self._theme.px(self._radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour(self._ink), 1)
        pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()
