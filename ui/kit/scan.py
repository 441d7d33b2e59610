"""Telling a scanner from a hand: a burst of keys ending in Enter, under 35 ms apart, outside a text field.

A scan fills a field only where the field says that it takes scans. Single-letter actions wait a moment, so
that the first letter of a scan never approves anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

BURST_MS = 35
SHORTEST = 5
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


def burst_ms() -> int:
    """How many milliseconds may lie between two keys of a scan."""
    application = QApplication.instance()
    kept = application.property("scan_burst_ms") if application is not None else None
    return int(kept or BURST_MS)


def set_burst_ms(milliseconds: int) -> None:
    """Take a slower or a faster scanner into account."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty("scan_burst_ms", milliseconds)


def takes_text(widget: QWidget | None) -> bool:
    """Whether keys pressed now are somebody typing."""
    return isinstance(widget, TEXT_FIELDS) and widget.isEnabled()


class ScanWatcher(QObject):
    """Watches the keys of the whole application. ``scanned`` carries the text of a burst.

    Qt offers each key as a possible shortcut first, so bursts are collected there: inside one, no key is a
    shortcut and none reaches a widget. It stands where the keys go and nowhere else: on the application it
    would be asked about every event of every widget.
    """

    scanned = Signal(str)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._text, self._last, self._swallow = "", 0.0, False
        self._at: QWidget | None = None

    def watch(self, application: QApplication) -> None:
        """Begin."""
        application.focusChanged.connect(self._follow)
        application.focusWindowChanged.connect(self._follow)
        application.setProperty("scan_watcher", True)
        self._follow()

    def stop(self, application: QApplication) -> None:
        """End."""
        application.focusChanged.disconnect(self._follow)
        application.focusWindowChanged.disconnect(self._follow)
        application.setProperty("scan_watcher", False)
        self._stand_on(None)

    @Slot()
    def _follow(self) -> None:
        focus = QApplication.focusWidget()
        self._stand_on(focus if focus is not None else QApplication.activeWindow())

    def _stand_on(self, target: QWidget | None) -> None:
        if self._at is target:
            return
        if self._at is not None and isValid(self._at):
            self._at.removeEventFilter(self)
        if target is not None:
            target.installEventFilter(self)
        self._at = target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Collect bursts; leave everything else alone."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._offered(event)
        if kind == QEvent.Type.KeyPress and self._swallow:
            self._swallow = False
            return True
        return False

    def _offered(self, event: QKeyEvent) -> bool:
        _count_key()
        if takes_text(QApplication.focusWidget()):
            self._text = ""
            return False
        text, burst = self._text, self._in_burst()
        if event.key() in ENTER:
            self._text = ""
            return burst and len(text) >= SHORTEST and self._take(event, text)
        if not _printable(event):
            self._text = ""
            return False
        self._text, self._last = (text if burst else "") + event.text(), self._clock()
        return burst and self._keep(event)

    def _in_burst(self) -> bool:
        return bool(self._text) and (self._clock() - self._last) * 1000 <= burst_ms()

    def _keep(self, event: QKeyEvent) -> bool:
        event.accept()
        self._swallow = True
        return True

    def _take(self, event: QKeyEvent, text: str) -> bool:
        self._keep(event)
        self.scanned.emit(text)
        return True


def _count_key() -> None:
    application = QApplication.instance()
    if application is not None:
        application.setProperty("keys_pressed", (application.property("keys_pressed") or 0) + 1)


def _printable(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text()) and event.text().isprintable() and not held


def after_burst(run: Callable[[], None]) -> None:
    """Run a single-letter action, but not if the letter turns out to begin a scan."""
    application = QApplication.instance()
    if application is None or not application.property("scan_watcher"):
        run()
        return
    before = application.property("keys_pressed")

    def decide() -> None:
        if application.property("keys_pressed") == before:
            run()

    QTimer.singleShot(burst_ms() + 5, application, decide)
