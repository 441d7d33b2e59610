"""Instants as papers print them: in the zone of the house, to the second."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def house_time(desk: Desk, at: datetime) -> datetime:
    """The same instant by the clock of the house."""
    return at.astimezone(ZoneInfo(desk.house.timezone)).replace(microsecond=0)


def house_day(desk: Desk, at: datetime | None) -> date | None:
    """The day it was at the house; None for what has not happened."""
    return house_time(desk, at).date() if at else None
