"""Reads house.yaml: the checks and the promises of the house, which stand beside the law."""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.rules import HouseRule
from qualitydesk.domain.timed_rules import AfterSalesRule
from qualitydesk.domain.values import Severity
from qualitydesk.rules.reading import Problem, Row, Words, identified, rows_of
from qualitydesk.rules.timed import read_after_sales


def read_house(
    file: str, data: Mapping[str, object], words: Words, problems: list[Problem]
) -> tuple[dict[str, HouseRule], tuple[AfterSalesRule, ...]]:
    """The house's checks by id, and its clocks."""
    checks = [_check(row) for row in rows_of(file, data, "checks", words, problems)]
    clocks = tuple(read_after_sales(row, "") for row in rows_of(file, data, "clocks", words, problems))
    return {check.id: check for check in checks}, clocks


def _check(row: Row) -> HouseRule:
    found = HouseRule(
        id=identified(row),
        title=row.bilingual("title"),
        severity=row.enum("severity", Severity, Severity.STOP),
        citation=row.text("law", required=True),
        confidence=row.confidence(),
        check=row.text("check", required=True),
        days=row.whole("days"),
        start=row.word("start", row.words.events),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
        switched_off=row.flag("switched_off"),
        by_house=row.flag("by_house"),
    )
    row.finish()
    return found
