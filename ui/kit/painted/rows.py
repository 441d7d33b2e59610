"""Rows that are drawn and can be walked: one cursor, hover, Enter or click opens. The list of drawn widgets.

How one row looks is the subclass's; rows are few (tens), so no model stands behind them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme
from ui.kit.tips import plain, set_tip


class PaintedRows(Painted):
    """Rows of one height. Subclasses set ``ROW``, answer ``row_words`` and draw in ``draw_row``."""

    ROW = 52
    opened = Signal(int)
    """Place of the row that was opened."""
    moved = Signal(QRect)
    """Where the cursor went by key: what holds the rows scrolls there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._count, self._cursor, self._hovered = 0, 0, -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """There are other rows now."""
        self._count = count
        self._cursor = min(self._cursor, max(0, count - 1))
        self.say("; ".join(self.row_words(place) for place in range(count)))
        set_tip(self, "")

    def row_words(self, place: int) -> str:
        """One row in words."""
        raise NotImplementedError

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """Draw one row."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(self.theme.px(280), self._count * self.theme.px(self.ROW))

    def minimumSizeHint(self) -> QSize:
        """Text is cut before rows are."""
        return QSize(self.theme.px(120), self.sizeHint().height())

    def row_rect(self, place: int) -> QRect:
        """Where a row is."""
        tall = self.theme.px(self.ROW)
        return QRect(0, place * tall, self.width(), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every row; the one under the pointer tinted, the cursor ringed while focused."""
        painter = QPainter(self)
        brush = self.brush(painter)
        for place in range(self._count):
            rect = self.row_rect(place)
            if not rect.intersects(event.rect()):
                continue
            if place == self._hovered:
                painter.fillRect(rect, self.theme.colour("hover"))
            self.draw_row(brush, rect, place)
            if self.hasFocus() and place == self._cursor:
                brush.box(QRectF(rect).adjusted(1, 1, -1, -2), "", "accent", 4, width=2)
        painter.end()

    def place_at(self, y: float) -> int:
        """The row at a height, -1 for none."""
        place = int(y) // max(1, self.theme.px(self.ROW))
        return place if 0 <= place < self._count else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home, End move; Enter opens."""
        last = self._count - 1
        moves = {
            Qt.Key.Key_Up: max(0, self._cursor - 1),
            Qt.Key.Key_Down: min(last, self._cursor + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and self._count:
            self._cursor = moves[key]
            self._say_row()
            self.update()
            self.moved.emit(self.row_rect(self._cursor))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._count:
            self.opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        place = self.place_at(event.position().y())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = place
            self.update()
            self.opened.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        place = self.place_at(event.position().y())
        if place != self._hovered:
            self._hovered = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the cursor."""
        super().focusInEvent(event)
        self._say_row()
        self.update()

    def _say_row(self) -> None:
        self.setAccessibleDescription(self.row_words(self._cursor) if self._count else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring any more."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The tooltip is the row in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos().y())
            QToolTip.showText(event.globalPos(), plain(self.row_words(place) if place >= 0 else ""), self)
            return True
        return super().event(event)
