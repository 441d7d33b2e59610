"""Statements that are asked again: compiled once, then given to the driver as they are.

An answer often comes sooner than a statement is put together for it. A statement that is the same object as
before is one that was made once. Who speaks with the driver is not decided here: see ``asking``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, LargeBinary, Table, insert
from sqlalchemy.sql import ClauseElement, Executable
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.types import TypeEngine

from qualitydesk.store.storable import storable_text, storable_values

_Process = Callable[[Any], Any]
_Codes = Callable[[], Sequence[Any]]


class Found(tuple[Any, ...]):
    """A row: its values in order, by name as attributes, and all of them by name."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @property
    def _mapping(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))


class Prepared:
    """A statement as the driver takes it, and how its rows are read."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        self._dialect = dialect
        compiled: Any = cast(ClauseElement, statement).compile(dialect=dialect)
        self._compiled = compiled
        columns = list(statement.selected_columns.items()) if isinstance(statement, SelectBase) else []
        self._row = _row_type(tuple([name for name, _ in columns]))
        self._types = [column.type for _, column in columns]
        self._readers: list[tuple[int, _Process]] | None = None
        binds = compiled.binds
        self._lists = [name for name, bind in binds.items() if bind.expanding]
        self._given = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        self._forms: dict[tuple[int, ...], _Form] = {}
        self._only = self._only_form()

    def sent(self, values: Mapping[str, Any]) -> tuple[str, Any]:
        """The text and the values that go to the driver."""
        asked = {**self._given, **values} if self._given else values
        form = self._only
        if form is None:
            asked = {**asked, **{name: _filled(asked[name]) for name in self._lists}}
            form = self._form(asked)
        return form.text, form.values(asked)

    def read(self, found: Iterable[tuple[Any, ...]], codes: _Codes | None = None) -> list[Any]:
        """The driver's rows as they are meant; ``codes`` tells its own types of the columns, if it can."""
        make, readers = self._row, self._readers
        if readers is None:
            readers = self._readers = self._read_by(codes)
        if not readers:
            return list(map(make, found))
        rows = []
        for row in found:
            values = list(row)
            for place, reader in readers:
                value = values[place]
                if value is not None:
                    values[place] = reader(value)
            rows.append(make(values))
        return rows

    def _read_by(self, codes: _Codes | None) -> list[tuple[int, _Process]]:
        told = codes() if codes else [None] * len(self._types)
        return [
            (place, reader)
            for place, (of, code) in enumerate(zip(self._types, told, strict=True))
            if (reader := _reader(of, self._dialect, code))
        ]

    def _only_form(self) -> _Form | None:
        """The text that serves all values, where there is one."""
        if not self._lists:
            # What is written into the text itself (the sign between joined strings) is known already.
            return _expanded(self._compiled, {**dict.fromkeys(self._compiled.binds), **self._given})
        return _with_arrays(self._compiled) if self._dialect.name == "postgresql" else None

    def _form(self, asked: Mapping[str, Any]) -> _Form:
        """The text for lists as long as these."""
        lengths = tuple([len(asked[name]) for name in self._lists])
        form = self._forms.get(lengths)
        if form is None:
            form = self._forms[lengths] = _expanded(self._compiled, asked)
        return form


def _reader(of: TypeEngine[Any], dialect: Dialect, code: Any) -> _Process | None:
    """What makes a stored value, never None, the value of a row; the house's own types tell it directly."""
    own: _Process | None = getattr(of, "read", None)
    return own or of.dialect_impl(dialect).result_processor(dialect, code)


_Place = tuple[str, int | None, _Process | None]
"""Which value, which part of it if it is a list, and what makes it a stored one."""


_Take = Callable[[Mapping[str, Any]], Sequence[Any]]


class _Form:
    """A statement's text, and how its values are put in order."""

    def __init__(self, text: str, names: Sequence[str], places: Sequence[_Place], *, by_name: bool) -> None:
        self.text = text
        self._names = names
        self._by_name = by_name
        self._take = _taking(places, by_name=by_name)

    def values(self, asked: Mapping[str, Any]) -> Any:
        """What is asked as it is stored, in the order of the text or by the names in it."""
        found = storable_values(self._take(asked))
        return dict(zip(self._names, found, strict=True)) if self._by_name else found


def _taking(places: Sequence[_Place], *, by_name: bool) -> _Take:
    """What puts the values in the order of ``places``; most statements need no look at each value."""
    if any(process is not None for _, _, process in places):
        return _one_by_one(places)
    if all(place is None for _, place, _ in places):
        return _getter([name for name, _, _ in places])
    return _one_by_one(places) if by_name else _with_lists(places)


def _one_by_one(places: Sequence[_Place]) -> _Take:
    def take(asked: Mapping[str, Any]) -> Sequence[Any]:
        found = []
        for name, place, process in places:
            value = asked[name] if place is None else asked[name][place]
            found.append(value if process is None else process(value))
        return found

    return take


def _with_lists(places: Sequence[_Place]) -> _Take:
    """A list stands in the text as it is, part after part: it is taken as a whole, where it begins."""
    begins = [(name, place is not None) for name, place, _ in places if not place]

    def take(asked: Mapping[str, Any]) -> Sequence[Any]:
        found: list[Any] = []
        for name, listed in begins:
            found += asked[name] if listed else (asked[name],)
        return found

    return take


def _expanded(compiled: Any, asked: Mapping[str, Any]) -> _Form:
    """The form for lists as long as these, each value of them in a place of its own."""
    state = compiled.construct_expanded_state(asked)
    of = {
        part: (name, place)
        for name, parts in state.parameter_expansion.items()
        for place, part in enumerate(parts)
    }
    processes = {**compiled._bind_processors, **state.processors}
    names = state.positiontup or list(state.parameters)
    places = [(*of.get(name, (name, None)), processes.get(name)) for name in names]
    return _Form(str(state.statement), names, places, by_name=not compiled.positional)


_IN_LIST = re.compile(r"(NOT )?IN \(__\[POSTCOMPILE_(\w+)\]\)")


def _with_arrays(compiled: Any) -> _Form | None:
    """The form in which a list, however long, is one value: a server takes arrays. None if it is none."""
    text = _IN_LIST.sub(lambda found: f"{'<> ALL' if found[1] else '= ANY'}(%({found[2]})s)", str(compiled))
    if "POSTCOMPILE" in text:
        return None
    names = list(compiled.bind_names.values())
    of = compiled._bind_processors
    places = [
        (name, None, _each(of.get(name)) if compiled.binds[name].expanding else of.get(name))
        for name in names
    ]
    return _Form(text, names, places, by_name=True)


def _each(process: _Process | None) -> _Process:
    """What makes each value of a list a stored one."""
    if process is None:
        return lambda values: [_stored(value) for value in values]
    return lambda values: [_stored(process(value)) for value in values]


def _stored(value: Any) -> Any:
    return storable_text(value) if type(value) is str else value


class Put:
    """Rows of a table that all have the same columns, as they are stored."""

    def __init__(self, table: Table, names: Sequence[str], otherwise: str, dialect: Dialect) -> None:
        self.table, self.otherwise, self.dialect = table, otherwise, dialect
        compiled: Any = insert(table).compile(dialect=dialect, column_keys=list(names))
        self.text = f"{compiled} {otherwise}".rstrip()
        self.names: list[str] = compiled.positiontup or list(compiled.binds)
        self.plain = not any(isinstance(table.c[name].type, LargeBinary) for name in self.names)
        """Whether texts and whole numbers are all there is."""
        self._usual = {column.key: _usual(column.default) for column in compiled.insert_prefetch}
        self._values = _getter(self.names)
        processes = compiled._bind_processors
        self._processes = [
            (place, processes[name])
            for place, name in enumerate(self.names)
            if processes.get(name) is not None
        ]

    def stored(self, row: Mapping[str, Any]) -> Sequence[Any]:
        """The values of a row in the order of ``names``."""
        found = self._values({**self._usual, **row} if self._usual else row)
        if not self._processes:
            return found
        values = list(found)
        for place, process in self._processes:
            if values[place] is not None:
                values[place] = process(values[place])
        return values


def _usual(default: Any) -> Any:
    """What stands in a column of which nothing is said; an empty list is made by a function."""
    return default.arg(None) if default.is_callable else default.arg


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values of these names out of a mapping, always as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: tuple([row[name] for name in names])


@lru_cache(maxsize=256)
def put_of(table: Table, names: tuple[str, ...], otherwise: str, dialect: Dialect) -> Put:
    """The insert of these columns, made once; ``otherwise`` says what to do about rows that are there."""
    return Put(table, names, otherwise, dialect)


def _filled(values: Iterable[Any]) -> list[Any]:
    """As many values as the next power of two, the last one again and again; it is in the list already. A few
    texts serve lists of all lengths so.
    """
    listed = list(values)
    more = (1 << (len(listed) - 1).bit_length()) - len(listed) if listed else 0
    return listed + listed[-1:] * more


def _row_type(names: tuple[str, ...]) -> type[Found]:
    fields = {name: property(itemgetter(place)) for place, name in enumerate(names)}
    return type("Found", (Found,), {**fields, "__slots__": (), "_fields": names})


_KNOWN: defaultdict[str, WeakKeyDictionary[Executable, Prepared | None]] = defaultdict(WeakKeyDictionary)
"""What was asked before, for each kind of database."""


def prepared(statement: Executable, dialect: Dialect) -> Prepared | None:
    """The select, if it was asked before; from the third time on without putting it together."""
    known = _KNOWN[dialect.name]
    found = known.get(statement)
    if found is not None or not isinstance(statement, SelectBase):
        return found
    if statement in known:
        return ready(statement, dialect)
    known[statement] = None
    return None


def ready(statement: Executable, dialect: Dialect) -> Prepared:
    """A statement that is made once, whether it was asked before or not."""
    known = _KNOWN[dialect.name]
    found = known.get(statement)
    if found is None:
        found = known[statement] = Prepared(statement, dialect)
    return found
