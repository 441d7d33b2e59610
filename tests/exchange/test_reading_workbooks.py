"""Workbooks as they come, and workbooks made to harm: each is read right or refused before any parser sees
it.
"""

from __future__ import annotations

import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.exchange.reading import ReadOptions, open_table, workbook
from qualitydesk.exchange.reading.values import BadValue, read_day, read_text

CONTENT = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def make(path: Path, *rows: list[Any], **options: Any) -> Path:
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Data")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return path


def package(path: Path, sheet: str | bytes, **more: str | bytes) -> Path:
    """A workbook with one sheet of the given XML, and other parts."""
    make(path, ["a", "b"], [1, 2])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet if isinstance(sheet, bytes) else sheet.encode()
    parts |= {name: part if isinstance(part, bytes) else part.encode() for name, part in more.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return path


def test_a_plain_workbook(tmp_path: Path) -> None:
    table = open_table(make(tmp_path / "t.xlsx", ["sku", "qty"], ["A", 3], ["B", 2.5]))
    assert (table.kind, table.columns, table.header_row) == ("XLSX", ("sku", "qty"), 1)
    assert [(row.line, list(row.cells)) for row in table.rows()] == [(2, ["A", 3]), (3, ["B", 2.5])]
    assert len(list(table.rows())) == 2, "rows can be read again"


def test_the_sheet_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Cover").write(0, 0, "Monthly report")
        secret = book.add_worksheet("Hidden")
        secret.write_row(0, 0, ["sku", "name"])
        secret.write_row(1, 0, ["X", "Y"])
        secret.hide()
        data = book.add_worksheet("Goods")
        data.write_row(2, 1, ["sku", "name"])
        data.write_row(3, 1, ["A", "Kettle"])
    table = open_table(path, None, frozenset({"sku", "name"}))
    assert [list(row.cells) for row in table.rows()] == [["", "A", "Kettle"]]
    assert "Goods" in str(table.notes[0])
    assert open_table(path, ReadOptions(sheet="Hidden")).columns == ("sku", "name")
    assert open_table(path, ReadOptions(sheet="3")).header_row == 3
    with pytest.raises(RuleBroken, match="Cover, Hidden, Goods"):
        open_table(path, ReadOptions(sheet="Absent"))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_part_that_is_named_fifty_times_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 51))
    book = (
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{names}</sheets></workbook>"
    ).replace('"', quote)
    sheet = f'{HEAD}<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>{TAIL}'
    path = package(tmp_path / "t.xlsx", sheet, **{"xl/workbook.xml": book})
    loaded: list[str] = []
    load = workbook._load

    def counted(path: Path, book: Any, name: str) -> Any:
        loaded.append(name)
        return load(path, book, name)

    monkeypatch.setattr(workbook, "_load", counted)
    assert [list(row.cells) for row in open_table(path).rows()] == [[2]]
    assert loaded == ["S1"]
    assert open_table(path, ReadOptions(sheet="S50")).columns == ("1",)


def test_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "Order")
        sheet.merge_range(0, 1, 0, 2, "Size")
        sheet.write_row(1, 1, ["width", "height"])
        sheet.merge_range(2, 0, 3, 0, "SO-1")
        sheet.write_row(2, 1, [1, 2])
        sheet.write_row(3, 1, [3, 4])
    table = open_table(path)
    assert table.columns == ("Order", "Size width", "Size height")
    assert [list(row.cells) for row in table.rows()] == [["SO-1", 1, 2], ["SO-1", 3, 4]]
    assert any("3 merged areas were" in str(note) for note in table.notes)


def test_of_one_is_said_one(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Report of May")
        sheet.write_row(1, 0, ["sku", "qty"])
        sheet.merge_range(2, 0, 3, 0, "A")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    said = " ".join(str(note) for note in open_table(path).notes)
    for words in ("1 line above the headings was", "1 merged area was", "1 cell holds"):
        assert words in said


def test_error_cells_keep_their_error(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["sku", "qty"])
        sheet.write(1, 0, "A")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    table = open_table(path)
    (row,) = table.rows()
    assert row.cells[1] == "#DIV/0!"
    with pytest.raises(BadValue, match="spreadsheet error"):
        read_text(row.cells[1])


@pytest.mark.parametrize(("system", "expected"), [(False, date(2020, 1, 1)), (True, date(2024, 1, 2))])
def test_both_date_systems(tmp_path: Path, system: bool, expected: date) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": system}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "serial"])
        sheet.write_datetime(1, 0, datetime(2020, 1, 1), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        sheet.write_number(1, 1, 43831)
    table = open_table(path)
    (row,) = table.rows()
    assert read_day(row.cells[0]) == date(2020, 1, 1)
    assert read_day(row.cells[1], date1904=table.date1904) == expected


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT)
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b"<row><c><v>1</v></c></row>" * 40_330)
    assert path.stat().st_size < 3 << 20
    begin = time.process_time()
    with pytest.raises(RuleBroken, match="swell to 600 MB"):
        open_table(path)
    assert time.process_time() - begin < 2, "it was not unpacked"


def test_a_directory_that_lies_is_damage(tmp_path: Path) -> None:
    path = package(tmp_path / "t.xlsx", HEAD + "<row r='1'><c r='A1'><v>1</v></c></row>" * 5_000 + TAIL)
    data = bytearray(path.read_bytes())
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[start + 24 : start + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(RuleBroken, match="damaged"):
        open_table(path)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 9_000 + "</row>" + "<row/>" * 5_000 + "<row><c><v>1</v></c></row>",
    ],
)
def test_two_far_cells_do_not_fill_the_memory(tmp_path: Path, cells: str) -> None:
    with pytest.raises(RuleBroken, match="too much to read"):
        open_table(package(tmp_path / "t.xlsx", HEAD + cells + TAIL))


def test_one_long_text_in_many_cells_is_refused(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'x' * 1_000_000}</t></si></sst>"
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000))
    path = package(tmp_path / "t.xlsx", HEAD + rows + TAIL, **{"xl/sharedStrings.xml": strings})
    with pytest.raises(RuleBroken, match=r"would fill|swell"):
        open_table(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_definitions_are_refused(tmp_path: Path, encoding: str) -> None:
    evil = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    sheet = (
        evil
        + HEAD.split("?>", 1)[1]
        + '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>'
        + TAIL
    )
    with pytest.raises(RuleBroken, match="entity definitions"):
        open_table(package(tmp_path / "t.xlsx", sheet.encode(encoding)))


def test_other_archives_and_locked_files_are_named(tmp_path: Path) -> None:
    for name, expected in (
        ("word/document.xml", "DOCX"),
        ("content.xml", "OpenDocument"),
        ("a.txt", "ZIP archive"),
    ):
        path = tmp_path / "t.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(RuleBroken, match=expected):
            open_table(path)
    (tmp_path / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(RuleBroken, match="password"):
        open_table(tmp_path / "locked.xlsx")
    (tmp_path / "cut.xlsx").write_bytes(make(tmp_path / "whole.xlsx", ["a"], ["b"]).read_bytes()[:3000])
    with pytest.raises(RuleBroken, match="damaged"):
        open_table(tmp_path / "cut.xlsx")


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"holds a table|is empty"):
        open_table(make(tmp_path / "t.xlsx"))


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
DISGUISED = {
    "single quotes": FAR.replace('"', "'"),
    "two blanks": FAR.replace('<c r="XFD', '<c  r="XFD'),
    "blanks around the sign": FAR.replace('r="XFD1048576"', 'r = "XFD1048576"'),
    "small letters": FAR.replace("XFD", "xfd"),
    "another place before": FAR.replace('<c r="XFD', '<c s=" r=\'A1\'" r="XFD'),
    "a tag's end in a value": FAR.replace('<c r="XFD', '<c s=">" r="XFD'),
    "a tag's beginning in a value": FAR.replace('<c r="XFD', '<c s="<" r="XFD'),
    "a prefix": FAR.replace("<c r=", "<a-b:c r=").replace("</c>", "</a-b:c>"),
    "a far row alone": FAR.replace(' r="XFD1048576"', "").replace("A1", "XFD1"),
}


@pytest.mark.parametrize("cells", DISGUISED.values(), ids=DISGUISED)
def test_a_far_cell_is_found_however_it_is_written(tmp_path: Path, cells: str) -> None:
    with pytest.raises(RuleBroken, match="too much to read"):
        open_table(package(tmp_path / "t.xlsx", HEAD + cells + TAIL))


@pytest.mark.parametrize("name", ["xl/other/data.xml", "xl/media/picture.png", "data"])
def test_a_sheet_is_looked_at_whatever_its_part_is_called(tmp_path: Path, name: str) -> None:
    near = HEAD + '<row r="1"><c r="A1"><v>1</v></c></row>' + TAIL
    with pytest.raises(RuleBroken, match="too much to read"):
        open_table(package(tmp_path / "t.xlsx", near, **{name: HEAD + FAR + TAIL}))


@pytest.mark.parametrize(
    "part",
    ["<c " * 700_000, '<c r="A1" t="e">' * 200_000, "<c" + " " * 3_000_000, "<c r='A1'" + " a='1'" * 500_000],
    ids=["tags without end", "errors without value", "blanks", "attributes"],
)
def test_no_part_takes_longer_than_its_size(tmp_path: Path, part: str) -> None:
    path = package(tmp_path / "t.xlsx", "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", HEAD + part)
    with pytest.raises(RuleBroken):
        open_table(path)


def test_a_long_text_is_counted_however_often_and_however_it_is_shown(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    words = "".join(f"{n:06}" for n in range(40_000))
    strings = f'<x:sst xmlns:x="{main}"><x:si><x:t>{words}</x:t></x:si></x:sst>'
    cells = "".join(
        f"<row r='{n}'><c t='s' r='A{n}'><f/><v a='>'>&#48;</v></c></row>" for n in range(1, 2_000)
    )
    path = package(tmp_path / "t.xlsx", HEAD + cells + TAIL, **{"xl/sharedStrings.xml": strings})
    with pytest.raises(RuleBroken, match="would fill 457 MB"):
        open_table(path)


def test_cells_written_in_another_way_are_read(tmp_path: Path) -> None:
    cells = (
        "<row><c t='inlineStr'><is><t>sku</t></is></c><c t='inlineStr'><is><t>qty</t></is></c></row>"
        "<row><c r='a2'><v>7</v></c><c t='e' r = 'B2'><f>1/0</f><v>#DIV/0!</v></c></row>"
    )
    table = open_table(package(tmp_path / "t.xlsx", HEAD + cells + TAIL))
    assert table.columns == ("sku", "qty")
    assert [list(row.cells) for row in table.rows()] == [[7, "#DIV/0!"]]


@pytest.mark.parametrize(("name", "expected"), [("content.xml", "OpenDocument"), ("xl/workbook.bin", "XLSB")])
def test_another_kind_of_workbook_is_not_opened_beside_ours(tmp_path: Path, name: str, expected: str) -> None:
    path = make(tmp_path / "t.xlsx", ["a"], ["b"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(RuleBroken, match=expected):
        open_table(path)
