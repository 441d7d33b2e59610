"""Reads a CSV file of cases, the many questions that ``--cases`` asks at once, row by row.

What a row means belongs to the command; here a file is only taken apart, and refused with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qualitydesk.domain.values import Message, msg
from ui.console.answers import BadUsage

Row = Mapping[str, str]

_MOST_BYTES = 50_000_000


def rows(file: str, needed: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers; what is not such a file is refused."""
    reader = csv.DictReader(io.StringIO(_text(file), newline=""))
    try:
        reader.fieldnames = [str(name).strip() for name in reader.fieldnames or ()]
        absent = [name for name in needed if name not in reader.fieldnames]
        if absent:
            raise BadUsage(located(file, 1, msg("The column {names} is missing.", names=", ".join(absent))))
        for row in reader:
            yield reader.line_num, {name: (value or "").strip() for name, value in row.items() if name}
    except csv.Error as error:
        raise BadUsage(located(file, reader.line_num, msg("This is not a CSV file."))) from error


def _text(file: str) -> str:
    path = Path(file)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadUsage(msg("{file} is too large for a file of cases.", file=file))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadUsage(msg("{file} cannot be read: {why}.", file=file, why=error.strerror or "")) from error
    except UnicodeDecodeError as error:
        raise BadUsage(msg("{file} is not UTF-8 text.", file=file)) from error


def located(file: str, line: int, why: Message) -> Message:
    """The complaint with its file and line."""
    return msg("{file}, line {line}: {why}", file=file, line=line, why=why)
