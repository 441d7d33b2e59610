"""Ctrl+Z and Ctrl+Shift+Z inside a form: first within the field, then back through the fields.

Which change comes next is the form's; taking back what was saved already is the toast's.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoKeys(QObject):
    """Watches fields; ``undo`` and ``redo`` are asked when the field itself has nothing left."""

    def __init__(self, owner: QWidget, undo: Callable[[], bool], redo: Callable[[], bool]) -> None:
        super().__init__(owner)
        self._undo, self._redo = undo, redo

    def watch(self, field: QWidget) -> None:
        """Answer the keys in this field."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key only when the field would do nothing with it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.matches(UNDO):
            return not _has_own(watched, back=True) and self._undo()
        if event.matches(REDO):
            return not _has_own(watched, back=False) and self._redo()
        return False


def _has_own(field: QObject, *, back: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if back else document.isRedoAvailable()
    return False
