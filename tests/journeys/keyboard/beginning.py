"""The first day by keyboard: the first start, a colleague, the orders brought in by the import wizard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.journeys.keyboard.typist import Typist
from ui.importing.dialog import ImportDialog

SECRET = "kettle and harbour"


class PointedAt(QFileDialog):
    """Stands for the system's own chooser: a person pointed at ``path`` in it."""

    path = Path()

    def open(self) -> None:  # type: ignore[override]  # only this way is asked for
        self.filesSelected.emit([str(self.path)])
        self.done(QDialog.DialogCode.Accepted)


def begin(typist: Typist) -> None:
    """The steps of the first start; Enter goes on."""
    for fields in (
        {},
        {},
        {"Company name, as it stands on papers": "Lanting Trade"},
        {"Your name": "Wang Shu", "Login": "wang", "Password": SECRET},
    ):
        typist.fill(fields)
        typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.window.context.signed_in)
    typist.quiet()


def add_inspector(typist: Typist) -> None:
    typist.call("> add a person", "Add a person")
    typist.answer({"Full name": "Chen Yu", "Login": "chen", "First password": SECRET, "Role": "Inspector"})


def bring_in(typist: Typist, kind: str, path: Path) -> None:
    """One file through the wizard: choose it, see what was found in it, try it, import."""
    PointedAt.path = path
    typist.call(f"> import {kind}", f"Import {kind}")
    dialog = typist.dialog()
    assert isinstance(dialog, ImportDialog)
    typist.to("Choose files")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: dialog.looks)
    assert not any(look.problem or look.missing for look in dialog.looks)
    typist.quiet()
    typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typist.wait(lambda: dialog.report)
    assert dialog.report is not None
    assert dialog.report.dry_run
    assert not dialog.report.rejected
    typist.answer({})


def sign_in(typist: Typist, name: str) -> None:
    """Out by the palette, in by the fields."""
    typist.call("> sign out", "Sign out")
    typist.wait(lambda: not typist.window.context.signed_in)
    typist.fill({"Person": name, "Password": SECRET})
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.window.context.signed_in)
    typist.quiet()
