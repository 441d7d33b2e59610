"""A section of the settings that does one long job at a time: its row with the bar, then how it ended.

Which jobs there are belongs to the sections.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.labels import IconLabel, clear, label
from ui.kit.states import JobRow
from ui.screens.settings.section import Section

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Control, Job, Progress


class LongWork(Section):
    """``buttons`` are locked while a job runs; ``outcome`` is where its row stands."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title)
        self.job: Job | None = None
        self.buttons: dict[str, ActionButton] = {}
        self.outcome = QHBoxLayout()

    def refresh(self) -> None:
        """Which buttons are locked now."""
        for button in self.buttons.values():
            button.refresh()

    def busy(self) -> str:
        """Why nothing else may be begun now."""
        return self.context.tr("One moment, please.") if self.job is not None else ""

    def carry_out(
        self, title: str, icon: str, work: Callable[[Control], int], done: Callable[[int], None], stopped: str
    ) -> None:
        """Do long work that tells how far it is; ``stopped`` is said when the person stopped it."""
        row = self.begin(title, icon)
        self.job = self.context.jobs.long(
            self,
            work,
            done,
            self.failed,
            progress=lambda progress: row.show_progress(progress, self.left(progress)),
            cancelled=lambda: self.tell("warn", stopped),
            title=title,
        )
        self.refresh()

    def left(self, progress: Progress) -> str:
        """How far a job is and how long it still takes, in words."""
        tr, percent = self.context.tr, progress.done * 100 // max(progress.total, 1)
        if not progress.seconds_left:
            return f"{percent} %"
        return tr("{percent} %, {seconds} s left", percent=percent, seconds=progress.seconds_left)

    def begin(self, title: str, icon: str) -> JobRow:
        """A job begins: its row in place of how the one before ended."""
        clear(self.outcome)
        stop = Action("stop", self.context.tr("Cancel"), self.cancel, "x")
        row = JobRow(self.theme, title, icon, stop)
        self.outcome.addWidget(row)
        return row

    def cancel(self) -> None:
        """Stop what runs."""
        if self.job is not None:
            self.job.cancel()

    def stopped(self) -> None:
        """The person stopped it."""
        self.tell("warn", self.context.tr("Stopped."))

    def failed(self, error: Exception) -> None:
        """Say why it could not be done."""
        self.tell("bad", failures.in_one_line(error, self.context.tr))
        if failures.in_words(error, self.context.tr).code == "BUG":
            failures.tell(self.context, self, error)

    def tell(self, tone: str, words: str) -> None:
        """Say in the job's place how it ended."""
        self.job = None
        clear(self.outcome)
        icons = {"ok": "circle-check", "warn": "circle-stop", "bad": "circle-x"}
        self.outcome.addWidget(IconLabel(self.theme, icons[tone], tone))
        said = label(self.theme, words, "body", tone, wrap=True)
        self.outcome.addWidget(said, 1)
        self.refresh()
