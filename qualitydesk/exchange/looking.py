"""A look at files before they are imported: what was found out about each, first rows, fields of columns.

Nothing is saved and nothing of the rows is judged; that is the dry run's part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.mapping import known_headings, lacking, preset_of, recognised
from qualitydesk.exchange.reading import ReadOptions, Table, open_table
from qualitydesk.exchange.reading.values import shown
from qualitydesk.exchange.rows import conventions_of

FIRST_ROWS = 200


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row as it stands: its line in the file and its cells as text."""

    line: int
    cells: tuple[str, ...]
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class FileLook:
    """One file. ``fields`` names each column's field, "" for none; ``found`` is the column of each field as
    it was recognised before anybody wished; ``problem`` says why the file can't be read. ``notes`` begin with
    how dates and numbers are taken: nobody sees that in the rows.
    """

    file: str
    problem: Message | None = None
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    preset: str = ""
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    rows: tuple[FirstRow, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field that a kind knows: its name in files, and what people call it."""

    name: str
    required: bool
    called: Bilingual


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says about the files; see ``ReadOptions`` and the mapping of ``ImportOptions``."""

    reading: ReadOptions = field(default_factory=ReadOptions)
    mapping: Mapping[str, str] = field(default_factory=dict)


def field_names(shape: Shape) -> tuple[FieldName, ...]:
    """The fields of a kind in the order of its export."""
    return tuple(FieldName(item.name, item.required, item.called) for item in shape.fields)


def look_at(shape: Shape, path: Path, wishes: Wishes) -> FileLook:
    """Open one file and read its first rows; a file that is no table says why."""
    try:
        table = open_table(path, wishes.reading, known_headings(shape.fields, shape.presets))
        return _look(shape, table, wishes)
    except RuleBroken as refusal:
        return FileLook(file_label(path.name), refusal.message)


def _look(shape: Shape, table: Table, wishes: Wishes) -> FileLook:
    preset = preset_of(table, shape.presets)
    joined = bool(preset and preset.role)
    found = given = {} if joined else recognised(table, shape.fields, {}, preset)
    problem = None
    if not joined:
        try:
            given = recognised(table, shape.fields, wishes.mapping, preset)
        except RuleBroken as refusal:  # what the columns are is shown all the same: others can be named
            problem = refusal.message
    names = {index: name for name, index in given.items()}
    rows = tuple(
        FirstRow(row.line, tuple(shown(cell) for cell in row.cells), row.problem)
        for row in islice(table.rows(), FIRST_ROWS)
    )
    assumed = conventions_of(table, shape.fields, given).notes()
    return FileLook(
        table.source,
        problem,
        table.encoding,
        table.delimiter,
        table.header_row,
        preset.name if preset else "",
        table.columns,
        tuple(names.get(place, "") for place in range(len(table.columns))),
        {name: table.columns[place] for name, place in found.items()},
        () if joined else lacking(shape.fields, given, preset),
        rows,
        (*assumed, *table.notes, *table.remarks),
    )
