"""Counts days, months and hours the way the laws do, and moves a last day that may not be one.

Pure date arithmetic; which rule counts how is said by ``domain.timed_rules``, when by ``deadlines``.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.timed_rules import Count, MonthCount, Period, Roll, Unit
from qualitydesk.domain.values import msg

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days outside are slips of the pen; inside, no period of a rule or promise runs out of the calendar."""
LONGEST = {
    Unit.HOURS: 24 * 366,
    Unit.CALENDAR_DAYS: 36_525,
    Unit.WORKING_DAYS: 3_660,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
}
"""The longest amount of each unit that a rule or a promise may have."""
Moment = date | datetime
"""A day, or an aware instant; an instant is a ``datetime``, anything else only a day."""


class WorkingDays(Protocol):
    """The working days of the place where an act is done."""

    @property
    def code(self) -> str:
        """Country or country-subdivision ("DE-BY")."""

    @property
    def version(self) -> str:
        """Where the list comes from, with its version."""

    @property
    def regional(self) -> bool:
        """Whether a part of the country, not given, may have further holidays."""

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day."""

    def is_holiday(self, day: date) -> bool:
        """Whether an act need not be done on the day (in Canada not on any Saturday, for example)."""

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether the official list for these days is not out yet."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a clock stands still, both ends counted; an open one has no last day yet."""

    first: date
    last: date | None


def is_countable(period: Period) -> bool:
    """Whether the amount is one that a rule or a promise may have."""
    return period.amount is None or 0 <= period.amount <= LONGEST.get(period.unit, 0)


def check_moment(name: str, moment: Moment) -> None:
    """Refuse an instant without zone, and a day that can only be a slip of the pen."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise RuleBroken(msg("The instant {instant} has no time zone.", instant=moment.isoformat()))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        text = msg("{day} can’t be the day of “{event}”.", day=moment.isoformat(), event=name)
        raise RuleBroken(text, fields={name: text})


def local_day(moment: Moment, zone: ZoneInfo) -> date:
    """The day on which it happened in ``zone``; a day alone stays what it is."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise RuleBroken(msg("The instant {instant} has no time zone.", instant=moment.isoformat()))
    return moment.astimezone(zone).date()


def instant_of(moment: Moment, zone: ZoneInfo) -> datetime:
    """The instant in ``zone``; of a day alone its 00:00, the earliest reading."""
    if isinstance(moment, datetime):
        local_day(moment, zone)
        return moment.astimezone(zone)
    return datetime.combine(moment, time(), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """23:59:59 of the day in ``zone``, with the offset of that day."""
    return datetime.combine(day, time(23, 59, 59), zone)


def last_day(
    event: date, period: Period, count: Count, months: MonthCount, working: WorkingDays | None = None
) -> date:
    """The last day of the period, before any move; both the period and the day are inclusive."""
    amount = period.amount or 0
    if period.unit is Unit.WORKING_DAYS:
        return nth_working_day(event, amount, working)
    if period.unit in (Unit.MONTHS, Unit.YEARS):
        number = amount * (12 if period.unit is Unit.YEARS else 1)
        return _months_end(event, number, count, months)
    return event + timedelta(days=amount - (1 if count is Count.SAME_DAY and amount else 0))


def nth_working_day(
    event: date, amount: int, working: WorkingDays | None, stopped: Sequence[Span] = ()
) -> date:
    """The ``amount``-th working day after the event's day; days on which the clock stands are skipped."""
    day = event
    while amount > 0:
        day += ONE_DAY
        open_day = working.is_working(day) if working else day.weekday() < 5
        if open_day and not _stands(day, stopped):
            amount -= 1
    return day


def _stands(day: date, stopped: Sequence[Span]) -> bool:
    return any(span.first <= day and (span.last is None or day <= span.last) for span in stopped)


def _months_end(event: date, number: int, count: Count, months: MonthCount) -> date:
    if months is not MonthCount.FIRST_COUNTED_DAY:
        return _same_number(event, number, next_first=months is MonthCount.NEXT_FIRST)
    first = event if count is Count.SAME_DAY else event + ONE_DAY
    year, month, longest = _month_after(first, number)
    if first.day > longest:
        return date(year, month, longest)
    return date(year, month, first.day) - ONE_DAY


def _same_number(event: date, number: int, *, next_first: bool) -> date:
    year, month, longest = _month_after(event, number)
    if event.day <= longest:
        return date(year, month, event.day)
    end = date(year, month, longest)
    return end + ONE_DAY if next_first else end


def _month_after(day: date, number: int) -> tuple[int, int, int]:
    """Year, month and that month's length, ``number`` months later."""
    index = day.year * 12 + day.month - 1 + number
    year, month = index // 12, index % 12 + 1
    return year, month, gregorian.monthrange(year, month)[1]


def moved(day: date, roll: Roll, working: WorkingDays | None) -> date:
    """The day itself, or the next one that may be a last day."""
    if roll is Roll.NONE or working is None:
        return day
    while working.is_holiday(day) if roll is Roll.NEXT_NON_HOLIDAY else not working.is_working(day):
        day += ONE_DAY
    return day


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.first):
        before = joined[-1] if joined else None
        if before is None or (before.last is not None and span.first > before.last):
            joined.append(span)
        elif before.last is not None:
            last = None if span.last is None else max(before.last, span.last)
            joined[-1] = Span(before.first, last)
    return joined


def extended(end: date, first_counted: date, spans: Sequence[Span], floor_days: int = 0) -> date | None:
    """The end with the days of every suspension added that began before it; None while one is still open.

    ``floor_days`` must be left after each suspension's last day (Consumer Rights Act 2015 s 22(6)-(8)).
    """
    for span in merged(spans):
        if span.first > end:
            break
        if span.last is None:
            return None
        if span.last < first_counted:
            continue
        stopped = (span.last - max(span.first, first_counted)).days + 1
        end += timedelta(days=stopped)
        if floor_days:
            end = max(end, span.last + timedelta(days=floor_days))
    return end


def running_hours(start: datetime, hours: int, zone: ZoneInfo) -> datetime:
    """Real elapsed hours later, shown in ``zone``."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(zone)


def working_hours(start: datetime, hours: int, zone: ZoneInfo, working: WorkingDays) -> datetime:
    """Hours that run only on working days; the end of a day is 00:00 of the day after."""
    local = start.astimezone(zone).replace(tzinfo=None)
    left = timedelta(hours=hours)
    while True:
        midnight = datetime.combine(local.date() + ONE_DAY, time())
        if working.is_working(local.date()):
            if local + left <= midnight:
                return (local + left).replace(tzinfo=zone)
            left -= midnight - local
        local = midnight
