"""How the rows of a list are painted: tint, selection bar, hover, focus ring, and a painter per kind of cell.

A row at a time: asked cell by cell, Qt spends as long on asking as we on painting. Everything drawn comes
from tokens; nothing is looked up or formatted here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion

from ui.kit import icons
from ui.kit.badges import look_of, paint_badge
from ui.kit.cells import Kind, Status, Tally, TwoLine
from ui.kit.lines import CHECK_STATE, GROUP_ROLE
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, LEFT, RIGHT, Line, write

if TYPE_CHECKING:
    from ui.kit.hand_table import HandTable


def paint_check(painter: QPainter, theme: Theme, rect: QRect, state: Qt.CheckState) -> None:
    """A check box at the left of ``rect``, under the page's chips; a dash says that only some are ticked."""
    size = theme.px(14)
    box = QRectF(rect.left() + theme.px(16) + 0.5, rect.center().y() - size / 2 + 0.5, size, size)
    mark = {Qt.CheckState.Checked: "check", Qt.CheckState.PartiallyChecked: "minus"}.get(state, "")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if mark else "control"), 1))
    painter.setBrush(theme.colour("accent" if mark else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if mark:
        icons.draw(painter, mark, theme.colour("on-accent"), box.left() + 1, box.top() + 1, size - 2)


@dataclass(frozen=True, slots=True)
class Stand:
    """How the list stands while it is painted: the row that is selected and the one that has the keys (-1 for
    none), the left edge of what is painted, and the columns in sight as (place, left, width).
    """

    selected: int
    focused: int
    left: int
    columns: tuple[tuple[int, int, int], ...]


class RowPainter:
    """Paints the rows of a ``TableView``; a column's kind chooses the painter of its cells."""

    def __init__(self, theme: Theme, kinds: tuple[Kind, ...], view: HandTable[Any]) -> None:
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

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """The ground, and the rows that reach into the region."""
        view, seen = self._view, region.boundingRect()
        painter.fillRect(seen, self._theme.colour("surface"))
        stand, long = self._stand(seen), view.horizontalHeader().length()
        first, last = view.rowAt(seen.top()), view.rowAt(seen.bottom())
        if first < 0:
            return
        for row in range(first, (last if last >= 0 else view.rows.rowCount() - 1) + 1):
            rect = QRect(stand.left, view.rowViewportPosition(row), long, view.rowHeight(row))
            if rect.height() and region.intersects(rect):  # a folded row has none, and no region says so
                painter.save()
                self._row(painter, rect, row, stand)
                painter.restore()

    def _stand(self, seen: QRect) -> Stand:
        view, head = self._view, self._view.horizontalHeader()
        selected = view.selectionModel().selectedRows()
        places = [
            (place, head.sectionViewportPosition(place), head.sectionSize(place))
            for place in range(head.count())
            if not head.isSectionHidden(place)
        ]
        return Stand(
            selected[0].row() if selected else -1,
            view.currentIndex().row() if view.hasFocus() else -1,
            -head.offset(),
            tuple(one for one in places if one[1] <= seen.right() and one[1] + one[2] > seen.left()),
        )

    def _row(self, painter: QPainter, rect: QRect, row: int, stand: Stand) -> None:
        line = self._view.rows.line(row)
        if not line.key:
            self._group(painter, rect, self._view.rows.index(row, 0).data(GROUP_ROLE))
        else:
            self._ground(painter, rect, row, row == stand.selected)
            for place, left, width in stand.columns:
                cell = QRect(left, rect.top(), width, rect.height())
                self._cell(painter, cell, row, place, line.cells[place])
        if row == stand.focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))

    def _ground(self, painter: QPainter, rect: QRect, row: int, selected: bool) -> None:
        theme = self._theme
        if selected or row == self._view.hovered_row:
            painter.fillRect(rect, theme.colour("selected" if selected else "hover"))
        self._edge(painter, rect)
        if selected:
            bar = QRect(rect.left(), rect.top(), theme.px(3), rect.height())
            painter.fillRect(bar, theme.colour("accent"))

    def _edge(self, painter: QPainter, rect: QRect) -> None:
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self._theme.colour("border"))

    def _group(self, painter: QPainter, rect: QRect, group: tuple[str, int | None]) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("sunken"))
        self._edge(painter, rect)
        name = "chevron-right" if group[0] in self._view.folded_groups else "chevron-down"
        mark, x = theme.px(14), rect.left() + theme.px(16)
        icons.draw(painter, name, theme.colour("text-2"), x, rect.center().y() - mark // 2, mark)
        x += mark + theme.px(8)
        title = QRect(x, rect.top(), rect.right() - x, rect.height())
        x += self._write(painter, title, group[0], "small-strong").width
        if group[1] is not None:
            at = QRect(x + theme.px(8), rect.top(), theme.px(120), rect.height())
            self._write(painter, at, f"{group[1]:,}", "small", "text-3")

    def _cell(self, painter: QPainter, rect: QRect, row: int, place: int, value: Any) -> None:
        kind, px = self._kinds[place], self._theme.px
        if kind == Kind.CHECK:
            paint_check(painter, self._theme, rect, self._view.rows.index(row, place).data(CHECK_STATE))
        else:
            inner = rect.adjusted(px(16 if place == 0 else 8), 0, -px(6), -1)
            self._painters[kind](painter, inner, value)

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
        under_title = rect.adjusted(0, 0, -self._theme.px(2), 0)
        self._write(painter, under_title, str(value), "strong", "text", RIGHT)

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
