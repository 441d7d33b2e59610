"""Work of the GUI thread in pieces, one in each turn of the event loop: between two of them the window
answers keys, lays out and paints. What the pieces do belongs to whoever hands them in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

Piece = Callable[[], object]


@dataclass(eq=False)
class Row:
    """Pieces of one owner, one after another."""

    owner: QObject
    pieces: deque[Piece]
    name: str = ""


class Turns(QObject):
    """Rows of pieces: each gives way to the others after a piece, and ends with its owner.

    A piece that fails is reported like anything that fails in the window, and ends its row.
    """

    changed = Signal()
    """There are other rows than before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: deque[Row] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def __len__(self) -> int:
        """How many rows are not at their end."""
        return len(self._rows)

    def take(self, owner: QObject, pieces: Iterable[Piece], name: str = "") -> None:
        """Do these from the next turn on; with ``name``, what is left of an earlier row of this owner and
        name is dropped.
        """
        self.drop(lambda row: bool(name) and row.owner is owner and row.name == name)
        self._rows.append(Row(owner, deque(pieces), name))
        self._timer.start()
        self.changed.emit()

    def drop(self, unwanted: Callable[[Row], bool]) -> None:
        """End the rows that are not wanted any more, even one whose piece is under way."""
        for row in self._rows:
            if unwanted(row):
                row.pieces.clear()

    def _turn(self) -> None:
        row = self._rows[0]
        try:
            if row.pieces and isValid(row.owner):
                row.pieces.popleft()()
        except BaseException:
            row.pieces.clear()
            raise
        finally:
            self._rows.popleft()
            if row.pieces and isValid(row.owner):
                self._rows.append(row)
                self._again()
            elif isValid(self):  # the piece may have been the window's last
                self._again()
                self.changed.emit()

    def _again(self) -> None:
        """From now on, not from when the piece began: what came due meanwhile goes first."""
        if self._rows:
            self._timer.start()
