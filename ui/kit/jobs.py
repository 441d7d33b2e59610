"""Work off the GUI thread: writes one after another, reads side by side, answers on the GUI thread; and what
only that thread can do, in pieces.

A screen hands in a plain function and gets its result, or its error, in a callback on the GUI thread. What
comes back for a widget that is gone, or for a question asked anew, is dropped. No QObject lives in a worker,
nor is a worker ever the last to let go of one: what a job holds is held here, a worker knows its number.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from ui.kit.hold import Hold
from ui.kit.job import Cancelled, Control, Job, Progress
from ui.kit.turns import Piece, Turns

ResultT = TypeVar("ResultT")
READERS = 4
LATE_MS = 40
"""A list is laid out and painted within this time."""
WAITS = "writes under way"
"""Property of a dialog: how many writes it waits for, its own and those of the form in it."""
GIVE_WAY = 0.001
"""Seconds after which a busy worker lets the window have its turn; Python's own five times as many are felt,
since painting one list asks for a turn hundreds of times.
"""


class _Crew(QObject):
    """The threads, what they are at, and their way back to the GUI thread.

    Lasts as long as the process: were one of its own threads the last to let go of it, that thread would wait
    for its own end.
    """

    told = Signal(int, object)
    ended = Signal(int)

    def __init__(self, readers: int) -> None:
        super().__init__()
        self.readers, self.writers = QThreadPool(self), QThreadPool(self)
        self.readers.setMaxThreadCount(readers)
        self.writers.setMaxThreadCount(1)
        self.active: dict[int, Job] = {}
        _CREWS.append(self)

    def start(self, number: int) -> None:
        """Have the job of that number worked off by the next thread that is free."""
        pool = self.writers if self.active[number].writes else self.readers
        pool.start(partial(self._run, number))

    def _run(self, number: int) -> None:
        self._work_off(number)
        if isValid(self):  # the process may be at its end
            self.ended.emit(number)

    def _work_off(self, number: int) -> None:
        job = self.active[number]
        if job.stop.is_set() or job.work is None:
            return
        try:
            job.answer = "done", job.work(Control(job, partial(self._tell, number)))
        except Cancelled:
            pass
        except Exception as error:  # the job boundary: whatever happened is answered on the GUI thread
            job.answer = "failed", error

    def _tell(self, number: int, progress: Progress) -> None:
        if isValid(self):
            self.told.emit(number, progress)

    def wait(self, patience_ms: int) -> bool:
        """Whether every thread came to its end in time."""
        return self.writers.waitForDone(patience_ms) and self.readers.waitForDone(patience_ms)


_CREWS: list[_Crew] = []


class Jobs(QObject):
    """The one place that runs work for the window. Make one per application and ``close`` it at the end."""

    failed = Signal(object, object)
    """(error, owner) of a job whose caller gave no ``failed``."""
    refused = Signal(object)
    """The error of any job that failed, whoever answers it."""
    written = Signal()
    """A write was acknowledged."""
    unwritten = Signal(object)
    """The error of a write that was not done, whoever answers it."""
    activity = Signal(int)
    """How many jobs are under way, rows of pieces included."""

    def __init__(self, readers: int = READERS) -> None:
        super().__init__()
        sys.setswitchinterval(GIVE_WAY)
        self._crew = _Crew(readers)
        self._active = self._crew.active
        self._closed = False
        self.hold = Hold(self._begin)
        self._numbers = itertools.count(1)
        self._latest: dict[tuple[int, str], Job] = {}
        self._turns = Turns(self)
        self._turns.changed.connect(self._tell_activity)
        self._crew.told.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._crew.ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def writing(self) -> int:
        """How many writes are not acknowledged yet."""
        return sum(job.writes for job in self._active.values())

    @property
    def active(self) -> int:
        """How many jobs are under way, rows of pieces included; those that do not begin yet are not."""
        return len(self._active) - len(self.hold) + len(self._turns)

    def read(
        self,
        owner: QObject,
        work: Callable[[], ResultT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        latest: str = "",
        late: bool = False,
        early: bool = False,
    ) -> Job:
        """Run ``work`` beside other reads. With ``latest``, an earlier job of this owner and name becomes
        stale. What is ``late`` lets the page that has just arrived be painted first; what is ``early`` is
        wanted before the database is open and begins while others wait (see ``hold``).
        """
        job = Job(owner, done, failed, latest=latest, early=early)
        return self._start(job, lambda _control: work(), LATE_MS if late else 0)

    def write(
        self,
        owner: QObject,
        work: Callable[[], ResultT],
        done: Callable[[ResultT], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run ``work`` after all writes handed in before it. A write is finished even if its owner
        is gone.
        """
        return self._start(Job(owner, done, failed, writes=True), lambda _control: work())

    def long(
        self,
        owner: QObject,
        work: Callable[[Control], ResultT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        writes: bool = False,
        title: str = "",
    ) -> Job:
        """Run work that takes seconds: it gets a ``Control`` for progress and cancel.

        ``title`` says what it is to whoever closes the window meanwhile.
        """
        return self._start(
            Job(owner, done, failed, progress, cancelled, writes, title=title, long=True), work
        )

    def in_turns(self, owner: QObject, pieces: Iterable[Piece], *, latest: str = "") -> None:
        """Do on the GUI thread, one in each turn of its event loop, what together would hold it up. With
        ``latest``, an earlier row of this owner and name goes no further.
        """
        if not self._closed:
            self._turns.take(owner, pieces, latest)

    def hear_end(self, waiter: QObject, then: Callable[[bool], None]) -> bool:
        """Tell ``then`` of each write that ``waiter`` waits for whether it was done, though the waiter may be
        gone by then; whether there is any.
        """
        waited = [job for job in self._active.values() if job.waiter is waiter]
        for job in waited:
            job.ended = then
        return bool(waited)

    def under_way(self) -> tuple[Job, ...]:
        """The long jobs that would be cut off by closing the window; those asked to stop are still ending."""
        return tuple(job for job in self._active.values() if job.long)

    def _start(self, job: Job, work: Callable[[Control], Any], after_ms: int = 0) -> Job:
        if self._closed:
            job.cancel()
            return job
        if job.latest:
            self._supersede(job)
        job.work = work
        job.waiter = _waiter(job.owner) if job.writes else None
        _count(job.waiter, 1)
        number = next(self._numbers)
        self._active[number] = job
        self._tell_activity()
        if after_ms:
            QTimer.singleShot(after_ms, self, lambda: self._begin(number))
        else:
            self._begin(number)
        return job

    def _begin(self, number: int) -> None:
        if self.hold.on and not self._active[number].early:
            self.hold.keep(number)
            self._tell_activity()
        elif not self._closed:
            self._crew.start(number)

    def _supersede(self, job: Job) -> None:
        name = (id(job.owner), job.latest)
        earlier = self._latest.get(name)
        if earlier is not None:
            earlier.cancel()
        self._latest[name] = job

    @Slot(int, object)
    def _tell_progress(self, number: int, progress: Progress) -> None:
        job = self._active.get(number)
        if job is not None and job.progress is not None and not job.stop.is_set() and isValid(job.owner):
            job.progress(progress)

    @Slot()
    def _tell_activity(self) -> None:
        self.activity.emit(self.active)

    @Slot(int)
    def _answer(self, number: int) -> None:
        """Deliver it in a turn of its own: several answers at once would hold the window up together."""
        self._turns.take(self._crew, (partial(self._deliver, number),))

    def _deliver(self, number: int) -> None:
        job = self._forget(number)
        (what, value), job.answer, job.work = job.answer, ("", None), None
        _count(job.waiter, -1)
        if what == "done" and job.writes:
            self.written.emit()
        if job.ended is not None:
            job.ended(what == "done")
        if not isValid(job.owner):
            return
        if what == "cancelled" or (job.stop.is_set() and not (job.long and what == "done")):
            if job.cancelled is not None:
                job.cancelled()
        elif what == "failed":
            self._tell_failed(job, value)
        elif job.done is not None:
            job.done(value)

    def _tell_failed(self, job: Job, error: Exception) -> None:
        self.refused.emit(error)
        if job.writes:
            self.unwritten.emit(error)
        if job.failed is not None:
            job.failed(error)
        else:
            self.failed.emit(error, job.owner)

    def _forget(self, number: int) -> Job:
        job = self._active.pop(number)
        if job.latest and self._latest.get((id(job.owner), job.latest)) is job:
            del self._latest[(id(job.owner), job.latest)]
        self._tell_activity()
        return job

    def drop_reads(self, owner: QObject) -> None:
        """``owner`` is about to go, with all that belongs to it: what it asked for is of no use any more.

        Long work goes on: a backup is wanted whatever page is shown, and whoever began it can stop it.
        """
        for job in tuple(self._active.values()):
            if not job.writes and not job.long and _belongs(job.owner, owner):
                job.cancel()
        self._turns.drop(lambda row: _belongs(row.owner, owner))

    def close(self, wait_ms: int = 10_000) -> bool:
        """Cancel reads, let writes finish; whether all threads ended in time. What is handed in from now on,
        by a timer or by what a last answer leads to, is not begun.
        """
        self.hold.end()
        self._closed = True
        for job in tuple(self._active.values()):
            if not job.writes:
                job.cancel()
        self._turns.drop(lambda row: row.owner is not self._crew)
        return self._crew.wait(wait_ms)


def _belongs(part: QObject | None, whole: QObject) -> bool:
    while part is not None and part is not whole:
        part = part.parent() if isValid(part) else None
    return part is whole


def _waiter(part: QObject | None) -> QObject | None:
    """The nearest one around the owner of a write that wants to know of it."""
    while part is not None and isValid(part) and part.property(WAITS) is None:
        part = part.parent()
    return part if part is not None and isValid(part) else None


def _count(waiter: QObject | None, step: int) -> None:
    if waiter is not None and isValid(waiter):
        waiter.setProperty(WAITS, int(waiter.property(WAITS)) + step)
