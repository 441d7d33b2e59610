"""The Chinese catalogue is complete: nothing untranslated, unused, or broken in its places."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.translation import Translator

TOOL = Path(__file__).resolve().parents[2] / "resources" / "locale" / "catalogues.py"


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


def test_the_compiled_catalogue_is_made_from_the_text(catalogues: ModuleType) -> None:
    assert catalogues.MO.read_bytes() == catalogues.compiled(catalogues.translated())


def test_a_translator_says_sentences_plurals_and_names_in_its_language() -> None:
    chinese, english = Translator("zh_CN"), Translator("en")
    assert chinese("Send back") == "退回"
    assert english("Send back") == "Send back"
    assert chinese(msg("{name} started", name="Chen")) == "Chen 已开始"
    assert english.plural("{n} claim on this lot", "{n} claims on this lot", 14) == "14 claims on this lot"
    assert chinese.plural("{n} claim on this lot", "{n} claims on this lot", 14) == "该批次有 14 宗索赔"
    assert chinese.name(Bilingual("Kettle", "水壶")) == "水壶"
    assert chinese.name(Bilingual("Kettle")) == "Kettle"


def test_a_message_inside_a_message_is_translated_too() -> None:
    outer = msg("Decision: {decision}", decision=msg("Release"))
    assert Translator("zh_CN")(outer) == "决定：放行"
    assert str(outer) == "Decision: Release"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert Translator("xx").language == "en"
