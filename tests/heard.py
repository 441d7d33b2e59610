"""Every statement that reaches a database while something is done: to count them, or to send them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from qualitydesk.store.session import Store

Sent = tuple[str, Any, bool]
"""Its text, its values, whether it is for many rows."""


@contextmanager
def listening(store: Store) -> Iterator[list[Sent]]:
    """What the store sends while this is open. On a local file the driver itself is heard."""
    sent: list[Sent] = []

    def note(_: Any, __: Any, text: str, values: Any, ___: Any, many: bool) -> None:
        sent.append((text, values, many))

    def connect(_: Any, __: Any, ___: Any, options: dict[str, Any]) -> None:
        options["factory"] = _heard(sent)

    local = store.dialect == "sqlite"
    name, hear = ("do_connect", connect) if local else ("before_cursor_execute", note)
    store.engine.dispose()
    event.listen(store.engine, name, hear)
    try:
        yield sent
    finally:
        event.remove(store.engine, name, hear)
        store.engine.dispose()


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
