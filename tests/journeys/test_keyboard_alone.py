"""The main job without a mouse, as far as the claim: every step is a key that goes to what has the focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain.claims.states import ClaimStatus
from qualitydesk.domain.inspection.states import Decision, InspectionStatus
from qualitydesk.services import inspections
from qualitydesk.services.desk import Desk
from tests.journeys.test_main_job import (
    SECRET,
    Desktop,
    all_units_done,
    desktop,  # noqa: F401  # the fixture
    import_real_orders,
    measured,
)
from ui.main_window import MainWindow
from ui.pages import Place
from ui.palette import Palette
from ui.screens.capture.screen import CaptureScreen
from ui.screens.claims.screen import ClaimsScreen
from ui.screens.inspections.screen import InspectionsScreen

CONTROL = Qt.KeyboardModifier.ControlModifier
A_BURST_IS_OVER_MS, PATIENCE = 60, 20_000


class Hands:
    """Two hands on a keyboard: keys go to the focus, eyes read names."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def wait(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def focus(self) -> QWidget:
        """What the next key goes to."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, then the pause that tells a hand from a scanner, and until nothing runs."""
        if QApplication.activeWindow() is None:
            self.come_to_front()
        QTest.keyClick(self.focus(), key, held)
        self.qtbot.wait(A_BURST_IS_OVER_MS)
        self.wait(lambda: self.window.context.jobs.active == 0)

    def letter(self, text: str) -> None:
        """One letter that acts."""
        self.press(Qt.Key(ord(text.upper())))

    def type(self, text: str) -> None:
        """Words into the field that has the focus."""
        QTest.keyClicks(self.focus(), text)

    def to(self, *names: str) -> None:
        """Tab until the control of that name has the focus."""
        passed: list[str] = []
        for _ in range(60):
            if self._named(names):
                return
            passed.append(self.focus().accessibleName())
            QTest.keyClick(self.focus(), Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {names}, only to {list(dict.fromkeys(passed))}")

    def _named(self, names: tuple[str, ...]) -> bool:
        here: QWidget | None = self.focus()
        return here is not None and here.accessibleName() in names

    def fill(self, fields: dict[str, str]) -> None:
        """Go to each field by its label and type."""
        for name, text in fields.items():
            self.to(name)
            QTest.keyClick(self.focus(), Qt.Key.Key_A, CONTROL)
            self.type(text)

    def confirm(self) -> None:
        """Ctrl+Enter in the dialog in front; until it has gone."""
        before = dialogs()
        assert before, "no dialog is open"
        self.press(Qt.Key.Key_Return, CONTROL)
        self.wait(lambda: len(dialogs()) < len(before))
        self.come_to_front()

    def call(self, words: str, title: str) -> None:
        """Ctrl+K, a few words, Down to the line, Enter."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.type(words)
        rows = self.palette().rows
        self.wait(lambda: title in [one.title for one in rows.results])
        self.wait(lambda: self.window.context.jobs.active == 0)
        while (chosen := rows.chosen()) is not None and chosen.title != title:
            QTest.keyClick(self.focus(), Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        self.come_to_front()

    def come_to_front(self) -> None:
        """A window manager gives a window that was placed anew the keys; here nobody else does."""

        def there() -> bool:
            front = [*dialogs(), self.window][0]
            front.activateWindow()
            return front.isActiveWindow()

        self.wait(there)
        self.wait(lambda: self.window.context.jobs.active == 0)

    def palette(self) -> Palette:
        """The palette in front."""
        found = [one for one in dialogs() if isinstance(one, Palette)]
        assert found, f"no palette; {self.focus()} has the keys, {dialogs()} are in front"
        return found[0]

    def sign_in(self, name: str) -> None:
        """Out by the palette, in by the fields."""
        self.call("> sign out", "Sign out")
        self.wait(lambda: not self.window.context.signed_in)
        self.come_to_front()
        self.to("Person")
        self.type(name.split(maxsplit=1)[0])  # a space would open the choice
        self.fill({"Password": SECRET})
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.window.context.signed_in)
        self.come_to_front()


def dialogs() -> list[QDialog]:
    """The dialogs in front."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def make_the_first_person(hands: Hands, desk: Desktop) -> None:
    desk.window.opened(desk.backend, ())
    hands.come_to_front()
    for fields in (
        {},
        {},
        {"Company name, as it stands on papers": "Lanting Trade"},
        {"Your name": "Wang Shu", "Login": "wang", "Password": SECRET},
    ):
        hands.fill(fields)
        hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: hands.window.context.signed_in)
    hands.come_to_front()
    hands.call("> add a person", "Add a person")
    hands.fill({"Name": "Chen Yu", "Login": "chen", "First password": SECRET, "Role": "Inspector"})
    hands.confirm()


def inspect(hands: Hands) -> str:
    hands.call("> inspections", "Inspections")
    hands.letter("n")
    hands.to("Lot")
    hands.type("NB-2610-A")
    hands.press(Qt.Key.Key_Return)
    hands.to("Plan and start")
    hands.press(Qt.Key.Key_Space)
    hands.wait(lambda: isinstance(hands.window.pages.current_screen(), CaptureScreen))
    capture = hands.window.pages.current_screen()
    assert isinstance(capture, CaptureScreen)
    hands.wait(lambda: capture.file is not None)
    while capture.hands.check() is not None or not all_units_done(capture):
        if capture.checks.field is not None:
            hands.type(measured(capture))
        hands.press(Qt.Key.Key_Return)
    return sign(hands, capture)


def sign(hands: Hands, capture: CaptureScreen) -> str:
    assert capture.file is not None
    key = capture.file.id
    QApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    for _wanted in [each for each in capture.file.checks if each.photo_required and not each.photos]:
        hands.press(Qt.Key.Key_V, CONTROL)
    hands.to(capture.foot.sign.accessibleName())
    hands.press(Qt.Key.Key_Space)
    hands.fill({"Your password": SECRET})
    hands.confirm()
    return key


def approve(hands: Hands, desk: Desk, number: str) -> None:
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.type(number)
    hands.press(Qt.Key.Key_Return)
    screen = hands.window.pages.current_screen()
    assert isinstance(screen, InspectionsScreen)
    hands.wait(lambda: screen.steps.file() is not None and not screen.steps.why_not("approve"))
    hands.come_to_front()
    hands.wait(screen.list.table.hasFocus)
    hands.letter("a")
    hands.fill({"Your password": SECRET})
    hands.confirm()


def open_claim(hands: Hands) -> ClaimsScreen:
    hands.call("> claims", "Claims")
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.type("DE-3058871")
    hands.press(Qt.Key.Key_Return)
    said = "After five weeks the kettle leaks."
    hands.fill({"What the buyer says": said, "Asked": "Refund", "Amount asked": "39.90"})
    hands.confirm()
    screen = hands.window.pages.current_screen()
    assert isinstance(screen, ClaimsScreen)
    hands.wait(lambda: screen.stepping.file is not None)
    return screen


def status(screen: ClaimsScreen) -> ClaimStatus | None:
    return screen.stepping.file.status if screen.stepping.file is not None else None


def test_the_main_job_by_keyboard_alone(
    qtbot: QtBot,
    desktop: Desktop,  # noqa: F811
    tmp_path: Path,
) -> None:
    hands = Hands(qtbot, desktop.window)
    make_the_first_person(hands, desktop)
    import_real_orders(desktop, tmp_path)
    hands.sign_in("Chen Yu")
    key = inspect(hands)
    file = inspections.open_inspection(desktop.desk(), key)
    assert file.status is InspectionStatus.SUBMITTED
    hands.sign_in("Wang Shu")
    approve(hands, desktop.desk(), file.number)
    file = inspections.open_inspection(desktop.desk(), key)
    assert (file.status, file.decision) == (InspectionStatus.APPROVED, Decision.RELEASE)
    hands.call("> issue certificate", "Issue certificate")
    hands.fill({"Your password, as your signature": SECRET})
    hands.confirm()
    screen = open_claim(hands)
    assert screen.stepping.file is not None
    hands.letter("t")
    hands.wait(
        lambda: screen.stepping.file is not None and screen.stepping.file.status is ClaimStatus.TRIAGED
    )
    hands.letter("i")
    hands.wait(
        lambda: screen.stepping.file is not None and screen.stepping.file.status is ClaimStatus.INVESTIGATION
    )
    assert hands.window.pages.place == Place("claims", screen.stepping.file.id)
