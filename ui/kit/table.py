"""The list: a table view on the keyset model with the design's rows, and the listing that adds its states.

Screens declare columns and a source; which rows exist is the source's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView, QWidget

from qualitydesk.domain.values import Query
from ui.kit.cells import Column, Kind, uncut
from ui.kit.column_widths import ColumnWidths
from ui.kit.jobs import Jobs
from ui.kit.keyset import KeysetModel, Source
from ui.kit.lines import CHECK_STATE
from ui.kit.row_painting import RowPainter
from ui.kit.table_head import TableHead
from ui.kit.theme import Theme

RowT = TypeVar("RowT")
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ACTIVATION = (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate)


class HandTable(QTableView, Generic[RowT]):
    """How hand and keys act on lines: open, preview, fold a group, tick one or all, hover."""

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


class TableView(HandTable[RowT]):
    """A list of records. ``row_height`` 44 for two-line rows, 32 or 40 for one line."""

    current_changed = Signal(str)
    """Key of the record under the cursor ("" when none), after the hand has rested for a moment."""
    sort_asked = Signal(str)
    """The order name of a header that was clicked."""

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        columns: Sequence[Column[RowT]],
        source: Source[RowT],
        *,
        row_height: int = 44,
        name: str = "",
    ) -> None:
        super().__init__()
        self.wanted = ""
        """Key of the record that is shown elsewhere or to be shown, in this list or not."""
        self.theme, self.rows = theme, KeysetModel(jobs, columns, source)
        self.rows.setParent(self)
        self._row_height, self._group_height = theme.px(row_height), theme.px(28)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(60)
        self._resting.timeout.connect(self._tell_current)
        self._dress(name)
        self.setModel(self.rows)
        self.painting = RowPainter(theme, tuple(column.kind for column in columns), self)
        self.widths = ColumnWidths(theme, self, columns)
        self._held = ("", 0, False)
        self.rows.modelAboutToBeReset.connect(self._hold)
        self.rows.modelReset.connect(self._reset)
        self.rows.rowsInserted.connect(lambda _p, first, last: self._lay_groups(first, last))
        self.rows.page_arrived.connect(self._heed)
        self._placing, self._heeded = False, 0
        self.selectionModel().currentRowChanged.connect(lambda *_: self._moved())

    def _moved(self) -> None:
        """The cursor stands elsewhere; where the hand put it, it stays when the list is read again."""
        self._resting.start()
        if not self._placing:
            self.wanted = self.current_key() or self.wanted

    def _dress(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # letters are keys here, not words
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        upright, head = self.verticalHeader(), TableHead(self.theme, self)
        self.setHorizontalHeader(head)
        upright.hide()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setMinimumSectionSize(self._group_height)
        upright.setDefaultSectionSize(self._row_height)
        head.sectionClicked.connect(self._head_clicked)

    def _heed(self, first: bool) -> None:
        """The columns whose words are never cut take the room that those of a new page ask for."""
        whole = [place for place, column in enumerate(self.rows.columns) if column.beside is not None]
        start, self._heeded = 0 if first else self._heeded, self.rows.rowCount()
        lines = [line for line in map(self.rows.line, range(start, self._heeded)) if line.key]
        self.widths.heed({place: {uncut(line.cells[place]) for line in lines} for place in whole})

    def _hold(self) -> None:
        stood = (self.current_key(), self.verticalScrollBar().value(), self._resting.isActive())
        self._held = stood if self.rows.refreshing else ("", 0, False)

    def _reset(self) -> None:
        self._lay_groups()
        key, scroll, untold = self._held
        if key and self.select_key(key):
            self.verticalScrollBar().setValue(scroll)
            if not untold:
                self._resting.stop()  # the cursor stands where it stood: there is nothing to tell

    def _lay_groups(self, first: int = 0, last: int = -1) -> None:
        if first == 0:
            self.clearSpans()
        end = self.rows.rowCount() - 1 if last < 0 else last
        for place in range(first, end + 1):
            line = self.rows.line(place)
            if not line.key:
                self.setSpan(place, 0, 1, len(self.rows.columns))
                self.setRowHeight(place, self._group_height)
            elif line.group in self.folded_groups:
                self.setRowHidden(place, True)

    # -- what screens call

    def load(self, query: Query) -> None:
        """Show a query from its beginning."""
        self.rows.load(query)

    def current_key(self) -> str:
        """Key of the record under the cursor."""
        return self.rows.key_at(self.currentIndex().row())

    def current_record(self) -> RowT | None:
        """The row under the cursor."""
        return self.rows.record(self.current_key())

    def select_key(self, key: str) -> bool:
        """Put the cursor on a loaded record; whether it was there."""
        place = self.rows.place_of(key)
        if place < 0:
            return False
        self._placing = True
        self.selectRow(place)
        self.setCurrentIndex(self.rows.index(place, 0))
        self._placing = False
        return True

    def show_order(self, order: str, *, descending: bool) -> None:
        """Mark the column the list is ordered by; an order without a column marks none."""
        head = self.horizontalHeader()
        place = next((n for n, one in enumerate(self.rows.columns) if one.sort and one.sort == order), -1)
        head.setSortIndicatorShown(place >= 0)
        side = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(place, side)

    def want(self, key: str) -> None:
        """Mark the record that is shown elsewhere, now and when the list is read again; while it is not among
        the rows none is marked. Nothing is told: whoever wants it knows. "" leaves the cursor where it is.
        """
        self.wanted = key
        if not key or (key == self.current_key() and self.selectionModel().hasSelection()):
            return
        untold = self._resting.isActive()
        if not self.select_key(key):
            self._placing = True
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            self._placing = False
        if not untold:
            self._resting.stop()

    def select_first(self) -> None:
        """Put the cursor on the first record, unless it already stands on one."""
        if self.current_key():
            return
        for place in range(self.rows.rowCount()):
            if key := self.rows.key_at(place):
                self.select_key(key)
                return

    # -- hand and keys

    def _tell_current(self) -> None:
        self.current_changed.emit(self.current_key())

    def _head_clicked(self, place: int) -> None:
        column = self.rows.columns[place]
        if column.kind == Kind.CHECK:
            self.rows.tick_all(not self.rows.checked)
        elif column.sort:
            self.sort_asked.emit(column.sort)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first focus puts the cursor on a record, so that keys act at once."""
        if not self.wanted:
            self.select_first()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tall window asks for the pages it has room for, a wide one shares it among the columns."""
        super().resizeEvent(event)
        self.widths.lay()
        self._fill()

    def _fill(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() == 0 and self.rows.canFetchMore(QModelIndex()):
            self.rows.fetchMore(QModelIndex())

    def updateGeometries(self) -> None:
        """Qt measured the rows anew: fill up if there is room."""
        super().updateGeometries()
        if hasattr(self, "rows") and self.model() is not None:
            self._fill()


AnyTable = TableView[Any]
