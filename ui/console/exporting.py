"""``export KIND FILE``: writes all records of a kind as CSV, XLSX or JSON, as the file's ending says.

The file is complete or not there; ``import KIND`` reads it back unchanged.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.console.answers import Answer, ConsoleContext
from ui.console.importing import KINDS
from ui.console.opening import check_target


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "export",
        help="write records to a file",
        description="Writes CSV (UTF-8 with BOM), XLSX or JSON by the file's ending; inert in spreadsheets.",
    )
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_export)


def run_export(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Export and answer with the number of rows."""
    from qualitydesk.services.exchange import export_records

    check_target(args.file, context.db)
    rows = export_records(context.open_desk(), args.kind, args.file)
    text = context.tr("{n} rows written to {file}.", n=rows, file=str(args.file))
    return Answer({"rows": rows, "kind": args.kind, "file": str(args.file)}, text)
