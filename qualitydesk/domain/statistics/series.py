"""The series that charts are drawn from: Pareto, lists of bars, pairs by month, rates by week.

They hold figures, order, limits and scales; words, colours and places on a page belong to who draws them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitydesk.domain.statistics.axis import Axis, nice_axis

VITAL = 8_000
"""The share that the few codes of a Pareto make up, in basis points."""
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One code: how often, its share and all before it in basis points, whether it is one of the few."""

    key: str
    count: int
    cumulative: int
    vital: bool
    merged: int = 0
    """How many codes stand in this bar; 0 for a single one."""


@dataclass(frozen=True, slots=True)
class Pareto:
    """Codes by how often they were found; ``few`` codes make 80 % of ``total``."""

    bars: tuple[ParetoBar, ...]
    total: int
    few: int
    axis: Axis


def pareto(counts: Mapping[str, int], most: int = 8) -> Pareto:
    """Order codes by count (by name where equal), mark the fewest that make 80 %, put the rest into one
    bar.
    """
    ranked = sorted(((key, n) for key, n in counts.items() if n > 0), key=lambda one: (-one[1], one[0]))
    total = sum(n for _, n in ranked)
    few = _fewest([n for _, n in ranked], total)
    own = ranked if len(ranked) <= most else ranked[: most - 1]
    bars, so_far = [], 0
    for place, (key, n) in enumerate(own):
        so_far += n
        bars.append(ParetoBar(key, n, so_far * WHOLE // total, place < few))
    if len(own) < len(ranked):
        bars.append(ParetoBar("", total - so_far, WHOLE, vital=False, merged=len(ranked) - len(own)))
    return Pareto(tuple(bars), total, few, nice_axis(max((bar.count for bar in bars), default=1)))


def _fewest(counts: Sequence[int], total: int) -> int:
    so_far = 0
    for place, count in enumerate(counts):
        if so_far * WHOLE >= total * VITAL:
            return place
        so_far += count
    return len(counts)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a list; ``merged`` as in a Pareto."""

    key: str
    value: int
    merged: int = 0


@dataclass(frozen=True, slots=True)
class BarList:
    """Bars from the longest to the shortest; what is undecided stands apart and is spread over nobody."""

    bars: tuple[Bar, ...]
    undecided: int
    total: int
    longest: int

    def share(self, value: int) -> float:
        """The length of a bar, 1 for the longest."""
        return value / self.longest if self.longest else 0.0


def bar_list(counts: Mapping[str, int], undecided: int = 0, most: int = 6) -> BarList:
    """Order by value (by key where equal); what is beyond ``most`` bars goes into the last one."""
    ranked = sorted(((key, n) for key, n in counts.items() if n), key=lambda one: (-one[1], one[0]))
    own = ranked if len(ranked) <= most else ranked[: most - 1]
    bars = [Bar(key, value) for key, value in own]
    if rest := ranked[len(own) :]:
        bars.append(Bar("", sum(value for _, value in rest), len(rest)))
    total = sum(value for _, value in ranked) + undecided
    return BarList(tuple(bars), undecided, total, max([bar.value for bar in bars] + [undecided]))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one month ("2026-11")."""

    month: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two series side by side by month, on one axis, with their sums."""

    pairs: tuple[Pair, ...]
    first: int
    second: int
    axis: Axis

    @property
    def ticks(self) -> tuple[int, ...]:
        """Where lines with figures are drawn: of months without any sum, the foot alone; there is no scale
        then.
        """
        known = any(pair.first or pair.second for pair in self.pairs)
        return self.axis.ticks if known else (self.axis.low,)

    @property
    def open(self) -> int:
        """What the second lacks of the first."""
        return self.first - self.second

    @property
    def percent(self) -> int | None:
        """The second as percent of the first, rounded half up; None of nothing."""
        return percent_of(self.second, self.first)


def pairs(months: Sequence[str], first: Mapping[str, int], second: Mapping[str, int]) -> Pairs:
    """Both series for each of ``months``, 0 where there is nothing."""
    found = tuple(Pair(month, first.get(month, 0), second.get(month, 0)) for month in months)
    highest = max([max(pair.first, pair.second) for pair in found], default=0)
    lowest = min([min(pair.first, pair.second, 0) for pair in found], default=0)
    axis = nice_axis(max(highest, 1), lowest=lowest)
    return Pairs(found, sum(p.first for p in found), sum(p.second for p in found), axis)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many were good in one week ("2026-W47")."""

    week: str
    good: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The rate, None of nothing."""
        return 100 * self.good / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class RateLine:
    """Rates week by week against a target in percent; the axis ends at 100."""

    rates: tuple[Rate, ...]
    target: int
    axis: Axis

    def misses(self, rate: Rate) -> bool:
        """Whether a week stayed below the target."""
        return rate.percent is not None and rate.percent < self.target


def rate_line(rates: Sequence[Rate], target: int) -> RateLine:
    """The line over ``rates``; its axis begins at the ten below the lowest week or the target, at most at
    70, and at 0 once that is below 50.
    """
    known = [rate.percent for rate in rates if rate.percent is not None]
    low = int(min([*known, float(target), 70.0]) // 10 * 10)
    return RateLine(tuple(rates), target, Axis(low, 100, 10) if low >= 50 else Axis(0, 100, 25))


def percent_of(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in percent, rounded half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole > 0 else None
