"""What each corrected rule answers, by the worked examples; promises, dates of effect, provisional years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.claims.counting import Moment, Span
from qualitydesk.domain.claims.deadlines import Circumstances, Deadline, deadline
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.timed_rules import Period, Side, TimedRule, Unit
from qualitydesk.rules import load_rules
from qualitydesk.rules.calendars import calendar_for

RULES = load_rules()
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


def rule(rule_id: str) -> TimedRule:
    found = RULES.timed(rule_id)
    assert found is not None
    return found


def answer(
    rule_id: str,
    events: Mapping[str, Moment],
    place: str = "",
    *,
    promise: int | None = None,
    facts: Mapping[str, str] | None = None,
    suspended: tuple[Span, ...] = (),
) -> Deadline:
    found = rule(rule_id)
    market = RULES.market(found.market or "EU")
    assert market is not None
    code = place or found.calendar
    return deadline(
        found,
        Circumstances(
            events=events,
            zone=ZoneInfo(market.capitals.get(code.split("-")[0], market.zone)),
            working=calendar_for(code) if code else None,
            promise=Period(promise, Unit.CALENDAR_DAYS) if promise is not None else None,
            facts=facts or {},
            suspended=suspended,
        ),
    )


@pytest.mark.parametrize(
    ("rule_id", "event", "day", "place", "due"),
    [
        ("cn.withdraw", "delivered_to_consumer", date(2026, 9, 24), "CN", date(2026, 10, 8)),
        ("cn.withdraw", "delivered_to_consumer", date(2026, 10, 3), "CN", date(2026, 10, 10)),
        ("cn.complaint_authority", "complaint_received", date(2026, 9, 30), "CN", date(2026, 10, 15)),
        ("eu.withdraw", "last_item_delivered", date(2026, 12, 11), "DE", date(2026, 12, 28)),
        ("eu.withdraw", "delivered_to_consumer", date(2026, 6, 1), "FR", date(2026, 6, 15)),
        ("eu.withdraw_send", "withdrawal_notified", date(2026, 7, 31), "FR", date(2026, 8, 14)),
        ("eu.guarantee", "delivered_to_consumer", date(2026, 10, 10), "DE", date(2028, 10, 10)),
        ("eu.burden", "delivered_to_consumer", date(2026, 10, 10), "DE", date(2027, 10, 10)),
        ("gb.withdraw", "last_item_delivered", date(2026, 12, 11), "GB", date(2026, 12, 25)),
        ("gb.reject_refund", "refund_agreed", date(2026, 6, 1), "GB", date(2026, 6, 14)),
        ("gb.burden", "delivered_to_consumer", date(2027, 1, 10), "GB", date(2027, 7, 9)),
        ("gb.withdraw_send", "withdrawal_notified", date(2026, 6, 1), "GB", date(2026, 6, 15)),
        ("gb.limit", "delivered_to_consumer", date(2024, 2, 29), "GB", date(2030, 2, 28)),
        ("us.ftc_refund", "withdrawal_notified", date(2026, 11, 20), "US", date(2026, 12, 2)),
        ("us.15b_investigate", "information_obtained", date(2026, 12, 18), "US", date(2027, 1, 5)),
        ("jp.withdraw", "delivered_to_consumer", date(2026, 6, 1), "JP", date(2026, 6, 8)),
        ("jp.withdraw", "delivered_to_consumer", date(2026, 5, 30), "JP", date(2026, 6, 6)),
        ("jp.serious", "became_aware", date(2026, 12, 20), "JP", date(2027, 1, 4)),
        ("jp.pse_notify", "business_started", date(2026, 12, 1), "JP", date(2027, 1, 4)),
        ("jp.nonconform", "defect_discovered", date(2027, 2, 28), "JP", date(2028, 2, 29)),
        ("kr.misdescribed", "delivered_to_consumer", date(2026, 6, 30), "KR", date(2026, 9, 30)),
        ("kr.refund", "goods_received_back", date(2026, 9, 22), "KR", date(2026, 9, 29)),
        ("au.s131", "became_aware", date(2026, 4, 2), "AU-ACT", date(2026, 4, 7)),
        ("au.s128", "recall_started", date(2026, 11, 12), "AU-ACT", date(2026, 11, 16)),
        ("in.redress", "complaint_received", date(2026, 1, 31), "", date(2026, 2, 28)),
        ("ca.2days", "became_aware", date(2026, 11, 5), "CA", date(2026, 11, 7)),
        ("ca.2days", "became_aware", date(2026, 11, 6), "CA", date(2026, 11, 9)),
        ("ca.on_cancel", "contract_copy_received", date(2026, 9, 23), "CA-ON", date(2026, 9, 30)),
        ("ca.bc_cancel", "contract_copy_received", date(2026, 9, 23), "CA-BC", date(2026, 10, 1)),
        ("br.withdraw", "delivered_to_consumer", date(2026, 2, 10), "BR", date(2026, 2, 17)),
        ("br.durable", "delivered_to_consumer", date(2026, 7, 14), "BR", date(2026, 10, 13)),
        ("sa.withdraw", "delivered_to_consumer", date(2026, 11, 6), "SA", date(2026, 11, 15)),
        ("ru.withdraw", "delivered_to_consumer", date(2026, 4, 26), "RU", date(2026, 5, 4)),
        ("ru.withdraw_refund", "withdrawal_notified", date(2026, 6, 1), "RU", date(2026, 6, 11)),
    ],
)
def test_due_days(rule_id: str, event: str, day: date, place: str, due: date) -> None:
    found = answer(rule_id, {event: day}, place)
    assert found.due == due
    assert found.due_at is not None
    assert found.due_at.date() == due
    assert found.due_at.strftime("%H:%M:%S") == "23:59:59"


def test_the_nominal_day_is_kept_beside_the_moved_one() -> None:
    found = answer("eu.withdraw", {"last_item_delivered": date(2026, 12, 11)}, "DE")
    assert (found.nominal, found.due) == (date(2026, 12, 25), date(2026, 12, 28))


def test_a_union_holiday_counts_only_where_the_act_is_done() -> None:
    events = {"last_item_delivered": date(2026, 8, 1)}
    assert answer("eu.withdraw", events, "FR").due == date(2026, 8, 17)
    events = {"last_item_delivered": date(2026, 12, 12)}
    assert answer("eu.withdraw", events, "FR-57").due == date(2026, 12, 28)


def test_short_term_reject_waits_for_the_repair() -> None:
    delivered = {"delivered_to_consumer": date(2026, 6, 1)}
    asked = {"repair_requested": date(2026, 6, 20), "repair_completed": date(2026, 7, 2)}
    assert answer("gb.reject30", delivered).due == date(2026, 7, 1)
    assert answer("gb.reject30", {**delivered, **asked}).due == date(2026, 7, 14)
    spans = (Span(date(2026, 6, 20), date(2026, 7, 2)),)
    assert answer("gb.reject30", delivered, suspended=spans).due == date(2026, 7, 14)


def test_short_term_reject_stands_still_while_the_goods_are_away() -> None:
    events = {"delivered_to_consumer": date(2026, 6, 1), "repair_requested": date(2026, 6, 20)}
    found = answer("gb.reject30", events)
    assert found.due is None
    assert found.notes


def test_extended_withdrawal_starts_after_the_unmoved_fourteen_days() -> None:
    late = "withdrawal_info_given_late"
    events = {"last_item_delivered": date(2026, 8, 1)}
    assert answer("eu.withdraw_ext", events, "FR").due == date(2027, 8, 16)
    informed = {**events, late: date(2026, 9, 5)}
    assert answer("eu.withdraw_ext", informed, "FR").due == date(2026, 9, 21)
    too_late = {**events, late: date(2027, 8, 17)}
    assert answer("eu.withdraw_ext", too_late, "FR").due == date(2027, 8, 16)


def test_information_before_delivery_never_shortens_the_right() -> None:
    events = {
        "last_item_delivered": date(2026, 6, 1),
        "withdrawal_info_given_late": date(2026, 5, 1),
    }
    assert answer("eu.withdraw_ext", events, "FR").due == date(2026, 6, 15)


def test_british_late_information_must_come_within_twelve_months_of_the_first_day() -> None:
    late = "withdrawal_info_given_late"
    events = {"last_item_delivered": date(2026, 6, 1)}
    assert answer("gb.withdraw_ext", events).due == date(2027, 6, 15)
    assert answer("gb.withdraw_ext", {**events, late: date(2027, 6, 1)}).due == date(2027, 6, 15)
    assert answer("gb.withdraw_ext", {**events, late: date(2027, 5, 1)}).due == date(2027, 5, 15)
    assert answer("gb.withdraw_ext", {**events, late: date(2027, 6, 2)}).due == date(2027, 6, 15)


def test_a_refund_may_wait_for_goods_or_proof() -> None:
    events: dict[str, Moment] = {"withdrawal_notified": date(2026, 6, 1)}
    assert answer("eu.withdraw_refund", events, "NL").due == date(2026, 6, 15)
    events["goods_received_back"] = date(2026, 6, 20)
    assert answer("eu.withdraw_refund", events, "NL").due == date(2026, 6, 20)
    events["return_proof_received"] = date(2026, 6, 10)
    assert answer("eu.withdraw_refund", events, "NL").due == date(2026, 6, 15)


def test_a_trader_who_collects_may_not_wait() -> None:
    events = {"withdrawal_notified": date(2026, 6, 1), "goods_received_back": date(2026, 6, 20)}
    assert answer("eu.withdraw_refund", events, "NL", facts={"trader_collects": "yes"}).due == date(
        2026, 6, 15
    )


def test_british_refund_runs_from_the_earlier_of_goods_and_proof() -> None:
    events = {"goods_received_back": date(2026, 6, 10), "return_proof_received": date(2026, 6, 4)}
    assert answer("gb.withdraw_refund", events).due == date(2026, 6, 18)


def test_korean_withdrawal_runs_from_the_later_of_paper_and_delivery() -> None:
    events = {"contract_copy_received": date(2026, 6, 1), "delivered_to_consumer": date(2026, 6, 4)}
    assert answer("kr.withdraw", events).due == date(2026, 6, 11)


def test_korean_misdescription_ends_with_the_earlier_of_its_two_periods() -> None:
    events = {"delivered_to_consumer": date(2026, 6, 30), "defect_discovered": date(2026, 7, 1)}
    assert answer("kr.misdescribed", events).due == date(2026, 7, 31)


def test_repair_extends_the_two_year_guarantee_once_whatever_its_date() -> None:
    events = {
        "delivered_to_consumer": date(2026, 8, 15),
        "repair_completed": date(2027, 3, 1),
        "contract_concluded": date(2026, 8, 5),
    }
    assert answer("eu.repair_ext", events, "DE").due == date(2029, 8, 15)
    before = {**events, "contract_concluded": date(2026, 7, 30)}
    assert answer("eu.repair_ext", before, "DE").due is None


def test_japanese_return_is_displaced_by_another_stated_term() -> None:
    events = {"delivered_to_consumer": date(2026, 6, 1)}
    stated = {"other_return_term_shown": "yes"}
    assert answer("jp.withdraw", events, facts=stated).due is None
    assert answer("jp.withdraw", events, facts={"other_return_term_shown": "no"}).due is not None


def test_three_guarantees_stop_during_repair_and_restart_after_replacement() -> None:
    sold = {"sold_invoice_date": date(2026, 1, 10)}
    repair = (Span(date(2026, 3, 1), date(2026, 3, 10)),)
    assert answer("cn.sanbao_period", sold, suspended=repair).due == date(2027, 1, 20)
    replaced = {**sold, "replacement_delivered": date(2026, 5, 1)}
    assert answer("cn.sanbao_period", replaced, suspended=repair).due == date(2027, 5, 1)


def test_mediation_skips_testing_time() -> None:
    accepted = {"complaint_accepted_by_authority": date(2026, 6, 1)}
    plain = answer("cn.mediation_end", accepted)
    testing = (Span(date(2026, 6, 8), date(2026, 6, 12)),)
    assert plain.due == date(2026, 8, 4)
    assert answer("cn.mediation_end", accepted, suspended=testing).due == date(2026, 8, 11)


def test_hours_are_elapsed_hours_in_the_rule_s_zone() -> None:
    at = datetime(2026, 6, 5, 10, tzinfo=UTC)
    found = answer("in.ack", {"complaint_received": at})
    assert found.due == at + timedelta(hours=48)
    assert isinstance(found.due, datetime)
    assert found.due.isoformat() == "2026-06-07T15:30:00+05:30"


def test_american_report_runs_on_working_days_and_shows_running_hours_as_target() -> None:
    obtained = datetime(2026, 10, 30, 18, tzinfo=ZoneInfo("America/New_York"))
    found = answer("us.15b", {"information_obtained": obtained})
    assert found.due == datetime(2026, 11, 2, 18, tzinfo=ZoneInfo("America/New_York"))
    assert found.target == obtained.astimezone(UTC) + timedelta(hours=24)


def test_at_once_is_the_event_itself() -> None:
    at = datetime(2026, 6, 5, 10, tzinfo=UTC)
    assert answer("gb.notify", {"became_aware": at}).due == at
    assert answer("gb.notify", {"became_aware": date(2026, 6, 5)}).due == date(2026, 6, 5)


def test_without_undue_delay_gives_no_date_but_a_target() -> None:
    found = answer("eu.accident", {"became_aware": date(2026, 4, 2)}, "DE")
    assert (found.due, found.target) == (None, date(2026, 4, 8))


def test_a_rule_is_chosen_by_the_day_of_its_event() -> None:
    assert answer("eu.pld_identify", {"authority_or_claimant_request": date(2026, 12, 8)}, "DE").due is None
    asked = {"authority_or_claimant_request": date(2026, 12, 9)}
    assert answer("eu.pld_identify", asked, "DE").due == date(2027, 1, 11)
    old = {**asked, "placed_on_market": date(2026, 12, 1)}
    assert answer("eu.pld_identify", old, "DE").due is None


def test_a_promise_lengthens_a_right_and_is_never_moved() -> None:
    events = {"last_item_delivered": date(2026, 6, 5)}
    found = answer("eu.withdraw", events, "DE", promise=30)
    assert (found.due, found.law_due, found.promised) == (
        date(2026, 7, 5),
        date(2026, 6, 19),
        date(2026, 7, 5),
    )
    assert answer("eu.withdraw", events, "DE", promise=7).due == date(2026, 6, 19)


def test_a_promise_shortens_our_own_duty() -> None:
    events = {"withdrawal_notified": date(2026, 6, 1)}
    assert answer("eu.withdraw_refund", events, "DE", promise=5).due == date(2026, 6, 6)
    assert answer("eu.withdraw_refund", events, "DE", promise=40).due == date(2026, 6, 15)


def test_a_promise_stands_alone_where_the_law_gives_nothing() -> None:
    assert answer("us.withdraw", {"delivered_to_consumer": date(2026, 6, 1)}, promise=30).due == date(
        2026, 7, 1
    )


def test_a_clock_that_has_not_begun_says_what_it_awaits() -> None:
    found = answer("gb.withdraw_refund", {})
    assert found.due is None
    assert found.awaits == ("goods_received_back", "return_proof_received")


@pytest.mark.parametrize(
    ("rule_id", "event", "day", "provisional"),
    [
        ("cn.withdraw", "delivered_to_consumer", date(2026, 11, 2), False),
        ("cn.withdraw", "delivered_to_consumer", date(2026, 12, 25), True),
        ("cn.burden", "delivered_to_consumer", date(2027, 3, 1), False),
        ("cn.complaint_authority", "complaint_received", date(2026, 12, 28), True),
        ("sa.withdraw", "delivered_to_consumer", date(2026, 3, 13), True),
        ("sa.withdraw", "delivered_to_consumer", date(2026, 7, 5), False),
        ("eu.withdraw", "last_item_delivered", date(2028, 3, 1), False),
    ],
)
def test_dates_on_unpublished_lists_are_provisional(
    rule_id: str, event: str, day: date, provisional: bool
) -> None:
    assert answer(rule_id, {event: day}).provisional is provisional


@pytest.mark.parametrize(
    ("events", "promise"),
    [
        ({"delivered_to_consumer": date(9999, 12, 31)}, None),
        ({"delivered_to_consumer": date(1, 1, 1)}, None),
        ({"delivered_to_consumer": datetime(2026, 1, 1)}, None),  # noqa: DTZ001 - the fault under test
        ({"delivered_to_consumer": date(2026, 1, 1)}, 40_000),
    ],
)
def test_slips_of_the_pen_are_refused(events: Mapping[str, Moment], promise: int | None) -> None:
    with pytest.raises(RuleBroken):
        answer("cn.withdraw", events, promise=promise)


def test_bodily_injury_has_its_own_period_in_japan() -> None:
    events = {"damage_and_liable_party_known": date(2026, 6, 30)}
    assert answer("jp.pl", events).due == date(2029, 6, 30)
    assert answer("jp.pl", events, facts={"life_or_body": "yes"}).due == date(2031, 6, 30)


ALL_RULES = [r for m in RULES.markets.values() for r in m.timed_rules if r.counting.starts]


@given(st.sampled_from(ALL_RULES), DAYS, st.integers(0, 400))
def test_no_date_lies_before_its_event_and_none_before_its_nominal_day(
    timed: TimedRule, day: date, promise: int
) -> None:
    found = answer(timed.id, {timed.counting.starts[0].event: day}, promise=promise)
    if found.law_due_at is None or found.due_at is None or found.nominal is None:
        return
    nominal = found.nominal.date() if isinstance(found.nominal, datetime) else found.nominal
    assert found.law_due_at.date() >= nominal >= day
    if found.side is Side.RIGHT:
        assert found.due_at >= found.law_due_at
    else:
        assert found.due_at <= found.law_due_at


@given(st.sampled_from(ALL_RULES), DAYS, st.integers(1, 60))
def test_a_later_event_never_brings_an_earlier_date(timed: TimedRule, day: date, later: int) -> None:
    event = timed.counting.starts[0].event
    first = answer(timed.id, {event: day}).law_due_at
    second = answer(timed.id, {event: day + timedelta(days=later)}).law_due_at
    if first and second:
        assert first <= second
