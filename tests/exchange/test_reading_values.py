"""Values of cells: dates by the evidence of their column, decimals by theirs, and the fuzzed reader."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.exchange.inert import guarded_again, inert, restored
from qualitydesk.exchange.reading import ReadOptions, open_table
from qualitydesk.exchange.reading.conventions import find_conventions
from qualitydesk.exchange.reading.values import (
    BadValue,
    read_amount,
    read_country,
    read_day,
    read_decimal,
    read_flag,
    read_instant,
    read_list,
    read_text,
    read_whole,
)
from qualitydesk.translation import Translator


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("2026-11-20", "dmy", date(2026, 11, 20)),
        ("2026/1/2", "mdy", date(2026, 1, 2)),
        ("2026年11月20日", "dmy", date(2026, 11, 20)),
        ("20.11.2026", "dmy", date(2026, 11, 20)),
        ("3/4/2026", "dmy", date(2026, 4, 3)),
        ("3/4/2026", "mdy", date(2026, 3, 4)),
        ("5/19/2006 0:00:00", "mdy", date(2006, 5, 19)),
        ("01-02-13", "dmy", date(2013, 2, 1)),
        ("20-Nov-2026", "dmy", date(2026, 11, 20)),
        ("Nov 20, 2026", "dmy", date(2026, 11, 20)),
        ("20261120", "dmy", date(2026, 11, 20)),
        (45000, "dmy", date(2023, 3, 15)),
        (45000.75, "dmy", date(2023, 3, 15)),
        ("45000", "dmy", date(2023, 3, 15)),
        (59, "dmy", date(1900, 2, 28)),
        (61, "dmy", date(1900, 3, 1)),
    ],
)
def test_days(cell: str | float, order: str, expected: date) -> None:
    assert read_day(cell, order) == expected


@pytest.mark.parametrize("cell", ["31/02/2026", "13/13/2026", "soon", "2026-13-01", True, -5, "12:30", 1e12])
def test_what_is_no_day_is_refused(cell: str | float) -> None:
    with pytest.raises(BadValue):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-02-30", "There is no such day: 2026-02-30."),
        ("2026年2月30日", "There is no such day: 2026年2月30日."),
        ("20260230", "There is no such day: 20260230."),
        ("30 Feb 2026", "There is no such day: 30 Feb 2026."),
        ("31/02/2026", "There is no such day: 31/02/2026, read as day, month, year."),
    ],
)
def test_a_day_that_no_calendar_has_is_told_as_one(cell: str, said: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_day(cell)
    assert Translator("en")(refused.value.message) == said
    assert "dmy" not in Translator("zh_CN")(refused.value.message)


def test_instants_are_in_utc() -> None:
    assert read_instant("2026-11-20T10:00:00+08:00") == datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert read_instant("20/11/2026 3:05 PM") == datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    assert read_instant("2026-11-20 10:00:00.1234Z") == datetime(2026, 11, 20, 10, 0, 0, 123400, tzinfo=UTC)
    assert read_instant("") is None


@pytest.mark.parametrize(
    ("cell", "decimal", "expected"),
    [
        ("1,234.50", ".", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("6,718", ".", "6718"),
        ("1 234,5", ",", "1234.5"),
        ("1'234.5", ".", "1234.5"),
        ("0,61", ".", "0.61"),
        ("(12.30)", ".", "-12.30"),
        ("12.30-", ".", "-12.30"),
        (12.1, ".", "12.1"),
    ],
)
def test_numbers(cell: str | float, decimal: str, expected: str) -> None:
    assert read_decimal(cell, decimal) == Decimal(expected)


@pytest.mark.parametrize("cell", ["€ 12.30", "12.30 EUR", "US$ 12.30", "R$ 12.30", "¥12.30", "CNY 12.30"])
def test_amounts_may_carry_their_currency(cell: str) -> None:
    assert read_amount(cell) == Decimal("12.30")


@pytest.mark.parametrize("cell", ["1,23,4", "twelve", "NaN", "Infinity", "1e999", "--1", "1.2.3", True])
def test_what_is_no_number_is_refused(cell: str | bool) -> None:
    with pytest.raises(BadValue):
        read_decimal(cell)


def test_small_forms() -> None:
    assert (read_whole("12.0"), read_whole(12.0), read_whole("1,200")) == (12, 12, 1200)
    with pytest.raises(BadValue):
        read_whole("12.5")
    assert [read_flag(cell) for cell in ("yes", "否", True, 0, "")] == [True, False, True, False, None]
    assert read_list("a; b；c\nd|") == ["a", "b", "c", "d"]
    assert [read_country(cell) for cell in ("Germany", "德国", "EIRE", "不详")] == ["DE", "DE", "IE", None]
    assert [read_country(cell) for cell in ("NA", "n/a", "Unknown", "")] == ["NA", None, None, None]
    with pytest.raises(BadValue, match="not known"):
        read_country("Atlantis")
    with pytest.raises(BadValue, match="spreadsheet error"):
        read_text("#N/A")


def conventions(tmp_path: Path, days: list[str], numbers: list[str], **options: str) -> tuple[str, str]:
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["day", "number"])
        writer.writerows(zip(days, numbers, strict=True))
    table = open_table(path, ReadOptions(**options))  # type: ignore[arg-type]  # texts only
    found = find_conventions(table, [0], [1]).columns
    return found[0].date_order, found[1].decimal


def test_one_clear_cell_decides_for_its_column(tmp_path: Path) -> None:
    assert conventions(tmp_path, ["1/2/26", "3/4/26", "13/4/26"], ["1", "1,5", "1,200"]) == ("dmy", ",")
    assert conventions(tmp_path, ["1/2/26", "3/14/26", "1/1/26"], ["1.5", "1,200", "3"]) == ("mdy", ".")
    late = ["1/2/2026"] * 2_000 + ["1/31/2026"]
    assert conventions(tmp_path, late, ["1"] * 2_001) == ("mdy", ".")


def test_a_person_may_decide(tmp_path: Path) -> None:
    assert conventions(tmp_path, ["1/2/26"], ["1.5"], date_order="mdy", decimal=",") == ("mdy", ",")


DANGEROUS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1x",
    "－1x",
    "＠x",
    " =1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_are_made_inert(text: str) -> None:
    assert inert(text)[0] == "'"
    assert restored(inert(text)) == text


@pytest.mark.parametrize("text", ["-5", "+5", "-5.25", "12", "", "plain", "2026-11-20", "'quoted", "it's"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_the_guard_is_undone_exactly(text: str) -> None:
    assert restored(inert(text)) == text
    assert restored(guarded_again(text)) == text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(data)
        try:
            table = open_table(path)
            for row in table.rows():
                assert len(row.cells) == len(table.columns)
        except RuleBroken:
            return


cell_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(cell_text, cell_text, cell_text), min_size=1, max_size=20), st.sampled_from(",;\t|")
)
def test_what_was_written_is_read(rows: list[tuple[str, str, str]], mark: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerows([("alpha", "beta", "gamma"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.getvalue().encode())
        table = open_table(path, ReadOptions(delimiter=mark, encoding="utf-8", header_row=1))
        found = [tuple(row.cells) for row in table.rows() if not row.problem]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_a_parser(text: str) -> None:
    for parse in (
        read_text,
        read_day,
        read_instant,
        read_decimal,
        read_amount,
        read_country,
        read_whole,
        read_flag,
        read_list,
    ):
        try:
            parse(text)
        except BadValue:
            continue


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), -float("inf"), 10**400])
def test_what_is_no_number_of_a_table_is_refused(cell: float) -> None:
    for read in (read_day, read_instant, read_whole, read_decimal):
        with pytest.raises(BadValue):
            read(cell)
