"""Who must be named for the goods by the law of the market, and who answers for them.

The customs declarant files the papers and stays apart: it is never taken for the party that answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qualitydesk.domain.countries import market_before
from qualitydesk.domain.markets import Need, Regime
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.shipments.duties import (
    DECLARANT_ROLES,
    MANDATED_ROLES,
    DutyFacts,
    PartyFacts,
    ProductFacts,
    role_name,
)
from qualitydesk.domain.shipments.states import DutyState
from qualitydesk.domain.values import NOTHING, Bilingual, Message, msg

OPERATOR = "operator"
"""The duty of the one economic operator that a resolution order finds."""


def duty_name(duty: str, market: str) -> Message:
    """What a duty is called: "EU operator", "Carrier"."""
    if duty == OPERATOR:
        return msg("{market} operator", market=market_before(market))
    return role_name(duty)


STANDS_FOR = {
    "manufacturer": ("manufacturer", "producer", "brand_owner"),
    "producer": ("producer", "manufacturer", "brand_owner", "importer"),
    "domestic_agent": ("domestic_agent", "responsible_person", "authorised_rep"),
    "authorised_rep": ("authorised_rep", "responsible_person"),
    "carrier": ("carrier", "warehouse"),
    "manufacturer_in_union": ("manufacturer", "producer", "brand_owner"),
}
"""The roles that fulfil a role asked for, in order."""

_ANSWERS_FIRST = (
    OPERATOR,
    "certifier",
    "importer",
    "domestic_agent",
    "producer",
    "seller",
    "manufacturer",
)


@dataclass(frozen=True, slots=True)
class Journey:
    """What decides which law binds: market and its countries, trade mode, customs procedure, the day."""

    market: str
    members: frozenset[str]
    day: date
    mode: str = ""
    procedure: str = ""


class RequiredDuty(NamedTuple):
    """A duty the market asks for one product: who may fulfil it, with which data, by which law."""

    duty: str
    product: ProductFacts
    regime: Regime
    order: tuple[str, ...]
    elements: tuple[str, ...]
    label: Bilingual = NOTHING


class Resolved(NamedTuple):
    """The line that fulfils a required duty, or none; lines ``passed_over`` are named but can't fulfil it."""

    required: RequiredDuty
    line: DutyFacts | None
    passed_over: tuple[DutyFacts, ...] = ()


def binding_regimes(pack: RulePack, journey: Journey, category: str) -> tuple[Regime, ...]:
    """The laws that bind goods of ``category`` on this journey; the more exact ones first."""
    market = pack.market(journey.market)
    regimes = market.regimes if market else ()
    found = [r for r in regimes if r.binds(category, journey.day, journey.procedure, journey.mode)]
    return tuple(sorted(found, key=lambda regime: category not in regime.categories))


def required_duties(pack: RulePack, journey: Journey, product: ProductFacts) -> tuple[RequiredDuty, ...]:
    """Every duty asked for ``product``, once each, by the most exact law, with the data of all laws."""
    found: dict[str, RequiredDuty] = {}
    for regime in binding_regimes(pack, journey, product.category):
        for duty in _asked_by(regime, product):
            known = found.get(duty.duty)
            found[duty.duty] = _joined(known, duty) if known else duty
    return tuple(found.values())


def _asked_by(regime: Regime, product: ProductFacts) -> list[RequiredDuty]:
    asked = []
    if regime.resolution_order:
        asked.append(RequiredDuty(OPERATOR, product, regime, regime.resolution_order, regime.data_elements))
    for named in regime.named_parties:
        if named.need is Need.ALWAYS and named.role not in regime.resolution_order:
            order = STANDS_FOR.get(named.role, (named.role,))
            elements = _for_role(named.role, regime)
            asked.append(RequiredDuty(named.role, product, regime, order, elements, named.label))
    return asked


def _for_role(role: str, regime: Regime) -> tuple[str, ...]:
    """A regime's list is for the party that answers; makers and helpers need name and address."""
    aside = regime.resolution_order or role in ("carrier", "platform", "payment_provider", "manufacturer")
    if not aside:
        return regime.data_elements
    return tuple(e for e in regime.data_elements if e in ("party.legal_name", "party.postal_address"))


def _joined(known: RequiredDuty, other: RequiredDuty) -> RequiredDuty:
    return known._replace(elements=tuple(dict.fromkeys((*known.elements, *other.elements))))


def resolve(
    required: Iterable[RequiredDuty], duties: Iterable[DutyFacts], journey: Journey
) -> tuple[Resolved, ...]:
    """For each duty the first line, in the order of the law, that may fulfil it."""
    counting = [line for line in duties if line.counts]
    return tuple([_resolved(one, counting, journey) for one in required])


def _resolved(required: RequiredDuty, counting: Sequence[DutyFacts], journey: Journey) -> Resolved:
    lines = [line for line in counting if line.covers(required.product.id)]
    passed: list[DutyFacts] = []
    for step in required.order:
        roles = STANDS_FOR.get(step, (step,)) if required.duty == OPERATOR else (step,)
        for line in sorted((one for one in lines if one.duty in roles), key=_exact_first):
            if required.duty != OPERATOR or _may_operate(line, step, journey):
                return Resolved(required, line)
            passed.append(line)
    return Resolved(required, None, tuple(passed))


def _exact_first(line: DutyFacts) -> tuple[bool, bool]:
    return (line.state is DutyState.DISPUTED, not line.product_id)


def _may_operate(line: DutyFacts, step: str, journey: Journey) -> bool:
    """Established in the market; a representative also needs its mandate in force."""
    party = line.party
    if party is None or party.country not in journey.members:
        return False
    if step in MANDATED_ROLES:
        return line.mandate is not None and line.mandate.holds_on(journey.day)
    return True


class Answer(NamedTuple):
    """The party that answers in the market, in which role, for how many of the lines."""

    party: PartyFacts
    line: DutyFacts
    covered: int
    total: int


def who_answers(resolved: Iterable[Resolved]) -> tuple[Answer, ...]:
    """The parties that answer in the market, the one with most products first."""
    by_product: dict[str, list[Resolved]] = {}
    for one in resolved:
        by_product.setdefault(one.required.product.id, []).append(one)
    found: dict[tuple[str, str], list[DutyFacts]] = {}
    for options in by_product.values():
        line = _answering_line(options)
        if line is not None and line.party is not None:
            found.setdefault((line.party.id, line.duty), []).append(line)
    answers = [_answer(lines, len(by_product)) for lines in found.values()]
    return tuple(sorted(answers, key=lambda answer: -answer.covered))


def _answer(lines: list[DutyFacts], total: int) -> Answer:
    party = lines[0].party
    assert party is not None
    return Answer(party, lines[0], len(lines), total)


def _answering_line(options: list[Resolved]) -> DutyFacts | None:
    """Where a law asks for an operator, only that one; else the first of product law that is named."""
    ranked = sorted(
        (o for o in options if o.required.duty in _ANSWERS_FIRST),
        key=lambda o: _ANSWERS_FIRST.index(o.required.duty),
    )
    if ranked and ranked[0].required.duty == OPERATOR:
        return ranked[0].line
    return next((o.line for o in ranked if o.line is not None), None)


def declarants(duties: Iterable[DutyFacts]) -> tuple[DutyFacts, ...]:
    """Those who file the customs papers, whatever else they do."""
    return tuple(line for line in duties if line.duty in DECLARANT_ROLES and line.counts)


class DutyRow(NamedTuple):
    """One row of the list of duties: a line, or a duty nobody has taken."""

    duty: str
    product: ProductFacts | None
    line: DutyFacts | None
    required: bool


def duty_rows(resolved: Sequence[Resolved], duties: Sequence[DutyFacts]) -> tuple[DutyRow, ...]:
    """Every duty once: operators product by product, the others once for all, then lines nobody asked for."""
    products = {one.required.product.id for one in resolved}
    rows: dict[tuple[str, str, str], DutyRow] = {}
    for one in resolved:
        apart = len(products) > 1 and (one.required.duty == OPERATOR or one.line is None)
        key = (one.required.duty, one.required.product.id if apart else "", one.line.id if one.line else "")
        product = one.required.product if apart else None
        rows.setdefault(key, DutyRow(one.required.duty, product, one.line, required=True))
    shown = {row.line.id for row in rows.values() if row.line is not None}
    others = [d for d in duties if d.id not in shown and d.duty not in DECLARANT_ROLES and d.counts]
    found = [*rows.values(), *(DutyRow(d.duty, None, d, required=False) for d in others)]
    return tuple(sorted(found, key=_row_order()))


def _row_order() -> Callable[[DutyRow], int]:
    order = ("manufacturer", "producer", "brand_owner", "exporter", OPERATOR, "importer", "certifier")
    return lambda row: order.index(row.duty) if row.duty in order else len(order)
