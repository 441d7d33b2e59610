"""The icons of ``resources/icons`` (Lucide, 24 x 24, stroked) as vector outlines for paper.

Reads the few SVG shapes that Lucide uses. How an icon is placed and coloured belongs to ``pen``.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

_STEP = re.compile(r"([MmLlHhVvCcSsQqAaZz])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
_KAPPA = 0.5522847498


class Stroke(NamedTuple):
    """One drawing step: "M" move, "L" line, "C" curve, "Z" close; points in icon units, y downward."""

    verb: str
    points: tuple[float, ...]


@cache
def outline(name: str) -> tuple[Stroke, ...]:
    """The icon ``name`` as strokes; empty when there is no such icon."""
    file = FOLDER / f"{name}.svg"
    if not file.is_file():
        return ()
    shapes = ET.parse(file).getroot().iter()  # noqa: S314  our own files, not from outside
    return tuple(stroke for shape in shapes for stroke in _shape(shape.tag.rpartition("}")[2], shape.attrib))


def _shape(tag: str, given: Mapping[str, str]) -> Iterator[Stroke]:
    read = _SHAPES.get(tag)
    return read(given) if read else iter(())


def _number(given: Mapping[str, str], name: str) -> float:
    return float(given.get(name, "0"))


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[Stroke]:
    kx, ky = rx * _KAPPA, ry * _KAPPA
    yield Stroke("M", (cx + rx, cy))
    yield Stroke("C", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry))
    yield Stroke("C", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy))
    yield Stroke("C", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry))
    yield Stroke("C", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy))
    yield Stroke("Z", ())


def _circle(given: Mapping[str, str]) -> Iterator[Stroke]:
    radius = _number(given, "r")
    return _ellipse(_number(given, "cx"), _number(given, "cy"), radius, radius)


def _oval(given: Mapping[str, str]) -> Iterator[Stroke]:
    return _ellipse(*(_number(given, name) for name in ("cx", "cy", "rx", "ry")))


def _line(given: Mapping[str, str]) -> Iterator[Stroke]:
    yield Stroke("M", (_number(given, "x1"), _number(given, "y1")))
    yield Stroke("L", (_number(given, "x2"), _number(given, "y2")))


def _rect(given: Mapping[str, str]) -> Iterator[Stroke]:
    x, y, wide, tall = (_number(given, name) for name in ("x", "y", "width", "height"))
    r = _number(given, "rx") or _number(given, "ry")
    corner = f"a{r} {r} 0 0 1" if r else ""
    turns = (
        [f"{corner} {r} {r}", f"{corner} -{r} {r}", f"{corner} -{r} -{r}", f"{corner} {r} -{r}"]
        if r
        else [""] * 4
    )
    steps = [f"h{wide - 2 * r}", turns[0], f"v{tall - 2 * r}", turns[1], f"h{2 * r - wide}", turns[2]]
    return _path_strokes(f"M{x + r} {y} {' '.join(steps)} v{2 * r - tall} {turns[3]} Z")


def _polyline(given: Mapping[str, str]) -> Iterator[Stroke]:
    return _path_strokes("M" + given.get("points", ""))


def _polygon(given: Mapping[str, str]) -> Iterator[Stroke]:
    return _path_strokes("M" + given.get("points", "") + "Z")


def _path(given: Mapping[str, str]) -> Iterator[Stroke]:
    return _path_strokes(given.get("d", ""))


_SHAPES: dict[str, Callable[[Mapping[str, str]], Iterator[Stroke]]] = {
    "path": _path,
    "circle": _circle,
    "ellipse": _oval,
    "line": _line,
    "rect": _rect,
    "polyline": _polyline,
    "polygon": _polygon,
}


class _Brush:
    """Where the path stands while it is read."""

    def __init__(self) -> None:
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[float, float] | None = None

    def step(self, verb: str, numbers: list[float]) -> Iterator[Stroke]:
        """The strokes of one path command; relative ones are made absolute first."""
        base = (self.x, self.y) if verb.islower() else (0.0, 0.0)
        kind = verb.upper()
        control, self.control = self.control, None
        if kind == "Z":
            self.x, self.y = self.start_x, self.start_y
            yield Stroke("Z", ())
        elif kind == "A":
            yield from self._arc(numbers, base)
        elif kind in "CSQ":
            yield self._curve(kind, [n + base[i % 2] for i, n in enumerate(numbers)], control)
        else:
            yield self._straight(kind, numbers, base)

    def _straight(self, kind: str, numbers: list[float], base: tuple[float, float]) -> Stroke:
        if kind == "H":
            self.x = numbers[0] + base[0]
        elif kind == "V":
            self.y = numbers[0] + base[1]
        else:
            self.x, self.y = numbers[0] + base[0], numbers[1] + base[1]
        if kind == "M":
            self.start_x, self.start_y = self.x, self.y
        return Stroke("M" if kind == "M" else "L", (self.x, self.y))

    def _curve(self, kind: str, at: list[float], control: tuple[float, float] | None) -> Stroke:
        if kind == "S":
            before = control or (self.x, self.y)
            at = [2 * self.x - before[0], 2 * self.y - before[1], *at]
        elif kind == "Q":
            qx, qy, x, y = at
            first = (self.x + (qx - self.x) * 2 / 3, self.y + (qy - self.y) * 2 / 3)
            at = [*first, x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y]
        self.control, (self.x, self.y) = (at[2], at[3]), (at[4], at[5])
        return Stroke("C", tuple(at))

    def _arc(self, numbers: list[float], base: tuple[float, float]) -> Iterator[Stroke]:
        rx, ry, _tilt, large, sweep, x, y = numbers
        end = (x + base[0], y + base[1])
        yield from _arc_curves((self.x, self.y), end, (abs(rx), abs(ry)), bool(large), bool(sweep))
        self.x, self.y = end


def _arc_curves(
    start: tuple[float, float], end: tuple[float, float], radii: tuple[float, float], large: bool, sweep: bool
) -> Iterator[Stroke]:
    """An untilted elliptic arc as cubic curves (SVG 1.1, appendix F.6.5)."""
    rx, ry = radii
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    if not rx or not ry or (not dx and not dy):
        yield Stroke("L", end)
        return
    grow = math.sqrt(max(1.0, dx * dx / (rx * rx) + dy * dy / (ry * ry)))
    rx, ry = rx * grow, ry * grow
    flat = rx * rx * dy * dy + ry * ry * dx * dx
    factor = math.sqrt(max(0.0, (rx * rx * ry * ry - flat) / flat)) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * dy / ry, -factor * ry * dx / rx
    first = math.atan2((dy - cy) / ry, (dx - cx) / rx)
    turn = math.atan2((-dy - cy) / ry, (-dx - cx) / rx) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    middle = (cx + (start[0] + end[0]) / 2, cy + (start[1] + end[1]) / 2)
    yield from _turned(middle, (rx, ry), first, turn)


def _turned(
    middle: tuple[float, float], radii: tuple[float, float], first: float, turn: float
) -> Iterator[Stroke]:
    parts = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / parts
    pull = 4 / 3 * math.tan(step / 4)
    for part in range(parts):
        a, b = first + part * step, first + (part + 1) * step
        corners = (
            (math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a)),
            (math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )
        points = [middle[axis] + radii[axis] * corner[axis] for corner in corners for axis in (0, 1)]
        yield Stroke("C", tuple(points))


def _path_strokes(text: str) -> Iterator[Stroke]:
    brush, verb, numbers = _Brush(), "M", list[float]()
    for letter, number in _steps(text):
        if letter:
            verb, numbers = letter, []
            if letter in "Zz":
                yield from brush.step(letter, [])
        else:
            numbers.append(number)
            if len(numbers) == _TAKES[verb.upper()]:
                yield from brush.step(verb, numbers)
                numbers, verb = [], {"M": "L", "m": "l"}.get(verb, verb)


def _steps(text: str) -> Iterator[tuple[str, float]]:
    """Letters and numbers of a path; the two flags of an arc may stand without a space between them."""
    verb, count, place = "M", 0, 0
    while found := _STEP.search(text, place):
        place = found.end()
        if found[1]:
            verb, count = found[1], 0
            yield verb, 0.0
            continue
        value = found[2]
        if verb in "Aa" and count % 7 in {3, 4}:
            value, place = value[0], found.start() + 1
        count += 1
        yield "", float(value)
