"""Short messages at the lower right: six seconds, one action, three at most, paused under the pointer; over
them the long work that goes on, until it is over.

Every message is also kept in the status history, so nothing said is lost.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.context import ToastAction
from ui.kit import icons
from ui.kit.labels import ElidedLabel, IconLabel
from ui.kit.theme import Theme
from ui.kit.work_strip import WorkStrip

SECONDS = 6
MOST = 3
MARKS = {
    "ok": ("circle-check", "toast-ok"),
    "warn": ("triangle-alert", "toast-warn"),
    "bad": ("circle-alert", "toast-bad"),
    "info": ("info", "toast-action"),
    "mute": ("info", "toast-action"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the history."""

    at: datetime
    words: str
    tone: str


class Toast(QFrame):
    """One strip."""

    gone = Signal(object)

    def __init__(self, theme: Theme, words: str, tone: str, action: ToastAction | None, dismiss: str) -> None:
        super().__init__()
        self.setProperty("kind", "toast")
        self.setFixedHeight(theme.px(44))
        self.setAccessibleName(words)
        self.words, self._action = words, action
        self.undoes = action is not None and action.undoes
        mark, ink = MARKS.get(tone, MARKS["info"])
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(IconLabel(theme, mark, ink, 18))
        row.addWidget(ElidedLabel(theme, words, "body", "toast-text"), 1)
        if action is not None:
            row.addWidget(self._button(theme, action))
        row.addWidget(self._cross(theme, dismiss))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(lambda: self.gone.emit(self))
        self._timer.start()

    def _button(self, theme: Theme, action: ToastAction) -> QPushButton:
        button = QPushButton(action.text)
        button.setProperty("kind", "toast")
        button.setFont(theme.font("strong"))
        button.clicked.connect(self.act)
        return button

    def _cross(self, theme: Theme, words: str) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icons.icon("x", theme.colour("toast-text"), theme.px(14)))
        cross.setIconSize(QSize(theme.px(14), theme.px(14)))
        cross.setAccessibleName(words)
        cross.clicked.connect(lambda: self.gone.emit(self))
        return cross

    def act(self) -> None:
        """Do what the toast offers, and go."""
        if self._action is not None:
            self._action.run()
        self.gone.emit(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Six seconds again."""
        self._timer.start()
        super().leaveEvent(event)


class Toasts(QWidget):
    """The stack at the lower right of ``parent``, above the buttons at the foot of a page; lies over
    everything but takes no click outside its strips.
    """

    WIDTH, MARGIN, FOOT, GAP = 420, 24, 80, 8

    def __init__(self, parent: QWidget, theme: Theme, dismiss_words: str = "Dismiss") -> None:
        super().__init__(parent)
        self._parent, self._theme, self._dismiss = parent, theme, dismiss_words
        self.history: deque[Said] = deque(maxlen=200)
        self._shown: list[Toast] = []
        self.works: list[WorkStrip] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(self.GAP))
        self._column.addStretch()
        parent.installEventFilter(self)
        parent.window().installEventFilter(self)
        self.hide()

    def say(self, words: str, tone: str = "ok", action: ToastAction | None = None) -> Toast:
        """Show a message and keep it in the history."""
        self.history.append(Said(datetime.now().astimezone(), words, tone))
        if len(self._shown) >= MOST:
            self._drop(self._shown[0])
        toast = Toast(self._theme, words, tone, action, self._dismiss)
        toast.gone.connect(self._drop)
        self._shown.append(toast)
        self._column.addWidget(toast)
        self._place()
        return toast

    def show_work(self, strip: WorkStrip) -> None:
        """Show long work as soon as it lasts, until it is over."""
        self.works.append(strip)
        strip.setParent(self)
        strip.hide()
        strip.due.connect(self._begin_work)
        strip.gone.connect(self._end_work)

    def _begin_work(self, strip: WorkStrip) -> None:
        self._column.insertWidget(1, strip)
        strip.show()
        self._place()

    def _end_work(self, strip: WorkStrip) -> None:
        self.works.remove(strip)
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        self._place()

    def forget(self) -> None:
        """Somebody else sits down: what was said, and what it offered, is not for him."""
        for toast in tuple(self._shown):
            self._drop(toast)
        self.history.clear()

    def undo(self) -> bool:
        """Ctrl+Z while a message that can be undone is shown; whether there was one."""
        toast = self._undoable()
        if toast is not None:
            toast.act()
        return toast is not None

    def _undoable(self) -> Toast | None:
        return next((toast for toast in reversed(self._shown) if toast.undoes), None)

    def _drop(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        strips = [*self._shown, *(strip for strip in self.works if not strip.isHidden())]
        self.setVisible(bool(strips))
        parent, px = self._parent, self._theme.px
        tall = sum(strip.height() for strip in strips) + max(0, len(strips) - 1) * px(self.GAP)
        width = min(px(self.WIDTH), parent.width() - 2 * px(self.MARGIN))
        left = parent.width() - width - px(self.MARGIN)
        self.setGeometry(left, parent.height() - tall - px(self.FOOT), width, tall)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window changes its size; take Ctrl+Z before screens do."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._place()
        elif isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            return self._take_undo(event)
        return False

    def _take_undo(self, event: QKeyEvent) -> bool:
        if self._undoable() is None:
            return False
        event.accept()
        return event.type() != QEvent.Type.KeyPress or self.undo()
