"""How days, months and hours are counted: every worked example of the counting rules, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.claims.counting import (
    Span,
    end_of_day,
    extended,
    last_day,
    local_day,
    merged,
    moved,
    nth_working_day,
    working_hours,
)
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.timed_rules import Count, MonthCount, Period, Roll, Unit
from qualitydesk.rules.calendars import calendar_for

NEXT, SAME = Count.NEXT_DAY, Count.SAME_DAY
NUMBER, FIRST, BRAZIL = MonthCount.SAME_NUMBER, MonthCount.FIRST_COUNTED_DAY, MonthCount.NEXT_FIRST
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2035, 12, 31))


def months(amount: int) -> Period:
    return Period(amount, Unit.MONTHS)


def years(amount: int) -> Period:
    return Period(amount, Unit.YEARS)


def days(amount: int) -> Period:
    return Period(amount, Unit.CALENDAR_DAYS)


@pytest.mark.parametrize(
    ("event", "period", "count", "way", "end"),
    [
        (date(2027, 1, 30), months(1), NEXT, NUMBER, date(2027, 2, 28)),
        (date(2028, 1, 30), months(1), NEXT, NUMBER, date(2028, 2, 29)),
        (date(2027, 2, 28), months(6), NEXT, NUMBER, date(2027, 8, 28)),
        (date(2028, 2, 29), years(1), NEXT, NUMBER, date(2029, 2, 28)),
        (date(2026, 6, 30), months(1), NEXT, FIRST, date(2026, 7, 31)),
        (date(2027, 2, 28), years(1), NEXT, FIRST, date(2028, 2, 29)),
        (date(2027, 1, 10), months(6), SAME, FIRST, date(2027, 7, 9)),
        (date(2026, 8, 30), months(6), NEXT, FIRST, date(2027, 2, 28)),
        (date(2027, 1, 31), months(1), NEXT, BRAZIL, date(2027, 3, 1)),
        (date(2026, 12, 15), months(1), NEXT, BRAZIL, date(2027, 1, 15)),
        (date(2026, 6, 1), days(14), NEXT, NUMBER, date(2026, 6, 15)),
        (date(2026, 6, 1), days(8), SAME, NUMBER, date(2026, 6, 8)),
    ],
)
def test_last_day(event: date, period: Period, count: Count, way: MonthCount, end: date) -> None:
    assert last_day(event, period, count, way) == end


def test_working_days_leave_the_event_day_out_even_if_it_is_a_holiday() -> None:
    china = calendar_for("CN")
    assert nth_working_day(date(2026, 10, 1), 1, china) == date(2026, 10, 8)
    assert nth_working_day(date(2026, 10, 8), 2, china) == date(2026, 10, 10)


def test_working_days_skip_days_on_which_the_clock_stands() -> None:
    stopped = (Span(date(2026, 11, 24), date(2026, 11, 25)),)
    assert nth_working_day(date(2026, 11, 23), 2, calendar_for("CN"), stopped) == date(2026, 11, 27)


def test_suspended_days_are_added_with_both_ends_and_overlaps_once() -> None:
    spans = [Span(date(2026, 3, 1), date(2026, 3, 10)), Span(date(2026, 3, 8), date(2026, 3, 12))]
    assert extended(date(2026, 12, 31), date(2026, 1, 2), spans) == date(2027, 1, 12)


def test_a_suspension_after_the_end_adds_nothing() -> None:
    span = Span(date(2026, 4, 1), date(2026, 4, 5))
    assert extended(date(2026, 3, 1), date(2026, 2, 1), [span]) == date(2026, 3, 1)


def test_an_open_suspension_leaves_no_date() -> None:
    assert extended(date(2026, 3, 1), date(2026, 2, 1), [Span(date(2026, 2, 20), None)]) is None


def test_waiting_leaves_at_least_the_floor() -> None:
    span = Span(date(2026, 6, 30), date(2026, 7, 3))
    assert extended(date(2026, 7, 1), date(2026, 6, 2), [span], 7) == date(2026, 7, 10)


def test_working_hours_stop_over_a_weekend_with_a_clock_change() -> None:
    york = ZoneInfo("America/New_York")
    friday = datetime(2026, 10, 30, 18, tzinfo=york)
    assert working_hours(friday, 24, york, calendar_for("US")) == datetime(2026, 11, 2, 18, tzinfo=york)


def test_working_hours_from_a_closed_day_start_at_midnight_and_end_at_the_next() -> None:
    york = ZoneInfo("America/New_York")
    saturday = datetime(2026, 10, 31, 14, tzinfo=york)
    assert working_hours(saturday, 24, york, calendar_for("US")) == datetime(2026, 11, 3, tzinfo=york)


def test_the_local_day_is_the_rule_zone_s_day() -> None:
    instant = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)
    assert local_day(instant, ZoneInfo("Asia/Shanghai")) == date(2026, 7, 1)
    assert local_day(date(2026, 6, 30), ZoneInfo("Asia/Shanghai")) == date(2026, 6, 30)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(RuleBroken):
        local_day(datetime(2026, 6, 30, 17), ZoneInfo("UTC"))  # noqa: DTZ001 - the fault under test


def test_the_end_of_a_day_has_that_day_s_offset() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert end_of_day(date(2026, 7, 1), berlin).isoformat() == "2026-07-01T23:59:59+02:00"
    assert end_of_day(date(2026, 12, 1), berlin).isoformat() == "2026-12-01T23:59:59+01:00"


@given(DAYS, st.sampled_from(["CN", "DE-BY", "JP", "KR", "US", "SA", "RU", "CA-ON", "BR", "AU-ACT"]))
def test_a_moved_day_is_a_working_day_and_nothing_open_is_jumped(day: date, code: str) -> None:
    working = calendar_for(code)
    roll = Roll.NEXT_NON_HOLIDAY if code.startswith("CA") else Roll.NEXT_WORKING_DAY
    closed = working.is_holiday if code.startswith("CA") else lambda d: not working.is_working(d)
    end = moved(day, roll, working)
    assert not closed(end)
    assert all(closed(day + timedelta(days=n)) for n in range((end - day).days))


@given(DAYS, st.integers(1, 48), st.sampled_from(list(MonthCount)))
def test_a_longer_period_never_ends_sooner(event: date, amount: int, way: MonthCount) -> None:
    assert last_day(event, months(amount), NEXT, way) < last_day(event, months(amount + 1), NEXT, way)


@given(DAYS, st.integers(0, 3), st.sampled_from([NUMBER, FIRST]))
def test_months_end_in_the_right_month(event: date, amount: int, way: MonthCount) -> None:
    end = last_day(event, years(amount + 1), NEXT, way)
    assert abs((end - event).days - 365.25 * (amount + 1)) < 2


@given(st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=6))
def test_merged_spans_do_not_touch_and_keep_their_days(raw: list[tuple[date, int]]) -> None:
    spans = [Span(first, first + timedelta(days=n)) for first, n in raw]
    joined = merged(spans)
    held = {s.first + timedelta(days=i) for s in spans for i in range((_last(s) - s.first).days + 1)}
    assert sum((_last(s) - s.first).days + 1 for s in joined) == len(held)
    assert all(_last(a) < b.first for a, b in pairwise(joined))


def _last(span: Span) -> date:
    assert span.last is not None
    return span.last
