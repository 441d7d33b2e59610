"""The history of a record: who changed what, in words, parts included, page by page."""

from __future__ import annotations

import re

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import CostKind
from qualitydesk.domain.countries import country
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Message
from qualitydesk.services import claims, inspections, parties, products
from qualitydesk.services.claims import NewShare
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import HistoryEntry, record_history
from qualitydesk.services.history.reading import told as told_acts
from qualitydesk.services.history.telling import field_words, value_words
from qualitydesk.store import audit
from qualitydesk.translation import Translator
from tests.claim_story import claim_on_kettle, sell_kettles
from tests.services.test_inspections import check_of, started


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
    assert str(share["Liability/Party"][1]) == "Ningbo Haoyu Electric Appliance Co., Ltd."
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


STORED = re.compile(r"[a-z0-9.-]+(_[a-z0-9]+)+|normal|own|maker|carrier|iso2859-1|inspected|delivered|card")
"""What codes look like, and those that look like words."""
OWN_CODES = {"检查项：代码", "检查表：代码", "期限：规则"}
"""Codes that are shown as such wherever their records are."""


def test_no_code_and_no_column_is_told_as_it_is_stored(example: Backend) -> None:
    tr = Translator("zh_CN")
    with example.store.read() as read:
        acts = told_acts(read, example.desk().rules, list(range(1, 400)))
    changes = [change for act in acts for change in act.changes]
    assert len(changes) > 2000
    fields = {field_words(tr, change) for change in changes}
    assert not {field for field in fields if re.search("[a-z]_[a-z]", field)}
    assert {field for field in fields if field.endswith("：价值")} == {"发运明细：价值"}
    values = {
        (field_words(tr, one), value_words(tr, value)) for one in changes for value in (one.old, one.new)
    }
    assert not {(field, said) for field, said in values if STORED.fullmatch(said) and field not in OWN_CODES}
    said = {said for _, said in values}
    assert {"正常", "欧盟", "收到投诉", "玩具及儿童游戏用品", "已送达", "制造商"} <= said
    assert any(act.person.zh == "王舒" for act in acts)
    assert not any(act.person.en == "program" for act in acts)


def test_a_number_and_a_measured_value_are_not_told_as_a_worth(manager: Desk, inspector: Desk) -> None:
    tr, fields = Translator("zh_CN"), set[str]()

    def look() -> None:
        with manager.store.read() as read:
            (newest,) = told_acts(read, manager.rules, [audit.head(read).seq])
        fields.update(field_words(tr, change) for change in newest.changes)

    party = parties.create_party(manager, code="A-1", name="Ningbo Haoyu")
    parties.add_identifier(manager, party, "gln", "4012345000009")
    look()
    measure = check_of(started(inspector), CheckKind.MEASURE)
    inspections.record_reading(inspector, measure.id, 1, "1.83")
    look()
    assert {"标识号：编号", "测量值：测量值"} <= fields
    assert not {field for field in fields if "价值" in field}


def test_amounts_and_counts_are_told_as_their_reader_writes_them() -> None:
    tr = Translator("zh_CN")
    assert value_words(tr, 30000) == "30,000"
    assert value_words(tr, Money.of("1234.5", "EUR")) == "€ 1,234.50"
    assert value_words(tr, True) == "是"
