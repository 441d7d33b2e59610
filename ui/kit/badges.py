"""Status badges: icon, word and tint of a status word, as a widget and as painted in a list.

Which icon and tone a word has is the domain's vocabulary; here it is only drawn.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualitydesk.domain.vocabulary import look
from ui.kit import icons
from ui.kit.cells import Status
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.writing import write

TINTED = ("ok", "warn", "bad", "info", "mute")


def look_of(status: Status) -> tuple[str, str]:
    """Icon name and ink of a status: its own if it names them, else those of its word."""
    if status.icon and status.tone:
        return status.icon, status.tone
    found = look(status.word)
    return status.icon or found.icon, status.tone or found.tone.value


def badge_width(theme: Theme, text: str) -> int:
    """How wide a badge of that text is."""
    return theme.metrics("small-strong").horizontalAdvance(text) + theme.px(13 + 5 + 6 + 8)


def paint_badge(painter: QPainter, theme: Theme, rect: QRect, status: Status) -> None:
    """Draw the badge at the left of ``rect``, centred upright, cut to its width."""
    name, tone = look_of(status)
    width, tall, mark = min(badge_width(theme, status.text), rect.width()), theme.px(20), theme.px(13)
    top = rect.top() + (rect.height() - tall) // 2
    if tone in TINTED:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{tone}-bg"))
        painter.drawRoundedRect(QRectF(rect.left(), top, width, tall), theme.px(4), theme.px(4))
    icons.draw(painter, name, theme.colour(tone), rect.left() + theme.px(6), top + (tall - mark) // 2, mark)
    left = rect.left() + theme.px(6) + mark + theme.px(5)
    room = rect.left() + width - left
    write(painter, theme, QRect(left, top, room, tall), status.text, "small-strong", tone)


class Badge(QWidget):
    """A status badge as a widget: ``Badge(theme, Status("Submitted", tr("Submitted")))``."""

    def __init__(self, theme: Theme, status: Status) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(status)

    def set_status(self, status: Status) -> None:
        """Show another status."""
        self._status = status
        self.setAccessibleName(status.text)
        set_tip(self, status.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, word and padding."""
        return QSize(badge_width(self._theme, self._status.text), self._theme.px(20))

    def may_shrink(self) -> None:
        """Where room is short its words end in dots; the tooltip tells them."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Icon and some letters; in force only if it may shrink."""
        return QSize(min(self.sizeHint().width(), self._theme.px(72)), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_badge(painter, self._theme, self.rect(), self._status)
        painter.end()


class StatusLine(Badge):
    """The same without a tint, in body size: severity and duty states inside cards."""

    def sizeHint(self) -> QSize:
        """Icon and word."""
        width = self._theme.metrics("strong").horizontalAdvance(self._status.text)
        return QSize(width + self._theme.px(15 + 7), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and word in the ink of the word."""
        painter, theme = QPainter(self), self._theme
        name, tone = look_of(self._status)
        mark = theme.px(15)
        icons.draw(painter, name, theme.colour(tone), 0, (self.height() - mark) // 2, mark)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(tone))
        where = self.rect().adjusted(mark + theme.px(6), 0, 0, 0)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter.value), self._status.text)
        painter.end()
