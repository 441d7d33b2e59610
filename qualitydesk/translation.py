"""Translation as an object that is passed, never global: a Chinese desk prints an English certificate.

English sentences are the keys; catalogues are gettext files under resources/locale. Dates, numbers and money
are written here in the short forms of the window, without loading Babel, which papers and console use on top.
"""

from __future__ import annotations

import datetime as dt
import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from qualitydesk import citations
from qualitydesk.domain.countries import country
from qualitydesk.domain.values import BY_HOUSE, NO_LAW_CITED, Bilingual, Cited, Message, bare_law, msg
from qualitydesk.paths import RESOURCES
from qualitydesk.written_dates import Calendar

if TYPE_CHECKING:
    from qualitydesk.domain.money import Money

DOMAIN = "qualitydesk"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
_HOUSE_RULE = re.compile(r"\b[Hh]ouse rule(?: ([A-Z]+-\d+)(?:, (\d+) days)?)?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_AFTER_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) \{(\w+)\}")
_BEFORE_CHINESE = re.compile(r"\{(\w+)\} (?=[\u4e00-\u9fff])")
_NO_LAW_CITED = frozenset(words.text for words in NO_LAW_CITED)
SEPARATORS = {"en": (",", "."), "zh_CN": (",", ".")}
"""What stands between thousands and before decimals; a test holds words and signs against CLDR."""
BETWEEN = {"en": (", ", "; "), "zh_CN": ("、", "；")}
"""What stands between words in a row, and between sentences or words with commas of their own."""
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "CNY": "¥", "JPY": "JP¥", "KRW": "₩", "INR": "₹", "BRL": "R$"}
"""Short signs of money that mean one currency each, whatever the language."""


class Translator(Calendar):
    """Says things in one language."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(language if language in LANGUAGES else "en")
        self._catalogue = _catalogue(self.language)

    def __call__(self, text: str | Message, /, **values: object) -> str:
        """``text`` in this language with its ``{places}`` filled; a Message brings its own values."""
        if isinstance(text, Message):
            return self._filled(text.text, text.values)
        return self._filled(text, values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """``one`` or ``many`` by this language's plural rule; ``{n}`` is the count."""
        template = self._catalogue.ngettext(one, many, count)
        return self._fill(template, {"n": count} | dict(values))

    def name(self, name: Bilingual | str) -> str:
        """A recorded name in this language, else in the other; one that is the same in all as it is."""
        return name.in_language(self.language) if isinstance(name, Bilingual) else name

    def either(self, en: str, zh: str) -> str:
        """Of two recorded texts the one in this language, else the other."""
        return Bilingual(en, zh).in_language(self.language)

    def country(self, code: str) -> str:
        """ "China (CN)" or "中国 (CN)"; "" for no code."""
        return self.name(country(code))

    @property
    def between(self) -> str:
        """What stands between words in a row."""
        return BETWEEN[self.language][0]

    def listed(self, words: Iterable[str], *, long: bool = False) -> str:
        """Words in a row, set apart as this language does; ``long`` ones by semicolons; empty ones out."""
        return BETWEEN[self.language][long].join(filter(None, words))

    def law(self, citation: str | Bilingual, shortened: Callable[[str], str] | None = None) -> str:
        """A citation, in Chinese behind the title of its law, or ``shortened`` and without; what is the
        house's or of China is said in this language.
        """
        cited = self.name(citation)
        bare = bare_law(cited)
        said = self(bare) if bare in _NO_LAW_CITED else bare
        said = citations.named(said, self) if self.chinese else said
        said = shortened(said) if shortened is not None else said
        if self.chinese:
            said = _HOUSE_RULE.sub(lambda cited: self(_house_rule(cited)), said)
            said = citations.titled(said, self) if shortened is None else said
        return said if bare == cited else f"{said} {self(BY_HOUSE)}"

    def number(self, value: int) -> str:
        """A whole number with thousands apart."""
        return _separated(self.language, f"{value:,}")

    def decimal(self, value: float | Decimal, digits: int) -> str:
        """A number with that many decimals, thousands apart."""
        return _separated(self.language, f"{value:,.{digits}f}")

    def money(self, amount: Money, *, cents: bool = True) -> str:
        """ "€ 1,234.50"; without ``cents`` a whole amount is "€ 1,234"."""
        figure = amount.amount
        whole = not cents and figure == figure.to_integral_value()
        words = self.number(int(figure)) if whole else _separated(self.language, f"{figure:,}")
        return f"{SYMBOLS.get(amount.currency, amount.currency)} {words}"

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return self._fill(self._catalogue.gettext(text) if text else "", values)

    def _fill(self, template: str, values: Mapping[str, object]) -> str:
        if not values:
            return template
        said = {name: self._said(value) for name, value in values.items()}
        return (_closed_up(template, said) if self.chinese else template).format(**said)

    def _said(self, value: object) -> str:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, Bilingual):
            return self.name(value)
        if isinstance(value, Cited):
            return self.law(value.citation)
        if isinstance(value, tuple):
            return ("" if self.chinese else " ").join(map(self._said, value))
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, dt.datetime):
            return self.instant(value)
        return self.date(value) if isinstance(value, dt.date) else str(value)


def _closed_up(template: str, said: Mapping[str, str]) -> str:
    """Without the space between Chinese and a place filled in Chinese; beside other script it stays."""
    if "} " not in template and " {" not in template:
        return template
    template = _AFTER_CHINESE.sub(lambda place: _closed(place, said[place[1]][:1]), template)
    return _BEFORE_CHINESE.sub(lambda place: _closed(place, said[place[1]][-1:]), template)


def _closed(place: re.Match[str], beside: str) -> str:
    return place[0].strip() if _CHINESE.match(beside) else place[0]


def _house_rule(cited: re.Match[str]) -> Message:
    rule, days = cited.groups()
    if days is not None:
        return msg("House rule {id}, {n} days", id=rule, n=days)
    return msg("House rule {id}", id=rule) if rule else msg("House rule")


def _separated(language: str, english: str) -> str:
    """A figure written in English with the language's signs between thousands and before decimals."""
    thousands, point = SEPARATORS[language]
    return english.translate({ord(","): thousands, ord("."): point})


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, RESOURCES / "locale", languages=[language], fallback=True)
