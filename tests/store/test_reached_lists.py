"""Lists filtered through another table: looked up or walked, every page is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Cursor, Query
from qualitydesk.records import DutyLine, Inspection, LiabilityShare
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings import claims, inspections, reached, shipments
from tests.builders import (
    add_claim,
    add_claim_line,
    add_lot,
    add_party,
    add_product,
    add_shipment,
    add_shipment_line,
)

PLAN = {
    "kind": "PSI",
    "lot_size": 1200,
    "level": "II",
    "severity": "normal",
    "edition": "iso2859-1",
    "sample_size": 80,
}


@dataclass(frozen=True)
class Goods:
    """What the lists are asked about."""

    maker: str
    product: str


@pytest.fixture
def goods(manager: Desk) -> Goods:
    """Nine shipments and nine claims, of which two in three are of one maker and one product."""
    with manager.store.write(manager.person, "test") as work:
        maker, other = add_party(work, code="MAKER"), add_party(work, code="OTHER")
        product, another = add_product(work, sku="A-1"), add_product(work, sku="A-2")
        for place in range(9):
            ours = place % 3 != 0
            shipment = add_shipment(work, number=f"SH-{place * 7 % 9}")
            add_shipment_line(work, shipment, product if ours else another)
            for duty in ("manufacturer", "importer"):
                party = maker if ours else other
                work.insert(DutyLine, id=new_key(), shipment_id=shipment, duty=duty, party_id=party)
            claim = add_claim(work, number=f"CL-{place}")
            add_claim_line(work, claim, product if ours else another)
            share = {"role": "maker", "party_id": maker if ours else other, "basis_points": 10_000}
            work.insert(LiabilityShare, id=new_key(), claim_id=claim, **share)
    return Goods(maker, product)


@pytest.fixture(params=[10_000, 2])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """From how many on a list is walked."""
    reached._at_most.cache_clear()
    monkeypatch.setattr(reached, "MANY", request.param)
    yield request.param
    reached._at_most.cache_clear()


def _numbers(desk: Desk, listing: Any, query: Query) -> list[str]:
    """All pages of two rows, one after the other."""
    found: list[str] = []
    after: Cursor | None = None
    with desk.store.read() as read:
        for _ in range(9):
            page = listing.page(read, query, after, 2)
            found += [row.number for row in page.rows]
            after = page.next
            if after is None:
                return found
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("order", ["number", "arrives", "status", "market"])
def test_shipments_of_a_party_or_product(manager: Desk, goods: Goods, many: int, order: str) -> None:
    whole = _numbers(manager, shipments, Query(order=order))
    ours = {f"SH-{place * 7 % 9}" for place in range(9) if place % 3}
    for filters in ({"party": (goods.maker,)}, {"product": (goods.product,), "view": ("open",)}):
        found = _numbers(manager, shipments, Query(filters=filters, order=order))
        assert found == [number for number in whole if number in ours]
        with manager.store.read() as read:
            assert shipments.count(read, Query(filters=filters)) == len(ours)


@pytest.mark.parametrize("order", ["received", "number", "due", "status", "kind"])
def test_claims_of_a_party_or_product(manager: Desk, goods: Goods, many: int, order: str) -> None:
    whole = _numbers(manager, claims, Query(order=order))
    ours = {f"CL-{place}" for place in range(9) if place % 3}
    for filters in ({"liable": (goods.maker,)}, {"product": (goods.product,), "view": ("open",)}):
        found = _numbers(manager, claims, Query(filters=filters, order=order))
        assert found == [number for number in whole if number in ours]
        assert _numbers(manager, claims, Query(filters=filters, text="CL-4", order=order)) == ["CL-4"]
        with manager.store.read() as read:
            assert claims.count(read, Query(filters=filters, text="CL-4")) == 1
            assert claims.count(read, Query(filters=filters)) == len(ours)


@pytest.mark.parametrize("order", ["number", "status", "planned"])
def test_inspections_with_a_result(manager: Desk, many: int, order: str) -> None:
    with manager.store.write(manager.person, "test") as work:
        product = add_product(work)
        lot = add_lot(work, product)
        for place in range(9):
            work.insert(
                Inspection,
                id=new_key(),
                number=f"IN-{place}",
                lot_id=lot,
                product_id=product,
                status="Submitted" if place % 2 else "Approved",
                result="Fail" if place % 3 else "Pass",
                **PLAN,
            )
    whole = _numbers(manager, inspections, Query(order=order))
    failed = {f"IN-{place}" for place in range(9) if place % 3}
    query = Query(filters={"result": ("Fail",)}, order=order)
    assert _numbers(manager, inspections, query) == [number for number in whole if number in failed]
    with manager.store.read() as read:
        assert inspections.count(read, query) == len(failed)
