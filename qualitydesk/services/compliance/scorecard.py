"""The facts of a party's scorecard: twelve months in figures and points, by quarter, and what stands behind
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.credit import PartyFigures, points
from qualitydesk.domain.statistics.periods import Period, last_months, month_end
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, ClaimLine, LiabilityShare, Product, Recovery, t
from qualitydesk.services.compliance.lines import InspectionLine, inspection_lines
from qualitydesk.services.compliance.look import Look, look_at
from qualitydesk.services.compliance.papers import VALID, judged
from qualitydesk.services.compliance.parties import figures_by_party
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import PartyFile, open_party

MONTHS, A_QUARTER = 12, 3
_CLAIM, _SHARE, _BACK = t(Claim), t(LiabilityShare), t(Recovery)
_LINE, _PRODUCT = t(ClaimLine), t(Product)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the time looked at: what happened in it, and the points of it."""

    period: Period
    figures: PartyFigures

    @property
    def points(self) -> int | None:
        """Points of 100; None with too few events."""
        return points(self.figures)


@dataclass(frozen=True, slots=True)
class BorneClaim:
    """A claim of which the party bears a part, in basis points."""

    number: str
    day: date
    product: Bilingual
    kind: str
    status: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class AskedBack:
    """What the party was asked to pay back of a claim; ``paid`` None while nothing was credited."""

    number: str
    claim: str
    asked: Money
    paid: Money | None
    status: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class LackingPaper:
    """A paper that a market asks for and that is not in force for a product of the party."""

    sku: str
    market: str
    scheme: str
    state: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything the scorecard of a party states; ``before`` are the twelve months before."""

    party: PartyFile
    year: Stretch
    before: Stretch
    quarters: tuple[Stretch, ...]
    inspections: tuple[InspectionLine, ...]
    claims: tuple[BorneClaim, ...]
    recoveries: tuple[AskedBack, ...]
    papers: tuple[LackingPaper, ...]


def read_scorecard(desk: Desk, code: str) -> Scorecard:
    """The party with this code in the twelve months that end today. NotFound for an unknown code."""
    party, year = open_party(desk, code), last_months(desk.today(), MONTHS)
    with desk.store.read() as read:
        look = look_at(read, desk, year, party=party.id)
        return Scorecard(
            party=party,
            year=_stretch(look, year),
            before=_stretch(look, last_months(year.start - timedelta(days=1), MONTHS)),
            quarters=tuple(_stretch(look, quarter) for quarter in quarters(year)),
            inspections=tuple(inspection_lines(look)),
            claims=tuple(_claims(look)),
            recoveries=tuple(_recoveries(look)),
            papers=tuple(_lacking(look)),
        )


def quarters(year: Period) -> tuple[Period, ...]:
    """A year of whole months in quarters; the last one ends when the year does."""
    found, start = [], year.start
    while start <= year.end:
        end = start
        for _ in range(A_QUARTER):
            end = month_end(end) + timedelta(days=1)
        found.append(Period(start, min(end - timedelta(days=1), year.end)))
        start = end
    return tuple(found)


def _stretch(look: Look, period: Period) -> Stretch:
    part = look_at(look.read, look.desk, period, party=look.party)
    return Stretch(period, figures_by_party(part).get(look.party, PartyFigures()))


def _claims(look: Look) -> Iterable[BorneClaim]:
    start, end = look.instants()
    first = select(_LINE.c.claim_id, func.min(_LINE.c.id).label("id")).group_by(_LINE.c.claim_id).subquery()
    statement = (
        select(
            *(_CLAIM.c[name] for name in ("number", "received_at", "kind", "status")),
            _SHARE.c.basis_points,
            _PRODUCT.c.name,
            _PRODUCT.c.name_zh,
        )
        .join(_SHARE, _SHARE.c.claim_id == _CLAIM.c.id)
        .outerjoin(first, first.c.claim_id == _CLAIM.c.id)
        .outerjoin(_LINE, _LINE.c.id == first.c.id)
        .outerjoin(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
        .where(
            _SHARE.c.party_id == look.party,
            _SHARE.c.basis_points > 0,
            _CLAIM.c.received_at >= start,
            _CLAIM.c.received_at < end,
            _CLAIM.c.status != "Withdrawn",
        )
        .order_by(_CLAIM.c.received_at, _CLAIM.c.id)
    )
    for row in look.read.all(statement):
        day = row.received_at.astimezone(look.zone).date()
        product = Bilingual(row.name or "", row.name_zh or "")
        yield BorneClaim(row.number, day, product, row.kind, row.status, row.basis_points)


def _recoveries(look: Look) -> Iterable[AskedBack]:
    start, end = look.instants()
    statement = (
        select(_BACK, _CLAIM.c.number.label("claim"))
        .join(_CLAIM, _CLAIM.c.id == _BACK.c.claim_id)
        .where(
            _BACK.c.party_id == look.party,
            _BACK.c.status != "Draft",
            _CLAIM.c.received_at >= start,
            _CLAIM.c.received_at < end,
        )
        .order_by(_CLAIM.c.received_at, _BACK.c.id)
    )
    for row in look.read.all(statement):
        yield AskedBack(
            row.number,
            row.claim,
            Money(row.asked_minor, row.currency),
            None if row.credited_minor is None else Money(row.credited_minor, row.currency),
            row.status,
            row.due_on,
        )


def _lacking(look: Look) -> Iterable[LackingPaper]:
    cells: list[Any] = judged(look, look.period.end).get(look.party, [])
    for cell in sorted(cells, key=lambda one: (one.sku, one.market, one.scheme)):
        if cell.state not in VALID:
            yield LackingPaper(cell.sku, cell.market, cell.scheme, cell.state.value)
