"""Which parts of a widget had to be painted, for tests of what may stay as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """``parts`` of the widget, in its own coordinates, painted since this was made."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.parts: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if isinstance(event, QPaintEvent):
            self.parts.append(event.region().boundingRect())
        return False
