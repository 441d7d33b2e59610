"""A figure against its limit: defects against Ac as a bar with a tick, a measured value between two limits.

Whether the figure is right was decided elsewhere; the tone is handed in or follows from the same limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme
from ui.kit.writing import CENTRE


@dataclass(frozen=True, slots=True)
class LimitCounts:
    """``found`` of one class; the tick stands after ``accept``; ``scale`` is the length of the whole bar."""

    found: int
    accept: int
    scale: int


class LimitBar(Painted):
    """16 px high: track, fill, tick."""

    def __init__(self, theme: Theme, counts: LimitCounts, words: str = "") -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(counts, words)

    def set_counts(self, counts: LimitCounts, words: str) -> None:
        """Show other counts."""
        self._counts = counts
        self.say(words)

    def sizeHint(self) -> QSize:
        """A bar of 160."""
        return QSize(self.theme.px(160), self.theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, fill in the tone of the answer, tick at the limit."""
        painter, px, counts = QPainter(self), self.theme.px, self._counts
        brush, scale = self.brush(painter), max(self._counts.scale, self._counts.found, 1)
        tall, top = px(8), (self.height() - px(8)) / 2
        brush.box(QRectF(0, top, self.width(), tall), "sunken", radius=tall / 2)
        if counts.found:
            width = max(tall, self.width() * counts.found / scale)
            over = counts.found > counts.accept
            brush.box(QRectF(0, top, width, tall), "bad-solid" if over else "ok-solid", radius=tall / 2)
        tick = min(self.width() - 2.0, max(px(6), self.width() * (counts.accept + 0.5) / scale))
        brush.box(QRectF(tick, 0, 2, self.height()), "text", radius=0)
        painter.end()


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and its limits, each as number and as shown; either limit may be None."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_text: str = ""
    high_text: str = ""
    verdict: str = ""

    @property
    def fits(self) -> bool:
        """Whether the value lies within its limits."""
        low_kept = self.low is None or (self.value is not None and self.value >= self.low)
        return low_kept and (self.high is None or (self.value is not None and self.value <= self.high))


class MeasureBar(Painted):
    """36 px high: the permitted range green, outside red, a mark at the value, the verdict under it."""

    def __init__(self, theme: Theme, measured: Measured) -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_measured(measured)

    def set_measured(self, measured: Measured) -> None:
        """Show another value."""
        self._measured = measured
        self.say(", ".join(filter(None, (measured.low_text, measured.high_text, measured.verdict))))

    def sizeHint(self) -> QSize:
        """A bar of 220."""
        return QSize(self.theme.px(220), self.theme.px(36))

    def _range(self) -> tuple[float, float]:
        known = [float(x) for x in (self._measured.low, self._measured.high) if x is not None]
        low, high = (min(known), max(known)) if known else (0.0, 1.0)
        room = (high - low) / 2 or abs(high) / 2 or 1.0
        return low - room, high + room

    def _at(self, value: Decimal) -> float:
        low, high = self._range()
        return max(0.0, min(1.0, (float(value) - low) / (high - low))) * (self.width() - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Range, limits, value."""
        painter, px, given = QPainter(self), self.theme.px, self._measured
        brush, tall, top = self.brush(painter), px(10), px(4)
        left = 0.0 if given.low is None else self._at(given.low)
        right = float(self.width()) if given.high is None else self._at(given.high)
        brush.box(QRectF(0, top, self.width(), tall), "bad-bg", radius=px(3))
        brush.box(QRectF(left, top, right - left, tall), "ok-bg", radius=0)
        for limit, text in ((given.low, given.low_text), (given.high, given.high_text)):
            if limit is not None:
                self._limit(brush, self._at(limit), text)
        if given.value is not None:
            self._mark(brush, self._at(given.value))
            at = QRect(round(left), px(18), max(px(40), round(right - left)), px(16))
            brush.write(at, given.verdict, "micro-strong", "ok" if given.fits else "bad", CENTRE)
        painter.end()

    def _limit(self, brush: Brush, x: float, text: str) -> None:
        px = self.theme.px
        brush.box(QRectF(x, px(4), 2, px(10)), "ok", radius=0)
        brush.write(QRect(round(x) - px(40), px(18), px(80), px(16)), text, "micro", "text-2", CENTRE)

    def _mark(self, brush: Brush, x: float) -> None:
        px = self.theme.px
        brush.box(QRectF(x, 0, px(4), px(18)), "text", radius=px(2))
