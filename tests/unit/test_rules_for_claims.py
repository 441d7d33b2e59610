"""Which rules bear on a claim or an incident, and on whose calendar and clock they are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qualitydesk.domain.claims.counting import Span
from qualitydesk.domain.claims.deadlines import Deadline
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.timed_rules import Period, Unit
from qualitydesk.rules import load_rules
from qualitydesk.services.rules import Case, Place, deadlines_for, incident_deadlines

RULES = load_rules()
DELIVERED = {"delivered_to_consumer": date(2026, 10, 9), "complaint_received": date(2026, 11, 14)}


def by_rule(answers: tuple[Deadline, ...]) -> dict[str, Deadline]:
    return {each.rule: each for each in answers}


def test_a_german_defect_has_guarantee_burden_and_the_house_s_promises() -> None:
    answers = deadlines_for(RULES, "EU", "defective", DELIVERED, Case(Place("DE", "SN")))
    found = by_rule(answers)
    assert found["eu.guarantee"].due == date(2028, 10, 9)
    assert found["eu.burden"].due == date(2027, 10, 9)
    assert found["SR-03"].due == date(2026, 11, 28)
    assert found["RR-01"].due == date(2026, 11, 24)
    assert not {"eu.withdraw", "eu.withdraw_ext", "eu.repair_ext"} & set(found)
    dated = [each.due_at for each in answers if each.due_at]
    assert dated == sorted(dated)


def test_a_change_of_mind_has_withdrawal_and_waits_for_the_refund() -> None:
    answers = deadlines_for(RULES, "EU", "change_of_mind", DELIVERED, Case(Place("FR")))
    found = by_rule(answers)
    assert found["eu.withdraw"].due == date(2026, 10, 23)
    assert found["eu.withdraw_refund"].awaits == ("withdrawal_notified",)
    assert "eu.guarantee" not in found
    assert answers[-1].awaits


def test_the_extension_shows_only_where_the_buyer_was_not_informed() -> None:
    known = Case(Place("FR"), facts={"buyer_not_informed": "yes"})
    assert "eu.withdraw_ext" in by_rule(deadlines_for(RULES, "EU", "change_of_mind", DELIVERED, known))


def test_rules_of_a_province_hold_only_there() -> None:
    events = {"contract_copy_received": date(2026, 6, 1)}
    ontario = deadlines_for(RULES, "CA", "change_of_mind", events, Case(Place("CA", "ON")))
    alberta = deadlines_for(RULES, "CA", "change_of_mind", events, Case(Place("CA", "AB")))
    assert "ca.on_cancel" in by_rule(ontario)
    assert not {"ca.on_cancel", "ca.bc_cancel", "ca.qc_cancel"} & set(by_rule(alberta))


def test_a_refund_moves_on_the_payer_s_holidays_a_withdrawal_on_the_buyer_s() -> None:
    events = {"delivered_to_consumer": date(2026, 8, 1), "withdrawal_notified": date(2026, 8, 1)}
    place = Place("DE", house_country="FR")
    found = by_rule(deadlines_for(RULES, "EU", "change_of_mind", events, Case(place)))
    assert found["eu.withdraw_refund"].calendar == "FR"
    assert found["eu.withdraw"].calendar == "DE"


def test_a_region_no_calendar_knows_falls_back_to_the_country() -> None:
    found = by_rule(deadlines_for(RULES, "EU", "change_of_mind", DELIVERED, Case(Place("FR", "Savoie"))))
    assert found["eu.withdraw"].calendar == "FR"


def test_the_buyer_s_day_decides_his_right_the_authority_s_the_report() -> None:
    evening = datetime(2026, 11, 14, 23, 30, tzinfo=UTC)
    place = Place("DE", zone="Europe/Berlin")
    found = by_rule(
        deadlines_for(RULES, "EU", "change_of_mind", {"delivered_to_consumer": evening}, Case(place))
    )
    assert found["eu.withdraw"].nominal == date(2026, 11, 29)
    reports = by_rule(incident_deadlines(RULES, ["US"], {"became_aware": evening}))
    assert reports["us.15b"].zone == "America/New_York"


def test_only_rules_that_can_stand_still_do() -> None:
    stopped = (Span(date(2026, 10, 10), date(2026, 10, 19)),)
    case = Case(Place("DE"), suspended=stopped)
    assert by_rule(deadlines_for(RULES, "EU", "defective", DELIVERED, case))["eu.guarantee"].due == date(
        2028, 10, 9
    )
    british = by_rule(
        deadlines_for(RULES, "GB", "defective", DELIVERED, Case(Place("GB"), suspended=stopped))
    )
    assert british["gb.reject30"].due == date(2026, 11, 18)


def test_our_promise_belongs_to_its_topic() -> None:
    promises = {"withdrawal": Period(30, Unit.CALENDAR_DAYS)}
    found = by_rule(
        deadlines_for(RULES, "EU", "change_of_mind", DELIVERED, Case(Place("DE"), promises=promises))
    )
    assert found["eu.withdraw"].due == date(2026, 11, 8)


def test_goods_of_another_category_have_no_part_in_a_rule_for_some() -> None:
    toys = by_rule(deadlines_for(RULES, "CN", "defective", DELIVERED, Case(Place("CN"), category="toys")))
    kettles = by_rule(
        deadlines_for(RULES, "CN", "defective", DELIVERED, Case(Place("CN"), category="electrical_lv"))
    )
    assert "cn.burden" in kettles
    assert "cn.burden" not in toys


def test_an_incident_shows_the_tightest_clock_of_every_market_first() -> None:
    answers = incident_deadlines(
        RULES,
        ["DE", "FR", "US", "CA", "JP"],
        {"became_aware": date(2026, 11, 12)},
        {"serious_harm": "yes"},
    )
    assert answers[0].rule == "eu.dangerous"
    found = by_rule(answers)
    assert {"us.15b", "ca.2days", "ca.10days", "jp.serious", "eu.accident"} <= set(found)
    assert len(answers) == len(found)


def test_an_unknown_market_is_not_found() -> None:
    with pytest.raises(NotFound):
        deadlines_for(RULES, "Atlantis", "defective", DELIVERED)
