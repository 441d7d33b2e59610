"""A picture as large as there is room, looked at from nearer or farther, and moved under the eye.

What is drawn over it stands in ``photo_canvas``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.kit.theme import Theme

Key = Qt.Key
STEP, NEAREST = 1.25, 8.0
ZOOMS = {Key.Key_Plus: STEP, Key.Key_Equal: STEP, Key.Key_Minus: 1 / STEP}
MIDDLE = QPointF(0.5, 0.5)


class PhotoGround(QWidget):
    """Shows a picture whole until somebody comes nearer, by wheel, keys or ``zoom_to``."""

    zoomed = Signal(float)
    """How many times larger than it fits."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme, self.zoom = theme, 1.0
        self._picture, self._middle = QPixmap(), MIDDLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # letters are keys here, not words
        self.setAccessibleName(name)
        self.setMinimumSize(theme.px(320), theme.px(200))

    def show_picture(self, image: QImage) -> None:
        """Show a picture, whole; a null one shows the empty ground."""
        self._picture = QPixmap.fromImage(image)
        self.zoom_to(1.0)

    def ground(self) -> QRectF:
        """Where the picture lies on this widget."""
        size = QSizeF(self._picture.size())
        if size.isEmpty():
            return QRectF(self.rect())
        room = QSizeF(self.size())
        size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        size *= self.zoom
        left = _begin(room.width(), size.width(), self._middle.x())
        top = _begin(room.height(), size.height(), self._middle.y())
        return QRectF(left, top, size.width(), size.height())

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """So many times larger than it fits; the point ``at`` of the widget shows what it showed."""
        before, at = self.ground(), self._eye() if at is None else at
        held = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        self.zoom = min(max(zoom, 1.0), NEAREST)
        after = self.ground()
        self._middle = QPointF(
            held.x() - (at.x() - self.width() / 2) / after.width(),
            held.y() - (at.y() - self.height() / 2) / after.height(),
        )
        self.zoomed.emit(self.zoom)
        self.update()

    def zoom_by(self, times: float) -> None:
        """Nearer or farther around the middle."""
        self.zoom_to(self.zoom * times)

    def shift(self, right: float, down: float) -> None:
        """Move the picture under the eye, by shares of its width and height."""
        self._middle = self.ground_middle() - QPointF(right, down)
        self.update()

    def _eye(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def ground_middle(self) -> QPointF:
        """Which point of the picture lies in the middle, as shares of its width and height."""
        ground, middle = self.ground(), self._eye()
        return QPointF(
            (middle.x() - ground.x()) / ground.width(), (middle.y() - ground.y()) / ground.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, what is drawn over it, the focus around it."""
        painter, ground = QPainter(self), self.ground()
        painter.fillRect(self.rect(), self.theme.colour("sunken"))
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(ground, self._picture, QRectF(self._picture.rect()))
            self.draw_over(painter, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self.theme.colour("accent" if self.hasFocus() else "border"), wide))
        painter.drawRect(self.rect().adjusted(wide // 2, wide // 2, -1, -1))
        painter.end()

    def draw_over(self, painter: QPainter, ground: QRectF) -> None:
        """What lies over the picture."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus come nearer and go farther, 0 shows all."""
        key = Key(event.key())
        if key in ZOOMS:
            self.zoom_by(ZOOMS[key])
        elif key == Key.Key_0:
            self.zoom_to(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer or farther, where the pointer is."""
        self.zoom_to(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()


def _begin(room: float, length: float, middle: float) -> float:
    """Where a picture of that length begins: in the middle where it has room, else without an empty edge."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - middle * length))
