"""A list that is only declared: what it selects, how it can be ordered and filtered, and the row it makes.

Registers (products, parties, places, people, papers ...) need no more than this; lists with several readings
of the same order have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, func

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.store.listings.keyset import in_order, place
from qualitydesk.store.session import Reader

RowT = TypeVar("RowT")
FOUND_LIMIT = 500
"""So many hits of the search words at most are shown in a list."""

Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""The filters of a query with their values."""

Known = Mapping[str, Sequence[str]]
"""List parameters of conditions with their keys."""
NONE_KNOWN: Known = {}

Condition = Callable[[tuple[str, ...]], ColumnElement[bool]]


@dataclass(frozen=True, eq=False)
class Register(Generic[RowT]):
    """One list. Names of orders and filters are part of saved views and do not change.

    ``select`` has no order of its own; ``key`` is its unique column. ``orders`` never hold nulls (coalesce
    them) and "" is the usual order. ``kind`` is what the search index calls these records. A condition may
    name keys that no database can work out by a list parameter; who asks for it gives them as ``known``.
    """

    select: Select[Any]
    key: ColumnElement[Any]
    orders: Mapping[str, ColumnElement[Any]]
    filters: Mapping[str, Condition]
    row: Callable[[Any], RowT]
    kind: str

    def page(
        self,
        read: Reader,
        query: Query,
        after: Cursor | None = None,
        limit: int = 50,
        known: Known = NONE_KNOWN,
    ) -> Page[RowT]:
        """The next ``limit`` rows of ``query`` behind ``after``."""
        order = query.order if query.order in self.orders else ""
        asked = _Asked(order, query.descending, after is not None, chosen_of(query), bool(query.text.strip()))
        rows = read.all(_page(self, asked), place(after, limit + 1) | self._found(read, query, known))
        # The sort value and the key are the last columns.
        following = tuple(rows[limit - 1][-2:]) if len(rows) > limit else None
        return Page(tuple(map(self.row, rows[:limit])), following)

    def count(self, read: Reader, query: Query, known: Known = NONE_KNOWN) -> int:
        """How many rows ``query`` has."""
        counted = self.select.with_only_columns(func.count(), maintain_column_froms=True)
        statement = self.filtered(counted, chosen_of(query), searched=bool(query.text.strip()))
        return int(read.scalar(statement, self._found(read, query, known)))

    def sizes(
        self, read: Reader, query: Query, column: ColumnElement[Any], known: Known = NONE_KNOWN
    ) -> dict[str, int]:
        """How many rows of ``query`` have each value of ``column``."""
        counted = self.select.with_only_columns(
            column.label("value"), func.count(), maintain_column_froms=True
        )
        statement = self.filtered(counted, chosen_of(query), searched=bool(query.text.strip()))
        found = read.all(statement.group_by(column), self._found(read, query, known))
        return {str(value): int(rows) for value, rows in found}

    def filtered(self, statement: Select[Any], chosen: Chosen, *, searched: bool) -> Select[Any]:
        """The rows with any of the values of each filter and, if ``searched``, among those found by words."""
        conditions = [self._condition(name)(values) for name, values in chosen]
        if searched:
            conditions.append(self.key.in_(bindparam("found", expanding=True)))
        return statement.where(*conditions)

    def _found(self, read: Reader, query: Query, known: Known) -> dict[str, Sequence[str]]:
        if not query.text.strip():
            return {**known}
        from qualitydesk.store.search import find

        return {**known, "found": [hit.id for hit in find(read, query.text, FOUND_LIMIT, (self.kind,))]}

    def _condition(self, name: str) -> Condition:
        if name == "id":
            return self.key.in_
        if name not in self.filters:
            raise ValueError(f"{self.kind} lists have no filter called {name!r}")
        return self.filters[name]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One kind of page: its order, where it begins, its filters, whether among those found by words."""

    order: str
    descending: bool
    begun: bool
    chosen: Chosen
    searched: bool


@lru_cache(maxsize=512)
def _page(register: Register[Any], asked: _Asked) -> Select[Any]:
    """Put together once for each kind of page: that costs more than reading it."""
    keys = (register.orders[asked.order], register.key)
    shown = register.select.add_columns(keys[0].label("sort_value"), keys[1].label("sort_key"))
    filtered = register.filtered(shown, asked.chosen, searched=asked.searched)
    return in_order(filtered, keys, descending=asked.descending, begun=asked.begun)


def chosen_of(query: Query) -> Chosen:
    """The filters of ``query`` that have values."""
    return tuple((name, tuple(values)) for name, values in query.filters.items() if values)
