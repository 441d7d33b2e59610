"""Exports: what ``import`` reads back unchanged, in every format, inert in spreadsheets, whole or not
there.
"""

from __future__ import annotations

import csv
import json
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.exchange.several import joined, parted
from qualitydesk.records import AuditEvent, t
from qualitydesk.services import products
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import (
    export_kinds,
    export_records,
    import_files,
    import_kinds,
    known_fields,
    write_sheet,
)

FIRST = {"parties": "code", "products": "sku"}


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_same_kinds_go_out_and_come_in() -> None:
    assert export_kinds() == import_kinds()


@pytest.mark.parametrize("kind", import_kinds())
def test_every_field_has_a_name_in_both_languages(kind: str) -> None:
    for one in known_fields(kind):
        assert one.called.en[0].isupper(), one.name
        assert "_" not in one.called.en
        assert one.called.zh, one.name


@pytest.mark.parametrize("kind", import_kinds())
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_reads_back_unchanged(example: Backend, tmp_path: Path, kind: str, ending: str) -> None:
    desk = example.desk()
    path = tmp_path / f"{kind}.{ending}"
    rows = export_records(desk, kind, path)
    assert rows > 0
    with desk.store.read() as read:
        before = len(read.all(select(t(AuditEvent).c.seq)))
    report = import_files(desk, kind, [path])
    assert (report.read, report.created, report.rejected) == (rows, 0, 0)
    again = tmp_path / f"again.{ending}"
    export_records(desk, kind, again)
    if ending != "xlsx":
        assert again.read_bytes() == path.read_bytes()
    assert report.updated == 0
    with desk.store.read() as read:
        assert len(read.all(select(t(AuditEvent).c.seq))) == before


@pytest.mark.parametrize("kind", import_kinds())
def test_the_number_stands_first_and_headings_are_field_names(
    example: Backend, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "t.csv"
    export_records(example.desk(), kind, path)
    headings = rows_of(path)[0]
    assert headings[0] == FIRST.get(kind, "number")
    assert all(heading == heading.lower() and " " not in heading for heading in headings)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_states_are_written_in_the_words_of_the_trade(example: Backend, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    export_records(example.desk(), "inspections", path)
    records = json.loads(path.read_text("utf-8"))
    assert {record["status"] for record in records} <= {
        "Planned",
        "In progress",
        "Submitted",
        "Approved",
        "Sent back",
        "Cancelled",
        "Aborted",
        "Waived",
    }
    assert {"status", "result", "decision", "lot", "sku"} <= set(records[0])


EVIL = [
    '=HYPERLINK("http://x")',
    "+1-2",
    "-cmd|' /C calc'!A0",
    "@SUM(1)",
    "＝1+1",
    "'=quoted",
    "\t=1",
    "-5",
    "+49 40 1",
]


def test_formulas_go_out_inert_and_come_back_as_they_were(local_manager: Desk, tmp_path: Path) -> None:
    first = tmp_path / "in.json"
    first.write_text(json.dumps([{"sku": f"S-{n}", "name": f"{text}x"} for n, text in enumerate(EVIL)]))
    assert import_files(local_manager, "products", [first]).created == len(EVIL)
    for ending in ("csv", "xlsx", "json"):
        path = tmp_path / f"out.{ending}"
        export_records(local_manager, "products", path)
        report = import_files(local_manager, "products", [path])
        assert (report.unchanged, report.updated, report.created) == (len(EVIL), 0, 0), ending
    cells = [cell for row in rows_of(tmp_path / "out.csv")[1:] for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠\t\r")]
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in sheet


MODELS = ["KX;1", "KX|2", '19" A', '"KX-3"', 'KX "4"; old', "；KX", "=KX;5", '"KX-6', "KX-7"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_model_with_a_semicolon_in_it_comes_back_as_one(
    local_manager: Desk, tmp_path: Path, ending: str
) -> None:
    key = products.create_product(local_manager, sku="S-1", name="Kettle", models=MODELS)
    path = tmp_path / f"out.{ending}"
    export_records(local_manager, "products", path)
    report = import_files(local_manager, "products", [path])
    assert (report.unchanged, report.updated, report.rejected) == (1, 0, 0)
    assert sorted(products.open_product(local_manager, key).models) == sorted(MODELS)


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("A; B；C|D\nE", ["A", "B", "C", "D", "E"]),
        ('19"; 21"', ['19"', '21"']),
        ('"A;B"; "C ""D"""', ["A;B", 'C "D"']),
        ('"A; B', ['"A', "B"]),
        (' "A;B" ;; "" ; C ', ["A;B", "C"]),
    ],
)
def test_several_texts_in_a_cell_are_taken_apart(cell: str, texts: list[str]) -> None:
    assert parted(cell) == texts
    assert parted(joined(texts)) == texts


@pytest.mark.parametrize("kind", import_kinds())
def test_an_export_tells_how_far_it_is(example: Backend, tmp_path: Path, kind: str) -> None:
    told: list[tuple[int, int]] = []
    rows = export_records(example.desk(), kind, tmp_path / "t.csv", tell=lambda *so_far: told.append(so_far))
    assert told == [(done, rows) for done in range(rows + 1)]


class _Stopped(Exception):
    """Somebody had enough of it."""


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_stopped_export_leaves_no_file_and_an_earlier_one_as_it_was(
    example: Backend, tmp_path: Path, ending: str
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise _Stopped

    folder = tmp_path / "out"
    folder.mkdir()
    earlier = folder / f"earlier.{ending}"
    earlier.write_text("of yesterday")
    for path in (earlier, folder / f"new.{ending}"):
        with pytest.raises(_Stopped):
            export_records(example.desk(), "products", path, tell=stop)
        with pytest.raises(_Stopped):
            write_sheet(path, ["No."], [["1"], ["2"], ["3"], ["4"]], stop)
    assert [path.name for path in folder.iterdir()] == [earlier.name]
    assert earlier.read_text() == "of yesterday"


def test_a_stopped_workbook_is_not_written_first(
    example: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing it takes seconds for what is thrown away, and cannot be stopped."""
    import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

    def close(_book: object) -> None:
        raise AssertionError

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise _Stopped

    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(xlsxwriter.Workbook, "close", close)
    with pytest.raises(_Stopped):
        export_records(example.desk(), "products", out / "t.xlsx", tell=stop)
    assert not [*temporary.iterdir(), *out.iterdir()]


@pytest.mark.parametrize("kind", import_kinds())
def test_of_the_ticked_records_only_those_are_read(example: Backend, tmp_path: Path, kind: str) -> None:
    desk, path, told = example.desk(), tmp_path / "t.csv", list[tuple[int, int]]()
    export_records(desk, kind, path)
    heading, *rows = rows_of(path)
    ticked = {row[0] for row in rows[:: max(1, len(rows) // 3)]}
    wanted = sorted(row for row in rows if row[0] in ticked)
    export_records(desk, kind, path, ticked, lambda *so_far: told.append(so_far))
    assert [rows_of(path)[0], *sorted(rows_of(path)[1:])] == [heading, *wanted]
    assert told[-1] == (len(wanted), len(wanted))
    assert export_records(desk, kind, path, []) == 0


def test_exports_are_private_and_whole(example: Backend, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    export_records(example.desk(), "products", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".export-")]
    with pytest.raises(RuleBroken, match="must end in"):
        export_records(example.desk(), "products", tmp_path / "t.doc")
    with pytest.raises(Unavailable, match="can't be written"):
        export_records(example.desk(), "products", tmp_path / "absent" / "t.csv")
    with pytest.raises(RuleBroken, match="the kinds are"):
        export_records(example.desk(), "secrets", path)
