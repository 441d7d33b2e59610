"""Reads one mapping of a rule file field by field and notes what is wrong with it: file, rule and field.

Nothing is raised here, so that one run reports everything; the loader refuses a pack that has problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from qualitydesk.domain.claims.counting import is_countable
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.timed_rules import Period, Unit
from qualitydesk.domain.values import Bilingual, Confidence, msg


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a rule file."""

    file: str
    rule: str
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.field}: {self.text}"


class PackInvalid(RuleBroken):
    """The rule files cannot be used; ``problems`` says where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        listed = "\n".join(str(problem) for problem in problems)
        super().__init__(msg("The rules cannot be used. {problems}", problems=listed))
        self.problems = tuple(problems)


@dataclass(slots=True)
class Words:
    """The words that may be used; filled from common.yaml before the markets are read."""

    enums: Mapping[str, Collection[str]] = field(default_factory=dict)
    events: Collection[str] = ()
    topics: Collection[str] = ()
    claim_kinds: Collection[str] = ()
    categories: Collection[str] = ()
    roles: Collection[str] = ()
    actors: Collection[str] = ()
    elements: Collection[str] = ()
    sources: Collection[str] = ()
    seen: set[str] = field(default_factory=set)


EnumT = TypeVar("EnumT", bound=StrEnum)
ValueT = TypeVar("ValueT")


class Row:
    """A mapping being read; every field asked for counts as known, the rest is reported by ``finish``."""

    def __init__(
        self, file: str, rule: str, data: object, words: Words, problems: list[Problem], path: str = ""
    ) -> None:
        self.file = file
        self.rule = rule
        self.words = words
        self.problems = problems
        self.data: Mapping[str, object] = {}
        self._read: set[str] = set()
        self._path = path
        if isinstance(data, Mapping):
            self.data = {str(key): value for key, value in data.items()}
        elif data is not None:
            self.wrong("", "must have named fields")

    def wrong(self, name: str, text: str) -> None:
        """Note that field ``name`` is wrong."""
        field_name = f"{self._path}{name}".rstrip(".") or "row"
        self.problems.append(Problem(self.file, self.rule, field_name, text))

    def has(self, name: str) -> bool:
        """Whether the field is there at all."""
        return name in self.data

    def raw(self, name: str) -> object:
        """The field as written; None if it is not there."""
        self._read.add(name)
        return self.data.get(name)

    def text(self, name: str, *, required: bool = False) -> str:
        """A text; numbers are taken as written."""
        value = self.raw(name)
        if value is None or value == "":
            if required:
                self.wrong(name, "is missing")
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.wrong(name, "must be a text")
            return ""
        return str(value)

    def flag(self, name: str) -> bool:
        """True or false; false if it is not there."""
        value = self.raw(name)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false")
            return False
        return value

    def whole(self, name: str, *, required: bool = False) -> int | None:
        """A whole number not below zero."""
        value = self.raw(name)
        if value is None:
            if required:
                self.wrong(name, "is missing")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.wrong(name, f"must be a whole number, not {value!r}")
            return None
        return value

    def day(self, name: str) -> date | None:
        """A calendar date, ISO 8601."""
        value = self.raw(name)
        if value is None or type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong(name, f"is no date: {value!r}")
            return None

    def enum(self, name: str, kind: type[EnumT], default: EnumT) -> EnumT:
        """One word of an enumeration."""
        value = self.raw(name)
        if value is None:
            return default
        try:
            return kind(str(value))
        except ValueError:
            self.wrong(name, f"{value!r} is none of {', '.join(kind)}")
            return default

    def confidence(self) -> Confidence:
        """How sure the row is; always required."""
        if not self.has("confidence"):
            self.wrong("confidence", "is missing")
        return self.enum("confidence", Confidence, Confidence.RECALLED)

    def word(self, name: str, allowed: Collection[str], *, required: bool = False) -> str:
        """One word out of a vocabulary."""
        value = self.text(name, required=required)
        if value and value not in allowed:
            self.wrong(name, f"{value!r} is not known")
        return value

    def words_of(self, name: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of words, each out of ``allowed`` if given."""
        found = tuple(str(item) for item in self.items(name))
        for item in found if allowed is not None else ():
            if item not in (allowed or ()):
                self.wrong(name, f"{item!r} is not known")
        return found

    def items(self, name: str) -> Sequence[object]:
        """A list; empty if it is not there."""
        value = self.raw(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(name, "must be a list")
            return ()
        return value

    def sources(self) -> tuple[str, ...]:
        """The sources the row cites."""
        return self.words_of("src", self.words.sources)

    def bilingual(self, name: str, *, required: bool = True) -> Bilingual:
        """``{en, zh}``, or one text for both."""
        value = self.raw(name)
        if isinstance(value, Mapping):
            part = self.part(name)
            found = Bilingual(part.text("en", required=required), part.text("zh"))
            part.finish()
            return found
        return Bilingual(self.text(name, required=required))

    def period(self, name: str = "") -> Period | None:
        """``amount`` and ``unit`` of this row (no name) or of the field ``name``, if it is there."""
        row = self.part(name) if name else self
        if name and not self.has(name):
            return None
        found = Period(row.whole("amount"), row.enum("unit", Unit, Unit.CALENDAR_DAYS))
        if not is_countable(found):
            row.wrong("amount", f"{found.amount} {found.unit} is longer than any rule")
        if name:
            row.finish(also=("start", "what", "confidence", "src", "note"))
        return found

    def pattern(self, name: str) -> str:
        """A regular expression that compiles."""
        value = self.text(name)
        try:
            re.compile(value)
        except re.error as error:
            self.wrong(name, f"is no regular expression: {error}")
        return value

    def part(self, name: str) -> Row:
        """The mapping inside field ``name``; an empty one if it is not there."""
        return self.inner(name, self.raw(name))

    def inner(self, name: str, data: object) -> Row:
        """``data`` as a row that is named as the field ``name`` of this one."""
        return Row(self.file, self.rule, data, self.words, self.problems, f"{self._path}{name}.")

    def finish(self, also: Collection[str] = ()) -> None:
        """Report every field that nobody asked for: it is misspelt or has no effect."""
        for name in self.data:
            if name not in self._read and name not in also:
                self.wrong(name, "is not a field of this row")


def each(row: Row, name: str, read: Callable[[Row], ValueT]) -> tuple[ValueT, ...]:
    """Every mapping of the list ``name``, read and finished."""
    parts = [row.inner(f"{name}[{index}]", item) for index, item in enumerate(row.items(name))]
    values = tuple(read(part) for part in parts)
    for part in parts:
        part.finish()
    return values


def bilinguals(row: Row, name: str) -> tuple[Bilingual, ...]:
    """Every ``{en, zh}`` of the list ``name``; one text is for both languages."""
    items = {f"{name}[{index}]": item for index, item in enumerate(row.items(name))}
    listed = Row(row.file, row.rule, items, row.words, row.problems)
    return tuple(listed.bilingual(item) for item in items)


def identified(row: Row) -> str:
    """The row's own id, unique over all files."""
    found = row.text("id", required=True)
    if found and found in row.words.seen:
        row.wrong("id", f"{found!r} is used twice")
    row.words.seen.add(found)
    return found


def rows_of(
    file: str, data: Mapping[str, object], name: str, words: Words, problems: list[Problem], key: str = "id"
) -> Iterator[Row]:
    """The rows of the list ``name`` of a file, each known by its ``key``."""
    value = data.get(name)
    if value is None:
        return
    if not isinstance(value, list):
        problems.append(Problem(file, name, "row", "must be a list"))
        return
    for index, item in enumerate(value):
        label = item.get(key) if isinstance(item, Mapping) else None
        yield Row(file, str(label or f"{name}[{index}]"), item, words, problems)
