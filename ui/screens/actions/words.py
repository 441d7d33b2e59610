"""Words and cells that both lists share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ui.kit.cells import Status

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

NOTHING = "—"
NEAR_DAYS = 3


def due(tr: Translator, day: date | None, today: date, *, over: bool = False) -> Status | str:
    """The days left to a day; nothing once it is ``over`` or without one."""
    if day is None:
        return NOTHING
    left = (day - today).days
    if over:
        return tr.day_month(day)
    if left < 0:
        return Status("Overdue", tr("{n} overdue", n=tr.days_left(-left)))
    return Status("Open", tr.days_left(left), "hourglass", "warn" if left <= NEAR_DAYS else "mute")
