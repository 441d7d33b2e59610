"""What a person says about the files of one sender, kept by name: how to read them, which column is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.exchange.looking import Wishes
from qualitydesk.exchange.reading import ReadOptions
from qualitydesk.records import SavedView, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import require_fitting


def profiles(desk: Desk, kind: str) -> dict[str, Wishes]:
    """This person's profiles for a kind, by name, oldest first."""
    table = t(SavedView)
    mine = (table.c.person_id == desk.person.id, table.c.screen == _place(kind))
    with desk.store.read() as read:
        rows = read.all(select(table).where(*mine).order_by(table.c.id))
    return {row.name: _wishes(row.content) for row in rows}


def _wishes(content: Mapping[str, Any]) -> Wishes:
    return Wishes(ReadOptions(**content.get("reading", {})), dict(content.get("mapping", {})))


def keep_profile(desk: Desk, kind: str, name: str, wishes: Wishes) -> None:
    """Keep what was said under a name, in place of the profile of that name."""
    if not name.strip():
        raise RuleBroken(msg("A profile needs a name."), fields={"name": msg("Enter a name.")})
    require_fitting(SavedView, {"name": name.strip()})
    content = {"reading": asdict(wishes.reading), "mapping": dict(wishes.mapping)}
    with desk.store.write(desk.person, "save import profile") as work:
        known = work.find(SavedView, person_id=desk.person.id, screen=_place(kind), name=name.strip())
        if known is not None:
            work.change(SavedView, known.id, content=content)
            return
        row = {"id": new_key(), "person_id": desk.person.id, "screen": _place(kind)}
        work.insert(SavedView, **row, name=name.strip(), content=content)


def forget_profile(desk: Desk, kind: str, name: str) -> None:
    """Take a profile away; nothing happens when it is gone already."""
    with desk.store.write(desk.person, "forget import profile") as work:
        known = work.find(SavedView, person_id=desk.person.id, screen=_place(kind), name=name)
        if known is not None:
            work.delete(SavedView, known.id)


def _place(kind: str) -> str:
    return f"import:{kind}"
