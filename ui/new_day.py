"""Tells when another day begins while the window stands open: days left and views of "today" are of a day.

The day is that of the company's time zone; what is shown anew then is the shell's.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from ui.context import Context

LOOK_EVERY_MS = 60_000


class NewDay(QObject):
    """``dawned`` comes within a minute of midnight, or of waking up on another day."""

    dawned = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._day: date | None = None
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(LOOK_EVERY_MS)

    def look(self) -> None:
        """Is it still the day that is shown?"""
        before = self._day
        self._day = self._context.desk.today() if self._context.signed_in else None
        if before is not None and self._day is not None and self._day != before:
            self.dawned.emit()
