"""How long a paper is in force: a green run, the amber window before its end, ticks, and a mark for today.

Which days and words stand there was decided elsewhere; positions are given from 0 (begin) to 1 (end).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE, LEFT, RIGHT


@dataclass(frozen=True, slots=True)
class Tick:
    """A round mark on the line, with its words under it: a yearly check, the first day."""

    at: float
    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """The whole line. ``warn_from``: where the amber window begins (1 or more: there is none); ``today`` may
    lie outside 0..1; ``ended`` draws the run grey; ``open`` a line that has no end.
    """

    ticks: tuple[Tick, ...] = ()
    warn_from: float = 1.0
    today: float = 0.0
    today_text: str = ""
    end_text: str = ""
    end_under: str = ""
    end_tone: str = "text-2"
    ended: bool = False
    open: bool = False


class ValidityLine(Painted):
    """76 px: the word today, the line, two lines of words."""

    SIDE = 7

    def __init__(self, theme: Theme, run: Run, words: str) -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._run = run
        self.say(words)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self.theme.px(320), self.theme.px(76))

    def _x(self, at: float) -> float:
        edge = self.theme.px(self.SIDE)
        return edge + max(0.0, min(1.0, at)) * (self.width() - 2 * edge - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, run, window, ticks, today, words."""
        painter = QPainter(self)
        brush, px, run = self.brush(painter), self.theme.px, self._run
        middle = px(27)
        self._runs(brush, middle)
        for tick in run.ticks:
            self._ring(brush, self._x(tick.at), middle)
        if 0 <= run.today <= 1:
            self._today(brush, self._x(run.today), middle)
        self._words(brush)
        painter.end()

    def _runs(self, brush: Brush, middle: int) -> None:
        px, run = self.theme.px, self._run
        tall = px(6)
        top, left, right = middle - tall / 2, self._x(0), self._x(1)
        brush.box(
            QRectF(left, top, right - left, tall), "sunken" if not self.theme.dark else "hover", radius=3
        )
        reached = self._x(1 if run.ended or run.open else run.today)
        green = self._x(min(run.warn_from, 1))
        calm, warned = ("mute-solid", "mute-solid") if run.ended else ("ok-solid", "warn-solid")
        brush.box(QRectF(left, top, min(reached, green) - left, tall), calm, radius=3)
        if reached > green and run.warn_from < 1:
            brush.box(QRectF(green, top, reached - green, tall), warned, radius=0)

    def _ring(self, brush: Brush, x: float, middle: int) -> None:
        radius = self.theme.px(5)
        ink = "mute-solid" if self._run.ended else "ok-solid"
        brush.painter.setPen(QPen(self.theme.colour(ink), 1.75))
        brush.painter.setBrush(self.theme.colour("surface"))
        brush.painter.drawEllipse(QPointF(x, middle), radius, radius)

    def _today(self, brush: Brush, x: float, middle: int) -> None:
        px = self.theme.px
        brush.line(QPointF(x, middle - px(11)), QPointF(x, middle + px(11)), "text", 2)
        width = self.theme.metrics("micro-strong").horizontalAdvance(self._run.today_text) + 4
        left = max(0, min(round(x) - width // 2, self.width() - width))
        brush.write(QRect(left, 0, width, px(15)), self._run.today_text, "micro-strong", "text", CENTRE)

    def _words(self, brush: Brush) -> None:
        px, run = self.theme.px, self._run
        end = self._end_room()
        for tick in self._fitting(run.ticks, self.width() - end - px(6)):
            where = LEFT if tick.at <= 0 else CENTRE
            for text, top in ((tick.text, px(40)), (tick.under, px(56))):
                width = self.theme.metrics("micro").horizontalAdvance(text) + 4
                left = 0 if tick.at <= 0 else round(self._x(tick.at)) - width // 2
                brush.write(QRect(left, top, width, px(16)), text, "micro", "text-3", where)
        right = QRect(self.width() - end, px(40), end, px(16))
        brush.write(right, run.end_text, "micro-strong", run.end_tone, RIGHT)
        brush.write(right.translated(0, px(16)), run.end_under, "micro", "text-3", RIGHT)

    def _end_room(self) -> int:
        strong = self.theme.metrics("micro-strong", figures=True).horizontalAdvance(self._run.end_text)
        return (
            max(strong, self.theme.metrics("micro", figures=True).horizontalAdvance(self._run.end_under)) + 4
        )

    def _fitting(self, ticks: Sequence[Tick], room: int) -> list[Tick]:
        """The ticks whose words stand free of each other and of the end's."""
        taken, found = -1, []
        metrics = self.theme.metrics("micro")
        for tick in ticks:
            width = metrics.horizontalAdvance(tick.text) + 4
            left = 0 if tick.at <= 0 else round(self._x(tick.at)) - width // 2
            if left > taken and left + width < room:
                found.append(tick)
                taken = left + width + self.theme.px(4)
        return found
