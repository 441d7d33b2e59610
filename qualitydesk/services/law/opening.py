"""One rule in full: what it says and needs, how its time is counted, where it was read and serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.markets import COST_BEARERS, Need, Regime, Scheme
from qualitydesk.domain.rules import HouseRule, RulePack, Source
from qualitydesk.domain.timed_rules import (
    AfterSalesRule,
    Count,
    Counting,
    IncidentRule,
    Period,
    Roll,
    Suspension,
    TimedRule,
    Unit,
)
from qualitydesk.domain.values import NOTHING, Bilingual, Message, joined, msg
from qualitydesk.records import Certificate, ClaimDeadline, GateException
from qualitydesk.services.desk import Desk
from qualitydesk.services.law.around import Part, Words, market_parts
from qualitydesk.services.law.register import Rule, RuleKind, RuleRow, all_rules, row_of
from qualitydesk.store.rulebook import RuleChange
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule with everything behind it. ``amount`` and ``unit``: its period, where one number sets it.

    ``pack_*`` are the pack's own values, before any change; ``change`` is the last one written, if any.
    """

    row: RuleRow
    market: Bilingual
    parts: tuple[Part, ...]
    around: tuple[Part, ...]
    """What else its market says, whatever the rule: disputes, the way back, the declarant, what is coming."""
    sources: tuple[Source, ...]
    uses: tuple[Message, ...]
    amount: int | None
    unit: str
    severity: str
    pack: RuleRow
    pack_amount: int | None
    pack_severity: str
    change: RuleChange | None


def find_rule(pack: RulePack, key: str) -> tuple[RuleKind, Rule]:
    """The rule of that id. NotFound when no pack has it."""
    found = next(((kind, rule) for kind, rule in all_rules(pack) if rule.id == key), None)
    if found is None:
        raise NotFound("rule", key)
    return found


def open_rule(desk: Desk, key: str) -> RuleFile:
    """The whole rule."""
    pack, plain, today = desk.rules, desk.plain_rules, desk.today()
    kind, rule = find_rule(pack, key)
    own_kind, own = find_rule(plain, key)
    market, (amount, unit) = pack.markets.get(getattr(rule, "market", "")), period_of(rule)
    with desk.store.read() as read:
        uses = _uses(read, rule)
    return RuleFile(
        row=row_of(pack, kind, rule, today),
        market=market.name if market else Bilingual("The house", "本公司"),
        parts=tuple(part for part in _parts(pack, rule) if any(part.lines)),
        around=tuple(part for part in market_parts(market, today) if part.lines) if market else (),
        sources=tuple(pack.sources[name] for name in _cited(rule) if name in pack.sources),
        uses=uses,
        amount=amount,
        unit=unit,
        severity=rule.severity.value if isinstance(rule, HouseRule) else "",
        pack=row_of(plain, own_kind, own, today),
        pack_amount=period_of(own)[0],
        pack_severity=own.severity.value if isinstance(own, HouseRule) else "",
        change=desk.rule_changes.get(key),
    )


def period_of(rule: Rule) -> tuple[int | None, str]:
    """The one number that sets a rule's time, and its unit; none where there is no such number."""
    if isinstance(rule, HouseRule):
        return rule.days, Unit.CALENDAR_DAYS.value if rule.days is not None else ""
    if not isinstance(rule, TimedRule) or not rule.counting.starts:
        return None, ""
    period = rule.counting.period
    return period.amount, period.unit.value


# -- the text


def _parts(pack: RulePack, rule: Rule) -> list[Part]:
    if isinstance(rule, Regime):
        return _of_regime(pack, rule)
    if isinstance(rule, Scheme):
        return _of_scheme(pack, rule)
    return (
        _of_timed(pack, rule)
        if isinstance(rule, TimedRule)
        else [Part(msg("What is checked"), (rule.check,))]
    )


def _of_regime(pack: RulePack, rule: Regime) -> list[Part]:
    conditional = msg("only where it applies")
    parties = [
        msg(
            "{role}: {label} ({need})",
            role=pack.roles[one.role].name,
            label=one.label,
            need=conditional if one.need is Need.CONDITIONAL else msg("always"),
        )
        for one in rule.named_parties
    ]
    keep = [
        msg("{what}: {period}", what=one.what or one.start, period=_period(one.period))
        for one in rule.retentions
    ]
    return [
        Part(msg("Applies to"), (rule.applies_to,)),
        Part(msg("Must be named"), tuple(parties)),
        Part(msg("Data that must be known"), (_elements(pack, rule.data_elements),)),
        Part(msg("Data in the listing"), rule.listing_elements),
        Part(msg("Data in the inspection record"), rule.inspection_record_elements),
        Part(msg("Categories"), (_categories(pack, rule.categories),)),
        Part(msg("Not for"), (_categories(pack, rule.except_categories),)),
        Part(msg("Customs procedures"), (", ".join((*rule.modes, *rule.trade)),)),
        Part(msg("Validity"), (rule.effective_note,)),
        Part(msg("What is kept"), tuple(keep)),
        Part(msg("Facts"), tuple(fact.text for fact in rule.facts)),
    ]


def _of_scheme(pack: RulePack, rule: Scheme) -> list[Part]:
    return [
        Part(msg("Paper"), (rule.name,)),
        Part(msg("Issuer"), (rule.bodies,)),
        Part(msg("Categories"), (_categories(pack, rule.categories), rule.category_note)),
        Part(msg("In force for"), (_period(rule.validity.period), rule.validity.note)),
        Part(msg("Number"), (rule.number_structure, rule.sample)),
        Part(msg("Also accepted"), (", ".join(rule.accepts),)),
        Part(msg("Data on the paper"), rule.certificate_elements),
        Part(msg("Look up"), (rule.lookup,)),
        Part(msg("How sure"), (rule.confidence_note,)),
    ]


def _of_timed(pack: RulePack, rule: TimedRule) -> list[Part]:
    to = rule.to if isinstance(rule, IncidentRule) else NOTHING
    role = pack.roles.get(rule.actor or "")
    actor: Words = role.name if role is not None else rule.actor or ""
    kinds = [pack.claim_kinds[name] for name in rule.claim_kinds if name in pack.claim_kinds]
    return [
        Part(msg("What it says"), (rule.right,)),
        Part(msg("Who acts"), (actor,)),
        Part(msg("Told to"), (to,)),
        Part(msg("Time"), (_period(rule.counting.period), *_counting(pack, rule.counting))),
        Part(msg("Begins with"), tuple(_events(pack, (e for s in rule.counting.starts for e in s.events)))),
        Part(msg("Bears on claims of"), tuple(kinds)),
        Part(msg("Categories"), (_categories(pack, rule.categories),)),
        Part(msg("Only in"), (rule.scope,)),
        Part(msg("Way back of the goods"), _way_back(rule)),
        Part(msg("Calendar"), (rule.calendar,)),
        Part(msg("Note"), (rule.note,)),
        Part(msg("How sure"), (rule.confidence_note,)),
    ]


def _way_back(rule: TimedRule) -> tuple[Words, ...]:
    bearer = rule.return_cost if isinstance(rule, AfterSalesRule) else ""
    return (COST_BEARERS[bearer],) if bearer else ()


_UNITS = {
    Unit.HOURS: msg("{n} hours"),
    Unit.CALENDAR_DAYS: msg("{n} days"),
    Unit.WORKING_DAYS: msg("{n} working days"),
    Unit.MONTHS: msg("{n} months"),
    Unit.YEARS: msg("{n} years"),
}
_OPEN = {
    Unit.IMMEDIATE: msg("at once"),
    Unit.WITHOUT_UNDUE_DELAY: msg("without undue delay"),
    Unit.BILLING_CYCLE: msg("by the next billing cycle"),
}


def _period(period: Period) -> Words:
    if period.unit in _OPEN:
        return _OPEN[period.unit]
    if period.amount is None:
        return msg("The law gives no number")
    return Message(_UNITS[period.unit].text, {"n": period.amount})


def _counting(pack: RulePack, counting: Counting) -> list[Words]:
    first = msg("The day of the event counts as day 1.")
    said: list[Words] = [first] if counting.count is Count.SAME_DAY else []
    if counting.roll is not Roll.NONE:
        said.append(msg("A last day that is no working day moves to the next one."))
    if counting.suspension is not Suspension.NONE:
        said.append(msg("It stands still while the goods are with us for repair or check."))
    if counting.late_information is not None:
        said.append(msg("A late notice of the right makes it longer."))
    withheld = list(_events(pack, counting.withheld_until))
    return [*said, *(msg("The duty waits for: {event}", event=event) for event in withheld)]


def _events(pack: RulePack, names: Iterable[str]) -> Iterable[Bilingual]:
    return (pack.events.get(name, Bilingual(name)) for name in dict.fromkeys(names))


def _elements(pack: RulePack, codes: Iterable[str]) -> Bilingual:
    return joined((pack.data_elements[code].name for code in codes if code in pack.data_elements), _LISTED)


def _categories(pack: RulePack, codes: Iterable[str]) -> Bilingual:
    return joined((pack.categories[code].name for code in codes if code in pack.categories), _LISTED)


_LISTED = (", ", "、")


def _cited(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, HouseRule):
        return ()
    if isinstance(rule, Regime):
        kept = [name for one in rule.retentions for name in one.sources]
        return tuple(dict.fromkeys([name for fact in rule.facts for name in fact.sources] + kept))
    return rule.sources


# -- where it serves


def _uses(read: Reader, rule: Rule) -> tuple[Message, ...]:
    found = []
    if isinstance(rule, Scheme):
        papers = read.count(Certificate, market=rule.market, scheme=rule.code)
        found.append(msg("{n} certificates are recorded under it", n=papers))
    if isinstance(rule, TimedRule):
        found.append(msg("{n} deadlines of claims follow from it", n=read.count(ClaimDeadline, rule=rule.id)))
    lifted = read.count(GateException, rule=rule.id)
    return (*found, msg("{n} exceptions were granted from it", n=lifted)) if lifted else tuple(found)
