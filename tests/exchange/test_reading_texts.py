"""Delimited texts as they come: encodings, separators, title lines, ragged rows, broken quotes, wrong kinds
of file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.exchange.reading import ReadOptions, Table, open_table
from qualitydesk.exchange.reading.header import heading_key

CHINESE = "编号,名称,备注\nA-1,不锈钢水壶,货物完好无损，客户满意\nA-2,儿童玩具车,外箱破损需要检验处理\n"


def read(path: Path, data: bytes | str, **options: object) -> tuple[Table, list[list[object]]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    table = open_table(path, ReadOptions(**options))  # type: ignore[arg-type]  # options of several types
    return table, [list(row.cells) for row in table.rows()]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8-SIG"),
        ("utf-16", "UTF-16LE"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
    ],
)
def test_chinese_text_is_read_in_every_encoding(tmp_path: Path, codec: str, name: str) -> None:
    table, rows = read(tmp_path / "t.csv", CHINESE.encode(codec))
    assert table.encoding == name
    assert table.columns == ("编号", "名称", "备注")
    assert rows[0] == ["A-1", "不锈钢水壶", "货物完好无损，客户满意"]


@pytest.mark.parametrize(
    ("wished", "codec", "text"),
    [
        ("big5", "cp950", "編號,名稱\nA-1,玻璃水壺功許蓋 €9\n"),
        ("shift-jis", "cp932", "番号,名称\nA-1,ガラス製ケトル①髙表ソ\n"),
    ],
)
def test_what_is_read_as_wished_is_read_as_windows_writes_it(
    tmp_path: Path, wished: str, codec: str, text: str
) -> None:
    table, rows = read(tmp_path / "t.csv", text.encode(codec), encoding=wished)
    assert table.encoding == wished
    assert [list(table.columns), *rows] == [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize(
    "text",
    [
        "nom;pièce\ndéjà;été\n",
        "nome,descrição\numa,condição ótima\n",
        "Größe;Maß\nüber;süß\n",
        "año,niño\nmañana,sí\n",
    ],
)
def test_western_text_is_not_taken_for_chinese(tmp_path: Path, text: str) -> None:
    table, rows = read(tmp_path / "t.csv", text.encode("cp1252"))
    assert table.encoding == "Windows-1252"
    expected = [line.replace(";", ",").split(",") for line in text.splitlines()]
    assert [list(table.columns), *rows] == expected


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, mark: str) -> None:
    text = "\n".join(
        mark.join(row) for row in (("sku", "name", "price"), ("1", "Kettle, blue", "2"), ("2", "x", "3"))
    )
    if mark == ",":
        text = text.replace("Kettle, blue", '"Kettle, blue"')
    table, rows = read(tmp_path / "t.csv", text)
    assert table.delimiter == mark
    assert rows[0] == ["1", "Kettle, blue", "2"]


def test_a_declared_separator_is_taken(tmp_path: Path) -> None:
    table, rows = read(tmp_path / "t.csv", "sep=;\na;b\n1,5;2,5\n")
    assert (table.delimiter, table.header_row, rows) == (";", 2, [["1,5", "2,5"]])


def test_title_lines_stand_above_the_header(tmp_path: Path) -> None:
    text = "Stock report 2026,,,\nprinted by the warehouse,,,\n,,,\nsku,name,qty,lot\nA,Kettle,3,L1\n"
    table, rows = read(tmp_path / "t.csv", text)
    assert table.header_row == 4
    assert table.columns == ("sku", "name", "qty", "lot")
    assert rows == [["A", "Kettle", "3", "L1"]]
    assert any("2 lines above" in str(note) for note in table.notes)
    table, _rows = read(tmp_path / "t.csv", text.partition("\n")[2])
    assert any("1 line above the headings was" in str(note) for note in table.notes)


def test_known_headings_beat_the_shape_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("one,two,three\nfour,five,six\nsku,name,x\nA,Kettle,1\n")
    known = frozenset(map(heading_key, ("SKU", "Name")))
    assert open_table(path, None, known).header_row == 3


def test_the_header_row_can_be_named(tmp_path: Path) -> None:
    table, rows = read(tmp_path / "t.csv", "a,b\nc,d\n1,2\n", header_row=2)
    assert (table.columns, rows) == (("c", "d"), [["1", "2"]])


def test_ragged_rows_are_said_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n1,2,3,4\n5,6\n7,8,9,,\n")
    table = open_table(path)
    rows = list(table.rows())
    assert [row.line for row in rows] == [2, 3, 4]
    assert rows[0].problem is not None
    assert "4 cells" in str(rows[0].problem)
    assert (list(rows[1].cells), rows[1].problem) == (["5", "6", ""], None)
    assert (list(rows[2].cells), rows[2].problem) == (["7", "8", "9"], None)
    assert any("Line 3" in str(remark) for remark in table.remarks)


def test_lines_are_counted_through_quoted_newlines(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"one\ntwo\nthree",x\nlast,y\n')
    assert [row.line for row in open_table(path).rows()] == [2, 5]


def test_old_mac_line_ends(tmp_path: Path) -> None:
    _, rows = read(tmp_path / "t.csv", b'a,b\r1,2\r"x\ry",3\r')
    assert rows == [["1", "2"], ["x\ry", "3"]]


def test_zero_bytes_are_taken_out_and_said(tmp_path: Path) -> None:
    table, rows = read(tmp_path / "t.csv", b"a,b\n1\x00,2\n")
    assert rows == [["1", "2"]]
    assert any("zero bytes" in str(remark) for remark in table.remarks)


def test_a_quotation_mark_never_closed_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,"never closed\n2,good\n3,"also ""fine"""\n')
    rows = list(open_table(path).rows())
    bad = [row for row in rows if row.problem]
    good = [list(row.cells) for row in rows if not row.problem]
    assert [row.line for row in bad] == [2]
    assert "never closed" in str(bad[0].problem)
    assert good == [["2", "good"], ["3", 'also "fine"']]


def test_stray_quotation_marks_are_read_as_they_stand(tmp_path: Path) -> None:
    _, rows = read(tmp_path / "t.csv", 'a,b\n12" pipe,x\n"19" rack",y\n"z" ,w\n')
    assert [row[1] for row in rows] == ["x", "y", "w"]
    assert rows[0][0] == '12" pipe'


def test_a_broken_letter_costs_one_row(tmp_path: Path) -> None:
    text = "名称,数\n" + "水壶,1\n" * 50
    data = text.encode() + b"\xff\xfe\xfa,2\n" + "玩具,3\n".encode()
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    rows = list(open_table(path).rows())
    assert [row.line for row in rows if row.problem] == [52]
    assert len(rows) == 52


def test_double_headings_are_numbered_and_said(tmp_path: Path) -> None:
    table, _ = read(tmp_path / "t.csv", "id,name,id,\n1,2,3,\n")
    assert table.columns == ("id", "name", "id (2)")
    assert any("more than once" in str(note) for note in table.notes)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"GIF89a" + bytes(50), "picture"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"<!DOCTYPE html><html><table><tr><td>1", "HTML"),
        (b"<?xml version='1.0'?><rows/>", "XML"),
        (b"\x1f\x8b\x08\x00" + bytes(50), "gzip"),
        (b"SQLite format 3\x00" + bytes(50), "database"),
        (bytes(range(256)) * 20, "not a text"),
        (bytes(100_000), "empty"),
        (b"a" + bytes(100_000), "not a text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_plain_words(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    with pytest.raises(RuleBroken) as refusal:
        list(open_table(path).rows())
    assert str(refusal.value).startswith("sheet.csv was not read.")
    assert reason in str(refusal.value)


def test_a_missing_file_and_wrong_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="no such file"):
        open_table(tmp_path / "absent.csv")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(RuleBroken, match="No encoding is known"):
        open_table(tmp_path / "t.csv", ReadOptions(encoding="klingon"))
    with pytest.raises(RuleBroken, match="separator"):
        open_table(tmp_path / "t.csv", ReadOptions(delimiter="ab"))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n" + b"x" * 5_000_000)
    with pytest.raises(RuleBroken, match="longer than a line can be"):
        list(open_table(path).rows())


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join(f"c{n}" for n in range(3000)) + "\n")
    with pytest.raises(RuleBroken, match="more than 2000 columns"):
        open_table(path)


def test_json_lists_and_lines_are_tables(tmp_path: Path) -> None:
    _, rows = read(tmp_path / "t.json", '{"data": {"results": [{"a": 1, "b": null}, {"a": "x", "c": [1]}]}}')
    assert rows == [[1, None, None], ["x", None, [1]]]
    table, rows = read(tmp_path / "l.json", '{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n')
    assert (table.columns, rows) == (("a", "b"), [[1, "x"], [2, "y"]])


@pytest.mark.parametrize(
    "text", ['{"a": 1', "[" * 100_000, '{"a": {"b": 1}}', "[1, 2]", '[{"a": ' + "9" * 5000 + "}]"]
)
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleBroken):
        read(tmp_path / "t.json", text)
