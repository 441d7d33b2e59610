"""Saving a paper as a file: the system's dialog, then the file is written whole or not at all, in a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from qualitydesk.domain.file_names import as_file_name, file_label
from ui.kit import failures

if TYPE_CHECKING:
    from ui.context import Context


def ask_pdf_file(owner: QWidget, title: str, name: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Let the person choose where a PDF goes; ``name`` is offered."""
    dialog = QFileDialog(owner, title, as_file_name(name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog


def write_pdf(
    context: Context,
    owner: QWidget,
    path: str | Path,
    pdf: bytes,
    said: Callable[[str], None] | None = None,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Write a paper to a file only the person can read, and say so: by a toast, unless it is ``said``
    elsewhere.
    """
    from qualitydesk.services.documents import write_private

    target = Path(path)
    context.jobs.write(
        owner,
        lambda: write_private(target, pdf),
        lambda _none: (said or context.toast)(context.tr("Saved as {file}.", file=file_label(target.name))),
        failed or (lambda error: failures.tell(context, owner, error)),
    )
