"""Every Chinese text says each term of the trade by one word; resources/locale/zh_CN/terms.yaml says which.

Read are the catalogue, the help, the rule packs, the checklists with the defect catalogue, the example
company, and the few names in the code; not the headings that an import knows: any word counts there.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
TERMS = RESOURCES / "locale" / "zh_CN" / "terms.yaml"
CATALOGUE = RESOURCES / "locale" / "zh_CN" / "LC_MESSAGES" / "qualitydesk.po"
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACE = re.compile(r"\{\w*\}")
CLOSE = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")
"""A Latin word or a figure that touches a Chinese one; dates and house numbers may: 11月20日, 1180号."""
CLOSE_LATIN = re.compile(r"[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]")
"""The same for laws, whose figures stand close: 第16条, 30日内."""
NUMBERED = re.compile(r"\d+(?=[年月日号])|(?<=[年月日])\d+")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
FILLING = frozenset({"en", "zh", "from", "not", "but", "held", "or", "apart"})


@dataclass(frozen=True)
class Term:
    """One row of the table."""

    en: str
    zh: str
    source: str
    never: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    held: bool = False
    also: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def english(self) -> re.Pattern[str]:
        """The English term as a whole word, one or several."""
        return re.compile(rf"\b(?:{self.en})s?\b", re.IGNORECASE)

    def broken_by(self, zh: str) -> list[str]:
        """The words in a Chinese text that are not to be said for this term."""
        for right in self.contexts:
            zh = zh.replace(right, "·")
        return [word for word in self.never if word in zh]


@dataclass(frozen=True)
class Text:
    """One Chinese text with where it stands and what it says in English ("" where nothing is beside it)."""

    place: str
    zh: str
    en: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """The table."""
    return tuple(_term(row) for row in _rows())


def _rows() -> list[dict[str, object]]:
    """The table's rows as they are written."""
    return [row for group in yaml.safe_load(TERMS.read_text("utf-8")).values() for row in group]


def _term(row: dict[str, object]) -> Term:
    never, contexts, also, apart = (_words(row.get(key)) for key in ("not", "but", "or", "apart"))
    held = row.get("held") is True
    return Term(str(row["en"]), str(row["zh"]), str(row["from"]), never, contexts, held, also, apart)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


@cache
def catalogue() -> tuple[Text, ...]:
    """The sentences of the program."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file, locale="zh_CN") if message.id]
    return tuple(Text("catalogue", _last(message.string), _last(message.id)) for message in messages)


def _last(text: object) -> str:
    return str(text[-1]) if isinstance(text, tuple | list) else str(text)


@cache
def packs(folder: str) -> tuple[Text, ...]:
    """The texts in two languages of the YAML files of a folder of the resources."""
    files = sorted((RESOURCES / folder).glob("*.yaml"))
    return tuple(text for path in files for text in _pairs(_read(path), path.name))


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text("utf-8"))


def _pairs(value: object, place: str) -> Iterator[Text]:
    if isinstance(value, dict):
        if "zh" in value:
            yield Text(place, str(value["zh"]), str(value.get("en", "")))
        for inside in value.values():
            yield from _pairs(inside, place)
    elif isinstance(value, list):
        for inside in value:
            yield from _pairs(inside, place)


@cache
def pages() -> tuple[Text, ...]:
    """The help, line by line."""
    files = sorted((RESOURCES / "help" / "zh_CN").glob("*.md"))
    return tuple(Text(path.name, line) for path in files for line in path.read_text("utf-8").splitlines())


@cache
def code() -> tuple[Text, ...]:
    """The Chinese names that stand in the code, but for the headings that an import knows."""
    files = [path for top in ("qualitydesk", "reports", "ui") for path in sorted((ROOT / top).rglob("*.py"))]
    return tuple(text for path in files if "exchange" not in path.parts for text in _in_code(path))


def _in_code(path: Path) -> Iterator[Text]:
    source = path.read_text("utf-8")
    if HAN.search(source):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
                yield Text(path.name, node.value)


EVERYWHERE: dict[str, Callable[[], tuple[Text, ...]]] = {
    "catalogue": catalogue,
    "help": pages,
    "rules": lambda: packs("rules"),
    "checklists": lambda: packs("checklists"),
    "example": lambda: packs("demo"),
    "code": code,
}


def test_the_table_names_each_term_once_with_its_source() -> None:
    rows = _rows()
    assert not [row for row in rows if set(row) - FILLING]
    assert all(term.en and HAN.search(term.zh) and term.source for term in terms())
    twice = [en for en, times in Counter(term.en for term in terms()).items() if times > 1]
    assert not twice
    assert not {(term.en, word) for term in terms() for word in term.never if word in (term.zh, *term.also)}
    assert not [term.en for term in terms() if (term.apart or term.also) and not term.held]


def test_no_term_is_forbidden_by_another() -> None:
    said = {word for term in terms() for word in (term.zh, *term.also)}
    assert not {(word, term.en) for term in terms() for word in said if term.broken_by(word)}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_no_text_says_another_word_for_a_term(where: str) -> None:
    found = {
        f"{text.place}: “{text.zh}”: say {term.zh}, not {', '.join(words)}"
        for text in EVERYWHERE[where]()
        for term in terms()
        if (words := term.broken_by(text.zh))
    }
    assert not found


@pytest.mark.parametrize("term", [term for term in terms() if term.held], ids=lambda term: term.en)
def test_who_says_the_english_term_says_the_chinese_one(term: Term) -> None:
    found = {
        f"{text.en} = {text.zh}: say {term.zh}"
        for text in (*catalogue(), *packs("checklists"))
        if term.english.search(PLACE.sub("", text.en))
        and not any(word in text.zh for word in (term.zh, *term.also))
        and text.en not in term.apart
    }
    assert not found


def test_a_sentence_that_is_apart_is_still_said() -> None:
    said = {text.en for text in (*catalogue(), *packs("checklists"))}
    assert not {sentence for term in terms() for sentence in term.apart if sentence not in said}


@pytest.mark.parametrize("where", ["catalogue", "help", "code"])
def test_latin_words_and_figures_stand_apart_from_chinese_ones(where: str) -> None:
    found = {
        text.zh for text in EVERYWHERE[where]() if CLOSE.search(NUMBERED.sub("", PLACE.sub("", text.zh)))
    }
    assert not found


def test_latin_words_stand_apart_in_the_rules_too() -> None:
    assert not {text.zh for text in packs("rules") if CLOSE_LATIN.search(text.zh)}


@pytest.mark.parametrize("where", ["catalogue", "rules", "checklists"])
def test_chinese_sentences_have_chinese_marks(where: str) -> None:
    assert not {text.zh for text in EVERYWHERE[where]() if HALF_WIDTH.search(text.zh)}


@pytest.mark.parametrize("folder", ["rules", "checklists", "demo"])
def test_no_comma_cuts_a_text_in_two(folder: str) -> None:
    """``{en: one, two, zh: …}`` without quotation marks is three entries, of which one is a text."""
    found = [
        f"{path.name}: {key}"
        for path in sorted((RESOURCES / folder).glob("*.yaml"))
        for key in _emptied(_read(path))
    ]
    assert not found


def _emptied(value: object) -> Iterator[str]:
    """Keys with a blank in them and nothing behind them."""
    if isinstance(value, dict):
        yield from (str(key) for key, inside in value.items() if inside is None and " " in str(key))
    if isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _emptied(inside)
