"""What one market asks: whom its laws want named, the papers it knows, its clocks, its disputes.

Frozen values only; ``qualitydesk.rules`` reads and checks them, the gate, the coverage matrix and the
deadline engine decide with them. Clocks are in ``domain.timed_rules``, all markets together in
``domain.rules``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qualitydesk.domain.timed_rules import AfterSalesRule, IncidentRule, Period, TimedRule, Unit
from qualitydesk.domain.values import NOTHING, Bilingual, Confidence, Message, marked_law, msg

EVERY_CATEGORY = "general_consumer"
"""The category that stands for any consumer product."""


def _in_force(since: date | None, until: date | None, day: date) -> bool:
    return not ((since and day < since) or (until and day > until))


class Need(StrEnum):
    """Whether a regime always names a party, or only under the condition its label states."""

    ALWAYS = "always"
    CONDITIONAL = "conditional"


Said = Message | Bilingual


def as_known(words: Said, confidence: Confidence) -> Said:
    """The words of the packs, marked where nobody read them in the source."""
    return words if confidence is Confidence.VERIFIED else msg("{law} · not verified", law=words)


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence about the law, how sure it is, and where it stands."""

    text: Bilingual
    confidence: Confidence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something must be kept, from which event."""

    period: Period
    start: str
    what: Bilingual
    confidence: Confidence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A role that a regime wants named, with what it means there."""

    role: str
    label: Bilingual
    need: Need


@dataclass(frozen=True, slots=True)
class Regime:
    """A law that wants somebody named for the goods: who, with which data, from when."""

    id: str
    market: str
    law: str
    applies_to: Bilingual
    categories: tuple[str, ...]
    named_parties: tuple[NamedParty, ...]
    data_elements: tuple[str, ...]
    confidence: Confidence
    effective_from: date | None = None
    effective_to: date | None = None
    effective_note: Bilingual = NOTHING
    effective_from_ftz: date | None = None
    """From when it binds goods entered from a foreign trade zone."""
    not_yet_dated: bool = False
    """Adopted, but its day of effect is not known: it never binds, it is only shown."""
    resolution_order: tuple[str, ...] = ()
    block_if_none: bool = False
    except_categories: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    """Customs procedures it is limited to (1210, 9610); empty: all."""
    except_modes: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()
    """Trade modes it is limited to (B2C); empty: all."""
    listing_elements: tuple[Bilingual, ...] = ()
    inspection_record_elements: tuple[Bilingual, ...] = ()
    facts: tuple[Fact, ...] = ()
    retentions: tuple[Retention, ...] = ()
    switched_off: bool = False
    by_house: bool = False

    def binds(self, category: str, day: date, procedure: str = "", trade: str = "") -> bool:
        """Whether goods of ``category`` fall under it on ``day`` ("general_consumer" stands for every one).

        ``procedure`` is the customs procedure ("1210"), ``trade`` the trade mode ("B2C"); an unknown one is
        empty and excludes nothing.
        """
        if (
            self.switched_off
            or self.not_yet_dated
            or not _in_force(self.effective_from, self.effective_to, day)
        ):
            return False
        if procedure and ((self.modes and procedure not in self.modes) or procedure in self.except_modes):
            return False
        if (self.trade and trade and trade not in self.trade) or category in self.except_categories:
            return False
        return category in self.categories or EVERY_CATEGORY in self.categories


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a certificate of a scheme lives by default; ``period.amount`` None: no fixed end."""

    period: Period
    note: Bilingual = NOTHING
    may_run_longer: bool = False
    """The period is only the usual one, or a paper is renewed under the same number."""

    @property
    def longest_years(self) -> int | None:
        """Whole years that no paper outlives; None where there is no such limit."""
        limited = self.period.unit is Unit.YEARS and not self.may_run_longer
        return self.period.amount if limited else None


class Numbered(StrEnum):
    """Whose number the pattern of a scheme describes."""

    PAPER = "paper"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A certification, registration or declaration that a market knows."""

    code: str
    market: str
    name: Bilingual
    attestation: str
    bodies: Bilingual
    categories: tuple[str, ...]
    validity: Validity
    statuses: tuple[str, ...]
    confidence: Confidence
    confidence_note: Bilingual = NOTHING
    category_note: Bilingual = NOTHING
    regex: str = ""
    numbered: Numbered = Numbered.PAPER
    number_structure: Bilingual = NOTHING
    sample: str = ""
    lookup: Bilingual = NOTHING
    status_native: Mapping[str, str] = field(default_factory=dict)
    accepts: tuple[str, ...] = ()
    per_shipment: bool = False
    held_by_maker: bool = False
    """Granted to the manufacturer alone: another holder is doubtful."""
    certificate_elements: tuple[Bilingual, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    sources: tuple[str, ...] = ()
    switched_off: bool = False
    by_house: bool = False

    @property
    def id(self) -> str:
        """The rule id a finding cites: "cn.scheme.CCC"."""
        return f"{self.market.lower()}.scheme.{self.code}"

    @property
    def citation(self) -> Bilingual:
        """The name as a finding cites it, marked when the house changed the rule."""
        if not self.by_house:
            return self.name
        return Bilingual(marked_law(self.name.en), marked_law(self.name.zh or self.name.en))

    def asked_of(self, category: str, day: date) -> bool:
        """Whether goods of ``category`` need it on ``day``."""
        if self.switched_off or not _in_force(self.effective_from, self.effective_to, day):
            return False
        return category in self.categories or EVERY_CATEGORY in self.categories


COST_BEARERS: Mapping[str, Message] = {
    "consumer": msg("the consumer pays"),
    "seller": msg("the seller pays"),
    "producer": msg("the producer pays"),
    "importer": msg("the importer pays"),
    "platform": msg("the platform pays"),
    "per_contract": msg("as the contract says"),
    "per_state_law": msg("as the law of the state says"),
}
"""Who bears a cost, by the word of the rule packs; a test holds them against the packs."""
CONSUMER = "consumer"


@dataclass(frozen=True, slots=True)
class ReturnCost:
    """Who pays the return transport by default."""

    market: str
    change_of_mind: str
    defective: str
    confidence: Confidence
    confidence_note: Bilingual = NOTHING
    note: Bilingual = NOTHING
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeBody:
    """Where a dispute can be taken."""

    name: Bilingual
    law: str
    confidence: Confidence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A change of law that is coming; the date may not be known."""

    day: date | None
    what: Bilingual
    confidence: Confidence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Market:
    """Everything the pack knows of one destination market."""

    code: str
    name: Bilingual
    zone: str
    calendar: str
    capitals: Mapping[str, str]
    """Country or part of the market -> the zone of its authority ("DE" -> "Europe/Berlin")."""
    regimes: tuple[Regime, ...]
    declarant_facts: tuple[Fact, ...]
    schemes: tuple[Scheme, ...]
    after_sales: tuple[AfterSalesRule, ...]
    incidents: tuple[IncidentRule, ...]
    disputes: tuple[DisputeBody, ...]
    upcoming: tuple[Upcoming, ...]
    return_cost: ReturnCost | None

    @property
    def short(self) -> Bilingual:
        """The name without what stands in brackets behind it."""
        return Bilingual(self.name.en.split(" (")[0], self.name.zh.split("（")[0])

    @property
    def timed_rules(self) -> tuple[TimedRule, ...]:
        """After-sales and incident rules together."""
        return (*self.after_sales, *self.incidents)

    def scheme(self, code: str) -> Scheme | None:
        """The scheme called ``code``, if the market knows it."""
        return next((scheme for scheme in self.schemes if scheme.code == code), None)
