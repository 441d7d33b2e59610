"""The limit of a database operation: the very statements it sends, sent again by the bare driver.

Reading is replayed on the same file, writing on a twin of it, so both files hold the same rows all the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from qualitydesk.store.session import Store
from tests.heard import Sent, listening

PRAGMAS = ("busy_timeout=8000", "journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def bare(path: Path) -> sqlite3.Connection:
    """The bare driver on a file, with the program's own pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def questions(store: Store, ours: Callable[[], object]) -> list[Sent]:
    """What the program asks for an answer, without where it begins and ends."""
    with listening(store) as heard:
        ours()
    return [one for one in heard if not one[0].startswith(("BEGIN", "COMMIT", "PRAGMA", "SET "))]


def reading(connection: sqlite3.Connection, store: Store, ours: Callable[[], object]) -> Callable[[], object]:
    """What the bare driver does for the same answer."""
    sent = questions(store, ours)

    def replay() -> None:
        connection.execute("BEGIN")
        for statement, values, _ in sent:
            connection.execute(statement, values).fetchall()
        connection.execute("COMMIT")

    return replay


class Twin:
    """A second file that gets by the bare driver what the first one got by the program."""

    def __init__(self, store: Store, path: Path) -> None:
        self.connection = bare(path)
        self._open = ExitStack()
        self._sent = self._open.enter_context(listening(store))
        self._waiting: list[list[Sent]] = []

    def ours(self, write: Callable[[], object]) -> Callable[[], object]:
        """The operation, with its statements kept for the twin; nothing but the list is added to its time."""

        def run() -> None:
            self._sent.clear()
            write()
            self._waiting.append([one for one in self._sent if one[0].lstrip().upper().startswith(WRITING)])

        return run

    def limit(self) -> None:
        """Write the same rows in one transaction."""
        statements = self._waiting.pop(0)
        self.connection.execute("BEGIN IMMEDIATE")
        for statement, values, many in statements:
            if many:
                self.connection.executemany(statement, values)
            else:
                self.connection.execute(statement, values).fetchall()
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Stop listening and let the file go."""
        self._open.close()
        self.connection.close()
