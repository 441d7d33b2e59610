"""The steps a record goes through: circle icon and word, a line between; done, now, blocked, later, may be
skipped.

Which steps exist and where a record stands comes from the state table of its area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from qualitydesk.domain.steps import StepMark
from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme


class StepState(Enum):
    """Where a step stands: (icon, ink of the icon, type role, ink of the word)."""

    DONE = ("circle-check", "ok", "body", "text-2")
    NOW = ("circle-dot", "accent", "card-title", "text")
    BLOCKED = ("circle-x", "bad", "card-title", "text")
    LATER = ("circle", "control", "body", "text-3")
    SKIPPABLE = ("circle-dashed", "control", "body", "text-3")


MARKS = {
    StepMark.DONE: StepState.DONE,
    StepMark.NOW: StepState.NOW,
    StepMark.BLOCKED: StepState.BLOCKED,
    StepMark.LATER: StepState.LATER,
    StepMark.SKIP: StepState.SKIPPABLE,
}
"""How each mark of a record's way is drawn."""

CURRENT = (StepState.NOW, StepState.BLOCKED)
"""Steps that keep their word when there is not room for all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``word`` is translated."""

    word: str
    state: StepState


class Stepper(Painted):
    """32 px high. ``words`` is the plain twin: "step 3 of 7, Gate, blocked"."""

    def __init__(self, theme: Theme, steps: Sequence[Step] = (), words: str = "") -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps, words)

    def set_steps(self, steps: Sequence[Step], words: str) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        self.say(words)

    def sizeHint(self) -> QSize:
        """All words and short lines between."""
        return QSize(sum(self._width(step) + self.theme.px(32) for step in self._steps), self.theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """Words are cut before the window is."""
        return QSize(len(self._steps) * self.theme.px(40), self.theme.px(32))

    def _width(self, step: Step) -> int:
        return self.theme.px(16 + 7) + self.theme.metrics(step.state.value[2]).horizontalAdvance(step.word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icons, words, lines."""
        painter = QPainter(self)
        brush, px = self.brush(painter), self.theme.px
        widths = [self._width(step) for step in self._steps]
        if sum(widths) + px(12) * len(widths) > self.width():
            widths = [self._width(step) if step.state in CURRENT else px(16) for step in self._steps]
        gap = (self.width() - sum(widths)) / max(1, len(widths) - 1)
        x = 0.0
        for place, step in enumerate(self._steps):
            self._draw_step(brush, step, round(x), min(widths[place], self.width()))
            x += widths[place]
            if place + 1 < len(self._steps) and gap > px(16):
                self._draw_line(brush, step, self._steps[place + 1], x + px(8), x + gap - px(8))
            x += gap
        painter.end()

    def _draw_step(self, brush: Brush, step: Step, x: int, width: int) -> None:
        px, (name, ink, role, word_ink) = self.theme.px, step.state.value
        brush.icon(name, ink, x, (self.height() - px(16)) / 2)
        at = QRect(x + px(16 + 7), 0, width - px(16 + 7) + 1, self.height())
        if width > px(16 + 7):
            brush.write(at, step.word, role, word_ink)

    def _draw_line(self, brush: Brush, step: Step, following: Step, left: float, right: float) -> None:
        passed = step.state == StepState.DONE and following.state != StepState.LATER
        dashed = StepState.SKIPPABLE in (step.state, following.state)
        y = self.height() / 2
        ink = "mute-solid" if passed else "border-strong"
        brush.line(QPointF(left, y), QPointF(right, y), ink, 1, dashed=dashed)
