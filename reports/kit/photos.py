"""Rows of photos with their captions; a photo that cannot be printed leaves a frame that says so."""

from __future__ import annotations

from collections.abc import Sequence

from qualitydesk.domain.photo_marks import read_marks
from reports.kit.figures import Photo
from reports.kit.lines import Line, Span, fill, height
from reports.kit.page import Block
from reports.kit.pen import Pen
from reports.kit.styles import SMALL, SMALL_INK, TEXT_WIDTH
from reports.kit.tables import both
from reports.kit.words import Words

BETWEEN = 9.0
LONGEST_CAPTION = 4


def photo_rows(
    photos: Sequence[Photo],
    tr: Words,
    *,
    across: int = 4,
    width: float = TEXT_WIDTH,
    gap: float = 14.0,
) -> list[Block]:
    """Photos in rows of ``across``, each 4 by 3 or so, captions below."""
    rows = [photos[start : start + across] for start in range(0, len(photos), across)]
    return [_row(row, tr, across, width, gap if place == 0 else 9.0) for place, row in enumerate(rows)]


def _row(photos: Sequence[Photo], tr: Words, across: int, width: float, gap: float) -> Block:
    wide = (width - BETWEEN * (across - 1)) / across
    tall = wide * (0.775 if across > 2 else 0.6)
    captions = [
        fill(both(tr.name(photo.caption), SMALL_INK, SMALL), wide)[:LONGEST_CAPTION] for photo in photos
    ]
    missing = fill([Span(tr("This photo cannot be printed.").joined, SMALL)], wide - 16)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, (photo, caption) in enumerate(zip(photos, captions, strict=True)):
            left = x + place * (wide + BETWEEN)
            if photo.picture:
                pen.picture(photo.picture, left, y, wide, tall, marks=read_marks(photo.marks))
            else:
                _missing(pen, missing, left, y, wide, tall)
            pen.lines(caption, left, y + tall + 2.5)

    return Block(tall + 2.5 + max(height(caption) for caption in captions), draw, gap=gap)


def _missing(pen: Pen, lines: Sequence[Line], x: float, y: float, wide: float, tall: float) -> None:
    pen.frame(x, y, wide, tall, dashed=True)
    pen.lines(lines, x + 8, y + (tall - height(lines)) / 2, align="centre", room=wide - 16)
