"""How wide the columns of a list are: no title is cut, words share the room up to a width that is read with
ease, figures and states keep theirs; where words would be cut, columns with room to spare lend of it.

What the hand chose stays as it is; ``kept_widths`` remembers it. What a column shows is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.kit.cells import BESIDE, CellValue, Column, Kind, TwoLine, in_words
from ui.kit.theme import Theme

GROWTH = {Kind.TEXT: 1.5, Kind.TWO_LINE: 1.6}
"""How many times its usual width a column of this kind may take where there is room; the others once."""
SHUT = (Kind.CHECK, Kind.NUMBER)
UNSAID = (Kind.CHECK, Kind.TALLY)
"""What they show is as wide as ever."""
SHRINKING = 0.7
WIDEST, NARROWEST = 640, 150
"""Of the column that takes most of the room, at 100 %."""


@dataclass(frozen=True, slots=True)
class Span:
    """How narrow, how wide usually, how wide with ease; and how narrow where all others are so already. What
    is left in a very wide window goes in equal parts to those that are ``open``.
    """

    least: int
    usual: int
    most: int
    last: int | None = None
    open: bool = False


def shared(room: int, spans: Sequence[Span]) -> list[int]:
    """The width of each: all the room is used as far as each may grow or shrink, the rest is shared by those
    that are open, else it is the last one's, where it is empty ground. Wider than the room only if all are as
    narrow as they may be.
    """
    begins, ends = _between(room, spans)
    spare, free = room - sum(begins), sum(ends) - sum(begins)
    share = min(1.0, spare / free) if free else 1.0
    left = max(0, spare - free) if spare > 0 else 0
    part = left // max(1, sum(span.open for span in spans))
    widths = [
        round(width + (end - width) * share) + part * span.open
        for width, end, span in zip(begins, ends, spans, strict=True)
    ]
    if widths and (spare >= 0 or share < 1):
        widths[-1] += room - sum(widths)
    return widths


def lent(widths: Sequence[int], needs: Sequence[int | None]) -> list[int]:
    """The widths after columns wider than they need gave to those that are narrower, in proportion and as far
    as it goes; None neither gives nor takes.
    """
    over = [0 if need is None else width - need for width, need in zip(widths, needs, strict=True)]
    spare, lack = sum(max(0, each) for each in over), -sum(min(0, each) for each in over)
    moved = min(spare, lack)
    if not moved:
        return list(widths)
    parts = [moved * each / (spare if each > 0 else lack) for each in over]
    ends = [round(end) for end in accumulate(parts)]
    return [width - (end - before) for width, end, before in zip(widths, ends, (0, *ends), strict=False)]


def _between(room: int, spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """The widths that the room lies between."""
    usual, least = [span.usual for span in spans], [span.least for span in spans]
    if room > sum(usual):
        return usual, [span.most for span in spans]
    if room >= sum(least):
        return usual, least
    return least, [span.least if span.last is None else span.last for span in spans]


class ColumnWidths(QObject):
    """The widths of one table. ``chosen`` tells that the hand changed one."""

    chosen = Signal()

    def __init__(self, theme: Theme, table: QTableView, columns: Sequence[Column[Any]]) -> None:
        super().__init__(table)
        self._theme, self._table, self._columns = theme, table, tuple(columns)
        self.by_hand: dict[str, int] = {}
        self._unwanted: set[int] = set()
        self._asked: dict[int, int] = {}
        self._said: dict[int, int] = {}
        self._laying = False
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionResized.connect(self._resized)

    def take(self, by_hand: Mapping[str, int]) -> None:
        """Put widths back that the hand chose, by the names of the columns."""
        self.by_hand = dict(by_hand)
        self.lay()

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide a column because somebody wants it so."""
        self._unwanted.discard(place) if shown else self._unwanted.add(place)
        self._table.setColumnHidden(place, not shown)
        self.lay()

    def wanted(self, place: int) -> bool:
        """Whether a column is shown as soon as there is room."""
        return place not in self._unwanted

    def heed(self, said: Mapping[int, Collection[str]]) -> None:
        """Words of these columns that must not be cut are there now; a column once widened stays so."""
        before = dict(self._asked)
        for place, words in said.items():
            column, px = self._columns[place], self._theme.px
            strong = self._theme.metrics("strong", figures=column.kind is Kind.NUMBER)
            edges = px(16 if place == 0 else 8) + px(8) + px(column.beside or 0)
            widest = max((strong.horizontalAdvance(each) for each in words), default=0)
            self._asked[place] = max(self._asked.get(place, 0), widest + edges)
        if self._asked != before:
            self.lay()

    def suit(self, said: Mapping[int, Collection[CellValue]]) -> None:
        """These words are what is seen first; a column that once had wider ones keeps room for them."""
        before = dict(self._said)
        for place, values in said.items():
            edges = self._theme.px(16 if place == 0 else 8) + self._theme.px(8) + 1
            widest = max((self._wide(self._columns[place], each) for each in values), default=0)
            self._said[place] = max(self._said.get(place, 0), widest + edges)
        if self._said != before:
            self.lay()

    def _wide(self, column: Column[Any], value: CellValue) -> int:
        metrics = self._theme.metrics
        if isinstance(value, TwoLine):
            top, under = metrics("body"), metrics("small")
            return max(top.horizontalAdvance(value.top), under.horizontalAdvance(value.under))
        strong = column.kind not in GROWTH
        role = metrics("strong" if strong else "body", figures=column.kind is Kind.NUMBER)
        return role.horizontalAdvance(in_words(value)) + self._theme.px(BESIDE.get(column.kind, 0))

    def lay(self, after: int = -1) -> None:
        """Share the room; the columns up to ``after`` stay as they are."""
        if self._table.model() is None or self._table.viewport().width() < 2:
            return
        self._laying = True
        self._seat_spare()
        places = [n for n in range(len(self._columns)) if not self._table.isColumnHidden(n)]
        head = self._table.horizontalHeader()
        spans = [self._span(n, head.sectionSize(n) if n <= after else 0) for n in places]
        if places and not self._columns[places[-1]].stretch:
            spans = [
                replace(span, open=n > after and self._open(n)) for n, span in zip(places, spans, strict=True)
            ]
        widths = shared(self._table.viewport().width(), spans)
        needs = [self._need(n, last=n == places[-1]) if n > after else None for n in places]
        for place, width in zip(places, lent(widths, needs), strict=True):
            if head.sectionSize(place) != width:
                head.resizeSection(place, width)
        self._laying = False

    def _seat_spare(self) -> None:
        """Columns for wide windows are there while all others have their usual width."""
        room = self._table.viewport().width()
        for place, column in enumerate(self._columns):
            if not column.spare and not self._table.isColumnHidden(place):
                room -= self._span(place).usual
        for place, column in enumerate(self._columns):
            if column.spare:
                room -= self._span(place).usual if self.wanted(place) else 0
                self._table.setColumnHidden(place, room < 0 or not self.wanted(place))

    def _span(self, place: int, width: int = 0) -> Span:
        column, px = self._columns[place], self._theme.px
        fixed = width or self.by_hand.get(column.id, 0)
        if fixed:
            return Span(fixed, fixed, fixed)
        title = max(self._title_width(place), self._asked.get(place, 0))
        usual = max(px(column.width), title)
        if column.stretch:
            return Span(max(title, px(min(column.width, NARROWEST))), usual, max(usual, px(WIDEST)))
        grown = column.most or round(column.width * GROWTH.get(column.kind, 1))
        least = round(px(column.width) * SHRINKING) if column.kind in GROWTH else usual
        last = max(title, round(px(column.width) * SHRINKING)) if column.most else None
        return Span(max(title, least), usual, max(usual, px(grown)), last)

    def _need(self, place: int, *, last: bool) -> int | None:
        """What its title and its words need, the last one with the list's edge; None where the hand chose or
        no words are.
        """
        column = self._columns[place]
        if column.id in self.by_hand or column.kind in UNSAID or place not in self._said:
            return None
        edge = self._theme.px(8) if last else 0
        return max(self._title_width(place), self._asked.get(place, 0), self._said[place]) + edge

    def _open(self, place: int) -> bool:
        """All but ticks, figures, words that are wide already and what the hand chose."""
        column = self._columns[place]
        return not (column.stretch or column.kind in SHUT or column.id in self.by_hand)

    def _title_width(self, place: int) -> int:
        column, px = self._columns[place], self._theme.px
        if not column.title:
            return 0
        edges = px(8) + px(16 if place == 0 else 8) + 2
        mark = px(14) + 4 if column.sort else 0
        return self._theme.metrics("small").horizontalAdvance(column.title) + edges + mark

    def _resized(self, place: int, old: int, new: int) -> None:
        if self._laying or not old or not new:  # ours, or hidden or shown again
            return
        self.by_hand[self._columns[place].id] = new
        self.lay(after=place)
        self.chosen.emit()
