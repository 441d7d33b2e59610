"""Connections that only look. On a local file they are kept from one look to the next.

There a small answer comes sooner than a connection is taken from a pool and given back; a server's stay in
the pool, which finds out whether the server is still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from qualitydesk.store.engine import looks_at_the_file

KEPT = 4
"""So many wait for the next look; more are opened when more people look at once."""


class ReadConnections:
    """One per store; from any thread. What is kept holds no lock and goes when the engine is disposed of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: list[Connection] = []
        self._room = KEPT if engine.dialect.name == "sqlite" else 0
        self._disposed = 0
        if self._room:
            event.listen(engine, "engine_disposed", self._forget)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection whose look ends, with nothing to keep, when the block does."""
        disposed = self._disposed
        connection = self._taken() or self._engine.connect()
        try:
            yield connection
            if self._room:
                _end(connection)
        except BaseException:
            connection.close()
            raise
        if len(self._kept) < self._room and disposed == self._disposed:
            self._kept.append(connection)
        else:
            connection.close()

    def _taken(self) -> Connection | None:
        """One that was kept, as long as the file it looks at is there."""
        try:
            connection = self._kept.pop()
        except IndexError:
            return None
        there = False
        try:
            there = looks_at_the_file(connection)
        finally:
            if not there:
                connection.close()
        return connection if there else None

    def _forget(self, _engine: Engine) -> None:
        self._disposed += 1
        while self._kept:
            self._kept.pop().close()


def _end(connection: Connection) -> None:
    connection.rollback()
    driver = connection.connection.dbapi_connection
    if driver is not None and getattr(driver, "in_transaction", False):
        driver.rollback()  # a look that began at the driver itself
