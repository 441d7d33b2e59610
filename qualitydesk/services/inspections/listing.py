"""Lists of inspections for screens, exports and reports; the SQL is in
qualitydesk.store.listings.inspections.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings import inspections as listing
from qualitydesk.store.listings.inspections import InspectionRow

__all__ = ["InspectionRow", "count", "page", "view_counts"]


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[InspectionRow]:
    """The next rows of a list."""
    with desk.store.read() as read:
        return listing.page(read, query, after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many rows the whole list has."""
    with desk.store.read() as read:
        return listing.count(read, query)


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """The size of several lists at once, by name."""
    with desk.store.read() as read:
        return {name: listing.count(read, query) for name, query in views.items()}
