"""Transactions: a Reader sees one consistent state, a Work changes it whole or not at all.

Every write goes through Work, so version checks, the audit entry, search words and the topics to announce
come by themselves. One Work is one transaction and one audit event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, Table, Update, bindparam, func, select, update
from sqlalchemy import delete as delete_from
from sqlalchemy.sql import Executable
from sqlalchemy.sql.selectable import SelectBase

from qualitydesk.domain.clock import Clock
from qualitydesk.domain.errors import Conflict, Denied
from qualitydesk.domain.people import Actor, Role
from qualitydesk.domain.values import msg
from qualitydesk.records import Record, t
from qualitydesk.store import numbering
from qualitydesk.store.asking import Question, asking
from qualitydesk.store.bulletin import Bulletin
from qualitydesk.store.changes import UNAUDITED, Batch, Change
from qualitydesk.store.engine import WRITE, cache_size
from qualitydesk.store.failures import explained
from qualitydesk.store.questions import among, every, held, keyed, one
from qualitydesk.store.read_connections import ReadConnections
from qualitydesk.store.storable import storable_row, storable_rows, storable_text

Listener = Callable[[frozenset[str]], None]


class Reader:
    """Reads in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asking = asking(connection)

    @property
    def connection(self) -> Connection:
        """For statements of one's own, after all that was written so far."""
        self.asking.send()
        return self._connection

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._connection.dialect.name

    def all(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """All rows of a select."""
        return self.asking.rows(statement, values or {})

    def first(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Any:
        """The first row of a select, if any."""
        found = self.asking.rows(statement, values or {}, first=True)
        return found[0] if found else None

    def scalar(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Any:
        """The first value of the first row, None if there is none."""
        if not isinstance(statement, SelectBase):
            return self.connection.execute(statement, values or {}).scalar()
        found = self.asking.rows(statement, values or {}, first=True)
        return found[0][0] if found else None

    def each(self, *questions: Question) -> list[Any]:
        """The answers to some questions that are asked at once, in this order."""
        return self.asking.each(*questions)

    def find(self, record: type[Record], **wanted: Any) -> Any:
        """The first row whose columns equal ``wanted``."""
        return self._answer(one(record, **wanted), first=True)

    def rows(self, record: type[Record], *order: str, **wanted: Any) -> Sequence[Any]:
        """All rows whose columns equal ``wanted``, ordered by the columns named."""
        found: Sequence[Any] = self._answer(every(record, *order, **wanted))
        return found

    def get(self, record: type[Record], key: str) -> Any:
        """The row with that key; NotFound if there is none."""
        return self._answer(keyed(record, key), first=True)

    def count(self, record: type[Record], **wanted: Any) -> int:
        """How many rows have those values."""
        table = t(record)
        statement = select(func.count()).select_from(table)
        return int(self.scalar(statement.where(*(table.c[name] == value for name, value in wanted.items()))))

    def among(
        self, record: type[Record], column: str, values: Iterable[Any], only: tuple[str, ...] = ()
    ) -> Sequence[Any]:
        """The rows whose ``column`` is one of ``values``, however many those are; of each all columns, or
        ``only`` some.
        """
        questions = among(record, column, list(values), only)
        if len(questions) == 1:
            found: Sequence[Any] = self._answer(questions[0])
            return found
        return [row for question in questions for row in self._answer(question)]

    def _answer(self, question: Question, *, first: bool = False) -> Any:
        return question.read(self.asking.rows(question.statement, question.values, first=first))


class Work(Reader):
    """Writes in one transaction, for one person and one purpose."""

    def __init__(self, connection: Connection, person: Actor, action: str, reason: str, clock: Clock) -> None:
        super().__init__(connection)
        self.person = person
        self.action = action
        self.reason = storable_text(reason)
        self.clock = clock
        self.changes: list[Change] = []
        self.batches: list[Batch] = []

    def insert(self, record: type[Record], **values: Any) -> str:
        """Insert one row and return its key (empty for tables without one)."""
        table = t(record)
        values = storable_row(values)
        self.asking.put(table, [values])
        key = str(values.get("id", ""))
        self.changes.append(Change(table.name, key, {}, values))
        return key

    def insert_many(self, record: type[Record], rows: Sequence[dict[str, Any]]) -> int:
        """Insert rows that all have the same columns; the audit event keeps their count and digest.

        Large batches are not kept row by row: a digest over them proves them, their values are the rows
        themselves.
        """
        if not rows:
            return 0
        table = t(record)
        rows = storable_rows(rows)
        self.asking.put(table, rows)
        keys = [str(row["id"]) for row in rows] if "id" in rows[0] else []
        self.batches.append(Batch.over(table.name, rows, keys))
        return len(rows)

    def locked(self, record: type[Record], key: str) -> Any:
        """The row with that key as it is now, kept from others until this work ends; NotFound if none.

        For what is decided by looking at a row and written elsewhere: parts of an inspection, lines of a
        shipment. A local file is locked as a whole when the work begins.
        """
        return self.each(held(record, key))[0]

    def put(self, table: Table, *rows: Mapping[str, Any], otherwise: str = "") -> None:
        """Insert rows of the store's own bookkeeping, that all have the same columns; nobody audits them.

        ``otherwise`` is the ON CONFLICT clause for rows that are there already.
        """
        self.asking.put(table, rows, otherwise)

    def tell(self, statement: Executable, **values: Any) -> None:
        """Have a statement of the store's own carried out that answers nothing."""
        self.asking.tell(statement, values)

    def update(self, record: type[Record], key: str, version: int, /, **values: Any) -> int:
        """Change a row that is still at ``version``; returns the new version.

        Raises NotFound, or Conflict with both sides when somebody saved it since.
        """
        old = self.locked(record, key)
        if old.version != version:
            raise _conflict(old, values)
        return self._change(t(record), key, old, values)

    def change(self, record: type[Record], key: str, /, **values: Any) -> int:
        """Change a row whatever its version: for consequences that no person edits by hand."""
        return self._change(t(record), key, self.locked(record, key), values)

    def amend(self, record: type[Record], row: Any, /, **values: Any) -> int:
        """Change a row that nobody can have changed since it was read, for it or what it is part of was
        locked before.
        """
        return self._change(t(record), row.id, row, values)

    def raise_version(self, record: type[Record], key: str) -> int:
        """Count a change of what belongs to a row, for those who still see it as it was; the new version."""
        table, version = t(record), int(self.locked(record, key).version)
        fresh = version + 1
        self._set(table, key, {"version": fresh})
        self.changes.append(Change(table.name, key, {"version": version}, {"version": fresh}))
        return fresh

    def delete(self, record: type[Record], key: str) -> None:
        """Remove a row that only links or remembers; the audit keeps what it was."""
        table = t(record)
        old = self.get(record, key)
        self.connection.execute(delete_from(table).where(table.c.id == key))
        self.changes.append(Change(table.name, key, dict(old._mapping), {}))

    def note(
        self, table: str, values: Mapping[str, Any], old: Mapping[str, Any] | None = None, key: str = ""
    ) -> None:
        """Tell the audit of a change made by a statement of one's own; its history is found by ``key``."""
        self.changes.append(Change(table, key, old or {}, values))

    def numbering(self, prefix: str, *, width: int = 4) -> Question:
        """The question for the next number under ``prefix`` in the year of the house, without gaps:
        ``IN-2026-0936``.
        """
        return numbering.taking(f"{prefix}-{numbering.year_at(self, self.clock.now())}", width)

    def next_number(self, prefix: str, *, width: int = 4) -> str:
        """The answer to ``numbering``, asked by itself."""
        return str(self.each(self.numbering(prefix, width=width))[0])

    def large(self) -> None:
        """Say that much will be written: gives SQLite a larger page cache."""
        cache_size(self._connection, 64)

    @property
    def topics(self) -> frozenset[str]:
        """The tables that this work changed."""
        changed = {change.table for change in self.changes} | {batch.table for batch in self.batches}
        return frozenset(changed - UNAUDITED)

    def _change(self, table: Table, key: str, old: Any, values: dict[str, Any]) -> int:
        values = storable_row(values)
        before = {name: old._mapping[name] for name in values}
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return int(old.version)
        fresh = int(old.version) + 1
        self._set(table, key, {"version": fresh, **changed})
        self.changes.append(Change(table.name, key, {name: before[name] for name in changed}, changed))
        return fresh

    def _set(self, table: Table, key: str, values: Mapping[str, Any]) -> None:
        """The row was read and locked by this work: it is there, and it is still as it was read."""
        named = {f"new_{name}": value for name, value in values.items()}
        self.asking.tell(_updated(table, tuple(values)), {"key": key, **named})


@lru_cache(maxsize=512)
def _updated(table: Table, names: tuple[str, ...]) -> Update:
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    return update(table).where(table.c.id == bindparam("key")).values(values)


class Store:
    """One database, opened. Safe to use from several threads; each transaction has its own connection."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self._looks = ReadConnections(engine)
        self._listeners: list[Listener] = []
        self._bulletin = Bulletin(engine, self._announce)

    def by(self, clock: Clock) -> Store:
        """The same database and connections by another clock."""
        other = copy(self)
        other.clock = clock
        return other

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent look at the database."""
        with explained(), self._looks.connection() as connection:
            reader = Reader(connection)
            reader.asking.begin(change=False)
            yield reader
            reader.asking.leave()

    @contextmanager
    def write(self, person: Actor, action: str, reason: str = "") -> Iterator[Work]:
        """One transaction: committed with its audit event when the block ends, undone when it raises."""
        with explained(), self.engine.connect() as plain:
            connection = plain.execution_options(**{WRITE: True})
            work = Work(connection, person, action, reason, self.clock)
            work.asking.begin(change=True)
            yield work
            _refuse_onlooker(work)
            _keep_along(work)
            self._bulletin.post(work, work.topics)
            work.asking.commit()
        if work.topics:
            self._announce(work.topics)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the changed topics after each commit; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def hear_others(self) -> None:
        """Pass on what other desks on the same server change; listeners are called from another thread."""
        self._bulletin.start()

    def close(self) -> None:
        """Let go of all connections."""
        self._bulletin.stop()
        self.engine.dispose()

    def _announce(self, topics: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            listener(topics)


def _keep_along(work: Work) -> None:
    """Write what comes with every change; loaded at the first one, since many look before they write."""
    from qualitydesk.store import audit, search, tallies

    tallies.keep(work)
    search.index(work)
    audit.append(work)


def _refuse_onlooker(work: Work) -> None:
    """An auditor keeps views and drafts and sets his own password; whatever else he writes is undone."""
    if work.person.role != Role.AUDITOR:
        return
    own = {("person", work.person.id)}
    changed = {(change.table, change.key) for change in work.changes if change.table not in UNAUDITED} - own
    if changed or work.batches:
        raise Denied(msg("{name} looks and changes nothing: the role is Auditor.", name=work.person.name))


def _conflict(old: Any, values: Mapping[str, Any]) -> Conflict:
    theirs = {name: old._mapping[name] for name in values if old._mapping[name] != values[name]}
    return Conflict(
        msg("Somebody else changed this while you were working on it. What you typed is kept."),
        theirs=theirs,
        mine={name: values[name] for name in theirs},
    )
