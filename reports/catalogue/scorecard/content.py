"""What the scorecard of a trading party states, frozen. It may go to the party: no other one is named."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from qualitydesk.domain.values import Bilingual
from qualitydesk.services.compliance import AskedBack, BorneClaim, InspectionLine
from reports.kit.heads import Head


@dataclass(frozen=True, slots=True)
class StretchLine:
    """A quarter or the year, ready to print; "" where nothing is known."""

    start: date
    end: date
    events: int
    lots: str
    claims: str
    papers: str
    paid: str
    points: int | None


@dataclass(frozen=True, slots=True)
class LackingPaper:
    """A paper that a market asks for and that is not in force for a product of the party."""

    sku: str
    market: str
    scheme: Bilingual
    state: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything on the paper, in the order of the paper; ``low`` and ``least`` are the house's limits."""

    name: Bilingual
    code: str
    roles: tuple[str, ...]
    address: str
    contact: str
    year: StretchLine
    change: str
    heads: tuple[Head, ...]
    quarters: tuple[StretchLine, ...]
    low: int
    least: int
    per_claim: int
    papers: tuple[LackingPaper, ...]
    claims: tuple[BorneClaim, ...]
    recoveries: tuple[AskedBack, ...]
    inspections: tuple[InspectionLine, ...]

    @property
    def is_low(self) -> bool:
        """Whether the points are under the mark."""
        return self.year.points is not None and self.year.points < self.low


def without(content: Scorecard, left_out: AbstractSet[str]) -> Scorecard:
    """The same paper less the blocks that were not chosen."""
    lists = ("papers", "claims", "recoveries", "inspections")
    empty: dict[str, object] = {name: () for name in lists if name in left_out}
    return replace(content, **empty)  # type: ignore[arg-type]  # names of fields
