"""The head of a list: titles as Qt writes them, the arrow of the order right beside its title, and a check
box over a column of check boxes.

Which lines are ticked is the model's business; a click on the head is the table's.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.kit import icons
from ui.kit.lines import ALIGN, CHECK_STATE
from ui.kit.row_painting import paint_check
from ui.kit.theme import Theme

ARROW, BESIDE, EDGE = 14, 4, 8
"""How large the arrow is, how far from its title, how far titles stand from the edges of their columns."""
ARROWS = {Qt.SortOrder.AscendingOrder: "chevron-up", Qt.SortOrder.DescendingOrder: "chevron-down"}


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
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            self._paint_arrow(painter, rect, section)
        state = self.model().headerData(section, Qt.Orientation.Horizontal, CHECK_STATE)
        if state is not None:
            paint_check(painter, self._theme, rect, state)

    def _paint_arrow(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Behind its title; before one that stands at the right."""
        px, model, across = self._theme.px, self.model(), Qt.Orientation.Horizontal
        title = str(model.headerData(section, across) or "")
        wide = self.fontMetrics().horizontalAdvance(title) + px(BESIDE)
        if Qt.AlignmentFlag(model.headerData(section, across, ALIGN)) & Qt.AlignmentFlag.AlignRight:
            left = rect.right() + 1 - px(EDGE) - wide - px(ARROW)
        else:
            left = rect.left() + px(EDGE if section else 2 * EDGE) + wide
        top = rect.center().y() - px(ARROW) / 2 + 0.5
        ink = self._theme.colour("text-2")
        icons.draw(painter, ARROWS[self.sortIndicatorOrder()], ink, left, top, px(ARROW))
