"""Periods of figures: from one day to another, cut into whole months and single days.

Sums are kept by day and by month; a period is read from as few of them as make it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends before it begins")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def before(self) -> Period:
        """The period of the same length just before it."""
        return Period(self.start - self.days * DAY, self.start - DAY)

    def months(self) -> tuple[str, ...]:
        """The months it touches, "2026-11"."""
        found, day = [], self.start
        while day <= self.end:
            found.append(month_of(day))
            day = month_end(day) + DAY
        return tuple(found)

    def parts(self) -> tuple[str, ...]:
        """Whole months ("2026-09") and single days ("2026-08-22") that together make it up, each day once."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[str]:
        day = self.start
        while day <= self.end:
            last = month_end(day)
            if day.day == 1 and last <= self.end:
                yield month_of(day)
                day = last + DAY
            else:
                yield day.isoformat()
                day += DAY

    def every_day(self) -> tuple[str, ...]:
        """All its days."""
        return tuple((self.start + at * DAY).isoformat() for at in range(self.days))


def last_days(today: date, days: int) -> Period:
    """The ``days`` days that end today."""
    return Period(today - (days - 1) * DAY, today)


def last_months(today: date, months: int) -> Period:
    """The month of today up to today, and the whole months before it: ``months`` in all."""
    at = today.year * 12 + today.month - 1 - (months - 1)
    return Period(date(at // 12, at % 12 + 1, 1), today)


def month_of(day: date) -> str:
    """ "2026-11"."""
    return day.isoformat()[:7]


def month_end(day: date) -> date:
    """The last day of a day's month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - DAY


def week_of(day: date) -> str:
    """The ISO week, "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
