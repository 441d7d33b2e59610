"""What the rule packs say to people they say in Chinese too; plain texts are codes, citations and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import get_annotations, getmro

from qualitydesk.domain.values import NO_LAW_CITED, Bilingual
from qualitydesk.rules import load_rules
from qualitydesk.translation import Translator

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
SAME_IN_ALL = {
    "Source.title", "Source.address", "TimedRule.law", "Regime.law", "HouseRule.citation", "DisputeBody.law",
}  # fmt: skip
"""Citations, and what a source calls itself."""
NEVER_SHOWN = {
    "DataElement.note", "IdentifierKind.name", "IdentifierKind.note", "IdentifierKind.check",
    "IdentifierKind.alt", "Register.name", "DocumentForm.name", "DocumentForm.confidence_note",
    "DocumentForm.content",
}  # fmt: skip
"""Kept for those who write the packs: no screen, paper or command shows them."""
SAME = re.compile(r"GTIN|SKU|GLN|LEI|https?://\S+")
QUOTED = re.compile(r"“[^”]*”")
PACK = load_rules({})


def _texts(value: object, place: str) -> Iterator[tuple[str, str | Bilingual]]:
    """Every text of the pack with the class and field that hold it."""
    if isinstance(value, str | Bilingual):
        yield place, value
    elif is_dataclass(value):
        for one in fields(value):
            bases = reversed(getmro(type(value)))
            owner = next(base for base in bases if one.name in get_annotations(base))
            yield from _texts(getattr(value, one.name), f"{owner.__name__}.{one.name}")
    elif isinstance(value, Mapping):
        for inside in value.values():
            yield from _texts(inside, place)
    elif isinstance(value, tuple):
        for inside in value:
            yield from _texts(inside, place)


def test_every_text_for_people_has_its_chinese() -> None:
    found = {
        f"{place}: {text.en}"
        for place, text in _texts(PACK, "pack")
        if isinstance(text, Bilingual)
        and text
        and not SAME.fullmatch(text.en)
        and not CHINESE.search(text.zh)
    }
    assert not found, "say these as {en: …, zh: …} in resources/rules"


def test_the_chinese_holds_no_english_sentence() -> None:
    found = {
        f"{place}: {text.zh}"
        for place, text in _texts(PACK, "pack")
        if isinstance(text, Bilingual) and SENTENCE.search(QUOTED.sub("", text.zh))
    }
    assert not found


def test_no_sentence_is_kept_in_english_alone() -> None:
    found = {
        f"{place}: {text}"
        for place, text in _texts(PACK, "pack")
        if isinstance(text, str) and " " in text and place not in SAME_IN_ALL | NEVER_SHOWN
    }
    assert not found, "a text for people is Bilingual; a new citation or code belongs to the lists here"


def test_what_stands_for_a_law_where_none_is_cited_is_translated() -> None:
    laws = {str(text) for place, text in _texts(PACK, "pack") if place.endswith((".law", ".citation"))}
    uncited = {law for law in laws if law and law == law.lower() and not re.search(r"\d", law)}
    assert uncited == {str(words) for words in NO_LAW_CITED}
    assert all(CHINESE.search(Translator("zh_CN").law(law)) for law in uncited)
