"""What drawn widgets share: writing in a role and ink, tints, lines, and the plain-text twin.

Shapes of one widget belong to that widget's module.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.kit import icons
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.writing import LEFT, RIGHT, write


class Brush:
    """A painter that knows the theme."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def write(
        self,
        rect: QRect,
        text: str,
        role: str = "body",
        ink: str = "text",
        where: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """Write one line, cut to the rectangle; its width."""
        return write(self.painter, self.theme, rect, text, role, ink, where, figures=where == RIGHT).width

    def icon(self, name: str, ink: str, x: float, y: float, size: int = 16) -> None:
        """An icon with its upper left corner at (x, y); ``size`` at 100 %."""
        icons.draw(self.painter, name, self.theme.colour(ink), x, y, self.theme.px(size))

    def line(self, start: QPointF, end: QPointF, ink: str, width: float = 1, *, dashed: bool = False) -> None:
        """A straight line."""
        pen = QPen(self.theme.colour(ink), width)
        if dashed:
            pen.setDashPattern([3, 3])
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def box(
        self,
        rect: QRectF,
        fill: str = "",
        edge: str = "",
        radius: float = 4,
        *,
        dashed: bool = False,
        width: float = 1,
    ) -> None:
        """A rounded box; inks by token, "" for none."""
        pen = QPen(self.theme.colour(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
        if dashed:
            pen.setDashPattern([3, 3])
        self.painter.setPen(pen)
        self.painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(rect, radius, radius)


class Painted(QWidget):
    """A drawn widget. Subclasses draw in ``draw`` and call ``say`` with their plain-text twin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def say(self, words: str) -> None:
        """The same in words, for a screen reader and as tooltip."""
        self.setAccessibleName(words)
        set_tip(self, words)
        self.updateGeometry()
        self.update()

    def brush(self, painter: QPainter) -> Brush:
        """A brush on the painter."""
        return Brush(painter, self.theme)
