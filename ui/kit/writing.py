"""One line of words as drawn widgets and list cells write it: cut to its room, shaped once and kept.

Shaping a line takes several times as long as drawing it, and a page draws the same lines again and again.
What is written, and where, belongs to the widget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextOption, QTransform

if TYPE_CHECKING:
    from ui.kit.theme import Theme

AskedT = TypeVar("AskedT")
FoundT = TypeVar("FoundT")

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
BEFORE = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}
"""The share of the room left over that stands before the words."""
REMEMBERED = 5000
"""So many lines at most are kept; a screen shows some hundred."""
_JOINED = re.compile(r"[^\W\d_]-|-[^\W\d_]")
"""A hyphen that joins a word: among figures of equal width it would be as wide as a figure."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words as they fitted, how wide they are, and their ready shape with its size, asked for once."""

    shown: str
    width: int
    shape: QStaticText
    wide: float
    tall: float


_lines: dict[tuple[str, str, bool, int], Line] = {}
_cut: dict[tuple[str, str, bool, int, int], str] = {}
"""What is left of a text in a room that is too narrow for it."""


def forget_lines() -> None:
    """Other fonts, or other sizes of them: what was shaped is of no use any more."""
    _lines.clear()
    _cut.clear()


def fitted(theme: Theme, text: str, role: str, width: int, *, figures: bool = False) -> Line:
    """The text in the font of a role, cut with an ellipsis to a width; ``figures`` are those of equal
    width.
    """
    whole = _line(theme, text, role, figures=figures)
    if whole.wide <= width:
        return whole
    asked = (text, role, figures, theme.zoom, width)
    shown = _cut.get(asked)
    if shown is None:
        metrics = theme.metrics(role, figures=figures)
        shown = _kept(_cut, asked, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
    return _line(theme, shown, role, figures=figures)


def _line(theme: Theme, text: str, role: str, *, figures: bool) -> Line:
    asked = (text, role, figures, theme.zoom)
    return _lines.get(asked) or _kept(_lines, asked, _shaped(theme, text, role, figures=figures))


def _kept(lines: dict[AskedT, FoundT], asked: AskedT, found: FoundT) -> FoundT:
    if len(lines) >= REMEMBERED:
        lines.clear()
    lines[asked] = found
    return found


def _shaped(theme: Theme, text: str, role: str, *, figures: bool) -> Line:
    shape, option = QStaticText(text), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    shape.setTextFormat(Qt.TextFormat.PlainText)
    shape.setTextOption(option)
    shape.prepare(QTransform(), theme.font(role, figures=figures))
    size = shape.size()
    return Line(text, round(size.width()), shape, size.width(), size.height())


def write(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    role: str = "body",
    ink: str = "text",
    where: Qt.AlignmentFlag = LEFT,
    *,
    figures: bool = False,
) -> Line:
    """Write one line into the rectangle, in its middle upright; the line as it fitted. ``figures`` are of
    equal width unless a word among them is joined by a hyphen.
    """
    figures = figures and not ("-" in text and _JOINED.search(text))
    line = fitted(theme, text, role, rect.width(), figures=figures)
    painter.setFont(theme.font(role, figures=figures))
    painter.setPen(theme.colour(ink))
    left = rect.x() + BEFORE[where] * (rect.width() - line.wide)
    painter.drawStaticText(QPointF(left, rect.y() + (rect.height() - line.tall) / 2), line.shape)
    return line
