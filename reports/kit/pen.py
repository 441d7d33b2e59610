"""Drawing on the open page in points from the upper left corner: text, rules, boxes, icons, pictures, codes.

Writes PDF operators straight into the page: ReportLab's own drawing calls cost several times as much. The pen
measures nothing and breaks no page; that belongs to ``lines`` and ``page``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from qualitydesk.domain.photo_marks import Mark
from reports.kit.codes import qr_modules, qr_size
from reports.kit.figures import Picture
from reports.kit.fonts import face, runs
from reports.kit.icons import outline
from reports.kit.lines import Line
from reports.kit.photo_marks import drawn
from reports.kit.styles import PAGE_HEIGHT, ink

ASCENT = 0.36
"""Where the baseline lies in a line: below its middle by this share of the font size."""

_ROUND = 0.4477
"""Where the handles of a quarter circle lie, from its corner, as a share of the radius."""


@cache
def _colour(name: str) -> str:
    return " ".join(f"{part:.4g}" for part in ink(name).rgb())


@cache
def _icon(name: str) -> str:
    """The operators of an icon on its 24 x 24 grid, y downward."""
    operator = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    return " ".join(
        " ".join([*(f"{value:.3f}".rstrip("0").rstrip(".") for value in points), operator[verb]])
        for verb, points in outline(name)
    )


def _round_box(x: float, y: float, wide: float, tall: float, radius: float) -> str:
    """A rectangle with round corners from its lower left corner (x, y)."""
    right, top, near = x + wide, y + tall, radius * _ROUND
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - near:.2f} {y:.2f} {right:.2f} {y + near:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - near:.2f} {right - near:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + near:.2f} {top:.2f} {x:.2f} {top - near:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + near:.2f} {x + near:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )


class Pen:
    """A hand over one canvas; y grows downward."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas: Any = canvas
        self._document: Any = vars(canvas)["_doc"]

    def _write(self, operators: str) -> None:
        self.canvas._code.append(operators)

    def line(self, line: Line, x: float, y: float, *, align: str = "left", room: float = 0.0) -> None:
        """One line of text whose top is at ``y``; ``align`` "right" or "centre" within ``room``."""
        if not line.pieces:
            return
        x += {"left": 0.0, "right": room - line.width, "centre": (room - line.width) / 2}[align]
        size = max(piece.style.size for piece in line.pieces)
        parts = [f"BT 1 0 0 1 {x:.2f} {PAGE_HEIGHT - y - line.leading / 2 - size * ASCENT:.2f} Tm"]
        for piece in line.pieces:
            style = piece.style
            parts.append(f"{_colour(style.colour)} rg")
            for run in runs(piece.text, style.weight):
                parts += self._shown(run.font, run.text, style.size)
        self._write(" ".join([*parts, "ET"]))

    def _shown(self, font_name: str, text: str, size: float) -> list[str]:
        font: Any = face(font_name)
        return [
            f"{font.getSubsetInternalName(subset, self._document)} {size:g} Tf <{codes.hex()}> Tj"
            for subset, codes in font.splitString(text, self._document)
        ]

    def lines(
        self, lines: Iterable[Line], x: float, y: float, *, align: str = "left", room: float = 0.0
    ) -> float:
        """Lines under each other; returns where the last one ends."""
        for line in lines:
            self.line(line, x, y, align=align, room=room)
            y += line.leading
        return y

    def rule(self, x: float, y: float, length: float, colour: str = "hairline", thick: float = 0.6) -> None:
        """A horizontal line."""
        at = PAGE_HEIGHT - y
        self._write(f"{_colour(colour)} RG {thick:g} w {x:.2f} {at:.2f} m {x + length:.2f} {at:.2f} l S")

    def post(self, x: float, y: float, length: float, colour: str = "hairline", thick: float = 0.6) -> None:
        """A vertical line downward from ``y``."""
        top = PAGE_HEIGHT - y
        self._write(f"{_colour(colour)} RG {thick:g} w {x:.2f} {top:.2f} m {x:.2f} {top - length:.2f} l S")

    def bar(self, x: float, y: float, wide: float, tall: float, colour: str, radius: float = 0.0) -> None:
        """A filled rectangle."""
        bottom = PAGE_HEIGHT - y - tall
        if radius:
            shape = _round_box(x, bottom, wide, tall, min(radius, wide / 2, tall / 2))
        else:
            shape = f"{x:.2f} {bottom:.2f} {wide:.2f} {tall:.2f} re"
        self._write(f"{_colour(colour)} rg {shape} f")

    def frame(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        *,
        colour: str = "frame",
        radius: float = 4.5,
        thick: float = 0.75,
        dashed: bool = False,
    ) -> None:
        """An outlined rectangle with round corners."""
        shape = _round_box(x, PAGE_HEIGHT - y - tall, wide, tall, radius)
        before, after = ("[2 1.6] 0 d ", " [] 0 d") if dashed else ("", "")
        self._write(f"{before}{_colour(colour)} RG {thick:g} w {shape} S{after}")

    def ring(self, x: float, y: float, radius: float, colour: str, thick: float = 0.75) -> None:
        """A circle around (x, y)."""
        self.frame(x - radius, y - radius, 2 * radius, 2 * radius, colour=colour, radius=radius, thick=thick)

    def polyline(
        self, points: Sequence[tuple[float, float]], colour: str, thick: float = 0.9, *, dashed: bool = False
    ) -> None:
        """A line through points; ``dashed`` for limits."""
        verbs = (f"{x:.2f} {PAGE_HEIGHT - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        before, after = ("[2.2 1.8] 0 d ", " [] 0 d") if dashed else ("", "")
        self._write(f"{before}{_colour(colour)} RG {thick:g} w 1 j {' '.join(verbs)} S{after}")

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str) -> None:
        """A filled circle around (x, y) with an edge."""
        self.bar(x - radius, y - radius, 2 * radius, 2 * radius, fill, radius)
        self.ring(x, y, radius, edge, 0.9)

    def hatch(self, x: float, y: float, wide: float, tall: float, colour: str) -> None:
        """A box of slanting lines: what is not known."""
        bottom, steps = PAGE_HEIGHT - y - tall, int((wide + tall) / 3.2) + 1
        lines = " ".join(
            f"{x + n * 3.2 - tall:.2f} {bottom:.2f} m {x + n * 3.2:.2f} {bottom + tall:.2f} l"
            for n in range(steps + 1)
        )
        box = f"{x:.2f} {bottom:.2f} {wide:.2f} {tall:.2f} re W n"
        self._write(f"q {box} {_colour(colour)} RG 0.8 w {lines} S Q")
        self.frame(x, y, wide, tall, colour=colour, radius=1.0, thick=0.5)

    def icon(
        self, name: str, x: float, y: float, size: float, colour: str = "ink", thick: float = 2.0
    ) -> None:
        """The icon ``name`` in a square of ``size`` points; ``thick`` is in units of its 24 x 24 grid."""
        scale = size / 24
        place = f"{scale:.4f} 0 0 {-scale:.4f} {x:.2f} {PAGE_HEIGHT - y:.2f} cm"
        self._write(f"q {place} {_colour(colour)} RG {thick:g} w 1 J 1 j {_icon(name)} S Q")

    def picture(
        self,
        picture: Picture,
        x: float,
        y: float,
        wide: float,
        tall: float,
        *,
        radius: float = 3.0,
        marks: Sequence[Mark] = (),
    ) -> None:
        """A photo that fills the box, its overhang cut off evenly, with round corners; marks over it."""
        scale = max(wide / picture.width, tall / picture.height)
        shown = (picture.width * scale, picture.height * scale)
        bottom = PAGE_HEIGHT - y - tall
        left, low = x - (shown[0] - wide) / 2, bottom - (shown[1] - tall) / 2
        name = self._image(picture)
        place = f"{shown[0]:.2f} 0 0 {shown[1]:.2f} {left:.2f} {low:.2f} cm"
        shape, image = _round_box(x, bottom, wide, tall, radius), f"{place} /{name} Do"
        if marks:
            over = drawn(marks, (left, low, *shown), _colour("photo-halo"), _colour("photo-mark"))
            image = f"q {image} Q {over}"
        self._write(f"q {shape} W n {image} Q")

    def _image(self, picture: Picture) -> str:
        """The photo as an object of the file, its JPEG bytes as they are; once per file."""
        name = sha256(picture.jpeg).hexdigest()[:32]
        registered: str = self._document.getXObjectName(name)
        image: Any = self._document.idToObject.get(registered)
        if image is None:
            image = PDFImageXObject(name)
            image.loadImageFromJPEG(io.BytesIO(picture.jpeg))
            self._document.Reference(image, registered)
            self._document.addForm(name, image)
        self.canvas._formsinuse.append(name)
        return registered

    def qr(self, text: str, x: float, y: float, size: float) -> None:
        """A QR code in a square of ``size`` points, as one path."""
        modules = qr_modules(text)
        unit = size / qr_size(modules)
        place = f"{unit:.5f} 0 0 {-unit:.5f} {x:.2f} {PAGE_HEIGHT - y:.2f} cm"
        boxes = " ".join(f"{column} {row} {length} 1 re" for row, column, length in modules)
        self._write(f"q {place} {_colour('ink')} rg {boxes} f Q")
