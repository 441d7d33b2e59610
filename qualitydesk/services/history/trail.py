"""The trail of the whole desk: every act on business data, listed and opened; for managers and auditors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.people import AUDITING
from qualitydesk.domain.values import Cursor, Message, Page, Query
from qualitydesk.records import AuditEvent
from qualitydesk.services.desk import Desk
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.kinds import by_kind
from qualitydesk.services.history.reading import HistoryEntry, told
from qualitydesk.store.listings import trail as listing
from qualitydesk.store.listings.groups import Groups
from qualitydesk.store.listings.trail import TRAIL, TrailRow
from qualitydesk.store.session import Reader

__all__ = ["TrailFile", "TrailRow", "act_name", "count", "open_act", "page", "sizes", "view_counts"]


GROUPED = ("person", "kind")


@dataclass(frozen=True, slots=True)
class TrailFile:
    """One link of the chain with what was written under it."""

    entry: HistoryEntry
    prev: str


def act_name(action: str) -> Message:
    """What an act is called."""
    return ACTS.get(action, Message(action))


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[TrailRow]:
    """The next acts. Orders: "" and "day" by the chain, "person" and "kind" (of record) in groups."""
    desk.require(*AUDITING)
    query = _from_its_midnight(desk, query)
    with desk.store.read() as read:
        if query.order in GROUPED:
            return listing.page_of_groups(read, _groups(read, query.order), query, after, limit)
        return TRAIL.page(read, query, after, limit)


def sizes(desk: Desk, query: Query) -> dict[str, int]:
    """How many acts each group of ``query``'s order has: by login, or by the kind of record."""
    desk.require(*AUDITING)
    asked = _from_its_midnight(desk, query)
    with desk.store.read() as read:
        return listing.sizes(read, _groups(read, query.order), asked)


def _from_its_midnight(desk: Desk, query: Query) -> Query:
    """``since`` names a day of the house; it begins when it begins there."""
    days = query.filters.get("since")
    if not days:
        return query
    begins = datetime.combine(date.fromisoformat(days[0]), time(), ZoneInfo(desk.house.timezone))
    return replace(query, filters={**query.filters, "since": (begins.isoformat(),)})


def _groups(read: Reader, order: str) -> Groups:
    found = listing.in_use(read, order)
    return {login: (login,) for login in found} if order == "person" else by_kind(found)


def count(desk: Desk, query: Query) -> int:
    """How many acts the list has."""
    desk.require(*AUDITING)
    with desk.store.read() as read:
        return TRAIL.count(read, _from_its_midnight(desk, query))


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """How many acts each view has."""
    return {name: count(desk, query) for name, query in views.items()}


def open_act(desk: Desk, seq: int) -> TrailFile:
    """One act with all its values. NotFound if there is none of that number."""
    desk.require(*AUDITING)
    with desk.store.read() as read:
        link = read.find(AuditEvent, seq=seq)
        if link is None:
            raise NotFound("audit event", str(seq))
        (entry,) = told(read, desk.rules, [seq])
        return TrailFile(entry, link.prev)
