"""The page: head, foot, page numbers, and blocks flowing down one column or two and on to the next page.

A block knows its height before it is drawn, so nothing is laid out twice. What stands in the blocks belongs
to ``tables`` and to the papers themselves.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from reports.kit.figures import prepared
from reports.kit.fonts import FIRST_FONT, face
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Line, Span, fill, one_line
from reports.kit.pen import Pen
from reports.kit.styles import (
    BODY,
    BODY_2,
    HOUSE,
    LABEL,
    MARGIN,
    NUMBER,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Style,
)
from reports.kit.words import Both, Words, moment

rl_config.useA85 = 0  # streams as they are: a quarter smaller and twice as fast

HEAD = 33.0
FIRST_TOP = 80.0
LATER_TOP = 74.0
FOOT, FOOT_GAP = 807.0, 12.0
LIMIT = 796.0
WIDEST_LOGO = 4.0
"""A logo is at most so many times as wide as the head is tall; a wider one is made lower."""

Drawing = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Something of known height. ``gap`` above it falls away at the top of a page; ``keep`` holds it to the
    next block; ``head`` is drawn again above it when it opens a page."""

    height: float
    draw: Drawing
    gap: float = 0.0
    keep: bool = False
    head: Block | None = None


class Column:
    """Blocks on their way down one column."""

    def __init__(self, blocks: Sequence[Block], x: float) -> None:
        self._blocks = blocks
        self._next = 0
        self._x = x

    @property
    def done(self) -> bool:
        """Whether every block has been placed."""
        return self._next >= len(self._blocks)

    def run(self, pen: Pen, y: float, limit: float, *, top: bool) -> float:
        """Place blocks from ``y`` down to ``limit``; returns where the last one ended."""
        while not self.done:
            block = self._blocks[self._next]
            gap = 0.0 if top else block.gap
            if not top and y + gap + self._together() > limit:
                return y
            if top and block.head and self._next:
                block.head.draw(pen, self._x, y)
                y += block.head.height
            block.draw(pen, self._x, y + gap)
            y += gap + block.height
            self._next += 1
            top = False
        return y

    def _together(self) -> float:
        place = self._next
        tall = self._blocks[place].height
        while place + 1 < len(self._blocks) and (self._blocks[place].keep or self._last_but_one(place)):
            place += 1
            tall += self._blocks[place].gap + self._blocks[place].height
        return min(tall, LIMIT - LATER_TOP)

    def _last_but_one(self, place: int) -> bool:
        """Whether only one row of its table follows: that shall not stand alone on the next page."""
        ours, *after = (block.head for block in self._blocks[place : place + 3])
        return ours is not None and [each is ours for each in after] in ([True], [True, False])


class Sheet:
    """A paper being written; ``y`` is where the next block begins."""

    def __init__(self, imprint: Imprint, house: House, tr: Words, title: Both, number_label: Both) -> None:
        self._imprint, self._house, self.tr = imprint, house, tr
        self._title, self._number_label = title, number_label
        self._target = io.BytesIO()
        face(FIRST_FONT)
        make: Any = Canvas  # the stubs take the first font for a number
        self.canvas: Canvas = make(
            self._target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            initialFontName=FIRST_FONT,
            lang=tr.languages[0].replace("_", "-"),
        )
        self.pen = Pen(self.canvas)
        self._pages: list[dict[str, Any]] = []
        self._sealed: Block | None = None
        self._at_last: list[Callable[[Pen], None]] = []
        self.y = FIRST_TOP
        self._open_page()

    def reserve(self, block: Block) -> None:
        """Keep room at the bottom of the first page for ``block`` (signatures, QR code)."""
        self._sealed = block

    def at_last(self, draw: Callable[[Pen], None]) -> None:
        """Draw on the first page once all pages are written: on which page each section begins."""
        self._at_last.append(draw)

    @property
    def page(self) -> int:
        """The number of the page that is being written."""
        return len(self._pages) + 1

    @property
    def limit(self) -> float:
        """How far down blocks may reach on this page."""
        return LIMIT - (self._sealed.height + self._sealed.gap if self._sealed and not self._pages else 0.0)

    @property
    def _top(self) -> float:
        return LATER_TOP if self._pages else FIRST_TOP

    def flow(self, blocks: Sequence[Block]) -> None:
        """Blocks over the whole width, one under the other, on as many pages as they need."""
        self.columns((blocks, MARGIN))

    def columns(self, *columns: tuple[Sequence[Block], float], whole: bool = False) -> None:
        """Columns of blocks side by side, each with its left edge; each goes on from page to page by
        itself. What shall stay ``whole`` begins on the next page if this one has no room for it.
        """
        tallest = max(sum(block.gap + block.height for block in blocks) for blocks, _ in columns)
        if whole and self.limit < self.y + tallest <= self.y + LIMIT - LATER_TOP:
            self.turn()
        running = [Column(blocks, x) for blocks, x in columns]
        start = self.y
        while True:
            ends = [c.run(self.pen, start, self.limit, top=start <= self._top) for c in running if not c.done]
            self.y = max(ends, default=start)
            if all(column.done for column in running):
                return
            self.turn()
            start = self.y

    def turn(self) -> None:
        """Go on to the next page."""
        self._close_page()
        self._open_page()
        self.y = LATER_TOP

    def _close_page(self) -> None:
        if not self._pages and self._sealed:
            self._sealed.draw(self.pen, MARGIN, LIMIT - self._sealed.height)
        self._pages.append(dict(vars(self.canvas)))
        start: Any = self.canvas._startPage  # type: ignore[attr-defined]  # stubs leave it out
        start()

    def finish(self) -> Canvas:
        """Close the last page, write the feet now that the number of pages is known; returns the canvas."""
        if not self._pages and self._sealed:
            block, self._sealed = self._sealed, None
            self.flow([block])
        self._close_page()
        for place, page in enumerate(self._pages, 1):
            vars(self.canvas).update(page)
            self._foot(place, len(self._pages))
            for draw in self._at_last if place == 1 else ():
                draw(self.pen)
            self.canvas.showPage()
        return self.canvas

    def written(self) -> bytes:
        """The finished file; after ``finish``."""
        self.canvas.save()
        return self._target.getvalue()

    def _open_page(self) -> None:
        if self._imprint.draft:
            self._watermark()
        if self._pages:
            self._later_head()
        else:
            self._first_head()

    def _watermark(self) -> None:
        line = one_line(self.tr("Draft").joined, Style("bold", 88, 100, "draft"))
        self.canvas.saveState()
        self.canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        self.canvas.rotate(52)
        self.canvas.translate(-line.width / 2, -PAGE_HEIGHT)
        self.pen.line(line, 0, -50)
        self.canvas.restoreState()

    def _number(self, y: float) -> float:
        number = one_line(self._imprint.number or self.tr("Draft").joined, NUMBER)
        label = one_line(self._number_label.joined, LABEL)
        wide = max(number.width, label.width)
        self.pen.line(label, MARGIN + TEXT_WIDTH - label.width, y)
        self.pen.line(number, MARGIN + TEXT_WIDTH - number.width, y + 9.5)
        return wide

    def _logo(self, tall: float) -> float:
        """The company's logo, else the program's mark, at the upper left; how wide it is, in points."""
        logo = prepared(self._house.logo) if self._house.logo else None
        if logo is None:
            mark(self.pen, MARGIN, HEAD, tall)
            return tall
        wide = min(tall * logo.width / logo.height, tall * WIDEST_LOGO)
        height = wide * logo.height / logo.width
        self.pen.picture(logo, MARGIN, HEAD + (tall - height) / 2, wide, height, radius=0)
        return wide

    def _first_head(self) -> None:
        wide = self._number(HEAD + 2)
        logo = self._logo(25.5)
        left, room = MARGIN + logo + 9, TEXT_WIDTH - wide - logo - 24.5
        name, address = self.tr.name(self._house.name), self.tr.name(self._house.address)
        self.pen.line(one_line(name.first, HOUSE, room), left, HEAD)
        self.pen.line(
            self._second_line(name.second, address.second or address.first, room), left, HEAD + 12.5
        )
        self.pen.rule(MARGIN, HEAD + 35, TEXT_WIDTH, "rule", 1.5)

    def _second_line(self, name: str, address: str, room: float) -> Line:
        """Name in the second language, address, contact; what does not fit is left out from the end."""
        parts = [part for part in (name, address, self._house.contact) if part]
        while len(parts) > 1 and one_line(" · ".join(parts), BODY).width > room:
            parts.pop()
        whole = " · ".join(parts)
        if not name or whole == name:
            return one_line(whole, BODY if name else BODY_2, room)
        return fill([Span(name, BODY), Span(whole.removeprefix(name), BODY_2)], room + 1)[0]

    def _later_head(self) -> None:
        wide = self._number(HEAD - 2)
        logo = self._logo(16)
        left, room = MARGIN + logo + 7, TEXT_WIDTH - wide - logo - 24
        spans = [Span(self._title.joined, HOUSE), Span(f"  {self._imprint.record}", BODY_2)]
        self.pen.line(fill(spans, room)[0], left, HEAD + 2)
        self.pen.rule(MARGIN, HEAD + 26, TEXT_WIDTH, "rule", 1.0)

    def _foot(self, page: int, pages: int) -> None:
        issued = self._imprint
        record = self.tr(
            "record {number}, revision {revision}", number=issued.record, revision=issued.revision
        )
        languages = " / ".join(code.replace("_", "-") for code in self.tr.languages)
        printed = self.tr("Printed") if issued.draft else self.tr("Issued")
        of = self.tr("Page {page} of {pages}", page=page, pages=pages)
        self.pen.rule(MARGIN, FOOT, TEXT_WIDTH)
        left = f"QualityDesk · {record.second or record.first} · {languages}"
        middle = one_line(f"{printed.joined} {moment(issued.issued_at)}", LABEL, TEXT_WIDTH / 2)
        right = one_line(" · ".join(part for part in of if part), LABEL, TEXT_WIDTH / 4)
        first = one_line(left, LABEL, TEXT_WIDTH - middle.width - right.width - 2 * FOOT_GAP)
        centred = max((TEXT_WIDTH - middle.width) / 2, first.width + FOOT_GAP)
        self.pen.line(first, MARGIN, FOOT + 5)
        self.pen.line(middle, MARGIN + centred, FOOT + 5)
        self.pen.line(right, MARGIN, FOOT + 5, align="right", room=TEXT_WIDTH)


def mark(pen: Pen, x: float, y: float, size: float) -> None:
    """The mark of the program: a ring closed by a tick."""
    pen.bar(x, y, size, size, "mark", size * 0.21)
    inset = size * 0.15
    pen.icon("mark", x + inset, y + inset, size - 2 * inset, "on-mark", 2.6)


def space(height: float) -> Block:
    """Nothing, ``height`` points tall; it falls away at the top of a page."""
    return Block(0.0, lambda pen, x, y: None, gap=height)
