"""The Shipments screen on a real database: what it shows, what keys do, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QMenu, QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot

from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.states import LegState, ShipmentStatus
from qualitydesk.domain.values import Query, Severity
from qualitydesk.services import certificates, parties, shipments
from qualitydesk.services.attachments import files_on
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests.shipment_story import Story, tell
from ui.context import Context
from ui.files import FilesDialog
from ui.history import HistoryDialog
from ui.kit.actions import ActionButton
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.screens.shipments.gate_card import PassLine
from ui.screens.shipments.screen import ShipmentsScreen
from ui.screens.shipments.words import leg_days
from ui.screens.shipments.workspace import Workspace


@pytest.fixture
def story(local_manager: Desk) -> Story:
    """The shipment of the pictures."""
    return tell(local_manager)


@pytest.fixture
def context(qtbot: QtBot, local_manager: Desk, tmp_path: Path) -> Iterator[Context]:
    """A window's context for the manager; every job must succeed unless the test expects otherwise."""
    jobs = Jobs()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = Context(Translator, Theme("light"), jobs, settings)
    made.tr = Translator("en")
    made.sit_down(local_manager)
    yield made
    assert jobs.close()


@pytest.fixture
def screen(qtbot: QtBot, context: Context, story: Story) -> Iterator[ShipmentsScreen]:
    """The screen with the shipment opened."""
    made = ShipmentsScreen(context)
    made.resize(1232, 900)
    made.show()
    made.activateWindow()
    made.open_record(story.shipment)
    _until(qtbot, lambda: made.workspace.shipment is not None and made.isActiveWindow())
    _until(qtbot, lambda: context.jobs.active == 0)
    yield made
    made.close()
    made.deleteLater()


def _confirm(dialog: Dialog) -> None:
    """Press the primary button."""
    primary = next(b for b in dialog.findChildren(ActionButton) if b.action.kind == "primary")
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)


def _until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met)


def _said_of_first_leg(space: Workspace, word: str) -> bool:
    return word in space.custody.timeline.legs[0].dates


def _all_whole(said: list[QLabel]) -> bool:
    return all(words.height() >= words.heightForWidth(words.width()) for words in said)


def _dialog(screen: ShipmentsScreen) -> Dialog:
    return next(child for child in screen.findChildren(Dialog) if child.isVisible())


def test_workspace_shows_gate_answers_and_lines(screen: ShipmentsScreen) -> None:
    space = screen.workspace
    stops = [row for row in space.gate.rows if row.finding.severity is Severity.STOP]
    assert "No EU operator named for HD-33" in stops[0].accessibleName()
    assert "Regulation (EU) 2019/1020" in stops[0].accessibleName()
    assert "Brückner" in space.answers.duty_list.accessibleName()
    assert "EU operator, HD-33, Nobody" in space.answers.duty_list.accessibleName()
    declarant = next(one for one in space.answers.findChildren(QFrame) if one.property("kind") == "declarant")
    assert "a declarant is not by that fact the product-law importer" in declarant.accessibleDescription()
    assert len(space.custody.timeline.legs) == 4
    assert "Customs entry" in space.custody.timeline.accessibleName()
    assert "KT-1704B" in space.lines.rows.accessibleName()
    assert "Gate, blocked" in space.head.stepper.accessibleName()


@pytest.mark.parametrize("width", [900, 420])
def test_a_finding_is_as_high_as_its_words_need(qtbot: QtBot, screen: ShipmentsScreen, width: int) -> None:
    gate = screen.workspace.gate
    gate.setParent(None)
    qtbot.addWidget(gate)
    gate.resize(width, 1600)
    gate.show()
    for row in gate.rows:
        said = [one for one in row.findChildren(QLabel) if one.wordWrap()]
        _until(qtbot, partial(_all_whole, said))


def test_checks_that_passed_are_named_once(screen: ShipmentsScreen) -> None:
    said = next(line for line in screen.workspace.gate.findChildren(PassLine)).accessibleName()
    named = [one.strip() for one in said.partition(":")[2].split(";")]
    assert len(named) == len(set(named)) > 3


def test_release_is_locked_and_says_why(screen: ShipmentsScreen) -> None:
    release = screen.workspace.buttons[3]
    assert not release.isEnabled()
    assert "F2" in release.toolTip()


def test_f2_walks_the_blocking_reasons_and_enter_opens_one(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    space = screen.workspace
    stops = [row for row in space.gate.rows if row.finding.severity is Severity.STOP]
    space.gate.next_stop(1)
    space.gate.next_stop(1)
    assert screen.focusWidget() is stops[1]
    space.gate.next_stop(-1)
    assert screen.focusWidget() is stops[0]
    QTest.keyClick(stops[0], Qt.Key.Key_Return)
    assert stops[0].opened
    QTest.keyClick(stops[0], Qt.Key.Key_Escape)
    assert not stops[0].opened


def test_a_key_pressed_on_a_row_of_the_run_before_leads_to_the_new_first_row(
    qtbot: QtBot, screen: ShipmentsScreen
) -> None:
    gate = screen.workspace.gate
    old = gate.rows[1]
    old.setFocus()
    file = screen.workspace.shipment
    assert file is not None
    for piece in gate.pieces(file):
        piece()
    gate.rows[0].show()
    old.walked.emit(1)
    assert screen.focusWidget() is gate.rows[0]


def test_a_new_run_keeps_open_rows_and_the_hand(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    space = screen.workspace
    old = space.gate.rows[1]
    old.setFocus()
    old.toggle()
    screen.refresh(frozenset({"lot"}))
    _until(qtbot, lambda: space.gate.rows[1] is not old)
    assert space.gate.rows[1].opened
    _until(qtbot, lambda: screen.focusWidget() is space.gate.rows[1])


def test_naming_an_operator_closes_its_finding(qtbot: QtBot, screen: ShipmentsScreen, story: Story) -> None:
    space = screen.workspace
    assert space.shipment is not None
    dialog, form = space.fixes.questions.name_party(space.shipment, "operator", story.dryer)
    form.boxes["party"].editor.set_value((story.importer, "Brückner Haushaltswaren GmbH"))
    form.boxes["evidence"].editor.set_value("Agreement 2")
    _confirm(dialog)
    _until(qtbot, lambda: "gate.duty_undeclared" not in [row.finding.id for row in space.gate.rows])
    assert space.shipment is not None
    assert space.shipment.answers[0].covered == 2


def test_a_paper_whose_file_was_refused_is_recorded_with_it_or_not_at_all(
    qtbot: QtBot, screen: ShipmentsScreen, context: Context, tmp_path: Path
) -> None:
    space = screen.workspace
    assert space.shipment is not None
    dialog, form = space.fixes.questions.attach_paper(space.shipment)
    form.boxes["number"].editor.set_value("LATE-1")
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"no paper at all")
    next(one for one in dialog.findChildren(ActionButton) if one.action.id == "file").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    for _time in range(2):
        _confirm(dialog)
        _until(qtbot, lambda: context.jobs.active == 0)
    assert dialog.isVisible()
    assert not certificates.count(context.desk, Query({}, "LATE-1", "ends", True))
    form.boxes["number"].editor.set_value("LATE-2")
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    _confirm(dialog)
    _until(qtbot, lambda: certificates.count(context.desk, Query({}, "LATE", "ends", True)) == 1)
    found = certificates.page(context.desk, Query({}, "LATE", "ends", True), None, 20)
    assert [row.number for row in found.rows] == ["LATE-2"]


def test_half_an_address_is_refused_and_not_dropped(
    qtbot: QtBot, screen: ShipmentsScreen, context: Context, story: Story
) -> None:
    dialog, form = screen.workspace.fixes.questions.complete_party(story.carrier)
    form.set_value("street", "Havnegade 1")
    _confirm(dialog)
    _until(qtbot, lambda: context.jobs.active == 0)
    assert dialog.isVisible()
    assert form.boxes["city"].editor.field.property("state") == "error"
    dialog.close()


def test_refusal_stands_at_the_field(qtbot: QtBot, screen: ShipmentsScreen, story: Story) -> None:
    space = screen.workspace
    assert space.shipment is not None
    dialog, form = space.fixes.questions.name_party(space.shipment, "authorised_rep", story.dryer)
    form.boxes["party"].editor.set_value((story.importer, "Brückner"))
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, *_rest: said.append(words))
    _confirm(dialog)
    _until(qtbot, lambda: bool(said))
    assert "written mandate" in said[0]
    assert dialog.isVisible()
    dialog.close()


def test_a_refused_representative_leaves_no_mandate(
    qtbot: QtBot, screen: ShipmentsScreen, context: Context, story: Story
) -> None:
    desk, space = context.desk, screen.workspace
    assert space.shipment is not None
    version = parties.open_party(desk, story.carrier).version
    parties.block_party(desk, story.carrier, version, "Lost two containers")
    dialog, form = space.fixes.questions.name_party(space.shipment, "authorised_rep", story.dryer)
    form.boxes["reference"].editor.set_value("M-7")
    form.boxes["party"].editor.set_value((story.carrier, "Nordhavn Line"))
    for _time in range(2):
        _confirm(dialog)
        _until(qtbot, lambda: context.jobs.active == 0)
    assert dialog.isVisible()
    assert not parties.open_party(desk, story.carrier).mandates
    form.boxes["party"].editor.set_value((story.importer, "Brückner"))
    _confirm(dialog)
    _until(qtbot, lambda: bool(parties.open_party(desk, story.importer).mandates))
    assert [one.fields["reference"] for one in parties.open_party(desk, story.importer).mandates] == ["M-7"]


def test_exception_is_granted_from_the_row(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    space = screen.workspace
    assert space.shipment is not None
    finding = next(f for f in space.shipment.findings if f.id == "gate.certificate_scope")
    dialog, form = space.fixes.questions.grant(space.shipment, finding)
    form.boxes["until"].editor.set_value(space.shipment.facts.journey.day)
    form.boxes["reason"].editor.set_value("Letter of the maker")
    _confirm(dialog)
    _until(
        qtbot,
        lambda: (
            finding.id
            not in [row.finding.id for row in space.gate.rows if row.finding.severity is Severity.STOP]
        ),
    )


def test_leg_is_handed_over_and_accepted(qtbot: QtBot, screen: ShipmentsScreen, story: Story) -> None:
    space = screen.workspace
    for word in ("Hand over", "Accept"):
        space.custody.timeline.opened.emit(story.factory_leg)
        dialog = _dialog(screen)
        _confirm(dialog)
        wanted = "Handed over" if word == "Hand over" else "Accepted"
        _until(qtbot, partial(_said_of_first_leg, space, wanted))
    assert space.custody.timeline.legs[0].done


def test_a_planned_leg_is_changed(qtbot: QtBot, screen: ShipmentsScreen, story: Story) -> None:
    space = screen.workspace
    space.custody.timeline.opened.emit(story.sea_leg)
    change = next(b for b in _dialog(screen).findChildren(ActionButton) if b.action.id == "edit")
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    dialog = _dialog(screen)
    form = dialog.findChildren(Form)[0]
    assert form.boxes["holder_id"].editor.value() == story.carrier
    form.boxes["answers_id"].editor.set_value((story.importer, "Brückner"))
    _confirm(dialog)
    _until(qtbot, lambda: space.custody.timeline.legs[1].answers == "Brückner")


def test_duty_line_is_confirmed_and_disputed(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    space = screen.workspace
    rows = space.answers.duty_list
    place = next(n for n, row in enumerate(rows.duties) if row.duty == "carrier")
    rows.opened.emit(place)
    _confirm(_dialog(screen))
    _until(qtbot, lambda: "Carrier, Nordhavn Line, Confirmed" in rows.accessibleName())
    rows.opened.emit(place)
    dispute = next(b for b in _dialog(screen).findChildren(ActionButton) if b.action.id == "dispute")
    QTest.mouseClick(dispute, Qt.MouseButton.LeftButton)
    asked = _dialog(screen)
    asked.findChildren(QPlainTextEdit)[0].setPlainText("Not our container")
    _confirm(asked)
    _until(qtbot, lambda: "Carrier, Nordhavn Line, Disputed" in rows.accessibleName())


def test_list_shows_the_gate_and_opens_with_enter(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story
) -> None:
    screen.open_record("")
    _until(qtbot, lambda: screen.list.table.rows.shown_records() == 1)
    assert "4 stop" in screen.list.table.rows.line(0).words
    assert "Brückner" in screen.list.table.rows.line(0).words
    screen.list.table.select_first()
    QTest.keyClick(screen.list.table, Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.workspace
    screen.workspace.left.emit()
    assert screen.pages.currentIndex() == 0


def test_empty_view_offers_a_new_shipment(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    screen.open_record("")
    screen.list.views.tabs.choose("closed")
    _until(
        qtbot,
        lambda: (
            screen.list.stack.currentWidget() is not screen.list.table and screen.list.table.rows.complete
        ),
    )
    shown = screen.list.stack.currentWidget()
    assert shown is not None
    assert "No shipments here" in shown.accessibleName()


def test_new_shipment_opens_its_workspace(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    screen.open_record("")
    dialog, _form = screen.questions.new_shipment(screen.open_record)
    _confirm(dialog)
    _until(
        qtbot,
        lambda: (
            screen.workspace.shipment is not None and screen.workspace.shipment.status is ShipmentStatus.DRAFT
        ),
    )
    assert screen.workspace.buttons[3].text().strip() == "Declare"
    assert not screen.workspace.buttons[3].isEnabled()


def test_another_desk_changes_and_the_page_follows(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story, local_manager: Desk
) -> None:
    opened = shipments.open_shipment(local_manager, story.shipment)
    shipments.advance_shipment(
        local_manager, story.shipment, opened.version, ShipmentStatus.CANCELLED, "Order withdrawn"
    )
    screen.refresh(frozenset({"shipment"}))
    _until(
        qtbot,
        lambda: (
            screen.workspace.shipment is not None
            and screen.workspace.shipment.status is ShipmentStatus.CANCELLED
        ),
    )
    assert not screen.workspace.buttons[3].isVisible()


@pytest.mark.parametrize(("mode", "language"), [("light", "zh_CN"), ("dark", "en"), ("dark", "zh_CN")])
def test_it_can_be_drawn_in_every_look(
    qtbot: QtBot, context: Context, story: Story, mode: str, language: str
) -> None:
    context.theme.set(mode=mode)
    context.tr = Translator(language)
    made = ShipmentsScreen(context)
    made.resize(1180, 720)
    made.show()
    made.open_record(story.shipment)
    _until(qtbot, lambda: made.workspace.shipment is not None)
    for row in made.workspace.gate.rows:
        row.toggle()
    assert not made.grab().isNull()
    made.close()
    made.deleteLater()


def test_more_offers_the_evidence_pack_and_the_history(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story
) -> None:
    workspace = screen.workspace
    workspace.buttons[0].click()
    menu = next(one for one in workspace.findChildren(QMenu) if one.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts[-3:] == ["Photos and files", "Evidence pack", "History"]
    menu.close()
    workspace.action_set.run("history")
    _until(qtbot, lambda: bool(workspace.window().findChildren(HistoryDialog)))
    history = workspace.window().findChildren(HistoryDialog)[0]
    _until(qtbot, lambda: bool(history.entries))
    assert history.subject.key == story.shipment
    history.accept()


def test_papers_of_a_shipment_are_dropped_into_its_files(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story, tmp_path: Path
) -> None:
    (tmp_path / "bill of lading.pdf").write_bytes(b"%PDF-1.4\n% a paper\n%%EOF\n")
    screen.workspace.action_set.run("files")
    dialog = next(iter(screen.workspace.window().findChildren(FilesDialog)))
    dialog.files.add_files([str(tmp_path / "bill of lading.pdf")])
    _until(qtbot, lambda: [one.name for one in dialog.files.files] == ["bill of lading.pdf"])
    dialog.accept()
    desk = screen.context.desk
    assert [one.name for one in files_on(desk, story.shipment)] == ["bill of lading.pdf"]


def test_the_dossier_is_issued_of_the_shipment_on_screen(screen: ShipmentsScreen) -> None:
    asked: list[tuple[str, str]] = []
    screen.context.signals.navigation.connect(lambda kind, key: asked.append((kind, key)))
    screen.workspace.action_set.run("dossier")
    assert asked == [("issue:dossier", "SH-2026-0418")]


def test_a_shipment_that_is_not_there_offers_only_the_way_back(qtbot: QtBot, screen: ShipmentsScreen) -> None:
    screen.open_record("SH-2000-0001")
    _until(qtbot, lambda: not screen.workspace.stack.loading)
    shown = [one for one in screen.findChildren(ActionButton) if one.isVisible()]
    assert [one.text().strip() for one in shown] == ["Back to the list"]
    assert screen.focusWidget() is shown[0], "Enter goes back"
    QTest.keyClick(shown[0], Qt.Key.Key_Space)
    _until(qtbot, screen.list.isVisible)


@pytest.mark.usefixtures("far_east")
def test_the_days_of_a_leg_are_those_it_was_here() -> None:
    begun, ended = (datetime(2026, 11, day, 14, 6, tzinfo=UTC) for day in (20, 24))
    leg = LegFacts("leg", 1, "Sea", LegState.ACCEPTED, handed_over_at=begun, accepted_at=ended)
    assert leg_days(Translator("en"), leg) == "21 Nov – 25 Nov · Accepted"


def _sea_leg(desk: Desk, story: Story) -> LegFacts:
    return next(
        one for one in shipments.open_shipment(desk, story.shipment).facts.legs if one.id == story.sea_leg
    )


def test_a_leg_that_two_changed_is_asked_about(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story, local_manager: Desk
) -> None:
    space = screen.workspace
    assert space.shipment is not None
    space.fixes.goods.edit_leg(space.shipment, _sea_leg(local_manager, story))
    dialog = _dialog(screen)
    dialog.findChildren(Form)[0].boxes["answers_id"].editor.set_value((story.importer, "Brückner"))
    version = space.shipment.leg_versions[story.sea_leg]
    others = {"answers_id": story.maker, "owner_id": story.maker}
    shipments.edit_leg(local_manager, story.sea_leg, version, **others)
    _confirm(dialog)
    clashes: list[ConflictDialog] = []

    def asked() -> bool:
        tops = QApplication.topLevelWidgets()
        clashes[:] = [one for one in tops if isinstance(one, ConflictDialog) and one.isVisible()]
        return bool(clashes)

    _until(qtbot, asked)
    names = {one.accessibleName() for one in clashes[0].findChildren(QRadioButton)}
    assert names == {"Brückner", "Ningbo Haoyu"}
    _confirm(clashes[0])
    _until(qtbot, lambda: _sea_leg(local_manager, story).answers_id == story.importer)
    assert _sea_leg(local_manager, story).owner_id == story.maker, "what the other changed alone stays"


def test_a_line_goes_on_after_a_conflict_and_keeps_what_another_changed(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story, local_manager: Desk
) -> None:
    space = screen.workspace
    assert space.shipment is not None
    line = space.shipment.lines[0]
    dialog, form = space.fixes.goods.edit_line(space.shipment, line)
    form.boxes["cartons"].editor.set_value(7)
    shipments.edit_line(local_manager, line.facts.id, line.version, quantity=11)
    _confirm(dialog)
    _until(qtbot, lambda: screen.context.jobs.active == 0)
    assert dialog.isVisible()
    _confirm(dialog)

    def now() -> tuple[int, int]:
        lines = shipments.open_shipment(local_manager, story.shipment).lines
        found = next(one for one in lines if one.facts.id == line.facts.id)
        return found.facts.quantity, found.cartons

    _until(qtbot, lambda: now() == (11, 7))


def test_a_move_with_a_reason_goes_on_after_a_conflict(
    qtbot: QtBot, screen: ShipmentsScreen, story: Story, local_manager: Desk
) -> None:
    space = screen.workspace
    assert space.shipment is not None
    space.moves._ask_move(space.shipment, ShipmentStatus.CANCELLED)
    dialog = _dialog(screen)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("The buyer went another way")
    shipments.edit_shipment(local_manager, story.shipment, space.shipment.version, container_number="MSKU1")
    for _press in range(2):
        _confirm(dialog)
        _until(qtbot, lambda: screen.context.jobs.active == 0)
    status = shipments.open_shipment(local_manager, story.shipment).status
    assert status is ShipmentStatus.CANCELLED
