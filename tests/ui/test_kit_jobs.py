"""Jobs: answers on the GUI thread, writes in order, stale and orphaned answers dropped, cancel, throttled
progress.
"""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit.job import PROGRESS_EVERY, Control, Job, Progress
from ui.kit.jobs import LATE_MS, Jobs


def test_answers_come_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[int, bool]] = []
    gui = threading.get_ident()
    jobs.read(jobs, threading.get_ident, lambda worker: seen.append((worker, threading.get_ident() == gui)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != gui
    assert seen[0][1]


def test_errors_go_to_the_caller_or_to_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    def broken() -> None:
        raise KeyError("x")

    caught: list[Exception] = []
    jobs.read(jobs, broken, lambda _none: None, caught.append)
    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], KeyError)
    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.read(jobs, broken, lambda _none: None)
    assert isinstance(failed.args[0], KeyError)


def test_writes_run_one_after_another_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    order: list[int] = []
    running: list[int] = []

    def write(number: int) -> None:
        assert not running
        running.append(number)
        order.append(number)
        running.remove(number)

    for number in range(20):
        jobs.write(jobs, partial(write, number))
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert order == list(range(20))


def test_a_question_asked_anew_makes_the_old_answer_stale(qtbot: QtBot, jobs: Jobs) -> None:
    gate, answers = threading.Event(), list[object]()
    jobs.read(jobs, lambda: gate.wait(5) and "old", answers.append, latest="find")
    jobs.read(jobs, lambda: "new", answers.append, latest="find")
    qtbot.waitUntil(lambda: answers == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert answers == ["new"]


def test_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    gate, answers, owner = threading.Event(), list[bool](), QObject()
    jobs.read(owner, lambda: gate.wait(5), answers.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert answers == []


def test_what_is_written_for_a_widget_that_is_gone_is_written(qtbot: QtBot, jobs: Jobs) -> None:
    """An undo that was offered outlives the list it was about."""
    owner, written = QObject(), list[str]()
    shiboken6.delete(owner)
    jobs.write(owner, lambda: written.append("undone"))
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert written == ["undone"]


def test_cancel_stops_a_long_job_and_says_so(qtbot: QtBot, jobs: Jobs) -> None:
    begun, events = threading.Event(), list[str]()

    def work(control: Control) -> str:
        begun.set()
        while True:
            control.check()

    job = jobs.long(jobs, work, events.append, cancelled=lambda: events.append("cancelled"))
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: events == ["cancelled"])


def test_long_work_that_was_through_before_it_saw_the_stop_is_done(qtbot: QtBot, jobs: Jobs) -> None:
    begun, gate, events = threading.Event(), threading.Event(), list[str]()

    def work(_control: Control) -> str:
        begun.set()
        gate.wait(5)
        return "kept"

    job = jobs.long(jobs, work, events.append, cancelled=lambda: events.append("nothing kept"), writes=True)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert events == ["kept"]


def test_progress_is_throttled_and_the_last_step_always_told(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Progress] = []

    def work(control: Control) -> str:
        for step in range(1, 20_001):
            control.report(step, 20_000)
        return "done"

    answers: list[str] = []
    jobs.long(jobs, work, answers.append, progress=told.append)
    qtbot.waitUntil(lambda: answers == ["done"])
    assert told[-1].done == 20_000
    assert len(told) < 20_000 * PROGRESS_EVERY


def test_close_waits_for_writes_and_cancels_reads(qtbot: QtBot) -> None:
    jobs, written, gate = Jobs(), list[bool](), threading.Event()

    def work() -> None:
        gate.wait(5)
        written.append(True)

    jobs.write(jobs, work)
    assert jobs.writing == 1
    gate.set()
    assert jobs.close()
    assert written == [True]


def test_what_is_handed_in_after_the_close_is_not_begun(qtbot: QtBot) -> None:
    """The answer of a write that came through at the last moment leads to a new look."""
    jobs, owner, begun = Jobs(), QObject(), list[str]()
    jobs.write(owner, lambda: None, lambda _none: looks.append(jobs.read(owner, look, lambda _none: None)))
    looks = list[Job]()

    def look() -> None:
        begun.append("look")

    assert jobs.close()
    qtbot.waitUntil(lambda: bool(looks))
    assert looks[0].stop.is_set()
    assert (jobs.active, begun) == (0, [])


def test_what_is_late_is_under_way_until_it_is_done(qtbot: QtBot, jobs: Jobs) -> None:
    begun: list[str] = []
    jobs.read(jobs, lambda: begun.append("count"), lambda _none: None, late=True)
    assert jobs.active == 1
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert begun == ["count"]


def test_what_is_late_is_not_begun_after_the_close(qtbot: QtBot) -> None:
    jobs, begun = Jobs(), list[str]()
    jobs.read(jobs, lambda: begun.append("count"), lambda _none: None, late=True)
    assert jobs.close()
    qtbot.wait(3 * LATE_MS)
    assert begun == []


def test_threads_end_when_the_jobs_are_let_go_of_before_them(qtbot: QtBot) -> None:
    """A thread that was the last to hold its own pool would wait for itself to end."""
    jobs, owner, gate = Jobs(), QObject(), threading.Event()
    jobs.read(owner, gate.wait, lambda _answer: None)
    crew = jobs._crew
    gone = weakref.ref(jobs)
    del jobs
    gc.collect()
    assert gone() is None
    gate.set()
    assert crew.wait(10_000)


def test_what_a_widget_that_goes_has_asked_for_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    page, part, other = QObject(), QObject(), QObject()
    part.setParent(page)
    gate, answers = threading.Event(), list[str]()
    jobs.read(part, lambda: gate.wait(10), lambda _on: answers.append("part"))
    jobs.read(other, lambda: gate.wait(10), lambda _on: answers.append("other"))
    jobs.write(page, lambda: gate.wait(10), lambda _on: answers.append("written"))
    jobs.long(page, lambda _control: gate.wait(10), lambda _on: answers.append("backup"))
    jobs.drop_reads(page)
    gate.set()
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert sorted(answers) == ["backup", "other", "written"]
