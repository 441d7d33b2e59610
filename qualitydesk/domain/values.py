"""Values shared by every area of the domain: translatable messages, findings, bilingual names, listing
queries.

Only frozen values belong here; anything that decides belongs to its own area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be translated later: English text with ``{name}`` places, and what fills them.

    A value that is itself a ``Message`` is translated before it is filled in; a tuple is said one sentence
    after the other.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**{name: _in_english(value) for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Cited:
    """A legal citation that fills a place of a message: it is said as its reader cites laws."""

    citation: str

    def __str__(self) -> str:
        return self.citation


def _in_english(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def msg(text: str, /, **values: object) -> Message:
    """Mark ``text`` for translation and keep what fills it."""
    return Message(text, values)


def listed(parts: Iterable[Message | Bilingual | str]) -> Message:
    """Messages as one list, translated piece by piece."""
    found = [part if isinstance(part, Message) else msg("{text}", text=part) for part in parts]
    if not found:
        return msg("nothing")
    joined = found[-1]
    for part in reversed(found[:-1]):
        joined = msg("{first}, {rest}", first=part, rest=joined)
    return joined


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A name or a sentence recorded in English and in Chinese; either may be empty."""

    en: str
    zh: str = ""

    def __str__(self) -> str:
        return self.in_language("en")

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def in_language(self, language: str) -> str:
        """The words in ``language`` ("en" or "zh_CN"), else the other ones."""
        preferred, other = (self.zh, self.en) if language.startswith("zh") else (self.en, self.zh)
        return preferred or other


NOTHING = Bilingual("")
"""No words."""


WAY = (" → ", " → ")
"""Between the places of a way."""


def joined(parts: Iterable[Bilingual], between: tuple[str, str] = ("; ", "；")) -> Bilingual:
    """Several words as one, set apart in English and in Chinese by ``between``."""
    known = [part for part in parts if part]
    en, zh = between
    return Bilingual(
        en.join(part.in_language("en") for part in known),
        zh.join(part.in_language("zh_CN") for part in known),
    )


NO_LAW_CITED = (
    msg("annex to the provisions, varies by good"),
    msg("none federal"),
    msg("not checked"),
    msg("provincial acts"),
)
"""What the rule packs say where they can cite no law; shown translated."""

BY_HOUSE = msg("(changed by the house)")
"""Stands, in English, behind the citation of a rule that is not as the rule pack has it; shown translated."""


def marked_law(citation: str) -> str:
    """A citation with the mark of the house."""
    return f"{citation} {BY_HOUSE}"


def bare_law(citation: str) -> str:
    """A citation without the mark of the house."""
    return citation.removesuffix(f" {BY_HOUSE}")


class Tone(StrEnum):
    """What a colour means, everywhere: on screen and on paper."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTE = "mute"


class Severity(StrEnum):
    """How a finding bears on what it was found about."""

    STOP = "stop"
    WARN = "warn"
    PASS = "pass"


class Confidence(StrEnum):
    """Whether a rule's source was read (verified) or is from memory (recalled)."""

    VERIFIED = "verified"
    RECALLED = "recalled"


class Finding(NamedTuple):
    """One answer of a check: what, about whom, by which rule, and the way out.

    ``id`` names the kind of finding ("gate.duty_undeclared"); ``subject`` is what it is about in the words of
    people (a SKU, a lot number); ``fix`` names the action that mends it ("declare_duty") with ``fix_target``
    the key of the record it opens.
    """

    id: str
    severity: Severity
    title: Message
    subject: str
    rule: str
    citation: Bilingual
    confidence: Confidence
    detail: Message | None = None
    fix: str = ""
    fix_target: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: named filters (any of their values), words, order. Names come from the listing's
    fixed lists.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    order: str = ""
    descending: bool = True


Cursor = tuple[object, ...]
"""Where a page ends: the sort values of its last row, then its id."""

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Some rows of a list and where the next page begins; ``next`` is None on the last page."""

    rows: tuple[RowT, ...]
    next: Cursor | None
