"""What makes a dialog float: no system frame, round corners, the window behind it dimmed while it is open.

Dialogs still are real windows, opened and never executed. When one closes, the keys go back to what had them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.kit.focus import give_back
from ui.kit.theme import Theme

RADIUS = 10
CORNERS_CUT = ("xcb",)
"""Where nothing may blend windows: there the corners are cut. Elsewhere they are round and see-through."""
TURN_MS = 10


class Scrim(QWidget):
    """Dims the window while a dialog is open, and goes with it; it remembers what had the keys before.

    The dialog is built in one turn of the event loop, painted in the next, and the window is dimmed in the
    third: together they would hold up the keys. Going, it has a turn of its own too.
    """

    def __init__(self, window: QWidget, theme: Theme, dialog: QDialog) -> None:
        super().__init__(window)
        self._theme, self._dialog, self._before = theme, dialog, window.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        dialog.finished.connect(self._go)
        self.hide()
        dialog.setUpdatesEnabled(False)
        self._coming = QTimer(self)
        self._coming.setSingleShot(True)
        self._coming.timeout.connect(self._come)
        self._coming.start(TURN_MS)

    def _come(self) -> None:
        if not self._dialog.updatesEnabled():
            self._dialog.setUpdatesEnabled(True)
            self._coming.start(TURN_MS)
            return
        self.show()
        self.raise_()

    def _go(self) -> None:
        self._coming.stop()
        self._dialog.setUpdatesEnabled(True)
        give_back(self.window(), self._before)
        QTimer.singleShot(TURN_MS, self, self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window at any size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scrim token over everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("scrim"))
        painter.end()


def once_alone(window: QWidget, then: Callable[[], None]) -> bool:
    """Whether no dialog is open over the window; else ``then`` runs once the one in front is gone."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QDialog) or not _stands_over(dialog, window):
        return True
    dialog.finished.connect(then, Qt.ConnectionType.QueuedConnection)
    return False


def shut_all(window: QWidget) -> None:
    """Close every dialog over the window, as by Esc: what is typed in them is kept."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()


def _stands_over(part: QWidget | None, window: QWidget) -> bool:
    while part is not None and part is not window:
        part = part.parentWidget()
    return part is window


def float_over(dialog: QDialog, theme: Theme) -> None:
    """Dim the window behind ``dialog``, which is about to open."""
    window = dialog.parentWidget()
    if window is not None and window.isVisible():
        Scrim(window.window(), theme, dialog)


def let_through(popup: QWidget) -> None:
    """Let a frameless dialog or menu show what is behind its round corners; call it before it is shown."""
    if QGuiApplication.platformName() not in CORNERS_CUT:
        popup.setProperty("floats", True)
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def round_off(popup: QWidget, theme: Theme) -> None:
    """Cut the corners of a frameless window that nothing shines through; call it when its size changes."""
    if QGuiApplication.platformName() not in CORNERS_CUT:
        return
    path = QPainterPath()
    path.addRoundedRect(QRectF(popup.rect()), theme.px(RADIUS), theme.px(RADIUS))
    popup.setMask(QRegion(path.toFillPolygon().toPolygon()))
