"""The awkward files of others (../shared/data): each reads right, or says in plain words what is wrong and
where.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.exchange.reading import Table, open_table
from qualitydesk.exchange.reading.conventions import find_conventions
from qualitydesk.exchange.reading.values import read_day, read_decimal

# file: encoding, separator, line of the headings, number of columns, rows, rows with a problem
EXPECTED: dict[str, tuple[str, str, int, int, int, int]] = {
    "FY09_EDU_Recipients_by_State.csv": ("UTF-8", ",", 1, 9, 52, 0),
    "accent.csv": ("UTF-8", ";", 1, 17, 2, 0),
    "bad.csv": ("UTF-8", ",", 1, 3, 3, 1),
    "blanks.csv": ("UTF-8", ",", 1, 6, 1, 0),
    "capital-invalid.csv": ("UTF-8", ",", 1, 3, 10, 1),
    "duplicate-headers.csv": ("UTF-8", ",", 1, 5, 2, 0),
    "excel_pasting.csv": ("UTF-8", ",", 4, 9, 16, 0),
    "mac_newlines.csv": ("UTF-8", ",", 1, 3, 2, 0),
    "mixedGLB.csv": ("UTF-8", ",", 4, 19, 133, 0),
    "null.csv": ("UTF-8", ",", 1, 4, 9, 0),
    "null_byte.csv": ("UTF-8", ",", 1, 3, 1, 0),
    "simple.psv": ("UTF-8", "|", 1, 6, 28, 0),
    "skip_initials.csv": ("UTF-8", ",", 1, 2, 2, 0),
    "spanish_chars.csv": ("Windows-1252", ",", 1, 8, 115, 0),
    "spectrum_comma_in_quotes.csv": ("UTF-8", ",", 1, 5, 1, 0),
    "spectrum_json.csv": ("UTF-8", ",", 1, 2, 1, 0),
    "spectrum_newlines_crlf.csv": ("UTF-8", ",", 1, 3, 3, 0),
    "table-with-accents.csv": ("Windows-1252", ";", 1, 8, 638, 0),
    "test_header_newline.csv": ("UTF-8", ",", 1, 3, 1, 0),
    "test_latin1.csv": ("Windows-1252", ",", 1, 3, 2, 0),
    "test_locale.csv": ("UTF-8", ",", 1, 3, 1, 0),
    "test_skip_lines.csv": ("UTF-8", ",", 4, 3, 1, 0),
    "test_utf16_big.csv": ("UTF-16BE", ",", 1, 3, 2, 0),
    "test_utf16_little.csv": ("UTF-16LE", ",", 1, 3, 2, 0),
    "test_utf8_bom.csv": ("UTF-8-SIG", ",", 1, 3, 2, 0),
    "utf-16le_encoded.csv": ("UTF-16LE", ",", 1, 19, 327, 0),
}
# workbook: line of the headings, some headings, rows; None where it is refused
WORKBOOKS: dict[str, tuple[int, tuple[str, ...], int] | str] = {
    "1900.xlsx": (1, ("1", "1900-01-01"), 4),
    "1904.xlsx": (1, ("1", "1904-01-02"), 4),
    "Attendance.xlsx": (2, ("Date", "Ben Ashley"), 24),
    "DataTypesFormats.xlsx": (1, ("Date",), 5),
    "date_iso.xlsx": (1, ("2021-01-01",), 5),
    "errors.xlsx": (1, ("#DIV/0!",), 6),
    "header-row.xlsx": (9, ("Columns", "Column A"), 1),
    "inventory-table.xlsx": (1, ("Item", "Type", "Quantity"), 4),
    "issue-313.xlsx": (1, ("Column_1", "Column_3"), 2),
    "issue.xlsx": (1, ("Pos.", "Designation"), 43),
    "merge_cells.xlsx": (1, ("A1:B2",), 2),
    "merged-cells.xlsx": (1, ("data",), 0),
    "merged_range.xlsx": (1, ("A1", "B1", "C1"), 2),
    "multiline-headers.xlsx": (1, ("Region", "Caloric contribution (%)"), 1),
    "nhs_dols_tab3.xlsm": (47, ("Column 1", "Data item", "Description"), 13),
    "number-format-multicode.xlsx": (1, ("col1",), 3),
    "pass_protected.xlsx": "locked with a password",
    "sheet_visibility.xlsx": (1, ("v", "i", "s"), 1),
    "text_and_numbers.xlsx": (1, ("English", "Hello", "World"), 2),
    "unicode_sheet_name.xls": (1, ("this spreadsheet has got a unicode character in the sheet name",), 0),
    "write.xls": (1, ("1", "2", "3"), 3),
    "wtf_path.xlsx": (1, ("1", "2", "3"), 5),
}


def cells(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.rows()]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_messy_text(name: str, shared_data: Path) -> None:
    table = open_table(shared_data / "messy_csv" / name)
    rows = list(table.rows())
    found = (table.encoding, table.delimiter, table.header_row, len(table.columns), len(rows))
    assert (*found, sum(row.problem is not None for row in rows)) == EXPECTED[name]
    assert all(len(row.cells) == len(table.columns) for row in rows)


def test_no_messy_text_is_forgotten(shared_data: Path) -> None:
    present = {path.name for path in (shared_data / "messy_csv").iterdir() if path.suffix in {".csv", ".psv"}}
    assert present == set(EXPECTED)
    books = {path.name for path in (shared_data / "messy_xlsx").iterdir() if path.suffix.startswith(".xl")}
    assert books == set(WORKBOOKS)


def test_texts_read_as_their_makers_say(shared_data: Path) -> None:
    stated = sorted((shared_data / "messy_csv").glob("*.expected.json"))
    assert stated
    for path in stated:
        table = open_table(path.with_name(path.name.replace(".expected.json", ".csv")))
        found = [dict(zip(table.columns, row, strict=True)) for row in cells(table)]
        expected = json.loads(path.read_text("utf-8").replace("\\r\\n", "\\n"))
        assert found == expected, path.name


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_messy_workbook(name: str, shared_data: Path) -> None:
    path, expected = shared_data / "messy_xlsx" / name, WORKBOOKS[name]
    if isinstance(expected, str):
        with pytest.raises(RuleBroken, match=expected):
            open_table(path)
        return
    header_row, headings, rows = expected
    table = open_table(path)
    assert (table.header_row, table.columns[: len(headings)], len(cells(table))) == (
        header_row,
        headings,
        rows,
    )


def test_decimal_commas_and_short_years(shared_data: Path) -> None:
    table = open_table(shared_data / "messy_csv" / "table-with-accents.csv")
    day, price = table.columns.index("Date"), table.columns.index("Average Price")
    found = find_conventions(table, [day], [price]).columns
    first = next(iter(table.rows())).cells
    assert str(read_decimal(first[price], found[price].decimal)) == "81.20416129"
    assert read_day(first[day], found[day].date_order) == date(2013, 1, 1)


def test_date_systems_are_those_of_the_files(shared_data: Path) -> None:
    folder = shared_data / "messy_xlsx"
    assert not open_table(folder / "1900.xlsx").date1904
    assert open_table(folder / "1904.xlsx").date1904
    for name in ("1900.xlsx", "1904.xlsx"):
        table = open_table(folder / name)
        for number, shown, text, _ in cells(table):
            if isinstance(number, float) and number >= 60:
                assert read_day(number, date1904=table.date1904) == shown == date.fromisoformat(str(text))


def test_pictures_and_papers_are_refused(shared_data: Path) -> None:
    for path in [*(shared_data / "photos_exif").iterdir(), *(shared_data / "pdf_conformance").glob("*.pdf")]:
        if path.suffix != ".md":
            with pytest.raises(RuleBroken, match="not read"):
                open_table(path)
