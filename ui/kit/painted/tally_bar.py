"""One cell per defect up to the rejection number; the cell of the rejection number is dashed red with a
cross.

Cells are equally wide for all classes, so that bars under each other compare.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit.painted.canvas import Painted
from ui.kit.theme import Theme

MOST_CELLS = 24


@dataclass(frozen=True, slots=True)
class TallyCounts:
    """Defects of one class found so far, and the acceptance (Ac) and rejection (Re) number."""

    found: int
    accept: int
    reject: int

    @property
    def tone(self) -> str:
        """ok, warn one before the limit, bad from the rejection number on."""
        if self.found >= self.reject:
            return "bad"
        return "warn" if self.found and self.accept - self.found <= 1 else "ok"


class TallyBar(Painted):
    """16 px high."""

    CELL, GAP = 30, 4

    def __init__(self, theme: Theme, counts: TallyCounts, words: str = "") -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(counts, words)

    def set_counts(self, counts: TallyCounts, words: str) -> None:
        """Show other counts; ``words``: "4 major found, 1 more is still accepted"."""
        self._counts = counts
        self.say(words)

    def sizeHint(self) -> QSize:
        """Room for eight cells."""
        return QSize(self.theme.px(8 * (self.CELL + self.GAP)), self.theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled, empty and rejecting cells."""
        painter, px, counts = QPainter(self), self.theme.px, self._counts
        brush = self.brush(painter)
        cells = min(max(counts.reject, counts.found), MOST_CELLS)
        step = min(px(self.CELL + self.GAP), self.width() / max(cells, 1))
        width = max(2.0, step - px(self.GAP))
        for place in range(1, cells + 1):
            cell = QRectF((place - 1) * step + 0.5, 1.5, width, px(16) - 3)
            if place <= counts.found:
                brush.box(cell, f"{counts.tone}-solid", radius=px(3))
            elif place == counts.reject:
                brush.box(cell, "", "bad", px(3), dashed=True)
            else:
                brush.box(cell, "sunken", "border-strong", px(3))
            if place == counts.reject:
                ink = "bad" if place > counts.found else "surface"
                brush.icon("x", ink, cell.center().x() - px(5), cell.center().y() - px(5), 10)
        painter.end()
