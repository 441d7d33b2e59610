"""A person at the window, played by program: one process each, so that time and memory are its own.

``python -m tests.bench.sitting leave|page|typed|first|dialogs|blocked|day DATABASE`` prints what was found as
JSON.
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

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from qualitydesk.domain.values import Query
from tests.bench.seat import Found, Painted, Pauses, arrive, launch, list_of, press, resident, until, wait
from ui.main_window import MainWindow
from ui.warming import AFTER_MS, module_of

SCREENS = ("inspections", "shipments", "claims", "documents")
BLOCKED_SECONDS = 5
ACTIONS, WARM = 240, 80
TYPING_SECONDS = 3
HAND_MS = 15
"""Between two things that a hand does: faster than any."""
Key = Qt.Key
WORD = (Key.Key_K, Key.Key_E, Key.Key_T, Key.Key_T, Key.Key_L, Key.Key_E)


def leave(location: str) -> Found:
    """End a day at the list: it is there again the next morning."""
    window = arrive(location)
    window.close()
    window.context.settings.sync()
    return {}


def page(location: str) -> Found:
    """Up to the first page and no further."""
    arrive(location)
    return {"resident": resident()}


def typed(location: str) -> Found:
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


def settled(location: str) -> MainWindow:
    """The window as it is some seconds after a person came in: what is loaded in quiet moments is there."""
    window = arrive(location)
    wait(3 * AFTER_MS)
    until(lambda: all(module_of(one) in sys.modules for one in window.pages.declarations))
    until(lambda: window.context.jobs.active == 0)
    return window


def first(location: str) -> Found:
    """Open every page for the first time, then again, each when the one before is quiet."""
    window = settled(location)
    found: Found = {}
    for turn in ("first", "again"):
        pauses = Pauses()
        for one in window.pages.declarations:
            if one.in_rail:
                pauses.doing = one.id
                window.pages.go(one.id)
                until(lambda: window.context.jobs.active == 0)
                wait(30)
        found |= pauses.found(turn)
    return found


def dialogs(location: str) -> Found:
    """Open what is called up over a page, for the first time, then again, each when it is quiet."""
    window = settled(location)
    found: Found = {}
    for turn in ("first", "again"):
        pauses = Pauses()
        for name, call_up in called_up(window).items():
            pauses.doing = name
            call_up()
            until(lambda: dialog_over(window) is not None and window.context.jobs.active == 0)
            wait(30)
            press(Key.Key_Escape)
            until(lambda: dialog_over(window) is None and window.context.jobs.active == 0)
            wait(30)
        found |= pauses.found(turn)
    return found


def called_up(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens a dialog, by what it is."""
    from qualitydesk.services import claims, inspections

    desk, commands = window.context.desk, window.commands
    waiting = inspections.page(desk, Query(filters={"status": ("Submitted",)})).rows
    claim = claims.page(desk, Query()).rows[0].number
    window.pages.go("inspections", waiting[0].id)
    until(lambda: window.context.jobs.active == 0)
    screen = window.pages.current_screen()
    actions = {one.id: one for one in screen.screen_actions()} if screen is not None else {}
    return {
        "palette": commands.open_palette,
        "keys": commands.open_keys,
        "help": commands.help.open,
        "import or export": commands.open_exchange,
        "import": lambda: window.navigate("import:orders"),
        "issue a paper": lambda: window.navigate("issue:claim-report", claim),
        "new inspection": actions["new"].run,
        "approve and sign": actions["approve"].run,
    }


def dialog_over(window: MainWindow) -> QDialog | None:
    """The dialog that is open."""
    return next((one for one in window.findChildren(QDialog) if one.isVisible()), None)


def blocked(location: str) -> Found:
    """Type, scroll and switch screens from the first moment on, then while somebody holds the database."""
    window = arrive(location)
    until(lambda: window.backend is not None, window.seating.opened)
    for screen in SCREENS:
        window.pages.go(screen)
        until(lambda: window.context.jobs.active == 0)
    pauses = Pauses()
    work_on(window, pauses)
    found = pauses.found("free")
    with blocking(location):
        pauses.anew()  # that somebody takes hold of it was waited for here, not in the window
        work_on(window, pauses)
    return found | pauses.found("longest")


def work_on(window: MainWindow, pauses: Pauses) -> None:
    """Screen after screen for some seconds."""
    end = time.perf_counter() + BLOCKED_SECONDS
    for screen in cycle(SCREENS):
        pauses.doing = screen
        window.pages.go(screen)
        move(window)
        pauses.doing = "palette"
        look_up()
        if time.perf_counter() > end:
            return


def move(window: MainWindow) -> None:
    """Some lines down by wheel and keys; nobody is quicker than the next turn of the event loop."""
    table = list_of(window)
    for _line in range(6):
        wait(HAND_MS)
        if table is not None:
            bar = table.verticalScrollBar()
            bar.setValue((bar.value() + 7) % max(bar.maximum(), 1))
        press(Key.Key_Down)


def look_up() -> None:
    """Some letters into the palette."""
    wait(HAND_MS)
    press(Key.Key_K, held=Qt.KeyboardModifier.ControlModifier)
    for letter in (*WORD, Key.Key_Escape):
        wait(HAND_MS)
        press(letter)
    wait(HAND_MS)


def day(location: str) -> Found:
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
        pauses.doing = kind
        window.context.navigate(kind, key)
        move(window)
        if place % 10 == 0:
            look_up()
        until(lambda: window.context.jobs.active == 0)
    lost = max(at - sys.getrefcount(one) for one, at in zip(counted, before, strict=True))
    return pauses.found("longest") | {
        "warm": warm,
        "resident": resident(),
        "lost": max(lost, 0) / (ACTIONS - WARM),
    }


PARTS = {
    "leave": leave,
    "page": page,
    "typed": typed,
    "first": first,
    "dialogs": dialogs,
    "blocked": blocked,
    "day": day,
}

if __name__ == "__main__":
    found = PARTS[sys.argv[1]](sys.argv[2])
    print(json.dumps(found), flush=True)
    os._exit(0)
