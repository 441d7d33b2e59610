"""What stands in a list's or panel's place when there is nothing, something failed, or it is still on its
way.

The shape of rows at once, words after a second; an error says what failed, what is safe and what to do next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.kit.actions import Action, ActionButton
from ui.kit.job import Progress
from ui.kit.labels import IconLabel, label
from ui.kit.theme import Theme


class EmptyState(QWidget):
    """Icon 36, one sentence, one line of help, one or two buttons."""

    def __init__(
        self, theme: Theme, icon: str, sentence: str, help_line: str = "", actions: Sequence[Action] = ()
    ) -> None:
        super().__init__()
        middle = QVBoxLayout(self)
        middle.setSpacing(theme.px(8))
        middle.addStretch()
        middle.addWidget(IconLabel(theme, icon, "text-3", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role, ink in ((headline(sentence), "party", "text"), (help_line, "body", "text-2")):
            if text:
                line = label(theme, text, role, ink, wrap=True)
                line.setAlignment(Qt.AlignmentFlag.AlignCenter)
                middle.addWidget(line)
        row = QHBoxLayout()
        row.addStretch()
        for action in actions:
            row.addWidget(ActionButton(action, theme, show_key=False))
        row.addStretch()
        middle.addSpacing(theme.px(4))
        middle.addLayout(row)
        middle.addStretch()
        self.setAccessibleName(f"{sentence} {help_line}".strip())


class ErrorState(QWidget):
    """What failed, what is safe, what next; code and time; details to copy."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        words: str,
        actions: Sequence[Action] = (),
        *,
        code: str = "",
        details: str = "",
        copy_words: str = "Copy details",
    ) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.addStretch()
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addStretch()
        row.addWidget(IconLabel(theme, "circle-alert", "bad", 28), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(label(theme, headline(title), "party"))
        said = label(theme, words, "body", "text-2", wrap=True)
        said.setMinimumWidth(theme.px(320))
        column.addWidget(said)
        buttons = QHBoxLayout()
        for action in actions:
            buttons.addWidget(ActionButton(action, theme, show_key=False))
        if details:
            buttons.addWidget(copy_button(theme, lambda: details, copy_words))
        column.addLayout(buttons)
        column.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft)  # pushes nothing out of the middle
        column.addWidget(label(theme, code, "small", "text-3"))
        row.addLayout(column)
        row.addStretch()
        whole.addLayout(row)
        whole.addStretch()
        self.setAccessibleName(f"{title} {words}")


def headline(sentence: str) -> str:
    """A sentence as it stands over others: without its full stop."""
    return sentence.rstrip(".。")


def copy_button(theme: Theme, text: Callable[[], str], words: str) -> QPushButton:
    """A quiet button that puts on the clipboard what ``text`` says then."""
    return ActionButton(
        Action("copy", words, lambda: QGuiApplication.clipboard().setText(text()), "copy", kind="quiet"),
        theme,
    )


class Skeleton(QWidget):
    """Grey bars in the rhythm of the rows, at once; ``words`` come after a second."""

    WIDTHS = ((0.14, 0.36, 0.17), (0.2, 0.29, 0.13), (0.16, 0.4, 0.15), (0.12, 0.33, 0.18))

    def __init__(self, theme: Theme, words: str = "", row_height: int = 44) -> None:
        super().__init__()
        self._theme, self._row = theme, theme.px(row_height)
        self._words = label(theme, words, "small", "text-2")
        self._words.setProperty("kind", "over")
        self._words.hide()
        whole = QVBoxLayout(self)
        whole.addStretch()
        whole.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(1000)
        self._patience.timeout.connect(self._words.show)

    def showEvent(self, event: QShowEvent) -> None:
        """Start the patience of one second."""
        self._words.hide()
        self._patience.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """No words any more."""
        self._patience.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, width = theme.px(10), self.width() - theme.px(32)
        for place in range(self.height() // max(self._row, 1) + 1):
            top = place * self._row
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken" if not theme.dark else "hover"))
            first, second, third = self.WIDTHS[place % len(self.WIDTHS)]
            for left, share in ((0.0, first), (first + 0.04, second), (1 - third, third)):
                bar = QRectF(theme.px(16) + left * width, top + (self._row - tall) / 2, share * width, tall)
                painter.drawRoundedRect(bar, 3, 3)
            painter.fillRect(0, top + self._row - 1, self.width(), 1, theme.colour("border"))
        painter.end()


class StateStack(QStackedWidget):
    """A view and, in its place when needed, a skeleton, an empty state or an error.

    ``show_view``, ``show_loading``, ``show_empty(...)``, ``show_error(...)``. ``ground`` is what the view
    stands on, where that is not the page: a list's is white.
    """

    def __init__(
        self, theme: Theme, view: QWidget, loading_words: str = "", row_height: int = 44, *, ground: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("kind", ground)
        self._theme, self._view = theme, view
        self._skeleton = Skeleton(theme, loading_words, row_height)
        self._other: QWidget | None = None
        self.addWidget(view)
        self.addWidget(self._skeleton)

    def show_view(self) -> None:
        """The view itself."""
        self.setCurrentWidget(self._view)

    @property
    def loading(self) -> bool:
        """Whether it is still on its way."""
        return self.currentWidget() is self._skeleton

    def take_keys(self) -> None:
        """The keys act on the view, or on the first button of what stands in its place."""
        buttons = [] if self._other is None else self._other.findChildren(QPushButton)
        in_place = buttons and self.currentWidget() is self._other
        (buttons[0] if in_place else self._view).setFocus()

    def show_loading(self) -> None:
        """Bars, unless rows are already shown (then they stay until the new ones are here)."""
        self.setCurrentWidget(self._skeleton)

    def show_state(self, state: QWidget) -> None:
        """Any other widget in the view's place."""
        if self._other is not None:
            self.removeWidget(self._other)
            self._other.deleteLater()
        self._other = state
        self.addWidget(state)
        self.setCurrentWidget(state)

    def show_empty(
        self, icon: str, sentence: str, help_line: str = "", actions: Sequence[Action] = ()
    ) -> None:
        """Nothing to show, and what to do about it."""
        self.show_state(EmptyState(self._theme, icon, sentence, help_line, actions))


class JobRow(QWidget):
    """A job under way: what, how far, how long still, Cancel."""

    def __init__(self, theme: Theme, title: str, icon: str, cancel: Action) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setSpacing(theme.px(12))
        row.addWidget(IconLabel(theme, icon, "text-2", 18))
        column = QVBoxLayout()
        top = QHBoxLayout()
        self.title, self._words = label(theme, title), label(theme, "", "small", "text-3")
        top.addWidget(self.title)
        top.addStretch()
        top.addWidget(self._words)
        column.addLayout(top)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        row.addWidget(ActionButton(cancel, theme, size="small", show_key=False))

    def show_progress(self, progress: Progress, words: str) -> None:
        """``words`` are the ready sentence ("61 of 96 · 9 s left")."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self._words.setText(words)
