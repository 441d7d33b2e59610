"""A table whose first column stays in sight: a second view of that column lies over the first one.

What stands in the cells, and how they are painted, is the caller's.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class FrozenTable(QTableView):
    """``frozen`` is the second view. Subclasses call ``freeze`` once with their model."""

    CELL, WIDEST_CELL, ROW, FIRST, WIDEST_FIRST = 78, 116, 44, 200, 480

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.frozen = QTableView(self)

    def freeze(
        self,
        model: QAbstractItemModel,
        delegate: QAbstractItemDelegate,
        heads: tuple[QHeaderView, QHeaderView],
    ) -> None:
        """Show the model in both views; ``heads`` are the head of each."""
        for view, head in zip((self, self.frozen), heads, strict=True):
            self._dress(view, model, delegate, head)
        frozen, off = self.frozen, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        frozen.setSelectionModel(self.selectionModel())
        for place in range(1, model.columnCount()):
            frozen.setColumnHidden(place, True)
        frozen.setVerticalScrollBarPolicy(off)
        frozen.setHorizontalScrollBarPolicy(off)
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().stackUnder(frozen)
        own, beside = self.verticalScrollBar(), frozen.verticalScrollBar()
        own.valueChanged.connect(beside.setValue)
        beside.valueChanged.connect(own.setValue)
        # New rows may be laid out here before they are there: until then it can't follow so far down.
        beside.rangeChanged.connect(lambda _least, _most: beside.setValue(own.value()))

    def _dress(
        self,
        view: QTableView,
        model: QAbstractItemModel,
        delegate: QAbstractItemDelegate,
        head: QHeaderView,
    ) -> None:
        view.setHorizontalHeader(head)
        view.setModel(model)
        view.setItemDelegate(delegate)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        upright = view.verticalHeader()
        upright.hide()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(self.theme.px(self.ROW))
        for place in range(model.columnCount()):
            view.setColumnWidth(place, self.theme.px(self.CELL if place else self.FIRST))

    def repaint_cells(self) -> None:
        """Paint both views anew: the cursor moved, or the focus came or went."""
        self.viewport().update()
        self.frozen.viewport().update()

    def fit(self) -> None:
        """Cells grow while there is room; the first column takes what they leave, as far as its words are
        still read together with them. What is left in a very wide window goes in equal parts to the cells.
        """
        room, first = self.viewport().width(), self.theme.px(self.FIRST)
        shown = [n for n in range(1, self.model().columnCount()) if not self.isColumnHidden(n)]
        fair = (room - first) // max(1, len(shown))
        cell = min(max(fair, self.theme.px(self.CELL)), self.theme.px(self.WIDEST_CELL))
        first = max(first, min(room - cell * len(shown), self.theme.px(self.WIDEST_FIRST)))
        cell = max(cell, (room - first) // max(1, len(shown)))
        for place in shown:
            self.setColumnWidth(place, cell)
        self.setColumnWidth(0, first)
        self.frozen.setColumnWidth(0, first)
        tall = self.viewport().height() + self.horizontalHeader().height()
        self.frozen.setGeometry(0, 0, first, tall)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """A cell behind the frozen column comes out from under it."""
        super().scrollTo(index, hint)
        hidden = self.frozen.width() - self.visualRect(index).left()
        if index.column() and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the first column anew."""
        super().resizeEvent(event)
        self.fit()
