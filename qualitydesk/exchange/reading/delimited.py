"""CSV, TSV and their relatives: found encoding and separator, headings, rows with the line they begin on.

A quotation mark that is never closed costs its own row only; memory is bounded by one record.
"""

from __future__ import annotations

import contextlib
import csv
import math
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.encodings import Encoding, find_encoding
from qualitydesk.exchange.reading.header import (
    LOOK_AHEAD,
    Record,
    all_text,
    find_header,
    fit_rows,
    left_out,
    trimmed,
)
from qualitydesk.exchange.reading.table import (
    MAX_FIELD,
    REMARKS_KEPT,
    ReadOptions,
    Row,
    Table,
    distinct_headings,
    refused,
)

csv.field_size_limit(MAX_FIELD)

MAX_LINE = 4 * MAX_FIELD
RECOVERIES = 20
_CANDIDATES = (",", ";", "\t", "|")
_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}


def open_delimited(path: Path, options: ReadOptions, known: frozenset[str]) -> Table:
    """The text at ``path`` as a table; whatever ``options`` leave open is found."""
    encoding = find_encoding(path, options.encoding)
    skip, declared = _declared_separator(path, encoding)
    delimiter = _wished_delimiter(path, options) or declared or _find_delimiter(path, encoding)
    remarks: list[Message] = []
    source = _Source(path, encoding, delimiter, remarks)
    head: list[Record] = [
        (line, cells)
        for line, cells, problem in islice(source.records(), max(LOOK_AHEAD, options.header_row))
        if not problem and line > skip
    ]
    header = _header(head, options, known)
    header_line, cells = head[header] if head else (0, [])
    headings = trimmed(path.name, cells)
    if not any(text.strip() for text in headings):
        raise refused(path.name, msg("No row with headings was found."))
    columns, notes = distinct_headings(headings)
    return Table(
        source=file_label(path.name),
        kind="CSV",
        encoding=encoding.name,
        delimiter=delimiter,
        header_row=header_line,
        columns=columns,
        stream=lambda: source.rows(header_line, headings),
        options=options,
        notes=(*_opening_notes(encoding, head, header), *notes),
        remarks=remarks,
    )


def _opening_notes(encoding: Encoding, head: Sequence[Record], header: int) -> Iterator[Message]:
    if encoding.note:
        yield encoding.note
    above = sum(1 for _, cells in head[:header] if any(str(cell).strip() for cell in cells))
    if above:
        yield left_out(above)
    if not all_text(head[header][1][:1]):
        yield msg(
            "The row taken for headings looks like data; name the line of the headings if it is not right."
        )


def _header(head: Sequence[Record], options: ReadOptions, known: frozenset[str]) -> int:
    if options.header_row:
        at_line = (index for index, (line, _) in enumerate(head) if line >= options.header_row)
        return next(at_line, len(head) - 1)
    return find_header(head, known)


class _Lines:
    """A file's lines for the csv reader: counted, zero bytes taken out, none longer than ``MAX_LINE``."""

    def __init__(self, file: TextIO, source: _Source) -> None:
        self._file = file
        self._source = source
        self._again: deque[str] = deque()
        self._number = 0
        self.record: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(MAX_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        self._number += 1
        if len(line) >= MAX_LINE:
            raise refused(
                self._source.path.name, msg("Line {line} is longer than a line can be.", line=self._number)
            )
        self.record.append(line)
        if "\x00" in line:
            self._source.remark(msg("Line {line} held zero bytes; they were taken out.", line=self._number))
            return line.replace("\x00", "")
        return line

    def finish_record(self) -> int:
        """The line on which the record just read began."""
        start = self._number - len(self.record) + 1
        self.record.clear()
        return start

    def go_back(self) -> int:
        """Read again from the second line of the broken record; returns the line of the first."""
        self._again.extendleft(reversed(self.record[1:]))
        start = self._number - len(self.record) + 1
        self._number = start
        self.record.clear()
        self.ended = False
        return start


class _Source:
    """A delimited text that can be read again and again."""

    def __init__(self, path: Path, encoding: Encoding, delimiter: str, remarks: list[Message]) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter
        self.remarks = remarks

    def remark(self, message: Message) -> None:
        if len(self.remarks) < REMARKS_KEPT and message not in self.remarks:
            self.remarks.append(message)

    def rows(self, header_line: int, headings: Sequence[str]) -> Iterator[Row]:
        """The rows below the header; broken records come as rows with a problem."""
        width = len(headings)
        problems: deque[Row] = deque()
        body = self._body(header_line, problems, width)
        fitted = fit_rows(body, headings, self.remarks)
        for row in fitted:
            while problems:
                yield problems.popleft()
            yield self._undamaged(row) if self.encoding.damaged else row
        yield from problems

    def _body(self, header_line: int, problems: deque[Row], width: int) -> Iterator[Record]:
        for line, cells, problem in self.records():
            if line <= header_line:
                continue
            if problem:
                problems.append(Row(line, [*cells, *([""] * width)][:width], problem))
            else:
                yield line, cells

    def _undamaged(self, row: Row) -> Row:
        if any("�" in cell for cell in row.cells if isinstance(cell, str)):
            problem = msg(
                "A letter in this row is broken (it is not {encoding}).", encoding=self.encoding.name
            )
            return row._replace(problem=problem)
        return row

    def records(self) -> Iterator[tuple[int, list[str], Message | None]]:
        """Every record with the line it begins on; a never closed quotation mark as a problem."""
        errors = "replace" if self.encoding.damaged else "strict"
        with self.path.open(encoding=self.encoding.codec, errors=errors, newline="") as file:
            lines = _Lines(file, self)
            broken = 0
            while broken < RECOVERIES:
                yield from self._until_broken(lines)
                if not lines.record:
                    return
                if len(lines.record) == 1 and not lines.ended:
                    yield self._leniently(lines)
                    continue
                broken += 1
                first = lines.record[0].strip()[:200]
                yield (
                    lines.go_back(),
                    [first],
                    msg("A quotation mark that opens in this row is never closed."),
                )
            text = msg("Too many quotation marks are never closed; the rest of the file was not read.")
            yield lines.go_back(), [""], text

    def _until_broken(self, lines: _Lines) -> Iterator[tuple[int, list[str], None]]:
        """Records until the end, or until one with a stray quotation mark is left in ``lines.record``."""
        spaced = self.delimiter != "\t"
        reader = csv.reader(lines, delimiter=self.delimiter, skipinitialspace=spaced, strict=True)
        with contextlib.suppress(csv.Error):
            for cells in reader:
                yield lines.finish_record(), cells, None

    def _leniently(self, lines: _Lines) -> tuple[int, list[str], Message | None]:
        """A record of one line with a quotation mark in an odd place: read as it stands."""
        text = lines.record[0]
        try:
            cells = next(csv.reader([text], delimiter=self.delimiter), [""])
        except csv.Error:
            return lines.finish_record(), [text[:200]], msg("The row can't be taken apart.")
        return lines.finish_record(), cells, None


def _wished_delimiter(path: Path, options: ReadOptions) -> str:
    wished = _NAMED.get(options.delimiter.casefold(), options.delimiter)
    if len(wished) > 1 or wished in {'"', "\n", "\r"}:
        raise refused(
            path.name, msg("“{text}” can't be a separator; give one character.", text=options.delimiter)
        )
    return wished


def _declared_separator(path: Path, encoding: Encoding) -> tuple[int, str]:
    """The line ``sep=;`` with which some programs begin a CSV file: lines to skip, and the separator."""
    with path.open(encoding=encoding.codec, errors="replace", newline="") as file:
        first = file.readline(20).strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return 1, first[4]
    return 0, ""


def _find_delimiter(path: Path, encoding: Encoding) -> str:
    with path.open(encoding=encoding.codec, errors="replace", newline="") as file:
        lines = [line.replace("\x00", "") for line in _some_lines(file)]
    if path.suffix.lower() in {".tsv", ".tab"} and any("\t" in line for line in lines):
        return "\t"
    scores = {mark: _score(lines, mark) for mark in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda mark: scores[mark])
    return best if scores[best] > 0 else ","


def _some_lines(file: TextIO) -> Iterator[str]:
    for _ in range(200):
        line = file.readline(65_536)
        if not line:
            return
        yield line


def _score(lines: Sequence[str], delimiter: str) -> float:
    """How well ``delimiter`` cuts the lines into rows of one width: the share that agrees, then the width."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
    except csv.Error:
        return 0.0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width = max(wide, key=lambda w: (wide[w], w))
    share = wide[width] / sum(widths.values())
    return share * share * math.sqrt(min(width - 1, 30))
