"""The history of a record: who changed what, in words, parts included, page by page."""

from __future__ import annotations

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import CostKind
from qualitydesk.domain.countries import country
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Message
from qualitydesk.services import claims, products
from qualitydesk.services.claims import NewShare
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import HistoryEntry, record_history
from tests.claim_story import claim_on_kettle, sell_kettles


def told(entry: HistoryEntry) -> dict[str, tuple[object, object]]:
    return {f"{one.part}/{one.field}": (one.old, one.new) for one in entry.changes}


def test_the_acts_on_a_claim_are_told_newest_first(manager: Desk) -> None:
    keys = sell_kettles(manager)
    claim = claim_on_kettle(manager)
    version = claims.triage(manager, claim, claims.open_claim(manager, claim).version)
    shares = [NewShare(keys["maker"], LiabilityRole.MAKER, 7000, "seam weld")]
    version = claims.share_liability(manager, claim, version, shares)
    claims.add_cost(manager, claim, version, CostKind.PRICE, Money.of("39.90", "EUR"))
    page = record_history(manager, "claim", claim)
    acts = [str(entry.act) for entry in page.rows]
    assert acts == ["Cost line added", "Liability shared", "Claim triaged", "Claim opened"]
    assert page.next is None
    assert {entry.person.en for entry in page.rows} == {"Lin Tao"}
    assert all(entry.at.tzinfo for entry in page.rows)
    cost, share, triage, opened = map(told, page.rows)
    assert cost["Cost line/Amount"] == (None, Money.of("39.90", "EUR"))
    assert share["Liability/Share"] == (None, "70 %")
    assert share["Liability/Party"] == (None, "Ningbo Haoyu Electric Appliance Co., Ltd.")
    assert triage["/Status"] == (Message("New"), Message("Triaged"))
    assert opened["/Amount asked"] == (None, Money.of("39.90", "EUR"))


def test_a_long_history_is_read_page_by_page(manager: Desk) -> None:
    sell_kettles(manager)
    claim = claim_on_kettle(manager)
    for number in range(5):
        claims.add_message(manager, claim, f"message {number}")
    first = record_history(manager, "claim", claim, limit=4)
    assert first.next is not None
    (last,) = first.next
    assert isinstance(last, int)
    rest = record_history(manager, "claim", claim, last, limit=4)
    assert len(first.rows) == 4
    assert len(rest.rows) == 2
    assert rest.next is None
    seqs = [entry.seq for entry in (*first.rows, *rest.rows)]
    assert seqs == sorted(seqs, reverse=True)


def test_old_and_new_value_of_a_field(manager: Desk) -> None:
    product = products.create_product(manager, sku="BK-1", name="Kettle", origin="CN")
    products.edit_product(manager, product, 1, origin="VN")
    newest, _made = record_history(manager, "product", product).rows
    assert told(newest) == {"/Country of origin": (country("CN"), country("VN"))}


def test_another_record_has_another_history(manager: Desk) -> None:
    first = products.create_product(manager, sku="BK-1", name="Kettle")
    second = products.create_product(manager, sku="BK-2", name="Iron")
    (entry,) = record_history(manager, "product", first).rows
    assert told(entry)["/SKU"] == (None, "BK-1")
    assert record_history(manager, "product", second).rows[0].seq != entry.seq
    assert record_history(manager, "product", "nothing").rows == ()
