"""The Chinese catalogue is complete: nothing untranslated, unused, or broken in its places."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from babel import Locale
from babel.dates import format_date

from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, listed, msg
from qualitydesk.translation import LANGUAGES, SEPARATORS, Translator

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "resources" / "locale" / "catalogues.py"
SPOKEN = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "setText", "setToolTip",
    "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setWindowTitle", "setStatusTip",
    "addItem", "addTab", "addAction", "label", "ElidedLabel", "Card", "Action", "Field", "Hint", "toast",
    "set_consequence", "set_title", "set_aside", "say", "set_full", "confirm", "ask_reason", "ask_form",
    "RailEntry", "ToastAction", "Empty", "Column",
}  # fmt: skip
"""Calls whose words a person reads."""
SAYING = frozenset({"tr", "msg", "plural"})
NAMES = frozenset({"QualityDesk", "GTIN", "SKU", "English", "A4"})
"""Words that are the same in every language."""


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sentence_is_translated_with_its_places(catalogues: ModuleType) -> None:
    assert catalogues.problems(catalogues.translated()) == []


def test_the_catalogue_holds_exactly_the_sentences_of_the_code(catalogues: ModuleType) -> None:
    wanted = {str(message.id) for message in catalogues.collected() if message.id}
    held = {str(message.id) for message in catalogues.translated() if message.id}
    assert sorted(wanted - held) == [], "run resources/locale/catalogues.py and translate these"
    assert sorted(held - wanted) == [], "run resources/locale/catalogues.py: these are not used any more"


def test_no_sentence_hides_in_an_f_string_or_in_another() -> None:
    """There it is not collected, so it would never be translated."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ("qualitydesk", "ui", "reports")
        for path in (ROOT / folder).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr) or _chooses(text)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and call is not text and _called(call) in SAYING and _says(call)
    ]
    assert hidden == []


def test_the_compiled_catalogue_is_made_from_the_text(catalogues: ModuleType) -> None:
    assert catalogues.MO.read_bytes() == catalogues.compiled(catalogues.translated())


def test_a_translator_says_sentences_plurals_and_names_in_its_language() -> None:
    chinese, english = Translator("zh_CN"), Translator("en")
    assert chinese("Send back") == "退回"
    assert english("Send back") == "Send back"
    assert chinese(msg("{name} started", name="Chen")) == "Chen 已开始"
    assert english.plural("{n} claim on this lot", "{n} claims on this lot", 14) == "14 claims on this lot"
    assert chinese.plural("{n} claim on this lot", "{n} claims on this lot", 14) == "该批次有 14 起索赔"
    assert chinese.name(Bilingual("Kettle", "水壶")) == "水壶"
    assert chinese.name(Bilingual("Kettle")) == "Kettle"


def test_a_message_inside_a_message_is_translated_too() -> None:
    outer = msg("Decision: {decision}", decision=msg("Release"))
    assert Translator("zh_CN")(outer) == "处置：放行"
    assert str(outer) == "Decision: Release"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert Translator("xx").language == "en"


def _literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Texts written straight into a call whose words a person reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SPOKEN:
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                parts = given.values if isinstance(given, ast.JoinedStr) else [given]
                yield from (part for part in parts if isinstance(part, ast.Constant))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _reads_like_words(text: object) -> bool:
    """A sentence, or a capitalised word longer than a key ("N", "Ctrl+S", "F2")."""
    words = text.strip(" ·:") if isinstance(text, str) else ""
    if words in NAMES or "+" in words:
        return False
    sentence = " " in words and any(part.isalpha() and len(part) > 1 for part in words.split())
    return sentence or (words[:1].isupper() and words.isalpha() and words[1:].islower() and len(words) > 3)


def _chooses(node: ast.AST) -> bool:
    """A call that says one of several sentences, which stand deep inside it."""
    if not isinstance(node, ast.Call) or _called(node) not in SAYING or _says(node) or not node.args:
        return False
    first = node.args[0]
    return not (isinstance(first, ast.Call) and _called(first) in SAYING)


def _says(node: ast.Call) -> bool:
    return bool(node.args) and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)


KEYS = frozenset({"Escape", "Return", "Space", "Home", "Down", "Delete", "Left", "Right", "Enter", "Insert"})


def _windows() -> list[Path]:
    return [path for path in (ROOT / "ui").rglob("*.py") if "console" not in path.parts]


@pytest.mark.parametrize("source", _windows(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_reach_the_window_untranslated(source: Path) -> None:
    found = [
        f"{node.lineno}: {node.value!r}"
        for node in _literals(ast.parse(source.read_text(encoding="utf-8")))
        if _reads_like_words(node.value) and node.value not in KEYS
    ]
    assert not found, "say these through tr()"


def _speaking() -> list[Path]:
    return [*_windows(), *(ROOT / "reports").rglob("*.py")]


@pytest.mark.parametrize("source", _speaking(), ids=lambda path: str(path.relative_to(ROOT)))
def test_sentences_are_said_by_a_name_that_is_collected(source: Path) -> None:
    """``self._tr("...")`` works, but nobody would find its sentence for translation."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    others = [
        f"{node.lineno}: {_called(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in {"_tr", "_say", "_", "translator"} and _says(node)
    ]
    assert not others


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_days_are_written_as_the_language_writes_them(language: str) -> None:
    tr, locale = Translator(language), Locale.parse(language)
    signs = locale.number_symbols["latn"]
    assert SEPARATORS[language] == (signs["group"], signs["decimal"])
    for month in range(1, 13):
        for day in (1, 9, 23):
            when = date(2026, month, day)
            assert format_date(when, "ccc", locale) in tr.day_short(when)
            if not tr.chinese:
                assert format_date(when, "LLL", locale) in tr.date(when)
    assert tr.number(1234567) == "1,234,567"
    assert tr.decimal(Decimal("1234.5"), 2) == "1,234.50"


def test_counts_in_sentences_have_their_thousands_apart() -> None:
    tr = Translator("en")
    assert tr.plural("1 row is in {file}.", "{n} rows are in {file}.", 30000, file="a.csv") == (
        "30,000 rows are in a.csv."
    )
    assert tr(msg("{n} units", n=12500)) == "12,500 units"
    assert Translator("zh_CN")(msg("{n} units", n=12500)) == "12,500 件"


def test_money_is_written_with_a_sign_that_means_one_currency() -> None:
    tr = Translator("en")
    assert tr.money(Money.of("1234.5", "EUR")) == "€ 1,234.50"
    assert tr.money(Money.of("1234", "EUR"), cents=False) == "€ 1,234"
    assert tr.money(Money.of("1234.5", "EUR"), cents=False) == "€ 1,234.50"
    assert tr.money(Money.of("500", "JPY")) == "JP¥ 500"
    assert tr.money(Money.of("5", "CHF")) == "CHF 5.00"


def test_words_in_a_row_are_set_apart_as_the_language_does() -> None:
    chinese, english = Translator("zh_CN"), Translator("en")
    assert english.listed(["a", "", "b"]) == "a, b"
    assert chinese.listed(["甲", "", "乙"]) == "甲、乙"
    assert chinese.listed(["甲、乙", "丙"], long=True) == "甲、乙；丙"
    refused = msg(
        "{name} may not do this: it is for {roles}.",
        name="Chen",
        roles=listed(map(msg, ("Manager", "Admin"))),
    )
    assert str(refused) == "Chen may not do this: it is for Manager, Admin."
    assert chinese(refused) == "Chen 无权执行：仅限经理、管理员。"
