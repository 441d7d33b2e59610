"""Series, scales and periods, and what counts in the figures."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from qualitydesk.domain.statistics.axis import nice_axis
from qualitydesk.domain.statistics.counting import (
    AskedBack,
    Cell,
    Complained,
    Inspected,
    chief_key,
    count_claim,
    count_inspection,
)
from qualitydesk.domain.statistics.periods import Period, last_days, last_months, week_of
from qualitydesk.domain.statistics.series import Rate, bar_list, pairs, pareto, percent_of, rate_line

MAY = date(2026, 5, 9)


# -- axis


@pytest.mark.parametrize(
    ("highest", "lowest", "ticks"),
    [
        (13_600, 0, (0, 4_000, 8_000, 12_000, 16_000)),
        (96, 0, (0, 40, 80, 120)),
        (1, 0, (0, 1)),
        (0, 0, (0, 1)),
        (7, 0, (0, 2, 4, 6, 8)),
        (5, -3, (-4, -2, 0, 2, 4, 6)),
    ],
)
def test_axes_are_round_and_hold_everything(highest: int, lowest: int, ticks: tuple[int, ...]) -> None:
    axis = nice_axis(highest, lowest=lowest, most=5 if lowest else 4)
    assert axis.ticks == ticks
    assert axis.low <= lowest
    assert axis.high >= highest


def test_every_axis_has_few_even_steps() -> None:
    for highest in range(0, 3_000, 7):
        axis = nice_axis(highest)
        assert 2 <= len(axis.ticks) <= 5
        assert (axis.high - axis.low) % axis.step == 0
        assert axis.low <= highest <= axis.high
        assert axis.at(axis.low) == 0
        assert axis.at(axis.high + 1) == 1


# -- Pareto


def test_a_pareto_marks_the_fewest_codes_that_make_eighty_percent() -> None:
    found = pareto({"a": 50, "b": 30, "c": 15, "d": 5})
    assert found.few == 2  # exactly 80 of 100
    assert [(bar.key, bar.cumulative, bar.vital) for bar in found.bars] == [
        ("a", 5_000, True),
        ("b", 8_000, True),
        ("c", 9_500, False),
        ("d", 10_000, False),
    ]


def test_one_short_of_eighty_percent_needs_one_code_more() -> None:
    assert pareto({"a": 50, "b": 29, "c": 16, "d": 5}).few == 3


def test_codes_beyond_the_last_bar_stand_together() -> None:
    found = pareto({f"c{n:02}": 20 - n for n in range(12)}, most=5)
    assert len(found.bars) == 5
    assert found.bars[-1].merged == 8
    assert sum(bar.count for bar in found.bars) == found.total == sum(20 - n for n in range(12))
    assert found.bars[-1].cumulative == 10_000
    assert not found.bars[-1].vital


def test_a_pareto_of_nothing_has_no_bars() -> None:
    found = pareto({"a": 0})
    assert (found.bars, found.total, found.few) == ((), 0, 0)


# -- bars, pairs, rates


def test_what_is_undecided_stands_apart_and_is_spread_over_nobody() -> None:
    found = bar_list({"maker": 74, "carrier": 41}, undecided=80)
    assert [(bar.key, bar.value) for bar in found.bars] == [("maker", 74), ("carrier", 41)]
    assert (found.undecided, found.total, found.longest) == (80, 195, 80)
    assert found.share(40) == 0.5


def test_bars_beyond_the_last_one_are_put_together() -> None:
    found = bar_list({str(n): 10 + n for n in range(9)}, most=4)
    assert [bar.merged for bar in found.bars] == [0, 0, 0, 6]
    assert sum(bar.value for bar in found.bars) == found.total


def test_pairs_have_every_month_and_their_sums() -> None:
    found = pairs(["2026-10", "2026-11"], {"2026-10": 6_600}, {"2026-10": 3_500, "2026-11": 30})
    assert [(p.month, p.first, p.second) for p in found.pairs] == [
        ("2026-10", 6_600, 3_500),
        ("2026-11", 0, 30),
    ]
    assert (found.first, found.second, found.open, found.percent) == (6_600, 3_530, 3_070, 53)


def test_months_without_cost_have_no_scale() -> None:
    assert pairs(["2026-10", "2026-11"], {}, {"2026-11": 0}).ticks == (0,)
    found = pairs(["2026-10", "2026-11"], {"2026-10": 6_600}, {})
    assert found.ticks == found.axis.ticks


def test_what_was_earned_goes_below_the_line() -> None:
    assert pairs(["2026-10"], {"2026-10": -200}, {}).axis.low == -200


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (0, 5, 0), (1, 0, None)]
)
def test_percents_are_rounded_half_up(part: int, whole: int, percent: int | None) -> None:
    assert percent_of(part, whole) == percent


def test_a_rate_line_begins_below_what_it_shows() -> None:
    line = rate_line([Rate("2026-W46", 84, 100), Rate("2026-W47", 0, 0), Rate("2026-W48", 9, 10)], 85)
    assert line.axis.ticks == (70, 80, 90, 100)
    assert [line.misses(rate) for rate in line.rates] == [True, False, False]
    assert rate_line([Rate("2026-W46", 1, 10)], 85).axis.ticks == (0, 25, 50, 75, 100)


# -- periods


def test_a_period_is_made_of_whole_months_and_the_days_at_its_ends() -> None:
    parts = Period(date(2026, 8, 30), date(2026, 11, 2)).parts()
    assert parts == ("2026-08-30", "2026-08-31", "2026-09", "2026-10", "2026-11-01", "2026-11-02")


def test_every_day_of_a_period_is_in_exactly_one_part() -> None:
    start = date(2025, 12, 28)
    for length in range(1, 90):
        period = last_days(date.fromordinal(start.toordinal() + length - 1), length)
        days = [day for part in period.parts() for day in period.every_day() if day.startswith(part)]
        assert days == list(period.every_day())


def test_months_and_weeks_cross_the_year() -> None:
    assert last_months(date(2026, 2, 10), 4) == Period(date(2025, 11, 1), date(2026, 2, 10))
    assert Period(date(2025, 12, 31), date(2026, 1, 1)).months() == ("2025-12", "2026-01")
    assert week_of(date(2027, 1, 1)) == "2026-W53"


def test_the_period_before_is_as_long() -> None:
    assert Period(date(2026, 11, 1), date(2026, 11, 30)).before() == Period(
        date(2026, 10, 2), date(2026, 10, 31)
    )


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


# -- what counts


def _inspected(**changes: object) -> Inspected:
    usual: dict[str, object] = {
        "status": "Approved",
        "result": "Fail",
        "again": False,
        "superseded": False,
        "approved_on": MAY,
        "market": "EU",
        "maker": "m1",
        "defects": (("L-04", 2), ("C-11", 1), ("L-04", 3)),
    }
    return Inspected(**{**usual, **changes})  # type: ignore[arg-type]  # the names are those above


def test_an_approved_inspection_counts_by_day_and_month_in_its_market_and_in_all() -> None:
    found = count_inspection(_inspected())
    for market in ("EU", "*"):
        for period in ("2026-05-09", "2026-05"):
            assert found[Cell("first", market, period, "Fail")] == 1
            assert found[Cell("defect", market, period, "L-04")] == 5
            assert found[Cell("maker", market, period, "m1/Fail")] == 1
    assert len(found) == 16


def test_a_second_look_is_told_from_the_first() -> None:
    found = count_inspection(_inspected(again=True))
    assert {cell.figure for cell in found} == {"again", "defect", "maker"}


@pytest.mark.parametrize("change", [{"status": "Submitted"}, {"superseded": True}, {"approved_on": None}])
def test_what_is_not_approved_or_was_superseded_counts_for_nothing(change: dict[str, object]) -> None:
    assert count_inspection(_inspected(**change)) == Counter()


def _complained(**changes: object) -> Complained:
    usual: dict[str, object] = {
        "status": "Decided",
        "received_on": MAY,
        "market": "UK",
        "currency": "GBP",
        "shares": (("p1", "maker", 7_000), ("p2", "carrier", 3_000)),
        "costs": (("Booked", 3_990), ("Booked", -400), ("Estimate", 90_000)),
        "recoveries": (AskedBack("p1", "Credited", 2_513, 2_500), AskedBack("p2", "Draft", 1_077, 0)),
    }
    return Complained(**{**usual, **changes})  # type: ignore[arg-type]  # the names are those above


def test_a_claim_counts_for_who_bears_most_and_to_the_cent() -> None:
    found = count_claim(_complained())
    of_may = {(cell.figure, cell.key): n for cell, n in found.items() if cell[1:3] == ("UK", "2026-05")}
    assert of_may == {
        ("claim", "p1/maker"): 1,
        ("borne", "GBP"): 3_590,
        ("asked", "GBP/p1"): 2_513,
        ("recovered", "GBP/p1"): 2_500,
    }


def test_a_claim_is_undecided_until_its_shares_make_the_whole() -> None:
    assert chief_key((("p1", "maker", 9_999),)) == ""
    assert chief_key(()) == ""
    assert chief_key((("p2", "maker", 5_000), ("p1", "carrier", 5_000))) == "p1/carrier"


def test_a_withdrawn_claim_counts_for_nothing() -> None:
    assert count_claim(_complained(status="Withdrawn")) == Counter()
