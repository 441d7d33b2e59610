"""Two bars a month on one axis: what was borne in grey, what came back in the one accent of charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF

from qualitydesk.domain.statistics.series import Pairs
from ui.kit.charts.plot import Chart, Mark, bar, column, column_at, grid, upright
from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, RIGHT


class PairChart(Chart):
    """``show_series`` takes the series, how a tick of the axis is written, and what each month says."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._series: Pairs | None = None
        self._tick: Callable[[int], str] = str

    def show_series(
        self, series: Pairs, tick: Callable[[int], str], marks: Sequence[Mark], summary: str
    ) -> None:
        """Show another series."""
        self._series, self._tick = series, tick
        self.set_marks(marks, summary)

    def _area(self) -> QRectF:
        px = self.theme.px
        return QRectF(px(38), px(10), self.width() - px(40), self.height() - px(10 + 24))

    def part_at(self, point: QPointF) -> int:
        """The month at a point."""
        return column_at(self._area(), point, len(self.marks))

    def part_box(self, place: int) -> QRectF:
        """The month with its name."""
        whole = column(self._area(), place, len(self.marks))
        return QRectF(whole.left(), 0, whole.width(), self.height())

    def draw(self, brush: Brush) -> None:
        """Grid with its figures, then the months."""
        area, series = self._area(), self._series
        if series is not None:
            grid(brush, area, [upright(series.axis, area, tick) for tick in series.ticks])
            for tick in series.ticks:
                self._figure(brush, area, upright(series.axis, area, tick), self._tick(tick))
            for place in range(len(series.pairs)):
                self._month(brush, area, series, place)

    def _figure(self, brush: Brush, area: QRectF, height: float, words: str) -> None:
        px = self.theme.px
        box = QRect(0, int(height) - px(8), int(area.left()) - px(6), px(16))
        brush.write(box, words, "micro", "text-3", RIGHT)

    def _month(self, brush: Brush, area: QRectF, series: Pairs, place: int) -> None:
        px, one = self.theme.px, series.pairs[place]
        whole, zero = column(area, place, len(series.pairs)), upright(series.axis, area, 0)
        wide = min(whole.width() * 0.3, px(14))
        middle = whole.center().x()
        for value, left, ink in (
            (one.first, middle - wide - 1, "mute-solid"),
            (one.second, middle + 1, "series"),
        ):
            top = upright(series.axis, area, value)
            bar(brush, QRectF(left, min(top, zero), wide, abs(zero - top)), ink, px(2))
        box = QRect(int(whole.left()), int(area.bottom()) + px(4), int(whole.width()), px(16))
        brush.write(box, self.marks[place].title, "micro", "text-3", CENTRE)
