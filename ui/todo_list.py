"""The list under the bell: what waits, the urgent first; each line opens its record.

It shows what was read; what waits and for whom is decided by the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.todos import TodoKind
from qualitydesk.domain.values import Tone
from ui.context import Context
from ui.kit.actions import Action, ActionButton
from ui.kit.labels import hairline, label
from ui.kit.overlay import let_through, round_off
from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.states import EmptyState
from ui.kit.theme import Theme
from ui.kit.writing import RIGHT

if TYPE_CHECKING:
    from qualitydesk.domain.todos import Todo
    from qualitydesk.translation import Translator

WIDTH, MOST_ROWS = 480, 8
ICONS = {
    TodoKind.CERTIFICATE: "badge-check",
    TodoKind.CLAIM: "messages-square",
    TodoKind.HANDED: "user-round-check",
    TodoKind.APPROVAL: "signature",
    TodoKind.REFUND: "hand-coins",
    TodoKind.PHOTO: "camera",
    TodoKind.SHIPMENT: "ship",
}
INKS = {Tone.BAD: "bad", Tone.WARN: "warn"}


def time_left(tr: Translator, days: int | None) -> str:
    """ "4 d", "today", "2 d late"; "" for what has no day."""
    if days is None:
        return ""
    if days < 0:
        return tr("{days} late", days=tr.days_left(-days))
    return tr("today") if days == 0 else tr.days_left(days)


class TodoRows(PaintedRows):
    """Icon, what is to do, about what; the days left at the right."""

    ROW = 52

    def __init__(self, theme: Theme, tr: Translator, todos: Sequence[Todo]) -> None:
        super().__init__(theme)
        self._say, self.todos = tr, tuple(todos)
        self.set_count(len(self.todos))

    def row_words(self, place: int) -> str:
        """Title, detail, time left."""
        tr, todo = self._say, self.todos[place]
        return ", ".join(filter(None, (tr(todo.title), tr(todo.detail), time_left(tr, todo.days))))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One line."""
        px, tr, todo = self.theme.px, self._say, self.todos[place]
        ink, middle = INKS.get(todo.tone, "text-2"), rect.center().y()
        brush.icon(ICONS[todo.kind], ink, px(16), middle - px(8))
        left = time_left(tr, todo.days)
        room = self.theme.metrics("card-title", figures=True).horizontalAdvance(left) + px(8) if left else 0
        brush.write(rect.adjusted(0, 0, -px(16), 0), left, "card-title", ink, RIGHT)
        at = QRect(px(44), middle - px(19), rect.width() - px(44 + 16) - room, px(19))
        brush.write(at, tr(todo.title), "strong")
        brush.write(at.translated(0, px(19)), tr(todo.detail), "small", "text-2")
        if place + 1 < self._count:
            brush.painter.fillRect(px(44), rect.bottom(), rect.width(), 1, self.theme.colour("border"))

    def sizeHint(self) -> QSize:
        """All lines, as wide as the list."""
        return QSize(self.theme.px(WIDTH), super().sizeHint().height())


class TodoList(QWidget):
    """Opens above a point; Esc, a click beside it or an opened line close it."""

    def __init__(
        self, parent: QWidget, context: Context, todos: Sequence[Todo], choose: Callable[[], None]
    ) -> None:
        plain = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, Qt.WindowType.Popup | plain)
        let_through(self)
        self._context, theme, tr = context, context.theme, context.tr
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("What waits for you"))
        self.rows = TodoRows(theme, tr, todos)
        self.rows.opened.connect(self._open)
        frame, outer = QFrame(), QVBoxLayout(self)
        frame.setProperty("kind", "popup")
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(1, 1, 1, theme.px(6))  # the last line ends above the round corners
        whole.setSpacing(0)
        whole.addLayout(self._head(choose))
        whole.addWidget(hairline())
        whole.addWidget(self._list() if todos else self._nothing())
        self.setFixedWidth(theme.px(WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        round_off(self, self._context.theme)

    def _head(self, choose: Callable[[], None]) -> QHBoxLayout:
        theme, tr, row = self._context.theme, self._context.tr, QHBoxLayout()
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(label(theme, tr("What waits for you"), "card-title"))
        count = len(self.rows.todos)
        row.addWidget(label(theme, tr.number(count) if count else "", "body", "text-3"))
        row.addStretch()

        def go() -> None:
            self.close()
            choose()

        action = Action("choose", tr("Choose what is shown"), go, "settings", kind="quiet")
        row.addWidget(ActionButton(action, theme, size="small"))
        return row

    def _list(self) -> QScrollArea:
        area, shown = QScrollArea(), min(len(self.rows.todos), MOST_ROWS)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(shown * self._context.theme.px(TodoRows.ROW))
        area.setWidget(self.rows)
        self.rows.moved.connect(lambda rect: area.ensureVisible(0, rect.center().y(), 0, rect.height()))
        return area

    def _nothing(self) -> EmptyState:
        tr = self._context.tr
        empty = EmptyState(self._context.theme, "check", tr("Nothing waits for you."))
        empty.setMinimumHeight(self._context.theme.px(140))
        return empty

    def _open(self, place: int) -> None:
        todo = self.rows.todos[place]
        self.close()
        self._context.navigate(todo.opens, todo.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_above(self, at: QPoint) -> None:
        """Show it with its lower left corner at a point of the screen."""
        self.adjustSize()
        self.move(at - QPoint(0, self.height()))
        self.show()
        self.rows.setFocus(Qt.FocusReason.PopupFocusReason)
