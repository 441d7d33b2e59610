"""Ticked inspections on the real screen: assigned, given a day, called off, issued, each with its refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.values import Query
from qualitydesk.records import Inspection, InspectionCheck
from qualitydesk.services import documents, inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import InspectionFile, NewInspection
from qualitydesk.translation import Translator
from tests.builders import PASSWORD, add_traded_goods, desk_of
from tests.ui.ticked import Seat
from ui.context import Context
from ui.issuing.several import IssueSeveralDialog
from ui.kit.form import Form
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.screens.inspections.screen import InspectionsScreen


class InspectionSeat(Seat):
    """The list of inspections before somebody; lines are ticked by the keys."""

    def __init__(self, qtbot: QtBot, context: Context, desk: Desk) -> None:
        context.sit_down(desk)
        screen = InspectionsScreen(context)
        context.theme.dress(screen)
        super().__init__(qtbot, context, screen)

    def settle(self) -> None:
        super().settle()
        self.qtbot.waitUntil(lambda: self.screen.panel.file is not None)

    def tick(self, *keys: str) -> None:
        """Put the cursor on each and press Space."""
        table = self.list.table
        for key in keys:
            assert table.select_key(key)
            QTest.keyClick(table, Qt.Key.Key_Space)

    def files(self, *keys: str) -> list[InspectionFile]:
        return [inspections.open_inspection(self.context.desk, key) for key in keys]

    def words(self) -> str:
        return " ".join(one.text() for one in self.dialog().findChildren(QLabel) if one.isVisible())

    def sees(self, words: str) -> None:
        """Wait until these words stand there: a new line is shown in the turn after it was laid."""
        self.qtbot.waitUntil(lambda: words in self.words())


class Story:
    """Two planned inspections, one in progress, one approved."""

    def __init__(self, backend: Backend) -> None:
        chen = desk_of(backend, "chen")
        with chen.store.write(chen.person, "make lots") as work:
            lots = [add_traded_goods(work)["lot"] for _ in range(4)]
        keys = [inspections.plan_inspection(chen, NewInspection(lot)) for lot in lots]
        self.one, self.two, self.running, self.approved = keys
        for key in keys[2:]:
            inspections.start_inspection(chen, key, 1)
        with chen.store.write(chen.person, "skip to the end") as work:
            work.change(Inspection, self.approved, units_done=125)
            for check in work.among(InspectionCheck, "inspection_id", [self.approved]):
                work.change(InspectionCheck, check.id, outcome="Pass", photo_required=False)
        version = inspections.open_inspection(chen, self.approved).version
        version = inspections.submit_inspection(chen, self.approved, version, PASSWORD)
        inspections.approve_inspection(desk_of(backend, "wang"), self.approved, version, PASSWORD)


@pytest.fixture
def story(local_staffed: Backend) -> Story:
    return Story(local_staffed)


@pytest.fixture
def sit(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings, local_staffed: Backend, story: Story
) -> Iterator[Callable[[str], InspectionSeat]]:
    made: list[InspectionSeat] = []

    def open_for(login: str) -> InspectionSeat:
        context = Context(Translator, theme, jobs, settings)
        made.append(InspectionSeat(qtbot, context, desk_of(local_staffed, login)))
        made[0].screen.list.views.tabs.choose("all")
        made[0].settle()
        return made[0]

    yield open_for
    for seat in made:
        seat.screen.close()
        seat.screen.deleteLater()


Sit = Callable[[str], InspectionSeat]


def test_ticked_inspections_go_to_an_inspector_and_back(sit: Sit, story: Story) -> None:
    seat = sit("lin")
    seat.tick(story.one, story.two)
    seat.press("Assign")
    wang = next(one.id for one in inspections.inspector_choices(seat.context.desk) if one.label == "Wang Shu")
    seat.confirm(inspector_id=wang)
    assert seat.said[-1] == "2 inspections are Wang Shu's now."
    assert {file.inspector.en for file in seat.files(story.one, story.two)} == {"Wang Shu"}
    assert not seat.screen.list.table.rows.checked
    undo = seat.offers[-1]
    assert undo is not None
    undo.run()
    seat.settle()
    assert {file.inspector.en for file in seat.files(story.one, story.two)} == {"Chen Yu"}


def test_a_day_is_refused_for_what_is_begun_and_the_dialog_names_it(sit: Sit, story: Story) -> None:
    seat = sit("lin")
    seat.tick(story.one, story.running)
    seat.press("Set day")
    seat.confirm(planned_on=seat.context.desk.today() + timedelta(days=3))
    (running,) = seat.files(story.running)
    assert f"{running.number} is “In progress”." in seat.words()
    assert seat.screen.list.table.rows.checked == {story.one, story.running}
    seat.dialog().reject()
    seat.settle()
    seat.tick(story.running)
    seat.press("Set day")
    seat.confirm(planned_on=seat.context.desk.today() + timedelta(days=3))
    assert "1 inspection is planned for" in seat.said[-1]


def test_calling_off_asks_for_one_reason(sit: Sit, story: Story) -> None:
    seat = sit("chen")
    seat.tick(story.one, story.two)
    seat.press("Cancel inspections")
    seat.dialog().findChildren(QPlainTextEdit)[0].setPlainText("The maker is late")
    seat.confirm()
    assert seat.said[-1] == "2 inspections are cancelled."
    assert {file.status for file in seat.files(story.one, story.two)} == {InspectionStatus.CANCELLED}


def test_certificates_are_issued_for_the_approved_with_one_signature(sit: Sit, story: Story) -> None:
    seat = sit("lin")
    seat.tick(story.approved, story.running)
    seat.press("Issue certificates")
    seat.sees("A certificate is issued once the inspection is approved.")
    seat.confirm(password="wrong")
    (form,) = seat.dialog().findChildren(Form)
    assert "password" in form.boxes["password"].editor.field.accessibleDescription()
    seat.confirm(password=PASSWORD)
    assert seat.said[-1] == "1 certificate is issued."
    issued = documents.page(seat.context.desk, Query({"state": ("Issued",)})).rows
    assert [row.subject_id for row in issued] == [story.approved]
    seat.tick(story.approved)
    seat.press("Issue certificates")
    seat.sees(f"It has {issued[0].number} already.")
    dialog = seat.dialog()
    assert isinstance(dialog, IssueSeveralDialog)
    assert dialog.button.action.locked()
    dialog.reject()
    seat.settle()


def test_the_ticked_ones_are_exported(sit: Sit, story: Story) -> None:
    seat = sit("lin")
    seat.tick(story.one)
    seat.press("Export")
    (shown,) = (one for one in seat.screen.list.findChildren(QFileDialog) if one.isVisible())
    assert "inspections" in shown.windowTitle()
    shown.reject()


def test_who_does_not_plan_is_told_before_anything_is_asked(sit: Sit, story: Story) -> None:
    seat = sit("sofia")
    seat.tick(story.one)
    seat.press("Assign")
    assert "planned by inspectors" in seat.said[-1]
    seat.screen.list.table.rows.tick_all(False)
    assert not seat.screen.list.chosen.isVisible()


def test_the_planned_one_in_the_panel_is_assigned_too(sit: Sit, story: Story) -> None:
    seat = sit("lin")
    seat.screen.open_record(story.two)
    seat.settle()
    seat.screen.actions_here.run("day")
    seat.settle()
    seat.confirm(planned_on=seat.context.desk.today() + timedelta(days=1))
    assert "planned for" in seat.said[-1]
    seat.screen.open_record(story.running)
    seat.settle()
    assert "In progress" in seat.screen.actions_here.find("assign").locked()
