"""What stands inside a field at its right: a unit, or an icon as large as all others.

Qt's own icons in a line of text stay 16 px at every size of everything.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.kit.labels import IconLabel
from ui.kit.theme import Theme


class FieldMark(IconLabel):
    """An icon inside a field; a click on it calls ``run``, if there is one."""

    def __init__(self, theme: Theme, icon: str, run: Callable[[], None] | None) -> None:
        super().__init__(theme, icon, "text-3")
        self._run = run
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, run is None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what the icon is for."""
        if self._run is not None and event.button() == Qt.MouseButton.LeftButton:
            self._run()


def add_mark(theme: Theme, line: QLineEdit, icon: str, run: Callable[[], None] | None = None) -> FieldMark:
    """Put an icon inside a field."""
    mark = FieldMark(theme, icon, run)
    put_inside(theme, line, mark, mark.width())
    return mark


def put_inside(theme: Theme, line: QLineEdit, mark: QWidget, wide: int) -> None:
    """Put something that wide inside a field, after what is there already; what is typed ends before it."""
    inside, gap = line.layout(), theme.px(8)
    if not isinstance(inside, QHBoxLayout):
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, theme.px(10), 0)
        inside.setSpacing(gap)
        inside.addStretch()
    inside.addWidget(mark)
    line.setTextMargins(0, 0, line.textMargins().right() + wide + gap, 0)
