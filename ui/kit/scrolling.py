"""What scrolls up and down: the bar takes its room from the margin beside what it scrolls, whose right edge
stays where it is.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Without a frame, and never sideways; ``name`` says what is scrolled."""

    barred = Signal(int)
    """So much of the width the bar takes now; 0 once it went."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = 0

    def show_page(self, page: QWidget) -> None:
        """Scroll that page, in whose right margin the bar stands."""
        self.setWidget(page)
        column = page.layout()
        if column is not None:
            self.barred.connect(partial(leave_room, column, column.contentsMargins().right()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar may have come or gone."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        if bar != self._bar:
            self._bar = bar
            self.barred.emit(bar)


def leave_room(column: QLayout, edge: int, bar: int) -> None:
    """Give a column its right margin of old, less what a scroll bar takes beside it."""
    margins = column.contentsMargins()
    margins.setRight(max(0, edge - bar))
    column.setContentsMargins(margins)
