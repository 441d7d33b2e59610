"""How far a count is: a thin bar with done of total, for samples, uploads and prints.

The words beside it belong to the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit.painted.canvas import Painted
from ui.kit.theme import Theme


class ProgressLine(Painted):
    """8 px high; ``ink`` "accent" by default, a ``-solid`` tone when the count has a meaning."""

    def __init__(
        self,
        theme: Theme,
        done: int = 0,
        total: int = 0,
        words: str = "",
        ink: str = "accent",
        track: str = "mute-bg",
    ) -> None:
        super().__init__(theme)
        self._track = track
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_progress(done, total, words, ink)

    def set_progress(self, done: int, total: int, words: str, ink: str = "accent") -> None:
        """Show another count; ``words``: "unit 52 of 80"."""
        self._done, self._total, self._ink = done, total, ink
        self.say(words)

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(self.theme.px(160), self.theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and fill."""
        painter = QPainter(self)
        brush, tall = self.brush(painter), self.height()
        brush.box(QRectF(0, 0, self.width(), tall), self._track, radius=tall / 2)
        if self._done and self._total:
            width = max(tall, self.width() * min(1.0, self._done / self._total))
            brush.box(QRectF(0, 0, width, tall), self._ink, radius=tall / 2)
        painter.end()
