"""What can wait until the page in front is there: done one after another, each in a moment of quiet.

Quiet is when no job has been under way for a while, and nobody types, clicks or scrolls: a worker that loads
a page shares Python with the painting of what a key brings. What takes long (an import, a backup) is no
reason to wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.kit.jobs import Jobs

QUIET_MS = 30


class Quiet(QObject):
    """One per window; what is handed in is called on the GUI thread. ``at_rest`` tells whether the person
    leaves time for it.
    """

    def __init__(self, jobs: Jobs, at_rest: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._jobs, self._at_rest = jobs, at_rest
        self._waiting: deque[Callable[[], object]] = deque()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(QUIET_MS)
        self._pause.timeout.connect(self._next)
        jobs.activity.connect(self._look)

    def later(self, *works: Callable[[], object]) -> None:
        """Do these after what waits already; what waits is not asked for twice."""
        self._waiting.extend(work for work in works if work not in self._waiting)
        self._look()

    def _look(self, _active: int = 0) -> None:
        if self._waiting:
            self._pause.start()  # anew, if it has begun

    def _next(self) -> None:
        if self._waiting and self._at_rest() and self._jobs.active == len(self._jobs.under_way()):
            self._waiting.popleft()()
        self._look()
