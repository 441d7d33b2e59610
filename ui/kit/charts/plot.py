"""What charts share: their area, grid lines, bars, and the tooltip of the part under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from qualitydesk.domain.statistics.axis import Axis
from ui.kit.labels import first_line
from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme
from ui.kit.tips import plain, set_tip
from ui.kit.writing import CENTRE, LEFT, RIGHT

WALKS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
FAINT = 0.5
"""How much ink is left to bars that are not among the few."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one bar says: under it in one or two lines, and in a whole sentence."""

    title: str
    under: str
    words: str


class Chart(Painted):
    """Parts side by side or one under the other. Subclasses answer ``part_at`` and ``part_box``, and draw in
    ``draw``. Once it ``leads`` somewhere, a click or Enter on a part opens it.
    """

    opened = Signal(int)
    """The part that was opened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.marks: tuple[Mark, ...] = ()
        self._cursor, self._hovered, self._leads = 0, -1, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def lead(self) -> None:
        """Its parts lead somewhere: they can be walked and opened."""
        self._leads = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_marks(self, marks: Sequence[Mark], summary: str) -> None:
        """What the parts say, and the whole in one sentence."""
        self.marks = tuple(marks)
        self._cursor = min(self._cursor, max(0, len(self.marks) - 1))
        self.say("; ".join([summary, *(mark.words for mark in marks)]))
        set_tip(self, "")

    def sizeHint(self) -> QSize:
        """As drawn in a card."""
        return QSize(self.theme.px(320), self.theme.px(260))

    def minimumSizeHint(self) -> QSize:
        """Below this nothing can be read."""
        return QSize(self.theme.px(200), self.theme.px(150))

    def part_at(self, point: QPointF) -> int:
        """The part at a point, -1 for none."""
        raise NotImplementedError

    def part_box(self, place: int) -> QRectF:
        """Where a part is."""
        raise NotImplementedError

    def draw(self, brush: Brush) -> None:
        """Draw all of it."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part under the pointer tinted, all parts, the cursor ringed while focused."""
        painter = QPainter(self)
        brush = self.brush(painter)
        if 0 <= self._hovered < len(self.marks):
            brush.box(self.part_box(self._hovered), "hover", "", self.theme.px(4))
        self.draw(brush)
        if self.hasFocus() and self._cursor < len(self.marks):
            ring = self.part_box(self._cursor).adjusted(1, 1, -1, -1)
            brush.box(ring, "", "accent", self.theme.px(4), width=2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and Space open."""
        key, last = Qt.Key(event.key()), len(self.marks) - 1
        if self._leads and key in WALKS and last >= 0:
            self._cursor = min(max(self._cursor + WALKS[key], 0), last)
            self.setAccessibleDescription(self.marks[self._cursor].words)
            self.update()
        elif self._leads and key in OPENS and last >= 0:
            self.opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        place = self.part_at(event.position())
        if self._leads and event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self.marks):
            self._cursor = place
            self.opened.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the part under the pointer."""
        self._hover(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No part is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, place: int) -> None:
        if self._leads and place != self._hovered:
            self._hovered = place
            self.update()

    def event(self, event: QEvent) -> bool:
        """The tooltip is the part under the pointer, in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.part_at(QPointF(event.pos()))
            words = self.marks[place].words if 0 <= place < len(self.marks) else ""
            QToolTip.showText(event.globalPos(), plain(words), self)
            return True
        return super().event(event)

    def faint(self, ink: str) -> QColor:
        """The same ink, held back."""
        colour = QColor(self.theme.colour(ink))
        colour.setAlphaF(FAINT)
        return colour


def upright(axis: Axis, area: QRectF, value: float) -> float:
    """The height at which a value stands in ``area``."""
    return area.bottom() - axis.at(value) * area.height()


def column(area: QRectF, place: int, of: int) -> QRectF:
    """The ``place``-th of equal columns of ``area``."""
    wide = area.width() / max(of, 1)
    return QRectF(area.left() + place * wide, area.top(), wide, area.height())


def column_at(area: QRectF, point: QPointF, of: int) -> int:
    """The column at a point, -1 outside."""
    if not area.left() <= point.x() < area.right():
        return -1
    return int((point.x() - area.left()) * of / area.width())


def grid(brush: Brush, area: QRectF, heights: Sequence[float]) -> None:
    """Hairlines across ``area``."""
    for height in heights:
        brush.line(QPointF(area.left(), height), QPointF(area.right(), height), "border")


def bar(brush: Brush, box: QRectF, ink: str | QColor, radius: float = 2.0) -> None:
    """A bar standing or lying, its ends a little round."""
    painter = brush.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush.theme.colour(ink) if isinstance(ink, str) else ink)
    painter.drawRoundedRect(box, radius, radius)


def hatched(brush: Brush, box: QRectF, ink: str) -> None:
    """A bar of what is not known: hatched inside a thin edge."""
    painter = brush.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(brush.theme.colour(ink), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(box)
    brush.box(box, "", ink, 2.0)


def words_under(brush: Brush, area: QRectF, mark: Mark, theme: Theme) -> None:
    """Under a column its title, and as many whole words of its name as fit into two lines; dots say that
    there are more.
    """
    box, px = area.toRect(), theme.px
    line = QRect(box.left(), int(area.bottom()) + px(3), box.width(), px(15))
    brush.write(line, mark.title, "micro-strong", "text", CENTRE)
    left, font = mark.under, theme.font("micro")
    for place in range(2):
        words = first_line(left, font, box.width())
        left = left[len(words) :].strip()
        line.translate(0, px(14))
        brush.write(line, f"{words}…" if place and left else words, "micro", "text-3", CENTRE)


__all__ = [
    "LEFT",
    "RIGHT",
    "Chart",
    "Mark",
    "bar",
    "column",
    "column_at",
    "grid",
    "hatched",
    "upright",
    "words_under",
]
