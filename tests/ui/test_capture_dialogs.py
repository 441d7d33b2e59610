"""The dialogs of the warehouse mode on a real database: a defect typed out, and the signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.inspection.states import DefectClass, InspectionStatus
from qualitydesk.records import Inspection, InspectionCheck
from qualitydesk.services import drafts, inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from qualitydesk.translation import Translator
from tests.builders import PASSWORD, add_traded_goods, desk_of
from ui.context import Context
from ui.kit.actions import ActionButton
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.screens.capture.screen import CaptureScreen
from ui.screens.capture.signing import DefectDialog, SignDialog
from ui.signing import SigningDialog


@pytest.fixture
def chen(local_staffed: Backend) -> Desk:
    return desk_of(local_staffed, "chen")


@pytest.fixture
def screen(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings, chen: Desk
) -> Iterator[CaptureScreen]:
    with chen.store.write(chen.person, "make a lot") as work:
        lot = add_traded_goods(work)["lot"]
    key = inspections.plan_inspection(chen, NewInspection(lot))
    context = Context(Translator, theme, jobs, settings)
    context.sit_down(chen)
    made = CaptureScreen(context)
    made.resize(1440, 900)
    made.show()
    made.session.begin(key)
    quiet(qtbot, made)
    yield made
    made.close()
    made.deleteLater()


def quiet(qtbot: QtBot, screen: CaptureScreen) -> None:
    qtbot.waitUntil(lambda: screen.file is not None and screen.jobs.active == 0)


def asked(screen: CaptureScreen) -> DefectDialog:
    screen.findings.other()
    return shown(screen)


def shown(screen: CaptureScreen) -> DefectDialog:
    return next(one for one in screen.findChildren(DefectDialog) if one.isVisible())


def press(dialog: DefectDialog | SigningDialog) -> None:
    primary = next(one for one in dialog.findChildren(ActionButton) if one.action.kind == "primary")
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)


def fill(dialog: DefectDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form.set_value(name, value)


def kept(screen: CaptureScreen, unit: int = 1) -> drafts.KeptDraft | None:
    assert screen.file is not None
    return drafts.read_draft(screen.context.desk, f"defect on unit {unit}", screen.file.id)


def test_a_defect_is_typed_out_and_saved_where_it_was_found(qtbot: QtBot, screen: CaptureScreen) -> None:
    screen.answers.set_carton("31")
    dialog = asked(screen)
    assert dialog.form.text("carton") == "31"
    fill(dialog, code="C-10", count=2, defect_class="Critical", note="Beside the spout")
    press(dialog)
    quiet(qtbot, screen)
    assert screen.file is not None
    (defect,) = screen.file.defects
    assert (defect.code, defect.count, defect.defect_class) == ("C-10", 2, DefectClass.CRITICAL)
    assert (defect.unit, defect.carton, defect.note) == (1, "31", "Beside the spout")
    assert kept(screen) is None


def test_a_defect_without_a_count_is_refused_at_its_field(screen: CaptureScreen) -> None:
    dialog = asked(screen)
    fill(dialog, code="C-10", count=None)
    press(dialog)
    assert dialog.isVisible()
    assert dialog.form.boxes["count"].editor.field.property("state") == "error"
    dialog.accept()


def test_what_is_refused_when_saved_can_be_mended(qtbot: QtBot, screen: CaptureScreen, chen: Desk) -> None:
    assert screen.file is not None
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    dialog = asked(screen)
    fill(dialog, code="C-10", note="Beside the spout")
    with chen.store.write(chen.person, "another desk ends it") as work:
        work.change(Inspection, screen.file.id, status=InspectionStatus.CANCELLED.value)
    press(dialog)
    assert not dialog.button.isEnabled()
    quiet(qtbot, screen)
    assert len(said) == 1
    assert dialog.isVisible()
    assert dialog.button.isEnabled()
    assert dialog.form.text("note") == "Beside the spout"
    dialog.accept()


def test_esc_keeps_a_defect_for_the_unit_on_which_it_was_found(qtbot: QtBot, screen: CaptureScreen) -> None:
    dialog = asked(screen)
    fill(dialog, code="C-10", note="Beside the spout")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    quiet(qtbot, screen)
    draft = kept(screen)
    assert draft is not None
    assert draft.content["note"] == "Beside the spout"
    again = asked(screen)
    quiet(qtbot, screen)
    assert (again.form.text("code"), again.form.text("note")) == ("C-10", "Beside the spout")
    press(again)
    quiet(qtbot, screen)
    assert kept(screen) is None


def test_closed_while_it_is_saved_a_defect_leaves_no_draft(qtbot: QtBot, screen: CaptureScreen) -> None:
    dialog = asked(screen)
    fill(dialog, code="C-10", note="Beside the spout")
    press(dialog)
    dialog.reject()
    quiet(qtbot, screen)
    assert screen.file is not None
    assert [defect.code for defect in screen.file.defects] == ["C-10"]
    assert kept(screen) is None


def test_a_change_of_a_defect_is_kept_for_that_defect(qtbot: QtBot, screen: CaptureScreen) -> None:
    for code in ("C-10", "P-03"):
        screen.findings.add(code)
        quiet(qtbot, screen)
    assert screen.file is not None
    newest, older = screen.file.defects
    screen.findings.change(newest)
    fill(shown(screen), note="on the left")
    shown(screen).reject()
    quiet(qtbot, screen)
    for defect, note in ((older, ""), (newest, "on the left")):
        screen.findings.change(defect)
        dialog = shown(screen)
        quiet(qtbot, screen)
        assert dialog.form.text("note") == note
        dialog.accept()
        quiet(qtbot, screen)


# -- the signature


@pytest.fixture
def signing(qtbot: QtBot, screen: CaptureScreen) -> Callable[[], SigningDialog]:
    """Opens the signature of an inspection that is done."""
    assert screen.file is not None
    desk, key = screen.context.desk, screen.file.id
    with desk.store.write(desk.person, "skip to the end") as work:
        work.change(Inspection, key, units_done=screen.file.sample_size)
        for check in work.among(InspectionCheck, "inspection_id", [key]):
            work.change(InspectionCheck, check.id, outcome="Pass", photo_required=False)
    screen.session.reload()
    quiet(qtbot, screen)

    def opened() -> SigningDialog:
        screen.session.sign(lambda: None)
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, SignDialog)]
        dialog = next(one for one in found if one.isVisible())
        quiet(qtbot, screen)
        return dialog

    return opened


def status(screen: CaptureScreen) -> InspectionStatus:
    assert screen.file is not None
    return inspections.open_inspection(screen.context.desk, screen.file.id).status


def test_nothing_is_signed_without_the_right_password(
    qtbot: QtBot, screen: CaptureScreen, signing: Callable[[], SigningDialog]
) -> None:
    said: list[str] = []
    screen.context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    dialog = signing()
    password = dialog.form.boxes["password"].editor.field
    assert password.hasFocus()
    press(dialog)
    assert password.property("state") == "error"
    dialog.form.set_value("password", "wrong horse")
    press(dialog)
    quiet(qtbot, screen)
    assert "password is wrong" in password.accessibleDescription()
    assert said == []
    assert dialog.isVisible()
    assert dialog.button.isEnabled()
    assert status(screen) is InspectionStatus.IN_PROGRESS
    dialog.accept()


def test_the_reason_is_kept_and_the_password_never(
    qtbot: QtBot, screen: CaptureScreen, signing: Callable[[], SigningDialog]
) -> None:
    dialog = signing()
    dialog.form.set_value("reason", "All within limits")
    dialog.form.set_value("password", PASSWORD)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    quiet(qtbot, screen)
    again = signing()
    assert again.form.text("reason") == "All within limits"
    assert again.form.text("password") == ""
    again.form.set_value("password", PASSWORD)
    press(again)
    quiet(qtbot, screen)
    assert status(screen) is InspectionStatus.SUBMITTED


def test_the_keys_begin_in_the_first_field(screen: CaptureScreen) -> None:
    dialog = asked(screen)
    assert dialog.form.boxes["code"].isAncestorOf(dialog.focusWidget())
    dialog.accept()
