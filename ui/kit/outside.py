"""A paper that came from outside, shown by the system's own viewer and never drawn in this program: whatever
reads a PDF may be attacked by it.

The viewer gets a copy that only its user may read and nobody may run; copies go when the next one is made and
when the window closes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qualitydesk.domain.file_names import as_file_name
from qualitydesk.paths import viewed_folder
from ui.kit import failures
from ui.kit.dialogs import Dialog, confirm

if TYPE_CHECKING:
    from ui.context import Context

ENDING = ".pdf"


def ask_to_open(context: Context, parent: QWidget, key: str, name: str) -> Dialog:
    """Warn, then have the system open a copy; ``key`` is the attachment's. It is called by the copy's name:
    one that turns words around would make another file of it on screen.
    """
    tr, called = context.tr, as_file_name(name if name.lower().endswith(ENDING) else f"{name}{ENDING}")
    return confirm(
        context,
        parent,
        tr("Open a paper from outside?"),
        tr("QualityDesk did not make {file}. Your PDF viewer opens a copy of it.", file=called),
        tr("Open the copy"),
        lambda: _open(context, parent, key, called),
        consequence=tr("Open only what you expect from somebody you know."),
        icon="file-text",
    )


def _open(context: Context, parent: QWidget, key: str, called: str) -> None:
    def show(copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            words = context.tr("No viewer opened {file}. Save a copy of it and open that.", file=called)
            context.toast(words, "warn")

    context.jobs.read(
        parent,
        lambda: _lent(context, key, called),
        show,
        lambda error: failures.tell(context, parent, error),
    )


def _lent(context: Context, key: str, called: str) -> Path:
    """A copy for the viewer; in a job."""
    from qualitydesk.services.attachments import read_file
    from qualitydesk.services.documents import write_private

    content, folder = read_file(context.desk, key), viewed_folder()
    forget_copies()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = folder / called
    write_private(copy, content)
    return copy


def forget_copies() -> None:
    """Remove the copies; one that a viewer holds on to goes the next time."""
    for copy in viewed_folder().glob("*"):
        with suppress(OSError):
            copy.unlink()
