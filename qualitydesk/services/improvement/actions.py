"""Actions: one thing to do by one person by a day, for a non-conformity or by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.improvement.states import ActionKind, NonConformityStatus
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query, msg
from qualitydesk.records import Action, NonConformity, Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import Choice
from qualitydesk.services.several import refuse_all
from qualitydesk.store.listings.improvement import ACTIONS, ActionRow
from qualitydesk.store.session import Reader, Work


@dataclass(frozen=True, slots=True)
class NewAction:
    """What is asked of an action that is recorded."""

    title: str
    kind: ActionKind = ActionKind.TASK
    owner_id: str | None = None
    due_on: date | None = None
    non_conformity_id: str | None = None
    subject_kind: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class ActionFile:
    """An action with what it belongs to."""

    row: ActionRow
    non_conformity_id: str
    subject_kind: str
    subject_id: str
    cause_closed: bool
    """Whether that non-conformity is closed: nothing about the action changes any more."""


def page_actions(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ActionRow]:
    """The next actions of a list."""
    with desk.store.read() as read:
        return ACTIONS.page(read, query, after, limit)


def count_actions(desk: Desk, query: Query) -> int:
    """How many actions the list has."""
    with desk.store.read() as read:
        return ACTIONS.count(read, query)


def open_action(desk: Desk, key: str) -> ActionFile:
    """One action. NotFound if there is none."""
    with desk.store.read() as read:
        rows = ACTIONS.page(read, Query({"id": (key,)})).rows
        if not rows:
            raise NotFound("action", key)
        kept = read.get(Action, key)
        cause = kept.non_conformity_id
        closed = _closed(read, cause)
    return ActionFile(rows[0], cause or "", kept.subject_kind, kept.subject_id, closed)


def owner_choices(desk: Desk, words: str = "", limit: int = 50) -> tuple[Choice, ...]:
    """People who can be given something to do."""
    person = t(Person)
    statement = select(person.c.id, person.c.name, person.c.name_zh)
    with desk.store.read() as read:
        rows = read.all(statement.where(person.c.active == 1).order_by(person.c.name))
    wanted = words.casefold()
    found = (row for row in rows if wanted in f"{row.name} {row.name_zh}".casefold())
    return tuple(Choice(row.id, row.name, row.name_zh) for row in found)[:limit]


def create_action(desk: Desk, new: NewAction, *, key: str | None = None) -> str:
    """Record something to do; returns its key. One for a closed non-conformity is refused."""
    _require_title(new.title)
    with desk.store.write(desk.person, "create action") as work:
        if new.non_conformity_id and work.get(NonConformity, new.non_conformity_id).status == "Closed":
            raise RuleBroken(msg("The non-conformity is closed. Open a new one."))
        return work.insert(
            Action,
            id=key or new_key(),
            title=new.title.strip(),
            kind=new.kind.value,
            owner_id=new.owner_id or desk.person.id or None,
            due_on=new.due_on,
            non_conformity_id=new.non_conformity_id,
            subject_kind=new.subject_kind,
            subject_id=new.subject_id,
        )


def edit_action(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change title, kind, owner or day of an action that is not done yet; returns the new version."""
    if "title" in fields:
        _require_title(str(fields["title"]))
    with desk.store.write(desk.person, "edit action") as work:
        if work.get(Action, key).done_at is not None:
            raise RuleBroken(msg("It is done already. Take it up again first."))
        return work.update(Action, key, version, **fields)


def finish_actions(desk: Desk, keys: Iterable[str]) -> int:
    """Say that these are done, now; returns how many were still open. One transaction for all."""
    with desk.store.write(desk.person, "finish actions") as work:
        still = [key for key in dict.fromkeys(keys) if work.get(Action, key).done_at is None]
        for key in still:
            work.change(Action, key, done_at=desk.now())
        return len(still)


def assign_actions(desk: Desk, owners: Mapping[str, str | None]) -> dict[str, str | None]:
    """Give open actions, by their keys, to these people; who had those that changed, for taking it back.

    Raises RuleBroken for somebody who may not sign in, and when one is done.
    """
    with desk.store.write(desk.person, "assign actions") as work:
        for person in {key for key in owners.values() if key}:
            row = work.get(Person, person)
            if not row.active:
                said = msg("{name} may not sign in any more.", name=Bilingual(row.name, row.name_zh))
                raise RuleBroken(said, fields={"owner_id": said})
        return _change(work, owners, "owner_id")


def date_actions(desk: Desk, days: Mapping[str, date | None]) -> dict[str, date | None]:
    """Give open actions, by their keys, these last days; the days of those that changed."""
    with desk.store.write(desk.person, "set days of actions") as work:
        return _change(work, days, "due_on")


def _change(work: Work, wanted: Mapping[str, Any], field: str) -> dict[str, Any]:
    rows = [work.locked(Action, key) for key in sorted(wanted)]
    done = (row for row in rows if row.done_at is not None)
    refuse_all((msg("“{title}” is done already.", title=row.title) for row in done), field)
    before = {row.id: getattr(row, field) for row in rows if getattr(row, field) != wanted[row.id]}
    for key in before:
        work.change(Action, key, **{field: wanted[key]})
    return before


def take_up_action(desk: Desk, key: str, version: int) -> int:
    """It was not done after all; returns the new version. Refused when its non-conformity is closed."""
    with desk.store.write(desk.person, "take up action again") as work:
        _require_open_cause(work, key)
        return work.update(Action, key, version, done_at=None)


def _require_open_cause(work: Work, key: str) -> None:
    if _closed(work, work.get(Action, key).non_conformity_id):
        raise RuleBroken(msg("The non-conformity is closed. Open a new one."))


def _closed(read: Reader, cause: str | None) -> bool:
    return cause is not None and read.get(NonConformity, cause).status == NonConformityStatus.CLOSED


def _require_title(title: str) -> None:
    if not title.strip():
        raise RuleBroken(msg("Say what is to be done."), fields={"title": msg("This is needed.")})
