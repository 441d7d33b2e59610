"""What a typed or scanned text leads to, and what a found record says of itself; on both databases."""

from __future__ import annotations

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import Lot
from qualitydesk.services.desk import Desk
from qualitydesk.services.finding import find_rules, look_up, preview, recently
from qualitydesk.services.products import create_product
from qualitydesk.translation import Translator
from tests.services.test_trace import story  # noqa: F401  # the fixture
from tests.shipment_story import Story


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("CL-2026-1183", "claim", "CL-2026-1183"),
        ("DE-3057718", "order", "DE-3057718"),
        ("pb8812345678de", "order", "DE-3057718"),
        ("NHL-558120", "shipment", "SH-2026-0418"),
        ("CSQU 305438-3", "shipment", "SH-2026-0418"),
        ("nb2610a", "lot", "NB-2610-A"),
        ("KT26-000123", "serial", "KT26-000123"),
        ("6971234560216", "product", "KT-1704B"),
        ("(01)06971234560216(10)NB-2610-A", "lot", "NB-2610-A"),
        ("]C1010697123456021610NB-2610-A\x1d21KT26-000123", "serial", "KT26-000123"),
        ("https://id.gs1.org/01/06971234560216/10/NB-2610-A", "lot", "NB-2610-A"),
        ("IN-2026-0931", "inspection", "IN-2026-0931"),
    ],
)
def test_every_number_and_scan_has_one_best_match(manager: Desk, text: str, kind: str, number: str) -> None:
    answer = look_up(manager, text)
    assert [(hit.kind, hit.number) for hit in answer.best] == [(kind, number)]


@pytest.mark.usefixtures("story")
def test_words_find_some_of_each_kind_in_a_fixed_order(manager: Desk) -> None:
    answer = look_up(manager, "kettle")
    assert answer.best == ()
    kinds = list(dict.fromkeys(hit.kind for hit in answer.others))
    assert kinds[:4] == ["lot", "serial", "product", "inspection"]
    assert {hit.kind for hit in look_up(manager, "热水壶").others} >= {"lot", "product"}
    assert look_up(manager, "kettle", ("party", "person")).hits == ()


@pytest.mark.usefixtures("story")
def test_only_numbers_count_where_numbers_are_asked_for(manager: Desk) -> None:
    assert [hit.number for hit in look_up(manager, "sh-2026", numbers_only=True).hits] == ["SH-2026-0418"]
    assert look_up(manager, "kettle", numbers_only=True).hits == ()


@pytest.mark.usefixtures("story")
def test_a_lot_of_another_article_with_the_same_number_is_not_what_was_scanned(manager: Desk) -> None:
    other = create_product(manager, sku="HD-9", name="Hair dryer", gtin="4006381333931")
    answer = look_up(manager, "(01)04006381333931(10)NB-2610-A")
    assert [hit.number for hit in answer.best] == ["HD-9"]
    assert answer.known == {"4006381333931"}
    assert "NB-2610-A" in {hit.number for hit in answer.others}, "it is shown, as what it is"
    with manager.store.write(manager.person, "receive goods") as work:
        own = work.insert(Lot, id=new_key(), number="NB-2610-A", product_id=other)
    answer = look_up(manager, "(01)04006381333931(10)NB-2610-A")
    assert [hit.id for hit in answer.best] == [own]
    assert answer.known == {"4006381333931", "NB-2610-A"}


@pytest.mark.usefixtures("story")
def test_a_scan_says_which_of_its_numbers_are_known(manager: Desk) -> None:
    known = look_up(manager, "(01)06971234560216(10)NB-2610-A").known
    assert known == {"6971234560216", "NB-2610-A"}
    stranger = look_up(manager, "(01)04006381333931(10)X-1")
    assert (stranger.hits, stranger.known, stranger.scan.gtin) == ((), frozenset(), "4006381333931")


def test_a_preview_tells_facts_states_and_neighbours(manager: Desk, story: Story) -> None:  # noqa: F811
    seen = preview(manager, "lot", story.kettle_lot)
    facts = {str(name): value for name, value in seen.facts}
    assert len(seen.states) == 1
    assert facts["SKU"] == "KT-1704B"
    assert isinstance(facts["Product"], Bilingual)
    linked = {hit.kind: hit for hit in seen.links}
    assert {"product", "shipment", "inspection", "party"} <= linked.keys()
    assert linked["shipment"].state


@pytest.mark.usefixtures("story")
def test_every_kind_found_can_be_previewed(manager: Desk) -> None:
    texts = ("kettle", "CL-2026-1183", "DE-3057718", "SH-2026-0418", "KT26-000123", "lin", "ningbo")
    hits = [hit for text in texts for hit in look_up(manager, text).hits]
    assert len({hit.kind for hit in hits}) >= 8
    assert all(preview(manager, hit.kind, hit.id).facts for hit in hits)


def test_a_record_that_is_gone_is_said_to_be_gone(manager: Desk) -> None:
    with pytest.raises(NotFound):
        preview(manager, "lot", "nothing")
    assert recently(manager, ["nothing"]) == ()


def test_records_looked_at_last_come_in_their_order(manager: Desk, story: Story) -> None:  # noqa: F811
    keys = [story.kettle, story.shipment, story.kettle_lot]
    assert [hit.id for hit in recently(manager, keys)] == keys


def test_rules_are_found_by_law_market_and_words(manager: Desk) -> None:
    assert any("gpsr" in hit.id for hit in find_rules(manager, "gpsr", 20))
    assert find_rules(manager, "产品")
    assert find_rules(manager, "x") == ()
    assert all(hit.kind == "rule" for hit in find_rules(manager, "notice", 20))


def test_records_are_named_in_their_readers_language_first(example: Backend) -> None:
    desk, chinese, english = example.desk(), Translator("zh_CN"), Translator("en")

    def said(text: str, kind: str, tr: Translator) -> str:
        hit = next(hit for hit in look_up(desk, text).hits if hit.kind == kind)
        assert isinstance(hit.title, Message)
        return tr(hit.title)

    assert said("HAOYU", "party", chinese).startswith("宁波浩宇")
    assert said("HAOYU", "party", chinese).endswith(" · 中国")
    assert said("HAOYU", "party", english).startswith("Ningbo Haoyu Electric Appliance Co., Ltd. · 宁波浩宇")
    assert said("KT-1704B", "product", chinese).startswith("玻璃电热水壶 1.7 L · Glass kettle 1.7 L")
    assert said("NB-2611-C4", "lot", chinese).startswith("玻璃电热水壶 1.7 L · Glass kettle")
    assert said("SH-2026-0418", "shipment", chinese).startswith("欧盟")
    assert said("SH-2026-0418", "shipment", english).startswith("European Union")
    assert said("W-01", "defect_type", chinese) == "功能失效 · Function fails · 性能"
    assert said("chen", "person", chinese) == "陈雨 · Chen Yu · 检验员"
    assert said("CL-2026-1175", "claim", chinese) == "Megan Carter · 功能失效 · 美国"


def test_the_facts_of_a_record_are_words_of_its_reader(example: Backend) -> None:
    desk, tr = example.desk(), Translator("zh_CN")
    claim = look_up(desk, "CL-2026-1150").best[0]
    facts = {tr(name): value for name, value in preview(desk, "claim", claim.id).facts}
    assert facts["市场"] == Bilingual("European Union", "欧盟")
    assert facts["原因"] == msg("Change of mind")
    paper = next(hit for hit in look_up(desk, "HD-33").hits if hit.kind == "product")
    facts = {tr(name): value for name, value in preview(desk, "product", paper.id).facts}
    assert facts["制造商"] == Bilingual("Ningbo Haoyu", "宁波浩宇")
    cause = next(hit for hit in look_up(desk, "NC-2026-0004").hits if hit.kind == "non_conformity")
    assert isinstance(cause.title, Message)
    assert tr(cause.title) == "玻璃电热水壶 1.7 L 黑盖 · NB-2607-R：不合格，报废"
