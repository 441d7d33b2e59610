"""A month to pick a day from, in the colours of the house: weeks begin on Monday and bear their numbers.

Where it opens and what becomes of the day is its owner's.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui.kit.theme import Theme

TURNS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
"""What Qt calls its buttons, and their icons."""


class Calendar(QCalendarWidget):
    """Days of the month in full ink, their names and the weeks in grey, today in accent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(theme.font("body", figures=True))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setHeaderTextFormat(self._ink("text-3"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, self._ink("text-2"))
        today = self._ink("accent")
        today.setFontWeight(QFont.Weight.DemiBold)
        self.setDateTextFormat(QDate.currentDate(), today)
        for name, icon in TURNS.items():
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(theme.icon(icon))
                button.setIconSize(QSize(theme.px(16), theme.px(16)))

    def show_day(self, day: date) -> None:
        """Turn to that day."""
        self.setSelectedDate(QDate(day.year, day.month, day.day))

    def _ink(self, token: str) -> QTextCharFormat:
        worn = QTextCharFormat()
        worn.setForeground(self._theme.colour(token))
        worn.setBackground(self._theme.colour("surface"))
        return worn
