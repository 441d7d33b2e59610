"""Working days of the places where acts are done, over the ``holidays`` library with what the law adds to it.

``holidays`` is imported when the first calendar is asked for. Canada's lists are our own: its holidays for
time limits are not the days off that the library knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from qualitydesk.domain.claims.counting import WorkingDays
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg

ANY_UNION_STATE = "EU"
_WEEKEND = frozenset({5, 6})
_SUNDAY = 6
_SATURDAY = 5
_SAUDI_WEEKEND = frozenset({4, 5})
_REGIONAL = frozenset({"DE", "ES", "FR", "CA", "AU", ANY_UNION_STATE})
_COUNTRY_OF = {"UK": "GB", "EL": "GR"}
_LAST_KNOWN_YEAR = {"KR": 2027}
_DECREED = ("CN", "RU")
_NATIONAL_ONLY = frozenset({"US"})
"""Time limits count the national days off, whatever a state adds or leaves out (16 CFR 1115.14(a))."""
_ALL_OTHERS_NATIONAL = frozenset({"FR", "NL", "BE"})
_SAME_LIST = {"FR-67": "6AE", "FR-68": "6AE"}
_PART = re.compile(r"[A-Z0-9]{1,3}")
_NAMED_IN = "en_US"
"""Whatever language the system speaks: names tell which days are estimates."""
_ESTIMATED = ("Eid", "Arafah")
_ANY_YEAR = 2026
_MARGIN = timedelta(days=2)


def calendar_for(code: str) -> WorkingDays:
    """The calendar of a country or country-subdivision ("DE", "DE-BY", "CA-ON", "EU" when no state is known).

    Raises ``RuleBroken`` for a code nobody knows.
    """
    country, _, part = code.strip().upper().partition("-")
    return _calendar(_COUNTRY_OF.get(country, country), part)


@lru_cache(maxsize=64)
def _calendar(country: str, part: str) -> WorkingDays:
    if country == "CA":
        if part and part not in _CANADIAN_PARTS:
            raise _unknown(f"CA-{part}")
        return CanadianDays(part)
    if country == ANY_UNION_STATE and not part:
        return UnionDays()
    if not country:
        raise _unknown(part)
    return ListedDays(country, part, _listed_part(country, part))


def _listed_part(country: str, part: str) -> str:
    """The part whose own holidays the list knows; empty where the country's list holds there too."""
    if not part or country in _NATIONAL_ONLY:
        _year(country, "", _ANY_YEAR)
        return ""
    listed = _SAME_LIST.get(f"{country}-{part}", part)
    try:
        _year(country, listed, _ANY_YEAR)
    except RuleBroken:
        whole = _year(country, "", _ANY_YEAR)
        if not _PART.fullmatch(part) or (whole.has_parts and country not in _ALL_OTHERS_NATIONAL):
            raise
        return ""
    return listed


def _unknown(code: str) -> RuleBroken:
    text = msg("No calendar of working days is known for “{code}”.", code=code)
    return RuleBroken(text, fields={"calendar": text})


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of the library's list, never changed again, so that readers in several threads agree."""

    off: Mapping[date, str]
    worked: frozenset[date]
    last_decreed: int | None
    has_parts: bool


@lru_cache(maxsize=256)
def _year(country: str, part: str, year: int) -> _Year:
    import holidays

    try:
        # The neighbours bring holidays observed across the turn of the year.
        days = holidays.country_holidays(
            country,
            subdiv=part or None,
            years=(year - 1, year, year + 1),
            expand=False,
            language=_NAMED_IN,
        )
    except NotImplementedError as error:
        raise _unknown(f"{country}-{part}" if part else country) from error
    decreed: Mapping[int, object] = getattr(days, "special_public_holidays", {})
    return _Year(
        off={day: name for day, name in days.items() if day.year == year},
        worked=frozenset(day for day in days.weekend_workdays if day.year == year),
        last_decreed=max(decreed, default=None) if country in _DECREED else _LAST_KNOWN_YEAR.get(country),
        has_parts=bool(days.subdivisions),
    )


@dataclass(frozen=True, slots=True)
class ListedDays:
    """A country's calendar from the library; worked weekends are working days."""

    country: str
    part: str = ""
    listed: str = ""

    @property
    def code(self) -> str:
        return f"{self.country}-{self.part}" if self.part else self.country

    @property
    def version(self) -> str:
        return f"holidays {_library_version()}"

    @property
    def regional(self) -> bool:
        return not self.part and self.country in _REGIONAL

    def is_working(self, day: date) -> bool:
        listed = _year(self.country, self.listed, day.year)
        if day in listed.worked:
            return True
        weekend = _SAUDI_WEEKEND if self.country == "SA" else _WEEKEND
        return day not in listed.off and not self._closed_by_law(day) and day.weekday() not in weekend

    def is_holiday(self, day: date) -> bool:
        return not self.is_working(day)

    def is_provisional(self, first: date, last: date) -> bool:
        if self.country == "SA":
            return self._touches_estimate(first - _MARGIN, last + _MARGIN)
        known = _year(self.country, self.listed, last.year).last_decreed
        return known is not None and last.year > known

    def _touches_estimate(self, first: date, last: date) -> bool:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        names = (_year(self.country, self.listed, day.year).off.get(day, "") for day in days)
        return any(word in name for name in names for word in _ESTIMATED)

    def _closed_by_law(self, day: date) -> bool:
        """Japan: administrative organs rest 29 December to 3 January (Act 91 of 1988)."""
        return self.country == "JP" and (day.month, day.day) in _JAPANESE_NEW_YEAR


@lru_cache(maxsize=1)
def _library_version() -> str:
    from importlib.metadata import version

    return version("holidays")


_JAPANESE_NEW_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)})


@dataclass(frozen=True)
class UnionDays:
    """A Union state nobody named: weekends and the two days that are holidays in all of them."""

    code: str = ANY_UNION_STATE
    version: str = "weekends, 1 January, 25 December"
    regional: bool = True

    def is_working(self, day: date) -> bool:
        return day.weekday() not in _WEEKEND and (day.month, day.day) not in {(1, 1), (12, 25)}

    def is_holiday(self, day: date) -> bool:
        return not self.is_working(day)

    def is_provisional(self, first: date, last: date) -> bool:
        return False


@dataclass(frozen=True)
class CanadianDays:
    """Holidays for time limits (Interpretation Act s 35, Legislation Act, 2006 s 88): a Saturday is none."""

    part: str = ""
    version: str = "Interpretation Act s 35; Legislation Act, 2006 s 88"
    _years: dict[int, frozenset[date]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def code(self) -> str:
        return f"CA-{self.part}" if self.part else "CA"

    @property
    def regional(self) -> bool:
        return self.part not in _PROVINCES

    def is_holiday(self, day: date) -> bool:
        if day.year not in self._years:
            self._years[day.year] = _PROVINCES.get(self.part, _federal)(day.year)
        return day.weekday() == _SUNDAY or day in self._years[day.year]

    def is_working(self, day: date) -> bool:
        return day.weekday() != _SATURDAY and not self.is_holiday(day)

    def is_provisional(self, first: date, last: date) -> bool:
        return False


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    turn = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * turn) // 451
    month, day = divmod(h + turn - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _federal(year: int) -> frozenset[date]:
    sunday = easter(year)
    victoria = date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday())
    canada_day = date(year, 7, 2) if date(year, 7, 1).weekday() == _SUNDAY else date(year, 7, 1)
    return frozenset(
        {
            date(year, 1, 1),
            sunday - timedelta(days=2),
            sunday + timedelta(days=1),
            victoria,
            canada_day,
            _nth(year, 9, 0, 1),
            date(year, 9, 30),
            _nth(year, 10, 0, 2),
            date(year, 11, 11),
            date(year, 12, 25),
        }
    )


def _ontario(year: int) -> frozenset[date]:
    days = (_federal(year) - {date(year, 9, 30)}) | {_nth(year, 2, 0, 3), date(year, 12, 26)}
    if date(year, 1, 1).weekday() == _SUNDAY:
        days |= {date(year, 1, 2)}
    if date(year, 12, 25).weekday() in _WEEKEND:
        days |= {date(year, 12, 27)}
    return days


def _british_columbia(year: int) -> frozenset[date]:
    return _federal(year) | {_nth(year, 2, 0, 3), _nth(year, 8, 0, 1), date(year, 12, 26)}


def _quebec(year: int) -> frozenset[date]:
    return (_federal(year) - {date(year, 9, 30), date(year, 11, 11)}) | {date(year, 6, 24)}


_PROVINCES: Mapping[str, Callable[[int], frozenset[date]]] = {
    "ON": _ontario,
    "BC": _british_columbia,
    "QC": _quebec,
}
_CANADIAN_PARTS = frozenset({"ON", "BC", "QC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "YT", "NT", "NU"})
