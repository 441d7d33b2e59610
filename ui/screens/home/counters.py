"""The strip of counters: a large figure, what it counts, how near the nearest is. Each opens the list it
counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ui.kit.labels import clear, hairline
from ui.kit.painted.canvas import Painted
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter in words."""

    id: str
    figure: str
    small: str
    title: str
    under: str
    icon: str
    ink: str


TITLE, UNDER = 20, 18
"""How high a line of a name is, and of what stands under it."""
WRAPPED = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value) | int(
    Qt.TextFlag.TextWordWrap.value
)


class CounterCell(Painted):
    """A counter that is a button: Enter, Space or a click opens its list."""

    opened = Signal(str)
    walked = Signal(int)

    def __init__(self, theme: Theme, counter: Counter) -> None:
        super().__init__(theme)
        self._under_pointer = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_counter(counter)

    def show_counter(self, counter: Counter) -> None:
        """Show another figure."""
        self.counter = counter
        said = f"{counter.figure} {counter.small}".strip()
        self.say(", ".join(filter(None, (f"{counter.title}: {said}", counter.under))))

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(self.theme.px(200), self.theme.px(94))

    def minimumSizeHint(self) -> QSize:
        """Names go on in a second line before the strip scrolls."""
        return QSize(self.theme.px(140), self.theme.px(94))

    def tall(self, width: int) -> int:
        """How high it is where it is so wide: as many lines as the words take."""
        title, under = (self._tall(text, role, width) for text, role in self._words(width))
        return self.theme.px(94) + title + under - self.theme.px(TITLE + UNDER)

    def _beside(self, width: int) -> str:
        """What stands small beside the figure, where there is room for all of it."""
        px, one, metrics = self.theme.px, self.counter, self.theme.metrics
        used = metrics("key-number").horizontalAdvance(one.figure) + px(6)
        room = width - px(32 + 24) - used
        return one.small if metrics("body").horizontalAdvance(one.small) <= room else ""

    def _words(self, width: int) -> tuple[tuple[str, str], tuple[str, str]]:
        """The name, and what stands under it: what has no room beside the figure first."""
        one = self.counter
        small = "" if self._beside(width) else one.small
        return (one.title, "strong"), ("\n".join(filter(None, (small, one.under))), "body")

    def _tall(self, text: str, role: str, width: int) -> int:
        metrics, px = self.theme.metrics(role), self.theme.px
        line = px(TITLE if role == "strong" else UNDER)
        found = metrics.boundingRect(QRect(0, 0, width - px(32), 1000), WRAPPED, text)
        return line * max(1, round(found.height() / metrics.lineSpacing()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure, name, nearness; the icon at the right."""
        painter, px, one = QPainter(self), self.theme.px, self.counter
        brush = self.brush(painter)
        if self._under_pointer:
            brush.box(QRectF(self.rect()).adjusted(2, 2, -2, -2), "hover", "", px(6))
        left, room = px(16), self.width() - px(32)
        figure = QRect(left, px(12), room - px(24), px(30))
        used = brush.write(figure, one.figure, "key-number")
        after = figure.adjusted(used + px(6), px(6), 0, 0)
        brush.write(after, self._beside(self.width()), "body", "text-3")
        brush.icon(one.icon, one.ink, self.width() - px(16 + 18), px(18), 18)
        top = px(44)
        for (text, role), ink in zip(self._words(self.width()), ("text", "text-3"), strict=True):
            tall = self._tall(text, role, self.width())
            painter.setFont(self.theme.font(role))
            painter.setPen(self.theme.colour(ink))
            painter.drawText(QRect(left, top, room, tall), WRAPPED, text)
            top += tall
        if self.hasFocus():
            brush.box(QRectF(self.rect()).adjusted(2, 2, -2, -2), "", "accent", px(6), width=2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; left and right walk the strip."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.counter.id)
        elif key in steps:
            self.walked.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.counter.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint under the pointer."""
        self._under_pointer = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No tint any more."""
        self._under_pointer = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring any more."""
        super().focusOutEvent(event)
        self.update()


class CounterStrip(QFrame):
    """Counters side by side; ``opened`` carries the id of one."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self._theme = theme
        self.cells: list[CounterCell] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)

    def show_counters(self, counters: Sequence[Counter]) -> None:
        """Show other counters; where they count the same things only the figures change."""
        if [cell.counter.id for cell in self.cells] == [counter.id for counter in counters]:
            for cell, counter in zip(self.cells, counters, strict=True):
                cell.show_counter(counter)
            self._fit()
            return
        clear(self._row)
        self.cells = []
        for place, counter in enumerate(counters):
            if place:
                self._row.addWidget(hairline(upright=True))
            cell = CounterCell(self._theme, counter)
            cell.opened.connect(self.opened)
            cell.walked.connect(lambda step, place=place: self._walk(place + step))
            self._row.addWidget(cell, 1)
            self.cells.append(cell)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the highest of them: set here, since a page that asks its height by its width asks for
        all that its cards would like.
        """
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() // max(1, len(self.cells)) - 1
        tall = max((cell.tall(wide) for cell in self.cells), default=self._theme.px(94))
        self.setFixedHeight(tall + 2)

    def _walk(self, place: int) -> None:
        if 0 <= place < len(self.cells):
            self.cells[place].setFocus()
