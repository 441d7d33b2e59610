"""The coverage matrix: a table of cells with a first column and a head that stay in sight.

It shows ready rows and says which cell the cursor is on; what a cell means is in the services.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.services.certificates import MatrixHead, MatrixRow
from ui.kit.cells import Column, Status, TwoLine
from ui.kit.frozen_table import FrozenTable
from ui.kit.keyset import KeysetModel, Source
from ui.kit.lines import ACCESSIBLE, DISPLAY
from ui.kit.tips import plain
from ui.screens.certificates.cell_painting import CellDelegate, MatrixHeader
from ui.screens.certificates.words import cell_sentence, cell_status

if TYPE_CHECKING:
    from ui.context import Context

Index = QModelIndex | QPersistentModelIndex
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
MARKS_ROLE = int(Qt.ItemDataRole.UserRole) + 10
"""Of the head: the marks that the market asks for."""
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MatrixModel(KeysetModel[MatrixRow]):
    """Products down, markets across; every cell can be read aloud."""

    def __init__(self, context: Context, heads: Sequence[MatrixHead], source: Source[MatrixRow]) -> None:
        super().__init__(context.jobs, _columns(context, heads), source)
        self.heads, self._tr = tuple(heads), context.tr

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """A cell in full for a reader and as tooltip; the rest as in every list."""
        if role in (ACCESSIBLE, TOOL_TIP) and index.isValid() and index.column():
            sentence = self._sentence(index)
            return plain(sentence) if role == TOOL_TIP else sentence
        return super().data(index, role)

    def _sentence(self, index: Index) -> str:
        row, head = self._lines[index.row()].row, self.heads[index.column() - 1]
        cell = row.cells.get(head.market)
        return cell_sentence(self._tr, row, cell, self._tr.name(head.name)) if cell is not None else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Code above, marks below; the market's name as tooltip."""
        if orientation == Qt.Orientation.Horizontal and 0 < section < len(self.columns):
            head = self.heads[section - 1]
            if role == MARKS_ROLE:
                return " · ".join(head.marks)
            if role in (TOOL_TIP, ACCESSIBLE):
                words = " · ".join([self._tr.name(head.name), *head.marks])
                return plain(words) if role == TOOL_TIP else words
        return super().headerData(section, orientation, role)


def _columns(context: Context, heads: Sequence[MatrixHead]) -> tuple[Column[MatrixRow], ...]:
    tr, today = context.tr, context.desk.today()

    def show(market: str) -> Callable[[MatrixRow], Status]:
        return lambda row: cell_status(tr, row.cells.get(market), today)

    def product(row: MatrixRow) -> TwoLine:
        return TwoLine(tr.name(row.name), row.sku)

    return (
        Column("product", tr("Product"), product),
        *(Column(head.market, head.market, show(head.market)) for head in heads),
    )


class Matrix(FrozenTable):
    """The view of the cells."""

    rested = Signal(str, str)
    """Product key and market of the cell that a hand put the cursor on, after it has rested."""
    opened = Signal(str, str)
    """Enter, Space or double click on a cell; the market is "" for the product itself."""

    def __init__(self, context: Context, heads: Sequence[MatrixHead], source: Source[MatrixRow]) -> None:
        super().__init__(context.theme)
        self.rows = MatrixModel(context, heads, source)
        self.rows.setParent(self)
        self._by_hand, self._held = False, (-1, -1, 0)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(80)
        self._resting.timeout.connect(self._tell)
        over = (MatrixHeader(self.theme, MARKS_ROLE, self), MatrixHeader(self.theme, MARKS_ROLE, self.frozen))
        self.freeze(self.rows, CellDelegate(self.theme, self), over)
        self.setAccessibleName(context.tr("Coverage, products by market"))
        self.frozen.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._moved)
        self.rows.modelAboutToBeReset.connect(self._hold)
        self.rows.modelReset.connect(self._give_back)

    # -- what the pane calls

    def show_markets(self, codes: Collection[str]) -> None:
        """Show only these columns."""
        for place, head in enumerate(self.rows.heads, 1):
            self.setColumnHidden(place, head.market not in codes)
        self.fit()

    def current_cell(self) -> tuple[str, str]:
        """Product key and market under the cursor, "" where there is none."""
        return self._cell(self.currentIndex())

    def select_cell(self, product: str, market: str) -> bool:
        """Put the cursor on a loaded cell; whether it was there."""
        row = self.rows.place_of(product)
        column = next((n for n, head in enumerate(self.rows.heads, 1) if head.market == market), 0)
        if row < 0:
            return False
        self.setCurrentIndex(self.rows.index(row, column))
        return True

    def select_first(self) -> None:
        """Put the cursor on the first cell that needs a paper, unless it stands somewhere."""
        if self.currentIndex().isValid() or not self.rows.rowCount():
            return
        shown = [place for place in range(1, self.rows.columnCount()) if not self.isColumnHidden(place)]
        cells = ((row, place) for row in range(self.rows.rowCount()) for place in shown)
        row, place = next((one for one in cells if self._needed(*one)), (0, shown[0] if shown else 0))
        self.setCurrentIndex(self.rows.index(row, place))

    def _needed(self, row: int, place: int) -> bool:
        cell = self.rows.line(row).cells[place]
        return isinstance(cell, Status) and cell.word != Coverage.NOT_REQUIRED

    def _cell(self, index: Index) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        market = self.rows.heads[index.column() - 1].market if index.column() else ""
        return self.rows.key_at(index.row()), market

    # -- hand and keys

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._by_hand:
            self._resting.start()
        self.repaint_cells()

    def _tell(self) -> None:
        product, market = self.current_cell()
        if product and market:
            self.rested.emit(product, market)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(*self._cell(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the cell; Home and End go to the ends of the row."""
        if event.key() in OPEN_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        self._by_hand = True
        super().keyPressEvent(event)
        self._by_hand = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Puts the cursor on the cell."""
        self._by_hand = True
        super().mousePressEvent(event)
        self._by_hand = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the cell."""
        self._open(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first focus puts the cursor on a cell, before Qt would put it on the first of all."""
        self.select_first()
        super().focusInEvent(event)
        self.repaint_cells()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring grows faint."""
        super().focusOutEvent(event)
        self.repaint_cells()

    # -- room

    def _hold(self) -> None:
        index = self.currentIndex()
        kept = self.rows.refreshing and index.isValid()
        self._held = (index.row(), index.column(), self.verticalScrollBar().value()) if kept else (-1, -1, 0)

    def _give_back(self) -> None:
        row, column, scroll = self._held
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, column))
            self.verticalScrollBar().setValue(scroll)

    def _fill(self) -> None:
        if self.verticalScrollBar().maximum() == 0 and self.rows.canFetchMore(QModelIndex()):
            self.rows.fetchMore(QModelIndex())

    def updateGeometries(self) -> None:
        """Qt measured the rows anew: fetch what there is room for."""
        super().updateGeometries()
        if hasattr(self, "rows") and self.model() is not None:
            self._fill()
