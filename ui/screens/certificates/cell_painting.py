"""How the matrix is painted: tinted cells with icon and word, two-line product names, heads with marks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from qualitydesk.domain.certification.coverage import Coverage
from ui.kit.badges import look_of
from ui.kit.cells import Status, TwoLine
from ui.kit.lines import CELL_ROLE, DISPLAY
from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE
from ui.screens.certificates.words import TINTS

PLAIN = (Coverage.VALID.value, Coverage.NOT_REQUIRED.value)


class CellDelegate(QStyledItemDelegate):
    """``view`` is the whole matrix: its cursor is ringed in the frozen column, too."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Heights and widths are the view's."""
        return QSize(self._theme.px(40), self._theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, words, hairlines, cursor."""
        painter.save()
        brush, rect, value = Brush(painter, self._theme), option.rect, index.data(CELL_ROLE)
        tint = TINTS.get(Coverage(value.word)) if isinstance(value, Status) else None
        painter.fillRect(rect, self._theme.colour(tint or "surface"))
        if isinstance(value, TwoLine):
            self._product(brush, rect.adjusted(self._theme.px(16), 0, -self._theme.px(8), -1), value)
        elif isinstance(value, Status):
            self._cell(brush, rect.adjusted(2, 0, -3, -1), value)
        edge = self._theme.colour("border")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), edge)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), edge)
        if index == self._view.currentIndex():
            self._ring(painter, rect)
        painter.restore()

    def _product(self, brush: Brush, rect: QRect, value: TwoLine) -> None:
        tall, low = self._theme.px(18), self._theme.px(16)
        top = rect.top() + (rect.height() - tall - low) // 2
        brush.write(QRect(rect.left(), top, rect.width(), tall), value.top)
        brush.write(QRect(rect.left(), top + tall, rect.width(), low), value.under, "small", "text-3")

    def _cell(self, brush: Brush, rect: QRect, value: Status) -> None:
        name, tone = look_of(value)
        size, gap = self._theme.px(14), self._theme.px(5) if value.text else 0
        quiet = value.word == Coverage.NOT_REQUIRED.value
        plain = value.word in PLAIN
        metrics = self._theme.metrics("small" if plain else "small-strong")
        room = rect.width() - size - gap
        width = min(metrics.horizontalAdvance(value.text), room)
        left = rect.left() + max(0, (rect.width() - size - gap - width) // 2)
        brush.icon(name, "text-3" if quiet else tone, left, rect.center().y() - size / 2 + 1, 14)
        at = QRect(left + size + gap, rect.top(), room, rect.height())
        brush.write(at, value.text, "small" if plain else "small-strong", "text-2" if plain else tone)

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("accent" if self._view.hasFocus() else "accent-line"), 2))
        painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))


class MatrixHeader(QHeaderView):
    """44 px: a market's code in bold, under it the marks it asks for; the first head is a plain title."""

    def __init__(self, theme: Theme, marks_role: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._marks_role = theme, marks_role
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(36))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(theme.px(44))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Words and hairlines."""
        painter.save()
        theme, brush = self._theme, Brush(painter, self._theme)
        painter.fillRect(rect, theme.colour("surface"))
        title = str(self.model().headerData(section, self.orientation(), DISPLAY))
        marks = self.model().headerData(section, self.orientation(), self._marks_role)
        if section == 0:
            brush.write(rect.adjusted(theme.px(16), 0, 0, 0), title, "small", "text-2")
        else:
            inner = rect.adjusted(theme.px(4), 0, -theme.px(4), 0)
            tall = theme.px(18)
            top = QRect(inner.left(), rect.top() + theme.px(5), inner.width(), tall)
            brush.write(top, title, "card-title", "text", CENTRE)
            brush.write(top.translated(0, theme.px(17)), str(marks or ""), "micro", "text-3", CENTRE)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("border"))
        painter.restore()
