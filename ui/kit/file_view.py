"""A kept photo shown in the window as large as fits; any kept file saved where one likes.

Which files hang on a record is the list's (``attachments``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from qualitydesk.domain.file_names import file_label
from ui.kit import failures
from ui.kit.dialogs import Dialog
from ui.kit.photo_strip import thumbnail

if TYPE_CHECKING:
    from ui.context import Context

PHOTO = (860, 620)


def show_photo(context: Context, parent: QWidget, key: str, name: str = "") -> Dialog:
    """A photo as large as the window allows; ``key`` is the attachment's."""
    tr, theme = context.tr, context.theme
    dialog = Dialog(
        parent, theme, tr("Photo"), icon="image", subtitle=name, width=PHOTO[0] + 48, close_words=tr("Close")
    )
    shown = QLabel()
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    shown.setFixedSize(QSize(theme.px(PHOTO[0]), theme.px(PHOTO[1])))
    shown.setAccessibleName(tr("Photo"))
    dialog.body.addWidget(shown)
    ratio = parent.devicePixelRatioF()
    width, height = round(shown.width() * ratio), round(shown.height() * ratio)

    def arrived(image: QImage) -> None:
        fitted = image.scaled(
            width, height, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        shown.setPixmap(QPixmap.fromImage(fitted))

    context.jobs.read(
        dialog,
        lambda: thumbnail(read_kept(context, key), width, height),
        arrived,
        lambda error: failures.tell(context, dialog, error),
    )
    dialog.add_cancel(tr("Close"))
    dialog.open()
    return dialog


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
