"""Opening a database: a local SQLite file or a PostgreSQL server, with the settings that keep it safe.

SQLite runs in rollback mode with full syncs and takes the write lock when a write begins; WAL is never used
(SQLite before 3.51.3 can corrupt it). Files are private to the user; network shares are refused.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.store.storable import watch

NETWORK_FILESYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "fuse.sshfs",
        "fuse.rclone",
        "davfs",
    }
)
WRITE = "qualitydesk_write"
GREETING = "SET jit = off; SET plan_cache_mode = force_custom_plan"
"""No statement of a desk runs long enough to be compiled: that takes seconds for the trace, its answer
milliseconds. And what is looked for is seldom or common: the plan of the one would be slow for the other.
"""
VERIFIED = "verify-full"
OWN_AUTHORITY = Path(
    os.path.expandvars(r"%APPDATA%\postgresql\root.crt")
    if os.name == "nt"
    else os.path.expanduser("~/.postgresql/root.crt")  # noqa: PTH111 - never fails
)
"""Where libpq looks for the authorities that a user trusts."""
PATIENCE_MS = 8000
"""How long a job waits for a file that another program holds, until it says so: a backup or a virus scanner
is gone by then, and no window waits with it.
"""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def database_url(text: str) -> URL:
    """The URL behind what a person gave: a file path, or ``postgresql://…``. Of a link the file at its end is
    taken, beside which the attachments lie.

    Raises RuleBroken for an address of another kind, and for one that cannot be read.
    """
    if not _SCHEME.match(text):
        return URL.create("sqlite", database=os.path.realpath(Path(text).expanduser()))
    try:
        if text.startswith(("postgresql://", "postgresql+psycopg://")):
            return make_url(text).set(drivername="postgresql+psycopg")
        if text.startswith("sqlite:///"):
            return make_url(text)
    except (ValueError, ArgumentError):
        # what was given may hold a password: it is neither shown nor kept as the cause
        pass
    raise RuleBroken(
        msg("This is no address of a database: give a file path, or postgresql://user:password@host/name.")
    ) from None


def open_engine(url: URL) -> Engine:
    """An engine for ``url``; nothing is read or made yet.

    Raises Unavailable for a file on a network share.
    """
    engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _server_engine(url)
    watch(engine)
    return engine


def _server_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 3, "application_name": "QualityDesk", **verification(url)},
    )
    event.listen(engine, "connect", _prepare_server)
    event.listen(engine, "checkin", _as_usual)
    return engine


def _as_usual(driver: Any, _record: Any) -> None:
    """Whoever takes it next finds a connection that begins its transactions by itself."""
    if driver is not None:
        driver.autocommit = False


def _prepare_server(driver: Any, _record: Any) -> None:
    before, driver.autocommit = driver.autocommit, True
    driver.execute(GREETING)
    driver.autocommit = before


def verification(url: URL) -> dict[str, str]:
    """How the driver makes sure that the server is the one that was named, and that nobody listens: nothing
    within this computer, else its certificate is verified, with no way back to less.

    The authority is the one of the address (``sslrootcert``), of the user (libpq's own file or variable), or
    one that this computer trusts. Raises RuleBroken for an address that asks for less.
    """
    asked = url.query.get("sslmode", VERIFIED)
    if all(map(is_here, _hosts(url))):
        return {}
    if asked != VERIFIED:
        raise RuleBroken(
            msg(
                "A server on the network is used only when its certificate is verified: "
                "leave “sslmode={mode}” out of the address.",
                mode=str(asked),
            )
        )
    named = "sslrootcert" in url.query or "PGSSLROOTCERT" in os.environ or OWN_AUTHORITY.exists()
    return {"sslmode": VERIFIED} if named else {"sslmode": VERIFIED, "sslrootcert": "system"}


def _hosts(url: URL) -> Iterator[str]:
    """Every place that the driver could go to by this address."""
    yield url.host or os.environ.get("PGHOST", "")
    for name in ("host", "hostaddr", "service"):
        yield from url.normalized_query.get(name, ())


def is_here(host: str) -> bool:
    """Whether a server's name means this very computer: its socket, or a loopback address."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def make_private_file(path: Path) -> None:
    """Make an empty file readable by its user only, in a folder only he can enter, if it is not there."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise Unavailable(
            msg(
                "The file {path} cannot be made: {reason}.",
                path=str(path),
                reason=error.strerror or str(error),
            )
        ) from error


def is_network_share(path: Path, mounts: str | None = None) -> bool:
    """Whether ``path`` lies on a file system whose locks cannot be trusted (by /proc/self/mounts, or a UNC
    path).
    """
    if str(path).startswith(("\\\\", "//")):
        return True
    if mounts is None:
        table = Path("/proc/self/mounts")
        mounts = table.read_text(errors="replace") if table.exists() else ""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2 and path.is_relative_to(fields[1]) and len(fields[1]) >= len(best):
            best, kind = fields[1], fields[2]
    return kind in NETWORK_FILESYSTEMS


def _sqlite_engine(url: URL) -> Engine:
    path = Path(url.database or "")
    if is_network_share(path):
        raise Unavailable(
            msg(
                "{path} is on a network share, where a database file can be damaged. "
                "Keep it on this computer, or use a PostgreSQL server for several people.",
                path=str(path),
            )
        )
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _watch_file(engine, path)
    return engine


GONE = msg("The database file is gone. Nothing can be saved. Connect its disk again, or put the file back.")


def _watch_file(engine: Engine, path: Path) -> None:
    """Before each use see that the opened file is still the one of that name.

    What is written into a file that somebody removed or replaced meanwhile is lost with the program's end.
    """

    newest: list[tuple[int, int] | None] = []

    def opening(*_how: Any) -> None:
        if _identity(path) is None:  # or the driver would make an empty one
            raise Unavailable(GONE)

    def opened(_connection: Any, record: Any) -> None:
        found = record.info["file"] = _identity(path)
        if newest and newest[-1] != found:
            engine.dispose()  # connections that are kept still look at the file before
        newest[:] = [found]

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        found = _identity(path)
        if found is None:
            raise Unavailable(GONE)
        if found != record.info["file"]:
            raise DisconnectionError(f"{path.name} was replaced")  # the pool opens it anew

    event.listen(engine, "do_connect", opening)
    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)


def looks_at_the_file(connection: Connection) -> bool:
    """Whether a connection that was kept still looks at the file of its name; Unavailable if there is none.

    A system lets those who have a file open read on in it after it is gone.
    """
    found = _identity(connection.engine.url.database or "")
    if found is None:
        raise Unavailable(GONE)
    return bool(found == connection.info["file"])


def _identity(path: Path | str) -> tuple[int, int] | None:
    """What tells a file from another one of the same name; None if there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, record: object) -> None:
    # The driver's own transaction handling begins too late; BEGIN is sent by _begin_sqlite.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={PATIENCE_MS}",
        "journal_mode=TRUNCATE",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITE, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        begin_reading(connection.connection.dbapi_connection)


def begin_reading(driver: Any) -> None:
    """Begin a look at one state of a local file, if none is under way; takes no lock."""
    if not driver.in_transaction:
        driver.execute("BEGIN").close()


def cache_size(connection: Connection, megabytes: int) -> None:
    """Give a bulk write the page cache it needs; SQLite's 2 MB make inserts slow down as the file grows."""
    if connection.dialect.name == "sqlite" and sys.maxsize > 2**32:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{megabytes * 1024}")
