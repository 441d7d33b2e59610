"""Deadlines: hourglass or check, title, law chip, days left at the right, the date under it.

Days, dates and laws arrive in words; which deadline is near was decided by the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme
from ui.kit.writing import RIGHT


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline. ``tone``: "" far away, "warn" near, "bad" missed, "ok" kept; ``recalled``: law from
    memory.
    """

    title: str
    citation: str
    left: str
    day: str
    tone: str = ""
    key: str = ""
    note: str = ""


class DeadlineRows(PaintedRows):
    """64 px a row, hairlines between; ``side`` is the room left and right of the words."""

    ROW = 64

    def __init__(self, theme: Theme, deadlines: Sequence[Deadline] = (), *, side: int = 16) -> None:
        super().__init__(theme)
        self._side = side
        self.set_deadlines(deadlines)

    def set_deadlines(self, deadlines: Sequence[Deadline]) -> None:
        """Show other deadlines."""
        self.deadlines = tuple(deadlines)
        self.set_count(len(self.deadlines))

    def row_words(self, place: int) -> str:
        """Title, days left, date, law."""
        one = self.deadlines[place]
        return ", ".join(filter(None, (one.title, one.left, one.day, one.citation, one.note)))

    def _right_room(self, one: Deadline) -> int:
        strong, small = (
            self.theme.metrics("card-title", figures=True),
            self.theme.metrics("small", figures=True),
        )
        return max(strong.horizontalAdvance(one.left), small.horizontalAdvance(one.day)) + self.theme.px(10)

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One deadline."""
        px, one = self.theme.px, self.deadlines[place]
        mark = {"ok": "circle-check", "bad": "circle-x"}.get(one.tone, "hourglass")
        ink = one.tone or "text-3"
        middle, side = rect.center().y(), px(self._side)
        brush.icon(mark, ink, rect.left() + side, middle - px(8))
        room = self._right_room(one)
        right = QRect(rect.right() - side - room, middle - px(19), room, px(18))
        brush.write(
            right, one.left, "small-strong" if one.tone == "ok" else "card-title", one.tone or "text", RIGHT
        )
        brush.write(right.translated(0, px(19)), one.day, "small", "text-2", RIGHT)
        left = rect.left() + side + px(16 + 12)
        width = right.left() - left
        title_ink = "text-2" if one.tone == "ok" else "text"
        brush.write(QRect(left, middle - px(19), width, px(18)), one.title, "body", title_ink)
        brush.icon("scale", "info", left, middle + px(2), 12)
        law = QRect(left + px(16), middle, width - px(16), px(18))
        brush.write(law, one.citation, "micro-strong", "info")
        if place + 1 < self._count:
            brush.painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("border"))
