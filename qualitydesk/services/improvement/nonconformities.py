"""Non-conformities: recorded, led through their steps, each step with what was written down to take it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.improvement.states import (
    MENDING,
    NextStep,
    NonConformityFacts,
    NonConformityStatus,
    check_step,
    next_steps,
)
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query, msg
from qualitydesk.records import Claim, Inspection, NonConformity, NonConformityStep, Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.improvement import ACTIONS, NON_CONFORMITIES, ActionRow, NonConformityRow
from qualitydesk.store.session import Reader

MOST_ACTIONS = 200


@dataclass(frozen=True, slots=True)
class NewNonConformity:
    """What is asked of a non-conformity that is recorded."""

    title: str
    description: str = ""
    party_id: str | None = None
    product_id: str | None = None
    lot_id: str | None = None
    inspection_id: str | None = None
    claim_id: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step with its words."""

    at: datetime
    verb: str
    status: NonConformityStatus
    text: str
    person: Bilingual


@dataclass(frozen=True, slots=True)
class NonConformityFile:
    """Everything its panel shows."""

    row: NonConformityRow
    description: str
    party_id: str
    product_id: str
    lot_id: str
    inspection: tuple[str, str]
    """Key and number of the inspection it came from, ("", "") if none."""
    claim: tuple[str, str]
    steps: tuple[StepTaken, ...]
    actions: tuple[ActionRow, ...]
    next: tuple[NextStep, ...]


def page_non_conformities(
    desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50
) -> Page[NonConformityRow]:
    """The next non-conformities of a list."""
    with desk.store.read() as read:
        return NON_CONFORMITIES.page(read, query, after, limit)


def count_non_conformities(desk: Desk, query: Query) -> int:
    """How many the list has."""
    with desk.store.read() as read:
        return NON_CONFORMITIES.count(read, query)


def open_non_conformity(desk: Desk, key: str) -> NonConformityFile:
    """Open by key or number. NotFound if there is none."""
    table = t(NonConformity)
    with desk.store.read() as read:
        kept = read.first(select(table).where((table.c.id == key) | (table.c.number == key)))
        if kept is None:
            raise NotFound("non-conformity", key)
        (row,) = NON_CONFORMITIES.page(read, Query({"id": (kept.id,)})).rows
        wanted = Query({"non_conformity": (kept.id,)}, descending=False)
        actions = ACTIONS.page(read, wanted, None, MOST_ACTIONS).rows
        return NonConformityFile(
            row=row,
            description=kept.description,
            party_id=kept.party_id or "",
            product_id=kept.product_id or "",
            lot_id=kept.lot_id or "",
            inspection=_numbered(read, Inspection, kept.inspection_id),
            claim=_numbered(read, Claim, kept.claim_id),
            steps=_steps(read, kept.id),
            actions=actions,
            next=next_steps(_facts(row.status, actions), desk.person.role),
        )


def _numbered(read: Reader, record: Any, key: str | None) -> tuple[str, str]:
    return (key, read.get(record, key).number) if key else ("", "")


def _steps(read: Reader, key: str) -> tuple[StepTaken, ...]:
    step, person = t(NonConformityStep), t(Person)
    statement = (
        select(step, person.c.name, person.c.name_zh)
        .outerjoin(person, person.c.id == step.c.person_id)
        .where(step.c.non_conformity_id == key)
        .order_by(step.c.id)
    )
    return tuple(
        StepTaken(
            row.at,
            row.verb,
            NonConformityStatus(row.to_status),
            row.text,
            Bilingual(row.name or "", row.name_zh or ""),
        )
        for row in read.all(statement)
    )


def _facts(status: NonConformityStatus, actions: tuple[ActionRow, ...]) -> NonConformityFacts:
    mending = [one for one in actions if one.kind in MENDING]
    return NonConformityFacts(
        status,
        len(mending),
        sum(one.done_at is None for one in mending),
        sum(one.done_at is None for one in actions),
    )


def record_non_conformity(desk: Desk, new: NewNonConformity, *, key: str | None = None) -> str:
    """Record a requirement that was not met; returns its key."""
    _require_title(new.title)
    with desk.store.write(desk.person, "record non-conformity") as work:
        fields = asdict(new) | {"title": new.title.strip()}
        return work.insert(
            NonConformity,
            id=key or new_key(),
            number=work.next_number("NC"),
            opened_at=desk.now(),
            **fields,
        )


def edit_non_conformity(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change what it says; its status has its own steps. A closed one stands still."""
    if "status" in fields:
        raise RuleBroken(msg("The status of a non-conformity is moved, not edited."))
    if "title" in fields:
        _require_title(str(fields["title"]))
    with desk.store.write(desk.person, "edit non-conformity") as work:
        if work.get(NonConformity, key).status == NonConformityStatus.CLOSED:
            raise RuleBroken(msg("The non-conformity is closed. Open a new one."))
        return work.update(NonConformity, key, version, **fields)


def take_step(desk: Desk, key: str, version: int, verb: str, words: str) -> int:
    """Lead it on with what is written down for the step; returns the new version.

    RuleBroken when a guard stands against it or nothing was written, Denied for other roles.
    """
    with desk.store.write(desk.person, f"non-conformity: {verb.replace('_', ' ')}", words) as work:
        row = work.get(NonConformity, key)
        actions = ACTIONS.page(work, Query({"non_conformity": (key,)}), None, MOST_ACTIONS).rows
        facts = _facts(NonConformityStatus(row.status), actions)
        target = check_step(verb, facts, desk.person.role, words)
        fresh = work.update(NonConformity, key, version, status=target.value)
        work.insert(
            NonConformityStep,
            id=new_key(),
            non_conformity_id=key,
            at=desk.now(),
            verb=verb,
            to_status=target.value,
            text=words.strip(),
            person_id=desk.person.id or None,
        )
        return fresh


def _require_title(title: str) -> None:
    if not title.strip():
        raise RuleBroken(msg("Say what is not as it should be."), fields={"title": msg("This is needed.")})
