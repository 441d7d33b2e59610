"""A register's list as screens and exports read it: its pages, its size, and the sizes of several views.

What the list selects, orders and filters by is declared in ``qualitydesk.store.listings``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.register import Register
from qualitydesk.store.session import Reader

RowT = TypeVar("RowT")
Rows = tuple[RowT, ...]


def _as_asked(_desk: Desk, query: Query) -> Query:
    return query


@dataclass(frozen=True, slots=True)
class Listed(Generic[RowT]):
    """One declared list, read in transactions of its own.

    ``asked`` puts into a query what only the desk knows (the day); ``judged`` adds to rows what is not
    stored.
    """

    register: Register[RowT]
    asked: Callable[[Desk, Query], Query] = _as_asked
    judged: Callable[[Desk, Reader, Rows[RowT]], Rows[RowT]] | None = None

    def page(self, desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[RowT]:
        """The next rows of ``query``."""
        with desk.store.read() as read:
            found = self.register.page(read, self.asked(desk, query), after, limit)
            return found if self.judged is None else replace(found, rows=self.judged(desk, read, found.rows))

    def count(self, desk: Desk, query: Query) -> int:
        """How many rows ``query`` has."""
        with desk.store.read() as read:
            return self.register.count(read, self.asked(desk, query))

    def counts(self, desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
        """The sizes of several lists at once, by name."""
        with desk.store.read() as read:
            return {name: self.register.count(read, self.asked(desk, query)) for name, query in views.items()}
