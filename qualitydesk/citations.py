"""How a citation stands in a Chinese window: the laws of China by their own names and articles, those of
other countries as they are cited, behind the title they are known by.

The titles are the catalogue's; a law whose customary title is not known for sure is not listed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from qualitydesk.domain.values import Message, msg

CHINESE_LAWS = (
    msg("CRPL"),
    msg("Consumer Rights Protection Law"),
    msg("E-Commerce Law"),
    msg("PQL"),
    msg("Product Quality Law"),
    msg("SAMR Order 19"),
    msg("SAMR Order 19 (2019)"),
    msg("SAMR complaint measures"),
    msg("GACC announcement 2020 No. 45"),
    msg("Notice Shangcaifa [2018] No. 486"),
    msg("Notice 486"),
    msg("Three-guarantees provisions"),
    msg("Zhejiang measures"),
)
TITLED_LAWS = (
    msg("Regulation (EU) 2023/988"),
    msg("Regulation (EU) 2019/1020"),
    msg("Regulation (EU) 952/2013"),
    msg("Directive 2011/83/EU"),
    msg("Directive (EU) 2019/771"),
    msg("Directive (EU) 2024/2853"),
    msg("Directive (EU) 2024/1799"),
    msg("GPSR"),
    msg("CISG"),
    msg("CMR"),
    msg("CRA 2015"),
    msg("Consumer Contracts Regulations 2013"),
    msg("General Product Safety Regulations 2005"),
    msg("GPSR 2005"),
    msg("Limitation Act 1980"),
    msg("CPSA s"),
    msg("Consumer Product Safety Act"),
    msg("Specified Commercial Transactions Act"),
    msg("Product Liability Act"),
    msg("Consumer Rights Law"),
    msg("UCC 2"),
    msg("16 CFR"),
    msg("47 CFR"),
    msg("CCPSA"),
    msg("Canada Consumer Product Safety Act"),
    msg("ACL"),
    msg("Australian Consumer Law"),
    msg("CDC"),
    msg("Consumer Code Law"),
    msg("BIS Act 2016"),
    msg("Consumer Protection Act 2019"),
    msg("E-Commerce Act"),
    msg("Electrical Appliances and Materials Safety Act"),
    msg("Electrical Appliances and Consumer Products Safety Control Act"),
    msg("Framework Act on Product Safety"),
    msg("Special Act on Children's Products"),
)
"""Cited by these words; of two that begin alike the longer one is meant. "CPSA s" and "UCC 2" are those of
the United States: Japan's cites articles, and the Customs Code of the Union has the same letters. The three
acts cited in full behind "CPSA s" are Japan's, and the Consumer Rights Law is Russia's.
"""
REMARKS = (
    msg("(10 years from first delivery as long stop)"),
    msg("(as in force 25 Dec 2025)"),
    msg("(final rule 8 Jan 2025)"),
    msg("(reasonable time)"),
    msg("(three guarantees, from delivery)"),
    msg("GS1 General Specifications"),
    msg("HS nomenclature"),
    msg("SAMR and MOFCOM announcement of 13 Feb 2026"),
    msg("amendment approved by the cabinet on 13 Jan 2026"),
    msg("as amended"),
    msg("long stop 10 years"),
    msg("technical regulations"),
)
"""What the rule packs say beside a law, or in place of one, in words of their own."""
_ARTICLES = r"(?: arts? (?P<articles>\d[\d, -]*\d|\d))?"


def _cited(laws: Iterable[Message], behind: str = "") -> re.Pattern[str]:
    names = "|".join(re.escape(law.text) for law in sorted(laws, key=lambda law: -len(law.text)))
    return re.compile(rf"(?<![\w(])(?P<law>{names})(?!\w){behind}")


_CHINESE = _cited(CHINESE_LAWS, rf"(?! 2019){_ARTICLES}")
"""Not the E-Commerce Law of 2019, which is Saudi Arabia's."""
_TITLED = _cited(TITLED_LAWS)


def named(citation: str, tr: Callable[[str], str]) -> str:
    """The laws of China by their own names: "CRPL art 25" is article 25 of that name."""

    def own(cited: re.Match[str]) -> str:
        articles = cited["articles"]
        numbers = "、".join(re.split(r", ?", articles)) if articles else ""
        return f"{tr(cited['law'])}{f'第{numbers}条' if numbers else ''}"

    return _CHINESE.sub(own, _remarked(citation, tr))


def _remarked(citation: str, tr: Callable[[str], str]) -> str:
    """The remarks in Chinese; a bracket stands close to what it follows."""
    for remark in REMARKS:
        if remark.text in citation:
            said = tr(remark.text)
            behind = f" {remark.text}" if said.startswith("（") else remark.text
            citation = citation.replace(behind, said)
    return citation


def titled(citation: str, tr: Callable[[str], str]) -> str:
    """Other laws, each behind its title; several set apart as Chinese does."""
    parts = ((part, _TITLED.search(part)) for part in citation.split("; "))
    return "；".join(f"{tr(law['law'])} {part}" if law else part for part, law in parts)
