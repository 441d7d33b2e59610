"""All rules as one list: who must be named, which papers, which deadlines, and the rules of the house.

The packs are in memory; a page is a slice of them. What a rule decides is the domain's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from qualitydesk.domain.markets import Regime, Scheme
from qualitydesk.domain.rules import HouseRule, RulePack
from qualitydesk.domain.timed_rules import IncidentRule, TimedRule
from qualitydesk.domain.values import NOTHING, Bilingual, Confidence, Cursor, Page, Query
from qualitydesk.services.desk import Desk

HOUSE = "house"
"""Where a market would stand, for rules of the house."""


class RuleKind(StrEnum):
    """What a rule is about."""

    PARTY = "Named party"
    PAPER = "Certificate"
    DEADLINE = "Deadline"
    REPORT = "Incident report"
    CHECK = "House check"
    PROMISE = "House promise"


class RuleState(StrEnum):
    """Whether a rule binds today."""

    IN_FORCE = "In force"
    NOT_YET = "Not yet in force"
    ENDED = "Ended"
    NOT_DATED = "Not dated"
    OFF = "Switched off"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule of the list. ``changed``: the company set it otherwise than the pack."""

    id: str
    market: str
    kind: RuleKind
    topic: Bilingual
    title: Bilingual
    law: str
    since: date | None
    until: date | None
    confidence: Confidence
    state: RuleState
    changed: bool


Rule = Regime | Scheme | TimedRule | HouseRule


def all_rules(pack: RulePack) -> Iterator[tuple[RuleKind, Rule]]:
    """Every rule with its kind, markets first."""
    for market in pack.markets.values():
        yield from ((RuleKind.PARTY, one) for one in market.regimes)
        yield from ((RuleKind.PAPER, one) for one in market.schemes)
        yield from ((_kind_of(one), one) for one in market.timed_rules)
    yield from ((RuleKind.CHECK, one) for one in pack.house.values())
    yield from ((RuleKind.PROMISE, one) for one in pack.house_clocks)


def _kind_of(rule: TimedRule) -> RuleKind:
    return RuleKind.REPORT if isinstance(rule, IncidentRule) else RuleKind.DEADLINE


def row_of(pack: RulePack, kind: RuleKind, rule: Rule, today: date) -> RuleRow:
    """A rule as the list shows it."""
    return RuleRow(
        id=rule.id,
        market=getattr(rule, "market", "") or HOUSE,
        kind=kind,
        topic=pack.topics.get(rule.topic, Bilingual(rule.topic)) if isinstance(rule, TimedRule) else NOTHING,
        title=title_of(rule),
        law=law_of(rule),
        since=rule.effective_from,
        until=rule.effective_to,
        confidence=rule.confidence,
        state=state_of(rule, today),
        changed=rule.by_house,
    )


def title_of(rule: Rule) -> Bilingual:
    """What a rule is called."""
    if isinstance(rule, Regime):
        return rule.applies_to
    return rule.name if isinstance(rule, Scheme) else rule.title


def law_of(rule: Rule) -> str:
    """Where it stands."""
    if isinstance(rule, Scheme):
        return rule.code
    return rule.citation if isinstance(rule, HouseRule) else rule.law


def state_of(rule: Rule, today: date) -> RuleState:
    """Whether it binds today."""
    if rule.switched_off:
        return RuleState.OFF
    if isinstance(rule, Regime) and rule.not_yet_dated:
        return RuleState.NOT_DATED
    if rule.effective_from and today < rule.effective_from:
        return RuleState.NOT_YET
    return RuleState.ENDED if rule.effective_to and today > rule.effective_to else RuleState.IN_FORCE


# -- the list

_Value = Callable[[RuleRow], str]
FILTERS: Mapping[str, _Value] = {
    "id": lambda row: row.id,
    "market": lambda row: row.market,
    "kind": lambda row: row.kind.value,
    "topic": lambda row: row.topic.en,
    "confidence": lambda row: row.confidence.value,
    "state": lambda row: row.state.value,
    "changed": lambda row: "yes" if row.changed else "no",
}
ORDERS: Mapping[str, Callable[[RuleRow], Any]] = {
    "law": lambda row: (row.law.casefold(), row.id),
    "since": lambda row: (row.since or date.min, row.id),
    "market": lambda row: (row.market, row.id),
    "kind": lambda row: (row.kind.value, row.market, row.id),
}


def rows(desk: Desk, query: Query) -> list[RuleRow]:
    """All rules that ``query`` lets through, in its order; without one as the packs have them."""
    pack, today = desk.rules, desk.today()
    found = [row_of(pack, kind, rule, today) for kind, rule in all_rules(pack)]
    kept = [row for row in found if _lets(query, row)]
    order = ORDERS.get(query.order)
    return sorted(kept, key=order, reverse=query.descending) if order else kept


def _lets(query: Query, row: RuleRow) -> bool:
    chosen = ((FILTERS[name], values) for name, values in query.filters.items() if values)
    return all(value(row) in values for value, values in chosen) and _said(row, query.text)


def _said(row: RuleRow, words: str) -> bool:
    """Whether every word stands somewhere in the row."""
    if not words.strip():
        return True
    parts = (row.id, row.market, row.title.en, row.title.zh, row.law, row.topic.en, row.topic.zh)
    text = " ".join(parts).casefold()
    return all(word in text for word in words.casefold().split())


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 60) -> Page[RuleRow]:
    """The next rules.

    Filters: market ("house"), kind, topic, confidence, state, changed, id. Orders: law, since, market.
    """
    start = after[0] if after and isinstance(after[0], int) else 0
    found = rows(desk, query)
    end = start + limit
    return Page(tuple(found[start:end]), (end,) if end < len(found) else None)


def count(desk: Desk, query: Query) -> int:
    """How many rules the list has."""
    return len(rows(desk, query))


def counts(desk: Desk, queries: Mapping[str, Query]) -> dict[str, int]:
    """The same for several lists at once."""
    return {name: count(desk, query) for name, query in queries.items()}


def topics(pack: RulePack) -> Iterable[Bilingual]:
    """The topics that deadlines have."""
    return pack.topics.values()
