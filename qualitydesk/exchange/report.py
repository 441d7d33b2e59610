"""What an import came to: counts, reasons for rejected rows, what was found out about the files.

The collector is filled while rows are read and saved; the report is what callers get.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from qualitydesk.domain.values import Message
from qualitydesk.exchange.reading import Cell, RowError, Table
from qualitydesk.exchange.reading.values import shown

ERRORS_KEPT = 10_000


class Outcome(IntEnum):
    """What became of a record; the larger one wins when several rows make one record."""

    CONTRADICTED = -1
    UNCHANGED = 0
    UPDATED = 1
    CREATED = 2


@dataclass(slots=True)
class Entry:
    """One row as values, and where it came from."""

    table: Table
    line: int
    cells: Sequence[Cell]
    values: dict[str, Any]
    rejected: bool = False
    place: int = -1
    """Where it stands among the rejected rows that are kept."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was found out about one file."""

    file: str
    encoding: str
    delimiter: str
    header_row: int
    preset: str
    rows: int
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken, as it stood, with its reasons: for the error sheet."""

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole answer of an import. ``also`` counts what came along (products of an order export, lines);
    ``warnings`` are fields of rows that were taken though something about them should be looked at.
    """

    kind: str
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    errors: tuple[RowError, ...]
    encoding: str
    delimiter: str
    files: tuple[FileFacts, ...]
    also: dict[str, int]
    notes: tuple[Message, ...]
    dry_run: bool
    rejected_rows: tuple[RejectedRow, ...] = ()
    warnings: tuple[RowError, ...] = ()


@dataclass
class Collector:
    """Fills while an import runs."""

    kind: str
    read: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowError] = field(default_factory=list)
    rejected_rows: list[RejectedRow] = field(default_factory=list)
    outcomes: dict[object, Outcome] = field(default_factory=dict)
    also: Counter[str] = field(default_factory=Counter)
    files: list[FileFacts] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    origins: dict[str, str] = field(default_factory=dict)

    def reject(self, entry: Entry, errors: Sequence[RowError]) -> None:
        """Count a row as not taken, once, with all its reasons."""
        if len(self.errors) < ERRORS_KEPT:
            self.errors += errors
        if not entry.rejected:
            entry.rejected = True
            self.rejected += 1
            if len(self.rejected_rows) < ERRORS_KEPT:
                entry.place = len(self.rejected_rows)
                self.rejected_rows.append(RejectedRow(entry.table.columns, tuple(entry.cells), tuple(errors)))
        elif entry.place >= 0:
            row = self.rejected_rows[entry.place]
            self.rejected_rows[entry.place] = replace(row, errors=(*row.errors, *errors))

    def refuse(self, entry: Entry, name: str, message: Message, value: object = None) -> None:
        """Reject a row for one field."""
        self.reject(entry, [_error(entry, name, message, value)])

    def warn(self, entry: Entry, name: str, message: Message, value: object = None) -> None:
        """Take the row, and say what about one of its fields should be looked at."""
        if len(self.warnings) < ERRORS_KEPT:
            self.warnings.append(_error(entry, name, message, value))

    def note(self, message: Message) -> None:
        """Say something about the import as a whole, once."""
        if message not in self.notes and len(self.notes) < 100:
            self.notes.append(message)

    def count(self, key: object, outcome: Outcome) -> None:
        """Remember what became of the record ``key``."""
        self.outcomes[key] = max(outcome, self.outcomes.get(key, outcome))

    def report(self, dry_run: bool) -> ImportReport:
        """The finished report."""
        totals = Counter(self.outcomes.values())
        return ImportReport(
            kind=self.kind,
            read=self.read,
            created=totals[Outcome.CREATED],
            updated=totals[Outcome.UPDATED],
            unchanged=totals[Outcome.UNCHANGED],
            rejected=self.rejected,
            errors=_in_order(self.errors),
            encoding=_joined(facts.encoding for facts in self.files),
            delimiter=_joined(facts.delimiter for facts in self.files),
            files=tuple(self.files),
            also=dict(self.also),
            notes=tuple(self.notes),
            dry_run=dry_run,
            rejected_rows=tuple(self.rejected_rows),
            warnings=_in_order(self.warnings),
        )


def _error(entry: Entry, name: str, message: Message, value: object) -> RowError:
    text = shown(value) if isinstance(value, str | int | float | None) else str(value)[:200]
    return RowError(entry.table.source, entry.line, name, message, text)


def _in_order(errors: Sequence[RowError]) -> tuple[RowError, ...]:
    return tuple(sorted(errors, key=lambda error: (error.file, error.line)))


def _joined(texts: Any) -> str:
    distinct = list(dict.fromkeys(text for text in texts if text))
    return distinct[0] if len(distinct) == 1 else ", ".join(distinct)
