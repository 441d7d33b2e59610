"""Rows of a table as values of fields: each cell parsed by its field's form and its column's convention.

A row with a bad cell is rejected with every reason it has; the others are saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import DATES, NUMBERS, Field, Parser
from qualitydesk.exchange.mapping import Preset
from qualitydesk.exchange.reading import Row, RowError, Table
from qualitydesk.exchange.reading.conventions import Conventions, find_conventions
from qualitydesk.exchange.reading.values import BadValue, shown
from qualitydesk.exchange.report import Collector, Entry, FileFacts

_NEEDED = msg("This field is needed.")
Column = tuple[str, int, Parser, bool]


def conventions_of(table: Table, fields: Sequence[Field], columns: Mapping[str, int]) -> Conventions:
    """How the columns that hold dates and numbers of ``fields`` write them."""
    forms = {item.name: item.form for item in fields}
    dates = [index for name, index in columns.items() if forms.get(name) in DATES]
    numbers = [index for name, index in columns.items() if forms.get(name) in NUMBERS]
    return find_conventions(table, dates, numbers)


def read_entries(
    table: Table,
    fields: Sequence[Field],
    columns: Mapping[str, int],
    preset: Preset | None,
    collector: Collector,
) -> Iterator[Entry]:
    """The table's rows; those with a bad cell are rejected into ``collector``, which also learns the facts of
    the file, and come along as far as they could be read: what else is wrong with them is told, too.
    """
    by_name = {item.name: item for item in fields}
    used = {name: index for name, index in columns.items() if name in by_name}
    conventions = conventions_of(table, fields, columns)
    plan: list[Column] = [
        (
            name,
            index,
            by_name[name].parser(conventions.columns.get(index), table.date1904),
            by_name[name].required,
        )
        for name, index in used.items()
    ]
    fixed = dict(preset.fixed) if preset else {}
    finish = preset.finish() if preset and preset.finish else None
    rows = 0
    for row in table.rows():
        rows += 1
        entry = Entry(table, row.line, row.cells, dict(fixed))
        if _fill(entry, row, plan, collector) and finish:
            try:
                finish(entry.values)
            except BadValue as bad:
                collector.refuse(entry, "", bad.message)
        yield entry
    collector.read += rows
    notes = (*table.notes, *conventions.notes(), *table.remarks)
    name = preset.name if preset else ""
    collector.files.append(
        FileFacts(table.source, table.encoding, table.delimiter, table.header_row, name, rows, notes)
    )


def _fill(entry: Entry, row: Row, plan: Sequence[Column], collector: Collector) -> bool:
    """Parse every cell of the row into the entry; False when it was rejected."""
    source, line, cells, values = entry.table.source, row.line, row.cells, entry.values
    if row.problem:
        collector.reject(entry, [RowError(source, line, "", row.problem, shown(cells[0] if cells else ""))])
        return False
    errors: list[RowError] = []
    for name, index, parse, required in plan:
        cell = cells[index]
        try:
            value = parse(cell)
        except BadValue as bad:
            errors.append(RowError(source, line, name, bad.message, shown(cell)))
            continue
        if value is not None:
            values[name] = value
        elif required and name not in values:
            errors.append(RowError(source, line, name, _NEEDED, ""))
    if errors:
        collector.reject(entry, errors)
    return not errors
