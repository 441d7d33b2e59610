"""A kept file read, and saved where one likes.

Which files hang on a record is the list's (``attachments``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from qualitydesk.domain.file_names import file_label
from ui.kit import failures

if TYPE_CHECKING:
    from ui.context import Context


def ask_where_to_save(context: Context, parent: QWidget, key: str, name: str) -> QFileDialog:
    """Ask for a file and write a copy of the kept one there."""
    dialog = QFileDialog(parent.window(), context.tr("Save the file"), name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(lambda path: save_copy(context, parent, key, Path(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def save_copy(context: Context, parent: QWidget, key: str, target: Path) -> None:
    """Write a copy of a kept file, whole or not at all."""

    def work() -> None:
        from qualitydesk.services.documents import write_private

        write_private(target, read_kept(context, key))

    context.jobs.write(
        parent,
        work,
        lambda _none: context.toast(context.tr("Saved as {file}.", file=file_label(target.name))),
        lambda error: failures.tell(context, parent, error),
    )


def read_kept(context: Context, key: str) -> bytes:
    """The bytes of a kept file; runs in a job."""
    from qualitydesk.services.attachments import read_file

    return read_file(context.desk, key)
