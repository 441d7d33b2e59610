"""Filters that reach a list's records through another table: the party of a duty line, the product of a
claim's line.

What few records have is looked up, and put in order by key before anything else of them is read; what many
have is met soon by walking the list in its own order. Either way a page costs the same at any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Table, and_, bindparam, func, select

from qualitydesk.store.listings.keyset import in_order
from qualitydesk.store.session import Reader

MANY = 10_000
"""From so many on the list is walked: fewer are put in order in a few hundredths of a second."""


class Way(Enum):
    """How the records with a value are come by."""

    PLAIN = auto()
    """The database may choose: they are counted, or the value is a column like others."""
    LOOKED_UP = auto()
    WALKED = auto()


@dataclass(frozen=True)
class Reach:
    """The way from the list's ``key`` over ``link`` to the ``value`` that is looked for; ``own`` is the value
    where the list's own table has it.
    """

    key: ColumnElement[str]
    link: ColumnElement[str]
    value: ColumnElement[str]
    own: ColumnElement[str] | None = None

    def way(self, read: Reader, values: Sequence[str]) -> Way:
        """How a page comes by them: many are met soon."""
        many = int(read.scalar(_at_most(self.value), {"wanted": list(values)})) == MANY
        return Way.WALKED if many else Way.LOOKED_UP

    def among(self, values: Any, way: Way) -> ColumnElement[bool]:
        """The condition on the list's records. A value joined to an empty text has no index: the list's own
        order leads then, and each record is looked at when its turn comes.
        """
        if self.own is not None and way is not Way.LOOKED_UP:
            return (self.own if way is Way.PLAIN else self.own.op("||")("")).in_(values)
        reached = select(self.link)
        if way is Way.WALKED:
            return reached.where(self.link == self.key, self.value.op("||")("").in_(values)).exists()
        return self.key.in_(reached.where(self.value.in_(values)))


def own(table: Table, name: str) -> Reach:
    """The values of a column of the list's own table."""
    again = table.alias(f"{table.name}_again")
    return Reach(table.c.id, again.c.id, again.c[name], table.c[name])


@dataclass(frozen=True)
class Stretch:
    """Records of the list's own table from one moment until before another, both ISO: a few are found by the
    index of moments, many are met by walking the list.
    """

    key: ColumnElement[str]
    moment: ColumnElement[datetime]
    again_key: ColumnElement[str]
    again: ColumnElement[datetime]

    def way(self, read: Reader, values: Sequence[str]) -> Way:
        """How a page comes by them."""
        begin, end = values
        asked = {"begin": datetime.fromisoformat(begin), "end": datetime.fromisoformat(end)}
        many = int(read.scalar(_most_within(self.again), asked)) == MANY
        return Way.WALKED if many else Way.LOOKED_UP

    def among(self, values: Any, way: Way) -> ColumnElement[bool]:
        """The condition on the list's records."""
        begin, end = map(datetime.fromisoformat, values)
        if way is not Way.LOOKED_UP:
            return and_(self.moment >= begin, self.moment < end)
        return self.key.in_(select(self.again_key).where(self.again >= begin, self.again < end))


def stretch(table: Table, name: str) -> Stretch:
    """The moments of a column of the list's own table."""
    again = table.alias(f"{table.name}_then")
    return Stretch(table.c.id, table.c[name], again.c.id, again.c[name])


@lru_cache(maxsize=16)
def _most_within(moment: ColumnElement[datetime]) -> Select[Any]:
    within = select(moment).where(moment >= bindparam("begin"), moment < bindparam("end"))
    return select(func.count()).select_from(within.limit(MANY).subquery())


@lru_cache(maxsize=16)
def _at_most(value: ColumnElement[str]) -> Select[Any]:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return select(func.count()).select_from(select(value).where(value.in_(wanted)).limit(MANY).subquery())


def ordered(
    statement: Select[Any],
    conditions: Sequence[ColumnElement[bool]],
    keys: Sequence[ColumnElement[Any]],
    ways: Iterable[Way],
    *,
    descending: bool,
    begun: bool,
) -> Select[Any]:
    """``in_order`` of what meets the conditions. Where something is looked up, only the page's own rows are
    read beyond their keys.
    """
    if Way.LOOKED_UP not in ways:
        return in_order(statement.where(*conditions), keys, descending=descending, begun=begun)
    narrow = in_order(select(keys[-1]).where(*conditions), keys, descending=descending, begun=begun)
    columns = [key.desc() if descending else key.asc() for key in keys]
    return statement.where(keys[-1].in_(narrow)).order_by(*columns)
