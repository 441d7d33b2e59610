"""What the program wrote is told in the language of who reads; what people wrote, and older rows, as is."""

from __future__ import annotations

import json

import pytest

from qualitydesk.domain.attributes import attribute_name
from qualitydesk.domain.improvement.titles import said_title, title_of
from qualitydesk.domain.stored_messages import recalled, stored
from qualitydesk.domain.values import Bilingual, Message, listed, msg
from qualitydesk.translation import Translator

KETTLE = Bilingual("Glass kettle", "玻璃电热水壶")


@pytest.mark.parametrize(
    "message",
    [
        msg("{holder} holds it, but does not make {sku}", holder="浩宇 {x}", sku="KT-1"),
        msg("{number} runs longer than the {years} years of the scheme", number="C-1", years=5),
        msg("It lists {models}, not {sku}", models=listed(["A", "B"]), sku=KETTLE),
        msg("{text}", text=(msg("Approved"), "x")),
    ],
)
def test_a_message_comes_back_as_it_was_kept(message: Message) -> None:
    again = recalled(json.loads(json.dumps(stored(message))))
    assert again == message
    for language in ("en", "zh_CN"):
        assert Translator(language)(again) == Translator(language)(message)


def test_a_sentence_of_an_older_row_is_told_as_it_stands() -> None:
    assert Translator("zh_CN")(recalled("Ningbo {Haoyu} holds it")) == "Ningbo {Haoyu} holds it"


def test_a_title_that_an_inspection_gave_is_told_in_both_languages() -> None:
    title = str(title_of(KETTLE, "L-7", "Fail", "Rework or sort"))
    assert title == "Glass kettle · L-7: Fail, Rework or sort"
    zh = Translator("zh_CN")
    assert Translator("en")(said_title(title, KETTLE, "L-7")) == title
    told = zh(said_title(title, KETTLE, "L-7"))
    assert told == f"玻璃电热水壶 · L-7：{zh('Fail')}，{zh('Rework or sort')}"
    renamed = zh(said_title(title, Bilingual("Kettle 2"), "L-7"))
    assert renamed == f"Glass kettle · L-7：{zh('Fail')}，{zh('Rework or sort')}"


def test_a_title_that_somebody_wrote_is_his() -> None:
    for title in ("Seal {leaks}: Fail", "Pass", "密封不良：不合格"):
        assert Translator("zh_CN")(said_title(title, KETTLE, "L-7")) == title


def test_usual_properties_have_names_and_others_stay_as_typed() -> None:
    zh = Translator("zh_CN")
    assert (zh(attribute_name("voltage_v")), str(attribute_name("voltage_v"))) == (
        "额定电压（V）",
        "Rated voltage, V",
    )
    assert zh(attribute_name("Farbe_{x}")) == "Farbe_{x}"
