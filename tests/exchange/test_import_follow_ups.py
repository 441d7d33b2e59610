"""What an import does beyond its rows: models taken apart, deadlines counted, unknown schemes named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitydesk.domain.values import Query
from qualitydesk.exchange.importers.recalls import models
from qualitydesk.records import Certificate, Claim, ClaimDeadline, Incident, RecallItem
from qualitydesk.services import certificates, claims, products, safety
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import ImportReport, import_files
from ui.console import main


def bring(desk: Desk, folder: Path, kind: str, text: str) -> ImportReport:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return import_files(desk, kind, [path])


# -- recalls


@pytest.mark.parametrize(("cell", "named"), [
    ("KT-1, KT-2，KT-3; KT-1", ("KT-1", "KT-2", "KT-3")),
    ("A4 Cabriolet\nRS4", ("A4 Cabriolet", "RS4")),
    ("K1、K2", ("K1", "K2")),
    ("Glass kettle", ("Glass kettle",)),
    ("", ()),
])  # fmt: skip
def test_a_list_of_models_is_taken_apart(cell: str, named: tuple[str, ...]) -> None:
    assert models(cell) == named


def test_a_sentence_about_the_goods_stays_whole() -> None:
    text = "Electric kettle, sold in a box with a blue lid and two spare filters; colour: white"
    assert models(text) == (text,)


def test_each_model_of_a_recall_names_goods_of_ours(manager: Desk, tmp_path: Path) -> None:
    products.create_product(manager, sku="S-2", name="Kettle", brand="Acme", model="KT-2")
    said = 'number,title,brand,models,barcode\nR-1,Kettle,Acme,"KT-1, KT-2; KT-3",4006381333931\n'
    assert bring(manager, tmp_path, "recalls", said).created == 1
    with manager.store.read() as read:
        items = {(row.model, row.gtin) for row in read.rows(RecallItem, "id")}
    assert items == {("KT-1", ""), ("KT-2", ""), ("KT-3", ""), ("", "4006381333931")}
    assert bring(manager, tmp_path, "recalls", said).unchanged == 1
    (row,) = safety.RECALLS.page(manager, Query({})).rows
    assert row.ours


# -- claims

COLUMNS = "number,kind,country,received_at,description,status,decided_at,granted,safety\n"


def claim_of(desk: Desk, number: str) -> claims.ClaimFile:
    return claims.open_claim(desk, claims.claim_key(desk, number))


def test_a_claim_from_a_file_has_its_deadlines_at_once(service: Desk, tmp_path: Path) -> None:
    said = f"{COLUMNS}X-1,Defective,DE,2026-11-16 10:00,It leaks,,,,\n"
    assert bring(service, tmp_path, "claims", said).created == 1
    file = claim_of(service, "X-1")
    assert file.deadlines
    assert all(line.law for line in file.deadlines)
    with service.store.read() as read:
        row = read.find(Claim, number="X-1")
        assert row is not None
        assert row.next_due_on is not None
        assert row.next_due_rule
        counted = read.count(ClaimDeadline)
    assert bring(service, tmp_path, "claims", said).unchanged == 1
    with service.store.read() as read:
        assert read.count(ClaimDeadline) == counted


def test_what_was_done_before_counts_as_done_and_an_ended_claim_has_nothing_due(
    manager: Desk, tmp_path: Path
) -> None:
    lines = (
        "X-1,Defective,DE,2026-11-16 10:00,It leaks,Decided,2026-11-17 10:00,Refund,",
        "X-2,Defective,DE,2026-11-16 10:00,It leaks,Closed,2026-11-17 10:00,Refund,",
        "X-3,Defective,DE,2026-11-16 10:00,It leaks,,,,",
    )
    assert bring(manager, tmp_path, "claims", COLUMNS + "\n".join(lines) + "\n").created == 3
    decided, closed, fresh = (claim_of(manager, number) for number in ("X-1", "X-2", "X-3"))
    done = {line.rule for line in decided.deadlines if line.state in ("Kept", "Missed")}
    assert done
    assert not {line.rule for line in fresh.deadlines if line.state == "Kept"}
    assert not closed.deadlines


def test_a_dangerous_claim_from_a_file_opens_its_case(service: Desk, tmp_path: Path) -> None:
    bring(service, tmp_path, "claims", f"{COLUMNS}X-1,Safety,DE,2026-11-16 10:00,It burnt,,,,Fire\n")
    with service.store.read() as read:
        claim = read.find(Claim, number="X-1")
        assert claim is not None
        assert read.find(Incident, claim_id=claim.id) is not None


# -- certificates

PAPERS = "number,scheme,market,valid_to\nC-1,CE-LVD,EU,2030-01-01\nC-2,MOON,EU,2030-01-01\nC-3,CE,XX,\n"


def test_a_scheme_that_no_rule_knows_is_named_with_file_line_and_field(manager: Desk, tmp_path: Path) -> None:
    known = next(one.code for one in manager.rules.markets["EU"].schemes)
    report = bring(manager, tmp_path, "certificates", PAPERS.replace("CE-LVD", known))
    assert (report.created, report.rejected) == (3, 0)
    found = [(one.file, one.line, one.field, one.value) for one in report.warnings]
    assert found == [("certificates.csv", 3, "scheme", "MOON"), ("certificates.csv", 4, "market", "XX")]
    assert "covers nothing" in str(report.warnings[0].message)
    with manager.store.read() as read:
        assert read.count(Certificate) == 3
    assert certificates.count(manager, Query({})) == 3


def test_the_command_prints_what_is_to_be_looked_at(
    local_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "papers.csv"
    sheet.write_text("number,scheme,market\nC-2,MOON,EU\n", encoding="utf-8")
    assert main(["--db", local_database, "--json", "import", "certificates", str(sheet), "--dry-run"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["warnings"]
    assert (one["file"], one["line"], one["field"], one["value"]) == ("papers.csv", 2, "scheme", "MOON")
    assert main(["--db", local_database, "import", "certificates", str(sheet)]) == 0
    assert "papers.csv:2 scheme: EU knows no scheme called “MOON”" in capsys.readouterr().out
