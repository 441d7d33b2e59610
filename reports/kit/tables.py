"""Blocks made of text: section titles, paragraphs, key and value lists, fact grids, tables with hairlines.

A table's head is repeated on every page it reaches; a row taller than a page goes on over pages. What the
rows say belongs to the papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.kit.lines import BREAK, Line, Span, fill, height, one_line, shortened
from reports.kit.page import Block, Drawing
from reports.kit.pen import Pen
from reports.kit.styles import (
    BODY,
    BODY_2,
    FACT,
    LABEL,
    SECTION,
    SECTION_2,
    SMALL,
    STRONG,
    TEXT_WIDTH,
    Style,
)
from reports.kit.words import Both

ROW_GAP = 3.1
"""Space above and below the text of a row, in points."""

WIDE_SPACE = "\u00a0\u00a0"
"""Between a title and what stands beside it: ordinary spaces in a row count as one."""

MOST_LINES = 36
"""Lines of a row after which it goes on as another row, so that it can cross a page."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its title, its width in points, and where its text stands."""

    title: Both
    width: float
    align: str = "left"
    pad: float = 8.0


FACTS_ABREAST = 3
MOST_FACT_LINES = 10
"""Lines of a fact's value, and of its detail; a longer one says how much it leaves out."""

Cell = Sequence[Span] | str
"""What a cell says: text in the body style, or spans."""


def both(words: Both, first: Style = BODY, second: Style = BODY_2) -> list[Span]:
    """The same words in both languages on one line, the second one paler."""
    if not words.second:
        return [Span(words.first, first)]
    return [Span(words.first, first), Span(" ", first), Span(words.second, second)]


def under(text: str, style: Style = SMALL) -> list[Span]:
    """A further line of a cell; nothing where there is no text."""
    return [Span(BREAK, style), Span(text, style)] if text else []


def section(number: int, title: Both, note: str = "", gap: float = 14.0) -> Block:
    """A section's title: number, first language in bold, second language or a note beside it."""
    spans = [Span(f"{number} {title.first}" if number else title.first, SECTION)]
    for words in (title.second, note):
        if words:
            spans += [Span(WIDE_SPACE, SECTION_2), Span(words, SECTION_2)]
    line = one_line_of(spans)
    return Block(16.5, lambda pen, x, y: pen.line(line, x, y), gap=gap, keep=True)


def one_line_of(spans: Sequence[Span]) -> Line:
    """Spans on one line, however long."""
    return fill(spans, 10_000.0)[0]


def paragraph(spans: Sequence[Span], width: float = TEXT_WIDTH, gap: float = 0.0) -> list[Block]:
    """Running text as one block per line, so that it crosses pages."""
    lines = fill(spans, width)
    return [_line_block(line, gap if place == 0 else 0.0) for place, line in enumerate(lines)]


def _line_block(line: Line, gap: float) -> Block:
    return Block(line.leading or BODY.leading, lambda pen, x, y: pen.line(line, x, y), gap=gap)


def pairs(rows: Sequence[tuple[Both, str]], width: float) -> list[Block]:
    """Labels at left, values at right, hairlines between."""
    return [_pair(label, value, width) for label, value in rows]


def _pair(label: Both, value: str, width: float) -> Block:
    named = one_line_of(both(label, BODY, LABEL))
    values = shortened(fill([Span(value, STRONG)], width - named.width - 8), 6)
    tall = max(BODY.leading, height(values)) + 2 * ROW_GAP - 0.6

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.line(named, x, y + ROW_GAP)
        pen.lines(values, x, y + ROW_GAP, align="right", room=width)
        pen.rule(x, y + tall, width)

    return Block(tall, draw)


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell of the fact grid: what, who, and one line more."""

    label: Both
    value: str
    detail: str = ""


def fact_grid(facts: Sequence[Fact]) -> list[Block]:
    """Facts in a grid with hairlines; one block per row of the grid."""
    rows = [facts[start : start + FACTS_ABREAST] for start in range(0, len(facts), FACTS_ABREAST)]
    return [_fact_row(row, first=place == 0) for place, row in enumerate(rows)]


def _fact_row(facts: Sequence[Fact], *, first: bool) -> Block:
    wide = TEXT_WIDTH / FACTS_ABREAST
    cells = [_fact_lines(fact, wide - (9.0 if place else 0.0) - 9.0) for place, fact in enumerate(facts)]
    tall = max(height(lines) for lines in cells) + 11.0

    def draw(pen: Pen, x: float, y: float) -> None:
        if first:
            pen.rule(x, y, TEXT_WIDTH)
        for place, lines in enumerate(cells):
            pen.lines(lines, x + place * wide + (9.0 if place else 0.0), y + 5.5)
            if place:
                pen.post(x + place * wide, y, tall)
        pen.rule(x, y + tall, TEXT_WIDTH)

    return Block(tall, draw)


def _fact_lines(fact: Fact, room: float) -> list[Line]:
    value = shortened(fill([Span(fact.value or "–", FACT)], room), MOST_FACT_LINES)
    detail = shortened(fill([Span(fact.detail, SMALL)], room), MOST_FACT_LINES) if fact.detail else ()
    return [one_line(fact.label.joined, LABEL, room), *value, *detail]


def table(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[Cell]],
    *,
    totals: int = 0,
    gap: float = 0.0,
) -> list[Block]:
    """A head and its rows; the last ``totals`` rows stand between black rules."""
    top = head(columns, gap)
    last = len(rows) - totals
    found = [top]
    for place, cells in enumerate(rows):
        rows_of_it = list(_row(columns, cells, top, black=place >= last - 1 and totals > 0))
        if totals and last - 1 <= place < len(rows) - 1:
            rows_of_it[-1] = replace(rows_of_it[-1], keep=True)
        found += rows_of_it
    return found


def head(columns: Sequence[TableColumn], gap: float = 0.0) -> Block:
    """The titles of a table over a black rule; stays with the first row."""
    styles = (Style("medium", 7.5, 10.0, "ink-2"), Style("regular", 7.0, 10.0, "ink-2"))
    titles = [
        fill(both(column.title, *styles), column.width - _pad(columns, i)) for i, column in enumerate(columns)
    ]
    text = max(height(lines, 10.0) for lines in titles)
    tall = text + 2 * ROW_GAP - 1

    def draw(pen: Pen, x: float, y: float) -> None:
        _cells(pen, columns, titles, x, y + tall - ROW_GAP - text)
        pen.rule(x, y + tall, sum(column.width for column in columns), "rule", 0.9)

    return Block(tall, draw, gap=gap, keep=True)


def _row(
    columns: Sequence[TableColumn], cells: Sequence[Cell], top: Block | None, *, black: bool
) -> Iterator[Block]:
    filled = [
        fill([Span(cell, BODY)] if isinstance(cell, str) else cell, column.width - _pad(columns, place))
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True))
    ]
    longest = max(len(lines) for lines in filled)
    for start in range(0, longest, MOST_LINES):
        part = [lines[start : start + MOST_LINES] for lines in filled]
        yield _row_block(columns, part, top, black=black, ends=start + MOST_LINES >= longest)


def _row_block(
    columns: Sequence[TableColumn],
    part: Sequence[Sequence[Line]],
    top: Block | None,
    *,
    black: bool,
    ends: bool,
) -> Block:
    tall = max(height(lines, BODY.leading) for lines in part) + 2 * ROW_GAP

    def draw(pen: Pen, x: float, y: float) -> None:
        _cells(pen, columns, part, x, y + ROW_GAP)
        if ends:
            wide = sum(column.width for column in columns)
            pen.rule(x, y + tall, wide, "rule" if black else "hairline", 0.9 if black else 0.6)

    return Block(tall, draw, head=top)


def drawn_row(
    columns: Sequence[TableColumn], cells: Sequence[Cell], also: Drawing, top: Block | None = None
) -> list[Block]:
    """One row of a table on whose first line ``also`` draws something more than text."""
    blocks = list(_row(columns, cells, top, black=False))
    plain = blocks[0]

    def draw(pen: Pen, x: float, y: float) -> None:
        plain.draw(pen, x, y)
        also(pen, x, y)

    return [Block(plain.height, draw, head=top), *blocks[1:]]


def outcome_spans(words: Both, good: bool) -> list[Span]:
    """An answer in its colour."""
    style = BODY.of("ok" if good else "bad")
    return both(words, style, style)


def _pad(columns: Sequence[TableColumn], place: int) -> float:
    return columns[place].pad if place < len(columns) - 1 else 0.0


def _cells(
    pen: Pen, columns: Sequence[TableColumn], cells: Sequence[Sequence[Line]], x: float, y: float
) -> None:
    for place, (column, lines) in enumerate(zip(columns, cells, strict=True)):
        pen.lines(lines, x, y, align=column.align, room=column.width - _pad(columns, place))
        x += column.width
