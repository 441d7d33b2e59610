"""Every statement that reaches a database while something is done: to count them, or to send them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from qualitydesk.store.engine import GREETING
from qualitydesk.store.session import Store

Sent = tuple[str, Any, bool]
"""Its text, its values, whether it is for many rows."""


@contextmanager
def listening(store: Store) -> Iterator[list[Sent]]:
    """What the store sends while this is open, as the driver itself hears it."""
    sent: list[Sent] = []
    heard = ("factory", _heard(sent)) if store.dialect == "sqlite" else ("cursor_factory", _heard_there(sent))

    def connect(_: Any, __: Any, ___: Any, options: dict[str, Any]) -> None:
        options.update([heard])

    store.engine.dispose()
    event.listen(store.engine, "do_connect", connect)
    try:
        yield sent
    finally:
        event.remove(store.engine, "do_connect", connect)
        store.engine.dispose()


_GREETINGS = frozenset({";", GREETING})
"""What a pool tells or asks a connection before it gives it out."""


def _heard_there(sent: list[Sent]) -> Any:
    import psycopg

    class Cursor(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
            text = query.decode() if isinstance(query, bytes) else query
            if text not in _GREETINGS:
                sent.append((text, params, False))
            return super().execute(query, params, **how)

        def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
            sent.append((query, params_seq, True))
            super().executemany(query, params_seq, **how)

        @contextmanager
        def copy(self, statement: Any, *how: Any, **more: Any) -> Iterator[Any]:
            blocks: list[bytes] = []
            sent.append((statement.decode(), blocks, True))
            with super().copy(statement, *how, **more) as copy:
                yield _Copy(copy, blocks)

    return Cursor


class _Copy:
    """A COPY that keeps what is written."""

    def __init__(self, copy: Any, blocks: list[bytes]) -> None:
        self._copy = copy
        self._blocks = blocks

    def write(self, block: bytes) -> None:
        self._blocks.append(block)
        self._copy.write(block)


def _heard(sent: list[Sent]) -> type[sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, text: str, values: Any = ()) -> Any:
            sent.append((text, values, False))
            return super().execute(text, values)

        def executemany(self, text: str, values: Any) -> Any:
            sent.append((text, values, True))
            return super().executemany(text, values)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, text: str, values: Any = ()) -> Any:
            return self.cursor().execute(text, values)

        def executemany(self, text: str, values: Any) -> Any:
            return self.cursor().executemany(text, values)

    return Connection
