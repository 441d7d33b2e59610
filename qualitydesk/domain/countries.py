"""Countries: what they are called, and which one is meant by a name or a code.

The names stand in ``resources/countries.csv``. Markets and their members are the rule packs' matter.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from qualitydesk.domain.values import Bilingual

TABLE = Path(__file__).resolve().parents[2] / "resources" / "countries.csv"
_HAN = re.compile("[\u4e00-\u9fff]")
_UNIONS = {"EU": "欧盟", "EAEU": "欧亚经济联盟"}
"""Markets of several countries, said by their letters in English."""
_WITH_ARTICLE = frozenset(
    {
        "United", "Netherlands", "Philippines", "Bahamas", "Comoros", "Gambia", "Maldives", "Seychelles",
        "Islands", "Republic", "Territory", "Territories", "Union", "Isle", "U.S.",
    }
)  # fmt: skip
"""What the English name of a country begins or ends with if it has an article inside a sentence."""
_LANGUAGES = ("en", "zh", "de", "fr", "es")


def country_name(code: str) -> Bilingual:
    """What a country is called; a code that is not known as it is."""
    return _names().get(code) or Bilingual(code)


def in_sentence(name: Bilingual) -> Bilingual:
    """The name of a country or market as it stands inside a sentence: "to the United States"."""
    takes = name.en.split(" ")[0] in _WITH_ARTICLE or name.en.split(" ")[-1] in _WITH_ARTICLE
    return Bilingual(f"the {name.en}", name.zh) if takes else name


def market_in_sentence(code: str) -> Bilingual:
    """A market, given by its code, as it stands inside a sentence: "to the EU"."""
    return Bilingual(f"the {code}", _UNIONS[code]) if code in _UNIONS else in_sentence(country_name(code))


def market_before(code: str) -> Bilingual:
    """A market before the word it belongs to, "EU operator": its code, in Chinese its name."""
    return Bilingual(code, _UNIONS.get(code) or country_name(code).zh)


def country(code: str) -> Bilingual:
    """Name and code, as the two are read together: "China (CN)"; a code that is not known as it is."""
    name = _names().get(code)
    return Bilingual(f"{name.en} ({code})", f"{name.zh} ({code})") if name else Bilingual(code)


def address(parts: Iterable[str], code: str) -> str:
    """An address on one line: its parts as recorded, the country's name in the script of these, whoever reads
    it: so it can stand on a letter.
    """
    written = ", ".join(filter(None, parts))
    name = country_name(code).in_language("zh" if _HAN.search(written) else "en")
    return ", ".join(filter(None, (written, name)))


def country_code(said: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country given by name (English, Chinese, German, French, Spanish), by
    one of its codes or by both; "" for what is none.
    """
    return _codes().get(_folded(said), "")


def countries_like(said: str, language: str) -> tuple[str, ...]:
    """Codes of the countries that are called so: the one of just that name, those whose English or Chinese
    name begins so, those that have it in it, those of which another name or a code begins so; each as people
    of the language ("en" or "zh_CN") sort them. All of them for "".
    """
    wanted = _folded(said)
    rank = {code: 3 for spelling, code in _codes().items() if spelling.startswith(wanted)}
    for code, name in _names().items():
        places = [_folded(one).find(wanted) for one in (name.en, name.zh)]
        if max(places) >= 0:
            rank[code] = 1 if 0 in places else 2
    if wanted in _codes():
        rank[_codes()[wanted]] = 0
    return tuple(sorted(rank, key=lambda code: (rank[code], _place(_names()[code], language))))


def _place(name: Bilingual, language: str) -> bytes:
    """Where a name stands in a list: GB 18030 has the usual characters in the order of their sound."""
    return name.zh.encode("gb18030") if language == "zh_CN" else _folded(name.en).encode()


def _rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def _names() -> Mapping[str, Bilingual]:
    return {row["code"]: Bilingual(row["en"], row["zh"]) for row in _rows()}


@cache
def _codes() -> Mapping[str, str]:
    """By every name, spelling and code; where a code is also a name, it is the code."""
    spelt: dict[str, str] = {}
    coded: dict[str, str] = {}
    for row in _rows():
        code, names = row["code"], [row[language] for language in _LANGUAGES]
        coded |= {code.casefold(): code, row["alpha3"].casefold(): code}
        said = (*names, *row["also"].split("|"), *(f"{name} ({code})" for name in names[:2]))
        spelt |= {_folded(one): code for one in said}
    known = spelt | coded
    known.pop("", None)
    return known


def _folded(said: str) -> str:
    """Without what people leave out or write in several ways: capitals, accents, wide signs, blanks."""
    plain = said.replace("’", "'").replace("&", " and ")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(plain.casefold().replace("(", " (").split())
