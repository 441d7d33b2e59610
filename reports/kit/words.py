"""Speaking one or two languages on the same paper: every word comes as a pair, the second may be empty.

Translation itself belongs to ``qualitydesk.translation``; the order of languages is the paper's, not
the desk's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from qualitydesk.domain.values import Bilingual, Message


class Speaker(Protocol):
    """One language: translates sentences and messages, writes dates and numbers."""

    @property
    def language(self) -> str:
        """ "en" or "zh_CN"."""
        ...

    def __call__(self, text: str | Message, /, **values: object) -> str:
        """``text`` in this language with its places filled."""
        ...

    def date(self, day: date) -> str:
        """A day in full."""
        ...

    def law(self, citation: str | Bilingual, shortened: Callable[[str], str] | None = None) -> str:
        """A citation, ``shortened`` or with the title of its law; what is the house's is said in words."""
        ...

    def number(self, value: int) -> str:
        """A number with its thousands grouped."""
        ...


class Both(NamedTuple):
    """The same words in the paper's first and second language; ``second`` is empty when it adds nothing."""

    first: str
    second: str = ""

    @property
    def joined(self) -> str:
        """Both, one after the other."""
        return f"{self.first} {self.second}".rstrip()


class Words:
    """The language or languages of a paper, first one first."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._first = speakers[0]
        self._second = speakers[1] if len(speakers) > 1 else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The language codes, first one first."""
        return (self._first.language, *((self._second.language,) if self._second else ()))

    @property
    def two(self) -> bool:
        """Whether the paper speaks two languages."""
        return self._second is not None

    def __call__(self, text: str | Message, /, **values: object) -> Both:
        """``text`` translated; a ``Both`` or ``Bilingual`` among ``values`` is filled in by language."""
        first = self._first(text, **_in_language(values, self._first.language, 0))
        if self._second is None:
            return Both(first)
        return _pair(first, self._second(text, **_in_language(values, self._second.language, 1)))

    def name(self, name: Bilingual) -> Both:
        """A name as recorded in both languages, each where it belongs."""
        first = name.in_language(self._first.language)
        return _pair(first, name.in_language(self._second.language)) if self._second else Both(first)

    def law(self, citation: str | Bilingual) -> Both:
        """A citation; what is the house's is said in the languages of the paper. A paper in one language has
        the title of the law before it, one in two cites it once.
        """
        if self._second is None:
            return Both(self._first.law(citation))
        return _pair(self._first.law(citation, str), self._second.law(citation, str))

    def day(self, day: date | None) -> str:
        """A day: in the words of a single language, ISO 8601 when two share the paper, "–" when unknown."""
        if day is None:
            return "–"
        return day.isoformat() if self.two else self._first.date(day)

    def days(self, start: date | None, end: date | None) -> str:
        """From one day to another, one date when they are the same."""
        if start is None or end is None or start == end:
            return self.day(start or end)
        return f"{self.day(start)} – {self.day(end)}"

    def number(self, value: int) -> str:
        """A number with its thousands grouped, the same in both languages."""
        return self._first.number(value)


def _in_language(values: dict[str, object], language: str, place: int) -> dict[str, object]:
    def chosen(value: object) -> object:
        if isinstance(value, Both):
            return value[place] or value.first
        return value.in_language(language) if isinstance(value, Bilingual) else value

    return {name: chosen(value) for name, value in values.items()}


def _pair(first: str, second: str) -> Both:
    return Both(first, "" if second == first else second)


def moment(at: datetime | None, *, seconds: bool = False) -> str:
    """An instant as on paper: ISO date, time and offset, "2026-11-20 16:42 +08:00"; "–" when unknown."""
    if at is None:
        return "–"
    clock = at.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
    offset = at.strftime("%z") or "+0000"
    return f"{clock} {offset[:3]}:{offset[3:5]}"
