"""The lists behind the figures of a period: which records each number was counted from, as filters of their
list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import CostState
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.statistics.periods import Period, month_end
from qualitydesk.services.figures import Figures
from qualitydesk.store.listings.bearers import ANYBODY, UNDECIDED

Filters = Mapping[str, tuple[str, ...]]
DAY = timedelta(days=1)


def inspections_of(figures: Figures, zone: str, codes: Sequence[str] = ()) -> Filters:
    """The inspections that count in the period; with ``codes`` those that found one of these defects."""
    found = {"status": (InspectionStatus.APPROVED.value,), "approved": _moments(figures.period, zone)}
    return _in_market(found | ({"defect": tuple(codes)} if codes else {}), figures)


def claims_of(figures: Figures, zone: str, bearers: Sequence[str] = (ANYBODY,)) -> Filters:
    """The claims that count in the period, of which one of ``bearers`` ("party/role") bears most."""
    return _in_market({"received": _moments(figures.period, zone), "bearer": tuple(bearers)}, figures)


def undecided_of(figures: Figures, zone: str) -> Filters:
    """The claims of the period whose liability is not decided yet."""
    return claims_of(figures, zone, (UNDECIDED,))


def costs_of(figures: Figures, zone: str, month: str = "", *, recovered: bool = False) -> Filters:
    """The claims whose cost was booked, or of which something was credited, in a month ("2026-11") or in all
    months shown; in the currency of the figures.
    """
    first = (
        {"recovery": (RecoveryStatus.CREDITED.value,)} if recovered else {"cost": (CostState.BOOKED.value,)}
    )
    period = _month(figures.cost_period, month) if month else figures.cost_period
    kept = {"received": _moments(period, zone), "bearer": (ANYBODY,), "currency": (figures.currency,)}
    return _in_market({**first, **kept}, figures)


def _moments(period: Period, zone: str) -> tuple[str, ...]:
    """From which moment until before which, ISO."""
    days = (period.start, period.end + DAY)
    return tuple(datetime.combine(day, time(), ZoneInfo(zone)).isoformat() for day in days)


def _month(whole: Period, month: str) -> Period:
    """The days of a month that lie in the period."""
    first = date.fromisoformat(f"{month}-01")
    return Period(max(first, whole.start), min(month_end(first), whole.end))


def _in_market(filters: dict[str, tuple[str, ...]], figures: Figures) -> Filters:
    return filters | ({"market": (figures.market,)} if figures.market else {})
