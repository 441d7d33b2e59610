"""Marks on a photo as they are drawn over it, each with a pale edge so that it is seen on any picture, and
where a hand can take hold of them. What a mark is stands in ``domain.photo_marks``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from qualitydesk.domain.photo_marks import Mark, MarkKind

if TYPE_CHECKING:
    from ui.kit.theme import Theme

STROKES = {False: (6.0, 3.0, 14.0), True: (3.0, 1.5, 6.0)}
"""Pale edge, line, and an arrow's head, in pixels; thin on small pictures."""
SPREAD = math.radians(26)
REACH = 12
"""So near, in pixels, is near enough for a hand."""


def ends(mark: Mark, ground: QRectF) -> tuple[QPointF, QPointF]:
    """The two points of a mark on a picture that lies there."""
    first = QPointF(ground.x() + mark.x1 * ground.width(), ground.y() + mark.y1 * ground.height())
    return first, QPointF(ground.x() + mark.x2 * ground.width(), ground.y() + mark.y2 * ground.height())


def shape(mark: Mark, ground: QRectF, head: float = STROKES[False][2]) -> QPainterPath:
    """What is stroked; ``head`` is the length of an arrow's head."""
    path, (first, last) = QPainterPath(), ends(mark, ground)
    box = QRectF(first, last).normalized()
    if mark.kind is MarkKind.RING:
        path.addEllipse(box)
    elif mark.kind is MarkKind.BOX:
        path.addRoundedRect(box, 3, 3)
    else:
        path.moveTo(first)
        path.lineTo(last)
        back = math.atan2(first.y() - last.y(), first.x() - last.x())
        for turn in (-SPREAD, SPREAD):
            path.moveTo(last)
            path.lineTo(last + QPointF(math.cos(back + turn), math.sin(back + turn)) * head)
    return path


def draw_marks(
    painter: QPainter,
    theme: Theme,
    marks: Sequence[Mark],
    ground: QRectF,
    chosen: int = -1,
    *,
    thin: bool = False,
) -> None:
    """Draw them; the chosen one shows the two points by which it is taken."""
    halo, stroke, head = STROKES[thin]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for mark in marks:
        path = shape(mark, ground, head)
        for token, width in (("photo-halo", halo), ("photo-mark", stroke)):
            pen = QPen(theme.colour(token), width * theme.zoom / 100)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
    if 0 <= chosen < len(marks):
        painter.setPen(QPen(theme.colour("photo-mark"), theme.px(2)))
        painter.setBrush(theme.colour("photo-halo"))
        for point in ends(marks[chosen], ground):
            painter.drawEllipse(point, theme.px(5), theme.px(5))


def mark_at(marks: Sequence[Mark], ground: QRectF, point: QPointF) -> int:
    """The uppermost mark whose line a hand has hit there, -1 for none."""
    for place in reversed(range(len(marks))):
        if any(QLineF(point, end).length() <= REACH for end in ends(marks[place], ground)):
            return place
        outline = shape(marks[place], ground)
        near = QRectF(point.x() - REACH / 2, point.y() - REACH / 2, REACH, REACH)
        if outline.intersects(near) and not outline.contains(near):
            return place
    return -1


def end_at(mark: Mark, ground: QRectF, point: QPointF) -> int:
    """Which of its two points a hand has hit there: 0 or 1, -1 for neither."""
    found = ends(mark, ground)
    return next((place for place in (1, 0) if QLineF(point, found[place]).length() <= REACH), -1)
