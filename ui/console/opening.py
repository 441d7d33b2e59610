"""Which database a command works on, and the desk it works at. Without --db it is the user's own.

Also whether a file may be written beside it, asked before anything is done.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.paths import own_database
from ui.console.answers import BadUsage

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack
    from qualitydesk.services.desk import Desk
    from ui.console.answers import ConsoleContext


def address_of(given: str) -> str:
    """The path or URL of the database: what was given, else the user's own."""
    return given or own_database()


def open_console_desk(given: str) -> Desk:
    """The desk of the program itself at that database, made at the first use when it is the user's own."""
    from qualitydesk.bootstrap import open_backend

    return open_backend(address_of(given), create=not given).desk()


def rules_in_force(context: ConsoleContext) -> RulePack:
    """The rules of the desk at the database of the line; before the user's own is made, the packs alone."""
    if context.db == own_database() and "://" not in context.db and not Path(context.db).is_file():
        from qualitydesk.rules import load_rules

        return load_rules()
    return context.open_desk().rules


def check_target(target: Path, db: str) -> None:
    """Refuse a file that could not be written, or that is the database, before anything is done for it."""
    if target.is_dir() or not target.parent.is_dir():
        raise BadUsage(
            msg("{file} cannot be written: there is no such folder, or it is a folder.", file=str(target))
        )
    if _is_database(target, db):
        raise BadUsage(msg("{file} is the database itself; choose another file.", file=str(target)))
    try:
        tempfile.TemporaryFile(dir=target.parent).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unavailable(
            msg("{file} cannot be written: {reason}.", file=str(target), reason=reason)
        ) from error


def _is_database(target: Path, db: str) -> bool:
    database = Path(db.removeprefix("sqlite:///")).expanduser()
    return target.exists() and database.exists() and target.samefile(database)
