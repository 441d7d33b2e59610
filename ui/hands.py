"""Whether a person is using keys, buttons or the wheel just now, wherever in the program.

What is done with that belongs to whoever asks.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

USED = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel}


class Hands(QObject):
    """Watches the window that has the keys, as the system hands them to it, and nothing else: on the
    application it would be asked about every event of every widget.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._at: QWindow | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)

    def rest(self, milliseconds: int) -> bool:
        """Whether they have done nothing for so long."""
        return not self._since.isValid() or self._since.hasExpired(milliseconds)

    def _follow(self, window: QWindow | None) -> None:
        if self._at is not None and isValid(self._at):
            self._at.removeEventFilter(self)
        if window is not None:
            window.installEventFilter(self)
        self._at = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time; leave the event alone."""
        if event.type() in USED:
            self._since.start()
        return False
