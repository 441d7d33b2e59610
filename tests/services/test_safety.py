"""Recalls and incidents on both databases: what they touch, each step, what is refused, and the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qualitydesk.domain.claims.words import ClaimKind, SafetyFlag
from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.recalled import NAMED_BY
from qualitydesk.domain.values import Query
from qualitydesk.records import Lot, Product, ProductModel, RecallItem
from qualitydesk.services import claims, products, safety, shipments
from qualitydesk.services.claims import NewClaim
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import record_history
from tests.claim_story import ORDER, claim_on_kettle, sell_kettles

Keys = dict[str, str]


@pytest.fixture
def kettles(manager: Desk) -> Keys:
    return sell_kettles(manager)


def test_a_suspected_recall_shows_how_far_the_goods_went_and_stops_nothing(
    manager: Desk, kettles: Keys
) -> None:
    claim = claim_on_kettle(manager)
    key = safety.create_recall(manager, title="Kettle leaks", lots=[kettles["lot"]], market="DE")
    file = safety.open_recall(manager, key)
    assert (file.fields["status"], file.fields["market"], file.own) == ("Suspected", "EU", True)
    assert file.fields["number"].startswith("RL-2026-")
    found = file.affected
    assert (found.lots, found.shipments, found.orders, found.claims) == (1, 1, 1, 1)
    assert [one.id for one in found.listed["claim"]] == [claim]
    assert found.listed["shipment"][0].pieces == found.shipped > 0
    assert found.listed["lot"][0].pieces == found.units
    opened = shipments.open_shipment(manager, found.listed["shipment"][0].id)
    assert "gate.recalled" not in {one.id for one in opened.findings if one.severity == "stop"}


def test_each_step_asks_what_was_done_and_the_gate_and_the_lots_follow(manager: Desk, kettles: Keys) -> None:
    key = safety.create_recall(manager, title="Kettle leaks", lots=[kettles["lot"]])
    with pytest.raises(RuleBroken) as refused:
        safety.move_recall(manager, key, 1, "Assessed", "  ")
    assert "reason" in refused.value.fields
    with pytest.raises(RuleBroken, match="can’t become"):
        safety.move_recall(manager, key, 1, "Recovering", "x")
    version = safety.move_recall(manager, key, 1, "Assessed", "Two buyers were scalded")
    shipment = safety.open_recall(manager, key).affected.listed["shipment"][0].id
    stops = {one.id for one in shipments.open_shipment(manager, shipment).findings if one.severity == "stop"}
    assert "gate.recalled" in stops
    version = safety.move_recall(manager, key, version, "Stop sale", "Stock is set apart")
    with manager.store.read() as read:
        assert read.get(Lot, kettles["lot"]).status == "Recalled"
    with pytest.raises(Conflict):
        safety.move_recall(manager, key, 1, "Notified", "x")
    version = safety.move_recall(manager, key, version, "Notified", "Told the authority by its gateway")
    version = safety.move_recall(manager, key, version, "Recovering", "Buyers were written to")
    safety.move_recall(manager, key, version, "Closed", "All came back")
    told = [step.reason for step in safety.open_recall(manager, key).steps]
    assert told[0] == "All came back"
    assert len(told) == 5
    assert str(record_history(manager, "recall", key).rows[-1].act) == "Recall begun"


def test_another_cover_alone_raises_the_version(manager: Desk, kettles: Keys) -> None:
    key = safety.create_recall(manager, title="Base overheats", lots=[kettles["lot"]])
    assert safety.edit_recall(manager, key, 1, lots=[kettles["lot"]]) == 1
    assert safety.edit_recall(manager, key, 1, lots=[]) == 2
    with pytest.raises(Conflict):
        safety.edit_recall(manager, key, 1, title="Seen before it covered nothing")


def test_products_and_makers_are_covered_whole_and_edited(manager: Desk, kettles: Keys) -> None:
    key = safety.create_recall(manager, title="All of it", maker=kettles["maker"])
    file = safety.open_recall(manager, key)
    assert [one.product_id for one in file.covers] == [kettles["product"]]
    assert file.affected.lots >= 1
    safety.edit_recall(manager, key, 1, title="One lot alone", products=[], lots=[kettles["lot"]])
    file = safety.open_recall(manager, key)
    assert [(one.lot_id, file.fields["title"]) for one in file.covers] == [(kettles["lot"], "One lot alone")]
    with pytest.raises(Conflict):
        safety.edit_recall(manager, key, 1, title="Too late")
    with pytest.raises(RuleBroken) as refused:
        safety.edit_recall(manager, key, 2, title=" ")
    assert "title" in refused.value.fields


def test_what_an_authority_published_is_matched_and_kept(manager: Desk, kettles: Keys) -> None:
    key = safety.create_recall(manager, title="Published")
    with manager.store.write(manager.person, "prepare") as work:
        product = work.insert(
            RecallItem, id="01a21950-0000-7000-8000-000000000001", recall_id=key, gtin="4006381333931"
        )
    assert safety.open_recall(manager, key).affected.lots == 0
    safety.edit_recall(manager, key, 1, lots=[kettles["lot"]])
    covers = safety.open_recall(manager, key).covers
    assert {one.published for one in covers} == {"4006381333931", ""}
    assert product in {one.id for one in covers}
    empty = safety.create_recall(manager, title="Nothing named")
    with pytest.raises(RuleBroken, match="Say first which goods"):
        safety.move_recall(manager, empty, 1, "Assessed", "x")


def _publish(desk: Desk, **item: str) -> str:
    """A recall in force that names goods by what an authority wrote."""
    key = safety.create_recall(desk, title=f"Published: {item}")
    with desk.store.write(desk.person, "prepare") as work:
        work.insert(RecallItem, id=new_key(), recall_id=key, **item)
    safety.move_recall(desk, key, 1, "Assessed", "Read in the paper")
    return key


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"gtin": "04006381333931"}, "same article number"),
        ({"brand": "AQUA-HOME", "model": "kt1704"}, "same brand and model"),
        ({"brand": "Aqua Home", "model": "Alt/17"}, "same brand and model"),
        ({"brand": "Aqua Home", "model": "KT 1704 B"}, "same brand, our SKU as model"),
    ],
)
def test_published_goods_are_ours_however_they_are_written_and_it_is_said_why(
    manager: Desk, kettles: Keys, item: dict[str, str], words: str
) -> None:
    version = products.open_product(manager, kettles["product"]).version
    with manager.store.write(manager.person, "prepare") as work:
        fields = {"gtin": "4006381333931", "brand": "Aqua Home", "model": "KT-1704", "sku": "KT-1704B"}
        work.update(Product, kettles["product"], version, **fields)
        work.insert(ProductModel, id=new_key(), product_id=kettles["product"], model="ALT 17")
    ours, other = _publish(manager, **item), _publish(manager, brand="Aqua Home", model="KT-170")
    assert [row.id for row in safety.RECALLS.page(manager, Query({"ours": ("yes",)})).rows] == [ours]
    assert safety.RECALLS.count(manager, Query({"ours": ("no",)})) == 1
    assert {row.id: row.ours for row in safety.RECALLS.page(manager, Query()).rows} == {
        ours: True,
        other: False,
    }
    (covered,) = safety.open_recall(manager, ours).covers
    assert [(one.sku, str(NAMED_BY[one.by])) for one in covered.means] == [("KT-1704B", words)]
    found = safety.open_recall(manager, ours).affected
    opened = shipments.open_shipment(manager, found.listed["shipment"][0].id)
    stops = [str(one.title) for one in opened.findings if one.id == "gate.recalled"]
    assert len(stops) == 1
    assert words in stops[0]


def test_recalls_are_listed_filtered_and_counted(manager: Desk, kettles: Keys) -> None:
    ours = safety.create_recall(manager, title="Ours", lots=[kettles["lot"]], market="EU")
    other = safety.create_recall(manager, title="Other", market="US")
    safety.move_recall(manager, other, 1, "Closed", "Not ours")

    def keys(**filters: tuple[str, ...]) -> list[str]:
        return [row.id for row in safety.RECALLS.page(manager, Query(filters)).rows]

    assert set(keys()) == {ours, other}
    assert keys(open=("yes",)) == keys(ours=("yes",)) == keys(market=("EU",)) == [ours]
    assert keys(open=("no",)) == keys(ours=("no",)) == keys(status=("Closed",)) == [other]
    assert keys(lot=(kettles["lot"],)) == [ours]
    assert safety.RECALLS.counts(manager, {"open": Query({"open": ("yes",)})}) == {"open": 1}
    assert [row.title for row in safety.RECALLS.page(manager, Query({}, "other")).rows] == ["Other"]


def test_who_may_not(manager: Desk, service: Desk, kettles: Keys) -> None:
    key = safety.create_recall(service, title="Seen by service", lots=[kettles["lot"]])
    version = safety.move_recall(service, key, 1, "Assessed", "It is grave")
    with pytest.raises(Denied):
        safety.move_recall(service, key, version, "Stop sale", "x")
    with pytest.raises(Denied):
        safety.edit_recall(service, key, version, lots=[])
    safety.edit_recall(service, key, version, remedy="Money back")
    with pytest.raises(NotFound):
        safety.open_recall(manager, "RL-1999-1")


# -- incidents


def test_a_claim_of_danger_opens_a_case_with_the_clocks_of_its_markets(manager: Desk, kettles: Keys) -> None:
    (item,) = claims.find_items(manager, ORDER)
    claim = claims.create_claim(
        manager,
        NewClaim(
            item, ClaimKind.SAFETY, "It burned", asked_amount=Money.of("1", "EUR"), safety=SafetyFlag.FIRE
        ),
    )
    (row,) = safety.INCIDENTS.page(manager, Query({"open": ("yes",)})).rows
    assert (row.kind, row.lot != "", row.claim != "") == ("Fire", True, True)
    file = safety.open_incident(manager, row.number)
    assert file.links["claim"].id == claim
    assert "EU" in file.markets
    assert file.clocks
    assert all(clock.law for clock in file.clocks)
    assert file.affected.lots == 1


def test_a_case_is_opened_changed_and_closed_by_hand(manager: Desk, kettles: Keys) -> None:
    with pytest.raises(RuleBroken) as refused:
        safety.create_incident(manager, kind="Shock", aware_at=manager.now())
    assert "product_id" in refused.value.fields
    with pytest.raises(RuleBroken) as refused:
        safety.create_incident(
            manager, kind="Shock", aware_at=manager.now() + timedelta(hours=1), lot_id=kettles["lot"]
        )
    assert "aware_on" in refused.value.fields
    key = safety.create_incident(manager, kind="Shock", aware_at=manager.now(), lot_id=kettles["lot"])
    file = safety.open_incident(manager, key)
    assert file.fields["product_id"] == kettles["product"], "a lot brings its product"
    version = safety.edit_incident(manager, key, 1, description="The handle was live", kind="Injury")
    with pytest.raises(Conflict):
        safety.edit_incident(manager, key, 1, kind="Fire")
    with pytest.raises(RuleBroken):
        safety.move_incident(manager, key, version, "Closed", "x")
    version = safety.move_incident(manager, key, version, "Assessed", "Serious; the market is told")
    version = safety.move_incident(manager, key, version, "Reported", "Told by the gateway, case 77")
    safety.move_incident(manager, key, version, "Closed", "A recall goes on with it")
    steps = safety.open_incident(manager, key).steps
    assert [one.reason for one in steps][-1] == "Serious; the market is told"
    assert safety.INCIDENTS.count(manager, Query({"open": ("yes",)})) == 0


def test_fields_offer_lots_claims_and_inspections(manager: Desk, kettles: Keys) -> None:
    claim = claim_on_kettle(manager)
    lot = safety.lot_choices(manager)[0]
    assert lot.id == kettles["lot"]
    assert [one.id for one in safety.lot_choices(manager, lot.label[:4])] == [lot.id]
    assert [one.id for one in safety.claim_choices(manager, "CL")] == [claim]
    assert safety.inspection_choices(manager, "nothing") == ()
