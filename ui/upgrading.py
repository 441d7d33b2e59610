"""An older database of one's own, brought up to date from the window: a checked copy is kept beside it first.

A server is not: that is for whoever looks after it, with the command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui.kit import failures
from ui.kit.actions import Action
from ui.long_page import LongPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.kit.job import Control, Progress
    from ui.kit.states import StateStack


def offer_upgrade(
    context: Context, owner: QWidget, stack: StateStack, location: str, then: Callable[[], None]
) -> Action | None:
    """What brings the file at ``location`` up to date, shown in ``stack``, and then goes on."""
    if "://" in location:
        return None
    return Action(
        "upgrade",
        context.tr("Bring it up to date"),
        lambda: upgrade_with_progress(context, owner, stack, location, then),
        "database",
        kind="primary",
    )


def upgrade_with_progress(
    context: Context, owner: QWidget, stack: StateStack, location: str, then: Callable[[], None]
) -> None:
    """Copy the file and upgrade it in a job; only copying can be stopped, and then nothing has changed."""
    tr = context.tr
    words = tr("Bringing the database up to date…")

    def stop() -> None:
        job.cancel()

    page = LongPage(context, words, "database", stop)

    def again() -> None:
        upgrade_with_progress(context, owner, stack, location, then)

    def work(control: Control) -> None:
        from qualitydesk.services.care import upgrade_database

        upgrade_database(location, control.report)

    def show(progress: Progress) -> None:
        if isValid(page):
            page.show_progress(progress)

    def stopped() -> None:
        upgrade = offer_upgrade(context, owner, stack, location, then)
        stack.show_empty(
            "database",
            tr("The database was not brought up to date."),
            tr("Nothing in it was changed."),
            (upgrade,) if upgrade is not None else (),
        )

    stack.show_state(page)
    job = context.jobs.long(
        owner,
        work,
        lambda _none: then(),
        lambda error: failures.in_place(context, stack, error, again),
        progress=show,
        cancelled=stopped,
        title=words,
    )
