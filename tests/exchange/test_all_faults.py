"""A row that is not taken says all that is wrong with it, each reason with its field."""

from __future__ import annotations

import csv
from pathlib import Path

from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import ImportReport, import_files, write_error_sheet

LOTS = """number,sku,maker,quantity,made_on
G-1,,,5,2026-01-01
B-1,NONE,NOBODY,many,soon
B-2,NONE,NOBODY,5,2026-01-01
"""
ORDERS = """number,sku,quantity,market
O-1,KT-1,1,EU
O-1,KT-1,many,EU
O-1,KT-2,2,EU
"""


def bring(desk: Desk, folder: Path, kind: str, text: str) -> ImportReport:
    (folder / f"{kind}.csv").write_text(text, "utf-8")
    return import_files(desk, kind, [folder / f"{kind}.csv"])


def faults(report: ImportReport) -> list[tuple[int, str]]:
    return [(error.line, error.field) for error in report.errors]


def test_what_cannot_be_read_and_what_is_not_recorded_are_told_together(
    local_manager: Desk, tmp_path: Path
) -> None:
    bring(local_manager, tmp_path, "products", "sku\nKT-1\n")
    report = bring(local_manager, tmp_path, "lots", LOTS.replace("G-1,,", "G-1,KT-1,"))
    assert (report.read, report.created, report.rejected) == (3, 1, 2)
    assert faults(report) == [
        (3, "quantity"), (3, "made_on"), (3, "sku"), (3, "maker"), (4, "sku"), (4, "maker"),
    ]  # fmt: skip
    sheet = tmp_path / "errors.csv"
    assert write_error_sheet(report, sheet) == 2
    first, second = csv.DictReader(sheet.read_text("utf-8-sig").splitlines())
    assert first["error_field"] == "quantity, made_on, sku, maker"
    assert first["error_message"] == (
        "quantity: This is not a number. made_on: This is not a date. "
        "sku: No product is recorded as “NONE”. maker: No party is recorded as “NOBODY”."
    )
    assert second["error_field"] == "sku, maker"


def test_a_row_of_a_record_that_is_not_taken_parts_it_from_no_other_row(
    local_manager: Desk, tmp_path: Path
) -> None:
    bring(local_manager, tmp_path, "products", "sku\nKT-1\nKT-2\n")
    report = bring(local_manager, tmp_path, "orders", ORDERS)
    assert (report.read, report.created, report.updated, report.rejected) == (3, 1, 0, 1)
    assert faults(report) == [(3, "quantity")]
