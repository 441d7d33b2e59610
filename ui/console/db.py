"""``db``: make, upgrade, check, back up, restore and move a whole database."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.services import care
from ui.console.answers import DONE, NEGATIVE, Answer, BadUsage, ConsoleContext
from ui.console.opening import check_target


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group."""
    group = commands.add_parser("db", help="make, upgrade, check, back up, restore and move the database")
    verbs = group.add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("create", help="make the tables").set_defaults(run=run_create)
    verbs.add_parser("upgrade", help="bring an older database up to date").set_defaults(run=run_upgrade)
    verbs.add_parser("check", help="verify integrity and the audit chain").set_defaults(run=run_check)
    backup = verbs.add_parser("backup", help="copy the database while it is in use")
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.set_defaults(run=run_backup)
    restore = verbs.add_parser("restore", help="put a checked backup in its place")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.set_defaults(run=run_restore)
    move = verbs.add_parser("move", help="copy everything to another, empty database")
    move.add_argument("url", metavar="URL", help="a file, or postgresql://…")
    move.set_defaults(run=run_move)


def run_create(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Make an empty database, or look at the one that is there."""
    open_backend(context.db).close()
    return run_check(args, context)


def run_upgrade(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Run the migrations that are missing."""
    care.upgrade_database(context.db)
    return run_check(args, context)


def run_check(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Look for damage."""
    backend = open_backend(context.db, create=False)
    try:
        health = care.check_health(backend.desk())
    finally:
        backend.close()
    tr = context.tr
    total = sum(health.rows.values())
    lines = [tr("The database is well: schema {schema}, {n} rows.", schema=health.schema, n=total)]
    if not health.ok:
        lines = [tr("The database has problems:"), *(f"  {problem}" for problem in health.problems)]
    data = {"ok": health.ok, "schema": health.schema, "rows": health.rows, "problems": health.problems}
    return Answer(data, "\n".join(lines), DONE if health.ok else NEGATIVE)


def run_backup(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Copy the database to a file, with its attached files beside it."""
    check_target(args.file, context.db)
    rows = care.back_up(context.open_desk(), args.file)
    text = context.tr("Backed up to {file}: {n} rows, checked.", file=args.file, n=sum(rows.values()))
    return Answer({"ok": True, "file": args.file, "rows": rows}, text)


def run_restore(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Put a backup in the database's place; what was there is kept beside it."""
    _check_backup(args.file)
    backend = open_backend(context.db)
    try:
        rows = care.restore(backend.desk(), args.file)
    finally:
        backend.close()
    text = context.tr("Restored from {file}: {n} rows.", file=args.file, n=sum(rows.values()))
    return Answer({"ok": True, "file": args.file, "rows": rows}, text)


def run_move(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """Copy everything to another database, which is made if it is not there; the one in use stays."""
    with (
        closing(open_backend(context.db, create=False)) as here,
        closing(open_backend(args.url)) as there,
    ):
        rows = care.move_everything(here.desk(), there.store, there.attachments)
        text = context.tr(
            "Copied to {place}: {n} rows, counted and checked. The database here was not changed.",
            place=there.location,
            n=sum(rows.values()),
        )
    return Answer({"ok": True, "rows": rows}, text)


def _check_backup(file: Path) -> None:
    """Refuse what cannot be restored before a database is made for it."""
    try:
        care.examine_backup(file)
    except Unavailable as fault:
        raise BadUsage(
            msg("{file} cannot be restored: {reason}", file=str(file), reason=fault.message)
        ) from fault
