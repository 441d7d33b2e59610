"""A process with the real window in which somebody writes; it says when the words are kept, and waits."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualitydesk.bootstrap import open_backend
from qualitydesk.services.people import people
from tests.claim_story import ORDER
from ui.app import make_window, read_arguments
from ui.main_window import MainWindow
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen

WORDS = "The lid does not close any more."
MESSAGE = "Please unplug the kettle."


def main(location: str, folder: str, claim: str) -> None:
    """Sit Lin Tao down; write in the message box of a claim and in the form of a new one."""
    application = QApplication([])
    window = make_window(read_arguments([]), QSettings(f"{folder}/child.ini", QSettings.Format.IniFormat))
    backend = open_backend(location, create=False)
    found = tuple(people(backend.store))
    window.show()
    window.opened(backend, found)
    window.seating.seated.connect(lambda: window.navigate("claim", claim))
    window.seating.enter(next(one for one in found if one.login == "lin"))
    typed = False

    def step() -> None:
        nonlocal typed
        if not typed:
            typed = write(window)
        elif not window.context.jobs.active and not waiting(window):
            sys.stdout.write("kept\n")
            sys.stdout.flush()
            clock.stop()

    clock = QTimer()
    clock.setInterval(20)
    clock.timeout.connect(step)
    clock.start()
    application.exec()


def write(window: MainWindow) -> bool:
    """Type, once claim and form are there: the cards of a claim are filled one after another."""
    screen = window.pages.current_screen()
    if not isinstance(screen, ClaimsScreen) or screen.stepping.file is None:
        return False
    if not screen.workspace.messages.isVisible():
        return False
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, NewClaimDialog)]
    if not dialogs:
        screen.workspace.messages.composer.text.setPlainText(MESSAGE)
        screen.new_claim()
        return False
    if not dialogs[0].items:
        if not dialogs[0].lookup.text():
            QTest.keyClicks(dialogs[0].lookup, ORDER)
            dialogs[0].look_up()
        return False
    QTest.keyClicks(dialogs[0].form.boxes["description"].editor.field, WORDS)
    return True


def waiting(window: MainWindow) -> bool:
    """Whether a keeper still has something to save."""
    from ui.kit.drafts import DraftKeeper

    keepers = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(DraftKeeper)]
    return any(keeper.waiting for keeper in keepers)


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(exist_ok=True)
    main(*sys.argv[1:])
