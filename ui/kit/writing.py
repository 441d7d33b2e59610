"""One line of words as drawn widgets and list cells write it: cut to its room, shaped once and kept.

Shaping a line takes several times as long as drawing it, and a page draws the same lines again and again.
What is written, and where, belongs to the widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextOption, QTransform

if TYPE_CHECKING:
    from ui.kit.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
BEFORE = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}
"""The share of the room left over that stands before the words."""
REMEMBERED = 5000
"""So many lines at most are kept; a screen shows some hundred."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words as they fitted, how wide they are, and their ready shape."""

    shown: str
    width: int
    shape: QStaticText


_lines: dict[tuple[str, str, bool, int, int], Line] = {}


def forget_lines() -> None:
    """Other fonts, or other sizes of them: what was shaped is of no use any more."""
    _lines.clear()


def fitted(theme: Theme, text: str, role: str, width: int, *, figures: bool = False) -> Line:
    """The text in the font of a role, cut with an ellipsis to a width; ``figures`` are those of equal
    width.
    """
    asked = (text, role, figures, width, theme.zoom)
    line = _lines.get(asked)
    if line is None:
        if len(_lines) >= REMEMBERED:
            _lines.clear()
        line = _lines[asked] = _shaped(theme, text, role, width, figures=figures)
    return line


def _shaped(theme: Theme, text: str, role: str, width: int, *, figures: bool) -> Line:
    metrics = theme.metrics(role, figures=figures)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    shape, option = QStaticText(shown), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    shape.setTextFormat(Qt.TextFormat.PlainText)
    shape.setTextOption(option)
    shape.prepare(QTransform(), theme.font(role, figures=figures))
    return Line(shown, metrics.horizontalAdvance(shown), shape)


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
    """Write one line into the rectangle, in its middle upright; the line as it fitted."""
    line = fitted(theme, text, role, rect.width(), figures=figures)
    painter.setFont(theme.font(role, figures=figures))
    painter.setPen(theme.colour(ink))
    painter.drawStaticText(_corner(rect, line.shape.size(), BEFORE[where]), line.shape)
    return line


def _corner(rect: QRect, size: QSizeF, before: float) -> QPointF:
    left = rect.x() + before * (rect.width() - size.width())
    return QPointF(left, rect.y() + (rect.height() - size.height()) / 2)
