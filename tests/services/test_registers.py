"""Products, places, defects and checklists on both databases: listed, opened, changed, refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Conflict, Denied, RuleBroken
from qualitydesk.domain.inspection.checklist import Check, Choice
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.values import Bilingual, Query
from qualitydesk.records import Template
from qualitydesk.services import checklists, defects, inspections, parties, places, products, safety
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import Wishes
from qualitydesk.services.import_profiles import keep_profile
from qualitydesk.services.products import PRODUCTS
from qualitydesk.services.saved_views import OwnView, save_view
from qualitydesk.store import audit
from tests.builders import add_claim, add_claim_line, add_lot, add_place, add_traded_goods, desk_of

RIGHT = ("", "6971234560216", "96385074", "036000291452", "10012345678902")
WRONG = ("6971234560217", "96385075", "03600029145", "697123456021X", "123")
WRONG_TARIFFS = ("77011000", "00110000", "8516", "85167O")


def _skus(desk: Desk, **filters: tuple[str, ...]) -> list[str]:
    return [row.sku for row in PRODUCTS.page(desk, Query(filters, order="sku", descending=False)).rows]


def _product(desk: Desk, sku: str, **fields: object) -> str:
    return products.create_product(desk, sku=sku, name=f"Kettle {sku}", **fields)  # type: ignore[arg-type]  # the fields a test names are right by construction


@pytest.fixture
def auditor(staffed: Backend) -> Desk:
    return desk_of(staffed, "novak")


# -- products


def test_the_list_doubts_the_same_numbers_as_the_record(manager: Desk) -> None:
    for place, gtin in enumerate((*RIGHT, *WRONG)):
        _product(manager, f"G{place:02}", gtin=gtin)
    for place, tariff in enumerate((*WRONG_TARIFFS, "851679", "85167910", "")):
        _product(manager, f"H{place:02}", hs_code=tariff)
    doubted = _skus(manager, number=("doubtful",))
    judged = [row.sku for row in PRODUCTS.page(manager, Query(order="sku", descending=False)).rows]
    assert doubted == [sku for sku in judged if products.open_product(manager, sku).doubts]
    assert len(doubted) == len(WRONG) + len(WRONG_TARIFFS)
    assert len(_skus(manager, number=("none",))) == 1 + len(WRONG_TARIFFS) + 3


def test_pages_of_products_join_and_views_are_counted(manager: Desk) -> None:
    keys = [_product(manager, f"K{place}", origin="Germany" if place % 2 else "CN") for place in range(5)]
    products.set_active(manager, keys[:2], False)
    query = Query(order="origin", descending=False)
    first = PRODUCTS.page(manager, query, limit=3)
    rest = PRODUCTS.page(manager, query, first.next, limit=3)
    assert [row.origin for row in (*first.rows, *rest.rows)] == ["CN", "CN", "CN", "DE", "DE"]
    views = {"sold": Query({"active": ("1",)}), "gone": Query({"active": ("0",)}), "all": Query()}
    assert PRODUCTS.counts(manager, views) == {"sold": 3, "gone": 2, "all": 5}


def test_a_product_is_changed_with_its_models_in_one_step(manager: Desk) -> None:
    key = _product(manager, "KT-1", models=["KT-1 EU", "KT-1 UK"], attributes={"Power": "2200 W"})
    opened = products.open_product(manager, "KT-1")
    assert (opened.models, opened.fields["attributes"]) == (("KT-1 EU", "KT-1 UK"), {"Power": "2200 W"})
    version = products.edit_product(
        manager, key, opened.version, models=["KT-1 UK", "KT-1 US"], warnings="Hot surface"
    )
    opened = products.open_product(manager, key)
    assert (opened.version, opened.models) == (version, ("KT-1 UK", "KT-1 US"))
    with manager.store.read() as read:
        assert audit.history(read, key)[0]["action"] == "edit product"


def test_what_a_product_may_not_be_is_said_at_its_field(manager: Desk, auditor: Desk) -> None:
    key = _product(manager, "KT-1")
    _product(manager, "KT-2")
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"sku": "KT-2"}, "sku"),
        ({"sku": " "}, "sku"),
        ({"origin": "Atlantis"}, "origin"),
        ({"category": "unicorns"}, "category"),
        ({"hs_code": "8516790000123"}, "hs_code"),
    )
    for fields, name in wrong:
        with pytest.raises(RuleBroken) as told:
            products.edit_product(manager, key, 1, **fields)
        assert set(told.value.fields) == {name}
    with pytest.raises(Denied):
        products.edit_product(auditor, key, 1, name="X")
    with pytest.raises(Conflict):
        products.edit_product(manager, key, 7, name="X")


@pytest.mark.parametrize("kind", ["product", "party", "place"])
def test_a_name_that_no_index_holds_is_refused_at_its_field(manager: Desk, kind: str) -> None:
    """On both databases: a server would refuse it without a word that helps."""
    whole = "".join(map(chr, range(0x20000, 0x20000 + 600)))  # four bytes each, and no two alike

    def make(name: str) -> str:
        if kind == "product":
            return products.create_product(manager, sku="A-1", name=name)
        if kind == "party":
            return parties.create_party(manager, code="A-1", name=name)
        return places.create_place(manager, code="A-1", name=name, kind="Warehouse")

    with pytest.raises(RuleBroken) as refused:
        make(whole + "x")
    assert set(refused.value.fields) == {"name"}
    assert make(whole)


@pytest.mark.parametrize("kind", ["view", "profile"])
def test_a_name_of_ones_own_that_no_index_holds_is_refused_at_its_field(manager: Desk, kind: str) -> None:
    def keep(name: str) -> None:
        if kind == "view":
            save_view(manager, "products", OwnView(name))
        else:
            keep_profile(manager, "products", name, Wishes())

    whole = "".join(map(chr, range(0x20000, 0x20000 + 600)))
    with pytest.raises(RuleBroken) as refused:
        keep(whole + "x")
    assert set(refused.value.fields) == {"name"}
    keep(whole)


def test_products_are_set_in_bulk_and_only_the_others_are_told(manager: Desk) -> None:
    keys = [_product(manager, f"K{place}") for place in range(3)]
    assert set(products.set_active(manager, keys[:2], False)) == set(keys[:2])
    assert products.set_active(manager, keys, False) == (keys[2],)
    assert len(products.set_category(manager, keys, "toys")) == 3
    assert products.set_category(manager, keys, "toys") == {}
    with pytest.raises(RuleBroken):
        products.set_category(manager, keys, "unicorns")


def test_what_hangs_on_a_product_is_counted_as_its_lists_show_it(manager: Desk) -> None:
    with manager.store.write(manager.person, "make goods") as work:
        goods = add_traded_goods(work)
        venlo = add_place(work, name="Venlo")
        add_lot(work, goods["product"], place_id=venlo, quantity=300)
        add_lot(work, goods["product"], place_id=venlo, quantity=50, status="Scrapped")
        claim = add_claim(work)
        add_claim_line(work, claim, goods["product"])
    file = products.open_product(manager, goods["product"])
    around = products.around_product(manager, file)
    assert {use.screen: use.count for use in around.uses} == {
        "inspections": 0,
        "shipments": 1,
        "claims": 1,
        "certificates": 0,
    }
    assert around.lot_count == 3
    assert {(line.place.en, line.units) for line in around.stock} == {("Venlo", 300), ("", 2400)}
    assert around.papers
    products.set_active(manager, [file.id], False)
    assert products.around_product(manager, products.open_product(manager, file.id)).papers == ()


# -- places


def test_places_are_recorded_with_their_doubts(manager: Desk) -> None:
    key = places.create_place(
        manager,
        code="VENLO",
        name="Venlo",
        kind="Overseas warehouse",
        country="Netherlands",
        unlocode="nl ven",
    )
    found = places.open_place(manager, "VENLO")
    assert (found.fields["country"], found.fields["unlocode"], found.doubts) == ("NL", "NLVEN", ())
    places.edit_place(manager, key, 1, unlocode="DEHAM", timezone="Europe/Amsterdam")
    assert len(places.open_place(manager, key).doubts) == 1
    for fields, name in (({"timezone": "Mars/North"}, "timezone"), ({"country": "Atlantis"}, "country")):
        with pytest.raises(RuleBroken) as told:
            places.edit_place(manager, key, 2, **fields)
        assert set(told.value.fields) == {name}
    with pytest.raises(RuleBroken):
        places.create_place(manager, code="VENLO", name="Another")


def test_a_place_shows_the_goods_that_lie_there(manager: Desk) -> None:
    with manager.store.write(manager.person, "make goods") as work:
        goods = add_traded_goods(work)
        venlo = add_place(work, name="Venlo")
        add_lot(work, goods["product"], place_id=venlo, quantity=300)
        add_lot(work, goods["product"], place_id=venlo, quantity=100)
    (line,) = places.open_place(manager, venlo).goods
    assert (line.product_id, line.lots, line.units) == (goods["product"], 2, 400)


# -- what fields offer


@pytest.mark.parametrize("typed", ["%", "_", "10_W", "/", "\\", "'"])
def test_marks_that_mean_something_to_the_database_are_searched_as_typed(manager: Desk, typed: str) -> None:
    _product(manager, "10 W")
    places.create_place(manager, code="HAM", name="Hamburg")
    parties.create_party(manager, code="A", name="Aaa")
    with manager.store.write(manager.person, "store") as work:
        goods = add_traded_goods(work)
        add_lot(work, goods["product"])
    for choices in (
        products.product_choices,
        places.place_choices,
        parties.party_choices,
        inspections.choose_lots,
        safety.lot_choices,
    ):
        assert choices(manager, typed) == ()
    exact = _product(manager, f"sku {typed}")
    assert [one.id for one in products.product_choices(manager, typed)] == [exact]


# -- the defect catalogue


def test_the_defect_catalogue_is_kept(manager: Desk) -> None:
    inspections.load_starters(manager)
    key = defects.create_defect(
        manager, code="x-90", name="Lid loose", name_zh="壶盖松动", defect_class="Major", category="function"
    )
    defects.edit_defect(manager, key, 1, defect_class="Minor")
    found = defects.open_defect(manager, "X-90")
    assert (found.row.name.zh, found.row.defect_class, found.found) == ("壶盖松动", "Minor", 0)
    assert defects.set_defects_active(manager, [key], False) == (key,)
    assert key not in {choice.id for choice in defects.defect_choices(manager)}
    assert defects.DEFECTS.count(manager, Query({"active": ("0",)})) == 1
    used = next(
        row
        for row in defects.DEFECTS.page(manager, Query()).rows
        if defects.open_defect(manager, row.id).checklists
    )
    assert used.active
    assert "function" in defects.defect_categories(manager)


def test_a_defect_code_is_unique_and_stays(manager: Desk) -> None:
    key = defects.create_defect(manager, code="X-90", name="Lid loose", defect_class="Major")
    with pytest.raises(RuleBroken):
        defects.create_defect(manager, code="x-90", name="Other", defect_class="Major")
    with pytest.raises(RuleBroken):
        defects.edit_defect(manager, key, 1, code="X-91")
    with pytest.raises(RuleBroken):
        defects.create_defect(manager, code="X-92", name="Other", defect_class="Terrible")


# -- checklists


SOUND = Check(
    code="LID",
    name=Bilingual("Lid closes", "壶盖闭合"),
    requirement=Bilingual("Closes with a click", "闭合有声"),
    kind=CheckKind.PASS_FAIL,
    defect="X-90",
)
CORD = replace(
    SOUND, code="CORD", kind=CheckKind.MEASURE, unit="m", lower=Decimal("0.75"), upper=Decimal("0.90")
)
PLUG = replace(
    SOUND,
    code="PLUG",
    kind=CheckKind.CHOICE,
    choices=(Choice(Bilingual("Type F", "F 型"), True), Choice(Bilingual("Other", "其他"), False)),
    photo_required=True,
    sample="S-2",
)
NAME = Bilingual("Kettles", "电热水壶")


def test_saving_a_checklist_makes_its_next_version(manager: Desk) -> None:
    first = checklists.create_checklist(manager, "electrical_lv", NAME, [SOUND])
    second = checklists.save_checklist(manager, first, NAME, [PLUG, CORD, SOUND])
    found = checklists.open_checklist(manager, second)
    assert found.checks == (PLUG, CORD, SOUND)
    assert [(line.edition, line.current) for line in found.editions] == [(2, True), (1, False)]
    assert checklists.open_checklist(manager, first).checks == (SOUND,)
    (row,) = checklists.CHECKLISTS.page(manager, Query({"current": ("1",)})).rows
    assert (row.id, row.checks) == (second, 3)
    with pytest.raises(Conflict):
        checklists.save_checklist(manager, first, NAME, [SOUND])
    with manager.store.read() as read:
        assert read.count(Template, category="electrical_lv", current=True) == 1


@pytest.mark.parametrize(
    "checks",
    [
        [],
        [SOUND, SOUND],
        [replace(SOUND, name=Bilingual("Lid closes"))],
        [replace(CORD, unit="")],
        [replace(CORD, lower=Decimal(2))],
        [replace(PLUG, choices=())],
        [replace(SOUND, sample="some")],
    ],
)
def test_a_checklist_that_cannot_be_answered_is_refused(manager: Desk, checks: list[Check]) -> None:
    with pytest.raises(RuleBroken):
        checklists.create_checklist(manager, "electrical_lv", NAME, checks)
    assert checklists.CHECKLISTS.count(manager, Query()) == 0


def test_a_category_has_one_checklist(manager: Desk) -> None:
    checklists.create_checklist(manager, "toys", NAME, [SOUND])
    with pytest.raises(RuleBroken):
        checklists.create_checklist(manager, "toys", NAME, [SOUND])
    with pytest.raises(RuleBroken):
        checklists.create_checklist(manager, "unicorns", NAME, [SOUND])


def test_other_models_alone_are_a_change_that_the_second_hears_of(manager: Desk) -> None:
    key = _product(manager, "K1", models=["K1-EU"])
    assert products.edit_product(manager, key, 1, models=["K1-EU"]) == 1
    assert products.edit_product(manager, key, 1, models=["K1-EU", "K1-UK"]) == 2
    with pytest.raises(Conflict):
        products.edit_product(manager, key, 1, name="Other")
    assert products.edit_product(manager, key, 2, name="Other", models=["K1"]) == 3
    assert products.open_product(manager, key).models == ("K1",)
