"""Words of the window that more than one place offers: languages, currencies, time zones, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

LANGUAGES = (("en", "English"), ("zh_CN", "简体中文"))
CURRENCIES = ("EUR", "CNY", "USD", "GBP", "JPY", "KRW", "INR")


def zones() -> tuple[tuple[str, str], ...]:
    """The places of the world by whose clock a company may work, as (name, words)."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return tuple((name, name.replace("_", " ")) for name in places)


def spelt(code: str) -> str:
    """A code of the rule packs as people write it: "KC CERT"."""
    return code.replace("_", " ")


def in_a_sentence(title: str) -> str:
    """A title as it stands inside a sentence: "inspection certificate", and still "8D report"."""
    return title[:1].lower() + title[1:]


def units(tr: Translator, count: int) -> str:
    """ "1 unit", "2,400 units"."""
    return tr.plural("{n} unit", "{n} units", count, n=tr.number(count))


def currencies(also: str = "") -> tuple[tuple[str, str], ...]:
    """The currencies most used in this trade, and the one in use."""
    codes = CURRENCIES if not also or also in CURRENCIES else (*CURRENCIES, also)
    return tuple((code, code) for code in codes)


def size_words(size: int) -> str:
    """How much room something takes: "812 kB", "4.3 MB"."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{-(-size // 1000)} kB"
