"""JSON as a table: a list of objects, at the top or inside, or one object a line.

Files with one record on each line (as our own export) are streamed; others are read whole, within a limit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.delimited import MAX_LINE
from qualitydesk.exchange.reading.encodings import find_encoding
from qualitydesk.exchange.reading.table import MAX_COLUMNS, Cell, ReadOptions, Row, Table, refused

MAX_WHOLE = 32 << 20
_SAMPLE = 1_000

Record = tuple[int, dict[str, object]]


def open_document(path: Path, options: ReadOptions) -> Table:
    """The records of the JSON file at ``path`` as a table; its columns are the records' names in order."""
    encoding = find_encoding(path, options.encoding)
    lines = _Lines(path, encoding.codec)
    source: _Lines | _Whole = lines if lines.fits() else _Whole(path, encoding.codec)
    names: dict[str, None] = {}
    for _, record in islice(source.records(), _SAMPLE):
        names.update(dict.fromkeys(record))
    if not names:
        raise refused(path.name, msg("It holds no list of records."))
    if len(names) > MAX_COLUMNS:
        raise refused(path.name, msg("It has more than {n} columns.", n=MAX_COLUMNS))
    columns = tuple(names)
    remarks: list[Message] = []
    return Table(
        source=file_label(path.name),
        kind="JSON",
        encoding=encoding.name,
        delimiter="",
        header_row=0,
        columns=columns,
        stream=lambda: _rows(source, columns),
        options=options,
        remarks=remarks,
    )


def _rows(source: _Lines | _Whole, columns: tuple[str, ...]) -> Iterator[Row]:
    known = frozenset(columns)
    for line, record in source.records():
        cells: list[Cell] = [record.get(name) for name in columns]  # type: ignore[misc]  # JSON holds only cells
        extra = next((name for name in record if name not in known), None)
        problem = (
            msg("“{name}” is not among the columns of the first records.", name=extra) if extra else None
        )
        yield Row(line, cells, problem)


class _Lines:
    """One object on each line, with or without the brackets and commas of a list around them."""

    def __init__(self, path: Path, codec: str) -> None:
        self.path = path
        self.codec = codec

    def fits(self) -> bool:
        """Whether the first two lines with something on them are objects of their own."""
        found = 0
        with self.path.open(encoding=self.codec, errors="replace") as file:
            for _ in range(5):
                text = file.readline(MAX_LINE).strip().rstrip(",")
                if text in {"", "[", "]"}:
                    continue
                if not text.startswith("{") or not _is_object(text):
                    return False
                found += 1
            rest = file.readline(10).strip()
        return found > 1 or (found == 1 and not rest and not self._nested())

    def _nested(self) -> bool:
        with self.path.open(encoding=self.codec, errors="replace") as file:
            text = file.readline(MAX_LINE).strip()
        return _is_object(text) and any(isinstance(value, dict | list) for value in json.loads(text).values())

    def records(self) -> Iterator[Record]:
        with self.path.open(encoding=self.codec, errors="replace") as file:
            number = 0
            while line := file.readline(MAX_LINE):
                number += 1
                text = line.strip().rstrip(",")
                if text in {"", "[", "]"}:
                    continue
                record = _parse(self.path.name, text, number)
                if not isinstance(record, dict):
                    raise refused(self.path.name, msg("Line {line} is not a record.", line=number))
                yield number, record


class _Whole:
    """A document read at once; its records are the first list of objects found in it."""

    def __init__(self, path: Path, codec: str) -> None:
        if path.stat().st_size > MAX_WHOLE:
            text = msg(
                "It is larger than {limit} MB and not one record a line; split it.", limit=MAX_WHOLE >> 20
            )
            raise refused(path.name, text)
        data = _parse(path.name, path.read_text(codec, errors="replace"), 0)
        found = _find_records(data, 4)
        if found is None:
            raise refused(path.name, msg("It holds no list of records."))
        self._records = found

    def records(self) -> Iterator[Record]:
        yield from enumerate(self._records, 1)


def _find_records(data: object, depth: int) -> list[dict[str, object]] | None:
    if isinstance(data, list):
        return data if data and all(isinstance(item, dict) for item in data) else None
    if isinstance(data, dict) and depth:
        for value in data.values():
            found = _find_records(value, depth - 1)
            if found is not None:
                return found
    return None


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _parse(name: str, text: str, line: int) -> object:
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError as error:
        where = line or error.lineno
        raise refused(
            name, msg("The JSON is broken on line {line}: {reason}.", line=where, reason=error.msg)
        ) from error
    except (ValueError, RecursionError) as error:
        raise refused(name, msg("The JSON is nested too deeply or holds a number without end.")) from error
