"""The guard that keeps text from becoming a formula when a spreadsheet opens our CSV, and its removal.

A text that begins like a formula gets an apostrophe in front; numbers stay as they are. Both ways are exact:
``restored(inert(text)) == text`` for every text.
"""

from __future__ import annotations

import re

# The signs a formula starts with, plain and full-width, also behind blanks or our own apostrophe.
_DANGEROUS = re.compile(r"['\s\ufeff\u200b]*[=+\-@\t\r\n\x0b\x0c＝＋－＠﹢﹣﹦﹫−|%]")
_GUARDED = re.compile(r"'['\s\ufeff\u200b]*[=+\-@\t\r\n\x0b\x0c＝＋－＠﹢﹣﹦﹫−|%]")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")


def inert(text: str) -> str:
    """``text`` as it may stand in a CSV cell."""
    if text[:1].isalnum():
        return text
    if _DANGEROUS.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def guarded_again(text: str) -> str:
    """``text`` as it stands in a typed text cell, where nothing is a formula: only the guarded is guarded."""
    return "'" + text if _GUARDED.match(text) else text


def restored(text: str) -> str:
    """The text that ``inert`` or ``guarded_again`` was given."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
