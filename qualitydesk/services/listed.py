"""A register's list as screens and exports read it: its pages, its size, and the sizes of several views.

What the list selects, orders and filters by is declared in ``qualitydesk.store.listings``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.register import NONE_KNOWN, Known, Register
from qualitydesk.store.session import Reader

RowT = TypeVar("RowT")
Rows = tuple[RowT, ...]


def _as_asked(_desk: Desk, query: Query) -> Query:
    return query


def _nothing_known(_desk: Desk, _read: Reader, _query: Query) -> Known:
    return NONE_KNOWN


@dataclass(frozen=True, slots=True)
class Listed(Generic[RowT]):
    """One declared list, read in transactions of its own.

    ``asked`` puts into a query what only the desk knows (the day); ``judged`` adds to rows what is not
    stored; ``known`` are the keys that a filter of the query asks for and no database can work out.
    """

    register: Register[RowT]
    asked: Callable[[Desk, Query], Query] = _as_asked
    judged: Callable[[Desk, Reader, Rows[RowT]], Rows[RowT]] | None = None
    known: Callable[[Desk, Reader, Query], Known] = _nothing_known

    def page(self, desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[RowT]:
        """The next rows of ``query``."""
        with desk.store.read() as read:
            known = self.known(desk, read, query)
            found = self.register.page(read, self.asked(desk, query), after, limit, known)
            return found if self.judged is None else replace(found, rows=self.judged(desk, read, found.rows))

    def count(self, desk: Desk, query: Query) -> int:
        """How many rows ``query`` has."""
        with desk.store.read() as read:
            return self._count(desk, read, query)

    def counts(self, desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
        """The sizes of several lists at once, by name."""
        with desk.store.read() as read:
            return {name: self._count(desk, read, query) for name, query in views.items()}

    def _count(self, desk: Desk, read: Reader, query: Query) -> int:
        return self.register.count(read, self.asked(desk, query), self.known(desk, read, query))
