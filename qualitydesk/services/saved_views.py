"""A person's own views of a list: a name, the filters behind it, its order and the columns hidden in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import SavedView, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import require_fitting

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OwnView:
    """A view that this person saved."""

    name: str
    filters: Filters = field(default_factory=dict)
    order: str = ""
    descending: bool = True


def saved_views(desk: Desk, screen: str) -> tuple[OwnView, ...]:
    """The views this person saved for a screen's list, oldest first."""
    table = t(SavedView)
    mine = (table.c.person_id == desk.person.id, table.c.screen == screen)
    with desk.store.read() as read:
        rows = read.all(select(table).where(*mine).order_by(table.c.id))
    return tuple(_view(row.name, row.content) for row in rows)


def _view(name: str, content: Mapping[str, Any]) -> OwnView:
    # Views of inspections saved by 0.1.0 hold nothing but their filters.
    filters = content["filters"] if isinstance(content.get("filters"), dict) else content
    return OwnView(
        name,
        {each: tuple(values) for each, values in filters.items()},
        str(content.get("order", "")) if filters is not content else "",
        bool(content.get("descending", True)),
    )


def save_view(desk: Desk, screen: str, view: OwnView) -> None:
    """Keep a view, in place of this person's one with the same name."""
    name = view.name.strip()
    if not name:
        raise RuleBroken(msg("A view needs a name."), fields={"name": msg("Enter a name.")})
    require_fitting(SavedView, {"name": name})
    filters = {each: list(values) for each, values in view.filters.items()}
    content = {"filters": filters, "order": view.order, "descending": view.descending}
    with desk.store.write(desk.person, "save view") as work:
        known = work.find(SavedView, person_id=desk.person.id, screen=screen, name=name)
        if known is not None:
            work.change(SavedView, known.id, content=content)
            return
        row = {"id": new_key(), "person_id": desk.person.id, "screen": screen}
        work.insert(SavedView, **row, name=name, content=content)


def forget_view(desk: Desk, screen: str, name: str) -> None:
    """Take a saved view away; nothing happens when it is gone already."""
    with desk.store.write(desk.person, "forget view") as work:
        known = work.find(SavedView, person_id=desk.person.id, screen=screen, name=name)
        if known is not None:
            work.delete(SavedView, known.id)
