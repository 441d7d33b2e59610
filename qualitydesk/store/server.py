"""Speaking with a PostgreSQL server: what needs no answer waits, and goes in one pipeline with a question.

There the way there and back is what takes time. Rows travel as one JSON text for each insert, many rows by
COPY: both are one message, which the server turns into the columns' own types with the same checks as ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable

from qualitydesk.store.asking import Question, usual_rows
from qualitydesk.store.prepared import Put, prepared, put_of, ready

COPIED = 100
"""So many rows or more go by COPY."""
BLOCK = 500
"""So many rows of a COPY are handed over at once."""
_Sent = tuple[str, Any]
_Cursor = psycopg.Cursor[tuple[Any, ...]]
_COMMIT: _Sent = ("COMMIT", None)


class Server:
    """One connection to a server; belongs to one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: psycopg.Connection[tuple[Any, ...]] = _driver(connection)
        self._waiting: list[_Sent] = []

    def rows(self, statement: Executable, values: Mapping[str, Any], *, first: bool = False) -> Sequence[Any]:
        """All rows of a select, or the first one alone; what waits goes with it."""
        known = prepared(statement, self._connection.dialect)
        if known is None:
            self.send()
            return usual_rows(self._connection, statement, values, first)
        cursor = self._through(known.sent(values))
        return known.read(cursor.fetchmany(1) if first else cursor.fetchall(), partial(_codes, cursor))

    def each(self, *questions: Question) -> list[Sequence[Any]]:
        """The rows of some questions, asked all at once."""
        known = [ready(statement, self._connection.dialect) for statement, _ in questions]
        asked = [one.sent(values) for one, (_, values) in zip(known, questions, strict=True)]
        answered = zip(known, self._all_through(asked), strict=True)
        return [one.read(cursor.fetchall(), partial(_codes, cursor)) for one, cursor in answered]

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], otherwise: str = "") -> None:
        """Insert rows that all have the same columns: a few with the next question, many by COPY."""
        put = put_of(table, tuple(rows[0]), otherwise, self._connection.dialect)
        if not put.plain:
            self.send()
            self._connection.execute(insert(table), rows)
        elif len(rows) < COPIED or otherwise:
            stored = [dict(zip(put.names, put.stored(row), strict=True)) for row in rows]
            self._waiting.append((_insert_text(put), {"rows": json.dumps(stored, ensure_ascii=False)}))
        else:
            self.send()
            self._copy(put, rows)

    def tell(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """Have a statement carried out that answers nothing, with the next question."""
        self._waiting.append(ready(statement, self._connection.dialect).sent(values))

    def send(self) -> None:
        """Send what waits and see that all of it was done."""
        if self._waiting:
            self._all_through([])

    def commit(self) -> None:
        """Send what waits with the commit behind it: if anything of it fails, nothing is kept."""
        if self._waiting:
            self._all_through([_COMMIT])

    def _through(self, question: _Sent) -> _Cursor:
        if self._waiting:
            return self._all_through([question])[0]
        try:
            return self._driver.execute(*_plain(question))
        except psycopg.Error as error:
            self._fail(question[0], error)

    def _all_through(self, questions: list[_Sent]) -> list[_Cursor]:
        """Send what waits and the questions without a pause; the cursors of the questions, answered."""
        sent = [*self._waiting, *questions]
        self._waiting = []
        failed: psycopg.Error | None = None
        cursors: list[_Cursor] = []
        try:
            with self._driver.pipeline():
                try:
                    cursors += [self._driver.execute(*_plain(one)) for one in sent]
                except psycopg.Error as error:
                    failed = error  # the pipeline is left in good order, or it would complain itself
        except psycopg.Error as error:
            failed = failed or _cause(error)
        if failed is not None:
            self._fail("; ".join(text for text, _ in sent), failed)
        return cursors[len(sent) - len(questions) :]

    def _copy(self, put: Put, rows: Sequence[Mapping[str, Any]]) -> None:
        text = _copy_text(put)
        try:
            with self._driver.cursor() as cursor, cursor.copy(text.encode()) as copy:
                for block in _blocks(put, rows):
                    copy.write(block)
        except psycopg.Error as error:
            self._fail(text, error)

    def _fail(self, text: str, error: psycopg.Error) -> NoReturn:
        """Raise what SQLAlchemy would; a connection that is lost is not used again."""
        lost = self._driver.closed or self._driver.broken
        if lost:
            self._connection.invalidate(error)
        raise DBAPIError.instance(
            text,
            None,
            error,
            psycopg.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=self._connection.dialect,
        ) from error


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _plain(sent: _Sent) -> tuple[bytes, Any]:
    text, values = sent
    return text.encode(), values


def _codes(cursor: _Cursor) -> list[int]:
    return [column.type_code for column in cursor.description or ()]


def _cause(error: psycopg.Error) -> psycopg.Error:
    """What went wrong first: behind it all that follows in a pipeline is only told to be given up."""
    while isinstance(error, psycopg.errors.PipelineAborted) and isinstance(error.__context__, psycopg.Error):
        error = error.__context__
    return error


# -- rows as a server takes them


@lru_cache(maxsize=256)
def _insert_text(put: Put) -> str:
    table, names = _spelled(put)
    rows = f"json_populate_recordset(NULL::{table}, %(rows)s::json)"
    return " ".join(["INSERT INTO", table, f"({names}) SELECT", names, "FROM", rows, put.otherwise]).rstrip()


@lru_cache(maxsize=256)
def _copy_text(put: Put) -> str:
    table, names = _spelled(put)
    return f"COPY {table} ({names}) FROM STDIN"


def _spelled(put: Put) -> tuple[str, str]:
    """The names of the table and of its columns as SQL spells them."""
    spell = put.dialect.identifier_preparer
    return spell.format_table(put.table), ", ".join(spell.quote(name) for name in put.names)


_MEANS_MORE = re.compile(r"[\\\t\n\r]")
_SPELLED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _blocks(put: Put, rows: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        yield "".join([_line(put.stored(row)) for row in part]).encode()


def _line(values: Iterable[Any]) -> str:
    """A row in COPY's text format: tabs between values, ``\\N`` for what is not known."""
    found = list(values)
    if _MEANS_MORE.search("".join([value for value in found if isinstance(value, str)])):
        found = [value.translate(_SPELLED) if isinstance(value, str) else value for value in found]
    return "\t".join([r"\N" if value is None else str(value) for value in found]) + "\n"
