"""The way of a claim on the real database: what is allowed, what is refused, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import (
    ClaimKind,
    ClaimStatus,
    CostKind,
    CostState,
    DeadlineState,
    Disposition,
    Remedy,
    SafetyFlag,
)
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.vetting import NEEDED
from qualitydesk.domain.values import Query, msg
from qualitydesk.records import ClaimDeadline, ClaimStep, CostLine, CustodyLeg, Incident, Party, Serial
from qualitydesk.services import claims, parties, shipments
from qualitydesk.services.claims import NewClaim, NewRefund, NewShare, NextStepKind
from qualitydesk.services.desk import Desk
from tests import builders

ORDERED = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
DELIVERED = datetime(2026, 10, 9, 10, 0, tzinfo=UTC)
Keys = dict[str, str]


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


@pytest.fixture
def kettle(service: Desk) -> Keys:
    """Two kettles sold to a buyer in Leipzig, of a lot that Rhein-Trans carried."""
    with service.store.write(service.person, "prepare") as work:
        keys = builders.add_traded_goods(work)
        keys["carrier"] = builders.add_party(
            work, "carrier", name="Rhein-Trans Spedition", short_name="Rhein-Trans"
        )
        order = builders.add_order(
            work, number="DE-3058871", placed_at=ORDERED, delivered_at=DELIVERED, freight_minor=560
        )
        keys["order"] = order
        keys["order_line"] = builders.add_order_line(
            work,
            order,
            keys["product"],
            quantity=2,
            lot_id=keys["lot"],
            shipment_line_id=keys["shipment_line"],
            tracking_number="1Z999AA10123456784",
        )
        own = work.find(Party, own=True)
        assert own is not None
        keys["own"] = own.id
    return keys


def new_claim(desk: Desk, **changes: Any) -> NewClaim:
    (item,) = claims.find_items(desk, "DE-3058871")
    asked: dict[str, Any] = {"asked": Remedy.REFUND, "asked_amount": euro("39.90")}
    return replace(NewClaim(item, ClaimKind.DEFECTIVE, "It leaks at the bottom."), **(asked | changes))


@pytest.fixture
def claim(service: Desk, kettle: Keys) -> str:
    return claims.create_claim(service, new_claim(service))


def version(desk: Desk, claim: str) -> int:
    return claims.open_claim(desk, claim).version


def do(desk: Desk, claim: str, verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
    """Call a verb as the screen does: with the version just read."""
    return verb(desk, claim, version(desk, claim), *args, **values)


def ready_to_decide(desk: Desk, claim: str, kettle: Keys) -> None:
    do(desk, claim, claims.triage)
    do(desk, claim, claims.investigate)
    do(desk, claim, claims.set_reason, reason="leak at base seam")
    do(desk, claim, claims.share_liability, shares(kettle))


def shares(kettle: Keys) -> list[NewShare]:
    return [
        NewShare(kettle["maker"], LiabilityRole.MAKER, 7000, "seam weld"),
        NewShare(kettle["carrier"], LiabilityRole.CARRIER, 2000, "wet cartons"),
        NewShare(kettle["own"], LiabilityRole.US, 1000, "test too small"),
    ]


def settled(desk: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(desk, claim, kettle)
    granted = {"amount": euro("39.90"), "disposition": Disposition.KEEPS}
    do(desk, claim, claims.decide, Remedy.REFUND, **granted)
    do(desk, claim, claims.add_cost, CostKind.PRICE, euro("39.90"), state=CostState.BOOKED)
    do(desk, claim, claims.settle)


# -- intake


@pytest.mark.parametrize("key", ["DE-3058871", "1Z999AA10123456784", "lot", "DE-3058871 ", "de-3058871"])
def test_goods_are_found_by_order_tracking_and_lot(service: Desk, kettle: Keys, key: str) -> None:
    if key == "lot":
        with service.store.read() as read:
            from qualitydesk.records import Lot

            key = read.get(Lot, kettle["lot"]).number
    (item,) = claims.find_items(service, key)
    assert (item.order_line_id, item.lot_id, item.left) == (kettle["order_line"], kettle["lot"], 2)
    assert item.price == euro("39.90")


def test_goods_without_an_order_are_found_by_serial_number(service: Desk, kettle: Keys) -> None:
    with service.store.write(service.person, "prepare") as work:
        lot = builders.add_lot(work, kettle["product"])
        builders.add_shipment_line(work, kettle["shipment"], kettle["product"], lot, quantity=10)
        serial = work.insert(Serial, id="019abc00-0000-7000-8000-000000000001", number="SN-77", lot_id=lot)
    (item,) = claims.find_items(service, "SN-77")
    assert (item.serial_id, item.lot_id, item.order_id) == (serial, lot, "")
    opened = claims.create_claim(service, NewClaim(item, ClaimKind.DEFECTIVE, "Broken."))
    assert claims.open_claim(service, opened).goods[0].serial == "SN-77"


def test_nothing_is_found_for_nothing(service: Desk, kettle: Keys) -> None:
    assert claims.find_items(service, "  ") == claims.find_items(service, "NO-SUCH") == ()


def test_a_claim_knows_its_order_goods_and_asked_remedy(service: Desk, claim: str) -> None:
    file = claims.open_claim(service, claim)
    assert file.number.startswith("CL-2026-")
    assert (file.status, file.asked, file.granted) == (ClaimStatus.NEW, Remedy.REFUND, Remedy.NONE)
    assert file.asked_amount == euro("39.90")
    assert file.order_number == "DE-3058871"
    assert file.buyer.name == "Anna Krüger"
    assert file.goods[0].quantity == 1
    assert str(file.handler) == "Sofia Brandt"
    assert claims.claim_key(service, file.number) == claim
    assert file.trace.found


def test_a_claim_knows_where_disputes_go_and_who_pays_the_way_back(service: Desk, kettle: Keys) -> None:
    (item,) = claims.find_items(service, "DE-3058871")
    rights = {}
    for kind in (ClaimKind.DEFECTIVE, ClaimKind.CHANGE_OF_MIND):
        file = claims.open_claim(service, claims.create_claim(service, NewClaim(item, kind, "It is so.")))
        rights[kind] = file.rights
        assert "ECC-Net" in str(file.rights.disputes[0])
    assert rights[ClaimKind.DEFECTIVE].way_back == msg("the seller pays")
    assert rights[ClaimKind.CHANGE_OF_MIND].way_back == msg("the consumer pays")
    assert rights[ClaimKind.CHANGE_OF_MIND].buyer_pays_back


def test_never_more_than_was_shipped(service: Desk, claim: str) -> None:
    with pytest.raises(RuleBroken, match="2 were shipped, 1 are claimed"):
        claims.create_claim(service, new_claim(service, quantity=2))
    claims.create_claim(service, new_claim(service))
    with pytest.raises(RuleBroken):
        claims.create_claim(service, new_claim(service))


def test_never_more_even_when_many_claim_at_once(service: Desk, kettle: Keys) -> None:
    new = new_claim(service)

    def attempt(_number: int) -> bool:
        try:
            claims.create_claim(service, new)
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(5))) == 2


def test_a_withdrawn_claim_frees_its_pieces(service: Desk, claim: str) -> None:
    do(service, claim, claims.withdraw, "found the receipt of another shop")
    claims.create_claim(service, new_claim(service, quantity=2))


def test_never_another_lot_than_was_shipped(service: Desk, kettle: Keys) -> None:
    with service.store.write(service.person, "prepare") as work:
        other = builders.add_lot(work, kettle["product"])
    with pytest.raises(RuleBroken, match="not shipped"):
        claims.create_claim(service, new_claim(service, lot_id=other))


def test_words_and_days_are_checked(service: Desk, kettle: Keys) -> None:
    for bad in (
        {"description": "  "},
        {"received_at": service.now() + timedelta(days=1)},
        {"asked_amount": Money.of("39.90", "USD")},
        {"quantity": 0},
    ):
        with pytest.raises(RuleBroken):
            claims.create_claim(service, new_claim(service, **bad))


def test_an_inspector_opens_no_claim(inspector: Desk, service: Desk, kettle: Keys) -> None:
    with pytest.raises(Denied):
        claims.create_claim(inspector, new_claim(service))


def test_danger_opens_a_safety_case_with_the_authority_clocks(service: Desk, kettle: Keys) -> None:
    opened = claims.create_claim(service, new_claim(service, safety=SafetyFlag.SHOCK))
    with service.store.read() as read:
        assert read.count(Incident, claim_id=opened, kind="Shock") == 1
    assert "eu.dangerous" in {line.rule for line in claims.open_claim(service, opened).deadlines}


# -- deadlines


def test_deadlines_are_counted_and_name_their_law(service: Desk, claim: str) -> None:
    lines = {line.rule: line for line in claims.open_claim(service, claim).deadlines}
    assert lines["eu.guarantee"].due_on == date(2028, 10, 9)
    assert lines["eu.burden"].due_on == date(2027, 10, 9)
    assert lines["SR-03"].due_on == date(2026, 12, 4)
    assert lines["SR-02"].due_on == date(2026, 11, 22)
    assert all(line.law and line.pack_version for line in lines.values())
    with service.store.read() as read:
        stored = read.find(ClaimDeadline, claim_id=claim, rule="SR-03")
    assert stored is not None
    assert (stored.nominal_on, stored.zone) == (date(2026, 12, 4), "Europe/Berlin")


def test_the_list_shows_the_next_deadline(service: Desk, claim: str) -> None:
    (row,) = claims.page(service, Query(order="due")).rows
    assert (row.next_due_on, row.next_due_rule) == (date(2026, 11, 22), "SR-02")


def test_an_answer_keeps_its_deadline(service: Desk, claim: str) -> None:
    claims.add_message(service, claim, "Please unplug the kettle.")
    file = claims.open_claim(service, claim)
    assert next(line for line in file.deadlines if line.rule == "SR-02").state is DeadlineState.KEPT
    assert file.next_deadline is not None
    assert file.next_deadline.rule == "RR-01"


def test_a_late_answer_missed_it(service: Desk, kettle: Keys) -> None:
    late = claims.create_claim(service, new_claim(service, received_at=service.now() - timedelta(days=9)))
    assert next(line for line in claims.open_claim(service, late).deadlines if line.rule == "SR-02").overdue
    claims.add_message(service, late, "Sorry for the wait.")
    answered = next(line for line in claims.open_claim(service, late).deadlines if line.rule == "SR-02")
    assert answered.state is DeadlineState.MISSED


def test_a_reservation_on_the_leg_keeps_the_carriers_deadline(service: Desk, kettle: Keys) -> None:
    accepted = datetime(2026, 9, 9, 8, 0, tzinfo=UTC)
    with service.store.write(service.person, "prepare") as work:
        work.insert(
            CustodyLeg,
            id=new_key(),
            shipment_id=kettle["shipment"],
            leg_no=3,
            state="Accepted with remarks",
            remarks="12 cartons wet",
            holder_id=kettle["carrier"],
            accepted_at=accepted,
        )
    damaged = claims.create_claim(service, new_claim(service, kind=ClaimKind.DAMAGED))
    file = claims.open_claim(service, damaged)
    line = next(line for line in file.deadlines if line.rule == "RR-02")
    assert (line.state, line.kept_at, line.due_on) == (DeadlineState.KEPT, accepted, date(2026, 9, 16))
    assert [note.remarks for note in file.legs] == ["12 cartons wet"]
    assert LiabilityRole.CARRIER in {one.role for one in file.candidates}


def test_the_buyers_own_days_are_no_duty_of_ours(service: Desk, kettle: Keys) -> None:
    opened = claims.create_claim(service, new_claim(service, kind=ClaimKind.CHANGE_OF_MIND))
    lines = {line.rule: line for line in claims.open_claim(service, opened).deadlines}
    assert lines["eu.withdraw"].past
    assert not lines["eu.withdraw"].overdue
    assert lines["eu.withdraw_refund"].ours


def test_deciding_keeps_and_starts_deadlines(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    lines = {line.rule: line.state for line in claims.open_claim(service, claim).deadlines}
    assert lines["SR-03"] is DeadlineState.KEPT


# -- the way


def test_the_short_way_to_closed(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    with pytest.raises(RuleBroken, match="Ningbo Haoyu"):
        do(service, claim, claims.close)
    do(service, claim, claims.waive_recovery, "less than the postage")
    do(service, claim, claims.close)
    file = claims.open_claim(service, claim)
    assert file.status is ClaimStatus.CLOSED
    assert file.next_deadline is None
    assert [line.verb for line in file.history] == [
        "open",
        "triage",
        "investigate",
        "decide",
        "settle",
        "close",
    ]
    assert {str(line.person) for line in file.history} == {"Sofia Brandt"}


def test_the_long_way_with_a_return(service: Desk, inspector: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(service, claim, kettle)
    do(service, claim, claims.decide, Remedy.REFUND, amount=euro("45.50"), disposition=Disposition.RETURN)
    do(service, claim, claims.add_cost, CostKind.PRICE, euro("39.90"))
    with pytest.raises(RuleBroken, match="come back"):
        do(service, claim, claims.settle)
    do(service, claim, claims.expect_return)
    do(inspector, claim, claims.receive_goods, "box open")
    with pytest.raises(RuleBroken, match="what is done"):
        do(inspector, claim, claims.inspect_goods, Disposition.RETURN, "leaks")
    do(inspector, claim, claims.inspect_goods, Disposition.SCRAP, "leaks")
    do(service, claim, claims.settle)
    file = claims.open_claim(service, claim)
    assert (file.status, file.disposition) == (ClaimStatus.SETTLED, Disposition.SCRAP)


def test_deciding_needs_reason_and_liability(service: Desk, claim: str) -> None:
    do(service, claim, claims.triage)
    do(service, claim, claims.investigate)
    with pytest.raises(RuleBroken, match="reason"):
        do(service, claim, claims.decide, Remedy.REFUND, amount=euro("39.90"))
    assert claims.open_claim(service, claim).status is ClaimStatus.INVESTIGATION
    move = claims.open_claim(service, claim).move("decide")
    assert move is not None
    assert len(move.blockers) == 2


def test_no_more_is_refunded_than_was_paid(service: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(service, claim, kettle)
    with pytest.raises(RuleBroken, match=r"45\.50 EUR"):
        do(service, claim, claims.decide, Remedy.REFUND, amount=euro("45.51"))


def test_a_rejection_says_why_and_settles_without_costs(service: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(service, claim, kettle)
    with pytest.raises(RuleBroken, match="reason"):
        do(service, claim, claims.decide, Remedy.REJECTED)
    do(service, claim, claims.decide, Remedy.REJECTED, reason="dropped by the buyer, see photo 2")
    do(service, claim, claims.settle)
    do(service, claim, claims.close)
    file = claims.open_claim(service, claim)
    assert (file.asked, file.granted) == (Remedy.REFUND, Remedy.REJECTED)
    assert "photo 2" in next(line.reason for line in file.history if line.verb == "decide")


def test_asking_the_buyer_waits_and_logs_the_question(service: Desk, claim: str) -> None:
    do(service, claim, claims.triage)
    with pytest.raises(RuleBroken, match="question"):
        do(service, claim, claims.ask_buyer, " ")
    do(service, claim, claims.ask_buyer, "Is the lid dented?")
    file = claims.open_claim(service, claim)
    assert file.status is ClaimStatus.WAITING
    assert [(line.direction, line.text) for line in file.messages] == [("Out", "Is the lid dented?")]


def test_reopening_is_counted(service: Desk, claim: str) -> None:
    do(service, claim, claims.withdraw, "solved")
    do(service, claim, claims.reopen, "it leaks again")
    do(service, claim, claims.withdraw, "solved")
    do(service, claim, claims.reopen, "and again")
    file = claims.open_claim(service, claim)
    assert (file.status, file.reopened_count, file.closed_at) == (ClaimStatus.REOPENED, 2, None)
    assert file.next_deadline is not None


def test_a_stale_screen_is_told_and_changes_nothing(service: Desk, claim: str) -> None:
    seen = version(service, claim)
    claims.triage(service, claim, seen)
    with pytest.raises(Conflict) as told:
        claims.withdraw(service, claim, seen, "by mistake")
    assert told.value.theirs == {"status": "Triaged", "closed_at": None}
    with service.store.read() as read:
        assert read.count(ClaimStep, claim_id=claim) == 2


def test_an_unknown_claim_is_not_found(service: Desk) -> None:
    with pytest.raises(NotFound):
        claims.open_claim(service, "nobody")
    with pytest.raises(NotFound):
        claims.claim_key(service, "CL-1999-0001")


# -- liability and costs


def test_the_ledger_is_exact_and_follows_the_shares(service: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(service, claim, kettle)
    for amount in ("39.90", "5.60", "7.45", "8.05", "10.00"):
        do(service, claim, claims.add_cost, CostKind.OTHER, euro(amount))
    ledger = claims.open_claim(service, claim).ledger
    assert [column.minor for column in ledger.columns] == [4970, 1420, 710]
    assert (ledger.to_get_back, ledger.stays_with_us) == (euro("63.90"), euro("7.10"))


def test_shares_above_the_whole_are_refused(service: Desk, claim: str, kettle: Keys) -> None:
    wrong = [*shares(kettle)[:2], NewShare(kettle["own"], LiabilityRole.US, 2000)]
    with pytest.raises(RuleBroken, match="110 %"):
        do(service, claim, claims.share_liability, wrong)
    assert not claims.open_claim(service, claim).liability.shares


def test_shares_can_be_shared_anew(service: Desk, claim: str, kettle: Keys) -> None:
    do(service, claim, claims.share_liability, shares(kettle))
    do(service, claim, claims.share_liability, [NewShare(kettle["own"], LiabilityRole.OTHER, 4000)])
    liability = claims.open_claim(service, claim).liability
    assert [(share.role, share.points) for share in liability.shares] == [(LiabilityRole.US, 4000)]
    assert liability.undecided == 6000


def test_two_editors_of_the_costs_do_not_overwrite_each_other(service: Desk, claim: str) -> None:
    seen = version(service, claim)
    claims.add_cost(service, claim, seen, CostKind.PRICE, euro("39.90"))
    with pytest.raises(Conflict):
        claims.add_cost(service, claim, seen, CostKind.PRICE, euro("39.90"))
    assert len(claims.open_claim(service, claim).ledger.rows) == 1


def test_a_cost_line_is_altered_and_withdrawn_but_kept(service: Desk, claim: str) -> None:
    do(service, claim, claims.add_cost, CostKind.PRICE, euro("39.90"))
    cost = claims.open_claim(service, claim).ledger.rows[0].cost.id
    do(service, claim, claims.alter_cost, cost, kind=CostKind.DUTY, amount=euro("4"), state=CostState.BOOKED)
    assert claims.open_claim(service, claim).ledger.borne == euro("4.00")
    do(service, claim, claims.withdraw_cost, cost)
    assert not claims.open_claim(service, claim).ledger.rows
    with service.store.read() as read:
        assert read.count(CostLine, claim_id=claim) == 1
    with pytest.raises(RuleBroken):
        do(service, claim, claims.withdraw_cost, cost)


def test_a_settled_claim_stands_still(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    for verb, args in (
        (claims.add_cost, (CostKind.PRICE, euro("1"))),
        (claims.share_liability, (shares(kettle),)),
    ):
        with pytest.raises(RuleBroken, match="Reopen"):
            do(service, claim, verb, *args)


def test_costs_are_in_the_currency_of_the_claim(service: Desk, claim: str) -> None:
    for bad in (Money.of("1", "USD"), euro("0")):
        with pytest.raises(RuleBroken):
            do(service, claim, claims.add_cost, CostKind.PRICE, bad)


# -- recovery and refund


def test_a_recovery_asks_for_the_partys_column(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    recovery = do(service, claim, claims.open_recovery, kettle["carrier"])
    with pytest.raises(RuleBroken, match="open already"):
        do(service, claim, claims.open_recovery, kettle["carrier"])
    with pytest.raises(RuleBroken, match="ourselves"):
        do(service, claim, claims.open_recovery, kettle["own"])
    (line,) = claims.open_claim(service, claim).recoveries
    assert (line.asked, line.due_on) == (euro("7.98"), date(2026, 11, 27))
    for verb in ("send", "agree", "credit"):
        line = claims.open_claim(service, claim).recoveries[0]
        claims.move_recovery(service, recovery, line.version, verb)
    file = claims.open_claim(service, claim)
    assert file.recoveries[0].credited == euro("7.98")
    assert file.ledger.agreed == euro("7.98")
    assert file.recoveries[0].due_on is None


def test_goods_that_come_back_are_waited_for_before_it_is_settled(
    service: Desk, claim: str, kettle: Keys
) -> None:
    """The button of a next step does what stands beside it."""
    ready_to_decide(service, claim, kettle)
    back = {"amount": euro("39.90"), "disposition": Disposition.RETURN}
    do(service, claim, claims.decide, Remedy.REFUND, **back)
    steps = claims.open_claim(service, claim).next_steps
    assert [step.target for step in steps if step.kind is NextStepKind.MOVE] == ["expect_return"]


@pytest.mark.usefixtures("far_east")
def test_the_day_of_an_answer_is_the_one_it_was_here(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    recovery = do(service, claim, claims.open_recovery, kettle["carrier"])
    for verb in ("send", "agree"):
        line = claims.open_claim(service, claim).recoveries[0]
        claims.move_recovery(service, recovery, line.version, verb)
    steps = claims.open_claim(service, claim).next_steps
    agreed = next(step for step in steps if step.kind is NextStepKind.RECOVERY_AGREED)
    assert agreed.day == date(2026, 11, 21)


def test_notice_to_the_maker_keeps_its_deadline(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    recovery = do(service, claim, claims.open_recovery, kettle["maker"])
    assert NextStepKind.SEND_RECOVERY in {s.kind for s in claims.open_claim(service, claim).next_steps}
    claims.move_recovery(service, recovery, 1, "send")
    lines = {line.rule: line.state for line in claims.open_claim(service, claim).deadlines}
    assert lines["RR-01"] is DeadlineState.KEPT
    with pytest.raises(RuleBroken):
        claims.move_recovery(service, recovery, 2, "credit")
    with pytest.raises(RuleBroken, match="in part"):
        claims.move_recovery(service, recovery, 2, "agree_in_part", amount=euro("27.93"))


def test_waiving_needs_a_reason(service: Desk, claim: str) -> None:
    with pytest.raises(RuleBroken):
        do(service, claim, claims.waive_recovery, " ")


def test_what_is_waived_can_be_claimed_back_until_the_claim_ends(
    service: Desk, claim: str, kettle: Keys
) -> None:
    def offered() -> list[str]:
        steps = claims.open_claim(service, claim).next_steps
        return [step.target for step in steps if step.kind is NextStepKind.OPEN_RECOVERY]

    settled(service, claim, kettle)
    do(service, claim, claims.waive_recovery, "less than the postage")
    assert sorted(offered()) == sorted([kettle["maker"], kettle["carrier"]])
    do(service, claim, claims.open_recovery, kettle["carrier"])
    assert claims.open_claim(service, claim).recovery_waived_reason, "of the maker nothing is asked still"
    do(service, claim, claims.close)
    assert offered() == []
    do(service, claim, claims.reopen, "the maker offers a credit")
    do(service, claim, claims.open_recovery, kettle["maker"])
    assert not claims.open_claim(service, claim).recovery_waived_reason


@pytest.mark.parametrize(
    ("steps", "hoped"),
    [([], "7.98"), (["send"], "7.98"), (["send", "agree"], "7.98"), (["send", "refuse"], "0"),
     (["send", "agree", "write_off"], "0"), (["send", "agree", "credit"], "7.98")],
)  # fmt: skip
def test_what_was_refused_is_hoped_for_no_more(
    service: Desk, claim: str, kettle: Keys, steps: list[str], hoped: str
) -> None:
    settled(service, claim, kettle)
    recovery = do(service, claim, claims.open_recovery, kettle["carrier"])
    for verb in steps:
        claims.move_recovery(service, recovery, claims.open_claim(service, claim).recoveries[0].version, verb)
    assert claims.open_claim(service, claim).recoveries[0].hoped == euro(hoped)


def test_a_refund_needs_two_people(service: Desk, manager: Desk, claim: str, kettle: Keys) -> None:
    with pytest.raises(RuleBroken, match="granted"):
        do(service, claim, claims.request_refund, NewRefund(euro("39.90")))
    settled(service, claim, kettle)
    do(service, claim, claims.waive_recovery, "goodwill")
    refund = do(service, claim, claims.request_refund, NewRefund(euro("39.90"), reference="pi_3Nx"))
    with pytest.raises(RuleBroken, match="second person"):
        do(service, claim, claims.close)
    with pytest.raises(Denied, match="Four eyes"):
        claims.release_refund(service, refund, 1)
    claims.release_refund(manager, refund, 1)
    (line,) = claims.open_claim(service, claim).refunds
    assert line.state == "Released"
    assert (str(line.requested_by), str(line.released_by)) == ("Sofia Brandt", "Lin Tao")
    with pytest.raises(RuleBroken, match="already"):
        claims.release_refund(manager, refund, 2)
    do(service, claim, claims.close)


def test_a_refund_stays_within_what_was_granted(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    do(service, claim, claims.request_refund, NewRefund(euro("30.00")))
    with pytest.raises(RuleBroken, match="granted"):
        do(service, claim, claims.request_refund, NewRefund(euro("9.91")))
    with pytest.raises(RuleBroken, match="rate"):
        do(service, claim, claims.request_refund, NewRefund(Money.of("9.91", "USD")))
    refund = claims.open_claim(service, claim).refunds[0]
    claims.cancel_refund(service, refund.id, refund.version, "typing error")
    do(service, claim, claims.request_refund, NewRefund(euro("39.90")))


def test_a_refund_in_another_currency_stays_within_what_was_granted(
    service: Desk, claim: str, kettle: Keys
) -> None:
    settled(service, claim, kettle)
    rate: Any = {"rate": Decimal("1.08"), "rate_on": service.today()}
    with pytest.raises(RuleBroken, match="granted"):
        do(service, claim, claims.request_refund, NewRefund(Money.of("43.20", "USD"), **rate))
    later = rate | {"rate_on": service.today() + timedelta(days=1)}
    with pytest.raises(RuleBroken, match="not come"):
        do(service, claim, claims.request_refund, NewRefund(Money.of("43.09", "USD"), **later))
    do(service, claim, claims.request_refund, NewRefund(Money.of("43.09", "USD"), **rate))
    (line,) = claims.open_claim(service, claim).refunds
    assert (line.amount, line.rate, line.rate_on) == (Money.of("43.09", "USD"), rate["rate"], rate["rate_on"])
    with pytest.raises(RuleBroken, match="granted"):
        do(service, claim, claims.request_refund, NewRefund(euro("0.01")))


def test_money_goes_back_through_vetted_providers_only(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    with pytest.raises(RuleBroken, match="vetted"):
        do(service, claim, claims.request_refund, NewRefund(euro("1"), provider_id=kettle["carrier"]))


# -- messages and lists


def test_messages_are_kept_in_order_and_never_empty(service: Desk, claim: str) -> None:
    with pytest.raises(RuleBroken):
        claims.add_message(service, claim, "  ")
    said: dict[str, Any] = {"direction": "In", "author": "Rhein-Trans"}
    claims.add_message(service, claim, "We accept 20 %.", counterpart="Carrier", **said)
    (line,) = claims.open_claim(service, claim).messages
    assert (line.author, line.counterpart, line.direction) == ("Rhein-Trans", "Carrier", "In")


def test_pages_follow_each_other_without_gap_or_repeat(service: Desk) -> None:
    with service.store.write(service.person, "prepare") as work:
        for n in range(7):
            due = date(2026, 12, 1 + n // 2) if n < 5 else None
            builders.add_claim(work, received_at=ORDERED + timedelta(hours=n // 2), next_due_on=due)
    groups = [Query(order=order) for order in ("status", "market", "kind")]
    assert [sum(claims.sizes(service, query).values()) for query in groups] == [7, 7, 7]
    for query in (
        Query(order="due"),
        Query(order="received"),
        Query(order="number", descending=False),
        *groups,
    ):
        seen: list[str] = []
        after = None
        while True:
            page = claims.page(service, query, after, limit=2)
            seen += [row.id for row in page.rows]
            after = page.next
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 7 == claims.count(service, query)


def test_the_list_is_filtered_and_searched(service: Desk, claim: str) -> None:
    def numbers(**filters: tuple[str, ...]) -> int:
        return claims.count(service, Query(filters))

    assert numbers(view=("open",)) == numbers(status=("New", "Triaged")) == numbers(market=("EU",)) == 1
    assert numbers(view=("closed",)) == numbers(kind=("Safety",)) == 0
    assert numbers(due_until=("2026-11-22",)) == 1
    assert claims.count(service, Query(text="Krüger")) == 1
    assert claims.count(service, Query(text="nobody")) == 0
    with pytest.raises(ValueError, match="no filter"):
        numbers(colour=("red",))


# -- what the review of these use cases found


def test_goods_claimed_meanwhile_keep_a_withdrawn_claim_closed(
    service: Desk, claim: str, kettle: Keys
) -> None:
    do(service, claim, claims.withdraw, "The buyer kept it")
    claims.create_claim(service, new_claim(service, quantity=2))
    with pytest.raises(RuleBroken, match="more than can be claimed"):
        do(service, claim, claims.reopen, "Changed his mind")


def test_a_rejected_claim_taken_up_again_counts_as_claimed(service: Desk, claim: str, kettle: Keys) -> None:
    ready_to_decide(service, claim, kettle)
    do(service, claim, claims.decide, Remedy.REJECTED, reason="Wear")
    assert claims.find_items(service, "DE-3058871")[0].left == 2
    do(service, claim, claims.settle)
    do(service, claim, claims.reopen, "A photo came")
    assert claims.find_items(service, "DE-3058871")[0].left == 1


def test_a_danger_seen_later_opens_its_safety_case(service: Desk, claim: str) -> None:
    do(service, claim, claims.set_reason, reason="It burnt", safety=SafetyFlag.FIRE)
    do(service, claim, claims.set_reason, reason="It burnt badly", safety=SafetyFlag.FIRE)
    with service.store.read() as read:
        (case,) = read.rows(Incident, claim_id=claim)
    assert (case.kind, case.description) == ("Fire", "It leaks at the bottom.")
    assert case.lot_id is not None
    assert "incident" in {line.topic for line in claims.open_claim(service, claim).deadlines}


def test_a_refund_that_is_no_longer_granted_is_not_released(
    service: Desk, manager: Desk, claim: str, kettle: Keys
) -> None:
    settled(service, claim, kettle)
    refund = do(service, claim, claims.request_refund, NewRefund(euro("39.90")))
    do(service, claim, claims.reopen, "Reviewed")
    do(service, claim, claims.investigate)
    granted = {"amount": euro("10.00"), "disposition": Disposition.KEEPS}
    do(service, claim, claims.decide, Remedy.PART_REFUND, **granted)
    with pytest.raises(RuleBroken, match="granted"):
        claims.release_refund(manager, refund, 1)
    do(service, claim, claims.withdraw, "Buyer gave up")
    with pytest.raises(RuleBroken, match="ended"):
        claims.release_refund(manager, refund, 1)


def test_the_day_of_a_rate_is_a_day_of_the_house(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    evening = replace(service, clock=FixedClock(datetime(2026, 11, 20, 18, 0, tzinfo=UTC)))
    rate: Any = {"rate": Decimal("1.08"), "rate_on": date(2026, 11, 21)}
    do(evening, claim, claims.request_refund, NewRefund(Money.of("10", "USD"), **rate))


def test_an_answer_in_another_currency_is_refused(service: Desk, claim: str, kettle: Keys) -> None:
    settled(service, claim, kettle)
    recovery = do(service, claim, claims.open_recovery, kettle["maker"])
    claims.move_recovery(service, recovery, 1, "send")
    with pytest.raises(RuleBroken, match="EUR"):
        claims.move_recovery(service, recovery, 2, "agree_in_part", amount=Money.of("5", "USD"))


def test_a_provider_is_vetted_when_all_its_checks_passed_and_none_failed_since(
    service: Desk, claim: str, kettle: Keys
) -> None:
    settled(service, claim, kettle)
    provider = parties.create_party(service, code="PAY", name="Paymate", roles=["payment_provider"])

    def ask() -> None:
        do(service, claim, claims.request_refund, NewRefund(euro("1"), provider_id=provider))

    for kind in NEEDED["payment_provider"]:
        with pytest.raises(RuleBroken, match="vetted"):
            ask()
        parties.record_check(service, provider, kind, "Passed", evidence="Register extract")
    ask()
    parties.record_check(service, provider, "Credit", "Failed")
    with pytest.raises(RuleBroken, match="vetted"):
        ask()


def test_who_was_replaced_in_a_duty_answers_no_more(service: Desk, claim: str, kettle: Keys) -> None:
    for code in ("OLD", "NEW"):
        party = parties.create_party(service, code=code, name=f"{code} GmbH")
        shipments.declare_duty(service, kettle["shipment"], duty="importer", party=party)
    names = {str(one.name) for one in claims.open_claim(service, claim).candidates}
    assert "NEW GmbH" in names
    assert "OLD GmbH" not in names
