"""Rows of Home's cards, drawn: shipments with their stops, claims with their deadline, papers with what is
left of them, inspections to do. Words arrive ready.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize

from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, LEFT, RIGHT

RowT = TypeVar("RowT")


class FittedRows(PaintedRows, Generic[RowT]):
    """As many of the rows as there is room for, at least one; hairlines between."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.rows: tuple[RowT, ...] = ()
        self._all: tuple[RowT, ...] = ()
        self._room = 0

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show the first of other rows."""
        self._all = tuple(rows)
        self._show()

    def fit(self, room: int) -> None:
        """Show as many as so much height has room for."""
        if room != self._room:
            self._room = room
            self._show()

    def _show(self) -> None:
        shown, left = 0, self._room
        for row in self._all:
            left -= self.tall(row)
            if shown and left < 0:
                break
            shown += 1
        self.rows = self._all[:shown]
        self.set_count(shown)

    def tall(self, _row: RowT) -> int:
        """How high a row stands."""
        return self.theme.px(self.ROW)

    def line_under(self, brush: Brush, rect: QRect, place: int) -> None:
        """The hairline to the next row."""
        if place + 1 < len(self.rows):
            brush.painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("border"))


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """A shipment: number, way, cut-off, owner, its stops as (what, law), and the goods."""

    key: str
    number: str
    way: str
    cut_off: str
    owner: str
    initials: str
    stops: tuple[tuple[str, str], ...]
    more: str
    goods: str

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return 2 + len(self.stops) + bool(self.more)


class BlockedRows(FittedRows[BlockedRow]):
    """As tall as each has stops."""

    LINE, EDGE = 18, 12

    def row_words(self, place: int) -> str:
        """Number, way, cut-off, every stop with its law."""
        one = self.rows[place]
        stops = [", ".join(filter(None, stop)) for stop in one.stops]
        return ", ".join(
            filter(None, (one.number, one.way, one.cut_off, one.owner, *stops, one.more, one.goods))
        )

    def tall(self, row: BlockedRow) -> int:
        """By its lines."""
        return self.theme.px(2 * self.EDGE + row.lines * self.LINE)

    def row_rect(self, place: int) -> QRect:
        """Where a shipment is."""
        top = sum(map(self.tall, self.rows[:place]))
        return QRect(0, top, self.width(), self.tall(self.rows[place]))

    def place_at(self, y: float) -> int:
        """The shipment at a height, -1 for none."""
        return next((n for n in range(len(self.rows)) if self.row_rect(n).contains(1, int(y))), -1)

    def sizeHint(self) -> QSize:
        """All of them."""
        return QSize(self.theme.px(280), sum(map(self.tall, self.rows)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One shipment."""
        px, one = self.theme.px, self.rows[place]
        line = QRect(rect.left() + px(16), rect.top() + px(self.EDGE), rect.width() - px(32), px(self.LINE))
        self._head(brush, line, one)
        for what, law in one.stops:
            line = line.translated(0, px(self.LINE))
            self._stop(brush, line, what, law)
        for words, ink in ((one.more, "text-2"), (one.goods, "text-3")):
            if words or ink == "text-3":
                line = line.translated(0, px(self.LINE))
                brush.write(line.adjusted(px(20), 0, 0, 0), words, "small", ink, LEFT)
        self.line_under(brush, rect, place)

    def _head(self, brush: Brush, line: QRect, one: BlockedRow) -> None:
        px, theme = self.theme.px, self.theme
        right = line.right()
        if one.initials:
            disc = QRect(right - px(20), line.center().y() - px(10), px(20), px(20))
            brush.box(QRectF(disc), "mute-bg", "", px(10))
            brush.write(disc, one.initials, "avatar", "text-2", CENTRE)
            right -= px(28)
        cut = theme.metrics("small", figures=True).horizontalAdvance(one.cut_off) + px(4)
        brush.write(QRect(right - cut, line.top(), cut, line.height()), one.cut_off, "small", "text-2", RIGHT)
        used = brush.write(line, one.number, "card-title")
        way = QRect(
            line.left() + used + px(10), line.top(), right - cut - line.left() - used - px(20), line.height()
        )
        brush.write(way, one.way, "body", "text-2")

    def _stop(self, brush: Brush, line: QRect, what: str, law: str) -> None:
        px, theme = self.theme.px, self.theme
        laws, words = theme.metrics("micro-strong", figures=True), theme.metrics("body")
        left = line.width() - px(20 + 26) - words.horizontalAdvance(what)
        wide = min(laws.horizontalAdvance(law) + px(2), max(left, line.width() // 4))
        brush.icon("circle-x", "bad", line.left(), line.center().y() - px(6), 13)
        room = line.width() - px(20) - (wide + px(26) if law else 0)
        brush.write(QRect(line.left() + px(20), line.top(), room, line.height()), what, "body")
        if law:
            box = QRect(line.right() - wide, line.top(), wide, line.height())
            said = brush.write(box, law, "micro-strong", "info", RIGHT)
            brush.icon("scale", "info", line.right() - said - px(17), line.center().y() - px(5), 12)


@dataclass(frozen=True, slots=True)
class DueRow:
    """A record with a date: who or what, a second line with an icon, days left and the day."""

    key: str
    title: str
    detail: str
    line: str
    left: str
    day: str
    ink: str
    icon: str = "scale"
    line_ink: str = "info"


class DueRows(FittedRows[DueRow]):
    """54 px a row, hairlines between."""

    ROW = 54

    def row_words(self, place: int) -> str:
        """Everything on the row."""
        one = self.rows[place]
        return ", ".join(filter(None, (one.title, one.detail, one.line, one.left, one.day)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One record."""
        px, theme, one = self.theme.px, self.theme, self.rows[place]
        middle, side = rect.center().y(), px(16)
        strong, small = theme.metrics("card-title", figures=True), theme.metrics("small", figures=True)
        room = max(strong.horizontalAdvance(one.left), small.horizontalAdvance(one.day)) + px(4)
        right = QRect(rect.right() - side - room, middle - px(20), room, px(20))
        brush.write(right, one.left, "card-title", one.ink, RIGHT)
        mark = right.right() - strong.horizontalAdvance(one.left) - px(18)
        brush.icon("hourglass", one.ink, mark, right.center().y() - px(6), 14)
        brush.write(right.translated(0, px(20)), one.day, "small", "text-2", RIGHT)
        width = min(right.left(), mark) - side - rect.left() - px(10)
        top = QRect(rect.left() + side, middle - px(20), width, px(20))
        used = brush.write(top, one.title, "strong")
        brush.write(top.adjusted(used + px(5), 0, 0, 0), one.detail, "body", "text-2")
        brush.icon(one.icon, one.line_ink, rect.left() + side, middle + px(4), 12)
        law = QRect(rect.left() + side + px(16), middle, right.left() - side - px(26), px(20))
        brush.write(law, one.line, "micro-strong", one.line_ink)
        self.line_under(brush, rect, place)


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A paper: what it covers, its scheme and market, its last day, days left, and how much is left, 0 to
    1.
    """

    key: str
    title: str
    detail: str
    day: str
    left: str
    share: float
    tone: str


class EndingRows(FittedRows[EndingRow]):
    """54 px a row: words, then the bar of what is left."""

    ROW = 54

    def row_words(self, place: int) -> str:
        """Everything on the row."""
        one = self.rows[place]
        return ", ".join(filter(None, (one.title, one.detail, one.day, one.left)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One paper."""
        px, theme, one = self.theme.px, self.theme, self.rows[place]
        side, middle = px(16), rect.center().y()
        line = QRect(rect.left() + side, middle - px(18), rect.width() - 2 * side, px(20))
        strong, small = theme.metrics("card-title", figures=True), theme.metrics("small", figures=True)
        brush.write(line, one.left, "card-title", one.tone or "text-2", RIGHT)
        right = line.right() - strong.horizontalAdvance(one.left) - px(10)
        wide = small.horizontalAdvance(one.day) + px(2)
        brush.write(QRect(right - wide, line.top(), wide, line.height()), one.day, "small", "text-3", RIGHT)
        room = line.adjusted(0, 0, -(line.right() - right + wide + px(8)), 0)
        used = brush.write(room, one.title, "strong")
        brush.write(room.adjusted(used + px(6), 0, 0, 0), one.detail, "body", "text-2")
        track = QRectF(line.left(), middle + px(8), line.width(), px(4))
        brush.box(track, "sunken", "", px(2))
        track.setWidth(max(px(3), track.width() * one.share))
        brush.box(track, f"{one.tone or 'mute'}-solid", "", px(2))
        self.line_under(brush, rect, place)


CardRows = BlockedRows | DueRows | EndingRows
"""What a card of Home may hold."""
