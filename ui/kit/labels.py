"""Words on the window: labels by type role and ink, elided lines, key caps, hairlines.

Fonts are set as QFont (figures of equal width); colours by the ``ink`` property of the style sheet.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.theme import Theme
from ui.kit.tips import set_tip

_LONG_WORD, _TEN = re.compile("[!-~]{21,}"), re.compile(".{1,10}")
"""Latin letters and figures without a space; Chinese goes on in the next line anywhere."""
KEY_NAMES = {
    "Return": "Enter",
    "Ctrl+Return": "Ctrl ↵",
    "Space": "Space",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Shift+Right": "Shift →",
    "+": "+",
}


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(theme: Theme, text: str, role: str = "body", ink: str = "text", *, wrap: bool = False) -> QLabel:
    """A label in a type role and an ink token. Text is always plain: nobody's words become mark-up."""
    made = QLabel(breakable(text) if wrap else text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(role))
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    return made


def breakable(text: str) -> str:
    """A link or a long number may go on in the next line after every tenth sign: unbroken it would push what
    stands beside it out of sight. For what is only read: whoever copies it would get those places, too.
    """
    return _LONG_WORD.sub(lambda word: "\u200b".join(_TEN.findall(word[0])), text)


def set_ink(widget: QLabel, ink: str) -> None:
    """Change a label's ink."""
    widget.setProperty("ink", ink)
    repolish(widget)


class ElidedLabel(QLabel):
    """One line, cut with an ellipsis when it must be, and shown in full in its tooltip."""

    def __init__(self, theme: Theme, text: str, role: str = "body", ink: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setProperty("ink", ink)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._full, self._wide = "", 0
        self.set_full(text)

    def set_full(self, text: str) -> None:
        """Show another text."""
        self._full, self._wide = text, self.fontMetrics().horizontalAdvance(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._cut()

    def full(self) -> str:
        """The text uncut."""
        return self._full

    def _cut(self) -> None:
        room = max(self.width(), 8)
        fits = self._wide <= room
        cut = Qt.TextElideMode.ElideRight
        shown = self._full if fits else self.fontMetrics().elidedText(self._full, cut, room)
        self.setText(shown)
        set_tip(self, self._full if shown != self._full else "")

    def sizeHint(self) -> QSize:
        """As wide as the whole text would like."""
        return QSize(self._wide + 2, max(self.fontMetrics().height(), super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """It may shrink to a few letters."""
        return QSize(24, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._cut()


def first_line(text: str, font: QFont, room: int) -> str:
    """As many whole words of a text as fit into a line."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    layout.endLayout()
    return text[: line.textLength()].rstrip()


class TwoLines(ElidedLabel):
    """The same, but what does not fit in one line goes on in a second."""

    def _cut(self) -> None:
        room = max(self.width(), 8)
        first = first_line(self._full, self.font(), room)
        rest = self._full[len(first) :].strip()
        elide = Qt.TextElideMode.ElideRight
        shown = [self.fontMetrics().elidedText(part, elide, room) for part in (first, rest) if part]
        self.setText("\n".join(shown))
        whole = shown == [part for part in (first, rest) if part]
        set_tip(self, "" if whole else self._full)
        one = self.fontMetrics().height()
        two = max(2 * one, super().sizeHint().height())  # other scripts stand higher
        self.setFixedHeight(two if len(shown) > 1 else one)

    def sizeHint(self) -> QSize:
        """As wide as one line would like, as high as the lines are now."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class IconLabel(QWidget):
    """An icon as a widget; it is decoration, so the words beside it carry the meaning."""

    def __init__(self, theme: Theme, name: str, ink: str = "text-2", size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._ink, self._size = theme, name, ink, theme.px(size)
        self.setFixedSize(self._size, self._size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, ink: str) -> None:
        """Show another icon or another ink."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        icons.draw(painter, self._name, self._theme.colour(self._ink), 0, 0, self._size)
        painter.end()


def key_text(shortcut: str) -> str:
    """How a shortcut is printed: "Ctrl K", "N", "Enter"."""
    if shortcut in KEY_NAMES:
        return KEY_NAMES[shortcut]
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText) or shortcut
    return native.replace("Return", "↵").replace("+", " ")


class KeyCap(QLabel):
    """A key printed on a button or in the hint bar."""

    def __init__(self, shortcut: str, theme: Theme) -> None:
        super().__init__(key_text(shortcut))
        self.setFont(theme.font("micro"))
        self.setProperty("kind", "key")
        self.setFixedHeight(theme.px(18))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


def key_width(theme: Theme, key: str) -> int:
    """How wide a key printed on a button is; 0 without one."""
    return theme.metrics("micro").horizontalAdvance(key) + theme.px(10) if key else 0


def draw_key(painter: QPainter, theme: Theme, rect: QRect, key: str, ink: str) -> None:
    """Print a key on a button, in the button's own ink, at half its height."""
    tall, px = theme.px(18), theme.px
    cap = QRectF(rect.left(), rect.top() + (rect.height() - tall) / 2, rect.width(), tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("micro"))
    painter.setPen(theme.colour(ink))
    painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter.value), key)
    painter.setOpacity(0.5)
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    painter.restore()


def hairline(*, upright: bool = False) -> QFrame:
    """A one-pixel line between two parts."""
    line = QFrame()
    line.setProperty("kind", "column-line" if upright else "line")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def show_when(part: QWidget, wanted: bool) -> None:
    """Show or hide a part that may not have its place yet.

    Shown without a place it would be a window of its own for a moment, and take the keys; its place shows it.
    """
    if wanted and part.parentWidget() is None:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        part.setVisible(wanted)
