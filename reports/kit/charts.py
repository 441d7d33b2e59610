"""Charts on paper, drawn from the same series as those on screen: vectors, values printed, readable in grey.

They compute no figure and no scale. Labels come ready in the languages of the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualitydesk.domain.statistics.axis import Axis
from qualitydesk.domain.statistics.series import WHOLE, Pairs, Pareto, RateLine
from reports.kit.lines import Line, Span, fill, one_line
from reports.kit.page import Block
from reports.kit.pen import Pen
from reports.kit.styles import BODY, BODY_2, HEAVY, LABEL, SMALL, Style

FIGURE = Style("bold", 7.5, 9.5)
AXIS = LABEL
ROW, TALL = 15.2, 114.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where a chart's bars stand, in points."""

    x: float
    y: float
    wide: float
    tall: float

    def height(self, axis: Axis, value: float) -> float:
        """Where a value stands."""
        return self.y + self.tall * (1 - axis.at(value))

    def middle(self, place: int, of: int) -> float:
        """The middle of one of equal columns."""
        return self.x + self.wide * (place + 0.5) / max(of, 1)


def pareto_chart(series: Pareto, labels: Sequence[tuple[str, str]], wide: float) -> Block:
    """Bars by how often, the few that make 80 % in full ink, and the line of their growing share."""
    each = (wide - 30) / max(len(series.bars), 1)
    names = [_in_two(name, each - 2) for _, name in labels]
    longest = max(map(len, names), default=1)

    def draw(pen: Pen, x: float, y: float) -> None:
        area = Area(x + 4, y + 11, wide - 30, TALL - 25 - 9 * longest)
        for part in range(5):
            level = area.y + area.tall * part / 4
            pen.rule(area.x, level, area.wide)
            if part % 2 == 0:
                pen.line(one_line(f"{100 - 25 * part}%", AXIS), area.x + area.wide + 4, level - 4.5)
        for place, bar in enumerate(series.bars):
            middle, top = area.middle(place, len(series.bars)), area.height(series.axis, bar.count)
            size = min(each * 0.62, 17.0)
            colour = "series" if bar.vital else "series-faint"
            pen.bar(middle - size / 2, top, size, area.y + area.tall - top, colour, 1.0)
            _centred(pen, f"{bar.count:,}", FIGURE, middle, top - 10, each)
            _centred(pen, labels[place][0], FIGURE, middle, area.y + area.tall + 2.5, each)
            pen.lines(names[place], middle - each / 2, area.y + area.tall + 11.5, align="centre", room=each)
        _growing(pen, area, series)

    return Block(TALL, draw)


def _in_two(name: str, room: float) -> tuple[Line, ...]:
    """A name in two lines at most; what is left out shows."""
    first, *rest = fill([Span(name, AXIS)], room)
    left_over = name[sum(len(piece.text) for piece in first.pieces) :].strip()
    return (first, one_line(left_over, AXIS, room)) if rest else (first,)


def _growing(pen: Pen, area: Area, series: Pareto) -> None:
    points = [
        (area.middle(place, len(series.bars)), area.y + area.tall * (1 - bar.cumulative / WHOLE))
        for place, bar in enumerate(series.bars)
    ]
    pen.polyline(points, "ink-2")
    for point in points:
        pen.dot(*point, 1.7, "on-mark", "ink-2")


def rate_chart(series: RateLine, target: str, wide: float) -> Block:
    """Rates week by week; weeks under the target are filled red dots, so they show in grey as well."""

    def draw(pen: Pen, x: float, y: float) -> None:
        area = Area(x + 20, y + 11, wide - 22, TALL - 34)
        for tick in series.axis.ticks:
            level = area.height(series.axis, tick)
            pen.rule(area.x, level, area.wide)
            pen.line(one_line(str(tick), AXIS), x, level - 4.5, align="right", room=15)
        level = area.height(series.axis, series.target)
        pen.polyline([(area.x, level), (area.x + area.wide, level)], "ink", 0.7, dashed=True)
        words, known = one_line(target, AXIS), _known(area, series)
        room = area.wide - 4 - words.width
        clear = max(
            (area.x + 2 + room * part for part in PLACES),
            key=lambda left: min(CLEAR, _distance(known, left, left + words.width, level - 4.5)),
        )
        pen.line(words, clear, level - 9.5)
        _rates(pen, area, series, known)

    return Block(TALL, draw)


PLACES, CLEAR = (1.0, 0.0, 0.2, 0.4, 0.6, 0.8), 6.0
"""Where on its line the target may be named, best place first, and how far from the rates is far enough."""
Dot = tuple[float, float, bool]
"""Where a week's rate stands, and whether it misses the target."""


def _known(area: Area, series: RateLine) -> list[Dot]:
    return [
        (area.middle(place, len(series.rates)), area.height(series.axis, rate.percent), series.misses(rate))
        for place, rate in enumerate(series.rates)
        if rate.percent is not None
    ]


def _distance(known: Sequence[Dot], left: float, right: float, level: float) -> float:
    """How near the line of the rates comes to a level between two places."""
    nearest = float("inf")
    for (x, y, _), (further, beyond, _) in pairwise(known):
        begin, end = max(x, left), min(further, right)
        if begin <= end:
            heights = [y + (beyond - y) * (at - x) / (further - x) - level for at in (begin, end)]
            crossed = heights[0] * heights[1] <= 0
            nearest = min(nearest, 0.0 if crossed else min(map(abs, heights)))
    return nearest


def _rates(pen: Pen, area: Area, series: RateLine, known: Sequence[Dot]) -> None:
    if len(known) > 1:
        pen.polyline([(x, y) for x, y, _ in known], "series", 1.2)
    for x, y, missed in known:
        pen.dot(x, y, 2.2, "bad" if missed else "on-mark", "bad" if missed else "series")
    step = max(1, len(series.rates) // 5)
    for place in range(0, len(series.rates), step):
        week = series.rates[place].week.partition("-W")[2]
        _centred(pen, f"w{week}", AXIS, area.middle(place, len(series.rates)), area.y + area.tall + 4, 30)


@dataclass(frozen=True, slots=True)
class PaperBar:
    """One bar of a list: who, as what, its length between 0 and 1, its figure."""

    name: str
    note: str
    length: float
    figure: str
    calm: bool = False
    unknown: bool = False


def bar_rows(bars: Sequence[PaperBar], wide: float) -> list[Block]:
    """Bars one under the other with hairlines; grey ones are our own, hatched ones not decided."""
    return [_bar_row(bar, wide) for bar in bars]


def _bar_row(bar: PaperBar, wide: float) -> Block:
    names, figures = wide * 0.46, 26.0
    name = one_line(bar.name, BODY, names - 6)
    note = one_line(bar.note, BODY_2)
    fits = name.width + 3 + note.width <= names - 6
    room = wide - names - figures

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.line(name, x, y + 1.8)
        if fits:
            pen.line(note, x + name.width + 3, y + 1.8)
        length = max(1.5, room * bar.length)
        if bar.unknown:
            pen.hatch(x + names, y + 4.6, length, 5.4, "series-2")
        else:
            pen.bar(x + names, y + 4.6, length, 5.4, "series-2" if bar.calm else "series", 1.0)
        pen.line(one_line(bar.figure, HEAVY), x, y + 1.8, align="right", room=wide)
        pen.rule(x, y + ROW, wide)

    return Block(ROW, draw)


def pair_chart(
    series: Pairs, tick: Callable[[int], str], months: Sequence[str], wide: float, tall: float = 118.0
) -> Block:
    """Two bars a month on one axis."""

    def draw(pen: Pen, x: float, y: float) -> None:
        area = Area(x + 24, y + 6, wide - 26, tall - 22)
        for value in series.ticks:
            level = area.height(series.axis, value)
            pen.rule(area.x, level, area.wide)
            pen.line(one_line(tick(value), AXIS), x, level - 4.5, align="right", room=19)
        zero, each = area.height(series.axis, 0), area.wide / max(len(series.pairs), 1)
        size = min(each * 0.3, 11.0)
        for place, pair in enumerate(series.pairs):
            middle = area.middle(place, len(series.pairs))
            for value, left, colour in (
                (pair.first, middle - size - 0.7, "series-2"),
                (pair.second, middle + 0.7, "series"),
            ):
                top = area.height(series.axis, value)
                pen.bar(left, min(top, zero), size, abs(zero - top), colour, 1.0)
            _centred(pen, months[place], SMALL, middle, area.y + area.tall + 3, each)

    return Block(tall, draw)


def _centred(pen: Pen, text: str, style: Style, middle: float, y: float, room: float) -> None:
    pen.line(one_line(text, style, room), middle - room / 2, y, align="centre", room=room)
