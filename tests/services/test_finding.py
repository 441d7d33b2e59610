"""What a typed or scanned text leads to, and what a found record says of itself; on both databases."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.values import Bilingual
from qualitydesk.services.desk import Desk
from qualitydesk.services.finding import find_rules, look_up, preview, recently
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
