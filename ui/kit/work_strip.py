"""Long work at the lower right, over what is said: its name, how far it is, Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui.kit.job import Progress
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.painted.progress import ProgressLine
from ui.kit.running import Running
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

SOON_MS = 400
"""What is over by then was never shown."""


class WorkStrip(QFrame):
    """One strip; ``due`` tells that the work lasts and is to be shown, ``gone`` that it is over."""

    due = Signal(object)
    gone = Signal(object)

    def __init__(self, theme: Theme, tr: Translator, running: Running) -> None:
        super().__init__()
        self.running, self._translator = running, tr
        self.setProperty("kind", "toast")
        self.setFixedHeight(theme.px(56))
        self._words = label(theme, "", "small", "toast-text")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setProperty("kind", "toast")
        self.cancel.setFont(theme.font("strong"))
        self.cancel.clicked.connect(self._stop)
        self.line = ProgressLine(theme, ink="toast-action", track="mute-solid")
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(IconLabel(theme, running.icon, "toast-action", 18))
        row.addWidget(ElidedLabel(theme, running.title, "body", "toast-text"), 1)
        row.addWidget(self._words)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self.line)
        self._tell(running.progress)
        running.told.connect(self._tell)
        running.ended.connect(self._end)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(lambda: self.due.emit(self))
        self._soon.start()

    def _tell(self, progress: Progress) -> None:
        if self.running.stopping:
            return
        tr = self._translator
        done, total = progress.done, progress.total
        said = tr("{done} of {total}", done=done, total=total) if total else ""
        self._say(said, progress)

    def _say(self, words: str, progress: Progress) -> None:
        self._words.setText(words)
        self.line.set_progress(progress.done, progress.total, words, "toast-action")
        self.setAccessibleName(", ".join(filter(None, (self.running.title, words))))

    def _stop(self) -> None:
        tr = self._translator
        self.running.stop()
        self.cancel.setEnabled(False)
        self._say(tr("Stopping…"), self.running.progress)

    def _end(self) -> None:
        self._soon.stop()
        self.gone.emit(self)
