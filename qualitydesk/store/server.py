"""Speaking with a PostgreSQL server: what needs no answer waits, and goes in one pipeline with a question.

There the way there and back is what takes time. Rows travel as one JSON text for each insert, many rows by
COPY: both are one message, which the server turns into the columns' own types with the same checks as ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.sql import Executable

from qualitydesk.store.asking import Question, usual_rows
from qualitydesk.store.pipeline import CHANGE, COMMIT, LOOK, Cursor, Line, Sent
from qualitydesk.store.prepared import Put, prepared, put_of, ready

COPIED = 100
"""So many rows or more go by COPY."""
BLOCK = 500
"""So many rows of a COPY are handed over at once."""
LATER = 64
"""So much may wait for a question."""


class Server:
    """One connection to a server; belongs to one thread. A transaction begins with its first question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._line = Line(connection)
        self._waiting: list[Sent] = []

    def begin(self, *, change: bool) -> None:
        """Begin with the first question."""
        self._line.begin(CHANGE if change else LOOK)

    def rows(self, statement: Executable, values: Mapping[str, Any], *, first: bool = False) -> Sequence[Any]:
        """All rows of a select, or the first one alone; what waits goes with it."""
        known = prepared(statement, self._connection.dialect)
        if known is None:
            self.send()
            return usual_rows(self._connection, statement, values, first)
        cursor = self._through([Sent(*known.sent(values))])[-1]
        return known.read(cursor.fetchmany(1) if first else cursor.fetchall(), partial(_codes, cursor))

    def each(self, *questions: Question) -> list[Any]:
        """The answers to some questions, asked all at once."""
        answers: list[Any] = []
        self._through([self._asked(one, answers.append) for one in questions])
        return answers

    def later(self, question: Question) -> None:
        """Ask with the next question, or before the commit."""
        self._wait(self._asked(question, lambda answer: None))

    def hold(self, question: Question) -> None:
        """The locks are taken before anything that is asked later."""
        self.tell(question.statement, question.values)

    def _asked(self, question: Question, told: Callable[[Any], object]) -> Sent:
        known = ready(question.statement, self._connection.dialect)

        def read(cursor: Cursor) -> None:
            told(question.read(known.read(cursor.fetchall(), partial(_codes, cursor))))

        return Sent(*known.sent(question.values), read)

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], otherwise: str = "") -> None:
        """Insert rows that all have the same columns: a few with the next question, many by COPY."""
        put = put_of(table, tuple(rows[0]), otherwise, self._connection.dialect)
        if not put.plain:
            self.send()
            self._connection.execute(insert(table), rows)
        elif len(rows) < COPIED or otherwise:
            stored = [dict(zip(put.names, put.stored(row), strict=True)) for row in rows]
            self._wait(Sent(_insert_text(put), {"rows": json.dumps(stored, ensure_ascii=False)}))
        else:
            self.send()
            self._line.copy(_copy_text(put), _blocks(put, rows))

    def tell(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """Have a statement carried out that answers nothing, with the next question."""
        self._wait(Sent(*ready(statement, self._connection.dialect).sent(values)))

    def send(self) -> None:
        """Send what waits and see that all of it was done, and that the transaction has begun."""
        while self._waiting or self._line.silent:
            self._through([])

    def commit(self) -> None:
        """Send what waits with the commit behind it: if anything of it fails, nothing is kept."""
        while any(one.told for one in self._waiting) or (self._waiting and self._line.silent):
            self._through([])
        if not self._line.silent:
            self._through([COMMIT])
        self._connection.commit()  # whatever it knows of the transaction

    def leave(self) -> None:
        """Committed rather than undone: then the driver keeps the statements that the server knows by now."""
        if not self._line.silent:
            self._through([COMMIT])

    def _wait(self, sent: Sent) -> None:
        self._waiting.append(sent)
        if len(self._waiting) > LATER:
            self._through([])

    def _through(self, questions: list[Sent]) -> list[Cursor]:
        """Send what waits and the questions, and tell what comes back; the cursors of all of it."""
        sent = [*self._waiting, *questions]
        self._waiting = []
        cursors = self._line.pass_on(sent)
        for one, cursor in zip(sent, cursors, strict=True):
            if one.told:
                one.told(cursor)
        return cursors


def _codes(cursor: Cursor) -> list[int]:
    return [column.type_code for column in cursor.description or ()]


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


_UNKNOWN = "\0"
"""Stands for what is not known: no stored text holds it."""
_SPELLED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _blocks(put: Put, rows: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        yield "".join([_line(put.stored(row)) for row in part]).encode()


def _line(values: Iterable[Any]) -> str:
    """A row in COPY's text format: tabs between values, ``\\N`` for what is not known."""
    found = [
        value if value.__class__ is str else _UNKNOWN if value is None else str(value) for value in values
    ]
    line = "\t".join(found)
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(found):
        line = "\t".join([value.translate(_SPELLED) for value in found])
    return line.replace(_UNKNOWN, r"\N") + "\n"
