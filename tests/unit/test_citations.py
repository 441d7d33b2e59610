"""Citations in Chinese: the laws of China by their names, others behind their titles, once on a paper."""

from __future__ import annotations

import pytest

from qualitydesk.citations import CHINESE_LAWS, TITLED_LAWS
from qualitydesk.domain.values import Cited, msg
from qualitydesk.translation import Translator
from reports.kit.words import Words
from ui.kit.laws import short_law

CHINESE, ENGLISH = Translator("zh_CN"), Translator("en")


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("CRPL art 25", "《消费者权益保护法》第25条"),
        (
            "Product Quality Law arts 27, 33, 40-45; CRPL art 40",
            "《产品质量法》第27、33、40-45条；《消费者权益保护法》第40条",
        ),
        ("GPSR art 9(8)", "《通用产品安全法规》 GPSR art 9(8)"),
        ("GPSR 2005 reg 9", "《2005年通用产品安全条例》 GPSR 2005 reg 9"),
        ("CPSA s 14; 16 CFR part 1110", "《消费品安全法》 CPSA s 14；《联邦法规汇编》 16 CFR part 1110"),
        ("CMR art 30(1)", "《国际公路货物运输合同公约》 CMR art 30(1)"),
        ("House rule QR-07", "内部规则 QR-07"),
        ("CISG art 39(1) (reasonable time)", "《联合国国际货物销售合同公约》 CISG art 39(1)（合理时间）"),
        (
            "PQL art 45 (10 years from first delivery as long stop)",
            "《产品质量法》第45条（自首次交付起最长10年）",
        ),
        ("SAMR and MOFCOM announcement of 13 Feb 2026", "市场监管总局、商务部2026年2月13日公告"),
        ("Zhejiang measures art 26", "《浙江省实施〈中华人民共和国消费者权益保护法〉办法》第26条"),
        ("Product Liability Act art 5", "《制造物责任法》 Product Liability Act art 5"),
        (
            "Canada Consumer Product Safety Act s 13",
            "《加拿大消费品安全法》 Canada Consumer Product Safety Act s 13",
        ),
        (
            "Consumer Product Safety Act arts 6, 11-13",
            "《消费生活用品安全法》 Consumer Product Safety Act arts 6, 11-13",
        ),
    ],
)
def test_a_chinese_window_says_the_title_with_the_original_behind(cited: str, said: str) -> None:
    assert CHINESE.law(cited) == said
    assert ENGLISH.law(cited) == cited


@pytest.mark.parametrize(
    "cited",
    ["CPSA art 35", "E-Commerce Law 2019", "Consumer Protection (E-Commerce) Rules 2020", "UCC Art. 18"],
)
def test_a_law_of_the_same_letters_is_not_taken_for_another(cited: str) -> None:
    assert CHINESE.law(cited) == cited


def test_beside_a_finding_stands_what_is_short() -> None:
    assert short_law(CHINESE, "Regulation (EU) 2019/1020 art 4") == "Reg. (EU) 2019/1020 Art. 4"
    assert short_law(CHINESE, "CRPL art 25") == "《消费者权益保护法》第25条"
    assert (
        short_law(ENGLISH, "CISG art 39(1) (reasonable time); house rule RR-01, 10 days") == "CISG Art. 39(1)"
    )


def test_a_paper_in_two_languages_cites_a_law_once() -> None:
    assert Words([CHINESE, ENGLISH]).law("GPSR art 20").joined == "GPSR art 20"
    assert Words([CHINESE]).law("GPSR art 20").joined == "《通用产品安全法规》 GPSR art 20"


def test_a_citation_in_a_sentence_is_said_as_a_law() -> None:
    line = msg("{buyer} · {law}", buyer="Ana", law=Cited("House rule SR-03"))
    assert CHINESE(line) == "Ana · 内部规则 SR-03"
    assert ENGLISH(line) == str(line) == "Ana · House rule SR-03"


def test_every_listed_law_has_its_title() -> None:
    assert all(CHINESE(law.text) != law.text for law in (*CHINESE_LAWS, *TITLED_LAWS))
