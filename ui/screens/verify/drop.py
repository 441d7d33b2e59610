"""The place where PDFs are dropped or chosen. A file is read in a job and never opened by a PDF library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from ui.kit.actions import Action, ActionButton
from ui.kit.dashes import DashedEdge
from ui.kit.labels import IconLabel, label, repolish

if TYPE_CHECKING:
    from ui.context import Context


class DropArea(QFrame):
    """``chosen`` carries the paths of the files, each once."""

    chosen = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, theme = context.tr, context.theme
        self.context = context
        self.setAcceptDrops(True)
        self.setProperty("kind", "declarant")
        DashedEdge(self, theme, "control", 8, lambda: bool(self.property("kind") == "declarant"))
        self.setMinimumHeight(theme.px(168))
        self.setAccessibleName(tr("Drop PDFs here"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addStretch()
        column.addWidget(IconLabel(theme, "file-search", "text-3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role, ink in (
            (tr("Drop PDFs here"), "party", "text"),
            (tr("Any paper: ours or not, unchanged or not. Nothing is sent anywhere."), "body", "text-2"),
        ):
            line = label(theme, text, role, ink, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        self.choosing = Action("choose", tr("Choose files"), self.choose, "folder-open", "Ctrl+O")
        self.button = ActionButton(self.choosing, theme, show_key=False)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def choose(self) -> None:
        """Let the person choose files."""
        tr = self.context.tr
        dialog = QFileDialog(self.window(), tr("Choose papers to verify"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        everything = tr("All files")
        dialog.setNameFilters(["PDF (*.pdf)", f"{everything} (*)"])
        dialog.filesSelected.connect(self.chosen.emit)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _over(self, over: bool) -> None:
        self.setProperty("kind", "answers" if over else "declarant")
        repolish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Local files are welcome."""
        if local_files(event.mimeData()):
            self._over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self._over(False)
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.chosen.emit(paths)


def local_files(data: QMimeData) -> list[str]:
    """The paths of the local files that are dragged, each once."""
    return list(dict.fromkeys(url.toLocalFile() for url in data.urls() if url.isLocalFile()))
