"""What the rule packs say: all markets, the rules of the house, and the words and sources they share.

Frozen values only; ``qualitydesk.rules`` reads and checks them. What one market asks is in
``domain.markets``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qualitydesk.domain.markets import Market, Regime, Scheme
from qualitydesk.domain.timed_rules import AfterSalesRule, TimedRule
from qualitydesk.domain.values import Bilingual, Confidence, Severity


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    id: str
    title: str
    address: str
    tier: str


@dataclass(frozen=True, slots=True)
class Category:
    """A product category of the pack."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Role:
    """A part a party can play."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class DataElement:
    """Something a party, product or shipment record must be able to hold ("party.postal_address")."""

    code: str
    type: str
    name: Bilingual
    note: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """A number scheme: what it looks like and how it is checked. A bad number warns, it never blocks."""

    code: str
    name: str
    confidence: Confidence
    regex: str = ""
    check: str = ""
    stdnum: str = ""
    alt: str = ""
    sample: str = ""
    note: str = ""
    values: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A public register where a party, a laboratory or a recall can be looked up."""

    looks_up: str
    market: str | None
    name: str
    address: str
    key: str
    confidence: Confidence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What a kind of paper must contain; ``content`` is as the pack writes it."""

    code: str
    name: str
    confidence: Confidence
    content: Mapping[str, object]
    confidence_note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule of the trade or of the house, not of a law ("QR-07"): what, how hard, and from where."""

    id: str
    title: Bilingual
    severity: Severity
    citation: str
    confidence: Confidence
    check: str = ""
    """The name of the check that applies it (a function of the gate, for example)."""
    days: int | None = None
    start: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    switched_off: bool = False
    by_house: bool = False


@dataclass(frozen=True, slots=True)
class RulePack:
    """All markets with the words they share. Rules are chosen by the date of the event that triggers them."""

    id: str
    version: str
    as_of: date
    markets: Mapping[str, Market]
    categories: Mapping[str, Category]
    roles: Mapping[str, Role]
    data_elements: Mapping[str, DataElement]
    identifiers: Mapping[str, IdentifierKind]
    sources: Mapping[str, Source]
    registers: tuple[Register, ...]
    documents: Mapping[str, DocumentForm]
    house: Mapping[str, HouseRule]
    house_clocks: tuple[AfterSalesRule, ...]
    topics: Mapping[str, Bilingual]
    claim_kinds: Mapping[str, Bilingual]
    events: Mapping[str, Bilingual]
    event_aliases: Mapping[str, str]

    def market(self, code: str) -> Market | None:
        """The market called ``code``, or the one a country belongs to ("DE" -> EU)."""
        wanted = code.upper()
        if wanted in self.markets:
            return self.markets[wanted]
        country = wanted.split("-")[0]
        known = (market for market in self.markets.values() if country in (market.code, *market.capitals))
        return next(known, None)

    @property
    def checks(self) -> dict[str, HouseRule]:
        """The rules of the house that are not switched off, by the check they are about; the first counts."""
        found: dict[str, HouseRule] = {}
        for rule in self.house.values():
            if not rule.switched_off:
                found.setdefault(rule.check, rule)
        return found

    def timed(self, rule_id: str) -> TimedRule | None:
        """The rule with a clock called ``rule_id``."""
        of_markets = (rule for market in self.markets.values() for rule in market.timed_rules)
        return next((rule for rule in (*self.house_clocks, *of_markets) if rule.id == rule_id), None)

    def regimes(
        self, market: str, category: str, day: date, procedure: str = "", trade: str = ""
    ) -> tuple[Regime, ...]:
        """The regimes of ``market`` that bind goods of ``category`` on ``day``, see ``Regime.binds``."""
        found = self.market(market)
        return tuple(r for r in found.regimes if r.binds(category, day, procedure, trade)) if found else ()

    def schemes(self, market: str, category: str, day: date) -> tuple[Scheme, ...]:
        """The schemes ``market`` asks of goods of ``category`` on ``day``."""
        found = self.market(market)
        return tuple(s for s in found.schemes if s.asked_of(category, day)) if found else ()
