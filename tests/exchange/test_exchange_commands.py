"""``import`` and ``export`` as commands: one JSON document, exit status, messages that name file, line and
field.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ui.console import main


@pytest.fixture
def database_file(local_database: str) -> str:
    """A fresh database in a file."""
    return local_database


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any, str]:
    status = main([str(word) for word in words])
    printed = capsys.readouterr()
    document = json.loads(printed.out) if "--json" in words and printed.out.strip() else printed.out
    return status, document, printed.err


def test_import_tells_what_became_of_every_row(
    database_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "goods.csv"
    sheet.write_bytes("货号;品名;类别\nA-1;水壶;toys\n;没有编号;toys\n".encode("gb18030"))
    errors = tmp_path / "errors.csv"
    words = ("--db", database_file, "--json", "import", "products", sheet, "--errors", errors)
    status, answer, _ = run(capsys, *words)
    assert status == 1
    assert (answer["kind"], answer["read"], answer["created"], answer["rejected"]) == ("products", 2, 1, 1)
    assert (answer["updated"], answer["unchanged"]) == (0, 0)
    assert (answer["encoding"], answer["delimiter"]) == ("GB18030", ";")
    assert answer["errors"] == [
        {"file": "goods.csv", "line": 3, "field": "sku", "message": "This field is needed.", "value": ""}
    ]
    assert errors.read_text("utf-8-sig").startswith("货号,品名,类别,error_file")
    status, answer, _ = run(capsys, *words[:-2], "--dry-run")
    assert (status, answer["unchanged"]) == (1, 1)


def test_a_refused_file_ends_with_2_and_names_the_file(
    database_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    status, _, complaint = run(capsys, "--db", database_file, "import", "orders", picture)
    assert status == 2
    assert "photo.csv was not read. It is a picture (JPEG), not a table." in complaint
    status, _, complaint = run(capsys, "--db", database_file, "import", "orders", tmp_path / "absent.csv")
    assert (status, "no such file" in complaint) == (2, True)
    assert run(capsys, "--db", database_file, "import", "nonsense", picture)[0] == 2


def test_options_correct_what_was_found(
    database_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, mapping = tmp_path / "o.txt", tmp_path / "map.json"
    sheet.write_text("Auftrag|Artikel|Preis|Datum\nX-1|S-1|1,50|02.03.2026\n")
    mapping.write_text(
        json.dumps({"number": "Auftrag", "sku": "Artikel", "unit_price": "Preis", "placed_at": "Datum"})
    )
    words = (
        "--db",
        database_file,
        "--json",
        "import",
        "orders",
        sheet,
        "--map",
        mapping,
        "--delimiter",
        "pipe",
    )
    status, answer, _ = run(capsys, *words, "--decimal", ",", "--date-order", "dmy", "--encoding", "utf-8")
    assert (status, answer["created"], answer["delimiter"]) == (0, 1, "|")
    out = tmp_path / "orders.json"
    status, answer, _ = run(capsys, "--db", database_file, "--json", "export", "orders", out)
    assert (status, answer["rows"]) == (0, 1)
    (record,) = json.loads(out.read_text())
    assert (record["number"], record["unit_price"], record["placed_at"]) == (
        "X-1",
        "1.50",
        "2026-03-02T00:00:00.000Z",
    )


def test_export_refuses_unknown_endings(
    database_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, complaint = run(capsys, "--db", database_file, "export", "orders", tmp_path / "x.pdf")
    assert (status, "must end in" in complaint) == (2, True)
