"""The head of a list: titles as Qt writes them, and a check box over a column of check boxes.

Which lines are ticked is the model's business; a click on the head is the table's.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.kit.lines import CHECK_STATE
from ui.kit.row_painting import paint_check
from ui.kit.theme import Theme


class TableHead(QHeaderView):
    """The titles of a list's columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(32))
        self.setFont(theme.font("small"))
        self.setMinimumSectionSize(theme.px(36))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A title; over ticks a box that says whether none, some or all lines are ticked."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        state = self.model().headerData(section, Qt.Orientation.Horizontal, CHECK_STATE)
        if state is not None:
            paint_check(painter, self._theme, rect, state)
