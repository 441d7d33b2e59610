"""Places, the defect catalogue and the checklists on a real database: open, filter, make, change, refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.inspection.checklist import Check
from qualitydesk.domain.inspection.defects import CATEGORY_NAMES
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.values import Bilingual
from qualitydesk.services import checklists, defects, inspections, places
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.catalogue import catalogue
from qualitydesk.translation import Translator
from tests.builders import add_lot, add_traded_goods, desk_of
from tests.ui.registers import Shown
from ui.context import Context
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.screens.checklists.dialog import ChecklistDialog
from ui.screens.checklists.screen import ChecklistsScreen
from ui.screens.defects.screen import DefectsScreen
from ui.screens.defects.table import category_words
from ui.screens.places.screen import PlacesScreen


@pytest.fixture
def desk(local_staffed: Backend) -> Desk:
    return desk_of(local_staffed, "lin")


def _said(shown: Shown) -> set[str]:
    return {one.text() for one in shown.screen.panel.findChildren(QLabel)}


# -- places


@pytest.fixture
def venlo(desk: Desk) -> str:
    key = places.create_place(
        desk, code="VENLO", name="Venlo", kind="Overseas warehouse", country="NL", unlocode="DEVEN"
    )
    with desk.store.write(desk.person, "make goods") as work:
        add_lot(work, add_traded_goods(work)["product"], place_id=key, quantity=300)
    return key


def test_places_are_shown_with_the_goods_that_lie_there(
    qtbot: QtBot, seated: Context, desk: Desk, venlo: str
) -> None:
    places.create_place(desk, code="NGB", name="Ningbo", kind="Port", country="CN")
    shown = Shown(qtbot, PlacesScreen(seated))
    assert len(shown.keys()) == 2
    assert shown.view("overseas") == [venlo]
    shown.pick(venlo)
    assert {"The UN/LOCODE belongs to another country", "300 units", "Glass kettle"} <= _said(shown)


def test_a_place_is_made_changed_and_refused(qtbot: QtBot, seated: Context, desk: Desk, venlo: str) -> None:
    shown = Shown(qtbot, PlacesScreen(seated))
    shown.do("new")
    shown.fill(code="VENLO", name="Hamburg", timezone="Mars/North")
    shown.save()
    assert shown.errors() == {"timezone"}
    shown.fill(timezone="Europe/Berlin")
    shown.save()
    assert shown.errors() == {"code"}
    shown.fill(code="HAM", country="Germany")
    shown.save()
    assert places.open_place(desk, "HAM").fields["country"] == "DE"
    shown.pick(venlo)
    shown.do("edit")
    shown.fill(city="Venlo")
    places.edit_place(desk, venlo, 1, city="Blerick")
    shown.save()
    shown.press(shown.dialog(ConflictDialog))
    assert places.open_place(desk, venlo).fields["city"] == "Venlo"


# -- the defect catalogue


def test_an_empty_catalogue_takes_over_the_starters(qtbot: QtBot, seated: Context, desk: Desk) -> None:
    shown = Shown(qtbot, DefectsScreen(seated))
    assert [one.id for one in shown.screen.list.empty_actions()] == ["starters", "new"]
    shown.do("starters")
    assert len(shown.keys()) > 20
    assert len(shown.view("Critical")) < len(shown.view("used"))


def test_a_defect_is_added_changed_and_set_aside(qtbot: QtBot, seated: Context, desk: Desk) -> None:
    inspections.load_starters(desk)
    shown = Shown(qtbot, DefectsScreen(seated))
    known = defects.open_defect(desk, shown.screen.key_of_shown()).row
    shown.do("new")
    shown.fill(code=known.code, name="Lid loose")
    shown.save()
    assert shown.errors() == {"code"}
    shown.fill(code="X-90", name_zh="壶盖松动")
    shown.save()
    row = defects.open_defect(desk, "X-90").row
    assert (row.name.zh, row.defect_class) == ("壶盖松动", "Major")
    shown.do("edit")
    assert shown.form().form.text("category") == ""
    shown.fill(defect_class="Minor", category="Fit and durability")
    shown.save()
    assert defects.open_defect(desk, "X-90").row.category == "fit"
    shown.do("edit")
    assert shown.form().form.text("category") == "Fit and durability"
    shown.fill(category="Lids")
    shown.save()
    assert defects.open_defect(desk, "X-90").row.category == "Lids"
    assert defects.open_defect(desk, "X-90").row.defect_class == "Minor"
    shown.do("aside")
    assert shown.view("aside") == [row.id]
    shown.bulk("Take up again", row.id)
    assert shown.said[-1] == "1 defect is in use again."
    shown.undo[-1].run()
    shown.quiet()
    assert not defects.open_defect(desk, "X-90").row.active


# -- checklists


LID = Check(
    code="LID",
    name=Bilingual("Lid closes", "壶盖闭合"),
    requirement=Bilingual("Closes with a click", "闭合有声"),
    kind=CheckKind.PASS_FAIL,
    defect="",
)


@pytest.fixture
def kettles(desk: Desk) -> str:
    return checklists.create_checklist(desk, "electrical_lv", Bilingual("Kettles", "电热水壶"), [LID])


def _editing(qtbot: QtBot, seated: Context, key: str) -> tuple[Shown, ChecklistDialog]:
    shown = Shown(qtbot, ChecklistsScreen(seated))
    shown.pick(key)
    shown.do("edit")
    return shown, shown.dialog(ChecklistDialog)


def test_the_starters_are_taken_over_and_shown(qtbot: QtBot, seated: Context, desk: Desk) -> None:
    shown = Shown(qtbot, ChecklistsScreen(seated))
    shown.do("starters")
    assert len(shown.keys()) >= 10
    qtbot.waitUntil(lambda: "What it asks" in _said(shown))


def test_changing_a_checklist_saves_its_next_version(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: str
) -> None:
    shown, dialog = _editing(qtbot, seated, kettles)
    editor = dialog.editor
    editor.add()
    for name, value in (("code", "CORD"), ("name", "Cord length"), ("name_zh", "电源线长度")):
        editor.one.set_value(name, value)
    editor.one.set_value("kind", "measure")
    assert not editor.one.boxes["lower"].isHidden()
    assert editor.one.boxes["choices"].isHidden()
    editor.one.boxes["lower"].editor.set_value("abc")
    editor.one._edited("lower")
    shown.press(dialog)
    assert dialog.isVisible()
    editor.one.set_value("lower", "0,75")
    shown.press(dialog)
    assert "Check CORD measures without a unit." in shown.said[-1]
    editor.one.set_value("unit", "m")
    editor.one.set_value("photo_required", True)
    editor.move_check(-1)
    shown.press(dialog)
    file = checklists.open_checklist(desk, shown.screen.key_of_shown())
    assert (file.edition, [check.code for check in file.checks]) == (2, ["CORD", "LID"])
    assert (str(file.checks[0].lower), file.checks[0].photo_required) == ("0.75", True)
    assert file.checks[1] == LID


def test_answers_are_written_one_on_each_line(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: str
) -> None:
    shown, dialog = _editing(qtbot, seated, kettles)
    dialog.editor.one.set_value("kind", "choice")
    dialog.editor.one.set_value("choices", "+ Type F | F 型\n- Other | 其他")
    shown.press(dialog)
    (check,) = checklists.open_checklist(desk, shown.screen.key_of_shown()).checks
    assert [(one.name.zh, one.accepted) for one in check.choices] == [("F 型", True), ("其他", False)]


def test_a_check_keeps_its_defect_that_was_set_aside(qtbot: QtBot, seated: Context, desk: Desk) -> None:
    entry = defects.create_defect(desk, code="X-90", name="Lid loose", defect_class="Major")
    key = checklists.create_checklist(
        desk, "electrical_lv", Bilingual("Kettles"), [replace(LID, defect="X-90")]
    )
    defects.set_defects_active(desk, [entry], False)
    shown, dialog = _editing(qtbot, seated, key)
    dialog.editor.one.set_value("how_to", "Press it shut")
    shown.press(dialog)
    (check,) = checklists.open_checklist(desk, shown.screen.key_of_shown()).checks
    assert (check.defect, check.how_to.en) == ("X-90", "Press it shut")


def test_a_version_saved_meanwhile_is_not_lost(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: str
) -> None:
    shown, dialog = _editing(qtbot, seated, kettles)
    dialog.editor.head.set_value("name", "Kettles, mine")
    checklists.save_checklist(desk, kettles, Bilingual("Kettles, theirs"), [LID])
    shown.press(dialog)
    question = next(one for one in _dialogs() if one is not dialog)
    shown.press(question)
    file = checklists.open_checklist(desk, shown.screen.key_of_shown())
    assert (file.edition, file.name.en) == (3, "Kettles, mine")


def _dialogs() -> list[Dialog]:
    from PySide6.QtWidgets import QApplication

    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]


def test_a_removed_check_comes_back_and_a_draft_survives(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: str
) -> None:
    shown, dialog = _editing(qtbot, seated, kettles)
    editor = dialog.editor
    editor.add()
    editor.one.set_value("name", "Second")
    editor.go(0)
    editor.remove()
    assert [raw["name"] for raw in editor.checks] == ["Second"]
    editor.put_back()
    editor.put_back()
    assert [raw["name"] for raw in editor.checks] == ["Lid closes", "Second"]
    dialog.reject()
    shown.quiet()
    shown.do("edit")
    again = shown.dialog(ChecklistDialog).editor
    qtbot.waitUntil(lambda: len(again.checks) == 2)
    shown.dialog(ChecklistDialog).reject()
    shown.quiet()


def test_a_category_has_one_checklist_and_replaced_versions_stand_still(
    qtbot: QtBot, seated: Context, desk: Desk, kettles: str
) -> None:
    second = checklists.save_checklist(desk, kettles, Bilingual("Kettles"), [LID])
    shown = Shown(qtbot, ChecklistsScreen(seated))
    assert shown.keys() == [second]
    assert set(shown.view("all")) == {kettles, second}
    shown.pick(kettles)
    assert shown.locked("edit")
    eyes = [
        one for one in shown.screen.panel.findChildren(QToolButton) if one.accessibleName().startswith("Show")
    ]
    eyes[0].click()
    assert shown.gone == [("checklist", second)]
    shown.do("new")
    dialog = shown.dialog(ChecklistDialog)
    dialog.editor.head.set_value("name", "Again")
    dialog.editor.head.set_value("category", "electrical_lv")
    for name, value in (("code", "A"), ("name", "A"), ("name_zh", "甲")):
        dialog.editor.one.set_value(name, value)
    shown.press(dialog)
    assert dialog.editor.head.boxes["category"].editor.field.property("state") == "error"
    dialog.reject()
    shown.quiet()


def test_categories_of_the_starter_catalogue_speak_chinese_and_others_stay_as_typed() -> None:
    tr = Translator("zh_CN")
    assert category_words(tr, "battery") == "电池"
    assert category_words(tr, "{odd} parts") == "{odd} parts"
    assert {one.category for one in catalogue().values()} == set(CATEGORY_NAMES)
