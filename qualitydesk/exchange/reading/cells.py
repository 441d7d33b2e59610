"""What the cells of a workbook come to, told from its tags before any parser sees them: how far they span,
which hold errors, how often long texts are shown.

A part is looked at in chunks, never held whole, and each in time that grows with its size alone. What cannot
be read with certainty counts as much as it could be. Inflating and refusing are ``package``'s.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_COLUMNS, MAX_CELLS = 16_384, 8_000_000
"""What a parser may be asked to hold: columns, and cells of the area that all of them span."""
LONGEST = 8 << 20
"""Bytes from one "<" to the next; no part of a workbook has longer ones."""
_OPEN = rb"<(?:[^\s<>/:]*:)?"
_USUAL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
"""A cell as nearly every program writes it: first of all where it stands."""
_ANY = re.compile(rb"<(?:[^\s<>/:]*:c|c)[\s/>]")
_TAG = re.compile(_OPEN + rb"(row|c|v)(?=[\s/>])([^<]*)")
_ATTRIBUTE = re.compile(rb"\s*+([^\s=<>\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_END = re.compile(rb"\s*+/?>")
_PLACE = re.compile(rb"([A-Za-z]{1,4})(\d{1,8})")
_ANY_PLACE = re.compile(rb"r\s*+=\s*+[\"']([A-Za-z]{0,4})(\d{1,8})")
_TEXT = re.compile(_OPEN + rb"si[\s/>]")
Attributes = dict[bytes, bytes]


def chunks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where a tag begins, so that no tag lies in two chunks. ValueError without tags."""
    kept = b""
    for block in blocks:
        joined = kept + block
        cut = max(joined.rfind(b"<"), 0)
        if len(joined) - cut > LONGEST and b"<" in joined:
            raise ValueError("a tag without end")
        if b"<" not in joined:
            cut = len(joined)
        yield joined[:cut]
        kept = joined[cut:]
    yield kept


def column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def attributes(rest: bytes) -> Attributes | None:
    """The attributes of a tag, from what follows its name; None when it is not written as XML wants it."""
    found: Attributes = {}
    at = 0
    while match := _ATTRIBUTE.match(rest, at):
        name, double, single = match.groups()
        found.setdefault(name, double if double is not None else single)
        at = match.end()
    return found if _END.match(rest, at) else None


@dataclass(slots=True)
class Span:
    """How far the cells of one part reach; ``unusual`` ones have to be measured one by one."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    unusual: bool = False
    broken: bool = False
    """Some tags are not XML: what the parser makes of them is not known."""
    errors: bool = False
    """Some cells hold an error."""

    @property
    def too_large(self) -> bool:
        """Whether the cells reach farther than is read."""
        return self.columns > MAX_COLUMNS or self.rows * self.columns > MAX_CELLS

    def see(self, chunk: bytes) -> None:
        """Count the cells of the next chunk, as long as they are written as usual."""
        usual = _USUAL.findall(chunk)
        most = chunk.count(b"<c") + chunk.count(b":c")  # looked for one by one only where there may be others
        number = most if most == len(usual) else len(_ANY.findall(chunk))
        self.cells += number
        self.unusual = self.unusual or number != len(usual)
        if usual:
            letters, rows = {one for one, _ in usual}, {one for _, one in usual}
            self._reach(max(map(int, rows)), max(map(column_number, letters)))
        self.errors = self.errors or b't="e"' in chunk

    def measure(self, parts: Iterable[bytes]) -> None:
        """Reach as far as cells do that are written in other ways: one without a place follows the last."""
        row = column = 0
        self.errors = True  # perhaps
        for chunk in parts:
            if self.too_large:
                return
            for kind, rest in _TAG.findall(chunk):
                told = attributes(rest) if kind != b"v" else {}
                self.broken = self.broken or told is None
                place = (told or {}).get(b"r", b"")
                if kind == b"row":
                    row, column = int(place) if place.isdigit() else row + 1, 0
                elif kind == b"c":
                    row, column = _next(place, max(row, 1), column)
                self._reach(row, column)
            if self.broken:
                for letters, number in _ANY_PLACE.findall(chunk):
                    self._reach(int(number), column_number(letters))

    def _reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def _next(place: bytes, row: int, column: int) -> tuple[int, int]:
    """Where a cell stands: at its place, else behind the last one."""
    match = _PLACE.fullmatch(place)
    if match is None:
        return row, column + 1
    return int(match[2]), column_number(match[1])


def error_cells(parts: Iterable[bytes]) -> dict[tuple[int, int], str]:
    """What stands in the cells that hold an error: by row and column from 0, "#DIV/0!"."""
    found: dict[tuple[int, int], str] = {}
    for told, value in _values(parts):
        match = _PLACE.fullmatch(told.get(b"r", b""))
        if match and told.get(b"t") == b"e" and len(value) <= 30:
            found[int(match[2]) - 1, column_number(match[1]) - 1] = value.decode("utf-8", "replace")
    return found


@dataclass(slots=True)
class SharedTexts:
    """How long each of the texts is that cells share by their number."""

    lengths: array[int]

    @classmethod
    def of(cls, parts: Iterable[bytes]) -> SharedTexts:
        """Measured from one text's beginning to the next."""
        lengths, last = array("I"), -1
        for chunk in parts:
            more, *begun = map(len, _TEXT.split(chunk))
            last = last + more if last >= 0 else -1
            if begun:
                lengths.extend([last] * (last >= 0) + begun[:-1])
                last = begun[-1]
        lengths.extend([last] * (last >= 0))
        return cls(lengths)

    @property
    def longest(self) -> int:
        """Bytes of the longest text."""
        return max(self.lengths, default=0)

    def shown_in(self, parts: Iterable[bytes]) -> int:
        """How many bytes the cells of a sheet show; a number that cannot be read is that of the longest."""
        total = 0
        for told, value in _values(parts):
            if told.get(b"t") == b"s":
                known = value.isdigit() and len(value) < 9
                total += self._length(int(value)) if known else self.longest
        return total

    def _length(self, number: int) -> int:
        return self.lengths[number] if number < len(self.lengths) else 0


def _values(parts: Iterable[bytes]) -> Iterator[tuple[Attributes, bytes]]:
    """The attributes of each cell, with what stands in each of its values."""
    told: Attributes = {}
    for chunk in parts:
        for kind, rest in _TAG.findall(chunk):
            if kind == b"c":
                told = attributes(rest) or {}
            elif kind == b"v":
                yield told, rest.rpartition(b">")[2].strip()
