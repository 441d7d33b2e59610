"""The example company has issued papers: really, the same whenever it is made, one replaced and one void."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.values import Query
from qualitydesk.services import care, documents
from qualitydesk.services.demo.stage import Stage
from reports.example import plan_papers
from reports.issuing import Wish, facts
from reports.verification import verify
from tests.builders import desk_of


def issue_all(backend: Backend) -> list[documents.DocumentFile]:
    """What the example company has in its register, once its papers were issued."""
    stage = Stage(backend.desk(), ZoneInfo("Asia/Shanghai"), Random(1))
    stage.people = {login: desk_of(backend, login).person for login in ("wang", "sofia")}
    plan_papers(stage)
    stage.play(lambda done, of: None)
    desk = desk_of(backend, "wang")
    return [documents.open_document(desk, row.id) for row in documents.page(desk, Query()).rows]


def test_its_papers_are_issued_and_verify(example: Backend) -> None:
    desk, issued = desk_of(example, "wang"), issue_all(example)
    found = {file.row.number: file for file in issued}
    assert len(found) == 7
    assert {file.row.kind for file in issued} == {"inspection-certificate", "claim-report", "dossier"}
    assert found["QD-IC-2026-00002"].superseded_by == "QD-IC-2026-00004"
    verdicts = {number: verify(desk, documents.read_pdf(desk, number)).verdict for number in found}
    assert sorted(verdicts.values()) == ["superseded", *["valid"] * 5, "void"]
    assert care.check_health(example.desk()).problems == ()


def test_they_are_the_same_each_time(
    example: Backend, example_template: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """All but their check codes, for a paper prints the head of the audit chain it was issued on."""
    copy = tmp_path / "copy.db"
    shutil.copyfile(example_template, copy)
    shutil.copytree(f"{example_template}.files", f"{copy}.files")
    other = open_backend(str(copy), clock=clock)
    again = [replace(file.row, check_code="") for file in issue_all(other)]
    assert [replace(file.row, check_code="") for file in issue_all(example)] == again
    other.close()


def test_a_claim_is_decided_by_its_own_day_not_by_what_else_is_due(example: Backend) -> None:
    """The earbuds' maker is to be told four days before the remedy is to be decided."""
    desk = desk_of(example, "sofia")
    content = facts(desk, Wish("claim-report", "CL-2026-1175")).content
    due = {line.title.en: line.due_on for line in content.deadlines}
    assert content.decide_by == due["Decide remedy"] > due["Notify the maker"]


def test_a_day_of_the_trace_is_that_of_the_house(example: Backend) -> None:
    """Far in the west it is still the day before: the order is placed on one day all over the paper."""
    desk = desk_of(example, "sofia")
    west = replace(desk, house=replace(desk.house, timezone="America/Los_Angeles"))
    content = facts(west, Wish("claim-report", "CL-2026-1175")).content
    placed = next(one.at for one in content.events if str(one.text).startswith("Order US-"))
    order = next(one for one in content.trace if one.kind == "order")
    assert order.day == placed.date()
    assert order.day < facts(desk, Wish("claim-report", "CL-2026-1175")).content.trace[0].day


@pytest.mark.parametrize(
    ("document", "number"),
    [("claim-report", "cl-2026-1175"), ("dossier", "sh-2026-0418"), ("scorecard", "haoyu")],
)
def test_our_own_numbers_may_be_typed_in_small_letters(example: Backend, document: str, number: str) -> None:
    assert facts(desk_of(example, "wang"), Wish(document, number)).subject.number == number.upper()
