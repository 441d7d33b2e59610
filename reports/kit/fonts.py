"""Which font draws which character, and how wide it is.

Each weight is a chain of the embedded TrueType fonts in ``resources/fonts``; the first that has a character
draws it. A character that no font has is printed as its code point. Sizes and colours belong to ``styles``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reports.kit.text import code_point

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

CHAINS = {
    "regular": ("Inter-Regular", "NotoSans-Regular", "NotoSansSC-Regular", "NotoSansKR-Regular"),
    "medium": ("Inter-Medium", "NotoSans-Regular", "NotoSansSC-Regular", "NotoSansKR-Regular"),
    "bold": (
        "Inter-SemiBold",
        "NotoSans-Bold",
        "NotoSansSC-Bold",
        "NotoSansSC-Regular",
        "NotoSansKR-Regular",
    ),
}

FIRST_FONT = CHAINS["regular"][0]

_loading = RLock()


class Glyph(NamedTuple):
    """What draws a character: the font's name and the advance width at size 1; no font when none has it."""

    font: str
    width: float


class Run(NamedTuple):
    """Neighbouring characters that one font draws."""

    font: str
    text: str


@cache
def face(name: str) -> TTFont:
    """The embedded font ``name``, loaded and registered once."""
    with _loading:
        font = TTFont(name, str(FOLDER / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        return font


class Glyphs(dict[str, Glyph]):
    """The characters of one weight seen so far; an unseen one is looked up along the chain of fonts."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, char: str) -> Glyph:
        glyph = self._look_up(char)
        self[char] = glyph
        return glyph

    def _look_up(self, char: str) -> Glyph:
        code = ord(char)
        for name in self._chain:
            outlines = face(name).face
            if code in outlines.charToGlyph:
                return Glyph(name, outlines.charWidths.get(code, outlines.defaultWidth) / 1000)
        return Glyph("", 0.0)


GLYPHS = {weight: Glyphs(chain) for weight, chain in CHAINS.items()}


@lru_cache(maxsize=8192)
def spelled(text: str, weight: str) -> str:
    """``text`` with every character that no font has written out as its code point."""
    glyphs = GLYPHS[weight]
    if all(char == "\n" or glyphs[char].font for char in text):
        return text
    return "".join(char if char == "\n" or glyphs[char].font else code_point(char) for char in text)


def width(text: str, weight: str, size: float) -> float:
    """How wide ``text`` runs, in points; it must be spelled for that weight."""
    glyphs = GLYPHS[weight]
    return size * sum(glyphs[char].width for char in text)


@lru_cache(maxsize=8192)
def runs(text: str, weight: str) -> tuple[Run, ...]:
    """``text`` cut where the font changes; a space stays with what is before it."""
    glyphs = GLYPHS[weight]
    found: list[Run] = []
    start, current = 0, ""
    for place, char in enumerate(text):
        font = current if char == " " and current else glyphs[char].font
        if font != current:
            if place > start:
                found.append(Run(current, text[start:place]))
            start, current = place, font
    if len(text) > start:
        found.append(Run(current, text[start:]))
    return tuple(found)
