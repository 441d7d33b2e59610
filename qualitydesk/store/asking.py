"""Who speaks with the driver of one connection: questions get answers, everything else may wait for company.

What is written has reached the database when the next question is answered, when it is sent, or at the
commit. A local file gets everything at once; how a server is spoken to is ``server``'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable

from qualitydesk.store.engine import begin_reading
from qualitydesk.store.prepared import Prepared, prepared, put_of, ready

Rows = Sequence[Any]


def _as_they_are(rows: Rows) -> Rows:
    return rows


class Question(NamedTuple):
    """A select that is made once and kept, what it is asked with, and how its rows are read."""

    statement: Executable
    values: Mapping[str, Any] = MappingProxyType({})
    read: Callable[[Rows], Any] = _as_they_are


class Asking(Protocol):
    """One connection. All of it raises the errors of SQLAlchemy."""

    def begin(self, *, change: bool) -> None:
        """Begin a transaction: one that looks at one state, or one that changes it."""

    def rows(self, statement: Executable, values: Mapping[str, Any], *, first: bool = False) -> Sequence[Any]:
        """All rows of a select, or the first one alone."""

    def each(self, *questions: Question) -> list[Any]:
        """The answers to some questions that are asked one after the other, none hanging on another's."""

    def later(self, question: Question) -> None:
        """Ask what is answered to nobody: with the next question, or before the commit; ``read`` is told."""

    def hold(self, question: Question) -> None:
        """Wait, from the next question on, for all others who write the rows that ``question`` locks."""

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], otherwise: str = "") -> None:
        """Insert rows that all have the same columns; ``otherwise`` is an ON CONFLICT clause."""

    def tell(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """Have a statement carried out that answers nothing; it is the same object each time."""

    def send(self) -> None:
        """See to it that all that was written has reached the database."""

    def commit(self) -> None:
        """Send the rest and keep it all; ends the transaction that ``begin`` began."""

    def leave(self) -> None:
        """End a transaction that only looked."""


def asking(connection: Connection) -> Asking:
    """Who speaks with the driver behind ``connection``."""
    if connection.dialect.name == "sqlite":
        return Local(connection)
    from qualitydesk.store.server import Server

    return Server(connection)


def usual_rows(
    connection: Connection, statement: Executable, values: Mapping[str, Any], first: bool
) -> Sequence[Any]:
    """The answer the usual way, for statements that were never asked before."""
    result = connection.execute(statement, values)
    if not first:
        return result.all()
    row = result.first()
    return [] if row is None else [row]


class Local:
    """A file on this machine: an answer comes sooner than anything could be gathered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect
        self._driver: Any = connection.connection.dbapi_connection

    def begin(self, *, change: bool) -> None:
        """A change locks the file now; a look begins with its first question and locks nothing."""
        if change:
            self._connection.begin()

    def rows(self, statement: Executable, values: Mapping[str, Any], *, first: bool = False) -> Sequence[Any]:
        """All rows of a select, or the first one alone."""
        known = prepared(statement, self._dialect)
        if known is None:
            return usual_rows(self._connection, statement, values, first)
        begin_reading(self._driver)
        return self._answer(known, values, first)

    def each(self, *questions: Question) -> list[Any]:
        """The answers to some questions."""
        return [one.read(self.rows(one.statement, one.values)) for one in questions]

    def later(self, question: Question) -> None:
        """Nothing is gained by waiting."""
        self.each(question)

    def hold(self, question: Question) -> None:
        """A file has one writer."""

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], otherwise: str = "") -> None:
        """Insert rows that all have the same columns."""
        put = put_of(table, tuple(rows[0]), otherwise, self._dialect)
        try:
            self._driver.executemany(put.text, [put.stored(row) for row in rows]).close()
        except sqlite3.Error as error:
            raise self._told(put.text, None, error) from error

    def tell(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """Have a statement carried out that answers nothing."""
        self._answer(ready(statement, self._dialect), values, False)

    def send(self) -> None:
        """Nothing waits."""

    def commit(self) -> None:
        """Keep it all."""
        self._connection.commit()

    def leave(self) -> None:
        """There is nothing to keep: whoever gave the connection takes it back."""

    def _answer(self, known: Prepared, values: Mapping[str, Any], first: bool) -> list[Any]:
        text, wanted = known.sent(values)
        try:
            cursor = self._driver.execute(text, wanted)
            found = cursor.fetchmany(1) if first else cursor.fetchall()
        except sqlite3.Error as error:
            raise self._told(text, wanted, error) from error
        return known.read(found)

    def _told(self, text: str, wanted: Any, error: sqlite3.Error) -> BaseException:
        return DBAPIError.instance(
            text, wanted, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
        )
