"""The three columns side by side: how it stands, the checks, the defects. What is in them is their own."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.theme import Theme

NARROW = 1300
"""Below this width the checks take room from the columns beside them."""
WIDEST_MIDDLE = 1200
"""On a huge screen words and their buttons stay together."""
SIDES, NARROW_SIDES = (304, 368), (260, 300)


class Columns(QWidget):
    """The middle column takes what the sides leave."""

    def __init__(self, theme: Theme, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._theme, self._sides = theme, (left, right)
        row, edge = QHBoxLayout(self), theme.px(16)
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(edge)
        middle.setMaximumWidth(theme.px(WIDEST_MIDDLE))
        row.addStretch()
        for part, stretch in ((left, 0), (middle, 1), (right, 0)):
            row.addWidget(part, stretch)
        row.addStretch()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sides fit the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        widths = NARROW_SIDES if self.width() < px(NARROW) else SIDES
        for side, width in zip(self._sides, widths, strict=True):
            side.setFixedWidth(px(width))
