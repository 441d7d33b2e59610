"""The manager's report for a period and a market: figures with those of the period before, and what needs a
decision now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.statistics.series import RateLine
from qualitydesk.domain.values import Query
from qualitydesk.services.compliance.lines import ClaimLine, InspectionLine, claim_lines, inspection_lines
from qualitydesk.services.compliance.look import CHUNK, Look, PartOf, departed, look_at
from qualitydesk.services.compliance.papers import judged, papers_in_force
from qualitydesk.services.compliance.parties import PartyLine, standing
from qualitydesk.services.desk import Desk
from qualitydesk.services.figures import Figures, figures, pass_rates
from qualitydesk.services.shipments.at_gate import at_gate
from qualitydesk.services.shipments.facts import every_duty_named
from qualitydesk.services.shipments.gathering import gather_duties
from qualitydesk.store.listings import claims, inspections


@dataclass(frozen=True, slots=True)
class Decisions:
    """What needs somebody now, not in the period: numbers, and the nearest dates."""

    blocked: int
    first_cut_off: datetime | None
    approvals: int
    overdue: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Compliance:
    """Everything that the report states; ``past`` is the period before, for the trends."""

    now: Figures
    past: Figures
    rates: RateLine
    named: PartOf
    named_before: PartOf
    papers: PartOf
    papers_before: PartOf
    parties: tuple[PartyLine, ...]
    decisions: Decisions
    inspections: tuple[InspectionLine, ...]
    claims: tuple[ClaimLine, ...]


def read_compliance(desk: Desk, period: Period, market: str = "") -> Compliance:
    """Gather the report in one look at the database."""
    with desk.store.read() as read:
        look = look_at(read, desk, period, market)
        before = look_at(read, desk, period.before(), market)
        return Compliance(
            now=figures(read, desk, period, market),
            past=figures(read, desk, before.period, market),
            rates=pass_rates(read, period, market),
            named=_named(look),
            named_before=_named(before),
            papers=papers_in_force(look, period.end),
            papers_before=papers_in_force(look, before.period.end),
            parties=standing(look, before),
            decisions=_decisions(look),
            inspections=tuple(inspection_lines(look)),
            claims=tuple(claim_lines(look)),
        )


def _named(look: Look) -> PartOf:
    """Shipments in which every duty that the market asks for has a name."""
    keys, named = [row.id for row in departed(look)], 0
    for start in range(0, len(keys), CHUNK):
        found = gather_duties(look.read, keys[start : start + CHUNK])
        named += sum(every_duty_named(look.desk, found, row) for row in found.shipments)
    return PartOf(named, len(keys))


def _decisions(look: Look) -> Decisions:
    blocked = [one for one in at_gate(look.read, look.desk, look.market) if one.blocked]
    today = look.desk.today()
    of_market = {"market": (look.market,)} if look.market else {}
    late = {"view": ("open",), "due_until": ((today - timedelta(days=1)).isoformat(),), **of_market}
    submitted = {"status": (InspectionStatus.SUBMITTED.value,), **of_market}
    cells = [row for rows in judged(look, today).values() for row in rows]
    return Decisions(
        blocked=len(blocked),
        first_cut_off=next((one.cut_off_at for one in blocked if one.cut_off_at is not None), None),
        approvals=inspections.count(look.read, Query(submitted)),
        overdue=claims.count(look.read, Query(late)),
        doubtful=sum(row.state in (Coverage.DOUBTFUL, Coverage.EXPIRED) for row in cells),
    )
