"""The release gate: one small function per reason, each turning frozen facts into findings.

A new reason is a function added to ``CHECKS``; those in the goods are in ``gate_goods``. A check that finds
nothing wrong reports that it passed; an exception lifts a stop until its day and stays visible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qualitydesk.domain.countries import market_before, market_in_sentence
from qualitydesk.domain.parties.vetting import Vetting
from qualitydesk.domain.rules import HouseRule
from qualitydesk.domain.shipments.custody import gaps
from qualitydesk.domain.shipments.duties import (
    PartyFacts,
    element_names,
    lacking,
    role_name,
)
from qualitydesk.domain.shipments.gate_basis import goods_and_rules_known
from qualitydesk.domain.shipments.gate_facts import (
    GateFacts,
    PartnerFacts,
    by_house,
    by_law,
    hardest_first,
    house_rule,
    once,
    passed,
)
from qualitydesk.domain.shipments.gate_goods import (
    certificate_on_arrival,
    decision_per_lot,
    goods_data,
    no_recalled_product,
    numbers_fit,
)
from qualitydesk.domain.shipments.responsibility import OPERATOR, Resolved, declarants, duty_name
from qualitydesk.domain.shipments.states import DutyState
from qualitydesk.domain.values import NOTHING, Finding, Message, Severity, listed, msg

STOPPING_ELEMENTS = (
    "party.legal_name",
    "party.postal_address",
    "party.electronic_address",
    "mandate.document",
)
"""Without these the named party can't be reached or isn't entitled; other missing data only warn."""

NO_EXCEPTION = ("gate.recalled", "gate.party_blocked", "gate.market_unknown", "gate.no_goods")
"""Stops that nobody may lift."""

Check = Callable[[GateFacts], Sequence[Finding]]


def run_checks(facts: GateFacts) -> tuple[Finding, ...]:
    """All findings: stops first, then warnings, then what passed."""
    found = [_excepted(finding, facts) for check in CHECKS for finding in check(facts)]
    return tuple(hardest_first(found))


def is_open(findings: Iterable[Finding]) -> bool:
    """Whether nothing stops the release."""
    return all(finding.severity is not Severity.STOP for finding in findings)


def _excepted(finding: Finding, facts: GateFacts) -> Finding:
    if finding.severity is not Severity.STOP or finding.id in NO_EXCEPTION:
        return finding
    lifted = next((one for one in facts.exceptions if one.lifts(finding, facts.today)), None)
    if lifted is None:
        return finding
    text = msg(
        "Exception until {day}, granted by {name}: {reason}",
        day=lifted.valid_to,
        name=lifted.granted_by,
        reason=lifted.reason,
    )
    return finding._replace(severity=Severity.WARN, detail=text)


def duties_declared(facts: GateFacts) -> list[Finding]:
    """Every duty that the market requires is at least Declared, and not disputed."""
    return once(_duty_finding(one, facts) for one in facts.resolved)


def _duty_finding(one: Resolved, facts: GateFacts) -> Finding:
    sku = one.required.product.sku
    role = duty_name(one.required.duty, facts.journey.market)
    if one.line is None:
        title = _nobody(one, facts)
        why = _why_nobody(one, facts)
        return by_law("gate.duty_undeclared", Severity.STOP, title, one, sku, why)
    party = one.line.party.name if one.line.party else NOTHING
    if one.line.state is DutyState.DISPUTED:
        title = msg("{party} disputes being {role}", party=party, role=role)
        return by_law("gate.duty_disputed", Severity.STOP, title, one, sku)
    title = msg("{role} named: {party}", role=role, party=party)
    return by_law("gate.duty_named", Severity.PASS, title, one, sku)


def _nobody(one: Resolved, facts: GateFacts) -> Message:
    sku = one.required.product.sku
    if one.required.duty == OPERATOR:
        market = market_before(facts.journey.market)
        return msg("No {market} operator named for {sku}", market=market, sku=sku)
    return msg("{role}: nobody named for {sku}", role=role_name(one.required.duty), sku=sku)


def _why_nobody(one: Resolved, facts: GateFacts) -> Message:
    skus = {line.product.id: line.product.sku for line in facts.lines}
    for line in facts.duties:
        if line.product_id in skus and line.duty in one.required.order and line.counts and line.party:
            return msg("{party} is named for {sku} only", party=line.party.name, sku=skus[line.product_id])
    if not one.passed_over:
        return msg("{product}: no duty line names a party", product=one.required.product.name)
    line = one.passed_over[0]
    name = line.party.name if line.party else NOTHING
    return msg("{party} is outside the market, or has no mandate in force on arrival", party=name)


def duty_data(facts: GateFacts) -> list[Finding]:
    """Each named party carries the data that the law wants with it."""
    found = []
    for one in facts.resolved:
        missing = lacking(one.line, one.required.elements) if one.line else ()
        if missing and one.line and one.line.party:
            found.append(_data_finding(one, one.line.party, missing))
    rule = house_rule(facts, "duty_data", Severity.STOP, "House rule")
    return once(found) or [
        passed("gate.duty_data", msg("Data of the parties are complete"), rule, facts.number)
    ]


def _data_finding(one: Resolved, party: PartyFacts, missing: tuple[str, ...]) -> Finding:
    stops = [code for code in missing if code in STOPPING_ELEMENTS]
    severity = Severity.STOP if stops else Severity.WARN
    title = msg("{party} lacks {elements}", party=party.name, elements=element_names(stops or missing))
    detail = msg("Not on record: {elements}", elements=element_names(missing))
    finding = by_law("gate.duty_data", severity, title, one, str(party.name))
    return finding._replace(detail=detail, fix="complete_party", fix_target=party.id)


def mandates_hold(facts: GateFacts) -> list[Finding]:
    """No line rests on a mandate that has ended by the day of arrival."""
    found = []
    for one in facts.resolved:
        mandate = one.line.mandate if one.line else None
        if mandate is not None and not mandate.holds_on(facts.journey.day):
            title = msg("Mandate {reference} is not in force on arrival", reference=mandate.reference)
            found.append(by_law("gate.mandate", Severity.STOP, title, one, one.required.product.sku))
    return once(found)


IN_THE_MARKET = ("importer", "domestic_agent", "authorised_rep", "responsible_person")
"""Duties that laws place on somebody at home in the market, with exceptions: being abroad only warns."""


def at_home_in_market(facts: GateFacts) -> list[Finding]:
    """Importers and agents are established in the market they answer in."""
    found = []
    for one in facts.resolved:
        party = one.line.party if one.line and one.line.duty in IN_THE_MARKET else None
        if party is not None and party.country and party.country not in facts.journey.members:
            title = msg(
                "{party} is not established in {market}",
                party=party.name,
                market=market_in_sentence(facts.journey.market),
            )
            role = role_name(one.required.duty)
            found.append(by_law("gate.abroad", Severity.WARN, title, one, str(party.name), role))
    return once(found)


def vetted_parties(facts: GateFacts) -> list[Finding]:
    """Payment and logistics parties have a vetting file in force; the house rule says stop or warn."""
    rule = house_rule(facts, "vetted_parties", Severity.WARN, "House rule")
    return once(_partner_finding(one, rule) for one in facts.partners)


def _partner_finding(one: PartnerFacts, rule: HouseRule) -> Finding:
    name, verdict = one.party.name, one.vetting.verdict
    if verdict in (Vetting.VETTED, Vetting.EXPIRING):
        title = msg("{party} is vetted as {role}", party=name, role=role_name(one.role))
        return passed("gate.partner", title, rule, str(name))
    if verdict is Vetting.FAILED:
        title = msg("{party} failed its vetting", party=name)
    elif verdict is Vetting.LAPSED:
        title = msg("Vetting of {party} has ended", party=name)
    else:
        title = msg("{party} is not vetted as {role}", party=name, role=role_name(one.role))
    missing = one.vetting.missing
    why = msg("Open checks: {checks}", checks=listed(map(msg, missing))) if missing else None
    return by_house("gate.partner", title, rule, str(name), detail=why, fix="vet_party", target=one.party.id)


def no_blocked_party(facts: GateFacts) -> list[Finding]:
    """No party of a duty line is blocked for trade."""
    rule = house_rule(facts, "no_blocked_party", Severity.STOP, "House rule")
    blocked = {line.party.id: line.party for line in facts.duties if line.party and line.party.blocked}
    return [
        by_house(
            "gate.party_blocked",
            msg("{party} is blocked", party=party.name),
            rule,
            str(party.name),
            fix="open_party",
            target=party.id,
        )
        for party in blocked.values()
    ]


def declarant_apart(facts: GateFacts) -> list[Finding]:
    """The customs declarant is known and named as such."""
    rule = house_rule(facts, "declarant_apart", Severity.WARN, "House rule")
    named = declarants(facts.duties)
    if named:
        names = listed(line.party.name for line in named if line.party)
        return [
            passed(
                "gate.declarant",
                msg("Customs declarant named apart: {names}", names=names),
                rule,
                facts.number,
            )
        ]
    title = msg("No customs declarant named")
    return [
        by_house("gate.declarant", title, rule, facts.number, fix="declare_duty", target=facts.shipment_id)
    ]


def declared_value(facts: GateFacts) -> list[Finding]:
    """The value declared to customs is within a tenth of the value of the lines."""
    ordered = sum(line.value_minor for line in facts.lines)
    if facts.declared_minor is None or ordered <= 0:
        return []
    rule = house_rule(facts, "declared_value", Severity.WARN, "House rule")
    off = (facts.declared_minor - ordered) * 100 / ordered
    if abs(off) <= 10:
        return [passed("gate.value", msg("Declared value agrees with the order"), rule, facts.number)]
    percent = round(abs(off))
    under, over = (
        msg("Declared value {percent} % under the order", percent=percent),
        msg("Declared value {percent} % over the order", percent=percent),
    )
    title = under if off < 0 else over
    return [by_house("gate.value", title, rule, facts.number, fix="compare_value", target=facts.shipment_id)]


def way_whole(facts: GateFacts) -> list[Finding]:
    """Each leg begins where the one before it ends."""
    if not facts.legs:
        return []
    rule = house_rule(facts, "way_whole", Severity.WARN, "House rule")
    broken = gaps(facts.legs)
    if not broken:
        return [passed("gate.way", msg("The way has no gap"), rule, facts.number)]
    one, after = broken[0]
    title = msg("Nobody holds the goods from {here} to {there}", here=one.destination, there=after.origin)
    return [by_house("gate.way", title, rule, facts.number, fix="add_leg", target=facts.shipment_id)]


CHECKS: tuple[Check, ...] = (
    goods_and_rules_known,
    duties_declared,
    duty_data,
    mandates_hold,
    at_home_in_market,
    certificate_on_arrival,
    decision_per_lot,
    no_recalled_product,
    no_blocked_party,
    vetted_parties,
    goods_data,
    declarant_apart,
    declared_value,
    numbers_fit,
    way_whole,
)
