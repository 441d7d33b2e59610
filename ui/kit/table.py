"""The list: a table view on the keyset model with the design's rows.

Screens declare columns and a source; which rows exist is the source's business; what hand and keys do on
them stands in ``hand_table``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from qualitydesk.domain.values import Query
from ui.kit.cells import Column, Kind, uncut
from ui.kit.column_widths import ColumnWidths
from ui.kit.hand_table import HandTable
from ui.kit.jobs import Jobs
from ui.kit.keyset import KeysetModel, Source
from ui.kit.row_painting import RowPainter
from ui.kit.table_head import TableHead
from ui.kit.theme import Theme

RowT = TypeVar("RowT")
SEEN_FIRST = 40
"""So many lines are read for how wide the columns had best be; further ones change nothing any more."""


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
        if first:
            places = range(len(self.rows.columns))
            self.widths.suit({place: {line.cells[place] for line in lines[:SEEN_FIRST]} for place in places})

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
