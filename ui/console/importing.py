"""``import KIND FILE…``: brings records in from files of others and says what became of every row.

Ends with 0 when every row was taken, 1 when some were rejected (the good ones are in), 2 when a file is no
table.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.values import msg
from ui.console.answers import DONE, NEGATIVE, Answer, BadUsage, ConsoleContext
from ui.console.opening import check_target

if TYPE_CHECKING:
    from qualitydesk.services.exchange import ImportReport, RowError
    from qualitydesk.translation import Translator

KINDS = (
    "parties",
    "products",
    "orders",
    "shipments",
    "lots",
    "certificates",
    "inspections",
    "claims",
    "feedback",
    "recalls",
)
_SHOWN = 20
_SHEETS = (".csv", ".xlsx", ".json")
_ABOUT = (
    "Reads CSV, TSV, XLSX, XLS and JSON; encoding, separator, headings, decimal mark and date order are "
    "found by themselves and can be corrected. Importing the same file again changes nothing; a blank cell "
    "leaves what is recorded. Rows that can't be taken never stop the good ones. Exit status: 0 every row "
    "was taken, 1 some rows were rejected (the others are in), 2 a file can't be read as a table (nothing "
    "was changed)."
)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = commands.add_parser("import", help="bring records in from files", description=_ABOUT)
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
    parser.add_argument("--map", type=Path, metavar="FILE", help='JSON: {"field": "column heading", …}')
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write the rejected rows, to be mended")
    parser.add_argument("--encoding", default="", help="for example gb18030, utf-16, big5, shift-jis")
    parser.add_argument("--delimiter", default="", help="one character, or comma, semicolon, tab, pipe")
    parser.add_argument("--header-row", type=_line, default=0, metavar="N", help="the line of the headings")
    parser.add_argument("--sheet", default="", help="name or number of the workbook's sheet")
    parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), default="")
    parser.add_argument("--decimal", choices=(".", ","), default="")
    parser.set_defaults(run=run_import)


def run_import(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Import the files and answer with the counts and the reasons."""
    from qualitydesk.services.exchange import (
        ImportOptions,
        ReadOptions,
        import_files,
        read_mapping,
        write_error_sheet,
    )

    reading = ReadOptions(
        encoding=args.encoding,
        delimiter=args.delimiter,
        header_row=args.header_row,
        sheet=args.sheet,
        date_order=args.date_order,
        decimal=args.decimal,
    )
    if args.errors:
        _check_error_sheet(args.errors, context.db)
    mapping = read_mapping(args.map) if args.map else {}
    options = ImportOptions(reading=reading, mapping=mapping, dry_run=args.dry_run)
    report = import_files(context.open_desk(), args.kind, args.files, options)
    if args.errors and report.rejected:
        write_error_sheet(report, args.errors, context.tr)
    return Answer(_data(report), _text(report, context.tr, args), NEGATIVE if report.rejected else DONE)


def _check_error_sheet(file: Path, db: str) -> None:
    """Refuse, before any row is taken, a sheet that could not be written in the end."""
    if file.suffix.lower() not in _SHEETS:
        raise BadUsage(msg("“{file}” must end in .csv, .xlsx or .json.", file=file.name))
    check_target(file, db)


def _line(text: str) -> int:
    """The number of a line; 0 is found by itself."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is not the number of a line")
    return int(text)


def _data(report: ImportReport) -> dict[str, object]:
    return {
        "kind": report.kind,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "errors": _listed(report.errors),
        "warnings": _listed(report.warnings),
        "encoding": report.encoding or None,
        "delimiter": report.delimiter or None,
        "dry_run": report.dry_run,
        "also": report.also,
        "notes": report.notes,
        "files": [
            {
                "file": f.file,
                "encoding": f.encoding or None,
                "delimiter": f.delimiter or None,
                "header_row": f.header_row or None,
                "preset": f.preset or None,
                "rows": f.rows,
                "notes": f.notes,
            }
            for f in report.files
        ],
    }


def _listed(found: Sequence[RowError]) -> list[dict[str, object]]:
    return [
        {"file": e.file, "line": e.line, "field": e.field or None, "message": e.message, "value": e.value}
        for e in found
    ]


def _text(report: ImportReport, tr: Translator, args: argparse.Namespace) -> str:
    lines = [
        tr.plural(
            "1 row read: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
            "{n} rows read: {created} created, {updated} updated, {unchanged} unchanged, "
            "{rejected} rejected.",
            report.read,
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected,
        )
    ]
    if report.dry_run:
        lines.append(tr("This was a trial; nothing was kept."))
    lines += [tr(note) for note in report.notes]
    for facts in report.files:
        lines += [f"{facts.file}: {tr(note)}" for note in facts.notes]
    lines += [*_told(report.errors, tr), *_told(report.warnings, tr)]
    if args.errors and report.rejected:
        lines.append(tr("The rejected rows are in {file}.", file=str(args.errors)))
    return "\n".join(lines)


def _told(found: Sequence[RowError], tr: Translator) -> list[str]:
    """The first of them, one a line."""
    lines = [_error(one.file, one.line, one.field, tr(one.message), one.value) for one in found[:_SHOWN]]
    more = len(found) - _SHOWN
    return [*lines, tr("… and {n} more.", n=more)] if more > 0 else lines


def _error(file: str, line: int, field: str, message: str, value: str) -> str:
    place = f"{file}:{line}" + (f" {field}" if field else "")
    return f"{place}: {message}" + (f" ({value})" if value else "")
