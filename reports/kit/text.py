"""The one door through which text from people reaches a paper: cleaned, bounded, never interpreted.

Text is drawn as it is, letter by letter; no mark-up language is ever parsed. Where lines end
belongs to ``lines``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_TEXT = 20_000
"""Characters of one text that are printed; a longer one ends with how much was left out."""

LONGEST_WORD = 80
"""Characters without a space after which a line may end anywhere."""

_CONTROLS = (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xAD)
_INVISIBLE = (*range(0x200B, 0x200E), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10))
_UNSEEN = dict.fromkeys((*_CONTROLS, *_INVISIBLE))
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """``text`` as it may be printed: at most 20 000 characters, composed, with no control characters.

    Marks that turn the reading direction (they can make one text look like another) and broken halves of
    characters are named as ``[U+202E]``; what is over the bound is counted, so nothing vanishes silently.
    """
    left_out = len(text) - LONGEST_TEXT
    text = _BREAKS.sub("\n", text[:LONGEST_TEXT]).replace("\t", " ").translate(_UNSEEN)
    text = _TURNS.sub(lambda mark: code_point(mark.group()), text)
    text = unicodedata.normalize("NFC", text).strip("\n")
    return f"{text} […+{left_out}]" if left_out > 0 else text


def code_point(char: str) -> str:
    """How a character is named where it cannot be drawn: ``[U+20BB7]``."""
    return f"[U+{ord(char):04X}]"
