"""The example company: complete, coherent, the same for the same seed, and as large as wanted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.records import (
    Action,
    Certificate,
    Claim,
    CustodyEvent,
    DutyLine,
    Inspection,
    LiabilityShare,
    Lot,
    Mandate,
    NonConformityStep,
    Order,
    OrderLine,
    Party,
    PartyCheck,
    PartyContact,
    Product,
    Record,
    Shipment,
    t,
)
from qualitydesk.services import care
from qualitydesk.services.certificates import open_certificate
from qualitydesk.services.claims import open_claim
from qualitydesk.services.demo.cast import PASSWORD
from qualitydesk.services.demo.photos import PHOTOS, photo
from qualitydesk.services.demo.story import SEED, make_example
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import open_inspection
from qualitydesk.services.inspections.standing import standing_of
from qualitydesk.services.parties import open_party
from qualitydesk.services.people import sign_in
from qualitydesk.services.products import open_product
from qualitydesk.services.shipments.opening import gate_counts, open_shipment
from tests.builders import desk_of
from tests.heard import listening


def test_it_has_what_it_promises(example: Backend) -> None:
    with example.store.read() as read:
        assert read.count(Inspection) == 60
        assert read.count(Claim) == 40
        assert read.count(Shipment) == 30


def test_it_is_whole_on_both_databases(backend: Backend) -> None:
    rows = make_example(backend.desk())
    health = care.check_health(backend.desk())
    assert health.problems == ()
    assert rows["product"] == 20
    assert rows["party"] >= 12


WRITTEN = (
    (Action, "title"),
    (Certificate, "note"),
    (CustodyEvent, "remark"),
    (DutyLine, "evidence"),
    (Inspection, "reason"),
    (Mandate, "scope"),
    (NonConformityStep, "text"),
    (PartyCheck, "evidence"),
    (PartyContact, "function"),
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def notes_of(backend: Backend) -> dict[str, set[str]]:
    """What the people of the company wrote, by table and column."""
    with backend.store.read() as read:
        found = {
            f"{record.__tablename__}.{name}": set(read.connection.scalars(select(t(record).c[name])))
            for record, name in WRITTEN
        }
    return {place: words - {"", None} for place, words in found.items()}


def test_its_people_write_in_the_language_it_is_made_in(example: Backend, local_backend: Backend) -> None:
    make_example(local_backend.desk(), language="zh_CN")
    english, chinese = notes_of(example), notes_of(local_backend)
    assert {place: len(words) for place, words in chinese.items()} == {
        place: len(words) for place, words in english.items()
    }
    assert not [note for words in english.values() for note in words if CHINESE.search(note)]
    assert not [note for words in chinese.values() for note in words if not CHINESE.search(note)]


def test_its_people_can_sign_in(example: Backend) -> None:
    assert sign_in(example.store, example.clock, "wang", PASSWORD).name == "Wang Shu"


def test_every_verdict_fits_what_was_found(example: Backend) -> None:
    with example.store.read() as read:
        for row in read.all(select(t(Inspection)).where(t(Inspection).c.units_done > 0)):
            standing = standing_of(read, row)
            assert row.result == standing.verdict.result, row.number


def test_what_left_was_inspected_before(example: Backend) -> None:
    inspection, shipment = t(Inspection), t(Shipment)
    late = select(inspection.c.number).join(shipment, shipment.c.id == inspection.c.shipment_id)
    late = late.where(inspection.c.planned_on > shipment.c.departs_on, inspection.c.kind != "Return")
    with example.store.read() as read:
        assert read.all(late) == []


def test_a_claim_comes_after_the_goods(example: Backend) -> None:
    claim, order = t(Claim), t(Order)
    early = select(claim.c.number).join(order, order.c.id == claim.c.order_id)
    with example.store.read() as read:
        assert read.all(early.where(claim.c.received_at < order.c.delivered_at)) == []
        assert read.scalar(select(func.max(claim.c.received_at))) <= example.clock.now()


def test_closed_claims_have_a_whole_liability(example: Backend) -> None:
    claim, share = t(Claim), t(LiabilityShare)
    sums = select(claim.c.number, func.sum(share.c.basis_points).label("whole"))
    sums = sums.join(share, share.c.claim_id == claim.c.id).group_by(claim.c.number)
    with example.store.read() as read:
        assert {row.whole for row in read.all(sums)} == {10000}


def test_every_order_leads_to_a_lot_that_was_shipped(example: Backend) -> None:
    with example.store.read() as read:
        loose = (
            select(func.count()).select_from(t(OrderLine)).where(t(OrderLine).c.shipment_line_id.is_(None))
        )
        assert read.scalar(loose) == 0


def test_a_new_number_goes_on_after_the_story(example: Backend) -> None:
    with example.store.write(example.desk().person, "take numbers") as work:
        assert work.next_number("IN") == "IN-2026-0950"
        assert work.next_number("CL") == "CL-2026-1184"


def test_a_used_database_is_refused(example: Backend) -> None:
    with pytest.raises(RuleBroken):
        make_example(example.desk())


def _told(backend: Backend) -> list[str]:
    lines = "SELECT number || status || coalesce(description, '') FROM claim ORDER BY number"
    with backend.store.read() as read:
        return [str(row[0]) for row in read.connection.execute(text(lines))]


def _made(tmp_path: Path, name: str, seed: int, clock: FixedClock) -> list[str]:
    backend = open_backend(str(tmp_path / name), clock=clock)
    make_example(backend.desk(), seed)
    told = _told(backend)
    backend.close()
    return told


def test_the_same_seed_tells_the_same_story(example: Backend, tmp_path: Path, clock: FixedClock) -> None:
    """The example of the tests was made with the usual seed."""
    assert _made(tmp_path, "again.db", SEED, clock) == _told(example)
    assert _made(tmp_path, "other.db", SEED + 1, clock) != _told(example)


def test_on_another_day_it_happens_relative_to_that_day(tmp_path: Path, clock: FixedClock) -> None:
    later = FixedClock(clock.now() + timedelta(days=400))
    backend = open_backend(str(tmp_path / "later.db"), clock=later)
    make_example(backend.desk())
    with backend.store.read() as read:
        assert read.scalar(select(func.max(t(Inspection).c.planned_on))) > later.now().date()
        assert read.find(Shipment, number="SH-2027-0418") is not None
    backend.close()


def test_as_much_as_wanted(local_backend: Backend) -> None:
    heard: list[int] = []
    rows = make_example(local_backend.desk(), inspections=1560, progress=heard.append)
    assert rows["inspection"] == 1560
    assert rows["inspection_check"] > 14_000
    assert rows["claim"] == 40 + 750
    assert heard == [1000, 1500]
    assert care.check_health(local_backend.desk()).problems == ()
    with local_backend.store.read() as read:
        assert read.count(Lot, status="Recalled") == 1


@pytest.mark.parametrize("name", PHOTOS)
def test_photos_are_drawn_the_same_every_time(name: str) -> None:
    drawn = photo(name)
    photo.cache_clear()
    assert drawn == photo(name)
    assert drawn.startswith(b"\xff\xd8")


OPENED: tuple[tuple[type[Record], Callable[[Desk, str], object]], ...] = (
    (Inspection, open_inspection),
    (Shipment, open_shipment),
    (Claim, open_claim),
    (Certificate, open_certificate),
    (Party, open_party),
    (Product, open_product),
)


@pytest.mark.parametrize(("record", "open_record"), OPENED, ids=lambda value: getattr(value, "__name__", ""))
def test_every_record_opens(
    example: Backend, record: type[Record], open_record: Callable[[Desk, str], object]
) -> None:
    desk = desk_of(example, "wang")
    with example.store.read() as read:
        keys = [row.id for row in read.all(select(t(record).c.id))]
    assert keys
    for key in keys:
        assert open_record(desk, key)


def test_the_gate_of_many_shipments_costs_as_many_reads_as_that_of_one(example: Backend) -> None:
    desk = desk_of(example, "wang")
    with example.store.read() as read:
        keys = [row.id for row in read.all(select(t(Shipment)))]
    with listening(example.store) as sent:
        gate_counts(desk, keys[:1])
        alone = len(sent)
        gate_counts(desk, keys)
    assert len(keys) > alone, "so many that a read for each would show"
    assert len(sent) - alone < 2 * alone


def test_something_of_everything_goes_wrong(example: Backend) -> None:
    desk = desk_of(example, "wang")
    with example.store.read() as read:
        blocked = read.find(Shipment, number="SH-2026-0418")
        shipments = [
            row.id for row in read.all(select(t(Shipment)).where(t(Shipment).c.status == "Declared"))
        ]
    assert blocked is not None
    stops = {key: count for key, (count, _) in gate_counts(desk, shipments).items()}
    assert stops[blocked.id] == 3
    assert all(stops.values())
