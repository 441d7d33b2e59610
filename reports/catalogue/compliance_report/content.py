"""What the manager's report states, frozen: figures, series, lines of tables. Everything comes computed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from qualitydesk.domain.statistics.series import BarList, Pairs, Pareto, RateLine
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.services.compliance import ClaimLine, InspectionLine
from reports.kit.heads import Head


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is liable, and as what; ``calm`` where nothing is asked back (ourselves, the buyer)."""

    name: Bilingual
    role: str
    calm: bool


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A trading party's line of the credit table, ready to print; "" where nothing is known."""

    name: Bilingual
    role: str
    events: int
    lots: str
    claims: str
    papers: str
    paid: str
    points: int | None
    low: bool
    change: str


@dataclass(frozen=True, slots=True)
class ComplianceReport:
    """Everything on the paper, in the order of the paper."""

    start: date
    end: date
    market: Bilingual
    inspections: int
    shipments: int
    claims: int
    heads: tuple[Head, ...]
    defects: Pareto
    codes: Mapping[str, Bilingual]
    rates: RateLine
    liable: BarList
    bearers: Mapping[str, Bearer]
    costs: Pairs
    currency: str
    other_costs: tuple[tuple[str, str], ...]
    parties: tuple[PartyLine, ...]
    low: int
    least: int
    decisions: tuple[Message, ...]
    inspection_lines: tuple[InspectionLine, ...]
    claim_lines: tuple[ClaimLine, ...]


def without(content: ComplianceReport, left_out: AbstractSet[str]) -> ComplianceReport:
    """The same paper less the blocks that were not chosen."""
    if "parties" in left_out:
        content = replace(content, parties=())
    if "decisions" in left_out:
        content = replace(content, decisions=())
    if "records" in left_out:
        content = replace(content, inspection_lines=(), claim_lines=())
    return content
