"""What a list shows to Qt: ready lines, group rows between them, ticks, and the whole row in words.

Where lines come from is not known here; see ``keyset.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.kit.cells import CellValue, Column, Kind, in_words

RowT = TypeVar("RowT")
AnyIndex = QModelIndex | QPersistentModelIndex

DISPLAY, ALIGN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE, CHECK_STATE = int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.CheckStateRole)
CELL_ROLE = int(Qt.ItemDataRole.UserRole)
"""The ready cell value."""
GROUP_ROLE = CELL_ROLE + 1
"""(title, count) of a group row, else None."""
KEY_ROLE = CELL_ROLE + 2
"""The record key of the row, "" for a group row."""
NOTHING = Qt.ItemFlag.NoItemFlags
GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
RECORD = GROUP | Qt.ItemFlag.ItemIsSelectable
TICKED = RECORD | Qt.ItemFlag.ItemIsUserCheckable
"""Made once: Qt asks for the flags of every visible cell on every paint."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a record's ready cells, or a group title (then ``key`` is "")."""

    key: str
    cells: tuple[CellValue, ...]
    words: str
    group: str
    row: Any = None


class LineModel(QAbstractTableModel, Generic[RowT]):
    """Lines as a table. Subclasses fill ``_lines`` by ``_append`` between Qt's begin and end calls."""

    def __init__(self, columns: Sequence[Column[RowT]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        ticks = (place for place, one in enumerate(self.columns) if one.kind == Kind.CHECK)
        self.tick_column = next(ticks, -1)
        """Where the ticks stand, -1 in a list without."""
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._group_counts: Mapping[str, int] = {}
        self.checked: set[str] = set()

    def _append(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.key:
                self._places[line.key] = len(self._lines)
            self._lines.append(line)

    def _with_groups(self, lines: Sequence[Line]) -> list[Line]:
        group = self._lines[-1].group if self._lines else ""
        whole: list[Line] = []
        for line in lines:
            if line.key in self._places:
                continue
            if line.group != group:
                group = line.group
                whole.append(Line("", (), group, group))
            whole.append(line)
        return whole

    # -- what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """Lines, group rows included."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """Columns as declared."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """Answers by comparing plain ints: this runs for every visible cell on every paint."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == CELL_ROLE:
            return line.cells[index.column()] if line.key else None
        if role == DISPLAY:
            return self._text(line, index.column())
        if role == GROUP_ROLE:
            return None if line.key else (line.group, self._group_counts.get(line.group))
        if role == KEY_ROLE:
            return line.key
        if role == ACCESSIBLE:
            return line.words
        if role == CHECK_STATE and line.key and self.columns[index.column()].kind == Kind.CHECK:
            return Qt.CheckState.Checked if line.key in self.checked else Qt.CheckState.Unchecked
        return None

    def _text(self, line: Line, column: int) -> str:
        if line.key:
            return in_words(line.cells[column])
        return line.group if column == 0 else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Titles, numbers right-aligned like their figures; over ticks, whether all lines are ticked."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return column.title
        if role == ALIGN:
            side = Qt.AlignmentFlag.AlignRight if column.kind == Kind.NUMBER else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignVCenter).value)
        if role == CHECK_STATE and column.kind == Kind.CHECK:
            return self._all_checked()
        return None

    def _all_checked(self) -> Qt.CheckState:
        if not self.checked:
            return Qt.CheckState.Unchecked
        whole = self.checked >= self._places.keys()
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Group rows can be reached (to fold them) but are no records."""
        if not index.isValid():
            return NOTHING
        if not self._lines[index.row()].key:
            return GROUP
        return TICKED if self.columns[index.column()].kind == Kind.CHECK else RECORD

    def setData(self, index: AnyIndex, value: Any, role: int = DISPLAY) -> bool:
        """Only ticks can be set."""
        if role != CHECK_STATE or not index.isValid() or not (key := self._lines[index.row()].key):
            return False
        self.checked ^= {key} if (key in self.checked) != _is_checked(value) else set()
        self.dataChanged.emit(index, index, [role])
        self._tell_head()
        return True

    # -- records

    def line(self, place: int) -> Line:
        """The line at a place."""
        return self._lines[place]

    def key_at(self, place: int) -> str:
        """The record key at a place, "" for a group row or outside."""
        return self._lines[place].key if 0 <= place < len(self._lines) else ""

    def record(self, key: str) -> RowT | None:
        """The row of that key, if it is loaded."""
        place = self._places.get(key)
        row: RowT | None = None if place is None else self._lines[place].row
        return row

    def place_of(self, key: str) -> int:
        """Where that record stands, -1 if it is not loaded."""
        return self._places.get(key, -1)

    def shown_records(self) -> int:
        """How many records are loaded."""
        return len(self._places)

    def tick_all(self, on: bool) -> None:
        """Tick or untick every loaded record."""
        self.checked = set(self._places) if on else set()
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self.columns) - 1))
        self._tell_head()

    def _tell_head(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


def _is_checked(value: Any) -> bool:
    return value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value, True)
