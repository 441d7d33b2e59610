"""The place where a PDF is dropped or chosen. The file is read in a job and never opened by a PDF library."""

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
    """``chosen`` carries the path of one file."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, theme = context.tr, context.theme
        self.context = context
        self.setAcceptDrops(True)
        self.setProperty("kind", "declarant")
        DashedEdge(self, theme, "control", 8, lambda: bool(self.property("kind") == "declarant"))
        self.setMinimumHeight(theme.px(168))
        self.setAccessibleName(tr("Drop a PDF here"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addStretch()
        column.addWidget(IconLabel(theme, "file-search", "text-3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role, ink in (
            (tr("Drop a PDF here"), "party", "text"),
            (tr("Any paper: ours or not, unchanged or not. Nothing is sent anywhere."), "body", "text-2"),
        ):
            line = label(theme, text, role, ink, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        choose = Action("choose", tr("Choose a file"), self._choose, "folder-open")
        self.button = ActionButton(choose, theme, show_key=False)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def _choose(self) -> None:
        tr = self.context.tr
        dialog = QFileDialog(self.window(), tr("Choose a paper to verify"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        everything = tr("All files")
        dialog.setNameFilters(["PDF (*.pdf)", f"{everything} (*)"])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _over(self, over: bool) -> None:
        self.setProperty("kind", "answers" if over else "declarant")
        repolish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file is welcome."""
        if local_file(event.mimeData()):
            self._over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self._over(False)
        path = local_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.chosen.emit(path)


def local_file(data: QMimeData) -> str:
    """The path of the first local file that is dragged; "" when there is none."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
