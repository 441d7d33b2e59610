"""What people drew on a photo, as operators of the page: each mark with a pale edge, so that it is seen on
any picture and in black and white.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from qualitydesk.domain.photo_marks import Mark, MarkKind

HEAD, SPREAD = 6.0, math.radians(26)
HALO, STROKE = 2.6, 1.3
"""Points."""
_ROUND = 0.5523
"""Where the handles of a quarter of an ellipse lie, from its middle axis, as a share of the half axis."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def drawn(marks: Sequence[Mark], picture: Box, edge: str, line: str) -> str:
    """The marks over a picture at (left, bottom, width, height); colours as the page writes them."""
    shapes = [_SHAPES[mark.kind](*_ends(mark, picture)) for mark in marks]
    return " ".join(
        ["1 J 1 j", *(f"{edge} RG {HALO:g} w {one} S {line} RG {STROKE:g} w {one} S" for one in shapes)]
    )


def _ends(mark: Mark, picture: Box) -> tuple[Point, Point]:
    left, bottom, wide, tall = picture
    first = (left + mark.x1 * wide, bottom + (1 - mark.y1) * tall)
    return first, (left + mark.x2 * wide, bottom + (1 - mark.y2) * tall)


def _arrow(first: Point, last: Point) -> str:
    back = math.atan2(first[1] - last[1], first[0] - last[0])
    wings = [
        (last[0] + math.cos(back + turn) * HEAD, last[1] + math.sin(back + turn) * HEAD)
        for turn in (-SPREAD, SPREAD)
    ]
    return f"{_at(first)} m {_at(last)} l {_at(wings[0])} m {_at(last)} l {_at(wings[1])} l"


def _box(first: Point, last: Point) -> str:
    return f"{_at(first)} {last[0] - first[0]:.2f} {last[1] - first[1]:.2f} re"


def _ring(first: Point, last: Point) -> str:
    x, y = (first[0] + last[0]) / 2, (first[1] + last[1]) / 2
    wide, tall = (last[0] - first[0]) / 2, (last[1] - first[1]) / 2

    def at(right: float, up: float) -> str:
        return _at((x + right * wide, y + up * tall))

    curves = (
        f"{at(c - s * _ROUND, s + c * _ROUND)} {at(c * _ROUND - s, s * _ROUND + c)} {at(-s, c)} c"
        for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))
    )
    return " ".join([f"{at(1, 0)} m", *curves, "h"])


def _at(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


_SHAPES: dict[MarkKind, Callable[[Point, Point], str]] = {
    MarkKind.ARROW: _arrow,
    MarkKind.RING: _ring,
    MarkKind.BOX: _box,
}
