"""Where lines end: greedy filling with the rules of Chinese and Latin text side by side.

Latin words stay whole unless they are longer than the line (or than 80 characters); Chinese breaks between
any two characters, but no line starts with a closing mark or ends with an opening one. Linear in the text's
length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reports.kit.fonts import GLYPHS, spelled, width
from reports.kit.styles import Style
from reports.kit.text import LONGEST_WORD, printable

_WIDE = (
    "\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3100-\u31bf\u3200-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
)
_OPENING = "（［｛「『〔【《〈(\\[{“‘"
_CLOSING = "）］｝」』〕】》〉、。，．：；！？…‥・ー々,.:;!?)\\]}”’%％℃"
_LATIN = rf"[^ \n{_WIDE}]+(?:[{_CLOSING}]+(?=[{_WIDE} \n]|$))?"
_DAY = r"\d{4}\u5e74\d{1,2}\u6708\d{1,2}\u65e5"
"""A day in Chinese, which is never broken."""
_TOKEN = re.compile(rf"\n|[ ]+|{_DAY}|[{_OPENING}]*(?:[{_WIDE}][{_CLOSING}]*|{_LATIN})|[^ \n]")


BREAK = "\n"
"""The text of a span that does nothing but end the line."""


class Span(NamedTuple):
    """Text in one style."""

    text: str
    style: Style


class Piece(NamedTuple):
    """Part of a line in one style, with its width in points."""

    text: str
    style: Style
    width: float


class Line(NamedTuple):
    """A finished line: its pieces from left to right, and their whole width."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def leading(self) -> float:
        """The line height: that of its tallest piece."""
        return max((piece.style.leading for piece in self.pieces), default=0.0)


class _Word(NamedTuple):
    text: str
    style: Style
    width: float


def fill(spans: Iterable[Span], room: float) -> tuple[Line, ...]:
    """``spans`` broken into lines at most ``room`` points wide; at least one line, which may be empty."""
    return _fill(tuple(spans), room)


@lru_cache(maxsize=4096)
def _fill(spans: tuple[Span, ...], room: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    line: list[_Word] = []
    used = 0.0
    for word in _words(spans, room):
        if word.text == "\n" or (used + word.width > room + 0.01 and line and word.text != " "):
            lines.append(_close(line))
            line, used = [], 0.0
        if word.text != "\n" and (line or word.text != " "):
            line.append(word)
            used += word.width
    lines.append(_close(line))
    return tuple(lines)


def _words(spans: Iterable[Span], room: float) -> Iterator[_Word]:
    for span in spans:
        text = spelled(printable(span.text), span.style.weight) if span.text != BREAK else BREAK
        for token in _TOKEN.findall(text):
            yield from _fitting("\n" if token == "\n" else token, span.style, room)


def _fitting(token: str, style: Style, room: float) -> Iterator[_Word]:
    """The token, cut where it is longer than a line or than any word may be."""
    if token == "\n":
        yield _Word(token, style, 0.0)
        return
    if not token.strip(" "):
        yield _Word(" ", style, width(" ", style.weight, style.size))
        return
    wide = width(token, style.weight, style.size)
    if wide <= room and len(token) <= LONGEST_WORD:
        yield _Word(token, style, wide)
    else:
        yield from _chopped(token, style, room)


def _chopped(token: str, style: Style, room: float) -> Iterator[_Word]:
    glyphs, start, used = GLYPHS[style.weight], 0, 0.0
    for place, char in enumerate(token):
        wide = glyphs[char].width * style.size
        if place > start and (used + wide > room or place - start >= LONGEST_WORD):
            yield _Word(token[start:place], style, used)
            start, used = place, 0.0
        used += wide
    yield _Word(token[start:], style, used)


def _close(words: list[_Word]) -> Line:
    while words and words[-1].text == " ":
        words.pop()
    pieces: list[Piece] = []
    for word in words:
        if pieces and pieces[-1].style is word.style:
            last = pieces.pop()
            pieces.append(Piece(last.text + word.text, last.style, last.width + word.width))
        else:
            pieces.append(Piece(*word))
    return Line(tuple(pieces), sum(piece.width for piece in pieces))


def one_line(text: str, style: Style, room: float = float("inf")) -> Line:
    """``text`` on a single line, cut with an ellipsis where it is wider than ``room``."""
    flat = spelled(printable(text.replace("\n", " ")[:1000]), style.weight)
    wide = width(flat, style.weight, style.size)
    if wide > room:
        flat = _cut(flat, style, room)
        wide = width(flat, style.weight, style.size)
    return Line((Piece(flat, style, wide),), wide) if flat else Line((), 0.0)


def _cut(text: str, style: Style, room: float) -> str:
    glyphs, left = GLYPHS[style.weight], room - width("…", style.weight, style.size)
    for place, char in enumerate(text):
        left -= glyphs[char].width * style.size
        if left < 0:
            return text[:place].rstrip() + "…"
    return text


def shortened(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """At most ``most`` lines; where some are left out the last one says how many, so none vanishes
    silently."""
    if len(lines) <= most:
        return tuple(lines)
    style = lines[most - 1].pieces[0].style if lines[most - 1].pieces else lines[0].pieces[0].style
    return (*lines[: most - 1], one_line(f"[…+{len(lines) - most + 1}]", style))


def height(lines: Iterable[Line], empty: float = 0.0) -> float:
    """How tall ``lines`` stand, in points."""
    return sum(line.leading or empty for line in lines)
