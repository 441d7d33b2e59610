"""The number on the program's icon and the icon in the system's tray: both off until somebody wants them.

Where the system has no tray, or no numbers on icons, nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from ui.context import Context

BADGE, TRAY = "todo/badge", "todo/tray"


def switched_on(context: Context, name: str) -> bool:
    """Whether the person at the desk wants it."""
    return str(context.settings.value(context.own(name), "")) == "on"


def switch(context: Context, name: str, *, on: bool) -> None:
    """Want it, or not any more."""
    context.settings.setValue(context.own(name), "on" if on else "")
    context.announce(frozenset({"setting"}))


class Tray(QObject):
    """Shows how many things wait outside the window; ``called`` brings the window to the front."""

    def __init__(self, context: Context, called: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._called = context, called
        self.icon: QSystemTrayIcon | None = None
        self.number = 0

    def show_count(self, count: int) -> None:
        """So many things wait now."""
        signed_in = self._context.signed_in
        self._number(count if signed_in and switched_on(self._context, BADGE) else 0)
        wanted = signed_in and switched_on(self._context, TRAY) and QSystemTrayIcon.isSystemTrayAvailable()
        if not wanted:
            self.close()
            return
        words = self._context.tr.plural("{n} thing waits for you", "{n} things wait for you", count)
        self._icon().setToolTip(f"QualityDesk · {words}")

    def _number(self, number: int) -> None:
        application = QGuiApplication.instance()
        if number != self.number and isinstance(application, QGuiApplication):
            application.setBadgeNumber(number)
        self.number = number

    def _icon(self) -> QSystemTrayIcon:
        if self.icon is None:
            self.icon = QSystemTrayIcon(self._context.theme.icon("mark", "accent"), self)
            self.icon.activated.connect(lambda _reason: self._called())
            self.icon.show()
        return self.icon

    def close(self) -> None:
        """Take the icon away."""
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None
