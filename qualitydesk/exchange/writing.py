"""Rows into a file by its ending: CSV (UTF-8 with BOM), XLSX or JSON, each inert in spreadsheets, each
complete.

The file appears under its name only when it is whole, private to the user. What the rows are is not known
here.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import msg
from qualitydesk.exchange.inert import guarded_again, inert
from qualitydesk.records.schema import instant_text

Cells = Sequence[Any]
SHEET_ROWS = 1_048_575
_CELL_TEXT = 32_767
_Nothing = type(None)


def write_rows(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> int:
    """Write the rows under the headings; returns how many. The ending of ``path`` chooses the format."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise RuleBroken(msg("“{file}” must end in .csv, .xlsx or .json.", file=file_label(path.name)))
    with whole_or_not_at_all(path) as unfinished:
        return writer(unfinished, headings, rows)


@contextlib.contextmanager
def whole_or_not_at_all(path: Path) -> Iterator[Path]:
    """A private temporary file in the same folder that takes the name when all went well."""
    try:
        handle, name = tempfile.mkstemp(prefix=".export-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(path, error) from error
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> Unavailable:
    reason = error.strerror or str(error)
    return Unavailable(msg("“{file}” can't be written: {reason}.", file=str(path), reason=reason))


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([inert(heading) for heading in headings])
        for row in rows:
            writer.writerow(
                [
                    value
                    if (kind := value.__class__) is int
                    or kind is _Nothing
                    or (kind is str and (not value or value[0].isalnum()))
                    else _csv_cell(value)  # what is usual is told apart here
                    for value in row
                ]
            )
            count += 1
    return count


def _csv_cell(value: Any) -> Any:
    """Text is made inert; everything else has a form that no spreadsheet takes for a formula."""
    return inert(value) if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> Any:
    spell = _SPELLED.get(value.__class__)
    return value if spell is None else spell(value)


_SPELLED: Mapping[type[Any], Callable[[Any], str]] = {
    bool: lambda value: "yes" if value else "no",
    Decimal: lambda value: format(value, "f"),
    datetime: instant_text,
    date: date.isoformat,
}


def _write_json(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> int:
    """One record a line, so that the file can be read again as a stream."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[\n")
        for row in rows:
            file.write(",\n" if count else "")
            file.write(encode(dict(zip(headings, row, strict=True))))
            count += 1
        file.write("\n]\n" if count else "]\n")
    return count


def _write_xlsx(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> int:
    """One sheet written row by row; text is always stored as text, days as days."""
    import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with tempfile.TemporaryDirectory(prefix="qualitydesk-export-") as folder:
        book = xlsxwriter.Workbook(str(path), {**options, "tmpdir": folder})
        sheet = book.add_worksheet("Export")
        try:
            count = _fill_sheet(sheet, book.add_format({"num_format": "yyyy-mm-dd"}), headings, rows)
        except BaseException:
            sheet.row_data_fh.close()  # not the workbook: that would write all that is thrown away here
            raise
        book.close()
    return count


def _fill_sheet(sheet: Any, day: Any, headings: Sequence[str], rows: Iterable[Cells]) -> int:
    cell, count = _sheet_cell(sheet, day), 0
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, guarded_again(heading))
    for count, row in enumerate(rows, start=1):
        if count > SHEET_ROWS:
            raise RuleBroken(msg("A workbook holds {n} rows at most; export to CSV.", n=SHEET_ROWS))
        for column, value in enumerate(row):
            cell(count, column, value)
    return count


def _sheet_cell(sheet: Any, day: Any) -> Callable[[int, int, Any], None]:
    text, number, dated = sheet.write_string, sheet.write_number, sheet.write_datetime

    def write(row: int, column: int, value: Any) -> None:
        if isinstance(value, str):
            if value:
                text(row, column, guarded_again(value)[:_CELL_TEXT])
        elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
            number(row, column, value)
        elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1901:
            dated(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day has no zone
        elif value is not None:
            text(row, column, str(_plain(value)))

    return write


_WRITERS: dict[str, Callable[[Path, Sequence[str], Iterable[Cells]], int]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
