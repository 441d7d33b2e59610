"""A picture of every screen, dialog and document page, in both looks and both languages, into build/shots.

Screens come from their declarations, dialogs from the actions that open them, pages from papers that can be
issued: what is new is in the pictures without a line here. Run it by ``bootstrap.py shots``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from qualitydesk.bootstrap import open_backend
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.search import find
from ui.app import make_application, make_window, open_database, read_arguments
from ui.console import main as console
from ui.kit.theme import OTHER_SCRIPTS, load_fonts
from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "shots"
LOOKS = ("light", "dark")
LANGUAGES = ("en", "zh_CN")
YEAR = datetime.now(UTC).year
QUIET_MS, PATIENCE_MS = 180, 15_000
PAPER_DPI = 110


@dataclass(frozen=True)
class Subject:
    """A record worth a picture: which page opens it, for whom, how the file is called."""

    name: str
    kind: str
    number: str
    login: str = "wang"


SUBJECTS = (
    Subject("inspection-failed", "inspection", f"IN-{YEAR}-0942"),
    Subject("inspection-approved", "inspection", f"IN-{YEAR}-0938"),
    Subject("capture", "capture", f"IN-{YEAR}-0943", "chen"),
    Subject("shipment-blocked", "shipment", f"SH-{YEAR}-0418"),
    Subject("shipment-received", "shipment", f"SH-{YEAR}-0367"),
    Subject("claim-open", "claim", f"CL-{YEAR}-1175", "sofia"),
    Subject("claim-closed", "claim", f"CL-{YEAR}-1150", "sofia"),
)
PAPERS = (
    ("inspection-certificate", f"IN-{YEAR}-0938"),
    ("claim-report", f"CL-{YEAR}-1150"),
    ("claim-report", f"CL-{YEAR}-1175"),
)


class Studio:
    """One window in one look and language, and the pictures taken of it."""

    def __init__(self, database: Path, look: str, language: str, only: str) -> None:
        self.look, self.language, self.only = look, language, only
        settings = QSettings(str(database.with_suffix(".ini")), QSettings.Format.IniFormat)
        words = ["--theme", look, "--lang", language, "--db", str(database)]
        self.window: MainWindow = make_window(read_arguments(words), settings)
        self.window.resize(1440, 900)
        self.window.show()
        open_database(self.window, str(database))
        self.wait()
        self.taken: list[Path] = []

    def wait(self) -> None:
        """Until no job runs and the window has been quiet for a moment."""
        quiet = waited = 0
        while quiet < QUIET_MS and waited < PATIENCE_MS:
            QTest.qWait(30)
            waited += 30
            quiet = 0 if self.window.context.jobs.active else quiet + 30

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of the window, or of one dialog."""
        if self.only and self.only not in name:
            return
        path = OUT / f"{name}-{self.look}-{self.language}.png"
        (widget or self.window).grab().save(str(path))
        self.taken.append(path)

    def sit_down(self, login: str) -> None:
        """Let that person sign in."""
        seating = self.window.seating
        if self.window.context.signed_in:
            self.window.sign_out()
            self.wait()
        seating.enter(next(one for one in seating.people if one.login == login))
        self.wait()

    def go(self, kind: str, key: str = "") -> None:
        """Open a screen or a record; what breaks is told and the next picture taken."""
        try:
            self.window.navigate(kind, key)
        except RuntimeError as fault:
            print(f"{kind} {key}: {fault}", file=sys.stderr)
        self.wait()

    def key_of(self, number: str) -> str:
        """The key of the record with that number, empty when it is not found."""
        hits = find(self.window.context.desk, number, 5)
        return next((hit.id for hit in hits if hit.number == number), "")

    def close(self) -> None:
        """Leave nothing open."""
        close_dialogs()
        self.window.context.jobs.close()
        self.window.seating.close()
        self.window.deleteLater()
        QTest.qWait(10)


def open_dialogs() -> list[QWidget]:
    """The dialogs and menus in front."""
    kinds = (QDialog, QMenu)
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kinds) and one.isVisible()]


def close_dialogs() -> None:
    """Take every dialog away unanswered."""
    for one in open_dialogs():
        if isinstance(one, QDialog):
            one.reject()
        else:
            one.close()


def shoot_screens(studio: Studio) -> None:
    """Sign-in, then every declared screen as it opens from the rail."""
    studio.shoot("sign-in")
    studio.sit_down("wang")
    for declaration in studio.window.pages.declarations:
        if declaration.in_rail:
            studio.go(declaration.id)
            studio.shoot(declaration.id)
            shoot_dialogs(studio, declaration.id, declaration.id, "")
    studio.window.commands.open_palette("kettle")
    studio.wait()
    for dialog in open_dialogs():
        studio.shoot("palette", dialog)
    close_dialogs()


def shoot_subjects(studio: Studio) -> None:
    """The records that show most, each with the dialogs of its actions."""
    for subject in SUBJECTS:
        studio.sit_down(subject.login)
        key = studio.key_of(subject.number)
        if key and studio.window.pages.declared(subject.kind):
            studio.go(subject.kind, key)
            studio.shoot(subject.name)
            shoot_dialogs(studio, subject.name, subject.kind, key)


def shoot_dialogs(studio: Studio, name: str, kind: str, key: str) -> None:
    """Every dialog that an action of the screen in front opens."""
    screen = studio.window.pages.current_screen()
    actions = [action.id for action in screen.screen_actions()] if screen else []
    for action_id in actions:
        if studio.only and studio.only not in f"{name}-{action_id}":
            continue
        studio.go(kind, key)
        shoot_action(studio, name, action_id)


def shoot_action(studio: Studio, name: str, action_id: str) -> None:
    """Do one action; if a dialog comes, take its picture and send it away."""
    screen = studio.window.pages.current_screen()
    found = [one for one in screen.screen_actions() if one.id == action_id] if screen else []
    if not found or found[0].locked():
        return
    watchdog = QTimer()
    watchdog.timeout.connect(close_dialogs)  # a dialog that waits for its answer would wait for ever
    watchdog.start(4000)
    found[0].run()
    studio.wait()
    watchdog.stop()
    for dialog in open_dialogs():
        studio.shoot(f"{name}-{action_id}", dialog)
    close_dialogs()
    studio.wait()


def shoot_papers(database: Path, only: str) -> Iterator[Path]:
    """Issue every paper and draw its pages."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    for document, number in PAPERS:
        name = f"paper-{document}-{number}"
        pdf = OUT / f"{name}.pdf"
        if only and only not in name:
            continue
        if console(["--db", str(database), "issue", document, number, "-o", str(pdf)]) != 0:
            print(f"{name} could not be issued", file=sys.stderr)
            continue
        with pypdfium2.PdfDocument(pdf) as paper:
            for place, page in enumerate(paper, 1):
                path = OUT / f"{name}-p{place}.png"
                page.render(scale=PAPER_DPI / 72).to_pil().save(path)
                yield path


def make_template(folder: Path) -> Path:
    """The example company, made once and copied for each window."""
    database = folder / "example.db"
    backend = open_backend(str(database))
    make_example(backend.desk())
    backend.close()
    return database


def copied(template: Path, name: str) -> Path:
    """A copy of the example company with its photos."""
    database = template.with_name(f"{name}.db")
    shutil.copyfile(template, database)
    shutil.copytree(f"{template}.files", f"{database}.files")
    return database


def main(words: Sequence[str]) -> int:
    """Take all pictures, or those with a word in their name."""
    parser = argparse.ArgumentParser(prog="bootstrap.py shots", description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a word of the pictures' names")
    only = parser.parse_args(words).only
    OUT.mkdir(parents=True, exist_ok=True)
    make_application()
    for pattern in OTHER_SCRIPTS:
        load_fonts(pattern)
    taken: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="qualitydesk-shots-") as folder:
        template = make_template(Path(folder))
        for look, language in product(LOOKS, LANGUAGES):
            taken += take(copied(template, f"{look}-{language}"), look, language, only)
        taken += shoot_papers(copied(template, "papers"), only)
    print(f"{len(taken)} pictures in {OUT.relative_to(ROOT)}")
    return 0 if taken else 1


def take(database: Path, look: str, language: str, only: str) -> list[Path]:
    """All pictures of one look and language."""
    studio = Studio(database, look, language, only)
    shoot_screens(studio)
    shoot_subjects(studio)
    studio.close()
    return studio.taken


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
