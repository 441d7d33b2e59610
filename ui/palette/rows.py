"""The list of results: lines of 40 px under their headings, one of them chosen; the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from ui.kit.badges import badge_width, paint_badge
from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme
from ui.kit.writing import RIGHT
from ui.palette.results import Result


class ResultRows(PaintedRows):
    """The first line of a group carries its heading above. ``moved``: another line is chosen."""

    ROW, HEADING = 40, 28
    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.results: tuple[Result, ...] = ()
        self._tops: list[int] = []
        self._bottom = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_results(self, results: Sequence[Result], *, keep: bool = False) -> None:
        """Show other results, the first one chosen; ``keep`` the chosen line where more came below."""
        self.results = tuple(results)
        self._cursor = min(self._cursor, max(0, len(self.results) - 1)) if keep else 0
        self._tops, top = [], 0
        for place in range(len(self.results)):
            top += self.theme.px(self.HEADING) if self._heading(place) else 0
            self._tops.append(top)
            top += self.theme.px(self.ROW)
        self._bottom = top
        self.set_count(len(self.results))
        self.moved.emit()

    def _heading(self, place: int) -> str:
        before = self.results[place - 1].heading if place else ""
        here = self.results[place].heading
        return here if here != before else ""

    def row_rect(self, place: int) -> QRect:
        """Where a line is, its heading left out."""
        return QRect(0, self._tops[place], self.width(), self.theme.px(self.ROW))

    def place_at(self, y: float) -> int:
        """The line under a height, -1 on a heading."""
        rects = (self.row_rect(place) for place in range(len(self.results)))
        return next((place for place, rect in enumerate(rects) if rect.top() <= y <= rect.bottom()), -1)

    def sizeHint(self) -> QSize:
        """All lines and headings."""
        return QSize(self.theme.px(280), self._bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, then the headings above them."""
        super().paintEvent(event)
        painter, px = QPainter(self), self.theme.px
        brush = self.brush(painter)
        for place, top in enumerate(self._tops):
            at = QRect(px(16), top - px(self.HEADING), self.width() - px(32), px(self.HEADING))
            brush.write(at, self._heading(place), "micro", "text-3")
        painter.end()

    def step(self, step: int) -> QRect:
        """Move the choice; where it is now."""
        if not self.results:
            return QRect()
        self._cursor = max(0, min(self._count - 1, self._cursor + step))
        self.setAccessibleDescription(self.row_words(self._cursor))
        self.update()
        self.moved.emit()
        return self.row_rect(self._cursor)

    def chosen(self) -> Result | None:
        """The chosen line."""
        return self.results[self._cursor] if self.results else None

    def row_words(self, place: int) -> str:
        """Title, what is under it, its kind and state."""
        one = self.results[place]
        state = one.state.text if one.state else ""
        return ", ".join(filter(None, (one.heading, one.title, one.under, one.aside, state)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One line."""
        px, one = self.theme.px, self.results[place]
        chosen = place == self._cursor
        if chosen:
            brush.box(QRectF(rect), "selected", radius=0)
            brush.box(QRectF(rect.left(), rect.top(), px(3), rect.height()), "accent", radius=0)
        brush.icon(one.icon, "accent" if chosen else "text-2", px(16), rect.center().y() - px(8))
        aside = self._draw_aside(brush, rect, one)
        at = QRect(px(48), rect.top(), rect.width() - px(64) - aside, rect.height())
        used = brush.write(at, one.title, "strong")
        brush.write(at.adjusted(used + px(6), 0, 0, 0), one.under, "body", "text-2")

    def _draw_aside(self, brush: Brush, rect: QRect, one: Result) -> int:
        """State or words at the right end; how wide it is."""
        px = self.theme.px
        if one.state is not None:
            width = badge_width(self.theme, one.state.text)
            at = QRect(rect.right() - px(16) - width, rect.top(), width, rect.height())
            paint_badge(brush.painter, self.theme, at, one.state)
            return width + px(8)
        brush.write(rect.adjusted(0, 0, -px(16), 0), one.aside, "small", "text-3", RIGHT)
        return self.theme.metrics("small").horizontalAdvance(one.aside) + px(8)
