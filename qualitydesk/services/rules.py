"""What the rules say of a claim or an incident: which of them bear on it, and their dates. No database.

``deadlines_for(rules, market, claim_kind, events, place=..., ...)`` answers a claim, ``incident_deadlines``
a danger in several markets, ``deadline_of`` one rule. ``events`` maps the pack's event names
(``delivered_to_consumer``, ``complaint_received``, ``withdrawal_notified``, ``goods_received_back``,
``refund_agreed``, ``became_aware`` ...) to a day or an aware instant. A rule whose clock has not started
comes back without a date and with ``awaits``; dates come first, the nearest at the top.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from qualitydesk.domain.claims.counting import Moment, Span, WorkingDays
from qualitydesk.domain.claims.deadlines import COLLECTS, Circumstances, Deadline, deadline, holds
from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.markets import Market
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.timed_rules import Period, Side, Suspension, TimedRule, Unit, ZoneOf


@dataclass(frozen=True, slots=True)
class Place:
    """Where the buyer is and where we act: ISO countries and their parts ("DE", "BY"), the buyer's zone."""

    country: str = ""
    region: str = ""
    zone: str = ""
    house_country: str = ""
    """Where refunds are paid and notices answered; decides their holidays inside the Union."""

    @property
    def code(self) -> str:
        """Country and part as a calendar's code ("DE-BY")."""
        return f"{self.country}-{self.region}" if self.country and self.region else self.country


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a claim beside its events. ``promises`` are our own policies by topic."""

    place: Place = Place()
    category: str = ""
    promises: Mapping[str, Period] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    suspended: tuple[Span, ...] = ()


def deadlines_for(
    rules: RulePack,
    market: str,
    claim_kind: str,
    events: Mapping[str, Moment],
    case: Case | None = None,
) -> tuple[Deadline, ...]:
    """Every date that the law of ``market`` and the house set for a claim of ``claim_kind`` ("defective")."""
    found = market_of(rules, market)
    known = case or Case()
    of_market = (rule for rule in found.timed_rules if bears_on(rule, claim_kind, events, known))
    of_house = (rule for rule in rules.house_clocks if bears_on(rule, claim_kind, events, known))
    chosen = (*of_market, *of_house)
    return in_order(deadline_of(rule, found, events, known) for rule in chosen)


@dataclass(frozen=True, slots=True)
class Questions:
    """What such a claim may be asked for, so that every rule that bears on it can be counted."""

    events: tuple[str, ...]
    """What starts or moves a clock, those that begin one first."""
    by_hour: frozenset[str]
    """The events whose hour counts."""
    facts: tuple[str, ...]
    """What lengthens, brings or takes away a right when it is so ("serious_harm")."""
    stands_still: bool
    """Whether days on which the clock stands still are added."""


def questions_for(rules: RulePack, market: str, claim_kind: str, case: Case | None = None) -> Questions:
    """What to ask about a claim of ``claim_kind`` in ``market``."""
    found, known = market_of(rules, market), case or Case()
    bearing = [
        rule
        for rule in (*found.timed_rules, *rules.house_clocks)
        if bears_on(rule, claim_kind, rule.shown_with, known)
    ]
    begins = [event for rule in bearing for start in rule.counting.starts for event in start.events]
    others = [event for rule in bearing for event in (*rule.counting.events, *rule.shown_with)]
    hours = [rule for rule in bearing if rule.counting.period.unit is Unit.HOURS]
    return Questions(
        events=tuple(name for name in dict.fromkeys([*begins, *others]) if name in rules.events),
        by_hour=frozenset(event for rule in hours for s in rule.counting.starts for event in s.events),
        facts=tuple(
            dict.fromkeys(fact for rule in bearing for fact in facts_of(rule) if fact not in rules.events)
        ),
        stands_still=any(rule.counting.suspension is not Suspension.NONE for rule in bearing),
    )


def facts_of(rule: TimedRule) -> tuple[str, ...]:
    """The facts, and events that serve as facts, on which a rule hangs."""
    counting = rule.counting
    collects = (COLLECTS,) if counting.withheld_until else ()
    displaced = (counting.displaced_by,) if counting.displaced_by else ()
    return (*rule.shown_with, *(variant.fact for variant in counting.variants), *displaced, *collects)


def incident_deadlines(
    rules: RulePack,
    markets: Collection[str],
    events: Mapping[str, Moment],
    facts: Mapping[str, str] | None = None,
) -> tuple[Deadline, ...]:
    """The authority clocks of every market where the goods were sold, the tightest first."""
    case = Case(facts=facts or {})
    answers = []
    for market in dict.fromkeys(market_of(rules, code).code for code in markets):
        found = rules.markets[market]
        bearing = (rule for rule in found.incidents if bears_on(rule, "safety", events, case))
        answers += [deadline_of(rule, found, events, case) for rule in bearing]
    return in_order(answers)


def market_of(rules: RulePack, code: str) -> Market:
    """The market called ``code``, or the one that country belongs to. Raises ``NotFound``."""
    found = rules.market(code)
    if found is None:
        raise NotFound("market", code)
    return found


def is_place(rules: RulePack, market: str, place: Place) -> bool:
    """Whether the country is one of that market and its part, if any, is known; so is no place at all."""
    from qualitydesk.rules.calendars import calendar_for

    if not place.country:
        return True
    try:
        calendar_for(place.code)
    except RuleBroken:
        return False
    return rules.market(place.country) is market_of(rules, market)


def bears_on(rule: TimedRule, claim_kind: str, events: Collection[str], case: Case) -> bool:
    """Whether the rule speaks about this kind of claim, these goods and this part of the market."""
    if rule.switched_off or claim_kind not in rule.claim_kinds:
        return False
    if rule.categories and case.category and case.category not in rule.categories:
        return False
    if rule.shown_with and not any(n in events or holds(case.facts, n) for n in rule.shown_with):
        return False
    return _in_scope(rule.scope, case.place)


def _in_scope(scope: str, place: Place) -> bool:
    if "-" in scope:
        return place.code == scope
    return not scope or not place.country or place.country == scope


def deadline_of(rule: TimedRule, market: Market, events: Mapping[str, Moment], case: Case) -> Deadline:
    """One rule's date for a claim, with the calendar of the place where the act is done."""
    known = Circumstances(
        events=events,
        zone=ZoneInfo(zone_of(rule, market, case.place)),
        working=working_days(rule, market, case.place),
        promise=case.promises.get(rule.topic),
        facts=case.facts,
        suspended=case.suspended if rule.counting.suspension is not Suspension.NONE else (),
    )
    return deadline(rule, known)


def local_zone(rules: RulePack, market: str, place: Place) -> ZoneInfo:
    """The zone in which people at that place tell the time."""
    found = market_of(rules, market)
    return ZoneInfo(place.zone or found.capitals.get(place.country, found.zone))


def zone_of(rule: TimedRule, market: Market, place: Place) -> str:
    """The authority's zone for reports, the buyer's for everything between him and us."""
    capital = market.capitals.get(place.country, market.zone)
    if rule.zone_of is ZoneOf.AUTHORITY:
        return capital
    return place.zone or capital


def working_days(rule: TimedRule, market: Market, place: Place) -> WorkingDays | None:
    """The calendar a rule is counted on; None for a rule that needs none."""
    if not rule.calendar:
        return None
    return _first_known(_places_of_act(rule, market, place))


def _places_of_act(rule: TimedRule, market: Market, place: Place) -> list[str]:
    """Where the act is done, the best known first (Regulation 1182/71: the payer's place for refunds)."""
    if "-" in rule.calendar:
        return [rule.calendar]
    house = place.house_country
    places = [place.code, place.country] if place.country in market.capitals else []
    if rule.side is Side.DUTY and rule.zone_of is ZoneOf.BUYER and house in market.capitals:
        places.insert(0, house)
    return [*places, rule.calendar]


def _first_known(codes: list[str]) -> WorkingDays:
    from qualitydesk.rules.calendars import calendar_for

    *tried, last = codes
    for code in tried:
        try:
            return calendar_for(code)
        except RuleBroken:
            continue
    return calendar_for(last)


def in_order(answers: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Dates first, the nearest at the top; then what the law leaves open, then what has not begun."""
    return tuple(sorted(answers, key=_order))


def _order(answer: Deadline) -> tuple[bool, bool, date, str]:
    return (bool(answer.awaits), answer.due_at is None, answer.due_day or date.max, answer.rule)
