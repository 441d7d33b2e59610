"""Whether the data can be reached: the banner when it can't, as soon as anything fails for that; asking again
by hand, every half minute, and when the computer wakes up.

A server may be away; a local file may be gone, its disk full or write-protected.
"""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from qualitydesk.domain.errors import Unavailable
from ui.kit import failures

if TYPE_CHECKING:
    from ui.main_window import MainWindow

AGAIN_MS = 30_000
SLEPT_S = 90.0
"""When the clock jumped so far between two looks, the computer was asleep."""


class Reach(QObject):
    """Watches the failures of all jobs of one window, and says those that nobody else answers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._why: Exception | None = None  # why the data is away, None while it can be reached
        self._asking = False
        self._own: Exception | None = None  # what the last question of our own was refused with
        self._last = time()
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        window.context.jobs.refused.connect(self.look_at)
        window.context.jobs.failed.connect(self._tell)
        window.context.jobs.written.connect(self._look_again)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._woken)

    def _tell(self, error: Exception, _owner: object) -> None:
        failures.tell(self._window.context, self._window, error)

    def _look_again(self) -> None:
        """Something was saved: what the banner says may not be true any more."""
        if self._why is not None and not self._asking:
            self.try_now()

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and time() - self._last > SLEPT_S:
            self.look()

    def look(self) -> None:
        """Every half minute: a file may go without anybody asking for it, and after sleep all may be new."""
        now = time()
        slept, self._last = now - self._last > SLEPT_S, now
        if slept and self._window.context.signed_in:
            self._window.todo.ask()
            self._window.counts.ask()
        if slept or self._why is not None or not self._on_server():
            self.try_now()

    def _on_server(self) -> bool:
        backend = self._window.backend
        return backend is not None and "://" in backend.location

    def look_at(self, error: object) -> None:
        """A job failed: is it because the data can't be reached?"""
        if not isinstance(error, Unavailable) or error is self._own or self._window.backend is None:
            return
        if self._on_server():
            self._lost(error)
        else:
            self.try_now()

    def _lost(self, error: Exception) -> None:
        self._asking, self._why = False, error
        self.show()

    def show(self) -> None:
        """Show the banner while the data is away (again after a rebuilding)."""
        if self._why is not None:
            tr, far = self._window.context.tr, self._on_server()
            why = tr("Server not reached.") if far else failures.in_one_line(self._why, tr)
            safe = tr("What was saved is safe. New entries wait on this page.")
            icon = "cloud-off" if far else "triangle-alert"
            self._window.banner.say(why, safe, tr("Try now"), self.try_now, icon=icon)

    def try_now(self) -> None:
        """Look at the place of the data and ask for something small."""
        backend = self._window.backend
        if backend is None:
            return

        def work() -> None:
            from qualitydesk.services.care import require_reachable

            try:
                require_reachable(backend.store, backend.location)
            except Unavailable as error:
                self._own = error
                raise

        self._asking = True
        self._window.context.jobs.read(self, work, self._back, self._still_away, latest="reach")

    def _still_away(self, error: Exception) -> None:
        self._asking = False
        if isinstance(error, Unavailable):
            self._lost(error)

    def _back(self, _none: None) -> None:
        was_away, self._why, self._asking = self._why is not None, None, False
        self._window.banner.hide()
        if was_away:
            self._window.context.announce(frozenset())
