"""Labels to stick on goods, shelves and doors: a QR code that the window finds the record by, its code in
letters, its names.

Sheets of A4 with 3 x 8 labels of 70 x 37 mm; they certify nothing, so none is numbered or sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from qualitydesk.domain.values import Bilingual
from reports.kit.fonts import FIRST_FONT, face
from reports.kit.lines import Line, Span, fill, one_line
from reports.kit.pen import Pen
from reports.kit.styles import LABEL, MM, PAGE_HEIGHT, PAGE_WIDTH, Style
from reports.kit.text import printable

ACROSS, DOWN = 3, 8
WIDE, TALL = PAGE_WIDTH / ACROSS, 37 * MM
TOP = (PAGE_HEIGHT - DOWN * TALL) / 2
EDGE, SIDE = 5 * MM, 21 * MM
"""Air around what a label says, and the side of its code."""
CODE, NAME = Style("bold", 11, 13), Style("medium", 8.25, 10)
MOST_LINES = 2
"""Of each name; longer ones end in dots."""


@dataclass(frozen=True, slots=True)
class RecordLabel:
    """What one label says; ``code`` is what a scanner reads and stands there in letters, too."""

    code: str
    name: Bilingual
    under: str = ""


def label_sheets(labels: Sequence[RecordLabel], title: str) -> bytes:
    """The labels as PDF, row after row, as many sheets as they need; the same labels give the same bytes."""
    made = BytesIO()
    face(FIRST_FONT)
    make: Any = Canvas  # the stubs take the first font for a number
    canvas = make(made, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=FIRST_FONT)
    canvas.setTitle(printable(title))
    pen = Pen(canvas)
    for number, label in enumerate(labels):
        place = number % (ACROSS * DOWN)
        if number and not place:
            canvas.showPage()
        _draw(pen, label, place % ACROSS * WIDE, TOP + place // ACROSS * TALL)
    canvas.save()
    return made.getvalue()


def _draw(pen: Pen, label: RecordLabel, x: float, y: float) -> None:
    code = printable(label.code)
    pen.qr(code, x + EDGE, y + (TALL - SIDE) / 2, SIDE)
    left, room = x + EDGE + SIDE + 3 * MM, WIDE - 2 * EDGE - SIDE - 3 * MM
    lines = _ended(code, CODE, room, MOST_LINES + 1)
    for name in filter(None, (label.name.en, label.name.zh)):
        lines += _ended(printable(name), NAME, room, MOST_LINES)
    if label.under:
        lines.append(one_line(printable(label.under), LABEL, room))
    tall = sum(line.leading for line in lines)
    pen.lines(lines, left, y + (TALL - tall) / 2)


def _ended(text: str, style: Style, room: float, most: int) -> list[Line]:
    """At most so many lines; a last one that leaves something out ends in dots."""
    lines = fill([Span(text, style)], room)
    if len(lines) <= most:
        return list(lines)
    last = "".join(piece.text for piece in lines[most - 1].pieces)
    return [*lines[: most - 1], one_line(f"{last} …", style, room)]
