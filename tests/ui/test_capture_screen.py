"""The warehouse mode on a real database: keys, drafts that survive, defects by tile, signing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome, DefectClass, InspectionStatus
from qualitydesk.records import Inspection, InspectionCheck, Lot, Product
from qualitydesk.services import inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from qualitydesk.translation import Translator
from tests.builders import PASSWORD, add_traded_goods, desk_of
from ui.context import Context, ToastAction
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.jobs import Jobs
from ui.kit.photo_strip import NewPhoto, PhotoButton, PhotoStrip, as_png
from ui.kit.photo_view import PhotoView
from ui.kit.theme import Theme
from ui.screens.capture.parts import BigButton
from ui.screens.capture.screen import CaptureScreen
from ui.screens.capture.signing import ChangeDialog, SignDialog

Open = Callable[[], CaptureScreen]


@pytest.fixture
def chen(local_staffed: Backend) -> Desk:
    return desk_of(local_staffed, "chen")


@pytest.fixture
def wang(local_staffed: Backend) -> Desk:
    return desk_of(local_staffed, "wang")


@pytest.fixture
def seated_inspector(context: Context, chen: Desk) -> Context:
    context.sit_down(chen)
    return context


@pytest.fixture
def inspection(chen: Desk) -> str:
    with chen.store.write(chen.person, "make a lot") as work:
        keys = add_traded_goods(work)
        work.change(Lot, keys["lot"], quantity=1200)
    return inspections.plan_inspection(chen, NewInspection(keys["lot"]))


@pytest.fixture
def open_capture(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings, chen: Desk, inspection: str
) -> Iterator[Open]:
    made: list[CaptureScreen] = []

    def open_it() -> CaptureScreen:
        context = Context(Translator, theme, jobs, settings)
        context.sit_down(chen)
        screen = CaptureScreen(context)
        made.append(screen)
        screen.resize(1440, 900)
        screen.show()
        screen.session.begin(inspection)
        settled(qtbot, screen)
        return screen

    yield open_it
    for screen in made:
        screen.close()
        screen.deleteLater()


def settled(qtbot: QtBot, screen: CaptureScreen) -> None:
    qtbot.waitUntil(lambda: screen.file is not None and screen.jobs.active == 0)


def press(qtbot: QtBot, screen: CaptureScreen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.checks.field or screen, key)
        settled(qtbot, screen)


def outcomes(screen: CaptureScreen, unit: int = 1) -> list[str]:
    return [check.readings[unit].outcome.value for check in screen.hands.on_unit() if unit in check.readings]


def test_a_planned_inspection_is_started(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    assert screen.file is not None
    assert screen.file.status is InspectionStatus.IN_PROGRESS
    assert screen.file.mine
    assert not screen.tally.told.isVisible()
    assert not screen.foot.sign.isEnabled()


@pytest.mark.parametrize("sent_back", [False, True])
def test_what_is_only_looked_at_is_not_started(
    qtbot: QtBot, seated_inspector: Context, wang: Desk, chen: Desk, inspection: str, sent_back: bool
) -> None:
    if sent_back:
        hand_in(chen, inspection)
        version = inspections.open_inspection(wang, inspection).version
        inspections.send_back_inspection(wang, inspection, version, "The rating plate cannot be read.")
    before = inspections.open_inspection(chen, inspection)
    went: list[str] = []
    seated_inspector.signals.navigation.connect(lambda kind, _key: went.append(kind))
    screen = CaptureScreen(seated_inspector)
    qtbot.addWidget(screen)
    screen.open_record(inspection)
    qtbot.waitUntil(lambda: went == ["instead:inspection"])
    assert inspections.open_inspection(chen, inspection) == before


def test_the_inspector_reads_why_it_came_back_and_the_note_of_the_plan(
    qtbot: QtBot, open_capture: Open, wang: Desk, chen: Desk, inspection: str
) -> None:
    with chen.store.write(chen.person, "note") as work:
        work.change(Inspection, inspection, note="Bring the 12 V tester.")
    hand_in(chen, inspection)
    version = inspections.open_inspection(wang, inspection).version
    inspections.send_back_inspection(wang, inspection, version, "The rating plate cannot be read.")
    told = open_capture().tally.told
    said = ["Sent back", "The rating plate cannot be read.", "Note", "Bring the 12 V tester."]
    qtbot.waitUntil(lambda: said == [one.text() for one in told.findChildren(QLabel) if one.isVisible()])


def test_work_that_somebody_took_over_is_offered_back_when_something_is_refused(
    qtbot: QtBot, open_capture: Open, local_staffed: Backend
) -> None:
    screen = open_capture()
    assert screen.file is not None
    liu, key = desk_of(local_staffed, "liu"), screen.file.id
    inspections.take_over_inspection(liu, key, screen.file.version)
    for _time in range(2):
        press(qtbot, screen, Qt.Key.Key_Return)
    (offer,) = (one for one in screen.findChildren(Dialog) if one.isVisible())
    offer.findChildren(ActionButton)[-1].click()
    settled(qtbot, screen)
    assert inspections.open_inspection(screen.context.desk, key).mine
    press(qtbot, screen, Qt.Key.Key_Return)
    assert outcomes(screen) == ["Pass"]


def test_work_that_was_given_up_meanwhile_says_so_when_it_is_known(
    qtbot: QtBot, open_capture: Open, wang: Desk
) -> None:
    screen = open_capture()
    assert screen.file is not None
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    inspections.abort_inspection(wang, screen.file.id, screen.file.version, "The order is withdrawn.")
    screen.refresh(frozenset({"inspection"}))
    qtbot.waitUntil(lambda: said == ["This inspection is “Aborted”."])


def test_enter_passes_x_fails_and_backspace_goes_back(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_Return, Qt.Key.Key_X)
    assert outcomes(screen) == ["Pass", "Fail"]
    assert screen.hands.place == 2
    press(qtbot, screen, Qt.Key.Key_Backspace)
    assert screen.hands.place == 1
    press(qtbot, screen, Qt.Key.Key_Return)
    assert outcomes(screen) == ["Pass", "Pass"]
    assert screen.file is not None
    assert screen.file.defects == ()


def test_after_undo_the_check_that_was_answered_is_in_hand_again(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, screen)
    assert screen.hands.place == 1
    press(qtbot, screen, Qt.Key.Key_X)
    assert outcomes(screen) == ["Pass", "Fail"]


def to_measure(qtbot: QtBot, screen: CaptureScreen) -> int:
    for _check in screen.hands.on_unit():
        if screen.checks.field is None:
            press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.checks.field is not None
    return screen.hands.place


def test_figures_type_a_measure_and_enter_judges_it(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    place = to_measure(qtbot, screen)
    assert screen.checks.field is not None
    QTest.keyClicks(screen.checks.field, "1.83")
    press(qtbot, screen, Qt.Key.Key_Return)
    check = screen.hands.on_unit()[place]
    assert check.kind is CheckKind.MEASURE
    assert str(check.readings[1].value) == "1.83"
    assert check.readings[1].outcome is CheckOutcome.PASS
    assert screen.hands.place == place + 1


def hold_down(screen: CaptureScreen, key: Qt.Key) -> None:
    """What the keyboard says while a key is not let go."""
    none = Qt.KeyboardModifier.NoModifier
    for _time in range(3):
        QApplication.sendEvent(screen, QKeyEvent(QEvent.Type.KeyPress, key, none, "", True))


def test_a_key_held_down_passes_no_check_that_nobody_looked_at(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_Return)
    hold_down(screen, Qt.Key.Key_Return)
    hold_down(screen, Qt.Key.Key_F1)
    settled(qtbot, screen)
    assert outcomes(screen) == ["Pass"]
    assert screen.file is not None
    assert screen.file.defects == ()


def test_a_measure_confirmed_twice_in_haste_skips_no_check(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    place = to_measure(qtbot, screen)
    assert screen.checks.field is not None
    QTest.keyClicks(screen.checks.field, "1.83")
    for _time in range(2):
        screen.hands.confirm()
    settled(qtbot, screen)
    assert screen.hands.place == place + 1


def test_after_a_refusal_between_answers_the_screen_follows_others_again(
    qtbot: QtBot, open_capture: Open
) -> None:
    screen = open_capture()
    to_measure(qtbot, screen)
    check = screen.hands.check()
    assert check is not None
    screen.answers.record_reading(check, "no number", lambda: None)
    screen.answers.record_reading(check, "1.83", lambda: None)
    settled(qtbot, screen)
    assert screen.session.busy == 0


def test_taking_photos_leaves_no_widgets_behind(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    before = len(screen.findChildren(PhotoStrip))
    QGuiApplication.clipboard().clear()
    for _time in range(3):
        screen.findings.paste_photo({})
    qtbot.waitUntil(lambda: len(screen.findChildren(PhotoStrip)) == before)


def test_what_is_no_number_stays_in_the_field(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    place = to_measure(qtbot, screen)
    assert screen.checks.field is not None
    QTest.keyClicks(screen.checks.field, "1.8.3")
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.hands.place == place
    assert screen.checks.field is not None
    assert screen.checks.field.text() == "1.8.3"


def test_typing_is_taken_up_after_a_crash(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    place = to_measure(qtbot, screen)
    assert screen.checks.field is not None
    QTest.keyClicks(screen.checks.field, "1.8")
    screen.answers.set_carton("31")
    settled(qtbot, screen)
    again = open_capture()
    assert again.hands.place == place
    assert again.checks.field is not None
    assert again.checks.field.text() == "1.8"
    assert again.head.carton.text() == "31"


def test_function_keys_add_defects_on_unit_and_carton_and_undo_takes_them_back(
    qtbot: QtBot, open_capture: Open
) -> None:
    screen = open_capture()
    screen.answers.set_carton("31")
    press(qtbot, screen, Qt.Key.Key_F1)
    assert screen.file is not None
    defect = screen.file.defects[0]
    assert (defect.code, defect.unit, defect.carton) == (screen.tiles.codes[0], 1, "31")
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, screen)
    assert screen.file.defects == ()


def test_e_changes_the_newest_defect_and_undo_takes_the_change_back_first(
    qtbot: QtBot, open_capture: Open
) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_F1, Qt.Key.Key_F2)
    assert screen.file is not None
    newest, older = screen.file.defects
    press(qtbot, screen, Qt.Key.Key_E)
    dialog = next(each for each in screen.findChildren(ChangeDialog) if each.isVisible())
    assert newest.name.en in dialog.windowTitle()
    wanted = {"count": 3, "defect_class": "Minor", "carton": " C-7 ", "note": "on the left"}
    for name, value in wanted.items():
        dialog.form.set_value(name, value)
    dialog.hand_in()
    settled(qtbot, screen)
    changed = screen.file.defects[0]
    assert (changed.id, changed.count, changed.defect_class) == (newest.id, 3, DefectClass.MINOR)
    assert (changed.carton, changed.note) == ("C-7", "on the left")
    assert screen.file.defects[1] == older

    undo = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(screen, Qt.Key.Key_Z, undo)
    settled(qtbot, screen)
    again = screen.file.defects[0]
    assert replace(again, version=newest.version) == newest
    QTest.keyClick(screen, Qt.Key.Key_Z, undo)
    settled(qtbot, screen)
    assert [each.id for each in screen.file.defects] == [older.id]


def test_a_defect_withdrawn_by_mistake_comes_back_with_undo(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_F1, Qt.Key.Key_F2)
    assert screen.file is not None
    before = [each.id for each in screen.file.defects]
    screen.findings.remove(screen.file.defects[1])
    settled(qtbot, screen)
    assert [each.id for each in screen.file.defects] == before[:1]
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, screen)
    assert [each.id for each in screen.file.defects] == before


def test_undo_reaches_no_further_than_this_sitting_and_says_so(qtbot: QtBot, open_capture: Open) -> None:
    press(qtbot, open_capture(), Qt.Key.Key_Return, Qt.Key.Key_F1)
    screen = open_capture()
    assert screen.file is not None
    before = screen.file
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    take_back(qtbot, screen)
    assert said == ["Nothing left to undo since it was opened here."]
    assert inspections.open_inspection(screen.context.desk, before.id) == before


def take_back(qtbot: QtBot, screen: CaptureScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, screen)


def test_what_is_undone_is_named_and_put_back(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_X, Qt.Key.Key_F1)
    assert screen.file is not None
    picture = as_png(QImage(40, 30, QImage.Format.Format_RGB32))
    found = screen.file.defects[0]
    screen.findings.add_photos(found.id, (NewPhoto("plate.png", picture),))
    settled(qtbot, screen)
    before = shown(screen)
    said: list[tuple[str, ToastAction]] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, action: said.append((words, action)))
    for _step in range(3):
        take_back(qtbot, screen)
    check = screen.hands.on_unit()[0]
    assert [words for words, _action in said] == [
        "Taken back: 1 photo",
        f"Taken back: defect “{inspections.catalogue()[found.code].short.en}”",
        f"Taken back: unit 1, “{check.name.en}”",
    ]
    assert shown(screen) == ([], ["Open"], 0)
    for _words, action in reversed(said):
        action.run()
        settled(qtbot, screen)
    assert shown(screen) == before
    take_back(qtbot, screen)
    assert said[-1][0] == "Taken back: 1 photo"


def shown(screen: CaptureScreen) -> tuple[list[tuple[str, int]], list[str], int]:
    """The defects with how many photos they have, the answers, and the check in hand."""
    defects = screen.file.defects if screen.file else ()
    return [(one.id, len(one.photos)) for one in defects], outcomes(screen), screen.hands.place


def test_what_was_refused_is_nothing_to_undo(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    place = to_measure(qtbot, screen)
    check = screen.hands.check()
    assert check is not None
    screen.answers.record_reading(check, "no number", lambda: None)
    settled(qtbot, screen)
    take_back(qtbot, screen)
    assert outcomes(screen) == [*["Pass"] * (place - 1), "Open"]


def open_photo(qtbot: QtBot, screen: CaptureScreen) -> PhotoView:
    """A defect is found and its photo clicked."""
    press(qtbot, screen, Qt.Key.Key_F1)
    assert screen.file is not None
    picture = as_png(QImage(40, 30, QImage.Format.Format_RGB32))
    screen.findings.add_photos(screen.file.defects[0].id, (NewPhoto("plate.png", picture),))
    settled(qtbot, screen)
    QTest.mouseClick(screen.defects.findChildren(PhotoButton)[-1], Qt.MouseButton.LeftButton)
    (view,) = screen.findChildren(PhotoView)
    return view


def test_a_photo_of_a_defect_is_taken_off_and_undo_hangs_it_again(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    view = open_photo(qtbot, screen)
    next(one for one in view.findChildren(ActionButton) if one.action.id == "take_off").click()
    qtbot.waitUntil(lambda: screen.file is not None and not screen.file.all_photos)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, screen)
    assert screen.file is not None
    assert [photo.name for photo in screen.file.defects[0].photos] == ["plate.png"]


def photos(screen: CaptureScreen) -> list[int]:
    return [len(each.photos) for each in screen.file.defects] if screen.file else []


def paste_picture(qtbot: QtBot, screen: CaptureScreen, into: QWidget) -> None:
    QGuiApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    before = sum(photos(screen))
    QTest.keyClick(into, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sum(photos(screen)) == before + 1)
    settled(qtbot, screen)


def test_a_defect_that_has_a_photo_takes_another(qtbot: QtBot, open_capture: Open, tmp_path: Path) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_F1, Qt.Key.Key_F2)
    for expected in ([1, 0], [1, 1], [1, 2]):  # what waits for one first, then what was worked on last
        paste_picture(qtbot, screen, screen)
        assert photos(screen) == expected
    newer = screen.defects.findChildren(PhotoStrip)[0]
    (tmp_path / "plate.png").write_bytes(as_png(QImage(40, 30, QImage.Format.Format_RGB32)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "plate.png"))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    assert newer.acceptDrops()
    newer.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))
    qtbot.waitUntil(lambda: photos(screen) == [2, 2])
    settled(qtbot, screen)
    said = [one.text() for one in screen.defects.findChildren(QLabel) if one.text().endswith("2 photos")]
    assert len(said) == 2


def test_a_photo_goes_to_the_defect_in_whose_row_the_keys_are(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_F1, Qt.Key.Key_F2)
    for expected in ([0, 1], [0, 2]):
        assert screen.file is not None
        name = f"Change defect {screen.file.defects[1].name.en}"
        tools = screen.defects.findChildren(QToolButton)
        older = next(one for one in tools if one.accessibleName() == name)
        older.setFocus()
        paste_picture(qtbot, screen, older)
        assert photos(screen) == expected


def test_the_button_of_a_photographed_defect_asks_for_another(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    press(qtbot, screen, Qt.Key.Key_F1)
    paste_picture(qtbot, screen, screen)
    tools = screen.defects.findChildren(QToolButton)
    (another,) = [one for one in tools if one.accessibleName().startswith("Add another photo of")]
    another.click()
    (asking,) = screen.findChildren(QFileDialog)
    asking.reject()


def test_after_a_look_at_a_photo_the_keys_are_where_the_work_is(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    view = open_photo(qtbot, screen)
    view.reject()
    qtbot.waitUntil(lambda: not isValid(view))
    assert QApplication.focusWidget() is screen


def test_a_long_number_and_a_link_leave_the_tools_of_a_defect_in_sight(
    qtbot: QtBot, open_capture: Open
) -> None:
    screen = open_capture()
    assert screen.file is not None
    desk, key, link = screen.context.desk, screen.file.id, f"see https://example.com/{'a1' * 60}"
    inspections.add_defect(desk, key, "P-03", unit=1, carton="0034012345" * 4, note=link)
    screen.session.reload()
    qtbot.waitUntil(lambda: bool(screen.file and screen.file.defects))
    tools = screen.defects.findChildren(QToolButton)[-2:]
    qtbot.waitUntil(lambda: all(not one.visibleRegion().isEmpty() for one in tools))


def test_the_carton_is_typed_by_keys_alone(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    leave = next(one for one in screen.head.findChildren(BigButton))
    leave.setFocus()
    QTest.keyClick(leave, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is screen.head.carton
    QTest.keyClicks(focused, "C-31")
    QTest.keyClick(focused, Qt.Key.Key_Return)
    press(qtbot, screen, Qt.Key.Key_F1)
    assert screen.file is not None
    assert screen.file.defects[0].carton == "C-31"


def test_scans_add_defects_answer_the_barcode_check_and_name_the_carton(
    qtbot: QtBot, open_capture: Open, chen: Desk, inspection: str
) -> None:
    with chen.store.write(chen.person, "number the product") as work:
        product = inspections.open_inspection(chen, inspection).product_id
        work.change(Product, product, gtin="4006381333931")
    screen = open_capture()
    assert screen.take_scan("4006381333931")
    settled(qtbot, screen)
    assert outcomes(screen) == ["Pass"]
    assert screen.take_scan("p-03")
    settled(qtbot, screen)
    assert screen.file is not None
    assert [each.code for each in screen.file.defects] == ["P-03"]
    assert screen.take_scan("CTN-0031")
    settled(qtbot, screen)
    assert screen.head.carton.text() == "CTN-0031"
    screen.hands.take(0)
    assert screen.take_scan("96385074")
    settled(qtbot, screen)
    assert outcomes(screen) == ["Fail"]


def test_the_scans_of_unit_and_box_answer_one_check_and_name_no_carton(
    qtbot: QtBot, open_capture: Open, chen: Desk, inspection: str
) -> None:
    with chen.store.write(chen.person, "number the product") as work:
        product = inspections.open_inspection(chen, inspection).product_id
        work.change(Product, product, gtin="4006381333931")
    screen = open_capture()
    for scanned, answer in (("4006381333931", "Pass"), ("04006381333931", "Pass"), ("96385074", "Fail")):
        assert screen.take_scan(scanned)
        settled(qtbot, screen)
        assert outcomes(screen) == [answer]
    assert screen.take_scan("4006381333931")
    settled(qtbot, screen)
    assert (outcomes(screen), screen.hands.place, screen.head.carton.text()) == (["Fail"], 1, "")
    assert screen.take_scan("(00)340123450000000017(02)04006381333931(37)12")
    settled(qtbot, screen)
    assert screen.head.carton.text()


def test_space_waits_for_open_checks_and_then_takes_the_next_unit(qtbot: QtBot, open_capture: Open) -> None:
    screen = open_capture()
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    press(qtbot, screen, Qt.Key.Key_Space)
    assert "still open" in said[0]
    answer_unit(screen)
    for _time in range(2):
        screen.answers.next_unit()
    settled(qtbot, screen)
    assert len(said) == 1
    assert screen.file is not None
    assert (screen.file.unit, screen.hands.place) == (2, 0)


def answer_unit(screen: CaptureScreen) -> None:
    desk = screen.context.desk
    for check in screen.hands.on_unit():
        if check.kind is CheckKind.MEASURE:
            edge = check.upper if check.upper is not None else check.lower
            inspections.record_reading(desk, check.id, 1, str(edge))
        elif check.kind is CheckKind.CHOICE:
            inspections.record_choice(desk, check.id, 1, check.choices[0].name.en)
        else:
            inspections.record_check(desk, check.id, 1, CheckOutcome.PASS)


def finish(chen: Desk, inspection: str) -> None:
    """Start it, and skip to the end."""
    inspections.start_inspection(chen, inspection, inspections.open_inspection(chen, inspection).version)
    with chen.store.write(chen.person, "skip to the end") as work:
        work.change(Inspection, inspection, units_done=80)
        for check in work.among(InspectionCheck, "inspection_id", [inspection]):
            work.change(InspectionCheck, check.id, outcome="Pass", photo_required=False)


def hand_in(chen: Desk, inspection: str) -> None:
    finish(chen, inspection)
    version = inspections.open_inspection(chen, inspection).version
    inspections.submit_inspection(chen, inspection, version, PASSWORD)


def test_finish_opens_signing_when_all_is_done(
    qtbot: QtBot, open_capture: Open, chen: Desk, inspection: str
) -> None:
    finish(chen, inspection)
    screen = open_capture()
    went: list[str] = []
    screen.context.signals.navigation.connect(lambda kind, _key: went.append(kind))
    assert screen.foot.sign.isEnabled()
    QTest.mouseClick(screen.foot.sign, Qt.MouseButton.LeftButton)
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, SignDialog))
    dialog.form.set_value("password", PASSWORD)
    primary = next(b for b in dialog.findChildren(ActionButton) if b.action.kind == "primary")
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: went == ["inspection"])
    assert inspections.open_inspection(chen, inspection).status is InspectionStatus.SUBMITTED


def test_a_locked_inspection_leads_back_to_the_list(
    qtbot: QtBot, seated_inspector: Context, chen: Desk, inspection: str
) -> None:
    inspections.cancel_inspection(chen, inspection, 1, "Order withdrawn")
    went: list[str] = []
    seated_inspector.signals.navigation.connect(lambda kind, _key: went.append(kind))
    screen = CaptureScreen(seated_inspector)
    qtbot.addWidget(screen)
    screen.open_record(inspection)
    qtbot.waitUntil(lambda: went == ["instead:inspection"])


@pytest.mark.parametrize("field", ["measure", "carton"])
def test_the_camera_has_a_key_where_figures_and_words_are_typed(
    qtbot: QtBot, open_capture: Open, field: str
) -> None:
    screen = open_capture()
    to_measure(qtbot, screen)
    typing = screen.checks.field if field == "measure" else screen.head.carton
    assert typing is not None
    typing.setFocus()
    QTest.keyClicks(typing, "1.8")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(typing, Qt.Key.Key_C, held)
    (asking,) = screen.findChildren(QFileDialog)
    asking.reject()
    assert typing.text() == "1.8"
    settled(qtbot, screen)


def test_the_key_sheet_says_the_keys_of_this_mode(qtbot: QtBot, open_capture: Open) -> None:
    keys = [key for hint in open_capture().more_keys() for key in hint.keys]
    assert {"C", "Ctrl+Shift+C", "Space", "Ctrl+Z"} <= set(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_key_of_the_window_finds_no_defect_and_passes_nothing(
    qtbot: QtBot, open_capture: Open, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    screen = open_capture()
    QTest.keyClick(screen, key, held)
    settled(qtbot, screen)
    assert screen.file is not None
    assert screen.file.defects == ()
    assert outcomes(screen) == []
