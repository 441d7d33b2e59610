"""A person at the window, played by program: one process each, so that time and memory are its own.

``python -m tests.bench.sitting leave|page|typed|first|blocked|day DATABASE`` prints what was found as JSON.
"""

from __future__ import annotations

import ui.app  # noqa: F401 - first, as the program does

# isort: split
import json
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit

from qualitydesk.domain.people import Actor
from qualitydesk.domain.values import Query
from ui.app import after_first_paint, make_application, make_window, read_arguments
from ui.kit.table import TableView
from ui.main_window import MainWindow
from ui.pages import Place
from ui.warming import AFTER_MS, module_of

SCREENS = ("inspections", "shipments", "claims", "documents")
BLOCKED_SECONDS = 5
ACTIONS, WARM = 240, 80
TYPING_SECONDS = 3
PATIENCE, THERE = 60.0, 1
LIST = Place("inspections")


class Pauses:
    """The longest time in which the event loop did not come round; ``work`` is the most that the window
    itself worked between two rounds, which other programs on the machine disturb less.
    """

    def __init__(self) -> None:
        self.longest = self.work = self._last = self._worked = 0.0
        self.anew()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.work = max(self.work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def anew(self) -> None:
        """Forget what was."""
        self.longest = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()


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


def launch(location: str) -> MainWindow:
    """Show the window and begin to open the database."""
    make_application()
    window = make_window(read_arguments(["--theme", "light", "--language", "en"]))
    window.resize(1440, 900)
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


def leave(location: str) -> dict[str, float]:
    """End a day at the list: it is there again the next morning."""
    window = arrive(location)
    window.close()
    window.context.settings.sync()
    return {}


def page(location: str) -> dict[str, float]:
    """Up to the first page and no further."""
    arrive(location)
    return {"resident": resident()}


def typed(location: str) -> dict[str, float]:
    """When somebody could begin to type his password, and how long he then waited for the first page."""
    window = launch(location)
    until(lambda: window.front.count() > 1)
    asked, page = time.time(), window.front.currentWidget()
    from qualitydesk.services.demo.cast import PASSWORD
    from ui.sign_in import SignInPage

    assert isinstance(page, SignInPage)
    page.form.set_value("login", "wang")
    page.form.set_value("password", PASSWORD)
    until(lambda: time.time() - asked > TYPING_SECONDS)
    begun, painted = time.perf_counter(), Painted(window)
    page.button.click()
    until(lambda: painted.rows)
    return {"asked": asked, "waited": time.perf_counter() - begun}


@contextmanager
def blocking(location: str) -> Iterator[None]:
    """Somebody else holds the database."""
    held = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(location, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        held.set()
        time.sleep(BLOCKED_SECONDS)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    yield
    thread.join()


def first(location: str) -> dict[str, float]:
    """Open every page for the first time, then again, each when the one before is quiet; the window has been
    there for some seconds, as it has when a person chose who sits there.
    """
    from PySide6.QtTest import QTest

    window = arrive(location)
    QTest.qWait(3 * AFTER_MS)
    until(lambda: all(module_of(one) in sys.modules for one in window.pages.declarations))
    until(lambda: window.context.jobs.active == 0)
    found: dict[str, float] = {}
    for turn in ("first", "again"):
        pauses = Pauses()
        for one in window.pages.declarations:
            if one.in_rail:
                window.pages.go(one.id)
                until(lambda: window.context.jobs.active == 0)
                QTest.qWait(30)
        found |= {turn: pauses.longest, f"{turn} work": pauses.work}
    return found


def blocked(location: str) -> dict[str, float]:
    """Type, scroll and switch screens while somebody else holds the database."""
    window = arrive(location)
    for screen in SCREENS:
        window.pages.go(screen)
        until(lambda: window.context.jobs.active == 0)
    pauses = Pauses()
    work_on(window)
    free = {"free": pauses.longest, "free work": pauses.work}
    pauses.anew()
    with blocking(location):
        work_on(window)
    return {"longest": pauses.longest, "longest work": pauses.work} | free


def work_on(window: MainWindow) -> None:
    """Screen after screen for some seconds."""
    end = time.perf_counter() + BLOCKED_SECONDS
    for screen in cycle(SCREENS):
        window.pages.go(screen)
        type_and_scroll(window)
        if time.perf_counter() > end:
            return


def type_and_scroll(window: MainWindow) -> None:
    """Some letters into the field of the list, some lines down and up again."""
    from PySide6.QtTest import QTest

    screen, table = window.pages.current_screen(), list_of(window)
    fields = [field for field in screen.findChildren(QLineEdit) if field.isVisible()] if screen else []
    for letter in "kettle":
        if fields:
            QTest.keyClicks(fields[0], letter)
        if table is not None:
            bar = table.verticalScrollBar()
            bar.setValue((bar.value() + 7) % max(bar.maximum(), 1))
        QTest.qWait(15)
    if fields:
        fields[0].clear()


def day(location: str) -> dict[str, float]:
    """A shortened working day: lists, words, records of every kind, again and again."""
    from qualitydesk.services import claims, inspections, shipments

    window = arrive(location)
    desk, pauses = window.context.desk, Pauses()
    pages = (inspections.page, shipments.page, claims.page)
    keys = [row.id for get in pages for row in get(desk, Query()).rows[:10]]
    kinds = [kind for kind in ("inspection", "shipment", "claim") for _ in range(10)]
    counted = (None, True, False)
    before, warm = [], 0.0
    for place, (kind, key) in enumerate(islice(cycle(zip(kinds, keys, strict=True)), ACTIONS)):
        if place == WARM:
            until(lambda: window.context.jobs.active == 0)
            warm, before = resident(), [sys.getrefcount(one) for one in counted]
            pauses.anew()
        window.context.navigate(kind, key)
        type_and_scroll(window)
        until(lambda: window.context.jobs.active == 0)
    lost = max(at - sys.getrefcount(one) for one, at in zip(counted, before, strict=True))
    return {
        "longest": pauses.longest,
        "longest work": pauses.work,
        "warm": warm,
        "resident": resident(),
        "lost": max(lost, 0) / (ACTIONS - WARM),
    }


if __name__ == "__main__":
    parts = {"leave": leave, "page": page, "typed": typed, "first": first, "blocked": blocked, "day": day}
    found = parts[sys.argv[1]](sys.argv[2])
    print(json.dumps(found), flush=True)
    os._exit(0)
