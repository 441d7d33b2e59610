"""Working days by market: what the law adds to the library's lists, and places nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.rules.calendars import calendar_for, easter


@pytest.mark.parametrize(
    ("code", "day", "working"),
    [
        ("CN", date(2026, 10, 10), True),
        ("CN", date(2026, 2, 14), True),
        ("CN", date(2026, 10, 7), False),
        ("CN", date(2026, 10, 17), False),
        ("JP", date(2026, 12, 29), False),
        ("JP", date(2026, 12, 28), True),
        ("JP", date(2024, 1, 3), False),
        ("JP", date(2024, 1, 4), True),
        ("KR", date(2026, 6, 3), False),
        ("KR", date(2026, 3, 2), False),
        ("AU-ACT", date(2026, 3, 9), False),
        ("AU", date(2026, 3, 9), True),
        ("US", date(2026, 7, 3), False),
        ("US", date(2027, 12, 31), False),
        ("SA", date(2026, 11, 13), False),
        ("SA", date(2026, 11, 15), True),
        ("RU", date(2025, 11, 1), True),
        ("RU", date(2026, 1, 8), False),
        ("BR", date(2026, 2, 17), True),
        ("DE-BY", date(2026, 1, 6), False),
        ("DE", date(2026, 1, 6), True),
        ("FR-57", date(2026, 12, 26), False),
        ("FR", date(2026, 12, 28), True),
        ("FR-67", date(2026, 12, 26), False),
        ("FR-75", date(2027, 3, 26), True),
        ("FR-67", date(2027, 3, 26), False),
        ("CN-ZJ", date(2026, 10, 10), True),
        ("US-CA", date(2026, 10, 12), False),
        ("US-CA", date(2026, 11, 27), True),
        ("EU", date(2026, 12, 25), False),
        ("EU", date(2026, 12, 28), True),
        ("GR", date(2026, 4, 13), False),
        ("EL", date(2026, 4, 13), False),
    ],
)
def test_working_days(code: str, day: date, working: bool) -> None:
    assert calendar_for(code).is_working(day) is working


@pytest.mark.parametrize(
    ("code", "day", "holiday"),
    [
        ("CA", date(2026, 11, 7), False),
        ("CA", date(2026, 11, 8), True),
        ("CA", date(2026, 4, 6), True),
        ("CA", date(2026, 5, 18), True),
        ("CA", date(2026, 9, 30), True),
        ("CA", date(2029, 7, 1), True),
        ("CA", date(2029, 7, 2), True),
        ("CA", date(2026, 12, 26), False),
        ("CA-ON", date(2026, 9, 30), False),
        ("CA-ON", date(2026, 12, 26), True),
        ("CA-ON", date(2027, 12, 27), True),
        ("CA-ON", date(2026, 12, 28), False),
        ("CA-ON", date(2028, 1, 3), False),
        ("CA-ON", date(2023, 1, 2), True),
        ("CA-BC", date(2026, 8, 3), True),
        ("CA-BC", date(2026, 9, 30), True),
        ("CA-QC", date(2026, 6, 24), True),
        ("CA-QC", date(2026, 11, 11), False),
        ("CA-AB", date(2026, 7, 1), True),
    ],
)
def test_canadian_holidays_for_time_limits(code: str, day: date, holiday: bool) -> None:
    assert calendar_for(code).is_holiday(day) is holiday


@pytest.mark.parametrize("code", ["XX", "DE-ZZ", "", "CA-ZZ", "-", "DE-BY-X", "../x"])
def test_an_unknown_place_is_refused(code: str) -> None:
    with pytest.raises(RuleBroken):
        calendar_for(code)


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_lists_not_published_yet_are_provisional() -> None:
    assert not calendar_for("CN").is_provisional(date(2026, 12, 1), date(2026, 12, 31))
    assert calendar_for("CN").is_provisional(date(2026, 12, 31), date(2027, 1, 4))
    assert not calendar_for("US").is_provisional(date(2031, 1, 1), date(2031, 1, 2))


def test_a_country_whose_parts_differ_says_so() -> None:
    assert calendar_for("DE").regional
    assert not calendar_for("DE-BE").regional
    assert calendar_for("CA-AB").regional


@pytest.mark.parametrize(
    ("speaks", "year"), [("", 2031), ("de_DE.UTF-8", 2032), ("zh_CN.UTF-8", 2033), ("en_US.UTF-8", 2034)]
)
def test_an_estimated_feast_is_known_whatever_the_system_speaks(
    monkeypatch: pytest.MonkeyPatch, speaks: str, year: int
) -> None:
    """Each year is read for the first time here: a list is kept."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, speaks)
    assert calendar_for("SA").is_provisional(date(year, 1, 1), date(year, 12, 31))
