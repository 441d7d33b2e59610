"""Lists of inspections for screens, exports and reports; the SQL is in
qualitydesk.store.listings.inspections.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings import inspections as listing
from qualitydesk.store.listings.inspection_rows import InspectionRow

__all__ = ["InspectionRow", "count", "page", "place_names", "status_counts", "view_counts"]


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[InspectionRow]:
    """The next rows of a list."""
    with desk.store.read() as read:
        return listing.page(read, query, after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many rows the whole list has."""
    with desk.store.read() as read:
        return listing.count(read, query)


def status_counts(desk: Desk, query: Query) -> dict[str, int]:
    """How many rows of a list have each status."""
    with desk.store.read() as read:
        return listing.status_counts(read, query)


def place_names(desk: Desk) -> tuple[Bilingual, ...]:
    """The places where inspections take place, by name: what a list can be filtered by (the English one)."""
    with desk.store.read() as read:
        return listing.place_names(read)


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """The size of several lists at once, by name."""
    with desk.store.read() as read:
        return {name: listing.count(read, query) for name, query in views.items()}
