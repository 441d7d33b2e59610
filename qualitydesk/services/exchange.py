"""Import and export as use cases: files in, files out, each import one transaction and one audit entry.

How files are read and what a kind consists of stands in ``qualitydesk.exchange``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.importers import IMPORTS
from qualitydesk.exchange.importers.engine import Cancelled, check_paths, run_import
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.importers.sources import ImportOptions, open_sources
from qualitydesk.exchange.looking import FieldName, FileLook, Wishes, field_names, look_at
from qualitydesk.exchange.mapping import read_mapping
from qualitydesk.exchange.reading import ReadOptions, RowError
from qualitydesk.exchange.report import Collector, ImportReport, RejectedRow
from qualitydesk.services.desk import Desk

__all__ = [
    "Cancelled",
    "FieldName",
    "FileLook",
    "ImportOptions",
    "ImportReport",
    "ReadOptions",
    "RejectedRow",
    "RowError",
    "Wishes",
    "export_kinds",
    "export_records",
    "import_files",
    "import_kinds",
    "known_fields",
    "look_at_files",
    "read_mapping",
    "write_error_sheet",
    "write_sheet",
]


RowT = TypeVar("RowT")
Tell = Callable[[int, int], None]
"""How many rows of how many are through, as a job's ``Control.report`` takes it."""


class _NotKept(Exception):
    """Ends a dry run: everything was tried, nothing stays."""


def import_kinds() -> tuple[str, ...]:
    """The kinds that ``import_files`` knows."""
    return tuple(IMPORTS)


def known_fields(kind: str) -> tuple[FieldName, ...]:
    """The fields that files of ``kind`` may hold."""
    return field_names(_shape(kind))


def look_at_files(kind: str, paths: Sequence[Path], wishes: Wishes) -> tuple[FileLook, ...]:
    """What is found out about files before they are imported, with their first rows."""
    shape = _shape(kind)
    return tuple(look_at(shape, path, wishes) for path in paths)


def import_files(
    desk: Desk, kind: str, paths: Sequence[Path], options: ImportOptions | None = None
) -> ImportReport:
    """Bring the records of ``kind`` in from files; rows that can't be taken are in the report with their
    reasons.

    A file that is no table is refused (RuleBroken) before anything is written. A blank cell leaves what is
    recorded as it is. Raises Cancelled when ``options.cancelled`` says so; then nothing is kept.
    """
    options = options or ImportOptions()
    shape = _completed(desk, _shape(kind))
    desk.require(*shape.writers)
    check_paths(paths)
    sources = open_sources(shape, paths, options)
    collector = Collector(kind)
    try:
        names = ", ".join(file_label(path.name) for path in paths)[:500]
        with desk.store.write(desk.person, f"import {kind}", names) as work:
            work.large()
            run_import(Saving(work, collector, desk.house.currency, desk.rules), shape, sources, options)
            if options.dry_run:
                raise _NotKept
    except _NotKept:
        pass
    return collector.report(options.dry_run)


def _completed(desk: Desk, shape: Shape) -> Shape:
    """The kind with what the program adds to its records."""
    if shape.kind == "inspections":
        from qualitydesk.services.imported_inspections import with_checklists

        return with_checklists(shape)
    if shape.kind == "claims":
        from qualitydesk.services.imported_claims import with_deadlines

        return with_deadlines(desk, shape)
    return shape


def _shape(kind: str) -> Shape:
    if kind not in IMPORTS:
        kinds = ", ".join(IMPORTS)
        raise RuleBroken(msg("“{kind}” can't be imported; the kinds are: {kinds}.", kind=kind, kinds=kinds))
    return IMPORTS[kind]


def export_kinds() -> tuple[str, ...]:
    """The kinds that ``export_records`` knows."""
    from qualitydesk.exchange.exporters import EXPORTS

    return tuple(EXPORTS)


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def export_records(
    desk: Desk, kind: str, path: Path, only: Collection[str] | None = None, tell: Tell = _untold
) -> int:
    """Write the records of ``kind`` to a CSV, XLSX or JSON file, by its ending; the number of rows.

    ``only`` are the numbers (the first column) of those that are wanted; all of them without it. What
    ``tell`` raises ends the export; then there is no new file, and one that was there is as it was.
    """
    from qualitydesk.exchange.exporters import EXPORTS
    from qualitydesk.exchange.writing import write_rows

    if kind not in EXPORTS:
        kinds = ", ".join(EXPORTS)
        raise RuleBroken(msg("“{kind}” can't be exported; the kinds are: {kinds}.", kind=kind, kinds=kinds))
    export = EXPORTS[kind]
    wanted = None if only is None else frozenset(only)
    with desk.store.read() as read:
        rows = _told(export.rows(read, wanted), export.total(read, wanted), tell)
        return write_rows(path, export.headings, rows)


def write_sheet(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], tell: Tell = _untold
) -> int:
    """Write rows as a list shows them to a CSV, XLSX or JSON file, by its ending; their number. ``tell`` as
    for ``export_records``.
    """
    from qualitydesk.exchange.writing import write_rows

    return write_rows(path, headings, _told(rows, len(rows), tell))


def _told(rows: Iterable[RowT], total: int, tell: Tell) -> Iterator[RowT]:
    """The rows, each told before it is written."""
    tell(0, total)
    for done, row in enumerate(rows, start=1):
        tell(done, total)
        yield row


def write_error_sheet(report: ImportReport, path: Path, tell: Callable[[Message], str] = str) -> int:
    """Write the rejected rows with their reasons, to be mended and imported again; returns their number."""
    from qualitydesk.exchange.error_sheet import write_errors

    return write_errors(report, path, tell)
