"""A person's own views of the list of claims: a name, the filters behind it and their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import SavedView, t
from qualitydesk.services.desk import Desk

SCREEN = "claims"
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OwnView:
    """A view that this person saved."""

    name: str
    filters: Filters
    order: str


def saved_views(desk: Desk) -> tuple[OwnView, ...]:
    """The views this person saved, oldest first."""
    table = t(SavedView)
    mine = (table.c.person_id == desk.person.id, table.c.screen == SCREEN)
    with desk.store.read() as read:
        rows = read.all(select(table).where(*mine).order_by(table.c.id))
    return tuple(
        OwnView(
            row.name,
            {name: tuple(values) for name, values in row.content.get("filters", {}).items()},
            str(row.content.get("order", "")),
        )
        for row in rows
    )


def save_view(desk: Desk, name: str, filters: Filters, order: str) -> None:
    """Keep a view under a name, in place of one with the same name."""
    if not name.strip():
        raise RuleBroken(msg("A view needs a name."), fields={"name": msg("Enter a name.")})
    content = {"filters": {each: list(values) for each, values in filters.items()}, "order": order}
    with desk.store.write(desk.person, "save view") as work:
        known = work.find(SavedView, person_id=desk.person.id, screen=SCREEN, name=name.strip())
        if known is not None:
            work.change(SavedView, known.id, content=content)
            return
        row = {"id": new_key(), "person_id": desk.person.id, "screen": SCREEN}
        work.insert(SavedView, **row, name=name.strip(), content=content)
