"""Questions for the rows of one table by what their columns hold; each statement is made once and kept.

Who asks them, and in which transaction, is ``session``'s; how they reach the driver is ``asking``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, bindparam, select
from sqlalchemy.sql import Select

from qualitydesk.domain.errors import NotFound
from qualitydesk.records import Record, t
from qualitydesk.store.asking import Question

CHUNK, FEW = 500, 8
"""How many values one statement takes as a list; up to a few have a place of their own in it."""


def first_of(rows: Sequence[Any]) -> Any:
    """The first row, None without one: how a question for one row is read."""
    return rows[0] if rows else None


def one(record: type[Record], **wanted: Any) -> Question:
    """The question for the first row whose columns equal ``wanted``, None if there is none."""
    return Question(_equal(t(record), _asked(wanted)), wanted, first_of)


def every(record: type[Record], *order: str, **wanted: Any) -> Question:
    """The question for all rows whose columns equal ``wanted``, ordered by the columns named."""
    return Question(_equal(t(record), _asked(wanted), order), wanted)


def keyed(record: type[Record], key: str) -> Question:
    """The question for the row with that key; its answer is NotFound if there is none."""
    return Question(_equal(t(record), (("id", False),)), {"id": key}, _there(record, key))


def held(record: type[Record], key: str) -> Question:
    """The same, and the row is kept from others until the work ends."""
    return Question(_one_locked(t(record)), {"id": key}, _there(record, key))


def among(
    record: type[Record], column: str, values: Sequence[Any], only: tuple[str, ...] = ()
) -> list[Question]:
    """The questions for the rows whose ``column`` is one of ``values``: one question unless they are many."""
    table = t(record)
    if 0 < len(values) <= FEW:
        asked = dict(zip(_WANTED, values, strict=False))
        return [Question(_among_few(table, column, len(values), only), asked)]
    parts = (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
    return [Question(_among(table, column, only), {"wanted": part}) for part in parts]


def _there(record: type[Record], key: str) -> Callable[[Sequence[Any]], Any]:
    def read(rows: Sequence[Any]) -> Any:
        if not rows:
            raise NotFound(t(record).name.replace("_", " "), key)
        return rows[0]

    return read


_Asked = tuple[tuple[str, bool], ...]


def _asked(wanted: Mapping[str, Any]) -> _Asked:
    """The columns asked for, and whether each has to be empty."""
    return tuple([(name, value is None) for name, value in wanted.items()])


@lru_cache(maxsize=512)
def _equal(table: Table, asked: _Asked, order: tuple[str, ...] = ()) -> Select[Any]:
    """Made once for each question: what is read most is not put together anew each time."""
    conditions = (
        table.c[name].is_(None) if empty else table.c[name] == bindparam(name, type_=table.c[name].type)
        for name, empty in asked
    )
    return select(table).where(*conditions).order_by(*(table.c[name] for name in order))


@lru_cache(maxsize=128)
def _one_locked(table: Table) -> Select[Any]:
    return _equal(table, (("id", False),)).with_for_update()


_WANTED = tuple([f"wanted_{place}" for place in range(FEW)])


@lru_cache(maxsize=512)
def _among(table: Table, column: str, only: tuple[str, ...]) -> Select[Any]:
    return _columns(table, only).where(table.c[column].in_(bindparam("wanted", expanding=True)))


@lru_cache(maxsize=1024)
def _among_few(table: Table, column: str, places: int, only: tuple[str, ...]) -> Select[Any]:
    """A place for each value: a list would be spelled out anew each time."""
    wanted = table.c[column]
    return _columns(table, only).where(
        wanted.in_([bindparam(name, type_=wanted.type) for name in _WANTED[:places]])
    )


def _columns(table: Table, only: tuple[str, ...]) -> Select[Any]:
    return select(*(table.c[name] for name in only)) if only else select(table)
