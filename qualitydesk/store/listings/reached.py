"""Filters that reach a list's records through another table: the party of a duty line, the product of a
claim's line.

What few records have is looked up, and put in order by key before anything else of them is read; what many
have is met soon by walking the list in its own order. Either way a page costs the same at any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, select

from qualitydesk.store.listings.keyset import in_order
from qualitydesk.store.session import Reader

MANY = 10_000
"""From so many on the list is walked: fewer are put in order in a few hundredths of a second."""


@dataclass(frozen=True)
class Reach:
    """The way from the list's ``key`` over ``link`` to the ``value`` that is looked for."""

    key: ColumnElement[str]
    link: ColumnElement[str]
    value: ColumnElement[str]

    def met_soon(self, read: Reader, values: Sequence[str]) -> bool:
        """Whether many rows of the other table have one of the values."""
        return int(read.scalar(_at_most(self.value), {"wanted": list(values)})) == MANY

    def among(self, values: Any, *, walked: bool) -> ColumnElement[bool]:
        """The condition on the list's records; ``walked``: each is looked at when its turn comes."""
        reached = select(self.link)
        if walked:  # joined to an empty text, so that no database begins with the index of the values
            plain = self.value.op("||")("")
            return reached.where(self.link == self.key, plain.in_(values)).exists()
        return self.key.in_(reached.where(self.value.in_(values)))


@lru_cache(maxsize=16)
def _at_most(value: ColumnElement[str]) -> Select[Any]:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return select(func.count()).select_from(select(value).where(value.in_(wanted)).limit(MANY).subquery())


def in_order_by_key(
    statement: Select[Any],
    conditions: Sequence[ColumnElement[bool]],
    keys: Sequence[ColumnElement[Any]],
    *,
    descending: bool,
    begun: bool,
) -> Select[Any]:
    """``in_order``, where only the page's own rows are read beyond their keys."""
    narrow = in_order(select(keys[-1]).where(*conditions), keys, descending=descending, begun=begun)
    ordered = [key.desc() if descending else key.asc() for key in keys]
    return statement.where(keys[-1].in_(narrow)).order_by(*ordered)
