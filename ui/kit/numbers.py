"""Numbers as people of several countries type them; what could mean two numbers is refused, not guessed.

Amounts of money with their currency are read by ``Money.parse``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
WHOLE_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+", re.ASCII)
POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
COMMA = re.compile(r"[+-]?(0?,\d+|\d+,(\d{1,2}|\d{4,}))", re.ASCII)
"""12,50 and 0,125; not 1,234, which is a thousand to some and little more than one to others."""
COMMAS_THEN_POINT = re.compile(r"[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})", re.ASCII)
POINTS_THEN_COMMA = re.compile(r"[+-]?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})", re.ASCII)


def read_whole(text: str) -> int:
    """ "1200", "1,200", "1 200". Raises ValueError for anything else, "1,5" too."""
    plain = _plain(text)
    if WHOLE.fullmatch(plain) or WHOLE_GROUPED.fullmatch(plain):
        return int(plain.replace(",", ""))
    raise ValueError(text)


def read_decimal(text: str) -> Decimal:
    """ "12.50", "12,50", "1,234.50", "1.234,50". Raises ValueError for anything else, "1,234" too."""
    plain = _plain(text)
    if POINT.fullmatch(plain):
        return Decimal(plain)
    if COMMA.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if COMMAS_THEN_POINT.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if POINTS_THEN_COMMA.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    raise ValueError(text)


def _plain(text: str) -> str:
    """Wide figures of a Chinese keyboard as narrow ones, without any spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u2212", "-")
