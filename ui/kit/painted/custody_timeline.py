"""Custody leg by leg: line, mode icon, dates, and three icon rows: who answers, who holds, who owns.

A customs entry is a dashed box between legs, because the declarant answers for the papers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg, or a customs entry. ``alert`` is added in red to who answers ("HD-33: nobody")."""

    title: str
    dates: str
    icon: str = "truck"
    done: bool = False
    answers: str = ""
    holds: str = ""
    owns: str = ""
    alert: str = ""
    key: str = ""
    customs: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustodyWords:
    """The legend: answers, holds, owns."""

    answers: str
    holds: str
    owns: str


class CustodyTimeline(Painted):
    """One column per leg; put it into a horizontal QScrollArea. Left and Right move, Enter opens."""

    LEG, CUSTOMS, TALL = 192, 140, 156
    opened = Signal(str)
    """Key of the leg."""

    def __init__(self, theme: Theme, legs: Sequence[Leg] = (), words: CustodyWords | None = None) -> None:
        super().__init__(theme)
        self._words = words or CustodyWords("answers", "holds", "owns")
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_legs(legs)

    def set_legs(self, legs: Sequence[Leg]) -> None:
        """Show other legs."""
        self.legs = tuple(legs)
        self._cursor = 0
        self.say("; ".join(self._leg_words(leg) for leg in self.legs))

    def _leg_words(self, leg: Leg) -> str:
        if leg.customs:
            return ", ".join((leg.title, leg.dates, *leg.lines))
        words = self._words
        answers = f"{words.answers}: {leg.answers} {leg.alert}".rstrip()
        return f"{leg.title}, {leg.dates}, {answers}, {words.holds}: {leg.holds}, {words.owns}: {leg.owns}"

    def sizeHint(self) -> QSize:
        """All columns."""
        return QSize(sum(self._natural(leg) for leg in self.legs), self.theme.px(self.TALL))

    def minimumSizeHint(self) -> QSize:
        """The scroll area gives room."""
        return self.sizeHint()

    def _natural(self, leg: Leg) -> int:
        return self.theme.px(self.CUSTOMS if leg.customs else self.LEG)

    def _columns(self) -> list[tuple[int, int]]:
        spare = max(0, self.width() - sum(self._natural(leg) for leg in self.legs))
        share = spare // max(1, sum(not leg.customs for leg in self.legs))
        columns, x = [], 0
        for leg in self.legs:
            width = self._natural(leg) + (0 if leg.customs else share)
            columns.append((x, width))
            x += width
        return columns

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every column and the legend."""
        painter = QPainter(self)
        brush = self.brush(painter)
        for place, (x, width) in enumerate(self._columns()):
            leg = self.legs[place]
            self._draw_line(brush, leg, x, width)
            (self._draw_customs if leg.customs else self._draw_leg)(brush, leg, x, width)
            if self.hasFocus() and place == self._cursor:
                brush.box(QRectF(x + 1, 1, width - 10, self.theme.px(134)), "", "accent", 4, width=2)
        self._draw_legend(brush)
        painter.end()

    def _draw_line(self, brush: Brush, leg: Leg, x: int, width: int) -> None:
        px = self.theme.px
        name, ink = ("circle-check", "ok") if leg.done else (leg.icon, "text-2")
        brush.icon(name, ink, x + px(4), px(4))
        ends = QPointF(x + px(28), px(12)), QPointF(x + width - px(10), px(12))
        line = "ok" if leg.done else "control" if leg.customs else "border-strong"
        brush.line(*ends, line, 2 if leg.done else 1, dashed=leg.customs)

    def _draw_leg(self, brush: Brush, leg: Leg, x: int, width: int) -> None:
        px = self.theme.px
        left, room = x + px(4), width - px(16)
        brush.write(QRect(left, px(28), room, px(18)), leg.title, "strong")
        brush.write(QRect(left, px(46), room, px(16)), leg.dates, "small", "text-2")
        rows = (
            ("user-round-check", "accent", leg.answers, "card-title", "text"),
            ("package", "text-2", leg.holds, "body", "text-2"),
            ("key-round", "text-2", leg.owns, "body", "text-2"),
        )
        for place, (name, ink, text, role, text_ink) in enumerate(rows):
            top = px(66 + 20 * place)
            brush.icon(name, ink, left, top + px(3), 14)
            at = QRect(left + px(22), top, room - px(22), px(20))
            used = brush.write(at, text or "—", role, text_ink)
            if leg.alert and place == 0:
                brush.write(at.adjusted(used + px(4), 0, 0, 0), f"· {leg.alert}", "body", "bad")

    def _draw_customs(self, brush: Brush, leg: Leg, x: int, width: int) -> None:
        px = self.theme.px
        box = QRectF(x + 0.5, px(26), width - px(14), px(104))
        brush.box(box, "", "control", px(6), dashed=True)
        left, room = x + px(9), width - px(28)
        brush.write(QRect(left, px(31), room, px(18)), leg.title, "small-strong", "text-2")
        brush.write(QRect(left, px(47), room, px(16)), leg.dates, "small", "text-2")
        for place, line in enumerate(leg.lines[:3]):
            brush.write(QRect(left, px(70 + 17 * place), room, px(16)), line, "small", "text-2")

    def _draw_legend(self, brush: Brush) -> None:
        px, x = self.theme.px, self.theme.px(4)
        inks = (("user-round-check", "accent", self._words.answers), ("package", "text-3", self._words.holds))
        for name, ink, text in (*inks, ("key-round", "text-3", self._words.owns)):
            brush.icon(name, ink, x, px(138), 12)
            used = brush.write(QRect(x + px(16), px(136), px(120), px(16)), text, "micro", ink)
            x += px(16) + used + px(16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Enter."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self.legs:
            self._cursor = max(0, min(len(self.legs) - 1, self._cursor + step))
            self.setAccessibleDescription(self._leg_words(self.legs[self._cursor]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.legs:
            self.opened.emit(self.legs[self._cursor].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the leg."""
        for place, (x, width) in enumerate(self._columns()):
            if x <= event.position().x() < x + width:
                self._cursor = place
                self.update()
                self.opened.emit(self.legs[place].key)
