"""Cards in columns beside each other; where there is no room for all, the last goes on below the first.

What the cards show is their own business.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.theme import Theme

NARROW = 1000
"""Below it the last column moves; at 100 %."""


class CardColumns(QWidget):
    """Each column has its share of the width and its cards, of which the last takes the height left."""

    def __init__(self, theme: Theme, columns: Sequence[tuple[int, Sequence[QWidget]]]) -> None:
        super().__init__()
        self._theme, self._narrow, px = theme, False, theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(16))
        self._columns: list[QVBoxLayout] = []
        self._last = tuple(columns[-1][1])
        for share, cards in columns:
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(16))
            for card in cards:
                column.addWidget(card, 1 if card is cards[-1] else 0)
            row.addWidget(holder, share)
            self._columns.append(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._move()

    def _move(self) -> None:
        """Bring the cards of the last column where they belong now."""
        to = self._columns[0 if self._narrow else -1]
        for card in self._last:
            to.addWidget(card, 1 if card is self._last[-1] else 0)
        holder = self._columns[-1].parentWidget()
        if holder is not None:
            holder.setVisible(not self._narrow)
