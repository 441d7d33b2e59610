"""Care of a whole database: making and upgrading it, its health, complete backups, and the audit chain.

What is done to the business data itself belongs to the other services.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from qualitydesk.domain.errors import Outdated, RuleBroken, Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.exchange.writing import whole_or_not_at_all
from qualitydesk.records import Setting
from qualitydesk.services.desk import Desk
from qualitydesk.store import audit, maintenance, moving, schema, server_trial
from qualitydesk.store.attachments import Attachments
from qualitydesk.store.audit import Head, Verification
from qualitydesk.store.engine import GONE, database_url, open_engine
from qualitydesk.store.maintenance import Health, Told, in_silence
from qualitydesk.store.revision import LATEST
from qualitydesk.store.session import Store

__all__ = [
    "DatabaseFacts",
    "Head",
    "Health",
    "Verification",
    "back_up",
    "check_health",
    "describe_database",
    "examine_backup",
    "export_audit",
    "move_everything",
    "require_reachable",
    "restore",
    "restore_into",
    "try_server",
    "upgrade_database",
    "verify_audit",
]


_WHOLE, _FILES_SHARE = 1000, 500
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Where a database is and how large, in bytes; attached files are apart only where it is ``local``."""

    location: str
    local: bool
    size: int
    files: int
    files_size: int
    schema: str


def check_health(desk: Desk) -> Health:
    """Row counts, and what is damaged: the file itself, references, the audit chain."""
    return maintenance.check(desk.store)


def upgrade_database(location: str, told: Told = in_silence) -> str:
    """Bring an existing database up to this program's schema; the schema it has now.

    A local file is copied first, beside it and named after its schema, and the copy is opened and counted;
    ``told`` hears how much is copied, and what it raises stops that before anything has changed.
    Raises Unavailable when there is none, or when it is none of ours.
    """
    engine = open_engine(database_url(location))
    try:
        if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
            raise Unavailable(
                msg("There is no database at {path}. Make one with “db create”.", path=location)
            )
        found = schema.revision(engine)
        if found is None:
            raise Unavailable(msg("The database is empty. Make its tables with “db create”."))
        if engine.dialect.name == "sqlite" and found != LATEST:
            file = Path(engine.url.database or "")
            maintenance.copy_checked(file, file.with_suffix(f"{file.suffix}.{found}"), told)
        schema.upgrade(engine)
    finally:
        engine.dispose()
    return LATEST


def back_up(desk: Desk, target: Path, told: Told = in_silence) -> dict[str, int]:
    """Copy a local database with its attached files while it is in use; the rows of the checked copy.

    ``told`` hears how much of it is done, in thousandths; what it raises stops the backup. Files are copied
    before the database, since without it nobody takes them for a backup; those added meanwhile follow.
    """
    folder = desk.attachments.folder
    files = _kept_files(folder)
    for done, path in enumerate(files):
        told(_FILES_SHARE * done // len(files), _WHOLE)
        _copy_file(path, _files_of(target))
    rest = _WHOLE - _FILES_SHARE
    rows = maintenance.backup(
        desk.store, target, lambda done, total: told(_FILES_SHARE + rest * done // max(total, 1), _WHOLE)
    )
    _copy_files(folder, _files_of(target))
    return rows


FULL = msg("The disk is full. Nothing was saved; earlier saves are safe. Free some space and try again.")
LOCKED = msg("The database can only be read: its file or folder is write-protected. Nothing was saved.")
_LEAST_FREE = 5_000_000


def free_bytes(folder: Path) -> int:
    """How much room the disk of a folder has."""
    return shutil.disk_usage(folder).free


def writable(path: Path) -> bool:
    """Whether a file and, for its journal, its folder may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def require_reachable(store: Store, location: str) -> None:
    """Look at the place of the data and read something small.

    Raises Unavailable: the file is gone, its disk full or write-protected, the server away.
    """
    if "://" not in location:
        _require_file(Path(location))
    with store.read() as read:
        read.count(Setting)


def _require_file(path: Path) -> None:
    try:
        if not path.exists():
            raise Unavailable(GONE)
        if not writable(path):
            raise Unavailable(LOCKED)
        if free_bytes(path.parent) < _LEAST_FREE:
            raise Unavailable(FULL)
    except OSError as error:  # a disk that was pulled out answers nothing at all
        raise Unavailable(GONE) from error


def try_server(address: str) -> bool:
    """Whether people work on the database of a server already; False while it waits to be set up.

    Raises RuleBroken for what is no address, Unavailable in plain words when it cannot be used.
    """
    found, people = server_trial.try_server(address)
    if found not in (None, LATEST):
        raise Outdated
    return people > 0


def describe_database(desk: Desk, location: str) -> DatabaseFacts:
    """Where the data is and how much of it there is; ``location`` without any password."""
    folder = desk.attachments.folder
    files = [path.stat().st_size for path in _kept_files(folder)]
    local = desk.store.dialect == "sqlite"
    return DatabaseFacts(location, local, maintenance.size(desk.store), len(files), sum(files), LATEST)


def examine_backup(source: Path) -> dict[str, int]:
    """The rows of a backup. Raises Unavailable when it is missing, damaged, changed, or none of ours."""
    return maintenance.examine(source, from_elsewhere=True)


def restore(desk: Desk, source: Path) -> dict[str, int]:
    """Put a checked backup, with its attached files, in the place of the desk's local database."""
    rows = maintenance.restore(desk.store, source)
    folder = desk.attachments.folder
    if folder is not None:
        _copy_files(_files_of(source), folder)
    return rows


def restore_into(source: Path, target: Path, told: Told = in_silence) -> dict[str, int]:
    """Bring a backup with its attached files into a new file beside everything else; the rows there.

    The copy is checked, and brought up to date where the backup is older; it appears whole or not at all.
    ``told`` hears how much of it is done, in thousandths; what it raises stops it. Raises RuleBroken for a
    file that is there already, Unavailable for a backup that is missing, damaged, newer or none of ours.
    """
    if target.exists():
        raise RuleBroken(msg("{file} is there already. Choose a new name.", file=target.name))
    maintenance.examine(source, from_elsewhere=True)
    files = _kept_files(_files_of(source))
    for done, path in enumerate(files):
        told(_FILES_SHARE * done // len(files), _WHOLE)
        _copy_file(path, _files_of(target))
    told(_FILES_SHARE, _WHOLE)
    with whole_or_not_at_all(target) as unfinished:
        _copy_database(source, unfinished)
        upgrade_database(str(unfinished))
        rows = maintenance.examine(unfinished)
    target.with_name(f"{unfinished.name}-journal").unlink(missing_ok=True)
    return rows


def move_everything(
    desk: Desk, store: Store, attachments: Attachments, told: Told = in_silence
) -> dict[str, int]:
    """Copy all of the desk's database, with its attached files, into an empty one of either kind; the rows
    there. What is open is not changed.

    ``told`` hears how many rows of how many are copied; what it raises stops it. Raises RuleBroken when there
    is data in the other already, Unavailable when a file is lost.
    """
    return moving.move((desk.store, desk.attachments), (store, attachments), told)


def _copy_database(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as whole, target.open("wb") as copy:
            shutil.copyfileobj(whole, copy, 1 << 20)
    except OSError as error:
        raise Unavailable(msg("The copy could not be written: {reason}.", reason=str(error))) from error


def verify_audit(
    desk: Desk, anchors: Iterable[Head] = (), progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Check every link of the audit chain, also against heads that papers in circulation print."""
    with desk.store.read() as read:
        return audit.verify(read, anchors, progress)


def export_audit(desk: Desk, target: Path) -> int:
    """Write the chain as JSON lines that a small program can verify; how many events."""
    count = 0
    with (
        desk.store.read() as read,
        whole_or_not_at_all(target) as unfinished,
        unfinished.open("w", encoding="utf-8") as file,
    ):
        for line in audit.export(read):
            file.write(line + "\n")
            count += 1
    return count


def _files_of(database: Path) -> Path:
    return database.with_suffix(database.suffix + ".files")


def _kept_files(folder: Path | None) -> list[Path]:
    """The files that are kept in a folder, each named by its content's hash; nothing else there is touched,
    and no link is followed.
    """
    found = folder.glob("*/*") if folder is not None and folder.exists() else ()
    return sorted(path for path in found if _HASH.fullmatch(path.name) and stat.S_ISREG(path.lstat().st_mode))


def _copy_files(source: Path | None, target: Path) -> None:
    for path in _kept_files(source):
        _copy_file(path, target)


def _copy_file(path: Path, target: Path) -> None:
    """Copy it if the target lacks it; a file's name is its content's hash, so what is there is right."""
    copy = target / path.parent.name / path.name
    if copy.exists():
        return
    try:
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = copy.with_name(f".{copy.name}.part")
        shutil.copy2(path, part)
        part.replace(copy)
    except OSError as error:
        raise Unavailable(msg("The backup could not be written: {reason}.", reason=str(error))) from error
