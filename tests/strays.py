"""Parts shown before they have a place: for a moment they are windows of their own, and take the keys."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Strays(QObject):
    """Watches the application until ``end``, which fails with what was shown so and by which lines."""

    def __init__(self) -> None:
        super().__init__()
        self._found: set[str] = set()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and is_stray(watched):
            lines = [frame for frame in traceback.extract_stack() if "/ui/" in frame.filename][:-1]
            places = " > ".join(f"{Path(one.filename).name}:{one.lineno}" for one in lines[-2:])
            self._found.add(f"{type(watched).__name__} by {places}")
        return False

    def end(self) -> None:
        """Fails with everything that was shown so."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
        if self._found:
            pytest.fail("shown before it had a place: " + "; ".join(sorted(self._found)))


def is_stray(shown: QWidget) -> bool:
    """A window that is neither the program's nor a dialog, menu or hint."""
    plain = shown.isWindow() and shown.windowType() is Qt.WindowType.Window
    return plain and not isinstance(shown, QMainWindow)
