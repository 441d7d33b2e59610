"""What a kind of record is made of in a file: named fields with their form, the words for their headings,
limits.

Names are the English headings of our own exports; synonyms are what others call them, in English and Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from qualitydesk.domain.money import MINOR_DIGITS
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.exchange.reading.conventions import Convention
from qualitydesk.exchange.reading.header import heading_key
from qualitydesk.exchange.reading.table import Cell
from qualitydesk.exchange.reading.values import (
    BadValue,
    one_of,
    read_amount,
    read_code,
    read_country,
    read_day,
    read_decimal,
    read_flag,
    read_instant,
    read_list,
    read_text,
    read_whole,
)

Parser = Callable[[Cell], Any]


class Form(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    CODE = "code"
    WHOLE = "whole"
    EXACT = "exact"
    AMOUNT = "amount"
    DAY = "day"
    INSTANT = "instant"
    FLAG = "flag"
    LIST = "list"
    COUNTRY = "country"
    CURRENCY = "currency"


DATES = frozenset({Form.DAY, Form.INSTANT})
NUMBERS = frozenset({Form.WHOLE, Form.EXACT, Form.AMOUNT})
LARGEST = 10**13
_SHORT = frozenset({"aql", "gtin", "hs", "id", "mrn", "sku"})
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``limit`` bounds the length of texts, ``minimum`` the value of numbers, ``words`` the
    choice.
    """

    name: str
    form: Form = Form.TEXT
    synonyms: tuple[str, ...] = ()
    required: bool = False
    words: tuple[str, ...] = ()
    limit: int = 0
    minimum: int | None = None
    line: bool = False

    @property
    def called(self) -> Bilingual:
        """What people call it: its own heading as words; in Chinese its first Chinese synonym."""
        return Bilingual(_as_words(self.name), next(filter(_HAN.search, self.synonyms), ""))

    @property
    def headings(self) -> frozenset[str]:
        """All headings this field answers to, folded."""
        return frozenset(map(heading_key, (self.name, *self.synonyms)))

    def parser(self, convention: Convention | None = None, date1904: bool = False) -> Parser:
        """What reads this field's cells in a column that follows ``convention``."""
        return _checked(self, _plain_parser(self, convention or Convention(), date1904))


def _as_words(name: str) -> str:
    """``hs_code``: "HS code"; ``name_zh``: "Name (Chinese)"."""
    first, *others = (
        word.upper() if word in _SHORT else word for word in name.removesuffix("_zh").split("_")
    )
    words = " ".join((first[0].upper() + first[1:], *others))
    return f"{words} (Chinese)" if name.endswith("_zh") else words


def text(name: str, *synonyms: str, required: bool = False, limit: int = 0, line: bool = False) -> Field:
    """A field of free text."""
    return Field(name, Form.TEXT, synonyms, required, limit=limit, line=line)


def code(name: str, *synonyms: str, required: bool = False, limit: int = 120, line: bool = False) -> Field:
    """A field that names something: a number, an SKU, a reference."""
    return Field(name, Form.CODE, synonyms, required, limit=limit, line=line)


def choice(name: str, words: Iterable[object], *synonyms: str, line: bool = False) -> Field:
    """A field that holds one of some words."""
    return Field(name, Form.CODE, synonyms, words=tuple(str(word) for word in words), line=line)


def amount(name: str, *synonyms: str, line: bool = False) -> Field:
    """A sum of money in the currency of its record."""
    return Field(name, Form.AMOUNT, synonyms, line=line)


def quantity(name: str, *synonyms: str, required: bool = False, line: bool = False) -> Field:
    """A whole number of pieces, never negative."""
    return Field(name, Form.WHOLE, synonyms, required, minimum=0, line=line)


def day(name: str, *synonyms: str) -> Field:
    """A calendar day."""
    return Field(name, Form.DAY, synonyms)


def instant(name: str, *synonyms: str) -> Field:
    """A moment; UTC where the file names no zone."""
    return Field(name, Form.INSTANT, synonyms)


def listed(name: str, *synonyms: str) -> Field:
    """Several texts in one cell."""
    return Field(name, Form.LIST, synonyms)


def flag(name: str, *synonyms: str) -> Field:
    """Yes or no."""
    return Field(name, Form.FLAG, synonyms)


def country(name: str, *synonyms: str) -> Field:
    """A country by code or name."""
    return Field(name, Form.COUNTRY, synonyms)


def _plain_parser(field: Field, convention: Convention, date1904: bool) -> Parser:
    simple: dict[Form, Parser] = {
        Form.TEXT: read_text,
        Form.CODE: read_code,
        Form.FLAG: read_flag,
        Form.LIST: read_list,
        Form.COUNTRY: read_country,
        Form.CURRENCY: _read_currency,
    }
    if field.form in simple:
        return simple[field.form]
    if field.form is Form.DAY:
        return partial(read_day, order=convention.date_order, date1904=date1904)
    if field.form is Form.INSTANT:
        return partial(read_instant, order=convention.date_order, date1904=date1904)
    numbers = {Form.WHOLE: read_whole, Form.EXACT: read_decimal, Form.AMOUNT: read_amount}
    return partial(numbers[field.form], decimal=convention.decimal)


def currency() -> Field:
    """The currency of a record's amounts."""
    return Field("currency", Form.CURRENCY, ("currency code", "币种", "货币"))


def _read_currency(cell: Cell) -> str | None:
    text = read_code(cell)
    if text is None:
        return None
    if text.upper() not in MINOR_DIGITS:
        raise BadValue(msg("This currency is not known; write its ISO 4217 code."))
    return text.upper()


def _checked(field: Field, parse: Parser) -> Parser:
    """``parse`` with the field's own limits behind it."""
    if field.words:
        return lambda cell: one_of(parse(cell), field.words)
    if field.form in NUMBERS:
        return lambda cell: _within(parse(cell), field.minimum)
    if field.limit:
        return lambda cell: _short_enough(parse(cell), field.limit)
    return parse


def _within(value: Any, minimum: int | None) -> Any:
    if value is None:
        return None
    if minimum is not None and value < minimum:
        raise BadValue(msg("This may not be less than {n}.", n=minimum))
    if abs(value) > LARGEST:
        raise BadValue(msg("This number is too large."))
    return value


def _short_enough(value: str | None, limit: int) -> str | None:
    if value is not None and len(value) > limit:
        raise BadValue(msg("The text is longer than {n} characters.", n=limit))
    return value
