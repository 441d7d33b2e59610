"""The scorecard: twelve months of one party in points, what they are made of, and nobody else's name."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, NotFound
from qualitydesk.domain.parties.credit import Part, PartyFigures, points
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.values import Query, Tone
from qualitydesk.services import documents, parties
from qualitydesk.services.compliance import read_scorecard
from qualitydesk.services.compliance.scorecard import quarters
from qualitydesk.services.desk import Desk
from reports.catalogue.scorecard.content import Scorecard, without
from reports.issuing import Wish, draft, facts, issue
from reports.verification import verify
from tests.builders import desk_of
from tests.reports.test_papers import text_of

MAKER, SILENT = "HAOYU", "BRUCKNER"


@pytest.fixture
def wang(example: Backend) -> Desk:
    return desk_of(example, "wang")


def content_of(desk: Desk, code: str) -> Scorecard:
    content = facts(desk, Wish("scorecard", code)).content
    assert isinstance(content, Scorecard)
    return content


def test_the_year_is_what_its_quarters_are(wang: Desk) -> None:
    found = read_scorecard(wang, MAKER)
    assert found.year.period.end == wang.today()
    assert len(found.quarters) == 4
    for name in ("lots", "lots_passed", "claims", "units", "asked", "paid", "recoveries"):
        assert getattr(found.year.figures, name) == sum(getattr(one.figures, name) for one in found.quarters)
    assert found.year.points == points(found.year.figures)


def test_what_stands_behind_is_as_much_as_is_counted(wang: Desk) -> None:
    found = read_scorecard(wang, MAKER)
    figures = found.year.figures
    assert len(found.inspections) == figures.lots > 0
    assert len(found.claims) >= figures.claims > 0
    assert len(found.recoveries) == figures.recoveries > 0
    assert len(found.papers) == figures.papers - figures.papers_valid > 0
    own = sum(one.asked.minor for one in found.recoveries if one.asked.currency == wang.house.currency)
    assert own == figures.asked


def test_quarters_are_three_months_each_and_the_last_ends_today() -> None:
    assert quarters(Period(date(2025, 12, 1), date(2026, 11, 27))) == (
        Period(date(2025, 12, 1), date(2026, 2, 28)),
        Period(date(2026, 3, 1), date(2026, 5, 31)),
        Period(date(2026, 6, 1), date(2026, 8, 31)),
        Period(date(2026, 9, 1), date(2026, 11, 27)),
    )


def test_the_points_are_the_mean_of_the_named_parts() -> None:
    known = PartyFigures(lots_passed=9, lots=10, claims=1, units=1000)
    assert known.parts() == {Part.LOTS: 90.0, Part.CLAIMS: 92.0}
    assert points(known) == 91


def test_a_silent_party_has_no_points_and_is_told_so_before(wang: Desk) -> None:
    found = facts(wang, Wish("scorecard", SILENT))
    assert [one.tone for one in found.readiness] == [Tone.WARN]
    text = text_of(draft(wang, Wish("scorecard", SILENT, ("en",))).pdf)
    assert "not scored" in text
    assert "0 events, 5 are needed" in text


def test_it_names_no_other_trading_party(wang: Desk) -> None:
    text = " ".join(text_of(draft(wang, Wish("scorecard", MAKER, ("en",))).pdf).split())
    names = [row.name.en for row in parties.PARTIES.page(wang, Query()).rows]
    house = wang.house.name
    assert [name for name in names if name in text and name != house] == [content_of(wang, MAKER).name.en]


def test_lists_can_be_left_out_and_the_points_stay(wang: Desk) -> None:
    whole = content_of(wang, MAKER)
    short = without(whole, {"papers", "claims", "recoveries", "inspections"})
    assert (short.papers, short.claims, short.recoveries, short.inspections) == ((), (), (), ())
    assert (short.year, short.quarters, short.heads) == (whole.year, whole.quarters, whole.heads)


def test_it_speaks_both_languages(wang: Desk) -> None:
    text = text_of(draft(wang, Wish("scorecard", MAKER, ("zh_CN", "en"))).pdf)
    for words in ("评分卡", "宁波浩宇电器有限公司", "Papers that are not in order", "打印于 Printed"):
        assert words in text


def test_it_is_registered_verifies_and_belongs_to_the_party(wang: Desk) -> None:
    issued = issue(wang, Wish("scorecard", MAKER))
    assert issued.row.number.startswith("QD-SC-")
    assert issued.row.subject_id == parties.open_party(wang, MAKER).id
    assert verify(wang, documents.read_pdf(wang, issued.row.id)).verdict == "valid"


def test_only_managers_issue_it(example: Backend) -> None:
    with pytest.raises(Denied):
        issue(desk_of(example, "chen"), Wish("scorecard", MAKER))


def test_an_unknown_code_is_refused(wang: Desk) -> None:
    with pytest.raises(NotFound):
        issue(wang, Wish("scorecard", "NOBODY"))
