"""How list cells are painted: tint, selection bar, hover, focus ring, and one painter per kind of cell.

Everything drawn comes from tokens; nothing is looked up or formatted here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import icons
from ui.kit.badges import look_of, paint_badge
from ui.kit.cells import Kind, Status, Tally, TwoLine
from ui.kit.lines import CELL_ROLE, CHECK_STATE, GROUP_ROLE
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, LEFT, RIGHT, Line, write

if TYPE_CHECKING:
    from ui.kit.table import HandTable

AnyIndex = QModelIndex | QPersistentModelIndex
SELECTED = QStyle.StateFlag.State_Selected


def paint_check(painter: QPainter, theme: Theme, rect: QRect, state: Qt.CheckState) -> None:
    """A check box in the middle of ``rect``; a dash says that only some are ticked."""
    size = theme.px(14)
    box = QRectF(rect.center().x() - size / 2 + 0.5, rect.center().y() - size / 2 + 0.5, size, size)
    mark = {Qt.CheckState.Checked: "check", Qt.CheckState.PartiallyChecked: "minus"}.get(state, "")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if mark else "control"), 1))
    painter.setBrush(theme.colour("accent" if mark else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if mark:
        icons.draw(painter, mark, theme.colour("on-accent"), box.left() + 1, box.top() + 1, size - 2)


class RowDelegate(QStyledItemDelegate):
    """Paints every column of a ``TableView``; the column's kind chooses the painter."""

    def __init__(self, theme: Theme, kinds: tuple[Kind, ...], view: HandTable[Any]) -> None:
        super().__init__(view)
        self._theme, self._kinds, self._view = theme, kinds, view
        self._painters: dict[int, Callable[[QPainter, QRect, Any], None]] = {
            Kind.TEXT: self._text,
            Kind.STRONG: self._strong,
            Kind.NUMBER: self._number,
            Kind.TWO_LINE: self._two_lines,
            Kind.TALLY: self._tally,
            Kind.STATUS: self._status,
            Kind.BADGE: self._badge,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Heights are the view's; widths are the columns'."""
        return QSize(self._theme.px(40), self._theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """One cell."""
        value = index.data(CELL_ROLE)
        group = index.data(GROUP_ROLE) if value is None else None
        painter.save()
        if group is not None:
            self._group(painter, option.rect, index, group)
        else:
            self._ground(painter, option, index)
            edge = 16 if index.column() == 0 else 8
            inner = option.rect.adjusted(self._theme.px(edge), 0, -self._theme.px(6), -1)
            if self._kinds[index.column()] == Kind.CHECK:
                paint_check(painter, self._theme, option.rect, index.data(CHECK_STATE))
            else:
                self._painters[self._kinds[index.column()]](painter, inner, value)
        painter.restore()

    # -- ground

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, rect = self._theme, option.rect
        selected = SELECTED in option.state
        hovered = index.row() == self._view.hovered_row
        if selected or hovered:
            painter.fillRect(rect, theme.colour("selected" if selected else "hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        if selected and self._view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(
                QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent")
            )
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._focus_ring(painter, rect, index.column())

    def _focus_ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        last = max(n for n in range(len(self._kinds)) if not self._view.isColumnHidden(n))
        edge = QRectF(rect).adjusted(1 if column == 0 else -4, 1, 4 if column < last else -1, -2)
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRect(edge)
        painter.restore()

    def _group(self, painter: QPainter, rect: QRect, index: AnyIndex, group: tuple[str, int | None]) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        folded = group[0] in self._view.folded_groups
        mark, x = theme.px(14), rect.left() + theme.px(16)
        icons.draw(
            painter,
            "chevron-right" if folded else "chevron-down",
            theme.colour("text-2"),
            x,
            rect.center().y() - mark // 2,
            mark,
        )
        x += mark + theme.px(8)
        title = QRect(x, rect.top(), rect.right() - x, rect.height())
        x += self._write(painter, title, group[0], "small-strong").width
        if group[1] is not None:
            at = QRect(x + theme.px(8), rect.top(), theme.px(120), rect.height())
            self._write(painter, at, f"{group[1]:,}", "small", "text-3")
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))

    # -- cells

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: str,
        ink: str = "text",
        where: Qt.AlignmentFlag = LEFT,
    ) -> Line:
        return write(painter, self._theme, rect, text, role, ink, where, figures=where != LEFT)

    def _text(self, painter: QPainter, rect: QRect, value: Any) -> None:
        self._write(painter, rect, str(value), "body", "text-2")

    def _strong(self, painter: QPainter, rect: QRect, value: Any) -> None:
        self._write(painter, rect, str(value), "strong")

    def _number(self, painter: QPainter, rect: QRect, value: Any) -> None:
        self._write(painter, rect, str(value), "strong", "text", RIGHT)

    def _two_lines(self, painter: QPainter, rect: QRect, value: Any) -> None:
        if not isinstance(value, TwoLine):
            return self._text(painter, rect, value)
        if not value.under:
            self._write(painter, rect, value.top, "body")
            return None
        tall, low = self._theme.px(18), self._theme.px(16)
        top = rect.top() + (rect.height() - tall - low) // 2
        self._write(painter, QRect(rect.left(), top, rect.width(), tall), value.top, "body")
        self._write(
            painter, QRect(rect.left(), top + tall, rect.width(), low), value.under, "small", "text-3"
        )
        return None

    def _tally(self, painter: QPainter, rect: QRect, value: Any) -> None:
        if not isinstance(value, Tally) or not value.counts:
            self._write(painter, rect, str(value) if isinstance(value, str) else "—", "body", "text-2")
            return
        width = min(self._theme.px(26), rect.width() // len(value.counts))
        for place, count in enumerate(value.counts):
            cell = QRect(rect.left() + place * width, rect.top(), width - 1, rect.height())
            over = place < len(value.over) and value.over[place]
            self._write(
                painter, cell, count, "card-title" if over else "strong", "bad" if over else "text", CENTRE
            )
            if place:
                middle, half = cell.center().y(), self._theme.px(9)
                painter.fillRect(QRect(cell.left(), middle - half, 1, 2 * half), self._theme.colour("border"))

    def _status(self, painter: QPainter, rect: QRect, value: Any) -> None:
        if not isinstance(value, Status):
            return self._text(painter, rect, value)
        name, tone = look_of(value)
        size = self._theme.px(15)
        icons.draw(painter, name, self._theme.colour(tone), rect.left(), rect.center().y() - size // 2, size)
        self._write(painter, rect.adjusted(size + self._theme.px(6), 0, 0, 0), value.text, "strong", tone)
        return None

    def _badge(self, painter: QPainter, rect: QRect, value: Any) -> None:
        if isinstance(value, Status):
            paint_badge(painter, self._theme, rect, value)
        else:
            self._text(painter, rect, value)
