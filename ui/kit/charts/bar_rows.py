"""Bars one under the other: who, as what, how much; what is undecided is hatched and stands last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF

from ui.kit.charts.plot import Chart, Mark, bar, hatched
from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme
from ui.kit.writing import LEFT, RIGHT


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its icon, its length between 0 and 1, its figure; ``calm`` ones are grey, unknown ones
    hatched.
    """

    icon: str
    length: float
    figure: str
    mark: Mark
    calm: bool = False
    unknown: bool = False


class BarRows(Chart):
    """``show_rows`` takes them; they share the height there is."""

    ROW, TALLEST = 26, 72

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: tuple[BarRow, ...] = ()

    def show_rows(self, rows: Sequence[BarRow], summary: str) -> None:
        """Show other bars."""
        self._rows = tuple(rows)
        self.set_marks([row.mark for row in rows], summary)
        self.setMinimumHeight(self.theme.px(self.ROW) * len(self._rows))

    def _tall(self) -> float:
        return min(self.height() / max(len(self._rows), 1), self.theme.px(self.TALLEST))

    def part_at(self, point: QPointF) -> int:
        """The row at a height."""
        return int(point.y() / max(self._tall(), 1.0))

    def part_box(self, place: int) -> QRectF:
        """The row."""
        return QRectF(0, place * self._tall(), self.width(), self._tall())

    def draw(self, brush: Brush) -> None:
        """Every row."""
        for place, row in enumerate(self._rows):
            self._row(brush, row, self.part_box(place))

    def _row(self, brush: Brush, row: BarRow, box: QRectF) -> None:
        px, middle = self.theme.px, box.center().y()
        figures, names = px(36), max(px(110), int(box.width() * 0.54))
        brush.icon(row.icon, "text-3", box.left(), middle - px(7), 14)
        name = QRect(int(box.left()) + px(22), int(middle) - px(9), names - px(30), px(18))
        used = brush.write(name, row.mark.title, "body", "text", LEFT) + px(5)
        if used + self.theme.metrics("body").horizontalAdvance(row.mark.under) <= name.width():
            brush.write(name.adjusted(used, 0, 0, 0), row.mark.under, "body", "text-3", LEFT)
        room = box.width() - names - figures
        track = QRectF(box.left() + names, middle - px(4), max(px(2), room * row.length), px(8))
        if row.unknown:
            hatched(brush, track, "mute-solid")
        else:
            bar(brush, track, "mute-solid" if row.calm else "series", px(2))
        number = QRect(int(box.right()) - figures, int(middle) - px(9), figures, px(18))
        brush.write(number, row.figure, "card-title", "text", RIGHT)
