"""The Products screen on a real database: views, the file, recording, refusals, conflicts, in bulk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import products
from qualitydesk.translation import Translator
from tests.builders import add_claim, add_claim_line, add_traded_goods, desk_of
from tests.ui.registers import Shown
from ui.context import Context
from ui.importing import exporting
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.jobs import Jobs
from ui.kit.pairs import PairsEditor
from ui.kit.theme import Theme
from ui.lists.asked import asked
from ui.screens.products.screen import ProductsScreen


class Story:
    """A kettle with lots and a claim, a product without GTIN, one with a wrong GTIN, one not sold."""

    def __init__(self, backend: Backend) -> None:
        desk = desk_of(backend, "lin")
        with desk.store.write(desk.person, "make goods") as work:
            goods = add_traded_goods(work)
            add_claim_line(work, add_claim(work), goods["product"])
        self.kettle, self.maker = goods["product"], goods["maker"]
        products.edit_product(
            desk, self.kettle, 1, sku="A-1", gtin="6971234560217", attributes={"Power": "2200 W"}
        )
        self.bare = products.create_product(desk, sku="B-2", name="Bare")
        self.good = products.create_product(desk, sku="C-3", name="Good", gtin="6971234560216")
        self.gone = products.create_product(desk, sku="D-4", name="Gone", active=False)


@pytest.fixture
def story(local_staffed: Backend) -> Story:
    return Story(local_staffed)


@pytest.fixture
def shown(qtbot: QtBot, seated: Context, story: Story) -> Shown:
    return Shown(qtbot, ProductsScreen(seated))


def test_views_show_what_they_say(shown: Shown, story: Story) -> None:
    assert shown.keys() == [story.kettle, story.bare, story.good]
    assert shown.view("no_gtin") == [story.bare]
    assert shown.view("doubtful") == [story.kettle]
    assert shown.view("gone") == [story.gone]
    assert len(shown.view("all")) == 4


def test_filters_come_with_their_values(shown: Shown, story: Story) -> None:
    shown.view("all")
    shown.screen.list.filters.choose({"maker": (story.maker,)}, tell=True)
    shown.quiet()
    assert shown.keys() == [story.kettle]
    shown.screen.open_record(asked({"category": ("general_consumer",), "active": ("1",)}))
    shown.quiet()
    assert shown.keys() == [story.bare, story.good]


def test_the_file_shows_doubts_papers_stock_and_uses(shown: Shown, story: Story) -> None:
    shown.pick(story.kettle)
    said = {one.text() for one in shown.screen.panel.findChildren(QLabel)}
    assert {"Check digit should be 6", "2200 W", "Papers per market", "2,400 units", "1 lot"} <= said
    links = {one.accessibleName(): one for one in shown.screen.panel.findChildren(QPushButton)}
    links["Open claims: 1"].click()
    assert shown.gone == [("claims", asked({"product": (story.kettle,), "view": ("open",)}))]


def test_a_product_is_recorded_with_every_field(shown: Shown) -> None:
    shown.do("new")
    shown.fill(sku="N-9", name="Night light", gtin="6971234560216", origin="Germany", models="NL-1\nNL-2")
    pairs = shown.form().form.boxes["attributes"].editor
    assert isinstance(pairs, PairsEditor)
    pairs.add("Power", "0.5 W")
    shown.save()
    file = products.open_product(shown.context.desk, "N-9")
    assert (file.models, file.fields["origin"], file.fields["attributes"]) == (
        ("NL-1", "NL-2"),
        "DE",
        {"Power": "0.5 W"},
    )
    assert shown.screen.key_of_shown() == file.id
    assert "The product is saved." in shown.said


def test_a_form_with_room_for_all_its_fields_does_not_scroll(shown: Shown) -> None:
    window = shown.screen.window()
    window.resize(1440, 1000)
    shown.do("new")
    form = shown.form()
    area = form.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert form.height() <= window.height()
    form.reject()


def test_what_is_wrong_is_said_at_its_field_and_stays_typed(shown: Shown) -> None:
    shown.do("new")
    shown.save()
    assert shown.errors() == {"sku", "name"}
    shown.fill(sku="A-1", name="Another")
    shown.save()
    assert shown.errors() == {"sku"}
    shown.fill(sku="A-9", origin="Atlantis")
    shown.save()
    assert shown.errors() == {"origin"}
    assert shown.form().form.text("name") == "Another"
    shown.form().reject()


def test_a_conflict_shows_both_and_saves_the_choice(shown: Shown, story: Story) -> None:
    shown.pick(story.kettle)
    shown.do("edit")
    shown.fill(name="Mine", brand="Lanting")
    desk = shown.context.desk
    version = products.open_product(desk, story.kettle).version
    products.edit_product(desk, story.kettle, version, name="Theirs", warnings="Hot")
    shown.save()
    conflict = shown.dialog(ConflictDialog)
    assert {one.accessibleName() for one in conflict.findChildren(QRadioButton)} == {"Mine", "Theirs"}
    assert any(one.text().endswith(": Brand") for one in conflict.findChildren(QLabel))
    theirs = (one for one in conflict.findChildren(QRadioButton) if one.accessibleName() == "Theirs")
    next(theirs).setChecked(True)
    shown.press(conflict)
    fields = products.open_product(desk, story.kettle).fields
    assert (fields["name"], fields["warnings"]) == ("Theirs", "Hot")
    assert fields["brand"] == "Lanting"


def test_changes_that_do_not_clash_are_joined(shown: Shown, story: Story) -> None:
    shown.pick(story.kettle)
    shown.do("edit")
    shown.fill(age_grade="14+")
    desk = shown.context.desk
    version = products.open_product(desk, story.kettle).version
    products.edit_product(desk, story.kettle, version, age_grade="14+", warnings="Hot")
    shown.save()
    fields = products.open_product(desk, story.kettle).fields
    assert (fields["age_grade"], fields["warnings"]) == ("14+", "Hot")


def test_what_nobody_else_changed_is_not_asked_about(shown: Shown, story: Story) -> None:
    shown.pick(story.kettle)
    shown.do("edit")
    shown.fill(brand="Lanting", origin="DE")
    desk = shown.context.desk
    version = products.open_product(desk, story.kettle).version
    products.edit_product(desk, story.kettle, version, warnings="Hot")
    shown.save()
    fields = products.open_product(desk, story.kettle).fields
    assert (fields["brand"], fields["origin"], fields["warnings"]) == ("Lanting", "DE", "Hot")


def test_further_models_that_both_changed_are_asked_about(shown: Shown, story: Story) -> None:
    desk = shown.context.desk
    version = products.open_product(desk, story.kettle).version
    products.edit_product(desk, story.kettle, version, models=["K-1"])
    shown.pick(story.kettle)
    shown.do("edit")
    shown.fill(models="K-1\nK-2", brand="Lanting")
    version = products.open_product(desk, story.kettle).version
    products.edit_product(desk, story.kettle, version, models=["K-1", "K-3"], warnings="Hot")
    shown.save()
    conflict = shown.dialog(ConflictDialog)
    offered = {one.accessibleName(): one for one in conflict.findChildren(QRadioButton)}
    assert set(offered) == {"K-1\nK-2", "K-1\nK-3"}
    offered["K-1\nK-3"].setChecked(True)
    shown.press(conflict)
    file = products.open_product(desk, story.kettle)
    assert (file.models, file.fields["brand"]) == (("K-1", "K-3"), "Lanting")


def test_taking_off_sale_can_be_taken_back(shown: Shown, story: Story) -> None:
    shown.pick(story.kettle)
    shown.do("off")
    assert shown.said[-1] == "1 product is not sold any more."
    assert not products.open_product(shown.context.desk, story.kettle).fields["active"]
    shown.undo[-1].run()
    shown.quiet()
    assert products.open_product(shown.context.desk, story.kettle).fields["active"]
    assert shown.locked("on")
    shown.pick(story.gone)
    shown.do("on")
    assert shown.said[-1] == "1 product is on sale again."


def test_several_get_another_category(shown: Shown, story: Story) -> None:
    shown.bulk("Set category", story.bare, story.good)
    dialog = shown.dialog(Dialog)
    dialog.findChildren(Form)[0].set_value("category", "toys")
    shown.press(dialog)
    desk = shown.context.desk
    assert {products.open_product(desk, key).fields["category"] for key in (story.bare, story.good)} == {
        "toys"
    }
    shown.undo[-1].run()
    shown.quiet()
    assert {products.open_product(desk, key).fields["category"] for key in (story.bare, story.good)} == {
        "general_consumer"
    }
    shown.bulk("Take off sale", story.bare, story.good)
    assert shown.said[-1] == "2 products are not sold any more."
    assert shown.keys() == [story.kettle]


def test_the_chosen_ones_are_exported(shown: Shown, tmp_path: Path) -> None:
    exporting.export(shown.context, shown.screen, "products", tmp_path / "some.csv", ["A-1", "C-3"])
    shown.quiet()
    assert shown.said == ["2 rows are in some.csv."]
    text = (tmp_path / "some.csv").read_text(encoding="utf-8-sig")
    assert "A-1" in text
    assert "B-2" not in text


def test_an_auditor_looks_on(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings, local_staffed: Backend, story: Story
) -> None:
    context = Context(Translator, theme, jobs, settings)
    context.sit_down(desk_of(local_staffed, "novak"))
    shown = Shown(qtbot, ProductsScreen(context))
    shown.pick(story.kettle)
    assert shown.locked("new")
    assert shown.locked("edit")


def test_the_catalogues_are_one_menu_away(shown: Shown) -> None:
    shown.do("catalogues")
    menu = next(one for one in shown.screen.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "Places").trigger()
    menu.close()
    assert shown.gone == [("places", "")]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_empty_register_offers_the_first_act(
    qtbot: QtBot, settings: QSettings, theme: Theme, jobs: Jobs, local_staffed: Backend, language: str
) -> None:
    context = Context(Translator, theme, jobs, settings, language=language)
    context.sit_down(desk_of(local_staffed, "lin"))
    shown = Shown(qtbot, ProductsScreen(context))
    assert shown.keys() == []
    assert not shown.screen.list.table.isVisible()
    assert [one.id for one in shown.screen.list.empty_actions()] == ["import", "new"]
