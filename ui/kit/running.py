"""Long work that goes on while the person does something else: the window shows what it is and how far it is,
and can stop it. What the work is, and what is said of it, belongs to whoever begins it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit import failures
from ui.kit.job import Progress

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Control, Job

AnswerT = TypeVar("AnswerT")


class Running(QObject):
    """One piece of such work; whoever does it tells, and ends it."""

    told = Signal(object)
    """How far it is (``Progress``)."""
    stop_asked = Signal()
    ended = Signal()

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self.title, self.icon = title, icon
        self.progress = Progress(0, 0)
        self.stopping = self.over = False

    def tell(self, progress: Progress) -> None:
        """It is so far now."""
        self.progress = progress
        self.told.emit(progress)

    def stop(self) -> None:
        """The person wants no more of it."""
        if not self.stopping:
            self.stopping = True
            self.stop_asked.emit()

    def end(self) -> None:
        """Nothing more is done."""
        self.over = True
        self.ended.emit()


def run_shown(
    context: Context,
    window: QWidget,
    title: str,
    icon: str,
    work: Callable[[Control], AnswerT],
    done: Callable[[AnswerT], None],
    stopped: str,
) -> Job:
    """Do work in a long job that the window shows; it goes on when the page it was asked from is left,
    or built anew in another language: ``done`` may touch ``window``, but not that page.

    ``stopped`` is said when the person stopped it. Work that asks ``Control.go_on`` ends by itself and says
    what it did so far.
    """
    running = Running(title, icon)

    def end(then: Callable[[], None]) -> None:
        running.end()
        then()

    job = context.jobs.long(
        context.signals,
        work,
        lambda answer: end(lambda: done(answer)),
        lambda error: end(lambda: failures.tell(context, window, error)),
        progress=running.tell,
        cancelled=lambda: end(lambda: context.toast(stopped, "info")),
        title=title,
    )
    running.stop_asked.connect(job.cancel)
    context.signals.work_begun.emit(running)
    return job
