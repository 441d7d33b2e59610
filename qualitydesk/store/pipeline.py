"""The line to a server: statements go down it without a pause, what comes back is one answer for each.

How often the desk waits is decided by ``server``; what goes wrong is told as SQLAlchemy would tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Cursor = psycopg.Cursor[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement on its way, and who is told what comes back."""

    text: str
    values: Any = None
    told: Callable[[Cursor], object] | None = None


LOOK = (Sent("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),)
CHANGE = (
    Sent("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
    Sent("SET LOCAL plan_cache_mode = auto"),
)
"""A change looks for keys, for which one plan serves all."""
COMMIT = Sent("COMMIT")


class Line:
    """One connection to a server; belongs to one thread.

    A transaction begins with the first that is sent. A line that turns out dead then, for the server was
    started anew or the network slept, is replaced: nothing was said on it yet.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: psycopg.Connection[tuple[Any, ...]] = _driver(connection)
        self._beginning: tuple[Sent, ...] = ()

    def begin(self, how: tuple[Sent, ...]) -> None:
        """Begin with the next that is sent."""
        self._beginning = how

    @property
    def silent(self) -> bool:
        """Whether a transaction is still to begin."""
        return bool(self._beginning)

    def pass_on(self, sent: list[Sent]) -> list[Cursor]:
        """What comes back from statements that are sent without a pause."""
        try:
            cursors = self._begun(self._beginning, sent) if self._beginning else self._piped(sent)
        except psycopg.Error as error:
            self._fail("; ".join([one.text for one in sent]), error)
        self._beginning = ()
        return cursors

    def copy(self, text: str, blocks: Iterable[bytes]) -> None:
        """Send rows by COPY."""
        try:
            with self._driver.cursor() as cursor, cursor.copy(text.encode()) as copy:
                for block in blocks:
                    copy.write(block)
        except psycopg.Error as error:
            self._fail(text, error)

    def _begun(self, beginning: tuple[Sent, ...], sent: list[Sent]) -> list[Cursor]:
        """What comes back from a transaction's first statements."""
        first = [*beginning, *sent]
        self._driver.autocommit = True  # or the driver would begin, and wait for it
        try:
            return self._piped(first)[len(beginning) :]
        except psycopg.Error as error:
            if not self._dead():
                raise
            self._connection.invalidate(error)
            self._connection.engine.dispose()  # those that are kept are as old as this one
        self._driver = _driver(self._connection)
        self._driver.autocommit = True
        return self._piped(first)[len(beginning) :]

    def _piped(self, sent: list[Sent]) -> list[Cursor]:
        if len(sent) == 1:
            return [self._one(sent[0])]
        failed: psycopg.Error | None = None
        cursors: list[Cursor] = []
        try:
            with self._driver.pipeline():
                try:
                    cursors += [self._one(one) for one in sent]
                except psycopg.Error as error:
                    failed = error  # the pipeline is left in good order, or it would complain itself
        except psycopg.Error as error:
            failed = failed or _cause(error)
        if failed is not None:
            raise failed
        return cursors

    def _one(self, sent: Sent) -> Cursor:
        return self._driver.execute(sent.text.encode(), sent.values)

    def _dead(self) -> bool:
        return self._driver.closed or self._driver.broken

    def _fail(self, text: str, error: psycopg.Error) -> NoReturn:
        """Raise what SQLAlchemy would; a connection that is lost is not used again."""
        dead = self._dead()
        if dead:
            self._connection.invalidate(error)
        raise DBAPIError.instance(
            text,
            None,
            error,
            psycopg.Error,
            hide_parameters=True,
            connection_invalidated=dead,
            dialect=self._connection.dialect,
        ) from error


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _cause(error: psycopg.Error) -> psycopg.Error:
    """What went wrong first: behind it all that follows in a pipeline is only told to be given up."""
    while isinstance(error, psycopg.errors.PipelineAborted) and isinstance(error.__context__, psycopg.Error):
        error = error.__context__
    return error
