"""A process with the real window in which somebody writes; it says when the words are kept, and waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualitydesk.bootstrap import open_backend
from qualitydesk.services.people import people
from tests.claim_story import ORDER
from tests.journeys.typed_forms import open_form, write_in
from ui.app import make_window, read_arguments
from ui.main_window import MainWindow
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen

WORDS = "The lid does not close any more."
MESSAGE = "Please unplug the kettle."


def main(location: str, folder: str, *records: str) -> None:
    """Sit Lin Tao down; write in one form after another, each named as "form=key of its record"."""
    application = QApplication([])
    window = make_window(read_arguments([]), QSettings(f"{folder}/child.ini", QSettings.Format.IniFormat))
    backend = open_backend(location, create=False)
    found = tuple(people(backend.store))
    window.show()
    window.opened(backend, found)
    writing = write(window, [record.split("=") for record in records])
    clock = QTimer()

    def step() -> None:
        if next(writing, None) is None and not window.context.jobs.active and not waiting():
            sys.stdout.write("kept\n")
            sys.stdout.flush()
            clock.stop()

    clock.setInterval(20)
    clock.timeout.connect(step)
    window.seating.seated.connect(clock.start)
    window.seating.enter(next(one for one in found if one.login == "lin"))
    application.exec()


def write(window: MainWindow, records: list[list[str]]) -> Iterator[str]:
    """Type in all of them; gives way while a page or a form is not there yet. Each form stays open."""
    for name, key in records:
        if name == "claim":
            yield from write_of_claim(window, key)
            continue
        for form in open_form(window, name, key):
            if form is not None:
                write_in(form, name)
            yield name


def write_of_claim(window: MainWindow, claim: str) -> Iterator[str]:
    """In the message box of a claim and in the form of a new one; its cards are filled one after another."""
    window.navigate("claim", claim)
    while not isinstance(screen := window.pages.current_screen(), ClaimsScreen):
        yield claim
    while screen.stepping.file is None or not screen.workspace.messages.isVisible():
        yield claim
    screen.workspace.messages.composer.text.setPlainText(MESSAGE)
    screen.new_claim()
    yield claim
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, NewClaimDialog))
    QTest.keyClicks(dialog.lookup, ORDER)
    dialog.look_up()
    while not dialog.items:
        yield claim
    QTest.keyClicks(dialog.form.boxes["description"].editor.field, WORDS)


def waiting() -> bool:
    """Whether a keeper still has something to save."""
    from ui.kit.drafts import DraftKeeper

    keepers = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(DraftKeeper)]
    return any(keeper.waiting for keeper in keepers)


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(exist_ok=True)
    main(*sys.argv[1:])
