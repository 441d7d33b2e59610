"""The lot by keyboard: plan, every answer, photos, signature, second signature, certificate."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from qualitydesk.services.inspections import InspectionFile
from tests.journeys.keyboard.beginning import SECRET
from tests.journeys.keyboard.typist import CONTROL, Typist
from ui.screens.capture.screen import CaptureScreen
from ui.screens.inspections.screen import InspectionsScreen

MOST_ANSWERS = 200


def inspect(typist: Typist) -> InspectionFile:
    """Plan the lot, answer every unit, sign; the record as it was when it was signed."""
    typist.call("> inspections", "Inspections")
    typist.screen(InspectionsScreen)
    typist.press(Qt.Key.Key_Space)  # the empty list has given the keys to its button
    typist.to("Lot")
    typist.type("NB-2610-A")
    typist.press(Qt.Key.Key_Return)
    typist.answer({"Part of the lot": "2"})
    capture = typist.screen(CaptureScreen)
    typist.wait(lambda: capture.file is not None)
    typist.quiet()
    answer_every_unit(typist, capture)
    add_photos(typist, capture)
    assert capture.file is not None
    signed = capture.file
    typist.press(Qt.Key.Key_Return)
    typist.answer({"Your password": SECRET})
    return signed


def answer_every_unit(typist: Typist, capture: CaptureScreen) -> None:
    """Enter for every check, a figure inside the tolerance for every measure."""
    for _ in range(MOST_ANSWERS):
        check, file = capture.hands.check(), capture.file
        assert file is not None
        if check is None and file.units_done >= file.sample_size:
            return
        if check is not None and capture.checks.field is not None:
            typist.type(str(check.lower if check.lower is not None else check.upper))
        typist.press(Qt.Key.Key_Return)
    raise AssertionError(f"still not through after {MOST_ANSWERS} answers")


def add_photos(typist: Typist, capture: CaptureScreen) -> None:
    """Paste a picture for every check that wants one."""
    assert capture.file is not None
    assert not capture.foot.sign.isEnabled(), "sign-off waits for the photos"
    QApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    for _wanted in [each for each in capture.file.checks if each.photo_required and not each.photos]:
        typist.press(Qt.Key.Key_V, CONTROL)
    typist.wait(capture.foot.sign.isEnabled)


def approve(typist: Typist, number: str) -> None:
    """Go to the record by its number and sign as the second person."""
    typist.call(number, number)
    screen = typist.screen(InspectionsScreen)
    typist.wait(lambda: (file := screen.steps.file()) is not None and file.number == number)
    typist.quiet()
    assert not screen.steps.why_not("approve"), screen.steps.why_not("approve")
    typist.letter("a")
    typist.answer({"Your password": SECRET})


def issue_certificate(typist: Typist) -> None:
    """The paper of the record in the panel."""
    typist.letter("p")
    typist.answer({"Your password, as your signature": SECRET})
