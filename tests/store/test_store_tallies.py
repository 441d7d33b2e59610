"""Kept sums: whatever is written, they equal a plain scan; drift is found."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.statistics.counting import Figure
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.records import (
    Claim,
    CostLine,
    Defect,
    Inspection,
    LiabilityShare,
    Lot,
    Recovery,
    Shipment,
    Tally,
    t,
)
from qualitydesk.settings import House
from qualitydesk.store import maintenance, tallies
from qualitydesk.store.house import write_house
from qualitydesk.store.session import Store, Work
from tests import builders

LATE = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)
"""In Shanghai this is the first of November already."""
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))
Keys = dict[str, str]


@pytest.fixture
def keys(staffed: Backend) -> Keys:
    with staffed.store.write(PROGRAM, "prepare") as work:
        found = builders.add_traded_goods(work)
        found["carrier"] = builders.add_party(work, "carrier", name="Rhein-Trans")
    return found


@pytest.fixture
def write(staffed: Backend) -> Callable[[Callable[[Work], Any]], Any]:
    """Do something in one transaction, then hold the sums against the scan."""

    def run(what: Callable[[Work], Any]) -> Any:
        with staffed.store.write(PROGRAM, "test") as work:
            result = what(work)
        assert _wrong(staffed.store) == []
        return result

    return run


def _wrong(store: Store) -> list[str]:
    with store.read() as read:
        return tallies.differences(read)


def _sums(store: Store, figure: Figure, market: str = "") -> dict[tuple[str, str], int]:
    with store.read() as read:
        found = tallies.by_month(read, AUTUMN, market, (figure,))
    return {(one.period, one.key): one.amount for one in found}


def _inspection(work: Work, keys: Keys, **values: Any) -> str:
    usual: dict[str, Any] = {
        "number": f"IN-{new_key()[-8:]}",
        "kind": "PSI",
        "status": "Approved",
        "result": "Fail",
        "lot_id": keys["lot"],
        "product_id": keys["product"],
        "shipment_id": keys["shipment"],
        "lot_size": 800,
        "level": "II",
        "severity": "normal",
        "edition": "iso_1999",
        "sample_size": 80,
        "approved_at": LATE,
    }
    return work.insert(Inspection, id=new_key(), **usual | values)


def _defect(work: Work, inspection: str, code: str, count: int, **values: Any) -> str:
    kept = {"name": code, "defect_class": "Major", "found_at": LATE}
    return work.insert(
        Defect, id=new_key(), inspection_id=inspection, code=code, count=count, **kept | values
    )


def test_an_approval_counts_verdict_and_defects_on_the_day_of_the_house(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    def enter(work: Work) -> str:
        key = _inspection(work, keys, status="Submitted", approved_at=None)
        _defect(work, key, "L-04", 3)
        _defect(work, key, "L-04", 2)
        _defect(work, key, "C-11", 4, withdrawn_at=LATE)
        return key

    key = write(enter)
    assert _sums(staffed.store, Figure.FIRST) == {}
    write(lambda work: work.change(Inspection, key, status="Approved", approved_at=LATE))
    assert _sums(staffed.store, Figure.FIRST) == {("2026-11", "Fail"): 1}
    assert _sums(staffed.store, Figure.DEFECT) == {("2026-11", "L-04"): 5}
    assert _sums(staffed.store, Figure.MAKER) == {("2026-11", f"{keys['maker']}/Fail"): 1}
    with staffed.store.read() as read:
        market = read.get(Shipment, keys["shipment"]).market
    assert _sums(staffed.store, Figure.FIRST, market) == {("2026-11", "Fail"): 1}
    assert _sums(staffed.store, Figure.FIRST, "JP") == {}


def test_a_later_revision_takes_the_place_of_the_first(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    first = write(lambda work: _inspection(work, keys))
    revision = {"revision": 2, "revision_of_id": first, "result": "Pass"}
    second = write(lambda work: _inspection(work, keys, status="Planned", approved_at=None, **revision))
    assert _sums(staffed.store, Figure.FIRST) == {}
    write(lambda work: work.change(Inspection, second, status="Approved", approved_at=LATE))
    assert _sums(staffed.store, Figure.FIRST) == {("2026-11", "Pass"): 1}


def test_another_market_or_maker_moves_what_was_counted(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    write(lambda work: _inspection(work, keys))
    write(lambda work: work.change(Shipment, keys["shipment"], market="JP"))
    assert _sums(staffed.store, Figure.FIRST, "JP") == {("2026-11", "Fail"): 1}
    write(lambda work: work.change(Lot, keys["lot"], maker_id=keys["carrier"]))
    assert _sums(staffed.store, Figure.MAKER) == {("2026-11", f"{keys['carrier']}/Fail"): 1}


def test_many_at_once_count_as_one_by_one(staffed: Backend, keys: Keys, write: Callable[..., Any]) -> None:
    def enter(work: Work) -> None:
        with_columns = _inspection(work, keys)
        row = dict(work.get(Inspection, with_columns)._mapping)
        rows = [
            {**row, "id": new_key(), "number": f"IN-{n}", "approved_at": LATE - timedelta(days=n)}
            for n in range(900)
        ]
        work.insert_many(Inspection, rows)
        defect = dict(work.get(Defect, _defect(work, with_columns, "L-04", 1))._mapping)
        work.insert_many(Defect, [{**defect, "id": new_key(), "inspection_id": row["id"]} for row in rows])
        work.change(Inspection, rows[0]["id"], result="Pass")

    write(enter)
    assert sum(_sums(staffed.store, Figure.FIRST).values()) == 1 + 62


def _claim(work: Work, **values: Any) -> str:
    return builders.add_claim(work, received_at=LATE, market="UK", currency="GBP", **values)


def test_a_claim_counts_from_its_first_day_to_its_last_credit(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    claim = write(_claim)
    assert _sums(staffed.store, Figure.CLAIM, "UK") == {("2026-11", ""): 1}

    def share(work: Work) -> list[str]:
        return [
            work.insert(
                LiabilityShare,
                id=new_key(),
                claim_id=claim,
                party_id=keys[who],
                role=who,
                basis_points=points,
            )
            for who, points in (("maker", 7_000), ("carrier", 3_000))
        ]

    shares = write(share)
    assert _sums(staffed.store, Figure.CLAIM) == {("2026-11", f"{keys['maker']}/maker"): 1}
    cost = {"kind": "Refund of price", "amount_minor": 3_990, "state": "Booked"}
    line = write(lambda work: work.insert(CostLine, id=new_key(), claim_id=claim, **cost))
    write(lambda work: work.change(CostLine, line, amount_minor=4_011))
    assert _sums(staffed.store, Figure.BORNE) == {("2026-11", "GBP"): 4_011}
    back = {"number": "RC-1", "party_id": keys["maker"], "currency": "GBP", "asked_minor": 2_808}
    recovery = write(lambda work: work.insert(Recovery, id=new_key(), claim_id=claim, status="Sent", **back))
    write(lambda work: work.change(Recovery, recovery, status="Credited", credited_minor=2_800))
    assert _sums(staffed.store, Figure.ASKED) == {("2026-11", f"GBP/{keys['maker']}"): 2_808}
    assert _sums(staffed.store, Figure.RECOVERED) == {("2026-11", f"GBP/{keys['maker']}"): 2_800}
    write(lambda work: work.delete(LiabilityShare, shares[0]))
    assert _sums(staffed.store, Figure.CLAIM) == {("2026-11", ""): 1}
    write(lambda work: work.change(CostLine, line, withdrawn_at=LATE))
    assert _sums(staffed.store, Figure.BORNE) == {}
    write(lambda work: work.change(Claim, claim, status="Withdrawn"))
    assert _sums(staffed.store, Figure.CLAIM) == {}


def test_what_comes_and_goes_in_one_transaction_counts_for_nothing(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    def enter(work: Work) -> None:
        claim = _claim(work)
        share = {"party_id": keys["maker"], "role": "maker", "basis_points": 10_000}
        key = work.insert(LiabilityShare, id=new_key(), claim_id=claim, **share)
        work.delete(LiabilityShare, key)

    write(enter)
    assert _sums(staffed.store, Figure.CLAIM) == {("2026-11", ""): 1}


def test_a_transaction_that_is_undone_leaves_the_sums_alone(staffed: Backend, keys: Keys) -> None:
    def fail() -> None:
        with staffed.store.write(PROGRAM, "test") as work:
            _inspection(work, keys)
            work.get(Claim, "nobody")

    with pytest.raises(NotFound):
        fail()
    assert _sums(staffed.store, Figure.FIRST) == {}
    assert _wrong(staffed.store) == []


def test_another_time_zone_moves_what_happened_near_midnight(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    write(lambda work: _inspection(work, keys))
    write(lambda work: write_house(work, House(name="Lanting", timezone="Europe/Berlin")))
    assert _sums(staffed.store, Figure.FIRST) == {("2026-10", "Fail"): 1}


def test_days_are_read_one_by_one(staffed: Backend, keys: Keys, write: Callable[..., Any]) -> None:
    write(lambda work: _inspection(work, keys))
    with staffed.store.read() as read:
        found = tallies.by_day(read, AUTUMN, "", (Figure.FIRST,))
    assert [(one.period, one.key, one.amount) for one in found] == [("2026-11-01", "Fail", 1)]


def test_the_check_of_the_database_finds_a_sum_that_drifted(
    staffed: Backend, keys: Keys, write: Callable[..., Any]
) -> None:
    write(lambda work: _inspection(work, keys))
    assert maintenance.check(staffed.store).ok
    with staffed.store.engine.begin() as connection:
        connection.execute(update(t(Tally)).values(amount=7))
    problems = maintenance.check(staffed.store).problems
    assert "kept sum first/*/2026-11/Fail is 7, the records come to 1" in problems
    with staffed.store.write(PROGRAM, "make sums anew") as work:
        tallies.rebuild(work)
    assert maintenance.check(staffed.store).ok


def test_the_example_company_adds_up(example: Backend) -> None:
    assert _wrong(example.store) == []
    assert sum(_sums(example.store, Figure.CLAIM).values()) > 30


@pytest.mark.postgresql
def test_two_desks_that_write_about_one_claim_at_once_keep_the_sums(
    server_database: str, clock: FixedClock
) -> None:
    backend = open_backend(server_database, clock=clock, create=False)
    store = backend.store
    with store.write(PROGRAM, "prepare") as work:
        claim = builders.add_claim(work)
        maker = builders.add_party(work, "manufacturer")

    def ask_back() -> None:
        with store.write(PROGRAM, "another desk") as work:
            work.insert(
                Recovery,
                id=new_key(),
                number="RC-1",
                claim_id=claim,
                party_id=maker,
                status="Sent",
                currency="EUR",
                asked_minor=500,
            )

    with ThreadPoolExecutor() as desks:
        with store.write(PROGRAM, "withdraw") as work:
            work.change(Claim, claim, status="Withdrawn")
            other = desks.submit(ask_back)
            wait([other], timeout=1)  # it comes in between if nothing holds it
        other.result(timeout=30)
    assert _wrong(store) == []
    backend.close()
