"""The rows an import did not take, as a sheet to mend and import again: as they stood, then where and why.

The columns added at the right are not known to any importer, so they may stay when the sheet comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qualitydesk.domain.values import Message
from qualitydesk.exchange.inert import restored
from qualitydesk.exchange.reading import RowError
from qualitydesk.exchange.reading.values import shown
from qualitydesk.exchange.report import ImportReport, RejectedRow
from qualitydesk.exchange.several import joined
from qualitydesk.exchange.writing import write_rows

ADDED = ("error_file", "error_line", "error_field", "error_message")


def write_errors(report: ImportReport, path: Path, tell: Callable[[Message], str]) -> int:
    """Write the sheet; ``tell`` puts messages into the reader's language. Returns the number of rows."""
    columns = list(dict.fromkeys(name for row in report.rejected_rows for name in row.columns))
    own = [name for name in columns if name not in ADDED]
    return write_rows(path, (*own, *ADDED), _rows(report, own, tell))


def _rows(report: ImportReport, columns: list[str], tell: Callable[[Message], str]) -> Iterator[list[Any]]:
    for row in report.rejected_rows:
        cells = {name: _cell(cell) for name, cell in zip(row.columns, row.cells, strict=False)}
        yield [*(cells.get(name, "") for name in columns), *_reasons(row, tell)]


def _cell(cell: Any) -> Any:
    """Typed cells of workbooks stay typed; lists from JSON become one text."""
    if isinstance(cell, list):
        return joined(shown(item) for item in cell)
    if isinstance(cell, float):
        return shown(cell)
    if isinstance(cell, str):
        return restored(cell)
    return cell if isinstance(cell, int) or cell is None else str(cell)


def _reasons(row: RejectedRow, tell: Callable[[Message], str]) -> list[Any]:
    errors = row.errors
    first = errors[0]
    fields = ", ".join(dict.fromkeys(error.field for error in errors if error.field))
    said = [_reason(error, tell, named=len(errors) > 1) for error in errors]
    return [first.file, first.line, fields, " ".join(said)]


def _reason(error: RowError, tell: Callable[[Message], str], *, named: bool) -> str:
    """What is wrong; where it is not the only thing, with the field it is about."""
    return f"{error.field}: {tell(error.message)}" if named and error.field else tell(error.message)
