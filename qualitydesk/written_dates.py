"""Days, months and instants as people of a language write them; sentences are translated elsewhere."""

from __future__ import annotations

import datetime as dt

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh_CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Calendar:
    """Writes dates in one language, "en" or "zh_CN"."""

    def __init__(self, language: str) -> None:
        self.language = language

    @property
    def chinese(self) -> bool:
        """Whether this says things in Chinese."""
        return self.language == "zh_CN"

    def day_short(self, day: dt.date) -> str:
        """ "Fri 20 Nov" or "11月20日 周五"."""
        weekday = _WEEKDAYS[self.language][day.weekday()]
        if self.chinese:
            return f"{day.month}月{day.day}日 {weekday}"
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]}"

    def day_long(self, day: dt.date) -> str:
        """ "Friday 20 November 2026" or "2026年11月20日 周五"."""
        if self.chinese:
            return f"{self.date(day)} {_WEEKDAYS[self.language][day.weekday()]}"
        return f"{_LONG_WEEKDAYS[day.weekday()]} {day.day} {_LONG_MONTHS[day.month - 1]} {day.year}"

    def date(self, day: dt.date) -> str:
        """ "20 Nov 2026" or "2026年11月20日"."""
        if self.chinese:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def day_month(self, day: dt.date) -> str:
        """ "20 Nov" or "11月20日"."""
        return f"{day.month}月{day.day}日" if self.chinese else f"{day.day} {_MONTHS[day.month - 1]}"

    def month(self, month: str) -> str:
        """ "Nov" or "11月" of "2026-11"."""
        number = int(month[5:7])
        return f"{number}月" if self.chinese else _MONTHS[number - 1]

    def month_of_year(self, month: str) -> str:
        """ "November 2026" or "2026年11月" of "2026-11"."""
        year, number = int(month[:4]), int(month[5:7])
        return f"{year}年{number}月" if self.chinese else f"{_LONG_MONTHS[number - 1]} {year}"

    def instant(self, at: dt.datetime) -> str:
        """ "20 Nov 2026, 14:06" in this computer's zone."""
        local = at.astimezone()
        return (
            f"{self.date(local.date())}, {local:%H:%M}"
            if not self.chinese
            else f"{self.date(local)} {local:%H:%M}"
        )

    def days_left(self, days: int) -> str:
        """ "4 d" or "4 天", thousands apart."""
        return f"{days:,} 天" if self.chinese else f"{days:,} d"
