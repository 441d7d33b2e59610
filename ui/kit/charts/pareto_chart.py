"""A Pareto: bars by how often, the few that make 80 % in full ink, and the line of their growing share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPen, QPolygonF

from qualitydesk.domain.statistics.series import WHOLE, Pareto
from ui.kit.charts.plot import Chart, Mark, bar, column, column_at, grid, upright, words_under
from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, LEFT


class ParetoChart(Chart):
    """``show_series`` takes the series and what each of its bars says."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._series: Pareto | None = None

    def show_series(self, series: Pareto, marks: Sequence[Mark], summary: str) -> None:
        """Show another series."""
        self._series = series
        self.set_marks(marks, summary)

    def _area(self) -> QRectF:
        px = self.theme.px
        return QRectF(0, px(22), self.width() - px(42), self.height() - px(22 + 52))

    def part_at(self, point: QPointF) -> int:
        """The bar over or under a point."""
        return column_at(self._area(), point, len(self.marks))

    def part_box(self, place: int) -> QRectF:
        """The bar with its figure and its name."""
        whole = column(self._area(), place, len(self.marks))
        return QRectF(whole.left(), 0, whole.width(), self.height())

    def draw(self, brush: Brush) -> None:
        """Grid, bars, line."""
        area, series = self._area(), self._series
        if series is not None and series.bars:
            self._grid(brush, area)
            for place in range(len(series.bars)):
                self._bar(brush, area, series, place)
            self._line(brush, area, series)

    def _grid(self, brush: Brush, area: QRectF) -> None:
        px = self.theme.px
        heights = [area.bottom() - area.height() * part / 4 for part in range(5)]
        grid(brush, area, heights)
        for percent, height in zip((0, 50, 100), heights[::2], strict=True):
            box = QRect(int(area.right()) + px(6), int(height) - px(8), px(40), px(16))
            brush.write(box, f"{percent}%", "micro", "text-3", LEFT)

    def _bar(self, brush: Brush, area: QRectF, series: Pareto, place: int) -> None:
        px, one = self.theme.px, series.bars[place]
        whole = column(area, place, len(series.bars))
        wide = min(whole.width() * 0.62, px(44))
        top = upright(series.axis, area, one.count)
        box = QRectF(whole.center().x() - wide / 2, top, wide, area.bottom() - top)
        bar(brush, box, "series" if one.vital else self.faint("mute-solid"), px(2))
        figure = QRect(int(whole.left()), int(top) - px(18), int(whole.width()), px(16))
        brush.write(figure, f"{one.count:,}", "micro-strong", "text", CENTRE)
        words_under(brush, whole.adjusted(1, 0, -1, 0), self.marks[place], self.theme)

    def _line(self, brush: Brush, area: QRectF, series: Pareto) -> None:
        px, painter = self.theme.px, brush.painter
        points = [
            QPointF(
                column(area, place, len(series.bars)).center().x(),
                area.bottom() - area.height() * one.cumulative / WHOLE,
            )
            for place, one in enumerate(series.bars)
        ]
        painter.setPen(QPen(self.theme.colour("text-2"), max(1.0, px(1) * 1.3)))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self.theme.colour("surface"))
        for point in points:
            painter.drawEllipse(point, px(2.5), px(2.5))
