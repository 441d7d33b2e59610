"""Who must be named, who answers, and that the declarant never does; by the real rule packs, by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.shipments.duties import DutyFacts, MandateFacts, PartyFacts, ProductFacts
from qualitydesk.domain.shipments.gate import NO_EXCEPTION, is_open, run_checks
from qualitydesk.domain.shipments.gate_facts import ExceptionFacts, GateFacts, LineFacts, RecallFacts
from qualitydesk.domain.shipments.responsibility import (
    OPERATOR,
    Journey,
    Resolved,
    binding_regimes,
    declarants,
    required_duties,
    resolve,
    who_answers,
)
from qualitydesk.domain.shipments.states import DutyState
from qualitydesk.domain.values import Bilingual, Severity
from qualitydesk.rules import load_rules

LIN = Bilingual("Lin Tao", "林涛")
PACK: RulePack = load_rules()
EU = Journey("EU", frozenset({"EU", "DE", "NL", "FR"}), date(2026, 12, 27))
KETTLE = ProductFacts("p1", "KT-1704B", "Glass kettle", "electrical_lv")
ALL = frozenset({"party.legal_name", "party.postal_address", "party.electronic_address", "party.country"})
MAKER = PartyFacts("m", Bilingual("Haoyu"), "CN", elements=ALL)
IMPORTER = PartyFacts("i", Bilingual("Brückner"), "DE", elements=ALL)
AGENT = PartyFacts("a", Bilingual("EU Rep"), "NL", elements=ALL)
BROKER = PartyFacts("b", Bilingual("Van der Meer"), "NL", elements=ALL)


def _line(duty: str, party: PartyFacts, **more: object) -> DutyFacts:
    return DutyFacts(f"{duty}-{party.id}", duty, DutyState.DECLARED, party, **more)  # type: ignore[arg-type]  # the facts a test names are right by construction


def _resolve(
    duties: list[DutyFacts], journey: Journey = EU, product: ProductFacts = KETTLE
) -> list[Resolved]:
    return list(resolve(required_duties(PACK, journey, product), duties, journey))


def _operator(duties: list[DutyFacts], journey: Journey = EU) -> DutyFacts | None:
    return next(one.line for one in _resolve(duties, journey) if one.required.duty == OPERATOR)


def test_electrical_goods_for_the_union_need_maker_and_operator() -> None:
    asked = {one.duty: one.regime.id for one in required_duties(PACK, EU, KETTLE)}
    assert asked == {OPERATOR: "eu.msr4", "manufacturer": "eu.gpsr16"}


def test_rules_are_chosen_by_the_day() -> None:
    before = replace(EU, day=date(2024, 12, 12))
    assert [r.id for r in binding_regimes(PACK, before, "textiles")] == []
    assert [r.id for r in binding_regimes(PACK, EU, "textiles")] == ["eu.gpsr16"]


def test_resolution_order_of_the_union() -> None:
    mandate = MandateFacts("x", "M-1", Bilingual("Haoyu"), date(2026, 1, 1), date(2027, 1, 1))
    agent = _line("authorised_rep", AGENT, mandate=mandate)
    importer = _line("importer", IMPORTER)
    hub = _line("fulfilment_provider", BROKER)
    assert _operator([hub, agent, importer]) == importer
    assert _operator([hub, agent]) == agent
    assert _operator([hub]) == hub
    assert _operator([]) is None
    assert _operator([importer, _line("manufacturer", MAKER._replace(country="FR"))]) == _line(
        "manufacturer", MAKER._replace(country="FR")
    )


def test_a_maker_outside_the_union_is_no_operator() -> None:
    assert _operator([_line("manufacturer", MAKER)]) is None


@pytest.mark.parametrize(
    "mandate",
    [None, MandateFacts("x", "M-1", Bilingual("Haoyu"), None, date(2026, 12, 26))],
)
def test_a_representative_needs_its_mandate_on_arrival(mandate: MandateFacts | None) -> None:
    assert _operator([_line("authorised_rep", AGENT, mandate=mandate)]) is None


def test_an_importer_outside_the_union_is_passed_over() -> None:
    abroad = _line("importer", IMPORTER._replace(country="CN"))
    found = next(one for one in _resolve([abroad]) if one.required.duty == OPERATOR)
    assert (found.line, found.passed_over) == (None, (abroad,))


def test_a_line_for_one_product_does_not_cover_another() -> None:
    other = KETTLE._replace(id="p2", sku="HD-33")
    line = _line("importer", IMPORTER, product_id="p1")
    resolved = [*_resolve([line]), *_resolve([line], product=other)]
    answers = who_answers(resolved)
    assert [(str(a.party.name), a.covered, a.total) for a in answers] == [("Brückner", 1, 2)]


@given(st.lists(st.sampled_from(["declarant", "customs_broker", "carrier", "exporter"]), max_size=4))
def test_filing_carrying_or_exporting_never_makes_one_answer(roles: list[str]) -> None:
    lines = [_line(role, BROKER) for role in roles]
    assert who_answers(_resolve(lines)) == ()
    assert all(line.duty in ("declarant", "customs_broker") for line in declarants(lines))


def test_food_is_not_under_product_safety() -> None:
    food = KETTLE._replace(category="food")
    assert "eu.gpsr16" not in {one.regime.id for one in required_duties(PACK, EU, food)}


def test_bonded_import_to_china_asks_for_the_entrusted_company() -> None:
    china = Journey("CN", frozenset({"CN"}), date(2026, 12, 1), "B2C", "1210")
    asked = {one.duty for one in required_duties(PACK, china, KETTLE)}
    assert {"seller", "domestic_agent", "platform", "carrier", "payment_provider"} <= asked
    ordinary = {
        one.duty for one in required_duties(PACK, replace(china, procedure="0110", mode="B2B"), KETTLE)
    }
    assert "platform" not in ordinary


def test_a_law_without_its_day_never_binds() -> None:
    korea = Journey("KR", frozenset({"KR"}), date(2030, 1, 1))
    assert "kr.agent" not in {r.id for r in binding_regimes(PACK, korea, "textiles")}


def _facts(duties: list[DutyFacts], **more: object) -> GateFacts:
    line = LineFacts("l1", 1, KETTLE, None, 100, 1000)
    facts = GateFacts("s", "SH-1", EU, Bilingual("EU"), date(2026, 11, 20), (line,))
    return replace(facts, duties=tuple(duties), resolved=tuple(_resolve(duties)), house=PACK.checks, **more)  # type: ignore[arg-type]  # the facts a test names are right by construction


def test_every_finding_names_its_rule() -> None:
    findings = run_checks(_facts([]))
    assert not is_open(findings)
    assert all(one.rule and one.citation and one.id.startswith("gate.") for one in findings)


def test_where_nothing_is_asked_nothing_is_in_order() -> None:
    """No goods, or a market without rules: the gate is shut, and nobody may lift that."""
    for facts, kind in (
        (replace(_facts([]), lines=(), resolved=()), "gate.no_goods"),
        (replace(_facts([]), market_known=False, resolved=()), "gate.market_unknown"),
    ):
        findings = run_checks(facts)
        assert not is_open(findings)
        assert [one.severity for one in findings if one.id == kind] == ["stop"]
        assert kind in NO_EXCEPTION


def test_missing_address_stops_and_missing_trade_name_does_not() -> None:
    bare = IMPORTER._replace(elements=ALL - {"party.postal_address"})
    found = run_checks(_facts([_line("importer", bare), _line("manufacturer", MAKER)]))
    stop = next(one for one in found if one.id == "gate.duty_data")
    assert (stop.severity, stop.fix, stop.fix_target) == (Severity.STOP, "complete_party", "i")
    whole = run_checks(_facts([_line("importer", IMPORTER), _line("manufacturer", MAKER)]))
    assert next(one for one in whole if one.id == "gate.duty_data").severity is not Severity.STOP


def test_an_agent_abroad_warns() -> None:
    japan = Journey("JP", frozenset({"JP"}), date(2026, 12, 1))
    lines = [_line("importer", IMPORTER._replace(country="CN")), _line("manufacturer", MAKER)]
    facts = replace(_facts([]), journey=japan, duties=tuple(lines), resolved=tuple(_resolve(lines, japan)))
    found = [one for one in run_checks(facts) if one.id == "gate.abroad"]
    assert [(one.severity, one.subject) for one in found] == [(Severity.WARN, "Brückner")]


def test_exception_lifts_until_its_day_only() -> None:
    stop = next(one for one in run_checks(_facts([])) if one.id == "gate.lot_missing")
    lift = ExceptionFacts(stop.id, stop.rule, stop.subject, date(2026, 11, 20), LIN, "Lot comes later")
    lifted = next(one for one in run_checks(_facts([], exceptions=(lift,))) if one.id == stop.id)
    assert lifted.severity is Severity.WARN
    ended = replace(lift, valid_to=date(2026, 11, 19))
    again = next(one for one in run_checks(_facts([], exceptions=(ended,))) if one.id == stop.id)
    assert again.severity is Severity.STOP


def test_nobody_may_except_a_recall() -> None:
    recall = RecallFacts("r", "RC-1", "Burns", "KT-1704B")
    lift = ExceptionFacts("gate.recalled", "", "", date(2027, 1, 1), LIN, "No")
    found = run_checks(_facts([], recalls=(recall,), exceptions=(lift,)))
    assert next(one for one in found if one.id == "gate.recalled").severity is Severity.STOP
