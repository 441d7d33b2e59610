"""Files and pictures from elsewhere: dropped on a widget, or pasted into it while it has the focus.

What becomes of them is the widget's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class TakesFiles(QWidget):
    """Subclasses say what they do with files and with a picture, and when they take any."""

    def may_take(self) -> bool:
        """Whether anything is taken just now."""
        raise NotImplementedError

    def add_files(self, names: Sequence[str]) -> None:
        """Take these files."""
        raise NotImplementedError

    def add_picture(self, picture: QImage) -> None:
        """Take a picture that is no file."""
        raise NotImplementedError

    def paste(self) -> bool:
        """Take a picture or files from the clipboard; whether there were any."""
        return self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, mime: QMimeData | None) -> bool:
        """What was dropped or pasted; an empty clipboard gives nothing at all."""
        if mime is None or not self.may_take():
            return False
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if files:
            self.add_files(files)
        elif mime.hasImage():
            self.add_picture(QImage(mime.imageData()))
        return bool(files) or mime.hasImage()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures are welcome."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V."""
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste()):
            super().keyPressEvent(event)
