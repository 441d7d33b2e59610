"""What the release gate looks at, and how its findings are written.

Only frozen facts and the makers of findings; the reasons themselves are in gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qualitydesk.domain.certification.coverage import Cell
from qualitydesk.domain.parties.vetting import VettingResult
from qualitydesk.domain.recalled import NamedBy
from qualitydesk.domain.rules import HouseRule
from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.duties import DutyFacts, PartyFacts, ProductFacts
from qualitydesk.domain.shipments.responsibility import Journey, Resolved
from qualitydesk.domain.values import NOTHING, Bilingual, Confidence, Finding, Message, Severity


class LotFacts(NamedTuple):
    """A lot and what the last inspection of it says."""

    id: str
    number: str
    status: str
    decision: str = ""
    inspection: str = ""
    inspection_id: str = ""
    inspection_status: str = ""
    units_done: int = 0
    sample_size: int = 0
    inspector: Bilingual = NOTHING

    @property
    def released(self) -> bool:
        """Approved with decision Release, and nothing put the lot aside since."""
        return self._decided("Release")

    @property
    def concession(self) -> bool:
        """Approved to be used as it is, and nothing put the lot aside since."""
        return self._decided("Use as is")

    def _decided(self, decision: str) -> bool:
        decided = self.inspection_status == "Approved" and self.decision == decision
        return decided and self.status in ("Open", "Released")


class LineFacts(NamedTuple):
    """One line of the shipment; a line may still lack its lot."""

    id: str
    line_no: int
    product: ProductFacts
    lot: LotFacts | None
    quantity: int
    value_minor: int = 0


class RecallFacts(NamedTuple):
    """A recall that touches a product or lot of the shipment."""

    id: str
    number: str
    title: str
    subject: str
    by: NamedBy | None = None
    """What the publication and the goods have in common; None: the lot is marked as recalled."""


class PartnerFacts(NamedTuple):
    """A payment or logistics party of the shipment and the verdict on its file."""

    party: PartyFacts
    role: str
    vetting: VettingResult


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """A dated permission to pass one finding."""

    finding: str
    rule: str
    subject: str
    valid_to: date
    granted_by: Bilingual
    reason: str

    def lifts(self, finding: Finding, day: date) -> bool:
        same = self.finding == finding.id and self.rule in ("", finding.rule)
        return same and self.subject in ("", finding.subject) and day <= self.valid_to


@dataclass(frozen=True, slots=True)
class GateFacts:
    """Everything the gate looks at, gathered before it runs. ``today`` is the day it is run."""

    shipment_id: str
    number: str
    journey: Journey
    market_name: Bilingual
    today: date
    lines: tuple[LineFacts, ...]
    duties: tuple[DutyFacts, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    cells: tuple[Cell, ...] = ()
    legs: tuple[LegFacts, ...] = ()
    recalls: tuple[RecallFacts, ...] = ()
    partners: tuple[PartnerFacts, ...] = ()
    exceptions: tuple[ExceptionFacts, ...] = ()
    declared_minor: int | None = None
    market_known: bool = True
    """Whether there is a rule pack for the market."""
    house: Mapping[str, HouseRule] = field(default_factory=dict)
    """The rules of the house in force, by the check they are about."""


def house_rule(facts: GateFacts, check: str, severity: Severity, citation: str) -> HouseRule:
    """The house's rule for ``check``; where the house has none, how hard it bears and what it rests on."""
    return facts.house.get(check) or _unwritten(check, severity, citation)


@lru_cache(maxsize=256)
def _unwritten(check: str, severity: Severity, citation: str) -> HouseRule:
    return HouseRule(f"house.{check}", Bilingual(check), severity, citation, Confidence.VERIFIED, check)


def by_law(
    kind: str, severity: Severity, title: Message, one: Resolved, subject: str, detail: Message | None = None
) -> Finding:
    """A finding under the law that asks for a duty; its fix is to name somebody."""
    regime = one.required.regime
    fix = "" if severity is Severity.PASS else "declare_duty"
    target = one.required.product.id
    cited = Bilingual(regime.law)
    return Finding(kind, severity, title, subject, regime.id, cited, regime.confidence, detail, fix, target)


def by_house(
    kind: str,
    title: Message,
    rule: HouseRule,
    subject: str,
    *,
    detail: Message | None = None,
    fix: str = "",
    target: str = "",
) -> Finding:
    """A finding under a rule of the house, as hard as the rule says."""
    cited = Bilingual(rule.citation)
    return Finding(kind, rule.severity, title, subject, rule.id, cited, rule.confidence, detail, fix, target)


def passed(kind: str, title: Message, rule: HouseRule, subject: str) -> Finding:
    """A check that found nothing wrong."""
    cited = Bilingual(rule.citation)
    return Finding(kind, Severity.PASS, title, subject, rule.id, cited, rule.confidence)


_RANKS = {Severity.STOP: 0, Severity.WARN: 1, Severity.PASS: 2}


def hardest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Stops, then warnings, then what passed."""
    return sorted(findings, key=lambda one: _RANKS[one.severity])


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by its kind, subject and title; the hardest comes first."""
    listed = list(findings)
    if len(listed) < 2:
        return listed
    kept: list[Finding] = []
    titles: dict[tuple[str, str], list[Message]] = {}
    for finding in hardest_first(listed):
        told = titles.setdefault((finding.id, finding.subject), [])
        if finding.title not in told:
            told.append(finding.title)
            kept.append(finding)
    return kept
