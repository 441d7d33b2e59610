"""Frees what only refers to itself, on the GUI thread alone and without a pause a person feels.

Python looks for such cycles on whichever thread happens to allocate: a dialog found by a worker would be
destroyed there, and Qt does not survive that. Widgets a person closed go through ``deleteLater``, not here.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

OLDEST = 2
AT_FIRST = gc.get_freeze_count()
"""So much is put aside before anybody does so: from Python 3.12 on, what it begins with."""
LOOK_EVERY_MS = 100
BREAK_MS = 3000
"""So long the person has to be away: a passing dialog of the system is no break."""


class Garbage(QObject):
    """Collects for the life of its application; made on the GUI thread, before the first worker runs."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        gc.disable()
        gc.freeze()
        self._break = QTimer(self)
        self._break.setSingleShot(True)
        self._break.setInterval(BREAK_MS)
        self._break.timeout.connect(look_at_all)
        application.applicationStateChanged.connect(self._turned)
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(LOOK_EVERY_MS)

    def _look(self) -> None:
        if not _LOADING and collect_due() == OLDEST:
            gc.freeze()  # what lasts is looked at again in a break only: that takes a third of a second

    def _turned(self, state: Qt.ApplicationState) -> None:
        """The person has turned to another program, or back."""
        if state == Qt.ApplicationState.ApplicationInactive:
            self._break.start()
        else:
            self._break.stop()


def look_at_all() -> None:
    """Collect everything, for which nobody waits now."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def collect_due() -> int | None:
    """Collect the oldest generation that is due by Python's own thresholds; which one, or none."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = next((age for age in (OLDEST, 1, 0) if counts[age] > limits[age]), None)
    if due is not None:
        gc.collect(due)
    return due


_LOADING: list[None] = []
"""One for each thread that loads."""


@contextmanager
def loading() -> Iterator[None]:
    """Much is loaded that stays as long as the program; it is not looked through meanwhile, nor again. In any
    thread.

    Where nobody has begun to put things aside, nobody would look at them in a break either.
    """
    _LOADING.append(None)
    try:
        yield
    finally:
        _LOADING.pop()
        if gc.get_freeze_count() > AT_FIRST:
            gc.freeze()
