"""Rows that are used up: a layout that goes on in the next row, a row that turns upright, buttons that
give up their words.

Used for chips, badges, buttons and facts; knows nothing of what it lays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QWidget

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Wordy(Protocol):
    """A widget of a row with an icon that can stand for its words."""

    def show_words(self, shown: bool) -> None:
        """With its words, or by its icon alone."""

    def ensurePolished(self) -> None:
        """Take the style sheet's padding."""

    def sizeHint(self) -> QSize:
        """The room it takes as it stands."""


def give_way(parts: Sequence[Wordy], room: int, gap: int) -> None:
    """Let one after the other give up its words until all fit beside each other."""
    for part in parts:
        part.ensurePolished()
        part.show_words(True)
    over = sum(part.sizeHint().width() + gap for part in parts) - gap - room
    for part in parts:
        if over <= 0:
            return
        wide = part.sizeHint().width()
        part.show_words(False)
        over -= wide - part.sizeHint().width()


class FittedFrame(QFrame):
    """A frame that fits what it holds to its width, whenever either changes: ``fit`` is its maker's."""

    def fit(self) -> None:
        """Let what the frame holds have the room there is."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows fit the width."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """The rows fit what came, went or has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)


class FlowLayout(QLayout):
    """Left to right, then down; each line as high as its highest widget."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """One more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It needs no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at that width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return self._framed(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        hints = [item.minimumSize() for item in self._items]
        width = max((hint.width() for hint in hints), default=0)
        return self._framed(width, max((hint.height() for hint in hints), default=0))

    def _framed(self, width: int, height: int) -> QSize:
        return QSize(width, height).grownBy(self.contentsMargins())

    def _lay(self, whole: QRect, *, move: bool) -> int:
        rect = whole.marginsRemoved(self.contentsMargins())
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            tall = max(tall, hint.height())
        return y + tall - rect.y() + whole.height() - rect.height()


def put_away(widget: QWidget) -> bool:
    """Hidden by its screen; one that is new and not shown yet takes its room."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def shown_in(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout that take room, dressed by the style sheet that pads them."""
    parts = (item.widget() for place in range(layout.count()) if (item := layout.itemAt(place)))
    shown = [one for one in parts if one is not None and not put_away(one)]
    for one in shown:
        one.ensurePolished()
    return shown


def turn(layout: QBoxLayout, *, across: bool) -> bool:
    """Let a box stand across or upright; whether it stood otherwise before."""
    wanted = ACROSS if across else DOWN
    stood = layout.direction()
    if stood != wanted:
        layout.setDirection(wanted)
    return stood != wanted
