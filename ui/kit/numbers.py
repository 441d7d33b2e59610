"""Numbers as people of several countries type them; what could mean two numbers is refused, not guessed.

Amounts of money with their currency are read by ``Money.parse``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

WHOLE = r"[+-]?\d+"
WHOLE_GROUPED = r"[+-]?\d{1,3}(,\d{3})+"
POINT = r"[+-]?(\d+\.?\d*|\.\d+)"
COMMA = r"[+-]?(0?,\d+|\d+,(\d{1,2}|\d{4,}))"
"""12,50 and 0,125; not 1,234, which is a thousand to some and little more than one to others."""
COMMAS_THEN_POINT = r"[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})"
POINTS_THEN_COMMA = r"[+-]?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})"


def read_whole(text: str) -> int:
    """ "1200", "1,200", "1 200". Raises ValueError for anything else, "1,5" too."""
    plain = _plain(text)
    if _fits(WHOLE, plain) or _fits(WHOLE_GROUPED, plain):
        return int(plain.replace(",", ""))
    raise ValueError(text)


def read_decimal(text: str) -> Decimal:
    """ "12.50", "12,50", "1,234.50", "1.234,50". Raises ValueError for anything else, "1,234" too."""
    plain = _plain(text)
    if _fits(POINT, plain):
        return Decimal(plain)
    if _fits(COMMA, plain):
        return Decimal(plain.replace(",", "."))
    if _fits(COMMAS_THEN_POINT, plain):
        return Decimal(plain.replace(",", ""))
    if _fits(POINTS_THEN_COMMA, plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    raise ValueError(text)


def _fits(pattern: str, text: str) -> bool:
    """Patterns are made ready when somebody types a number, and kept by Python."""
    return re.fullmatch(pattern, text, re.ASCII) is not None


def _plain(text: str) -> str:
    """Wide figures of a Chinese keyboard as narrow ones, without any spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u2212", "-")
