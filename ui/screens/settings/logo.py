"""The company's logo: a small picture of it, chosen from a file or dropped, and taken off again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dashes import DashedEdge
from ui.kit.labels import label

if TYPE_CHECKING:
    from ui.context import Context

ENDINGS = "*.png *.jpg *.jpeg *.webp"
EDGE = 320
"""Longest side of the small picture, in pixels."""


class LogoBox(QWidget):
    """``take`` gets the key of the kept picture, "" when the logo is taken off."""

    def __init__(self, context: Context, locked: str, take: Callable[[str], None]) -> None:
        super().__init__()
        self.context, self._locked, self._take, self.key = context, locked, take, ""
        tr, px = context.tr, context.theme.px
        self.setAcceptDrops(not locked)
        self.picture = QLabel()
        self.picture.setProperty("kind", "drop")
        DashedEdge(self.picture, context.theme, "control", 4)
        self.picture.setFixedSize(px(160), px(72))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose = Action("choose", tr("Choose a logo"), self.ask, "image-plus", locked=lambda: locked)
        self._off = Action("off", tr("Take it off"), lambda: take(""), "x", kind="quiet", locked=self.why_not)
        row, words, buttons = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addWidget(self.picture)
        words.addWidget(label(context.theme, tr("Logo"), "small-strong", "text-2"))
        help_line = tr("PNG or JPEG, dropped here or chosen. Papers print it in black and white, too.")
        words.addWidget(label(context.theme, help_line, "small", "text-3", wrap=True))
        self.off = ActionButton(self._off, context.theme, size="small")
        buttons.addWidget(ActionButton(self._choose, context.theme, size="small"))
        buttons.addWidget(self.off)
        buttons.addStretch()
        words.addLayout(buttons)
        row.addLayout(words, 1)
        self.show_logo("")

    def why_not(self) -> str:
        """Why the logo cannot be taken off."""
        return self._locked or ("" if self.key else self.context.tr("There is no logo."))

    def show_logo(self, key: str) -> None:
        """Show the picture of that key."""
        self.key = key
        self.off.refresh()
        tr, desk = self.context.tr, self.context.desk
        self.picture.setAccessibleName(tr("Logo") if key else tr("No logo"))
        self.picture.setPixmap(QPixmap())
        self.picture.setText("" if key else tr("No logo"))
        if not key:
            return

        def work() -> bytes:
            from qualitydesk.services.attachments import read_file

            return read_file(desk, key)

        self.context.jobs.read(self, work, self._show, lambda _error: None, latest="logo")

    def _show(self, content: bytes) -> None:
        made = QPixmap()
        made.loadFromData(content)
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.picture.width() * ratio) - 8, round(self.picture.height() * ratio) - 8)
        shown = made.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def ask(self) -> None:
        """Choose a file."""
        dialog = QFileDialog(self, self.context.tr("Choose a logo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(ENDINGS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Keep the picture of a file."""
        desk = self.context.desk

        def work() -> str:
            from qualitydesk.services.house import keep_logo

            return keep_logo(desk, path)

        self.context.jobs.write(
            self, work, self._take, lambda error: failures.tell(self.context, self, error)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_file(Path(paths[0]))
