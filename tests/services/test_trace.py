"""Any number leads to who answers, on both databases, by one statement; the declarant never answers."""

from __future__ import annotations

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.shipments.trace import KeyKind
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Lot, ShipmentLine
from qualitydesk.services import shipments
from qualitydesk.services.certificates import coverage
from qualitydesk.services.desk import Desk
from qualitydesk.services.trace import trace
from qualitydesk.translation import Translator
from tests.builders import add_claim, add_claim_line, add_order, add_order_line, add_product
from tests.heard import listening
from tests.shipment_story import Story, tell


@pytest.fixture
def story(manager: Desk) -> Story:
    """The shipment of the pictures, with an order, a serial and a claim on the kettle."""
    story = tell(manager)
    shipments.add_serials(manager, story.kettle_lot, ["KT26-000123"])
    with manager.store.write(manager.person, "build claim") as work:
        line = work.find(ShipmentLine, product_id=story.kettle)
        assert line is not None
        order = add_order(work, number="DE-3057718")
        bought = add_order_line(
            work, order, story.kettle, shipment_line_id=line.id, tracking_number="PB8812345678DE"
        )
        claim = add_claim(work, number="CL-2026-1183", order_id=order)
        add_claim_line(work, claim, story.kettle, order_line_id=bought)
    return story


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("CL-2026-1183", KeyKind.CLAIM),
        ("DE-3057718", KeyKind.ORDER),
        ("PB8812345678DE", KeyKind.TRACKING),
        ("NHL-558120", KeyKind.TRACKING),
        ("CSQU 305438-3", KeyKind.CONTAINER),
        ("SH-2026-0418", KeyKind.SHIPMENT),
        ("sh-2026-0418", KeyKind.SHIPMENT),
        ("NB-2610-A", KeyKind.LOT),
        ("KT26-000123", KeyKind.SERIAL),
        ("6971234560216", KeyKind.GTIN),
        ("06971234560216", KeyKind.GTIN),
        ("KT-1704B", KeyKind.SKU),
        ("IN-2026-0931", KeyKind.INSPECTION),
        ("(01)06971234560216(10)NB-2610-A", KeyKind.LOT),
    ],
)
def test_every_kind_of_number_leads_to_who_answers(
    manager: Desk, story: Story, key: str, kind: KeyKind
) -> None:
    found = trace(manager, key)
    assert kind in {match.kind for match in found.matches}
    assert found.answering is not None
    assert str(found.answering.party) == "Brückner Haushaltswaren GmbH"
    assert "+49 40 555 01 72" in found.answering.contact
    assert found.declarant is not None
    assert str(found.declarant.party) == "Van der Meer Douane B.V."
    assert not found.declarant.answers
    assert "SH-2026-0418" in {node.number for node in found.chain}


def test_claim_chain_is_whole_and_in_order(manager: Desk, story: Story) -> None:
    found = trace(manager, "CL-2026-1183")
    kinds = [node.kind for node in found.chain]
    assert kinds[:4] == ["claim", "order", "lot", "inspection"]
    assert kinds[-1] == "party"
    assert kinds.count("leg") == 4
    assert {node.transport for node in found.chain if node.kind == "leg"} >= {"Sea", "Customs"}


def test_goods_nobody_answers_for(manager: Desk, story: Story) -> None:
    found = trace(manager, "IN-2026-0936")
    assert found.found
    assert found.answering is None


def test_certificate_number_finds_its_product(manager: Desk, story: Story) -> None:
    found = trace(manager, "EU DoC 2025-117")
    assert [match.kind for match in found.matches] == [KeyKind.CERTIFICATE]


@pytest.mark.parametrize("key", ["", "   ", "nothing", "'; DROP TABLE claim; --", "%"])
def test_nothing_found_is_an_empty_trace(manager: Desk, story: Story, key: str) -> None:
    found = trace(manager, key)
    assert not found.found
    assert (found.matches, found.chain, found.answers, found.declarant) == ((), (), (), None)


def test_goods_without_a_barcode_are_not_meant_by_a_scanned_lot(manager: Desk, story: Story) -> None:
    with manager.store.write(manager.person, "build product") as work:
        add_product(work, sku="NO-CODE", gtin="")
    found = trace(manager, "(01)06971234560216(10)NB-2610-A")
    assert {match.kind for match in found.matches} == {KeyKind.LOT}


def test_trace_is_one_statement(manager: Desk, story: Story) -> None:
    with listening(manager.store) as sent:
        trace(manager, "CL-2026-1183")
        trace(manager, "CL-2026-1183")
    assert sum(text.lstrip().upper().startswith(("SELECT", "WITH")) for text, _, _ in sent) == 2


def test_coverage_matrix(manager: Desk, story: Story) -> None:
    rows = {(row.sku, row.market, row.scheme): row.state for row in coverage(manager)}
    assert rows["HD-33", "EU", "CE"] == "Valid"
    assert rows["KT-1704B", "EU", "CE"] == "Missing"
    assert rows["HD-33", "CN", "CCC"] == "Missing"
    one = coverage(manager, "HD-33", "GB")
    assert [(row.scheme, row.state, row.certificate) for row in one] == [("UKCA", "Valid", "EU DoC 2026-031")]


def test_lot_of_two_products_with_one_number(manager: Desk, story: Story) -> None:
    with manager.store.write(manager.person, "same number") as work:
        work.insert(Lot, id=new_key(), number="NB-2610-A", product_id=story.dryer)
    found = trace(manager, "NB-2610-A")
    assert len([node for node in found.chain if node.kind == "lot"]) == 2


def test_places_and_goods_are_named_in_the_reader_s_language(manager: Desk, story: Story) -> None:
    tr = Translator("zh_CN")
    titles = [tr(node.title) for node in trace(manager, "NB-2610-A").chain]
    assert "批次（玻璃电热水壶 1.7 L）" in titles
    assert "Rotterdam → 芬洛海外仓" in titles


def test_a_trace_is_told_in_its_readers_words(example: Backend) -> None:
    found, tr = trace(example.desk(), "CL-2026-1175"), Translator("zh_CN")
    maker = Bilingual("Dongguan Rongsheng Electronics Co., Ltd.", "东莞市荣声电子有限公司")
    assert maker in {answer.party for answer in found.answers}
    legs = [node for node in found.chain if node.kind == "leg"]
    assert tr.name(legs[0].party) == maker.zh
    said = {tr(part) for node in found.chain for part in (node.title, node.detail) if part}
    assert {"发往美国的发运", "电商平台", "放行", "浙江通海物流有限公司"} <= said
    shipment = next(node for node in found.chain if node.kind == "shipment")
    assert str(shipment.title) == "Shipment to the United States"
