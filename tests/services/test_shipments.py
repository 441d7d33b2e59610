"""The shipment's use cases on both databases: what the gate stops, who may lift it, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.shipments.states import DutyState, LegState, LotStatus, ShipmentStatus
from qualitydesk.domain.values import Bilingual, Finding, Query, Severity
from qualitydesk.records import DutyLine, GateException, Inspection, Lot
from qualitydesk.services import attachments, parties, places, shipments
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.gathering import gather
from qualitydesk.translation import Translator
from tests.shipment_story import Story, tell


@pytest.fixture
def story(manager: Desk) -> Story:
    """The shipment of the pictures."""
    return tell(manager)


def _ids(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.id, finding.subject) for finding in findings]


def test_gate_names_each_stop_with_rule_and_fix(manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    stops = opened.found(Severity.STOP)
    assert ("gate.duty_undeclared", "HD-33") in _ids(stops)
    assert ("gate.certificate_scope", "KT-1704B") in _ids(stops)
    assert ("gate.lot_not_released", "NB-2610-C") in _ids(stops)
    operator = next(f for f in stops if f.id == "gate.duty_undeclared")
    assert (operator.rule, operator.fix) == ("eu.msr4", "declare_duty")
    assert str(operator.title) == "No EU operator named for HD-33"
    assert all(finding.citation for finding in opened.findings)
    assert opened.found(Severity.PASS)


def test_declared_value_warns(manager: Desk, story: Story) -> None:
    warned = shipments.open_shipment(manager, story.shipment).found(Severity.WARN)
    value = next(f for f in warned if f.id == "gate.value")
    assert str(value.title) == "Declared value 11 % under the order"


def test_a_shipment_names_parties_and_places_in_both_languages(manager: Desk, story: Story) -> None:
    parties.edit_party(manager, story.importer, 1, name_zh="布吕克纳家居", short_name_zh="布吕克纳")
    opened = shipments.open_shipment(manager, story.shipment)
    venlo = opened.route[-1]
    places.edit_place(manager, venlo.id, 1, name_zh="芬洛海外仓")
    opened = shipments.open_shipment(manager, story.shipment)
    assert opened.way == Bilingual("Ningbo → Rotterdam → Venlo", "Ningbo → Rotterdam → 芬洛海外仓")
    importer = Bilingual("Brückner", "布吕克纳")
    assert importer in {name for leg in opened.facts.legs for name in (leg.answers, leg.holder, leg.owner)}
    (answer,) = opened.answers
    assert (answer.party.name, answer.party.full_name.zh) == (importer, "布吕克纳家居")
    said = {str(one.title): Translator("zh_CN")(one.title) for one in opened.findings}
    assert said["EU operator named: Brückner"] == "欧盟经济运营者已指定：布吕克纳"
    row = shipments.page(manager, Query()).rows[0]
    assert (row.destination, row.answers.zh) == (Bilingual("Venlo", "芬洛海外仓"), "布吕克纳家居")


def test_importer_answers_and_declarant_stays_apart(manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    assert [(str(a.party.name), a.covered, a.total) for a in opened.answers] == [("Brückner", 1, 2)]
    assert [str(line.party.name) for line in opened.declarants if line.party] == ["Van der Meer"]
    nobody = [row for row in opened.duties if row.line is None]
    assert [(row.duty, row.product.sku) for row in nobody if row.product] == [("operator", "HD-33")]


def test_release_is_refused_with_its_findings_and_changes_nothing(manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    with pytest.raises(RuleBroken) as refused:
        shipments.release_shipment(manager, story.shipment, opened.version)
    assert {f.severity for f in refused.value.findings} == {Severity.STOP}
    again = shipments.open_shipment(manager, story.shipment)
    assert (again.status, again.version) == (ShipmentStatus.DECLARED, opened.version)


def _mend(manager: Desk, story: Story) -> None:
    """Everything the gate asks for: an operator, vetting, a decision, an exception for the paper."""
    shipments.declare_duty(
        manager,
        story.shipment,
        duty="importer",
        party=story.importer,
        product=story.dryer,
        evidence="Agreement 2",
    )
    for kind in ("Identity", "Licence"):
        parties.record_check(manager, story.carrier, kind, "Passed", evidence="Register extract")
    with manager.store.write(manager.person, "decide") as work:
        row = work.find(Inspection, number="IN-2026-0936")
        assert row is not None
        work.update(Inspection, row.id, row.version, status="Approved", result="Pass", decision="Release")
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert [f.id for f in stops] == ["gate.certificate_scope"]
    shipments.grant_exception(
        manager,
        story.shipment,
        stops[0],
        until=date(2026, 12, 31),
        reason="Maker confirmed the model by letter",
    )


def test_exception_lifts_the_stop_and_release_goes_through(manager: Desk, story: Story) -> None:
    _mend(manager, story)
    opened = shipments.open_shipment(manager, story.shipment)
    assert opened.open
    lifted = next(f for f in opened.found(Severity.WARN) if f.id == "gate.certificate_scope")
    assert manager.person.name in str(lifted.detail)
    assert [(a.covered, a.total) for a in opened.answers] == [(2, 2)]
    shipments.release_shipment(manager, story.shipment, opened.version)
    released = shipments.open_shipment(manager, story.shipment)
    assert released.status is ShipmentStatus.RELEASED
    assert str(released.released_by) == manager.person.name
    with pytest.raises(RuleBroken):
        shipments.edit_shipment(manager, story.shipment, released.version, incoterm="FOB")


def test_exception_needs_manager_reason_and_day(manager: Desk, service: Desk, story: Story) -> None:
    stop = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)[0]
    with pytest.raises(Denied):
        shipments.grant_exception(service, story.shipment, stop, until=date(2026, 12, 1), reason="Why not")
    with pytest.raises(RuleBroken):
        shipments.grant_exception(manager, story.shipment, stop, until=date(2026, 12, 1), reason=" ")
    with pytest.raises(RuleBroken):
        shipments.grant_exception(manager, story.shipment, stop, until=date(2026, 11, 1), reason="Late")
    recalled = stop._replace(id="gate.recalled")
    with pytest.raises(RuleBroken):
        shipments.grant_exception(manager, story.shipment, recalled, until=date(2026, 12, 1), reason="No")
    with manager.store.read() as read:
        assert read.count(GateException) == 0


def test_recalled_lot_stops(manager: Desk, story: Story) -> None:
    with manager.store.read() as read:
        lot = read.get(Lot, story.kettle_lot)
    shipments.set_lot_status(manager, lot.id, lot.version, LotStatus.RECALLED, "Cracks after heating")
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert ("gate.recalled", "NB-2610-A") in _ids(stops)


def test_inspector_may_not_release(inspector: Desk, manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    with pytest.raises(Denied):
        shipments.release_shipment(inspector, story.shipment, opened.version)


def test_replaced_duty_line_is_kept(manager: Desk, story: Story) -> None:
    shipments.declare_duty(manager, story.shipment, duty="carrier", party=story.importer)
    with manager.store.read() as read:
        rows = [r for r in read.among(DutyLine, "shipment_id", [story.shipment]) if r.duty == "carrier"]
    old = next(r for r in rows if r.party_id == story.carrier)
    new = next(r for r in rows if r.party_id == story.importer)
    assert (old.state, old.replaced_by_id, new.state) == ("Replaced", new.id, "Declared")


def test_representative_needs_its_mandate(manager: Desk, story: Story) -> None:
    with pytest.raises(RuleBroken) as refused:
        shipments.declare_duty(manager, story.shipment, duty="authorised_rep", party=story.importer)
    assert "mandate" in refused.value.fields
    mandate = parties.record_mandate(
        manager,
        giver=story.maker,
        holder=story.importer,
        duty="authorised_rep",
        market="EU",
        reference="M-1",
        valid_from=date(2026, 1, 1),
        scope="HD-33",
    )
    shipments.declare_duty(
        manager,
        story.shipment,
        duty="authorised_rep",
        party=story.importer,
        product=story.dryer,
        mandate=mandate,
    )
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert ("gate.duty_undeclared", "HD-33") not in _ids(stops)


def test_disputed_duty_stops(manager: Desk, story: Story) -> None:
    with manager.store.read() as read:
        rows = read.among(DutyLine, "shipment_id", [story.shipment])
    line = next(r for r in rows if r.duty == "importer")
    with pytest.raises(RuleBroken):
        shipments.move_duty(manager, line.id, line.version, DutyState.DISPUTED)
    shipments.move_duty(manager, line.id, line.version, DutyState.DISPUTED, note="Contract ended")
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert ("gate.duty_disputed", "KT-1704B") in _ids(stops)


def test_blocked_party_cannot_take_a_duty(manager: Desk, story: Story) -> None:
    version = parties.open_party(manager, story.carrier).version
    parties.block_party(manager, story.carrier, version, "Lost two containers")
    with pytest.raises(RuleBroken):
        shipments.declare_duty(manager, story.shipment, duty="warehouse", party=story.carrier)
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert ("gate.party_blocked", "Nordhavn Line") in _ids(stops)


def test_legs_are_travelled_in_order(manager: Desk, story: Story) -> None:
    with pytest.raises(RuleBroken):
        shipments.hand_over_leg(manager, story.sea_leg, 1)
    version = shipments.hand_over_leg(manager, story.factory_leg, 1)
    with pytest.raises(RuleBroken):
        shipments.edit_leg(manager, story.factory_leg, version, holder_id=story.carrier)
    with pytest.raises(RuleBroken):
        shipments.accept_leg(manager, story.factory_leg, version, LegState.ACCEPTED_WITH_REMARKS)
    shipments.accept_leg(
        manager, story.factory_leg, version, LegState.ACCEPTED_WITH_REMARKS, remarks="2 cartons wet"
    )
    shipments.hand_over_leg(manager, story.sea_leg, 1)
    opened = shipments.open_shipment(manager, story.shipment)
    assert [event.kind for event in opened.events] == ["Handed over", "Accepted with remarks", "Handed over"]


def test_states_move_by_the_table_only(manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    with pytest.raises(RuleBroken):
        shipments.receive_shipment(manager, story.shipment, opened.version)
    with pytest.raises(RuleBroken):
        shipments.advance_shipment(manager, story.shipment, opened.version, ShipmentStatus.CANCELLED)
    shipments.advance_shipment(
        manager, story.shipment, opened.version, ShipmentStatus.CANCELLED, "Order withdrawn"
    )
    assert shipments.open_shipment(manager, story.shipment).moves == ()


def test_stale_version_is_a_conflict(manager: Desk, story: Story) -> None:
    opened = shipments.open_shipment(manager, story.shipment)
    shipments.edit_shipment(manager, story.shipment, opened.version, incoterm="DDP")
    with pytest.raises(Conflict):
        shipments.edit_shipment(manager, story.shipment, opened.version, incoterm="FOB")


def test_line_refuses_lot_of_another_product_and_nothing(manager: Desk, story: Story) -> None:
    with pytest.raises(RuleBroken):
        shipments.add_line(manager, story.shipment, product=story.kettle, quantity=5, lot_id=story.dryer_lot)
    with pytest.raises(RuleBroken):
        shipments.add_line(manager, story.shipment, product=story.kettle, quantity=0)
    with pytest.raises(RuleBroken):
        shipments.create_lot(manager, number="NB-2610-A", product=story.kettle)


def test_a_new_lot_is_recorded_with_its_line_or_not_at_all(manager: Desk, story: Story) -> None:
    def lots() -> list[tuple[str, int]]:
        with manager.store.read() as read:
            return [(r.number, r.quantity) for r in read.rows(Lot, product_id=story.dryer)]

    before = lots()
    with pytest.raises(RuleBroken):
        shipments.add_line(manager, story.shipment, product=story.dryer, quantity=0, lot_number="NB-9")
    assert lots() == before
    key = shipments.add_line(manager, story.shipment, product=story.dryer, quantity=5, lot_number=" NB-9 ")
    assert ("NB-9", 5) in lots()
    with pytest.raises(Conflict):
        shipments.edit_line(manager, key, 9, lot_number="NB-10")
    shipments.edit_line(manager, key, 1, quantity=7, lot_number="NB-9")
    assert sorted(lots()) == sorted([*before, ("NB-9", 5)])


def test_unknown_market_is_refused(manager: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        shipments.create_shipment(manager, market="ATLANTIS")
    assert "market" in refused.value.fields


def test_market_follows_from_the_country(manager: Desk) -> None:
    key = shipments.create_shipment(manager, destination_country="PL")
    opened = shipments.open_shipment(manager, key)
    assert (opened.fields["market"], opened.number[:3]) == ("EU", "SH-")


def test_list_pages_filters_and_counts(manager: Desk, story: Story) -> None:
    for number in range(7):
        shipments.create_shipment(manager, number=f"SH-2026-1{number:03d}", market="GB")
    seen: list[str] = []
    for order in ("number", "arrives", "month", "cut_off", "status", "market", "mode", "transport"):
        page = shipments.page(manager, Query(order=order), None, 3)
        seen = [row.number for row in page.rows]
        while page.next is not None:
            page = shipments.page(manager, Query(order=order), page.next, 3)
            seen += [row.number for row in page.rows]
        assert len(seen) == len(set(seen)) == 8, order
    british = Query(filters={"market": ("GB",), "view": ("gate",)})
    assert shipments.count(manager, british) == 7
    row = shipments.page(manager, Query(filters={"lot": (story.dryer_lot,)})).rows[0]
    assert (row.number, row.lines, row.units, str(row.answers)) == (
        "SH-2026-0418",
        2,
        3600,
        "Brückner Haushaltswaren GmbH",
    )
    assert shipments.gate_counts(manager, [story.shipment])[story.shipment][0] >= 3


def test_groups_come_in_turn_the_newest_first_and_are_counted(manager: Desk, story: Story) -> None:
    for number, market in enumerate(("GB", "US", "GB", "")):
        shipments.create_shipment(manager, number=f"SH-2026-1{number:03d}", market=market)
    by_market = Query(order="market")
    rows = shipments.page(manager, by_market).rows
    assert [(row.market, row.number[-4:]) for row in rows] == [
        ("", "1003"),
        ("EU", "0418"),
        ("GB", "1002"),
        ("GB", "1000"),
        ("US", "1001"),
    ]
    assert shipments.sizes(manager, by_market) == {"": 1, "EU": 1, "GB": 2, "US": 1}
    british = Query({"market": ("GB",)}, order="status", descending=False)
    assert [row.number[-4:] for row in shipments.page(manager, british).rows] == ["1000", "1002"]
    assert shipments.sizes(manager, Query(order="status"))["Draft"] >= 4
    months = shipments.sizes(manager, Query(order="month"))
    assert sum(months.values()) == 5
    assert all(month == "" or len(month) == 7 for month in months)


def test_a_lot_leads_to_its_newest_shipment(manager: Desk, story: Story) -> None:
    assert shipments.shipment_at(manager, story.dryer_lot) == story.shipment
    assert shipments.shipment_at(manager, story.shipment) == story.shipment
    later = shipments.create_shipment(manager, market="EU")
    shipments.add_line(manager, later, product=story.dryer, quantity=5, lot_id=story.dryer_lot)
    assert shipments.shipment_at(manager, story.dryer_lot) == later
    idle = shipments.create_lot(manager, number="NB-2610-D", product=story.dryer)
    with pytest.raises(RuleBroken):
        shipments.shipment_at(manager, idle)


def test_unknown_shipment(manager: Desk) -> None:
    with pytest.raises(NotFound):
        shipments.find_shipment(manager, "SH-0000")


def test_what_a_step_writes_is_not_edited(manager: Desk, story: Story) -> None:
    """Or the gate could be walked around."""
    version = shipments.open_shipment(manager, story.shipment).version
    with pytest.raises(RuleBroken, match="status"):
        shipments.edit_shipment(manager, story.shipment, version, status="Released")
    with pytest.raises(RuleBroken, match="status"):
        shipments.create_shipment(manager, status="Released")
    with pytest.raises(RuleBroken, match="state"):
        shipments.edit_leg(manager, story.sea_leg, 1, state="Accepted")
    with pytest.raises(RuleBroken, match="status"):
        shipments.create_lot(manager, number="L-9", product=story.kettle, status="Released")


def test_who_may_set_a_lot_apart_may_not_free_it(inspector: Desk, manager: Desk, story: Story) -> None:
    version = shipments.set_lot_status(inspector, story.kettle_lot, 1, LotStatus.HOLD, "Smells burnt")
    with pytest.raises(Denied):
        shipments.set_lot_status(inspector, story.kettle_lot, version, LotStatus.RELEASED, "Aired")
    shipments.set_lot_status(manager, story.kettle_lot, version, LotStatus.RELEASED, "Tested again")


def test_a_lot_on_hold_is_stopped_though_it_was_let_go_by_concession(manager: Desk, story: Story) -> None:
    with manager.store.write(manager.person, "decide") as work:
        row = work.find(Inspection, number="IN-2026-0936")
        work.update(Inspection, row.id, row.version, status="Approved", result="Fail", decision="Use as is")
    with manager.store.read() as read:
        version = read.get(Lot, story.dryer_lot).version
    shipments.set_lot_status(manager, story.dryer_lot, version, LotStatus.HOLD, "Buyer refuses it")
    stops = shipments.open_shipment(manager, story.shipment).found(Severity.STOP)
    assert ("gate.lot_not_released", "NB-2610-C") in _ids(stops)


def test_a_paper_taken_off_a_mandate_proves_nothing_any_more(manager: Desk, story: Story) -> None:
    mandate = parties.record_mandate(
        manager, giver=story.maker, holder=story.importer, duty="authorised_rep", market="EU"
    )
    paper = "mandate", mandate, b"%PDF-1.7 order", "order.pdf"
    link = attachments.attach_file(manager, *paper).link_id
    shipments.declare_duty(
        manager, story.shipment, duty="authorised_rep", party=story.importer, mandate=mandate
    )

    def proved() -> bool:
        with manager.store.read() as read:
            found = gather(read, manager, [story.shipment])
        return "mandate.document" in found.mandates[mandate].elements

    assert proved()
    attachments.remove_file(manager, link)
    assert not proved()
    assert attachments.attach_file(manager, *paper).link_id != link
    assert proved()
