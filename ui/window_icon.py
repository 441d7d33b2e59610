"""The program's own picture, as the system shows it at windows and in its lists of programs: the mark on the
accent. What stands at the head of the rail is drawn there.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from ui.kit.icons import pixmap
from ui.kit.theme import Theme

SIDES = (16, 24, 32, 48, 64, 128, 256)
MARK, CORNER = 0.64, 0.22
"""How much of a side the mark takes, and how much of it is round at a corner."""


def window_icon(theme: Theme) -> QIcon:
    """The picture, sharp at every size a system asks for."""
    made = QIcon()
    for side in SIDES:
        made.addPixmap(_drawn(theme, side))
    return made


def _drawn(theme: Theme, side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * CORNER, side * CORNER)
    mark = round(side * MARK)
    at = (side - mark) // 2
    painter.drawPixmap(at, at, pixmap("mark", theme.colour("on-accent"), mark, 1.0))
    painter.end()
    return picture
