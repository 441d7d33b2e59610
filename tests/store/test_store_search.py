"""Search: any record by number, word or Chinese characters, on both databases alike."""

from __future__ import annotations

import pytest

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Buyer, Lot, Order, OrderLine, Party, PartyIdentifier, Product, Serial
from qualitydesk.store import search
from qualitydesk.store.search import stale
from qualitydesk.store.session import Store
from tests.builders import add_order


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
        ("nb2610a", "NB-2610-A"),
        ("kt1704b", "KT-1704B"),
        ("6971 2345 6021 6", "KT-1704B"),
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
        assert search.rebuild(work.connection) == 4
    with stocked.read() as read:
        assert [hit.number for hit in search.find(read, "水壶 nb")] == ["NB-2610-A"]


def test_finds_by_the_beginning_of_a_number(stocked: Store) -> None:
    with stocked.read() as read:
        assert [hit.number for hit in search.find_number(read, "nb-26")] == ["NB-2610-A"]
        assert [hit.number for hit in search.find_number(read, "P-")] == ["P-2", "P-1"]
        assert search.find_number(read, " ") == []


def test_finds_only_the_kinds_wanted(stocked: Store) -> None:
    with stocked.read() as read:
        assert {hit.kind for hit in search.find(read, "kettle")} == {"product", "lot"}
        assert [hit.kind for hit in search.find(read, "kettle", kinds=("lot", "party"))] == ["lot"]
        assert search.find(read, "kettle", kinds=("claim",)) == []


def test_the_first_letters_of_a_word_open_no_numbers(stocked: Store) -> None:
    with stocked.read() as read:
        assert [hit.number for hit in search.find(read, "nin")] == ["P-2"]
        assert search.find(read, "n0") == []


def test_some_of_each_kind_and_registers_by_their_first_letters(stocked: Store) -> None:
    with stocked.read() as read:
        assert {hit.kind for hit in search.find_each(read, "kettle")} == {"product", "lot"}
        assert [hit.number for hit in search.find_each(read, "ni")] == ["P-2"]
        assert [hit.number for hit in search.find_each(read, "宁")] == ["P-2"]
        assert search.find_each(read, "-") == []


def test_a_common_word_shows_the_newest_of_every_kind(stocked: Store) -> None:
    newest = {f"NB-2612-{number}" for number in range(5)}
    for numbers in ([f"NB-2611-{number}" for number in range(search.ENOUGH)], newest):
        with stocked.write(PROGRAM, "receive lots") as work:
            product = work.find(Product, sku="KT-1704B")
            assert product is not None
            for number in numbers:
                work.insert(Lot, id=new_key(), number=number, product_id=product.id, quantity=10)
    with stocked.read() as read:
        for words in ("kettle", "kett", "水壶"):
            hits = search.find_each(read, words)
            assert {hit.number for hit in hits if hit.kind == "lot"} == newest
            assert "KT-1704B" in [hit.number for hit in hits]
        assert {hit.number for hit in search.find(read, "kettle", 5)} == newest


def test_what_hangs_on_a_record_leads_to_it(stocked: Store) -> None:
    with stocked.write(PROGRAM, "number a party") as work:
        row = work.find(Party, code="P-2")
        assert row is not None
        work.insert(PartyIdentifier, id=new_key(), party_id=row.id, scheme="eori", value="DE123456789012")
    with stocked.read() as read:
        assert [hit.number for hit in search.find(read, "de123456789012")] == ["P-2"]
    with stocked.write(PROGRAM, "take it away") as work:
        number = work.find(PartyIdentifier, value="DE123456789012")
        assert number is not None
        work.delete(PartyIdentifier, number.id)
    with stocked.read() as read:
        assert search.find(read, "de123456789012") == []


def test_an_order_is_found_by_the_tracking_numbers_of_its_lines(stocked: Store) -> None:
    order = {"id": new_key(), "number": "4711", "currency": "EUR", "goods_minor": 100}
    lines = [
        {"id": new_key(), "order_id": order["id"], "line_no": n, "quantity": 1, "unit_price_minor": 50}
        for n in (1, 2)
    ]
    with stocked.write(PROGRAM, "import orders") as work:
        work.insert_many(Order, [order])
        work.insert_many(
            OrderLine, [{**line, "tracking_number": f"RR12345678{n}CN"} for n, line in enumerate(lines)]
        )
    with stocked.read() as read:
        assert [hit.kind for hit in search.find(read, "rr123456780cn")] == ["order"]
        assert [hit.number for hit in search.find(read, "RR 123 456 781 CN")] == ["4711"]


def test_records_come_by_key_in_the_order_asked(stocked: Store) -> None:
    with stocked.read() as read:
        hits = search.find(read, "kettle")
        keys = [hits[1].id, "gone", hits[0].id]
        assert [hit.id for hit in search.known(read, keys)] == [hits[1].id, hits[0].id]


def test_what_is_found_by_the_words_of_another_record_follows_them(stocked: Store) -> None:
    with stocked.write(PROGRAM, "rename") as work:
        product = work.find(Product, sku="KT-1704B")
        lot = work.find(Lot, number="NB-2610-A")
        work.insert(Serial, id=new_key(), number="S-77", lot_id=lot.id)
        buyer = work.insert(Buyer, id=new_key(), reference="K-1", name="Krüger", phone="0341 5550")
        add_order(work, number="DE-1", buyer_id=buyer)
    with stocked.write(PROGRAM, "rename") as work:
        work.change(Product, product.id, name="Samovar", sku="SM-9")
        work.change(Lot, lot.id, number="NB-2611-Z")
        work.change(Buyer, buyer, name="Schmidt")
    with stocked.read() as read:

        def found(words: str) -> set[str]:
            return {hit.number for hit in search.find(read, words)}

        assert found("samovar") == {"SM-9", "NB-2611-Z", "S-77"} == found("SM-9")
        assert found("kettle") == set() == found("NB-2610-A") == found("Krüger")
        assert found("NB-2611-Z") == {"NB-2611-Z", "S-77"}
        assert found("schmidt") == {"DE-1"}


def test_the_last_character_there_is_ends_no_number(stocked: Store) -> None:
    with stocked.read() as read:
        assert search.find_number(read, "\U0010ffff") == []


def test_more_records_than_can_be_renewed_at_once_follow_later(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest at once; the rest is remembered with the change, whatever becomes of the program."""
    monkeypatch.setattr(stale, "AT_ONCE", 3)
    with stocked.write(PROGRAM, "prepare") as work:
        product = work.insert(Product, id=new_key(), sku="LAMP-1", name="Lantern", category="lighting")
        lots = sorted(
            work.insert(Lot, id=new_key(), number=f"LL-{n}", product_id=product, quantity=1) for n in range(8)
        )
    with stocked.write(PROGRAM, "rename") as work:
        work.change(Product, product, name="Torchlight")

    def found(words: str) -> set[str]:
        with stocked.read() as read:
            return {hit.id for hit in search.find(read, words, 50, ("lot",))}

    assert found("Torchlight") == set(lots[-3:])
    assert found("Lantern") == set(lots[:-3])
    assert search.renew_stale(stocked) == 5
    assert found("Torchlight") == set(lots)
    assert found("Lantern") == set()
    assert search.renew_stale(stocked) == 0


def test_a_second_change_before_the_rest_was_renewed_begins_anew(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stale, "AT_ONCE", 2)
    with stocked.write(PROGRAM, "prepare") as work:
        product = work.insert(Product, id=new_key(), sku="LAMP-2", name="Lantern", category="lighting")
        for n in range(5):
            work.insert(Lot, id=new_key(), number=f"LM-{n}", product_id=product, quantity=1)
    for name in ("Torchlight", "Candle"):
        with stocked.write(PROGRAM, "rename") as work:
            work.change(Product, product, name=name)
    assert search.renew_stale(stocked) == 3
    with stocked.read() as read:
        assert len(search.find(read, "Candle", 50, ("lot",))) == 5
