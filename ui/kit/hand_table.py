"""How hand and keys act on the rows of a list: open, preview, fold a group, tick one or all, hover; and how
its ground is painted. Which rows it has, and what is told of them, stands in ``table``.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

from ui.kit.keyset import KeysetModel
from ui.kit.lines import CHECK_STATE
from ui.kit.row_painting import RowPainter

RowT = TypeVar("RowT")
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ACTIVATION = (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate)


class HandTable(QTableView, Generic[RowT]):
    """A table that is worked by hand and by keys."""

    opened = Signal(str)
    """Enter or double click on a record."""
    previewed = Signal(str)
    """Space on a record of a list without ticks."""
    pointed = Signal(str)
    """A click on a record."""
    rows: KeysetModel[RowT]
    painting: RowPainter

    def __init__(self) -> None:
        super().__init__()
        self.folded_groups: set[str] = set()
        self.hovered_row = -1
        self._lay_ground()
        self.setMouseTracking(True)

    def _fold(self, group: str) -> None:
        self.folded_groups ^= {group}
        for place in range(self.rows.rowCount()):
            line = self.rows.line(place)
            if line.key and line.group == group:
                self.setRowHidden(place, group in self.folded_groups)
        self.viewport().update()

    def _open(self, row: int) -> None:
        key = self.rows.key_at(row)
        if key:
            self.opened.emit(key)
        else:
            self._fold(self.rows.line(row).group)

    def _lay_ground(self) -> None:
        """A viewport of our own: before it hands out one of Qt's, PySide readies every class of widgets.

        It covers what lies behind it, so that scrolling moves what is painted and paints what is new alone;
        where a style sheet fills it, Qt paints all of it at every step.
        """
        ground = QWidget()
        ground.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewport(ground)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, then the rows."""
        painter = QPainter(self.viewport())
        self.painting.paint(painter, event.region())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens (or folds a group), Space ticks or previews; the rest is Qt's, but for ticks."""
        index = self.currentIndex()
        if event.key() in OPEN_KEYS and index.isValid():
            self._open(index.row())
        elif event.key() == Qt.Key.Key_Space and self.rows.key_at(index.row()):
            self._press_space(index.row())
        elif not self._tick_many(event):
            super().keyPressEvent(event)

    def _press_space(self, row: int) -> None:
        place = self.rows.tick_column
        if place < 0:
            self.previewed.emit(self.rows.key_at(row))
        else:
            self._tick(self.rows.index(row, place))

    def _tick(self, index: QModelIndex) -> None:
        ticked = self.rows.key_at(index.row()) in self.rows.checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.rows.setData(index, state, CHECK_STATE)

    def _tick_many(self, event: QKeyEvent) -> bool:
        """Ctrl+A ticks what is loaded, Esc lets go of it; whether it was one of these."""
        every = event.matches(QKeySequence.StandardKey.SelectAll) and self.rows.tick_column >= 0
        if every or (event.key() == Qt.Key.Key_Escape and self.rows.checked):
            self.rows.tick_all(every)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group row folds it, on a check cell ticks it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        line = self.rows.line(index.row())
        if not line.key:
            self._fold(line.group)
        elif index.column() == self.rows.tick_column:
            self._tick(index)
        else:
            super().mousePressEvent(event)
            self.pointed.emit(line.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the record."""
        key = self.rows.key_at(self.indexAt(event.position().toPoint()).row())
        if key:
            self.opened.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is tinted."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        before, self.hovered_row = self.hovered_row, row
        self._paint_rows(before, row)

    def _paint_rows(self, *places: int) -> None:
        ground = self.viewport()
        for place in places:
            if place >= 0:
                ground.update(0, self.rowViewportPosition(place), ground.width(), self.rowHeight(place))

    def viewportEvent(self, event: QEvent) -> bool:
        """Coming to the front or not changes one row, where Qt's own view would paint all of them anew."""
        if event.type() in ACTIVATION:
            self._paint_rows(self.currentIndex().row())
            return QAbstractScrollArea.viewportEvent(self, event)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the row under the cursor shows the focus. (Qt's own view would paint all, and put the cursor
        on the first row, marked by halves and perhaps not wanted.)
        """
        self._paint_rows(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same the other way."""
        self._paint_rows(self.currentIndex().row())
