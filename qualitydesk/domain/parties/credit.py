"""The credit of a trading party in a period: points from what it did, each part shown, what is unknown left
out.

The parts are equal; silence is no fault and no merit, so a part without events does not count, and a party
with few events gets no points at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_EVENTS = 5
"""With fewer events there are no points."""
LOW = 65
"""Below so many points a party is marked."""
PER_CLAIM = 8
"""Points that one claim in a thousand units costs."""


class Part(StrEnum):
    """What the points are made of."""

    LOTS = "Lots passed"
    PAPERS = "Papers in order"
    RECOVERED = "Asked back, paid"
    CLAIMS = "Claims / 1,000"


@dataclass(frozen=True, slots=True)
class PartyFigures:
    """What happened with a party in a period; a whole of 0 means that nothing is known of that part.

    Lots passed of lots inspected; claims it is liable for and units that went through its hands; papers in
    force of papers asked for; paid of what was asked back, in minor units of one currency.
    """

    lots_passed: int = 0
    lots: int = 0
    claims: int = 0
    units: int = 0
    papers_valid: int = 0
    papers: int = 0
    paid: int = 0
    asked: int = 0
    recoveries: int = 0

    @property
    def events(self) -> int:
        """How many events speak for or against the party."""
        return self.lots + self.claims + self.papers + self.recoveries

    @property
    def claims_per_thousand(self) -> float | None:
        """Claims in a thousand units; None without units."""
        return 1000 * self.claims / self.units if self.units else None

    def parts(self) -> Mapping[Part, float]:
        """Points of 100 for each part that is known."""
        shares = {
            Part.LOTS: (self.lots_passed, self.lots),
            Part.PAPERS: (self.papers_valid, self.papers),
            Part.RECOVERED: (self.paid, self.asked),
        }
        known = {part: 100.0 * some / whole for part, (some, whole) in shares.items() if whole > 0}
        rate = self.claims_per_thousand
        return known if rate is None else known | {Part.CLAIMS: max(0.0, 100.0 - PER_CLAIM * rate)}


def points(figures: PartyFigures) -> int | None:
    """Points of 100, rounded; None with too few events or nothing known."""
    parts = figures.parts()
    if figures.events < LEAST_EVENTS or not parts:
        return None
    return rounded(sum(parts.values()) / len(parts))


def rounded(value: float) -> int:
    """Points as they are shown: whole, a half upwards."""
    return int(value + 0.5)
