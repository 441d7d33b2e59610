"""Hears that a step was refused while a list is shown: somebody may have changed the record elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualitydesk.domain.errors import Conflict, NotFound, RuleBroken

if TYPE_CHECKING:
    from ui.kit.jobs import Jobs


class Refusals(QObject):
    """Of the steps taken while ``part`` is shown."""

    heard = Signal()

    def __init__(self, part: QWidget, jobs: Jobs) -> None:
        super().__init__(part)
        self._part = part
        jobs.unwritten.connect(self._hear)

    def _hear(self, error: Exception) -> None:
        if self._part.isVisible() and isinstance(error, RuleBroken | Conflict | NotFound):
            self.heard.emit()
