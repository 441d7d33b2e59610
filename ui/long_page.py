"""What takes long before there is a page: what is done, how far it is, and Cancel, in the page's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.actions import Action
from ui.kit.states import JobRow

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Progress


class LongPage(QWidget):
    """One row in the middle of the page."""

    def __init__(self, context: Context, words: str, icon: str, cancel: Callable[[], None]) -> None:
        super().__init__()
        theme, self._context = context.theme, context
        self.row = JobRow(theme, words, icon, Action("stop", context.tr("Cancel"), cancel, "x"))
        self.row.setMinimumWidth(theme.px(420))
        self.row.setMaximumWidth(theme.px(520))
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(self.row)
        column.setAlignment(self.row, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        percent = progress.done * 100 // max(progress.total, 1)
        self.row.show_progress(progress, self._context.tr("{percent} %", percent=percent))
