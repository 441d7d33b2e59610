"""Whether the server can be reached: the banner when it can't, asking again by hand and every half minute.

On a local file there is nothing to reach; failures of a file are said where they happen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualitydesk.domain.errors import Unavailable
from ui.kit import failures

if TYPE_CHECKING:
    from ui.main_window import MainWindow

AGAIN_MS = 30_000


class Reach(QObject):
    """Watches the failures of all jobs of one window, and says those that nobody else answers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.away = False
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.try_now)
        window.context.jobs.refused.connect(self.look_at)
        window.context.jobs.failed.connect(self._tell)

    def _tell(self, error: Exception, _owner: object) -> None:
        failures.tell(self._window.context, self._window, error)

    def look_at(self, error: object) -> None:
        """A job failed: is it because the server is away?"""
        backend = self._window.backend
        if isinstance(error, Unavailable) and backend is not None and "://" in backend.location:
            self.away = True
            self._again.start()
            self.show()

    def show(self) -> None:
        """Show the banner while the server is away (again after a rebuilding)."""
        if self.away:
            tr = self._window.context.tr
            safe = tr("What was saved is safe. New entries wait on this page.")
            self._window.banner.say(tr("Server not reached."), safe, tr("Try now"), self.try_now)

    def try_now(self) -> None:
        """Ask the server for something small."""
        backend = self._window.backend
        if backend is None:
            return

        def work() -> int:
            from qualitydesk.services.people import people

            return len(people(backend.store))

        self._window.context.jobs.read(self, work, self._back, lambda _error: None, latest="reach")

    def _back(self, _people: int) -> None:
        self.away = False
        self._again.stop()
        self._window.banner.hide()
        self._window.context.announce(frozenset())
