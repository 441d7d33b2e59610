"""A list that is only declared: what it selects, how it can be ordered and filtered, and the row it makes.

Registers (products, parties, places, people, papers ...) need no more than this; lists with several readings
of the same order have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.store.listings.keyset import in_order, place
from qualitydesk.store.search import find
from qualitydesk.store.session import Reader

RowT = TypeVar("RowT")
FOUND_LIMIT = 500
"""So many hits of the search words at most are shown in a list."""

Condition = Callable[[tuple[str, ...]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Register(Generic[RowT]):
    """One list. Names of orders and filters are part of saved views and do not change.

    ``select`` has no order of its own; ``key`` is its unique column. ``orders`` never hold nulls (coalesce
    them) and "" is the usual order. ``kind`` is what the search index calls these records.
    """

    select: Select[Any]
    key: ColumnElement[Any]
    orders: Mapping[str, ColumnElement[Any]]
    filters: Mapping[str, Condition]
    row: Callable[[Row[Any]], RowT]
    kind: str

    def page(self, read: Reader, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[RowT]:
        """The next ``limit`` rows of ``query`` behind ``after``."""
        column = self.orders.get(query.order, self.orders[""])
        chosen = self._filtered(read, self.select, query).add_columns(
            column.label("sort_value"), self.key.label("sort_key")
        )
        statement = in_order(chosen, (column, self.key), descending=query.descending, begun=after is not None)
        rows = read.all(statement, place(after, limit + 1))
        last = rows[limit - 1] if len(rows) > limit else None
        following = (last.sort_value, last.sort_key) if last is not None else None
        return Page(tuple(self.row(row) for row in rows[:limit]), following)

    def count(self, read: Reader, query: Query) -> int:
        """How many rows ``query`` has."""
        counted = self.select.with_only_columns(func.count(), maintain_column_froms=True)
        return int(read.scalar(self._filtered(read, counted, query)))

    def _filtered(self, read: Reader, statement: Select[Any], query: Query) -> Select[Any]:
        for name, values in query.filters.items():
            if values:
                statement = statement.where(self._condition(name)(tuple(values)))
        if query.text.strip():
            hits = [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == self.kind]
            statement = statement.where(self.key.in_(hits))
        return statement

    def _condition(self, name: str) -> Condition:
        if name == "id":
            return self.key.in_
        if name not in self.filters:
            raise ValueError(f"{self.kind} lists have no filter called {name!r}")
        return self.filters[name]
