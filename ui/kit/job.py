"""One piece of work off the GUI thread: what it is, how it tells how far it is, how it is asked to stop.

Who runs it, and when its answer comes, is ``jobs``'.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

PROGRESS_EVERY = 0.1


class Cancelled(Exception):
    """The person stopped the job; nothing is reported."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` (0 = unknown) and what it is at, ready to show."""

    done: int
    total: int = 0
    words: str = ""
    seconds_left: int | None = None


class Control:
    """What a long job holds: asks it to stop, and takes its progress (passed on ten times a
    second at most).
    """

    def __init__(self, job: Job, post: Callable[[Progress], None]) -> None:
        self._job, self._post = job, post
        self._begun = self._told = time.monotonic()

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._job.stop.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` if the person asked to stop; call it between two steps that leave nothing
        half.
        """
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell how far the job is; too frequent calls cost nothing and are skipped. Checks for cancel as
        well.
        """
        self.check()
        self._report(done, total, words)

    def go_on(self, done: int, total: int) -> bool:
        """Tell how far the job is; whether it may go on. It is never cut off here: who is asked to stop ends
        by itself with what was done.
        """
        self._report(done, total, "")
        return not self.cancelled

    def _report(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if now - self._told < PROGRESS_EVERY and done != total:
            return
        self._told = now
        left = round((now - self._begun) / done * (total - done)) if done and total else None
        self._post(Progress(done, total, words, left))


@dataclass(eq=False)
class Job:
    """One piece of work under way. ``cancel`` stops it at its next check and drops whatever it returns; long
    work that was through before it saw that is done, and says so.
    """

    owner: QObject
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], None] | None = None
    writes: bool = False
    early: bool = False
    """Begins though others wait, see ``Jobs.hold``."""
    latest: str = ""
    title: str = ""
    """What the person would call it, for work that takes long."""
    long: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    work: Callable[[Control], Any] | None = None
    waiter: QObject | None = None
    """Who waits for the write, see ``WAITS``."""
    ended: Callable[[bool], None] | None = None
    """Hears whether the write was done, see ``hear_end``."""
    answer: tuple[str, Any] = ("cancelled", None)
    """What became of it (done, failed, cancelled), with its result or error."""

    def cancel(self) -> None:
        """Ask the job to stop; the answer of a job that is not long will not be delivered."""
        self.stop.set()
