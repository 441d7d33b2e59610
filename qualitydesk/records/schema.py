"""How columns are declared: keys, instants, days, exact numbers, flags and words, stored alike on both
databases.

Instants are fixed-width text in UTC (they sort as text and read the same everywhere), days are ISO text,
exact numbers are decimal text, flags are 0 or 1, money is an integer of minor units beside its currency.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from inspect import get_annotations
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

ValueT = TypeVar("ValueT")


def instant_text(value: datetime) -> str:
    """``2026-11-20T14:06:21.123Z`` for an aware instant; a naive one is refused."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Instant(TypeDecorator[datetime]):
    """An aware instant as fixed-width UTC text."""

    impl = String(24)
    cache_ok = True
    read = staticmethod(datetime.fromisoformat)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else self.read(value)


class Day(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = String(10)
    cache_ok = True
    read = staticmethod(date.fromisoformat)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()[:10]

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else self.read(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal number as text, digit for digit as measured."""

    impl = String(40)
    cache_ok = True
    read = staticmethod(Decimal)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else self.read(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = SmallInteger
    cache_ok = True
    read = staticmethod(bool)

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else self.read(value)


class Json(TypeDecorator[Any]):
    """A small list or mapping as JSON text."""

    impl = Text
    cache_ok = True
    read = staticmethod(json.loads)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.read(value)


class Mapped(Generic[ValueT]):
    """What a column holds, for readers and type checkers: ``name: Mapped[str | None]``."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """A column before its table is there: its type, if not the usual one of its values, and the rest."""

    parts: tuple[Any, ...]
    options: dict[str, Any]

    def column(self, name: str, annotation: str) -> Column[Any]:
        optional = annotation.endswith(" | None")
        parts = list(self.parts)
        if not parts or isinstance(parts[0], ForeignKey):
            parts.insert(0, USUAL[annotation.removesuffix(" | None")])
        return Column(name, *parts, **{"nullable": optional, **self.options})


def mapped_column(*parts: Any, **options: Any) -> Any:
    """A column with a type of its own, a foreign key, or options as SQLAlchemy's Column takes them."""
    return _Declared(parts, options)


USUAL: Mapping[str, Any] = {
    "str": Text,
    "int": BigInteger,
    "bool": Flag,
    "bytes": LargeBinary,
    "datetime": Instant,
    "date": Day,
    "Decimal": Exact,
    "list[str]": Json,
    "list[Any]": Json,
    "dict[str, Any]": Json,
    "dict[str, str]": Json,
}
"""The stored type of each kind of value, by the words of its annotation."""


class Record:
    """The root of all stored tables: a class that declares columns becomes a table when it is asked for.

    Tables alone: SQLAlchemy's own declarations would map classes that are never made, and starting the
    program would take half as long again. Making all tables takes as long as loading SQLAlchemy; the first
    page of a list needs a tenth of them.
    """

    __tablename__: ClassVar[str]
    __table__: ClassVar[Table]
    __table_args__: ClassVar[tuple[Any, ...]] = ()

    named: ClassVar[dict[str, type[Record]]] = {}
    """Every record by the name of its table."""

    def __init_subclass__(cls) -> None:
        cls.named[cls.__tablename__] = cls


_MADE = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_MAKING = Lock()


def t(record: type[Record]) -> Table:
    """The Core table of a declared record."""
    try:
        return record.__table__
    except AttributeError:
        return _made(record)


def _made(record: type[Record]) -> Table:
    with _MAKING:
        if "__table__" not in vars(record):  # another thread may have asked for it, too
            record.__table__ = Table(record.__tablename__, _MADE, *_columns(record), *record.__table_args__)
    return record.__table__


def metadata() -> MetaData:
    """All tables with their checks: for what makes, compares or goes over the whole database."""
    tables = [t(record) for record in Record.named.values()]
    with _MAKING:
        for table in tables:
            _constrain(table)
    return _MADE


def _columns(record: type[Record]) -> list[Column[Any]]:
    """The columns of a record: key and version, its own, then those it shares with others."""
    found = [
        vars(part).get(name, _Declared((), {})).column(name, annotation[len("Mapped[") : -1])
        for part in record.__mro__
        for name, annotation in get_annotations(part).items()
        if annotation.startswith("Mapped[")
    ]
    return sorted(found, key=lambda column: LEADING.get(column.name, len(LEADING)))


LEADING = {"id": 0, "version": 1}


class Entity:
    """A record people change: a client-made key and a version that counts its changes."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Entry:
    """A record that is written once and kept."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)


INDEXED = 600
"""Characters of a text that lists are ordered by, or that is there once: an index of PostgreSQL holds no more
than 2,704 bytes.
"""


def room_of(column: Column[Any]) -> int | None:
    """How many characters of a text fit into a column; None where any number does."""
    length: int | None = getattr(column.type, "length", None)
    return INDEXED if length is None and (column.index or _there_once(column)) else length


def _there_once(column: Column[Any]) -> bool:
    rules = (rule for rule in column.table.constraints if isinstance(rule, UniqueConstraint))
    return any(column.name in rule.columns for rule in rules)


def ref(table: str, *, index: bool = True, unique: bool = False) -> Any:
    """A foreign key to ``table``; optional where the attribute is ``Mapped[str | None]``."""
    return mapped_column(String(36), ForeignKey(f"{table}.id"), index=index, unique=unique)


def words(allowed: Iterable[str], *, default: str | None = None, index: bool = False) -> Any:
    """A column that holds one of ``allowed``, checked by the database."""
    info = {"words": tuple(str(word) for word in allowed)}
    return mapped_column(String(40), info=info, index=index, default=default, server_default=default)


def minor_units() -> Any:
    """An amount in the minor units of the currency beside it."""
    return mapped_column(BigInteger)


def currency_code() -> Any:
    """An ISO 4217 code."""
    return mapped_column(String(3))


def _constrain(table: Table) -> None:
    """Add the CHECK constraints that follow from the columns' kinds: allowed words, flags, versions."""
    for column in table.columns:
        condition = _condition(column)
        if condition and not _has_check(table, column.name):
            table.append_constraint(CheckConstraint(condition, name=column.name))


def _has_check(table: Table, name: str) -> bool:
    wanted = f"ck_{table.name}_{name}"
    return any(isinstance(c, CheckConstraint) and str(c.name) in {name, wanted} for c in table.constraints)


def _condition(column: Column[Any]) -> str | None:
    allowed = column.info.get("words")
    kind: TypeEngine[Any] = column.type
    if allowed:
        listed = ", ".join("'" + word.replace("'", "''") + "'" for word in allowed)
        return f"{column.name} IN ({listed})"
    if isinstance(kind, Flag):
        return f"{column.name} IN (0, 1)"
    if column.name == "version":
        return "version >= 1"
    if column.name.endswith("quantity") or column.name == "count":
        return f"{column.name} >= 0"
    if column.name == "currency" or column.name.endswith("_currency"):
        return f"length({column.name}) = 3"
    return None
