"""The Inspections screen on a real database: groups and views, four eyes, approving, planning."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.records import Inspection, InspectionCheck
from qualitydesk.services import drafts, inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from qualitydesk.translation import Translator
from tests.builders import PASSWORD, add_traded_goods, desk_of
from ui.context import Context
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.jobs import Jobs
from ui.kit.photo_strip import PhotoButton, as_png
from ui.kit.photo_view import PhotoView
from ui.kit.theme import Theme
from ui.screens.inspections.approving import ApproveDialog
from ui.screens.inspections.planning import NewInspectionDialog
from ui.screens.inspections.screen import InspectionsScreen


class Story:
    """One inspection of each kind of state: submitted and failed, in progress, planned."""

    def __init__(self, chen: Desk) -> None:
        with chen.store.write(chen.person, "make lots") as work:
            goods = [add_traded_goods(work) for _ in range(3)]
        self.lot = goods[2]["lot"]
        keys = [inspections.plan_inspection(chen, NewInspection(each["lot"])) for each in goods]
        self.submitted, self.running, self.planned = keys
        for key in keys[:2]:
            inspections.start_inspection(chen, key, 1)
        inspections.add_defect(chen, self.submitted, "P-03", unit=3, carton="41", count=12)
        with chen.store.write(chen.person, "skip to the end") as work:
            work.change(Inspection, self.submitted, units_done=125)
            for check in work.among(InspectionCheck, "inspection_id", [self.submitted]):
                work.change(InspectionCheck, check.id, outcome="Pass", photo_required=False)
        version = inspections.open_inspection(chen, self.submitted).version
        inspections.submit_inspection(chen, self.submitted, version, PASSWORD)


@pytest.fixture
def story(local_staffed: Backend) -> Story:
    return Story(desk_of(local_staffed, "chen"))


Sit = Callable[[str], InspectionsScreen]


@pytest.fixture
def sit(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings, local_staffed: Backend, story: Story
) -> Iterator[Sit]:
    """Opens the screen for a person, loaded."""
    made: list[InspectionsScreen] = []

    def open_for(login: str) -> InspectionsScreen:
        context = Context(Translator, theme, jobs, settings)
        context.sit_down(desk_of(local_staffed, login))
        screen = InspectionsScreen(context)
        made.append(screen)
        screen.resize(1232, 900)
        screen.show()
        screen.open_record("")
        _until(qtbot, lambda: screen.list.table.rows.shown_records() > 0 and screen.panel.file is not None)
        _until(qtbot, lambda: jobs.active == 0)
        return screen

    yield open_for
    for screen in made:
        screen.close()
        screen.deleteLater()


def _until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met)


def _dialog(kind: type[Dialog]) -> Dialog:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def _press(dialog: Dialog) -> None:
    primary = next(b for b in dialog.findChildren(ActionButton) if b.action.kind == "primary")
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)


def test_the_list_is_grouped_and_the_first_record_is_shown(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    rows = screen.list.table.rows
    heads = [rows.line(place).group for place in range(rows.rowCount()) if not rows.key_at(place)]
    assert heads == ["Submitted, waiting for approval", "In progress", "Planned"]
    assert screen.panel.file is not None
    assert screen.panel.file.id == story.submitted
    said = {label.text() for label in screen.panel.findChildren(QLabel)}
    assert {"Sampling plan", "Trail", "Approving will", "and 12 minor"} & said >= {"Trail", "Approving will"}


def test_views_filter_and_count(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    screen.list.views.tabs.choose("approve")
    _until(qtbot, lambda: screen.list.table.rows.shown_records() == 1)
    screen.list.views.tabs.choose("failed")
    _until(qtbot, lambda: screen.list.stack.currentWidget() is not screen.list.table)
    screen.list.views.tabs.choose("all")
    _until(qtbot, lambda: screen.list.table.rows.shown_records() == 3)
    assert screen.state()["view"] == "all"


def test_the_second_person_approves_with_the_password(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    desk = screen.context.desk
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    screen.steps.approve()
    dialog = _dialog(ApproveDialog)
    assert isinstance(dialog, ApproveDialog)
    dialog.form.set_value("password", "wrong")
    _press(dialog)
    field = dialog.form.boxes["password"].editor.field
    _until(qtbot, lambda: "password is wrong" in field.accessibleDescription())
    assert said == []
    dialog.form.set_value("password", PASSWORD)
    _press(dialog)
    _until(qtbot, lambda: bool(said))
    file = inspections.open_inspection(desk, story.submitted)
    assert (file.status, file.lot_status) == (InspectionStatus.APPROVED, "Rework or sort")
    _until(qtbot, lambda: screen.jobs.active == 0)


def test_what_approving_will_do_follows_the_decision(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    screen.steps.approve()
    dialog = _dialog(ApproveDialog)
    assert isinstance(dialog, ApproveDialog)

    def said() -> list[str]:
        return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]

    _until(qtbot, lambda: any("to rework" in text for text in said()))
    assert any("non-conformity" in text for text in said())
    dialog.form.set_value("decision", "Use as is")
    _until(qtbot, lambda: any("as a concession" in text for text in said()))
    assert not any("to rework" in text or "non-conformity" in text for text in said())
    dialog.reject()


def test_four_eyes_lock_the_button_with_its_reason(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("chen")
    action = screen.actions_here.find("approve")
    assert "second person" in action.locked()
    screen.actions_here.run("approve")
    assert not any(
        isinstance(each, ApproveDialog) for each in QApplication.topLevelWidgets() if each.isVisible()
    )


def test_sending_back_asks_why(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    screen.steps.send_back()
    dialog = _dialog(Dialog)
    _press(dialog)
    assert dialog.isVisible()
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Photograph the carton marks")
    _press(dialog)
    desk = screen.context.desk
    _until(
        qtbot,
        lambda: inspections.open_inspection(desk, story.submitted).status is InspectionStatus.SENT_BACK,
    )
    _until(qtbot, lambda: screen.jobs.active == 0)


def test_planning_shows_the_plan_before_it_is_frozen_and_keeps_what_was_typed(
    qtbot: QtBot, sit: Sit, story: Story
) -> None:
    screen = sit("chen")
    desk = screen.context.desk
    screen.steps.new()
    _until(qtbot, lambda: screen.jobs.active == 0)
    dialog = _dialog(NewInspectionDialog)
    assert isinstance(dialog, NewInspectionDialog)
    lot = inspections.open_inspection(desk, story.planned).lot
    QTest.keyClicks(dialog._lot_editor().line, lot)
    QTest.keyClick(dialog._lot_editor().line, Qt.Key.Key_Return)
    _until(qtbot, lambda: dialog.wanted() is not None)
    dialog.form.set_value("major", "1.5")
    _until(qtbot, lambda: any(each.text() == "Letter K" for each in dialog.findChildren(QLabel)))

    def kept() -> bool:
        draft = drafts.read_draft(desk, "new inspection", "")
        return draft is not None and draft.content.get("major") == "1.5"

    _until(qtbot, kept)
    dialog.plan(start=False)
    _until(qtbot, lambda: drafts.read_draft(desk, "new inspection", "") is None)
    _until(qtbot, lambda: screen.panel.file is not None and screen.panel.file.id == dialog._key)
    _until(qtbot, lambda: screen.jobs.active == 0)
    assert [limit.aql for limit in inspections.open_inspection(desk, dialog._key).limits] == [
        "0",
        "1.5",
        "4.0",
    ]


def test_a_double_click_plans_one_reinspection(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("wang")
    desk = screen.context.desk
    version = inspections.open_inspection(desk, story.submitted).version
    inspections.approve_inspection(desk, story.submitted, version, PASSWORD)
    screen.open_record(story.submitted)
    _until(qtbot, lambda: screen.panel.file is not None and screen.steps.finished() == "")
    screen.steps.reinspect()
    _until(qtbot, lambda: screen.jobs.active == 0)
    dialog = _dialog(NewInspectionDialog)
    assert isinstance(dialog, NewInspectionDialog)
    for _click in range(2):
        dialog.plan(start=False)
    _until(qtbot, lambda: screen.jobs.active == 0)
    with desk.store.read() as read:
        assert read.count(Inspection) == 4


def test_a_photo_of_work_in_hand_is_taken_off_and_the_toast_hangs_it_again(
    qtbot: QtBot, sit: Sit, story: Story
) -> None:
    screen = sit("chen")
    desk = screen.context.desk
    picture = as_png(QImage(40, 30, QImage.Format.Format_RGB32))
    inspections.add_photo(desk, story.running, picture, "plate.png")
    undo: list[Callable[[], None]] = []
    screen.context.signals.toast_asked.connect(lambda _words, _tone, action: undo.append(action.run))
    screen.open_record(story.running)
    _until(qtbot, lambda: screen.panel.file is not None and bool(screen.panel.file.all_photos))
    screen.panel.show_photos()
    _dialog(Dialog).findChildren(PhotoButton)[0].click()
    view = _dialog(PhotoView)
    next(one for one in view.findChildren(ActionButton) if one.action.id == "take_off").click()
    _until(qtbot, lambda: bool(undo))
    assert not inspections.open_inspection(desk, story.running).all_photos
    undo[0]()
    _until(qtbot, lambda: bool(inspections.open_inspection(desk, story.running).all_photos))
    for dialog in screen.findChildren(Dialog):
        dialog.reject()


def test_the_panel_tells_the_note_of_the_plan(qtbot: QtBot, sit: Sit, story: Story) -> None:
    screen = sit("chen")
    desk = screen.context.desk
    with desk.store.write(desk.person, "note") as work:
        work.change(Inspection, story.planned, note="Bring the 12 V tester.")
    screen.open_record(story.planned)

    def told() -> bool:
        return "Bring the 12 V tester." in [one.text() for one in screen.panel.findChildren(QLabel)]

    _until(qtbot, told)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_screen_is_built_in_both_languages(
    qtbot: QtBot, sit: Sit, settings: QSettings, language: str
) -> None:
    settings.setValue("language", language)
    screen = sit("wang")
    assert screen.panel.title.full().startswith("IN-2026-")
