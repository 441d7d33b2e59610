"""One window in one look, and the pictures taken of it. What is photographed is decided in ``tour``."""

from __future__ import annotations

import sys
import traceback
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.clock import Clock
from qualitydesk.services.people import people
from ui.app import make_window, open_database, read_arguments
from ui.main_window import MainWindow

QUIET_MS, STEP_MS, PATIENCE_MS, STUCK_MS = 120, 20, 60_000, 60_000


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown. ``scale`` is the system's scale factor, ``zoom`` the program's own."""

    mode: str = "light"
    language: str = "en"
    size: tuple[int, int] = (1440, 900)
    zoom: int = 100
    scale: int = 1
    whole: bool = True
    """Dialogs, popups and states too; else only the pages."""

    @property
    def tag(self) -> str:
        """What a picture's name ends in."""
        wide, tall = self.size
        sized = "" if self.whole else f"{wide}x{tall}-{self.zoom}%-{self.scale}x-"
        return f"{sized}{self.mode}-{self.language}"


@dataclass
class Studio:
    """The window, and ``taken`` and ``missed``: the pictures, and what went wrong on the way."""

    database: Path
    look: Look
    out: Path
    only: str = ""
    clock: Clock | None = None
    taken: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        sys.excepthook = self._miss
        settings = QSettings(str(self.database.with_suffix(".ini")), QSettings.Format.IniFormat)
        settings.setValue("zoom", self.look.zoom)
        words = ["--theme", self.look.mode, "--lang", self.look.language, "--db", str(self.database)]
        self.window: MainWindow = make_window(read_arguments(words), settings)
        self.window.resize(*self.look.size)
        self.window.show()

    def _miss(
        self, kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
    ) -> None:
        where = "".join(traceback.format_exception(kind, error, trace))
        self.missed.append(f"{self.look.tag}: {where}")

    def open(self) -> None:
        """Open the database, as far as the page that asks who sits here."""
        if self.clock is None:
            open_database(self.window, str(self.database))
        else:
            backend = open_backend(str(self.database), clock=self.clock)
            self.window.opened(backend, tuple(people(backend.store)))
        self.wait(lambda: self.window.backend is not None)

    def wait(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Until it is ready, no job runs and the window has been quiet for a moment."""
        quiet = waited = 0
        while quiet < QUIET_MS and waited < PATIENCE_MS:
            QTest.qWait(STEP_MS)
            waited += STEP_MS
            quiet = quiet + STEP_MS if ready() and not self.window.context.jobs.active else 0

    def do(self, act: Callable[[], object]) -> None:
        """Let the window do it, and wait; what breaks is noted, what blocks is closed."""
        watchdog = QTimer()
        watchdog.timeout.connect(close_floating)
        watchdog.start(STUCK_MS)
        QTimer.singleShot(0, self.window, lambda: (act(), None)[1])
        self.wait()
        watchdog.stop()

    def wants(self, name: str) -> bool:
        """Whether this picture was asked for."""
        return self.only in name

    def shoot(self, name: str) -> None:
        """Save a picture of the window with what floats over it."""
        if not self.wants(name):
            return
        path = self.out / f"{name}-{self.look.tag}.png"
        composed(self.window, floating()).save(str(path))
        self.taken.append(path.name)

    def shoot_floating(self, name: str) -> None:
        """The same, if anything floats; it is sent away afterwards."""
        if floating():
            self.shoot(name)
        close_floating()
        QTest.qWait(STEP_MS)

    def sit_down(self, login: str) -> None:
        """Let that person be at the desk."""
        seating, context = self.window.seating, self.window.context
        if context.signed_in and context.desk.person.login == login:
            return
        if context.signed_in:
            self.window.sign_out()
            self.wait()
        self.do(lambda: seating.enter(next(one for one in seating.people if one.login == login)))
        self.wait(lambda: context.signed_in)
        self.window.resize(*self.look.size)

    def go(self, kind: str, key: str = "") -> None:
        """Open a screen or a record."""
        self.do(lambda: self.window.navigate(kind, key))

    def close(self) -> None:
        """Leave nothing open."""
        close_floating()
        self.window.context.jobs.close()
        self.window.seating.close()
        self.window.deleteLater()
        QTest.qWait(STEP_MS)


def floating() -> list[QWidget]:
    """The dialogs and popups in front, the newest last."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return [one for one in shown if isinstance(one, QDialog) or one.windowType() == Qt.WindowType.Popup]


def close_floating() -> None:
    """Take every dialog and popup away unanswered."""
    for one in floating():
        if isinstance(one, QDialog):
            one.reject()
        else:
            one.close()


def composed(window: QWidget, above: Sequence[QWidget]) -> QPixmap:
    """The window as a person sees it, with what floats where it stands."""
    picture = window.grab()
    painter = QPainter(picture)
    for one in above:
        painter.drawPixmap(one.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), one.grab())
    painter.end()
    return picture
