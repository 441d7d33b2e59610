"""The scale of an axis: round ends and even steps for whatever is to be shown on it."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = (1, 2, 4, 5)


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high`` in even steps."""

    low: int
    high: int
    step: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """Where lines are drawn, both ends included."""
        return tuple(range(self.low, self.high + 1, self.step))

    def at(self, value: float) -> float:
        """Where a value stands, 0 at the low end and 1 at the high one; what lies outside is put at the
        end.
        """
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def nice_axis(highest: int, *, lowest: int = 0, most: int = 4) -> Axis:
    """The axis with at most ``most`` round steps that holds ``lowest`` to ``highest``; of equal ends, one
    step.
    """
    size = 1
    while True:
        for first in STEPS:
            step = first * size
            low, high = lowest // step * step, -(-highest // step) * step
            if high - low <= most * step:
                return Axis(low, max(high, low + step), step)
        size *= 10
