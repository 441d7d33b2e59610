"""The example company's own database, made at its first start with progress: whole or not at all.

What the company consists of is told in ``services/demo``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui.kit.actions import Action
from ui.long_page import LongPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.kit.job import Control, Progress
    from ui.kit.states import StateStack

UNFINISHED = ".part"


def make_example_at(location: str, language: str, told: Callable[[int, int], None]) -> None:
    """Make the example company in a new file; until it is complete it stands under another name. Its people
    write in ``language``.
    """
    from qualitydesk.bootstrap import attachment_folder, open_backend
    from qualitydesk.services.demo.story import make_example
    from reports.example import plan_papers

    place = Path(location)
    part = place.with_name(place.name + UNFINISHED)
    photos, photos_part = attachment_folder(place), attachment_folder(part)
    assert photos is not None
    assert photos_part is not None
    part.unlink(missing_ok=True)
    shutil.rmtree(photos_part, ignore_errors=True)
    backend = open_backend(str(part))
    try:
        make_example(backend.desk(), told=told, papers=plan_papers, language=language)
    finally:
        backend.close()
    shutil.rmtree(photos, ignore_errors=True)
    if photos_part.exists():
        photos_part.replace(photos)
    part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    part.replace(place)


def make_with_progress(
    context: Context, owner: QWidget, stack: StateStack, location: str, then: Callable[[], None]
) -> None:
    """Make the example company in a job, shown in ``stack``; then go on."""
    from ui.kit import failures

    tr = context.tr

    def stop() -> None:
        job.cancel()

    page = LongPage(context, tr("Making the example company…"), "package", stop)

    def again() -> None:
        make_with_progress(context, owner, stack, location, then)

    def work(control: Control) -> None:
        make_example_at(location, tr.language, control.report)

    def show(progress: Progress) -> None:
        if isValid(page):
            page.show_progress(progress)

    def stopped() -> None:
        make = Action("make", tr("Make it now"), again, "package", kind="primary")
        stack.show_empty(
            "package", tr("The example company was not made."), tr("Nothing of it was kept."), (make,)
        )

    stack.show_state(page)
    job = context.jobs.long(
        owner,
        work,
        lambda _none: then(),
        lambda error: failures.in_place(context, stack, error, again),
        progress=show,
        cancelled=stopped,
        title=tr("Making the example company…"),
    )
