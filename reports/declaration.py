"""What a report is: id, title, the blocks a person may leave out, how its facts are gathered, how it is
drawn.

Each module in ``reports.catalogue`` declares one. Putting content, page and seal together is ``press``'s
work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.photo_marks import Mark
from qualitydesk.domain.values import Bilingual, Message, Tone
from reports.catalogue import REPORTS
from reports.kit.imprint import House, Imprint
from reports.kit.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from qualitydesk.services.desk import Desk

ContentT = TypeVar("ContentT")


@dataclass(frozen=True, slots=True)
class BlockChoice:
    """A part of the paper: always there, or chosen by whoever issues it."""

    id: str
    title: Message
    always: bool = False
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a paper is about, and who signs for it where the program itself issues."""

    id: str
    number: str
    revision: int
    signer_id: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """One thing that speaks for or against issuing now; BAD forbids it."""

    tone: Tone
    words: Message


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """A photo that may go on paper: where it hangs, by which key its file is read, what it shows, what is
    drawn on it.
    """

    id: str
    key: str
    caption: Bilingual
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered(Generic[ContentT]):
    """The frozen facts of one paper, what they are about, how much each block shows, what speaks for
    issuing; all photos there are to choose from, and who may want a copy."""

    subject: Subject
    content: ContentT
    counts: Mapping[str, str]
    readiness: tuple[Readiness, ...] = ()
    photos: tuple[PhotoChoice, ...] = ()
    readers: tuple[Bilingual, ...] = ()


class Asks(StrEnum):
    """What a report wants to be told: which record it is about, or a period and a market."""

    RECORD = "record"
    PERIOD = "period"


NO_WORDS = Message("")


@dataclass(frozen=True)
class Report(Generic[ContentT]):
    """One kind of paper. ``gather`` takes the number of the record; ``without`` leaves blocks out.

    ``about`` says in a line what it is for, ``wanted`` what its record is called; ``with_photos`` puts the
    chosen photos in place of the first ones.
    """

    id: str
    title: Message
    prefix: str
    blocks: tuple[BlockChoice, ...]
    gather: Callable[[Desk, str], Gathered[ContentT]]
    without: Callable[[ContentT, AbstractSet[str]], ContentT]
    render: Callable[[ContentT, Imprint, House, Words], Canvas]
    about: Message = NO_WORDS
    wanted: Message = NO_WORDS
    asks: Asks = Asks.RECORD
    with_photos: Callable[[Desk, ContentT, Sequence[PhotoChoice]], ContentT] | None = None

    @property
    def usually_left_out(self) -> frozenset[str]:
        """The blocks that nobody gets who does not ask for them."""
        return frozenset(block.id for block in self.blocks if not (block.chosen or block.always))


def report(document: str) -> Report[Any]:
    """The report called ``document``; NotFound when there is none."""
    module = REPORTS.get(document)
    if module is None:
        raise NotFound("document", document)
    declared = import_module(module).REPORT
    assert isinstance(declared, Report)
    return declared
