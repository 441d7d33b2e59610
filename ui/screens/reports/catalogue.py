"""The list of reports, drawn: a title and what it is for; the chosen one is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """One report: its id, title, and a line about it."""

    id: str
    title: str
    about: str


class CatalogueRows(PaintedRows):
    """56 px a row; ``opened`` carries the place of the one to show."""

    ROW = 56

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.entries: tuple[Entry, ...] = ()
        self.chosen = -1

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what there is."""
        self.entries = tuple(entries)
        self.set_count(len(self.entries))

    def choose(self, place: int) -> None:
        """Mark one as shown; the keys go on from there."""
        self.chosen = self._cursor = place
        self.update()

    def row_words(self, place: int) -> str:
        """Title and what it is for."""
        one = self.entries[place]
        return f"{one.title}, {one.about}"

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One report."""
        px, one = self.theme.px, self.entries[place]
        if place == self.chosen:
            brush.painter.fillRect(rect, self.theme.colour("selected"))
            brush.box(QRectF(rect.left(), rect.top() + px(8), px(3), rect.height() - px(16)), "accent")
        middle, left = rect.center().y(), rect.left() + px(16)
        brush.icon("file-text", "accent" if place == self.chosen else "text-2", left, middle - px(8))
        room = rect.width() - px(16 + 28 + 12)
        brush.write(QRect(left + px(28), middle - px(20), room, px(20)), one.title, "card-title")
        brush.write(QRect(left + px(28), middle, room, px(18)), one.about, "small", "text-2")
