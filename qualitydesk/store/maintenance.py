"""Care of a whole database: row counts, a check of integrity and chain, online backup, checked restore."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, func, select, text

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.values import listed, msg
from qualitydesk.records import metadata
from qualitydesk.store import audit, schema, tallies
from qualitydesk.store.engine import make_private_file
from qualitydesk.store.failures import explained
from qualitydesk.store.revision import LATEST
from qualitydesk.store.session import Reader, Store

PAGES_AT_ONCE = 4096
"""16 MB: between two such steps others may write, and the copy may be stopped."""
Told = Callable[[int, int], None]


def in_silence(_done: int, _total: int) -> None:
    """Nobody wants to hear how far it is."""


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found; ``problems`` is empty when all is well."""

    schema: str
    rows: dict[str, int]
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def row_counts(reader: Reader) -> dict[str, int]:
    """How many rows each table holds."""
    tables = sorted(metadata().tables.values(), key=lambda table: table.name)
    return {table.name: int(reader.scalar(select(func.count()).select_from(table))) for table in tables}


def check(store: Store, anchors: Iterable[audit.Head] = ()) -> Health:
    """Look for damage: the engine's own integrity check, foreign keys, the audit chain, and the kept sums."""
    with store.read() as read:
        problems = _damage(read)
        chain = audit.verify(read, anchors)
        problems += [f"audit event {problem.seq}: {problem.what}" for problem in chain.problems]
        problems += tallies.differences(read)
        return Health(LATEST, row_counts(read), tuple(problems))


def size(store: Store) -> int:
    """Bytes that the database takes: its file, or its share of the server."""
    if store.dialect == "sqlite":
        path = _file_of(store)
        return path.stat().st_size if path.exists() else 0
    with store.read() as read:
        return int(read.scalar(text("SELECT pg_database_size(current_database())")))


def backup(store: Store, target: Path, told: Told = in_silence) -> dict[str, int]:
    """Copy a local database while it is in use, open the copy and check it; returns its row counts.

    ``told`` hears how many pages of how many are copied; what it raises stops the copy. The target appears
    whole or not at all. Raises RuleBroken on a server (its own tools make backups there).
    """
    return copy_checked(_file_of(store), target, told)


def copy_checked(source: Path, target: Path, told: Told = in_silence) -> dict[str, int]:
    """The same for a database file that need not be of this program's schema."""
    temporary = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        make_private_file(temporary)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(temporary)) as copy:
            live.backup(
                copy, pages=PAGES_AT_ONCE, progress=lambda _s, left, all_: told(all_ - left, all_), sleep=0.01
            )
            copy.execute("PRAGMA journal_mode=DELETE").close()
        counts = examine(temporary)
        temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(msg("The backup could not be written: {reason}.", reason=str(error))) from error
    finally:
        temporary.unlink(missing_ok=True)
    return counts


def restore(store: Store, source: Path) -> dict[str, int]:
    """Put a checked backup in a local database's place; what was there is kept beside it as ``.before``."""
    target = _file_of(store)
    counts = examine(source, from_elsewhere=True)
    store.close()
    temporary = target.parent / f".{secrets.token_hex(6)}.part"
    make_private_file(temporary)
    with source.open("rb") as kept, temporary.open("wb") as file:
        shutil.copyfileobj(kept, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        target.replace(target.with_suffix(target.suffix + ".before"))
    temporary.replace(target)
    return counts


def examine(path: Path, *, from_elsewhere: bool = False) -> dict[str, int]:
    """Open a database file by itself, check it and count its rows.

    Raises Unavailable when it is missing, damaged, or none of ours; one ``from_elsewhere`` also when it holds
    triggers or tables that this program does not make.
    """
    if not path.is_file():
        raise Unavailable(msg("There is no file {path}.", path=str(path)))
    engine = create_engine(URL.create("sqlite", database=str(path)))
    try:
        with explained():
            found = schema.revision(engine)
            if found is None:
                raise Unavailable(msg("{path} is empty: there is nothing to restore.", path=str(path)))
            if from_elsewhere:
                _refuse_foreign(engine, found, path)
            with engine.connect() as connection:
                reader = Reader(connection)
                problems = _damage(reader)
                if problems:
                    raise Unavailable(
                        msg("{path} is damaged: {problem}.", path=str(path), problem=problems[0])
                    )
                return row_counts(reader)
    finally:
        engine.dispose()


def _refuse_foreign(engine: Engine, revision: str, path: Path) -> None:
    foreign = schema.foreign_parts(engine, revision)
    if foreign:
        raise Unavailable(
            msg(
                "{path} was changed by another program: {names}. It is not restored.",
                path=str(path),
                names=listed(foreign[:5]),
            )
        )


def _file_of(store: Store) -> Path:
    if store.dialect != "sqlite":
        raise RuleBroken(msg("This is a server's database: use the server's own backup tools."))
    return Path(store.engine.url.database or "")


def _damage(reader: Reader) -> list[str]:
    if reader.dialect != "sqlite":
        return []
    found = [str(row[0]) for row in reader.connection.execute(text("PRAGMA integrity_check(20)"))]
    problems = [line for line in found if line != "ok"]
    loose = reader.connection.execute(text("PRAGMA foreign_key_check")).fetchmany(20)
    return problems + [f"{row[0]}: row {row[1]} refers to a missing {row[2]}" for row in loose]
