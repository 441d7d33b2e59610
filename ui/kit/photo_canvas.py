"""Marks drawn on a photo, by hand and by keys: placed, moved, sized, taken off, with undo.

What the marks mean and where they are kept is the dialog's (``photo_view``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter

from qualitydesk.domain.photo_marks import MOST_MARKS, Mark, MarkKind, is_seen
from ui.kit.painted.photo_marks import draw_marks, end_at, mark_at
from ui.kit.photo_ground import STEP, Key, PhotoGround

if TYPE_CHECKING:
    from ui.kit.theme import Theme

NUDGE = 0.01
"""Of the picture: so far a key moves a mark."""
FIRST = (0.35, 0.35, 0.65, 0.65)
"""Where a mark stands that was called up by its key; the next ones a little aside."""
LETTERS = {Key.Key_A: MarkKind.ARROW, Key.Key_R: MarkKind.RING, Key.Key_B: MarkKind.BOX}
WAYS = {
    Key.Key_Left: (-NUDGE, 0.0),
    Key.Key_Right: (NUDGE, 0.0),
    Key.Key_Up: (0.0, -NUDGE),
    Key.Key_Down: (0.0, NUDGE),
}


@dataclass(slots=True)
class Grip:
    """What a hand holds: a mark whole (``end`` -1) or by one of its points; none (``place`` -1) is the
    picture.
    """

    place: int
    end: int
    at: QPointF


class PhotoCanvas(PhotoGround):
    """``marks`` are what is drawn now. ``marked`` tells that the person changed them, ``full`` that one more
    was asked for than a photo takes.
    """

    marked, full = Signal(), Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.marks, self.chosen = tuple[Mark, ...](), -1
        self.tool: MarkKind | None = None
        self.may_mark = False
        self._grip: Grip | None = None
        self._done: list[tuple[Mark, ...]] = []
        self._undone: list[tuple[Mark, ...]] = []

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show the marks of another photo; nothing can be undone yet."""
        self.marks, self.chosen, self._grip = marks, -1, None
        self._done.clear()
        self._undone.clear()
        self.update()

    def draw_over(self, painter: QPainter, ground: QRectF) -> None:
        """The marks."""
        draw_marks(painter, self.theme, self.marks, ground, self.chosen)

    # -- marks

    def choose_tool(self, tool: MarkKind | None) -> None:
        """What the next stroke draws; None takes hold of what is there."""
        self.tool = tool
        self.setCursor(Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.ArrowCursor)

    def place(self, kind: MarkKind) -> None:
        """Put a mark in the middle of the picture, to be moved by keys."""
        if self._has_room():
            aside = NUDGE * 3 * (len(self.marks) % 5)
            fresh = Mark(kind, *(share + aside for share in FIRST))
            self._change((*self.marks, fresh), len(self.marks))

    def _has_room(self) -> bool:
        """Whether one more may be drawn; says so where the photo has all it takes."""
        room = len(self.marks) < MOST_MARKS
        if self.may_mark and not room:
            self.full.emit()
        return self.may_mark and room

    def take_off(self) -> None:
        """Take the chosen mark off."""
        if self.may_mark and self.chosen >= 0:
            self._change((*self.marks[: self.chosen], *self.marks[self.chosen + 1 :]), -1)

    def undo(self) -> None:
        """Take back the last change of the marks."""
        self._step(self._done, self._undone)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self._undone, self._done)

    def _step(self, source: list[tuple[Mark, ...]], target: list[tuple[Mark, ...]]) -> None:
        if self.may_mark and source:
            target.append(self.marks)
            self.marks, self.chosen = source.pop(), -1
            self._tell()

    def _change(self, marks: tuple[Mark, ...], chosen: int) -> None:
        self._done.append(self.marks)
        self._undone.clear()
        self.marks, self.chosen = marks, chosen
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.marked.emit()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Place, walk, move, size and take off marks, undo; zoom. What is left is the dialog's."""
        if self._grip is not None:
            return  # what a hand holds must not go away under it
        if not (self.may_mark and self._mark_by_key(Key(event.key()), event)):
            super().keyPressEvent(event)

    def _mark_by_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Whether it was a key of the marks."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif key in LETTERS and not event.modifiers():
            self.place(LETTERS[key])
        elif key == Key.Key_M and self.marks:
            self._choose((self.chosen + 1) % len(self.marks))
        elif self.chosen < 0:
            return False
        elif key in WAYS:
            self._nudge(*WAYS[key], size=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.take_off()
        elif key == Key.Key_Escape:
            self._choose(-1)
        else:
            return False
        return True

    def _choose(self, place: int) -> None:
        self.chosen = place
        self.update()

    def _nudge(self, right: float, down: float, *, size: bool) -> None:
        """Move the chosen mark, or only the point where it ends."""
        mark = self.marks[self.chosen]
        moved = _moved(mark, 1 if size else -1, right, down)
        if moved != mark:
            self._change(_with(self.marks, self.chosen, moved), self.chosen)

    # -- hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw, take hold of a mark, or of the picture."""
        point, ground = event.position(), self.ground()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.tool is not None and self._has_room():
            x, y = _share(point, ground)
            self._done.append(self.marks)
            self.marks, self.chosen = (*self.marks, Mark(self.tool, x, y, x, y)), len(self.marks)
            self._grip = Grip(self.chosen, 1, point)
            return
        self.chosen = mark_at(self.marks, ground, point) if self.may_mark else -1
        end = end_at(self.marks[self.chosen], ground, point) if self.chosen >= 0 else -1
        if self.chosen >= 0:
            self._done.append(self.marks)
        self._grip = Grip(self.chosen, end, point)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is held follows."""
        grip, ground = self._grip, self.ground()
        if grip is None:
            return
        by, grip.at = event.position() - grip.at, event.position()
        right, down = by.x() / ground.width(), by.y() / ground.height()
        if grip.place >= 0:
            moved = _moved(self.marks[grip.place], grip.end, right, down)
            self.marks = _with(self.marks, grip.place, moved)
        else:
            self.shift(right, down)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a stroke too short to be seen was a slip."""
        grip, self._grip = self._grip, None
        if grip is None or grip.place < 0:
            return
        before = self._done[-1]
        if not is_seen(self.marks[grip.place]) or self.marks == before:
            self.marks, self.chosen = self._done.pop(), min(self.chosen, len(before) - 1)
            self.update()
        else:
            self._undone.clear()
            self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer, or whole again."""
        if self.tool is None:
            self.zoom_to(1.0 if self.zoom > 1.0 else STEP**4, event.position())


def _share(point: QPointF, ground: QRectF) -> tuple[float, float]:
    return (
        _inside((point.x() - ground.x()) / ground.width()),
        _inside((point.y() - ground.y()) / ground.height()),
    )


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _moved(mark: Mark, end: int, right: float, down: float) -> Mark:
    """The mark moved whole (``end`` -1), or one of its points; never beyond the picture's edge."""
    if end == 0:
        return replace(mark, x1=_inside(mark.x1 + right), y1=_inside(mark.y1 + down))
    if end == 1:
        return replace(mark, x2=_inside(mark.x2 + right), y2=_inside(mark.y2 + down))
    right = min(max(right, -min(mark.x1, mark.x2)), 1.0 - max(mark.x1, mark.x2))
    down = min(max(down, -min(mark.y1, mark.y2)), 1.0 - max(mark.y1, mark.y2))
    return Mark(mark.kind, mark.x1 + right, mark.y1 + down, mark.x2 + right, mark.y2 + down)


def _with(marks: tuple[Mark, ...], place: int, mark: Mark) -> tuple[Mark, ...]:
    return (*marks[:place], mark, *marks[place + 1 :])
