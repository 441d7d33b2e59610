"""Pieces of work on the GUI thread: one in each turn, in order, ended with their owner, failures reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.jobs import Jobs
from ui.kit.panel import DetailPanel
from ui.kit.theme import Theme


def saying(said: list[str], *words: str) -> list[Callable[[], None]]:
    """Pieces that each say a word."""
    return [partial(said.append, word) for word in words]


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: jobs.active == 0)


def test_pieces_are_done_in_order_and_give_way_between_two(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    jobs.in_turns(jobs, saying(said, "one", "two", "three"))
    assert (said, jobs.active) == ([], 1), "nothing is done before the next turn"
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(len(said)))
    timer.start(0)
    idle(qtbot, jobs)
    timer.stop()
    assert said == ["one", "two", "three"]
    assert {1, 2} <= set(ticks), "others had their turn between two pieces"


def test_what_came_due_while_a_piece_took_its_time_goes_before_the_next(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: said.append("due"))

    def slow(word: str) -> None:
        QTest.qSleep(5)
        said.append(word)

    timer.start()
    jobs.in_turns(jobs, [partial(slow, word) for word in ("one", "two", "three")])
    idle(qtbot, jobs)
    timer.stop()
    places = [said.index(word) for word in ("one", "two", "three")]
    assert all("due" in said[here:there] for here, there in pairwise(places)), said


def test_whoever_waits_for_quiet_hears_of_the_last_piece(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[int] = []
    jobs.activity.connect(told.append)
    jobs.in_turns(jobs, saying([], "one", "two"))
    idle(qtbot, jobs)
    assert told == [1, 0]


def test_rows_of_several_owners_take_turns(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    one, other = QObject(), QObject()
    jobs.in_turns(one, saying(said, "a1", "a2"))
    jobs.in_turns(other, saying(said, "b1", "b2"))
    idle(qtbot, jobs)
    assert said == ["a1", "b1", "a2", "b2"]


def test_what_is_asked_anew_ends_the_earlier_row_of_that_owner(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    page, other = QObject(), QObject()

    def replace() -> None:
        said.append("old 1")
        jobs.in_turns(page, saying(said, "new 1", "new 2"), latest="record")

    jobs.in_turns(page, [replace, *saying(said, "old 2")], latest="record")
    jobs.in_turns(page, saying(said, "files"), latest="files")
    jobs.in_turns(other, saying(said, "other"), latest="record")
    idle(qtbot, jobs)
    assert said == ["old 1", "files", "other", "new 1", "new 2"]


def test_pieces_end_with_their_screen(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    page, gone, stays = QWidget(), QObject(), QObject()
    qtbot.addWidget(page)
    part = QWidget(page)
    jobs.in_turns(part, saying(said, "part"))
    jobs.in_turns(gone, [gone.deleteLater, *saying(said, "gone")])
    jobs.in_turns(stays, saying(said, "stays 1", "stays 2"))
    jobs.drop_reads(page)
    idle(qtbot, jobs)
    assert said == ["stays 1", "stays 2"]


def test_a_piece_that_fails_is_reported_and_ends_its_row_alone(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    one, other = QObject(), QObject()

    def fail() -> None:
        raise LookupError("no such section")

    with qtbot.captureExceptions() as reported:
        jobs.in_turns(one, [fail, *saying(said, "after it")])
        jobs.in_turns(other, saying(said, "other"))
        idle(qtbot, jobs)
    assert [str(error) for _kind, error, _trace in reported] == ["no such section"]
    assert said == ["other"]


def test_nothing_is_begun_after_the_close(qtbot: QtBot) -> None:
    jobs, said = Jobs(), list[str]()
    jobs.in_turns(jobs, saying(said, "before"))
    assert jobs.close()
    jobs.in_turns(jobs, saying(said, "after"))
    idle(qtbot, jobs)
    assert said == []


def test_a_panel_shows_the_sections_of_the_last_record_alone(qtbot: QtBot, theme: Theme, jobs: Jobs) -> None:
    panel = DetailPanel(theme)
    qtbot.addWidget(panel)
    named = [partial(panel.add_section, name) for name in ("Facts", "Uses", "Trail")]
    panel.fill(jobs, named)
    assert panel.sections.count() == 1, "the first one is there at once"
    panel.fill(jobs, named[:2])
    idle(qtbot, jobs)
    assert panel.sections.count() == 4, "two sections, a line between them, and what pushes them up"
