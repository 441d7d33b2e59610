"""Countries: names as customs practice has them, what people type for one, and the list held against CLDR."""

from __future__ import annotations

import csv

import pytest
from babel import Locale

from qualitydesk.domain.countries import (
    TABLE,
    address,
    countries_like,
    country_code,
    country_name,
    in_sentence,
    market_before,
    market_in_sentence,
)
from qualitydesk.domain.values import Bilingual
from qualitydesk.translation import Translator

OF_CUSTOMS = {"AE", "FK", "HK", "MM", "MO", "PS", "TW"}
"""Named as customs papers do, not as CLDR does; the head of the table says why."""
LANGUAGES = {"en": "en", "zh": "zh_Hans_CN", "de": "de", "fr": "fr", "es": "es"}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_names_are_those_of_cldr_but_for_the_ones_named_by_customs() -> None:
    named = {language: Locale.parse(code).territories for language, code in LANGUAGES.items()}
    for row in _rows():
        for language in LANGUAGES:
            differs = row[language] != named[language][row["code"]]
            assert not differs or (row["code"] in OF_CUSTOMS and language in ("en", "zh")), (row, language)
    assert len({row["code"] for row in _rows()}) == 249 + 2


def test_what_is_said_of_one_country_means_no_other() -> None:
    for row in _rows():
        spellings = [row[language] for language in LANGUAGES] + row["also"].split("|")
        spellings += [row["code"], row["alpha3"], row["code"].lower()]
        assert {country_code(said) for said in spellings if said} == {row["code"]}, row


@pytest.mark.parametrize(
    ("code", "en", "zh"),
    [
        ("CN", "China (CN)", "中国 (CN)"),
        ("HK", "Hong Kong, China (HK)", "中国香港 (HK)"),
        ("MO", "Macao, China (MO)", "中国澳门 (MO)"),
        ("TW", "Taiwan, China (TW)", "中国台湾 (TW)"),
        ("QX", "QX", "QX"),
        ("", "", ""),
    ],
)
def test_a_country_is_said_in_the_language_of_its_reader(code: str, en: str, zh: str) -> None:
    assert (Translator("en").country(code), Translator("zh_CN").country(code)) == (en, zh)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("China (CN)", "CN"),
        ("中国（ＣＮ）", "CN"),
        ("  viet   nam ", "VN"),
        ("Cote d'Ivoire", "CI"),
        ("trinidad and tobago", "TT"),
        ("chn", "CN"),
        ("台湾", "TW"),
        ("UK", "GB"),
        ("China (DE)", ""),
        ("Atlantis", ""),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_what_people_type(said: str, code: str) -> None:
    assert country_code(said) == code


def test_countries_are_offered_best_first() -> None:
    assert countries_like("ch", "en")[:4] == ("CH", "TD", "CL", "CN")
    assert countries_like("chi", "en") == ("CL", "CN", "CZ", "HK", "MO", "TW", "CY")
    assert set(countries_like("中国", "en")) == {"CN", "HK", "MO", "TW"}
    assert countries_like("deutsch", "zh_CN") == ("DE",)
    assert countries_like("nowhere", "en") == ()
    assert countries_like("", "zh_CN")[:2] == ("AL", "DZ"), "by their sound"
    assert len(countries_like("", "en")) == len(_rows())


def test_an_address_ends_with_the_name_of_its_country_in_its_own_script() -> None:
    assert address(("Cixi Road 8", "", "Ningbo"), "CN") == "Cixi Road 8, Ningbo, China"
    assert address(("慈溪路 8 号", "宁波"), "CN") == "慈溪路 8 号, 宁波, 中国"
    assert address(("", ""), "") == ""
    assert country_name("QX") == Bilingual("QX")


def test_a_country_has_its_article_inside_a_sentence() -> None:
    said = {code: str(market_in_sentence(code)) for code in ("US", "NL", "GB", "PH", "AE", "EU", "DE", "CN")}
    assert said == {
        "US": "the United States",
        "NL": "the Netherlands",
        "GB": "the United Kingdom",
        "PH": "the Philippines",
        "AE": "the United Arab Emirates",
        "EU": "the EU",
        "DE": "Germany",
        "CN": "China",
    }
    assert market_in_sentence("US").zh == "美国"
    assert market_before("EU") == Bilingual("EU", "欧盟")
    assert in_sentence(Bilingual("Great Britain", "大不列颠")).en == "Great Britain"
