"""Small parts of the warehouse mode: big buttons, key caps on tiles, cards with a coloured edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.kit.labels import draw_key, key_text, key_width, repolish
from ui.kit.tips import set_tip
from ui.kit.writing import LEFT

if TYPE_CHECKING:
    from ui.kit.theme import Theme


class BigButton(QPushButton):
    """A button for gloves, of one height, whatever the style sheet says of small ones."""

    def __init__(self, theme: Theme, text: str, height: int) -> None:
        super().__init__(text)
        self.theme, self._tall = theme, theme.px(height)
        self.setFont(theme.font("warehouse-strong"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Air between icon and word."""
        super().initStyleOption(option)
        if not option.icon.isNull() and option.text:
            option.text = f" {option.text}"

    def show_words(self, shown: bool) -> None:
        """Where room is short the icon stands alone; the tooltip says the words."""
        self.setText(self.accessibleName() if shown else "")
        set_tip(self, "" if shown else self.accessibleName())

    def keep_height(self) -> None:
        """The style sheet sets a lower least height each time it looks at the button."""
        self.setMinimumHeight(self._tall)

    def showEvent(self, event: QShowEvent) -> None:
        """Polished by now."""
        super().showEvent(event)
        self.keep_height()

    def sizeHint(self) -> QSize:
        """As wide as the words, as tall as said."""
        return QSize(super().sizeHint().width() + self.theme.px(6), self._tall)

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(super().minimumSizeHint().width(), self._tall)


class KeyedButton(BigButton):
    """Icon, words and key in its middle; the icon of one that ``leads_on`` stands behind the words."""

    GAP, SIDE = 10, 16
    """Between these three, and at the ends."""

    def __init__(self, theme: Theme, text: str, height: int, key: str, *, leads_on: bool) -> None:
        super().__init__(theme, text, height)
        self._key, self._leads_on = key_text(key), leads_on
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _widths(self) -> tuple[int, int, int]:
        """Of icon, words and key; the first two with the gap behind them."""
        gap = self.theme.px(self.GAP)
        words = self.theme.metrics("warehouse-strong").horizontalAdvance(self.text())
        return self.iconSize().width() + gap, words + gap, key_width(self.theme, self._key)

    def sizeHint(self) -> QSize:
        """Room for all three."""
        return QSize(sum(self._widths()) + 2 * self.theme.px(self.SIDE), self._tall)

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground by the style; then the three."""
        option, painter = QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        icon, words, key = self._widths()
        left, side, tall = (self.width() - icon - words - key) // 2, self.iconSize().width(), self.height()
        at, after = (left + words, left) if self._leads_on else (left, left + icon)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self.icon().paint(painter, QRect(at, 0, side, tall), mode=mode)
        painter.setFont(self.font())
        painter.setPen(self.theme.colour(self._ink()))
        painter.drawText(QRect(after, 0, words, tall), int(LEFT.value), self.text())
        draw_key(painter, self.theme, QRect(left + icon + words, 0, key, tall), self._key, self._ink())
        painter.end()

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text-3"
        return "on-accent" if self.property("kind") == "primary" else "text"


def big_button(
    theme: Theme,
    text: str,
    run: Callable[[], None],
    *,
    icon: str = "",
    kind: str = "",
    key: str = "",
    leads_on: bool = False,
    height: int = 54,
) -> BigButton:
    """A button of 48 px and more, with its key printed on it."""
    keyed = KeyedButton(theme, text, height, key, leads_on=leads_on) if key else None
    button = keyed or BigButton(theme, text, height)
    button.setProperty("kind", kind)
    if icon:
        ink = "on-accent" if kind == "primary" else "text"
        button.setIcon(theme.icon(icon, ink, 20))
        button.setIconSize(QSize(theme.px(20), theme.px(20)))
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
