"""Closing the window without losing a write: long work is asked about, a write is waited for.

Whether the screens agree, and what is kept for the next start, is the window's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.context import Context


class Leaving(QObject):
    """One per window. A window that may not close yet is closed by it as soon as it may."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context, self._decided = window, context, False
        context.jobs.activity.connect(self._close_when_done)

    def may_begin(self) -> bool:
        """Whether nothing is under way any more; the person is told or asked when something is."""
        tr, jobs = self._context.tr, self._context.jobs
        if jobs.under_way() and not self._decided:
            self._ask_to_stop()
            return False
        if jobs.writing or jobs.under_way():
            self._decided = True
            self._context.toast(tr("Saving. The window closes by itself when all is saved."), "info")
            return False
        return True

    def _ask_to_stop(self) -> None:
        from ui.kit.dialogs import confirm

        tr, jobs = self._context.tr, self._context.jobs
        titles = ", ".join(job.title for job in jobs.under_way() if job.title) or tr("Work")
        confirm(
            self._context,
            self._window,
            tr("Stop and close?"),
            tr("Still under way: {titles}. Stopped, it leaves nothing half done.", titles=titles),
            tr("Stop and close"),
            self._stop,
            icon="hourglass",
            danger=True,
        )

    def _stop(self) -> None:
        jobs = self._context.jobs
        self._decided = True
        self._close_when_done()
        for job in jobs.under_way():
            job.cancel()

    def _close_when_done(self, _active: int = 0) -> None:
        jobs = self._context.jobs
        if self._decided and not jobs.writing and not jobs.under_way():
            self._decided = False
            self._window.close()
