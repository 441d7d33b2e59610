"""Statements that are asked again, on a local file: compiled once, then given to the driver as they are.

From a file on this machine an answer comes sooner than a statement is put together for it. A statement
that is the same object as before is one that was made once; any other goes the usual way, as does
everything on a server, where the way there and back is what takes time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.types import TypeEngine

from qualitydesk.store.engine import begin_reading
from qualitydesk.store.storable import storable_text

_Process = Callable[[Any], Any]


class Found(tuple[Any, ...]):
    """A row: its values in order, by name as attributes, and all of them by name."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @property
    def _mapping(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))


class Prepared:
    """A select as the driver takes it, and how its rows are read."""

    def __init__(self, statement: SelectBase, dialect: Dialect) -> None:
        self._dialect = dialect
        self._compiled = statement.compile(dialect=dialect)
        columns = statement.selected_columns
        self._row = _row_type(tuple(columns.keys()))
        self._readers = [
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := _reader(column.type, dialect))
        ]
        binds = self._compiled.binds
        self._lists = [name for name, bind in binds.items() if bind.expanding]
        self._given = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        self._forms: dict[tuple[int, ...], _Form] = {}
        self._only = None if self._lists else self._form(dict.fromkeys(binds))

    def rows(self, driver: sqlite3.Connection, values: Mapping[str, Any], *, first: bool) -> list[Any]:
        """The answer, or only its first row. Raises the errors of SQLAlchemy."""
        asked = {**self._given, **values}
        wanted = (form := self._only or self._form(asked)).values(asked)
        try:
            cursor = driver.execute(form.text, wanted)
            found = cursor.fetchmany(1) if first else cursor.fetchall()
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                form.text, wanted, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
            ) from error
        return self._read(found)

    def _form(self, asked: dict[str, Any]) -> _Form:
        """The text for lists as long as these; a few lengths serve all, the last value filling up."""
        for name in self._lists:
            asked[name] = _filled(asked[name])
        lengths = tuple([len(asked[name]) for name in self._lists])
        form = self._forms.get(lengths)
        if form is None:
            form = self._forms[lengths] = _Form(self._compiled, asked)
        return form

    def _read(self, found: Iterable[tuple[Any, ...]]) -> list[Any]:
        make, readers = self._row, self._readers
        if not readers:
            return [make(row) for row in found]
        rows = []
        for row in found:
            values = list(row)
            for place, reader in readers:
                if values[place] is not None:
                    values[place] = reader(values[place])
            rows.append(make(values))
        return rows


def _reader(of: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    """What makes a stored value, never None, the value of a row; the house's own types tell it directly."""
    own: _Process | None = getattr(of, "read", None)
    return own or of.dialect_impl(dialect).result_processor(dialect, None)


class _Form:
    """A statement's text for lists of some lengths, and how its values are put in order."""

    def __init__(self, compiled: Any, asked: Mapping[str, Any]) -> None:
        state = compiled.construct_expanded_state(asked)
        of = {
            part: (name, place)
            for name, parts in state.parameter_expansion.items()
            for place, part in enumerate(parts)
        }
        processes = {**compiled._bind_processors, **state.processors}
        self.text = str(state.statement)
        self._places = [(*of.get(name, (name, None)), processes.get(name)) for name in state.positiontup]
        plain = all(place is None and process is None for _, place, process in self._places)
        self._plain = [name for name, _, _ in self._places] if plain else None

    def values(self, asked: Mapping[str, Any]) -> list[Any]:
        """What is asked in the order of the text, as it is stored."""
        if self._plain is not None:
            return [_stored(asked[name]) for name in self._plain]
        found = []
        for name, place, process in self._places:
            value = asked[name] if place is None else asked[name][place]
            if process is not None:
                value = process(value)
            found.append(_stored(value))
        return found


def _stored(value: Any) -> Any:
    return storable_text(value) if type(value) is str else value


class Put:
    """An insert of rows that all have the same columns, as the driver takes it."""

    def __init__(self, table: Table, names: Sequence[str], dialect: Dialect) -> None:
        self._dialect = dialect
        compiled: Any = insert(table).compile(dialect=dialect, column_keys=list(names))
        self._text = str(compiled)
        self._usual = {column.key: column.default.arg for column in compiled.insert_prefetch}
        self._values = _getter(compiled.positiontup)
        processes = compiled._bind_processors
        self._processes = [
            (place, processes[name])
            for place, name in enumerate(compiled.positiontup)
            if processes.get(name) is not None
        ]

    def rows(self, driver: sqlite3.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert them. Raises the errors of SQLAlchemy."""
        try:
            driver.executemany(self._text, [self._stored(row) for row in rows]).close()
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                self._text, None, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
            ) from error

    def _stored(self, row: Mapping[str, Any]) -> Sequence[Any]:
        found = self._values({**self._usual, **row} if self._usual else row)
        if not self._processes:
            return found
        values = list(found)
        for place, process in self._processes:
            values[place] = process(values[place])
        return values


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values of these names out of a mapping, always as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: (row[names[0]],)


@lru_cache(maxsize=256)
def _put(table: Table, names: tuple[str, ...], dialect: Dialect) -> Put:
    return Put(table, names, dialect)


def _filled(values: Iterable[Any]) -> list[Any]:
    """As many values as the next power of two, the last one again and again; it is in the list already."""
    listed = list(values)
    more = (1 << (len(listed) - 1).bit_length()) - len(listed) if listed else 0
    return listed + listed[-1:] * more


def _row_type(names: tuple[str, ...]) -> type[Found]:
    fields = {name: property(itemgetter(place)) for place, name in enumerate(names)}
    return type("Found", (Found,), {**fields, "__slots__": (), "_fields": names})


_PREPARED: WeakKeyDictionary[Executable, Prepared | None] = WeakKeyDictionary()


class Asking:
    """Asks one connection, and gives it rows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        local = connection.dialect.name == "sqlite"
        self._driver: Any = connection.connection.dbapi_connection if local else None

    def rows(self, statement: Executable, values: Mapping[str, Any], *, first: bool = False) -> Sequence[Any]:
        """All rows of a select, or the first one alone."""
        driver = self._driver
        if driver is not None and (prepared := self._prepared(statement)) is not None:
            begin_reading(driver)
            return prepared.rows(driver, values, first=first)
        result = self._connection.execute(statement, values)
        return _only(result.first()) if first else result.all()

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that all have the same columns."""
        if self._driver is None:
            self._connection.execute(insert(table), rows)
        else:
            _put(table, tuple(rows[0]), self._connection.dialect).rows(self._driver, rows)

    def _prepared(self, statement: Executable) -> Prepared | None:
        if not isinstance(statement, SelectBase):
            return None
        try:
            prepared = _PREPARED[statement]
        except KeyError:
            _PREPARED[statement] = None
            return None
        if prepared is None:
            prepared = _PREPARED[statement] = Prepared(statement, self._connection.dialect)
        return prepared


def _only(row: Any) -> list[Any]:
    return [] if row is None else [row]
