"""What a person draws on a photo: arrows, rings and boxes that say where to look.

A mark is kept beside the photo, which stays as it came; it is drawn over it on screen and on paper. Places
are shares of the upright picture's width and height, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg

MOST_MARKS = 20
SMALLEST = 0.01
"""Of the picture's width or height: anything smaller was a slip of the hand."""
PLACES = 4


class MarkKind(StrEnum):
    """What is drawn."""

    ARROW = "arrow"
    RING = "ring"
    BOX = "box"


MARK_NAMES = {MarkKind.ARROW: msg("Arrow"), MarkKind.RING: msg("Ring"), MarkKind.BOX: msg("Box")}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: an arrow from its first point to its second, or what stands between two corners."""

    kind: MarkKind
    x1: float
    y1: float
    x2: float
    y2: float

    def __str__(self) -> str:
        places = " ".join(f"{share:.{PLACES}f}" for share in (self.x1, self.y1, self.x2, self.y2))
        return f"{self.kind} {places}"


class DescribedPhoto(Protocol):
    """A photo that hangs on a record, as the services list it."""

    @property
    def link_id(self) -> str:
        """Where it hangs."""
        ...

    @property
    def attachment_id(self) -> str:
        """By which key its file is read."""
        ...

    @property
    def caption(self) -> str:
        """What it shows, in English."""
        ...

    @property
    def caption_zh(self) -> str:
        """What it shows, in Chinese."""
        ...

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn on it."""
        ...


def read_mark(text: str) -> Mark:
    """The mark of "ring 0.1000 0.2000 0.4000 0.5000"; ValueError for anything else."""
    kind, *places = text.split(" ")
    x1, y1, x2, y2 = (float(share) for share in places)
    return Mark(MarkKind(kind), x1, y1, x2, y2)


def read_marks(texts: Iterable[str]) -> tuple[Mark, ...]:
    """The marks kept with a photo."""
    return tuple(read_mark(text) for text in texts)


def as_kept(marks: Sequence[Mark]) -> list[str]:
    """The marks as they are kept.

    Raises RuleBroken for more than twenty, for one outside the picture, and for one too small to be seen.
    """
    if len(marks) > MOST_MARKS:
        raise RuleBroken(msg("A photo takes {n} marks at most.", n=MOST_MARKS))
    if not all(is_seen(mark) for mark in marks):
        raise RuleBroken(msg("A mark lies outside the photo, or is too small to be seen."))
    return [str(mark) for mark in marks]


def is_seen(mark: Mark) -> bool:
    """Whether it lies on the picture and is large enough for an eye."""
    inside = all(0.0 <= share <= 1.0 for share in (mark.x1, mark.y1, mark.x2, mark.y2))
    wide, tall = abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1)
    large = max(wide, tall) if mark.kind is MarkKind.ARROW else min(wide, tall)
    return inside and large >= SMALLEST
