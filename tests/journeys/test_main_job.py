"""The main job, once, through the real window: import orders, inspect the lot, sign, approve, issue the
certificate, claim on an item of the shipment, see who answers, settle by the buyer's law, issue the report.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.inspection.states import Decision, InspectionStatus
from qualitydesk.records import IssuedDocument, Party, Shipment
from qualitydesk.services import documents, inspections
from qualitydesk.services.desk import Desk
from tests.journeys.main_job_files import write_files
from ui.app import make_window, read_arguments
from ui.console import main
from ui.first_start import FirstStartPage
from ui.issuing.dialog import IssueDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.main_window import MainWindow
from ui.screens.capture.screen import CaptureScreen
from ui.screens.capture.signing import SignDialog
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen
from ui.screens.claims.sharing import LiabilityDialog
from ui.screens.inspections.approving import ApproveDialog
from ui.screens.inspections.planning import NewInspectionDialog
from ui.screens.inspections.screen import InspectionsScreen
from ui.screens.shipments.screen import ShipmentsScreen
from ui.sign_in import SignInPage

SECRET = "kettle and harbour"
PATIENCE = 15_000
WidgetT = TypeVar("WidgetT", bound=QWidget)


class Desktop:
    """The window in the hands of one person after another: waits, types, presses."""

    def __init__(self, qtbot: QtBot, window: MainWindow, backend: Backend) -> None:
        self.qtbot, self.window, self.backend = qtbot, window, backend

    def wait(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def quiet(self) -> None:
        self.wait(lambda: self.window.context.jobs.active == 0)

    def front(self, kind: type[WidgetT]) -> WidgetT:
        """The visible widget of that kind, waited for."""
        found: list[WidgetT] = []

        def there() -> bool:
            found[:] = [one for one in QApplication.allWidgets() if isinstance(one, kind) and one.isVisible()]
            return bool(found)

        self.wait(there)
        return found[-1]

    def fill(self, owner: QWidget, **values: object) -> None:
        """Put values into the form of a page or dialog."""
        form = owner.findChild(Form)
        assert isinstance(form, Form)
        for name, value in values.items():
            form.set_value(name, value)

    def press(self, dialog: Dialog) -> None:
        """The dialog's main button; waits until the dialog has gone."""
        assert dialog._primary is not None
        self.wait(lambda: dialog._primary is not None and dialog._primary.isEnabled())
        dialog._primary.click()
        self.wait(lambda: not isValid(dialog) or not dialog.isVisible())
        self.quiet()

    def answer(self, **values: object) -> None:
        """Fill the dialog in front and press its main button."""
        dialog = self.front(Dialog)
        if values:
            self.fill(dialog, **values)
        self.press(dialog)

    def screen(self, kind: type[WidgetT]) -> WidgetT:
        """The screen in front."""
        shown = self.window.pages.current_screen()
        assert isinstance(shown, kind)
        return shown

    def desk(self) -> Desk:
        return self.window.context.desk

    def sit_down(self, login: str) -> None:
        """Sign out and let somebody else sign in."""
        self.window.sign_out()
        page = self.front(SignInPage)
        self.fill(page, login=login, password=SECRET)
        page.button.click()
        self.wait(lambda: self.window.context.signed_in)
        self.quiet()

    def go(self, kind: str, key: str = "") -> None:
        self.window.navigate(kind, key)
        self.quiet()


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path, local_backend: Backend) -> Iterator[Desktop]:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(read_arguments(["--theme", "light", "--lang", "en"]), settings)
    qtbot.addWidget(window)
    window.show()
    yield Desktop(qtbot, window, local_backend)
    window.context.jobs.close()
    window.seating.close()


def make_first_person(desktop: Desktop) -> None:
    desktop.window.opened(desktop.backend, ())
    page = desktop.front(FirstStartPage)
    page.go_on()
    page.go_on()
    desktop.fill(page.company, company="Hangzhou Lanting Cross-Border Trade Co., Ltd.")
    page.go_on()
    desktop.fill(page.you, name="Wang Shu", name_zh="王舒", login="wang", password=SECRET)
    page.go_on()
    desktop.wait(lambda: desktop.window.context.signed_in)
    desktop.quiet()


def add_inspector(desktop: Desktop) -> None:
    desktop.window.commands.add_person()
    desktop.answer(name="Chen Yu", name_zh="陈雨", login="chen", password=SECRET, role="Inspector")


def import_real_orders(desktop: Desktop, folder: Path) -> None:
    for kind, path in write_files(folder).items():
        assert main(["--db", desktop.backend.location, "import", kind, str(path)]) == 0


def inspect_the_lot(desktop: Desktop) -> str:
    desktop.go("inspections")
    desktop.screen(InspectionsScreen).steps.new()
    dialog = desktop.front(NewInspectionDialog)
    editor = dialog._lot_editor()
    QTest.keyClicks(editor.line, "NB-2610-A")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    desktop.wait(lambda: dialog.form.values().get("lot"))
    desktop.quiet()
    dialog.plan(start=True)
    capture = desktop.front(CaptureScreen)
    desktop.wait(lambda: capture.file is not None)
    desktop.quiet()
    answer_every_unit(desktop, capture)
    assert capture.file is not None
    key = capture.file.id
    capture.foot.sign.click()
    sign = desktop.front(SignDialog)
    desktop.fill(sign, password=SECRET)
    desktop.press(sign)
    return key


def answer_every_unit(desktop: Desktop, capture: CaptureScreen) -> None:
    """Enter for every check, a figure inside the tolerance for every measure, then the photos asked for."""
    while capture.hands.check() is not None or not all_units_done(capture):
        field = capture.checks.field
        if field is not None:
            field.clear()
            QTest.keyClicks(field, measured(capture))
        QTest.keyClick(field or capture, Qt.Key.Key_Return)
        desktop.quiet()
    assert not capture.foot.sign.isEnabled(), "sign-off waits for the photos"
    QApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    assert capture.file is not None
    for check in capture.file.checks:
        if check.photo_required and not check.photos:
            capture.findings.paste_photo({"check_id": check.id})
            desktop.quiet()
    desktop.wait(capture.foot.sign.isEnabled)


def all_units_done(capture: CaptureScreen) -> bool:
    return capture.file is not None and capture.file.units_done >= capture.file.sample_size


def measured(capture: CaptureScreen) -> str:
    check = capture.hands.check()
    assert check is not None
    return str(check.lower if check.lower is not None else check.upper)


def approve(desktop: Desktop, key: str) -> None:
    desktop.go("inspection", key)
    screen = desktop.screen(InspectionsScreen)
    desktop.wait(lambda: screen.steps.file() is not None and not screen.steps.why_not("approve"))
    screen.steps.approve()
    dialog = desktop.front(ApproveDialog)
    desktop.fill(dialog, password=SECRET)
    desktop.press(dialog)


def name_the_importer(desktop: Desktop) -> None:
    with desktop.backend.store.read() as read:
        shipment = read.find(Shipment, number="SH-2026-0418")
        importer = read.find(Party, code="BRUCKNER")
    assert shipment is not None
    assert importer is not None
    desktop.go("shipment", shipment.id)
    space = desktop.screen(ShipmentsScreen).workspace
    desktop.wait(lambda: space.shipment is not None)
    assert space.shipment is not None
    space.fixes.questions.name_party(space.shipment, "importer")
    desktop.answer(party=(importer.id, importer.name), evidence="Import agreement of 12 Nov 2026")
    desktop.wait(lambda: space.shipment is not None and space.shipment.answers)


def issue(desktop: Desktop, document: str, number: str, folder: Path) -> Path:
    """Issue it in the dialog, take the file from the register, verify it by command."""
    desktop.window.navigate(f"issue:{document}", number)
    dialog = desktop.front(IssueDialog)
    dialog.options.sign.password.setText(SECRET)
    desktop.press(dialog)
    with desktop.backend.store.read() as read:
        entry = read.find(IssuedDocument, kind=document, state="Issued")
    assert entry is not None
    path = folder / f"{entry.number}.pdf"
    path.write_bytes(documents.read_pdf(desktop.desk(), entry.id))
    assert main(["--db", desktop.backend.location, "verify", str(path)]) == 0
    return path


def open_claim(desktop: Desktop) -> ClaimsScreen:
    desktop.go("claims")
    screen = desktop.screen(ClaimsScreen)
    screen.new_claim()
    dialog = desktop.front(NewClaimDialog)
    QTest.keyClicks(dialog.lookup, "DE-3058871")
    QTest.keyClick(dialog.lookup, Qt.Key.Key_Return)
    desktop.wait(lambda: dialog.items)
    words = "After five weeks the kettle leaks at the bottom."
    desktop.fill(dialog, description=words, asked="Refund", asked_amount="39.90")
    desktop.press(dialog)
    desktop.wait(lambda: screen.stepping.file is not None)
    return screen


def take(
    desktop: Desktop, screen: ClaimsScreen, action: str, expected: ClaimStatus, **values: object
) -> None:
    """One step of the claim by its action, with its dialog when it has one."""
    assert screen.action_set is not None
    desktop.wait(lambda: screen.action_set is not None and not screen.action_set.find(action).locked())
    screen.action_set.run(action)
    desktop.qtbot.wait(50)
    desktop.quiet()
    if any(isinstance(one, Dialog) and one.isVisible() for one in QApplication.topLevelWidgets()):
        desktop.answer(**values)
    desktop.wait(lambda: screen.stepping.file is not None and screen.stepping.file.status is expected)
    desktop.quiet()


def share_with_the_maker(desktop: Desktop, screen: ClaimsScreen) -> None:
    assert screen.action_set is not None
    screen.action_set.run("liability")
    dialog = desktop.front(LiabilityDialog)
    maker = next(line for line in dialog.lines if "Haoyu" in str(line.candidate.name))
    QTest.keyClicks(maker.percent, "100")
    desktop.press(dialog)


def settle(desktop: Desktop, screen: ClaimsScreen) -> None:
    status = ClaimStatus
    take(desktop, screen, "triage", status.TRIAGED)
    take(desktop, screen, "investigate", status.INVESTIGATION)
    take(desktop, screen, "reason", status.INVESTIGATION, reason="Leak at the base seam")
    share_with_the_maker(desktop, screen)
    take(desktop, screen, "cost", status.INVESTIGATION, kind="Refund of price", amount="39.90")
    take(
        desktop,
        screen,
        "decide",
        status.DECIDED,
        granted="Refund",
        amount="39.90",
        disposition="Buyer keeps it",
    )
    take(desktop, screen, "settle", status.SETTLED)
    take(desktop, screen, "waive", status.SETTLED, reason="The maker credits it with the next invoice")
    take(desktop, screen, "close", status.CLOSED)


def test_the_main_job_from_the_first_order_to_the_last_paper(desktop: Desktop, tmp_path: Path) -> None:
    make_first_person(desktop)
    add_inspector(desktop)
    import_real_orders(desktop, tmp_path)
    desktop.sit_down("chen")
    inspection = inspect_the_lot(desktop)
    assert inspections.open_inspection(desktop.desk(), inspection).status is InspectionStatus.SUBMITTED
    desktop.sit_down("wang")
    approve(desktop, inspection)
    file = inspections.open_inspection(desktop.desk(), inspection)
    assert (file.status, file.decision) == (InspectionStatus.APPROVED, Decision.RELEASE)
    issue(desktop, "inspection-certificate", file.number, tmp_path)
    name_the_importer(desktop)
    screen = open_claim(desktop)
    claim = screen.stepping.file
    assert claim is not None
    assert [str(answer.party) for answer in claim.trace.answers if answer.answers] == [
        "Brückner Haushaltswaren GmbH"
    ]
    assert {line.rule for line in claim.deadlines} >= {"eu.guarantee", "eu.burden"}
    settle(desktop, screen)
    issue(desktop, "claim-report", claim.number, tmp_path)
