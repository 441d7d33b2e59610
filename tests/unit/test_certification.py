"""Certificates by date, coverage cells and doubts about papers; the real rule packs say what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.certification.coverage import (
    Coverage,
    asked_papers,
    cell,
    worst,
)
from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.certification.status import (
    CertificateStatus,
    Validity,
    expiry_step,
    holds_on,
    require_status,
    status_on,
)
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import Bilingual
from qualitydesk.rules import load_rules

C = CertificateStatus
DAY = date(2026, 11, 20)
KETTLE = GoodsFacts("p1", "KT-1704B", "electrical_lv", frozenset({"KT-1704B"}))
PAPER = PaperFacts("c1", "DoC 1", "CE", "EU", Validity(C.VALID), product_ids=frozenset({"p1"}))
CE = next(a for a in asked_papers(load_rules().schemes("EU", "electrical_lv", DAY)) if a.scheme.code == "CE")


def test_no_end_is_lawful() -> None:
    assert status_on(Validity(C.VALID), date(2099, 1, 1)) is C.VALID


@pytest.mark.parametrize(
    ("left", "step"), [(91, None), (90, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, None)]
)
def test_steps_before_the_end(left: int, step: int | None) -> None:
    assert expiry_step(DAY + timedelta(days=left), DAY) == step


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_status_follows_the_dates_only(day: date, ends: date) -> None:
    status = status_on(Validity(C.VALID, None, ends), day)
    assert (status is C.EXPIRED) is (day > ends)
    assert holds_on(Validity(C.VALID, None, ends), day) is (day <= ends)
    assert status_on(Validity(C.SUSPENDED, None, ends), day) is C.SUSPENDED


def test_moves_need_table_and_reason() -> None:
    require_status(C.UNDER_REVIEW, C.VALID, "")
    with pytest.raises(RuleBroken):
        require_status(C.DRAFT, C.VALID, "")
    with pytest.raises(RuleBroken):
        require_status(C.VALID, C.WITHDRAWN, "")


@pytest.mark.parametrize(
    ("paper", "state"),
    [
        (PAPER, Coverage.VALID),
        (PAPER._replace(validity=Validity(C.VALID, None, date(2026, 12, 1))), Coverage.EXPIRING),
        (PAPER._replace(validity=Validity(C.VALID, None, date(2026, 11, 1))), Coverage.EXPIRED),
        (PAPER._replace(validity=Validity(C.VALID, date(2027, 1, 1))), Coverage.IN_REVIEW),
        (PAPER._replace(validity=Validity(C.UNDER_REVIEW)), Coverage.IN_REVIEW),
        (PAPER._replace(validity=Validity(C.SUSPENDED)), Coverage.MISSING),
        (PAPER._replace(doubt="The seal looks copied"), Coverage.DOUBTFUL),
        (PAPER._replace(body_number="12"), Coverage.DOUBTFUL),
        (PAPER._replace(scheme="UKCA", market="GB"), Coverage.MISSING),
        (PAPER._replace(product_ids=frozenset({"p2"})), Coverage.MISSING),
    ],
)
def test_cell_states(paper: PaperFacts, state: Coverage) -> None:
    assert cell(KETTLE, CE, [paper], DAY).state is state


def test_best_paper_wins() -> None:
    ended = PAPER._replace(id="c2", number="DoC 0", validity=Validity(C.VALID, None, date(2026, 1, 1)))
    found = cell(KETTLE, CE, [ended, PAPER], DAY)
    assert found.paper is PAPER


def test_list_of_models_that_leaves_the_product_out() -> None:
    near = PAPER._replace(product_ids=frozenset(), filed_for=frozenset({"p1"}), models=frozenset({"KT-1704"}))
    found = cell(KETTLE, CE, [near], DAY)
    assert (found.state, found.near) == (Coverage.MISSING, near)
    named = near._replace(models=frozenset({"kt-1704b "}))
    assert cell(KETTLE, CE, [named], DAY).state is Coverage.VALID


def test_one_number_on_two_holders_is_doubtful() -> None:
    mine = PAPER._replace(holder_id="h1", holder=Bilingual("Haoyu"))
    theirs = PAPER._replace(id="c9", holder_id="h2", holder=Bilingual("Other Ltd."), product_ids=frozenset())
    found = cell(KETTLE, CE, [mine, theirs], DAY)
    assert found.state is Coverage.DOUBTFUL
    assert "Other Ltd." in str(found.doubts[0])


def test_longer_than_the_scheme_grants_is_doubtful() -> None:
    ccc = asked_papers(load_rules().schemes("CN", "electrical_lv", DAY))[0]
    paper = PaperFacts(
        "c1",
        "2016010901123456",
        ccc.scheme.code,
        "CN",
        Validity(C.VALID, date(2024, 1, 1), date(2034, 1, 1)),
        product_ids=frozenset({"p1"}),
    )
    assert cell(KETTLE, ccc, [paper], DAY).state is Coverage.DOUBTFUL


@pytest.mark.parametrize(
    ("code", "number", "years", "state"),
    [
        ("BIS_CRS", "R-12345678", 4, Coverage.VALID),
        ("CCC", "2016010901123456", 6, Coverage.DOUBTFUL),
        ("CE", "DoC 7", 1, Coverage.DOUBTFUL),
    ],
)
@pytest.mark.parametrize("words", ["", "usually a body number, renewed yearly"])
def test_a_scheme_decides_by_its_fields_and_not_by_its_words(
    code: str, number: str, years: int, state: Coverage, words: str
) -> None:
    """A licence that is renewed may run longer; a body's number is not the paper's; notes are for people."""
    schemes = (s for market in load_rules().markets.values() for s in market.schemes if s.code == code)
    scheme, said = next(schemes), Bilingual(words)
    reworded = replace(scheme, number_structure=said, validity=replace(scheme.validity, note=said))
    asked = CE._replace(scheme=reworded, schemes=frozenset({code}))
    lives = Validity(C.VALID, date(2025, 1, 1), date(2025 + years, 1, 1))
    paper = PAPER._replace(scheme=code, market=scheme.market, number=number, validity=lives, body_number="12")
    assert cell(KETTLE, asked, [paper], date(2025, 6, 1)).state is state


def test_great_britain_accepts_the_union_mark() -> None:
    ukca = next(a for a in asked_papers(load_rules().schemes("GB", "toys", DAY)) if a.scheme.code == "UKCA")
    assert "CE" in ukca.schemes


def test_tiers_of_one_mark_are_one_paper() -> None:
    korea = [a.schemes for a in asked_papers(load_rules().schemes("KR", "electrical_lv", DAY))]
    assert frozenset({"KC_CERT", "KC_CONF", "KC_SDOC"}) in korea


def test_battery_passport_binds_from_its_day() -> None:
    codes = {s.code for s in load_rules().schemes("EU", "lithium_battery", date(2027, 2, 17))}
    later = {s.code for s in load_rules().schemes("EU", "lithium_battery", date(2027, 2, 18))}
    assert later - codes == {"EU_DPP_BATT"}


def test_worst_cell_stands_for_the_product() -> None:
    good = cell(KETTLE, CE, [PAPER], DAY)
    bad = cell(KETTLE, CE, [], DAY)
    assert worst([good, bad]) is Coverage.MISSING
    assert worst([]) is Coverage.NOT_REQUIRED
