"""Small parts of the warehouse mode: big buttons, key caps on tiles, cards with a coloured edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.labels import AccentKeyCap, KeyCap, repolish

if TYPE_CHECKING:
    from ui.kit.theme import Theme


class BigButton(QPushButton):
    """A button for gloves, of one height, whatever the style sheet says of small ones."""

    def __init__(self, theme: Theme, text: str, height: int) -> None:
        super().__init__(text)
        self.theme, self._tall = theme, theme.px(height)
        self._cap: KeyCap | None = None
        self.setFont(theme.font("warehouse-strong"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Air between icon and word."""
        super().initStyleOption(option)
        if not option.icon.isNull() and option.text:
            option.text = f" {option.text}"

    def keep_height(self) -> None:
        """The style sheet sets a lower least height each time it looks at the button."""
        self.setMinimumHeight(self._tall)

    def showEvent(self, event: QShowEvent) -> None:
        """Polished by now."""
        super().showEvent(event)
        self.keep_height()

    def sizeHint(self) -> QSize:
        """As wide as the words and the key, as tall as said."""
        if self._cap is None:
            return QSize(super().sizeHint().width() + self.theme.px(6), self._tall)
        words = self.theme.metrics("warehouse-strong").horizontalAdvance(f" {self.text()}")
        mark = self.theme.px(26) if not self.icon().isNull() else 0
        return QSize(words + mark + self._cap.sizeHint().width() + self.theme.px(54), self._tall)

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(super().minimumSizeHint().width(), self._tall)

    def print_key(self, key: str) -> None:
        """Print the key on it, at the right."""
        made = AccentKeyCap if self.property("kind") == "primary" else KeyCap
        self._cap = made(key, self.theme)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, self.theme.px(14), 0)
        row.addStretch()
        row.addWidget(self._cap)
        self.setProperty("keyed", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def big_button(
    theme: Theme,
    text: str,
    run: Callable[[], None],
    *,
    icon: str = "",
    kind: str = "",
    key: str = "",
    height: int = 54,
) -> BigButton:
    """A button of 48 px and more, with its key printed on it."""
    button = BigButton(theme, text, height)
    button.setProperty("kind", kind)
    if icon:
        ink = "on-accent" if kind == "primary" else "text"
        button.setIcon(theme.icon(icon, ink, 20))
        button.setIconSize(QSize(theme.px(20), theme.px(20)))
    if key:
        button.print_key(key)
    button.clicked.connect(lambda _on=False: run())
    return button


def set_chosen(button: BigButton, tone: str) -> None:
    """Show a button as the given answer ("ok", "bad") or not ("")."""
    if button.property("chosen") != tone:
        button.setProperty("chosen", tone)
        repolish(button)
        button.keep_height()


class EdgeCard(QFrame):
    """A white card; ``warn`` gives it an amber edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        self.body.setSpacing(theme.px(6))

    def warn(self, on: bool) -> None:
        """Amber or plain."""
        kind = "notice" if on else "card"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            repolish(self)


def spread(theme: Theme, left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two things at the two ends of a line."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(left)
    row.addStretch()
    row.addWidget(right)
    return row


class StepNumber(QWidget):
    """The number of a check in a circle; in accent for the check in hand."""

    def __init__(self, theme: Theme, text: str, *, current: bool) -> None:
        super().__init__()
        self.theme, self._text, self._current = theme, text, current
        self.setFixedSize(theme.px(28), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle and figure."""
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self._current else "mute-bg"))
        painter.drawEllipse(self.rect())
        painter.setFont(theme.font("small-strong"))
        painter.setPen(theme.colour("on-accent" if self._current else "text-2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter.value), self._text)
        painter.end()
