"""What a list cell can hold, ready to paint: plain text, two lines, a tally of three, a status word.

Values only; painting is in ``row_painting.py``, loading in ``keyset.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

RowT = TypeVar("RowT")


class Kind(IntEnum):
    """How a column is painted."""

    TEXT = 0
    STRONG = 1
    """Text in medium weight: the number of a record."""
    NUMBER = 2
    """Right-aligned figures."""
    TWO_LINE = 3
    TALLY = 4
    STATUS = 5
    """Icon and word in the tone of the word, without a tint."""
    BADGE = 6
    """Icon and word on the tint of the tone."""
    CHECK = 7
    """A check box that takes the whole cell."""


@dataclass(frozen=True, slots=True)
class TwoLine:
    """A name and, in grey under it, what belongs to it."""

    top: str
    under: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Three figures; ``over`` marks those beyond their limit."""

    counts: tuple[str, ...]
    over: tuple[bool, ...] = (False, False, False)


@dataclass(frozen=True, slots=True)
class Status:
    """A status word as stored (it chooses icon and tone) and the text to show for it."""

    word: str
    text: str
    icon: str = ""
    tone: str = ""


CellValue = str | TwoLine | Tally | Status | bool


BESIDE = {Kind.STRONG: 0, Kind.NUMBER: 0, Kind.STATUS: 21, Kind.BADGE: 30}
"""Kinds of cells whose words are never cut, and the room of the icon beside them."""


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a list: ``show`` makes the ready cell from a row, once, when the row arrives.

    ``width`` is the usual one, in pixels at 100 %, ``most`` how wide it may become (0: as its kind may);
    exactly one column should ``stretch``. ``sort`` is the listing's order name. A ``spare`` column is there
    only where all others have their usual width. ``whole`` words are never cut; states, numbers and keys that
    may not grow never are. Of two lines the upper one counts.
    """

    id: str
    title: str
    show: Callable[[RowT], CellValue]
    kind: Kind = Kind.TEXT
    width: int = 120
    stretch: bool = False
    sort: str = ""
    most: int = 0
    spare: bool = False
    whole: bool = False

    @property
    def beside(self) -> int | None:
        """What stands beside the words that are never cut, in pixels at 100 %; None where they may be."""
        if self.most or self.stretch:
            return None
        return 0 if self.whole else BESIDE.get(self.kind)


def uncut(value: CellValue) -> str:
    """What of a cell may not be cut where its column says so."""
    return value.top if isinstance(value, TwoLine) else in_words(value)


def in_words(value: CellValue) -> str:
    """A cell for a screen reader and for copying."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, TwoLine):
        return ", ".join(part for part in (value.top, value.under) if part)
    return " / ".join(value.counts) if isinstance(value, Tally) else value.text
