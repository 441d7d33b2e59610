"""The page a person comes back to, and what waits until it is there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from qualitydesk import rules
from qualitydesk.rules.pack import load_pack
from ui.context import Context
from ui.kit.job import Control
from ui.main_window import MainWindow
from ui.pages import Pages, Place, present
from ui.quiet import Quiet

WITHOUT_RULES = [one.id for one in present() if not one.by_rules]


def sit(qtbot: QtBot, window: MainWindow, login: str) -> None:
    """Sign out, and let somebody sit down."""
    window.sign_out()
    with qtbot.waitSignal(window.seating.seated):
        window.seating.enter(next(one for one in window.seating.people if one.login == login))


def test_everybody_comes_back_to_the_page_he_left(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("lin")
    assert window.pages.place == Place("home")
    window.navigate("inspections")
    sit(qtbot, window, "chen")
    assert window.pages.place == Place("home")
    window.navigate("documents")
    sit(qtbot, window, "lin")
    assert window.pages.place == Place("inspections")
    assert "home" not in window.pages.screens
    window.navigate("settings")  # come to from the menu, not from the rail
    sit(qtbot, window, "lin")
    assert window.pages.place == Place("inspections")


@pytest.mark.parametrize("screen", WITHOUT_RULES)
def test_a_page_that_is_built_without_rules_does_not_read_them(
    qtbot: QtBot, seated: Context, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    read: list[str] = []

    def noted(*given: object) -> object:
        read.append(threading.current_thread().name)
        return load_pack(*given)  # type: ignore[arg-type] # handed on as it came

    rules._in_force.cache_clear()
    monkeypatch.setattr("qualitydesk.rules.pack.load_pack", noted)
    pages = Pages(seated, present())
    qtbot.addWidget(pages)
    pages.go(screen)
    assert threading.main_thread().name not in read
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    for piece in pages.let_go(forget=True):
        piece()


def test_what_can_wait_is_done_in_turn_when_no_job_is_under_way(qtbot: QtBot, seated: Context) -> None:
    jobs, gate, done = seated.jobs, threading.Event(), list[str]()
    quiet = Quiet(jobs)
    jobs.read(quiet, lambda: gate.wait(10), lambda _: done.append("page"))
    quiet.later(lambda: done.append("counts"), lambda: done.append("pages"))
    qtbot.wait(100)
    assert done == []
    gate.set()
    qtbot.waitUntil(lambda: done == ["page", "counts", "pages"])


def test_what_the_window_does_in_pieces_comes_first(qtbot: QtBot, seated: Context) -> None:
    done: list[str] = []
    quiet = Quiet(seated.jobs)
    quiet.later(lambda: done.append("counts"))
    seated.jobs.in_turns(quiet, [lambda: time.sleep(0.02)] * 5 + [lambda: done.append("page")])
    qtbot.waitUntil(lambda: done == ["page", "counts"])


def test_work_that_takes_long_is_not_waited_for(qtbot: QtBot, seated: Context) -> None:
    gate, done = threading.Event(), list[str]()
    quiet = Quiet(seated.jobs)

    def work(_control: Control) -> bool:
        return gate.wait(10)

    seated.jobs.long(quiet, work, lambda _: done.append("import"))
    quiet.later(lambda: done.append("counts"))
    qtbot.waitUntil(lambda: done == ["counts"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["counts", "import"])
