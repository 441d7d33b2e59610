"""Places filled in translated sentences: Chinese stands close to Chinese, apart from other script."""

from __future__ import annotations

import pytest

from qualitydesk.translation import Translator
from ui.words import in_a_sentence, units


@pytest.mark.parametrize(
    ("party", "said"),
    [("东莞荣声", "向东莞荣声追偿"), ("Rhein-Trans", "向 Rhein-Trans 追偿"), ("A 级工厂", "向 A 级工厂追偿")],
)
def test_a_name_stands_as_chinese_is_written(party: str, said: str) -> None:
    assert Translator("zh_CN")("Claim on {party}", party=party) == said


def test_english_keeps_its_spaces() -> None:
    assert Translator("en")("Claim on {party}", party="东莞荣声") == "Claim on 东莞荣声"


@pytest.mark.parametrize(("paper", "said"), [("8D 报告", "签发 8D 报告"), ("检验证书", "签发检验证书")])
def test_a_paper_stands_as_chinese_is_written(paper: str, said: str) -> None:
    assert Translator("zh_CN")("Issue {paper}", paper=paper) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Inspection certificate", "inspection certificate"),
        ("8D report", "8D report"),
        ("检验证书", "检验证书"),
    ],
)
def test_a_title_inside_a_sentence_keeps_its_capitals(title: str, said: str) -> None:
    assert in_a_sentence(title) == said


def test_units_are_counted_in_both_numbers() -> None:
    assert [units(Translator("en"), count) for count in (1, 2400)] == ["1 unit", "2,400 units"]
    assert units(Translator("zh_CN"), 1) == "1 件"
