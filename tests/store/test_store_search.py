"""Search: any record by number, word or Chinese characters, on both databases alike."""

from __future__ import annotations

import pytest

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Lot, Party, Product
from qualitydesk.store import search
from qualitydesk.store.session import Store


@pytest.fixture
def stocked(store: Store) -> Store:
    with store.write(PROGRAM, "stock") as work:
        work.insert(Party, id=new_key(), code="P-1", name="Brückner Große Straße GmbH", name_zh="")
        work.insert(Party, id=new_key(), code="P-2", name="Ningbo Haoyu", name_zh="宁波浩宇电器有限公司")
        product = work.insert(
            Product,
            id=new_key(),
            sku="KT-1704B",
            name="Glass kettle 1.7 L",
            name_zh="玻璃电热水壶",
            gtin="6971234560216",
        )
        work.insert(Lot, id=new_key(), number="NB-2610-A", product_id=product, quantity=2400)
    return store


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("kt-1704", "KT-1704B"),
        ("KT-1704B", "KT-1704B"),
        ("kettle glass", "KT-1704B"),
        ("69712345", "KT-1704B"),
        ("电热水壶", "KT-1704B"),
        ("壶", "NB-2610-A"),
        ("玻", "NB-2610-A"),
        ("浩宇", "P-2"),
        ("浩宇 ningbo", "P-2"),
        ("GROSSE strasse", "P-1"),
        ("nb-2610", "NB-2610-A"),
    ],
)
def test_finds_by_number_word_and_character(stocked: Store, words: str, number: str) -> None:
    with stocked.read() as read:
        assert number in [hit.number for hit in search.find(read, words)]


@pytest.mark.parametrize(
    "words", ["", "  ", "'\"*()", "热电", "kettle zzz", "x' OR 1=1 --", "AND", "NEAR(a b)"]
)
def test_finds_nothing_for_nothing_and_takes_no_orders(stocked: Store, words: str) -> None:
    with stocked.read() as read:
        assert search.find(read, words) == []


def test_a_changed_name_is_found_by_its_new_words_only(stocked: Store) -> None:
    with stocked.write(PROGRAM, "rename") as work:
        row = work.find(Party, code="P-2")
        assert row is not None
        work.update(Party, row.id, row.version, name_zh="慈溪美的")
    with stocked.read() as read:
        assert search.find(read, "浩宇") == []
        assert [hit.number for hit in search.find(read, "美的")] == ["P-2"]


def test_rebuilding_finds_the_same(stocked: Store) -> None:
    with stocked.write(PROGRAM, "rebuild") as work:
        assert search.rebuild(work) == 4
    with stocked.read() as read:
        assert [hit.number for hit in search.find(read, "水壶 nb")] == ["NB-2610-A"]
