"""A seat at the window for a program: it launches, arrives at the first page, presses keys, and hears how
long the event loop pauses. What is done there stands in ``sitting``.
"""

from __future__ import annotations

import ui.app  # noqa: F401 - first, as the program does

# isort: split
import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication

from qualitydesk.domain.people import Actor
from ui.app import after_first_paint, make_application, make_window, read_arguments
from ui.kit.table import TableView
from ui.main_window import MainWindow
from ui.pages import Place

PATIENCE, THERE = 60.0, 1
WIDE, HIGH = 1440, 900
"""The window of the design."""
LIST = Place("inspections")
Found = dict[str, float | str]


class Pauses:
    """The longest time in which the event loop did not come round; ``work`` is the most that the window
    itself worked between two rounds, which other programs on the machine disturb less.
    """

    def __init__(self) -> None:
        self.longest = self.work = self._last = self._worked = 0.0
        self.doing = self.at = ""
        self.anew()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        work = (worked - self._worked) * 1000
        if work > self.work:
            self.work, self.at = work, self.doing
        self._last, self._worked = now, worked

    def anew(self) -> None:
        """Forget what was."""
        self.longest = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def found(self, name: str) -> Found:
        """What was measured since it began, or began anew."""
        return {name: self.longest, f"{name} work": self.work, f"{name} at": self.at}


def until(true: Callable[[], bool], *told: SignalInstance) -> None:
    """Let the window live, as its own loop does, until something holds; looked at when it is ``told``, and
    seldom beside that, so that jobs are not held up by it. (QTest.qWait keeps other threads from Python while
    it waits.)
    """
    begun, loop, timer = time.perf_counter(), QEventLoop(), QTimer()

    def look() -> None:
        if true():
            loop.exit(THERE)
        elif time.perf_counter() - begun > PATIENCE:
            loop.quit()

    for signal in (timer.timeout, *told):
        signal.connect(look)
    timer.start(10)
    if not true() and loop.exec() != THERE:
        raise TimeoutError("the window did not get there")
    for signal in told:
        signal.disconnect(look)


def wait(milliseconds: int) -> None:
    """Let the window live so long, as its own loop does."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def launch(location: str) -> MainWindow:
    """Show the window and begin to open the database."""
    make_application()
    window = make_window(read_arguments(["--theme", "light", "--language", "en"]))
    window.resize(WIDE, HIGH)
    window.show()
    after_first_paint(window, location)
    return window


def arrive(location: str) -> MainWindow:
    """Launch, open the database, sit the first person down, wait for the first page of the list."""
    window = launch(location)
    painted = Painted(window)
    until(lambda: bool(known(window)), window.front.currentChanged)
    window.seating.enter(next(one for one in known(window) if one.login == "wang"))
    until(lambda: window.context.signed_in, window.seating.seated)
    window.resize(WIDE, HIGH)  # what is remembered was cut to a screen that is not there
    if window.pages.place != LIST:
        window.pages.go(LIST.screen)
        painted.watch()
    until(lambda: painted.rows, painted.told)
    return window


def known(window: MainWindow) -> tuple[Actor, ...]:
    """Who may sit down now: a look into the file tells before it is open."""
    return window.seating.people or window.seating.expected


class Painted(QObject):
    """Whether ``rows`` of the list that a person sits down to, or that is watched, have been painted."""

    told = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self.rows = window, False
        window.seating.seated.connect(self.watch)

    def watch(self) -> None:
        """Watch the page in front from now on."""
        screen = self._window.pages.current_screen()
        for table in screen.findChildren(TableView) if screen is not None else ():
            table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.rows and has_rows(self._window):
            self.rows = True
            self.told.emit()
        return False


def list_of(window: MainWindow) -> TableView[object] | None:
    """The list of the screen that is shown."""
    screen = window.pages.current_screen()
    tables = screen.findChildren(TableView) if screen is not None else []
    return next((table for table in tables if table.isVisible()), None)


def has_rows(window: MainWindow) -> bool:
    """Whether the list shows a page."""
    table = list_of(window)
    return table is not None and table.rows.rowCount() > 0


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys as the system does: it hands them to the window that is in front, not to a field."""
    from PySide6.QtTest import QTest

    for key in keys:
        QTest.keyClick(QGuiApplication.focusWindow(), key, held)
