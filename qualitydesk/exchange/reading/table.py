"""What every reader hands over: a table of rows with their line numbers, and what was found out on the way.

Rows are streamed: ``Table.rows()`` opens the file anew each time, so nothing large is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Message, msg

Cell = str | int | float | bool | date | datetime | time | timedelta | list[object] | dict[str, object] | None
"""One cell as its file gives it: text from delimited files, typed values from workbooks and JSON."""

MAX_TEXT_BYTES = 1 << 30
MAX_JSON_BYTES = 64 << 20
MAX_WORKBOOK_BYTES = 100 << 20
MAX_COLUMNS = 2_000
MAX_ROWS = 1_000_000
MAX_FIELD = 1_000_000
REMARKS_KEPT = 50


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person corrects when the program found it wrong; empty means: find it.

    ``header_row`` is the line (or sheet row) of the headings, counted from 1; ``date_order`` is one of
    "dmy", "mdy", "ymd"; ``decimal`` is "." or ",".
    """

    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    sheet: str = ""
    date_order: str = ""
    decimal: str = ""


class Row(NamedTuple):
    """One record: the line it begins on, its cells (as many as columns), and what is wrong with it."""

    line: int
    cells: Sequence[Cell]
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class RowError:
    """One reason why a row was not taken: where, which field, why, and what stood there."""

    file: str
    line: int
    field: str
    message: Message
    value: str


@dataclass(frozen=True)
class Table:
    """A file opened as a table. ``remarks`` grows while rows are read: what was mended is said there."""

    source: str
    kind: str
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[str, ...]
    stream: Callable[[], Iterator[Row]]
    options: ReadOptions = field(default_factory=ReadOptions)
    notes: tuple[Message, ...] = ()
    remarks: list[Message] = field(default_factory=list)
    date1904: bool = False

    def rows(self) -> Iterator[Row]:
        """The records below the header, in order; refuses a table with more than ``MAX_ROWS``."""
        for count, row in enumerate(self.stream(), 1):
            if count > MAX_ROWS:
                raise refused(self.source, msg("The table has more than {n} rows; split it.", n=MAX_ROWS))
            yield row

    def remark(self, message: Message) -> None:
        """Keep a note for the report; only the first ones are kept, and none twice."""
        if len(self.remarks) < REMARKS_KEPT and message not in self.remarks:
            self.remarks.append(message)


def refused(source: str, reason: Message) -> RuleBroken:
    """The error for a file that can't be read as a table: names the file and says why."""
    return RuleBroken(msg("{file} was not read. {reason}", file=file_label(source), reason=reason))


def distinct_headings(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Headings made usable: trimmed, empty ones named by position, repeated ones numbered, each said once."""
    taken: dict[str, int] = {}
    names: list[str] = []
    notes: list[Message] = []
    for position, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"Column {position}"
        count = taken[name] = taken.get(name, 0) + 1
        if count > 1:
            note = msg("The heading “{name}” stands more than once.", name=name)
            notes += [note] if note not in notes else []
            name = f"{name} ({count})"
        names.append(name)
    return tuple(names), tuple(notes)
