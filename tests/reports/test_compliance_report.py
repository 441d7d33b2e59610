"""The manager's report: what it counts, that it can be read, is registered and verifies; also by command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, NotFound, RuleBroken
from qualitydesk.domain.parties.credit import PartyFigures, points
from qualitydesk.domain.statistics.periods import Period, last_days
from qualitydesk.domain.values import Bilingual, Query, Tone, msg
from qualitydesk.services import inspections, shipments
from qualitydesk.services.compliance import read_compliance
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.facts import every_duty_named
from qualitydesk.services.shipments.gathering import gather_duties
from qualitydesk.translation import Translator
from reports.catalogue.compliance_report.content import ComplianceReport
from reports.catalogue.compliance_report.gathering import subject_of
from reports.declaration import report
from reports.house_time import house_time
from reports.issuing import Wish, draft, facts, house_of, issue
from reports.press import Order, press
from reports.verification import verify
from tests.builders import desk_of
from tests.shipment_story import tell
from ui.console import main


@pytest.fixture
def wang(example: Backend) -> Desk:
    return desk_of(example, "wang")


def number_of(desk: Desk, market: str = "") -> str:
    return subject_of(last_days(desk.today(), 90), market)


def content_of(desk: Desk, market: str = "") -> ComplianceReport:
    found = facts(desk, Wish("compliance-report", number_of(desk, market)))
    assert isinstance(found.content, ComplianceReport)
    return found.content


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_the_report_lists_exactly_what_it_counts(wang: Desk) -> None:
    content = content_of(wang)
    assert content.inspections == len(content.inspection_lines) > 0
    assert content.claims == len(content.claim_lines) == content.liable.total
    defects = sum(line.found for line in content.inspection_lines)
    assert content.defects.total == defects
    of_market = content_of(wang, "EU")
    assert 0 < of_market.claims < content.claims
    assert of_market.inspections == len(of_market.inspection_lines)
    assert of_market.market.en


def test_the_four_figures_compare_with_the_period_before(wang: Desk) -> None:
    period = last_days(wang.today(), 90)
    found = read_compliance(wang, period)
    assert found.past.period == period.before()
    assert found.named.part <= found.named.whole
    assert 0 < found.papers.part <= found.papers.whole
    heads = content_of(wang).heads
    assert [one.trend in (-1, 0, 1) for one in heads] == [True] * 4
    first = 100 * found.now.first_passed / found.now.first_looks
    assert heads[0].value == f"{first:.1f} %"


def test_duties_are_named_as_the_gate_finds_them(wang: Desk) -> None:
    period = last_days(wang.today(), 200)
    rows = shipments.page(
        wang, Query({"status": ("Declared", "Released", "In transit", "Received", "Closed")}), limit=100
    ).rows
    left = {row.id: shipments.open_shipment(wang, row.id) for row in rows}
    departed = {key: file.fields["departs_on"] for key, file in left.items()}
    inside = [key for key, day in departed.items() if day is not None and period.start <= day <= period.end]
    unnamed = {key for key in inside if any(one.id == "gate.duty_undeclared" for one in left[key].findings)}
    with wang.store.read() as read:
        found = gather_duties(read, inside)
        assert {row.id for row in found.shipments if not every_duty_named(wang, found, row)} == unnamed
    assert len(inside) > len(unnamed) >= 0


def test_parties_are_listed_with_what_is_known_of_them(wang: Desk) -> None:
    content = content_of(wang)
    assert content.parties
    assert all(one.points is None for one in content.parties if one.events < content.least)
    makers = [one for one in content.parties if one.lots]
    assert all("/" in one.lots for one in makers)
    assert all(one.low == (one.points is not None and one.points < content.low) for one in content.parties)


@pytest.mark.parametrize("languages", [("en",), ("zh_CN",), ("zh_CN", "en")])
def test_everything_stated_can_be_read_on_the_paper(wang: Desk, languages: tuple[str, ...]) -> None:
    printed = draft(wang, Wish("compliance-report", number_of(wang), languages))
    content, text = content_of(wang), words_of(printed.pdf)
    for head in content.heads:
        assert head.value.replace(" ", "") in text.replace(" ", "")
    numbers = [one.number for one in content.inspection_lines] + [one.number for one in content.claim_lines]
    assert [number for number in numbers if number not in text] == []
    titles = {"en": "Quality and compliance report", "zh_CN": "质量与合规报告"}
    assert all(titles[language] in text for language in languages)
    assert "{" not in text


def test_the_same_facts_give_the_same_bytes(wang: Desk) -> None:
    wish = Wish("compliance-report", number_of(wang), ("en",))
    assert draft(wang, wish).pdf == draft(wang, wish).pdf


def test_blocks_that_were_left_out_are_not_there(wang: Desk) -> None:
    wish = Wish("compliance-report", number_of(wang), ("en",), frozenset({"records", "parties", "decisions"}))
    text = words_of(draft(wang, wish).pdf)
    assert "Inspections of this period" not in text
    assert "Trading parties" not in text
    assert "How the figures are made" in text


def test_it_is_registered_and_a_later_one_takes_its_place(wang: Desk) -> None:
    from qualitydesk.services.documents import read_pdf

    first = issue(wang, Wish("compliance-report", number_of(wang), ("en",)))
    assert first.row.number == "QD-MR-2026-00001"
    paper = read_pdf(wang, first.row.id)
    assert verify(wang, paper).verdict == "valid"
    issue(wang, Wish("compliance-report", number_of(wang), ("en",)))
    assert verify(wang, paper).verdict == "superseded"
    other = issue(wang, Wish("compliance-report", number_of(wang, "EU"), ("en",)))
    assert verify(wang, read_pdf(wang, other.row.id)).verdict == "valid"


def test_only_managers_issue_it(example: Backend) -> None:
    chen = desk_of(example, "chen")
    with pytest.raises(Denied):
        issue(chen, Wish("compliance-report", number_of(chen), ("en",)))


@pytest.mark.parametrize(
    "number", ["", "2026-11-20", "2026-11-20..2026-10-01", "x..y", "2016-01-01..2026-01-01"]
)
def test_what_is_no_period_is_refused(wang: Desk, number: str) -> None:
    with pytest.raises(RuleBroken):
        facts(wang, Wish("compliance-report", number))


def test_an_unknown_market_is_refused(wang: Desk) -> None:
    with pytest.raises(NotFound):
        facts(wang, Wish("compliance-report", "2026-08-01..2026-10-31 XX"))


def test_what_a_market_waits_for_is_its_own(wang: Desk) -> None:
    period = last_days(wang.today(), 90)
    everywhere, union = (read_compliance(wang, period, market).decisions for market in ("", "EU"))
    waits = {"status": ("Submitted",)}
    assert everywhere.approvals == inspections.count(wang, Query(waits))
    assert union.approvals == inspections.count(wang, Query({**waits, "market": ("EU",)}))
    assert 0 < union.approvals < everywhere.approvals


def test_what_it_states_is_said_before_it_is_issued(wang: Desk) -> None:
    """Nothing against it: the box of the dialog still says what is signed."""
    found = facts(wang, Wish("compliance-report", number_of(wang))).readiness
    said = [(one.tone, str(one.words)) for one in found]
    assert said == [(Tone.OK, "The report states the period as it is recorded now")]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_long_figure_goes_on_below(wang: Desk, language: str) -> None:
    found = facts(wang, Wish("compliance-report", number_of(wang)))
    words = "{back} of {borne} {currency} · was {before}"
    detail = msg(words, back="12.3k", borne="1,135.3k", currency="EUR", before="52.75 %")
    heads = (*found.content.heads[:3], replace(found.content.heads[3], detail=detail))
    order, tr = Order("", house_time(wang, wang.now()), Bilingual("Wang Shu")), Translator(language)
    content = replace(found.content, heads=heads)
    printed = press(report("compliance-report"), found.subject, content, order, house_of(wang), [tr])
    assert "52.75 %" in words_of(printed.pdf)


@pytest.mark.parametrize("asked", ["eu", "DE", "de"])
def test_a_market_is_known_by_its_countries_and_in_small_letters(wang: Desk, asked: str) -> None:
    """Or a sealed report of nothing comes out."""
    found = facts(wang, Wish("compliance-report", number_of(wang, asked)))
    assert found.content == content_of(wang, "EU")
    assert found.subject.number == number_of(wang, "EU")


def test_on_both_databases_an_empty_period_still_makes_a_paper(manager: Desk) -> None:
    tell(manager)
    period = Period(manager.today().replace(year=2020), manager.today().replace(year=2020))
    found = facts(manager, Wish("compliance-report", subject_of(period)))
    against = [str(one.words) for one in found.readiness if one.tone is Tone.WARN]
    assert against == ["Nothing was recorded in this period."]
    assert draft(manager, Wish("compliance-report", subject_of(period), ("en",))).pages == 1
    assert draft(manager, Wish("compliance-report", number_of(manager), ("zh_CN", "en"))).pages >= 1


def test_the_command_writes_a_paper_that_verifies(
    example: Backend, example_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.pdf"
    words = ["--db", example_database, "--json", "report", "compliance", "--from", "2026-08-01"]
    assert main([*words, "--to", "2026-10-31", "--market", "EU", "-o", str(target)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["document"] == "compliance-report"
    assert answer["check_code"]
    assert main(["--db", example_database, "--json", "verify", str(target)]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "valid"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-13-01", "2026-10-31"), "--from"),
        (("2026-10-31", "2026-08-01"), "ends before"),
    ],
)
def test_the_command_refuses_days_that_are_none(
    example_database: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    days: tuple[str, str],
    said: str,
) -> None:
    words = ["--db", example_database, "report", "compliance", "--from", days[0], "--to", days[1]]
    assert main([*words, "-o", str(tmp_path / "r.pdf")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "r.pdf").exists()


# -- credit


def test_points_are_the_mean_of_what_is_known() -> None:
    known = PartyFigures(lots_passed=9, lots=10, claims=5, units=10_000, papers_valid=3, papers=4)
    assert known.claims_per_thousand == 0.5
    assert points(known) == round((90 + 75 + 96) / 3)
    assert points(replace(known, paid=1, asked=4, recoveries=2)) == round((90 + 75 + 25 + 96) / 4)


def test_few_events_and_silence_give_no_points() -> None:
    assert points(PartyFigures(lots_passed=4, lots=4)) is None
    assert points(PartyFigures(claims=9)) is None
    assert points(PartyFigures(claims=90, units=100)) == 0
