"""The two plain tables of an import: a file's first rows with their fields, and the rejected rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.kit.theme import Theme
from ui.kit.tips import plain

AnyIndex = QModelIndex | QPersistentModelIndex
WIDEST = 220


@dataclass(frozen=True, slots=True)
class PlainRow:
    """Cells as text. ``wrong`` says by column why the row can't be taken; the first speaks for all of it."""

    cells: tuple[str, ...]
    wrong: Mapping[int, str] = field(default_factory=dict)

    def why(self, column: int) -> str:
        """What is wrong with that cell; of a sound one, with the row."""
        return self.wrong.get(column) or "\n".join(self.wrong.values())


class PlainModel(QAbstractTableModel):
    """A few hundred rows in memory. ``marks`` stand under the headings: the field each column goes to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._headings: tuple[str, ...] = ()
        self._marks: tuple[str, ...] = ()
        self._rows: tuple[PlainRow, ...] = ()

    def show(self, headings: Sequence[str], rows: Sequence[PlainRow], marks: Sequence[str] = ()) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._headings, self._rows, self._marks = tuple(headings), tuple(rows), tuple(marks)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """Headings."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A cell's text; what is wrong as its tooltip and colour."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        text = row.cells[column] if column < len(row.cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(row.why(column) or text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text} ({row.why(column)})" if row.wrong else text
        if role == Qt.ItemDataRole.DecorationRole and column in row.wrong:
            return self._theme.icon("circle-alert", "bad", 13)
        if role == Qt.ItemDataRole.ForegroundRole and row.wrong:
            return self._theme.colour("bad")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """A heading with its field under it."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        mark = self._marks[section] if section < len(self._marks) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._headings[section]}\n{mark}" if self._marks else self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        return None


class PlainTable(QTableView):
    """A view on a ``PlainModel`` with columns as wide as their first rows ask for."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self.rows = theme, PlainModel(theme)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setFont(theme.font("small"))
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(28))

    def show_rows(self, headings: Sequence[str], rows: Sequence[PlainRow], marks: Sequence[str] = ()) -> None:
        """Show other rows and fit the columns."""
        self.rows.show(headings, rows, marks)
        metrics, px = self._theme.metrics("body"), self._theme.px
        self.horizontalHeader().setFixedHeight(px(48 if marks else 32))
        for place, heading in enumerate(headings):
            mark = marks[place] if place < len(marks) else ""
            texts = [heading, mark, *(row.cells[place] for row in rows[:30] if place < len(row.cells))]
            width = max(metrics.horizontalAdvance(text) for text in texts) + px(40)
            self.setColumnWidth(place, min(width, px(WIDEST)))
