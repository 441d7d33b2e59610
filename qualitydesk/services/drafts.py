"""What a person typed and has not saved: kept per person, form and record, through any crash.

Drafts are nobody else's business: they are not audited and disappear when the form is saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, bindparam, delete

from qualitydesk.domain.keys import new_key
from qualitydesk.records import Draft, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was left in a form, and since when."""

    content: dict[str, Any]
    saved_at: datetime


def save_draft(desk: Desk, form: str, record: str, content: dict[str, Any]) -> None:
    """Keep what stands in a form now, in place of what was kept before."""
    with desk.store.write(desk.person, "keep a draft") as work:
        row = work.find(Draft, person_id=desk.person.id, form=form, record_id=record)
        if row is None:
            work.insert(
                Draft,
                id=new_key(),
                person_id=desk.person.id,
                form=form,
                record_id=record,
                content=content,
                saved_at=desk.now(),
            )
            return
        work.change(Draft, row.id, content=content, saved_at=desk.now())


def read_draft(desk: Desk, form: str, record: str) -> KeptDraft | None:
    """What was left in a form; None if nothing was."""
    with desk.store.read() as read:
        row = read.find(Draft, person_id=desk.person.id, form=form, record_id=record)
        return None if row is None else KeptDraft(dict(row.content), row.saved_at)


def drop_draft(desk: Desk, form: str, record: str) -> None:
    """Forget what was left in a form."""
    with desk.store.write(desk.person, "drop a draft") as work:
        drop_in(work, form, record)


def drop_in(work: Work, form: str, record: str) -> None:
    """Forget a draft inside a running transaction, as the form it belongs to is saved."""
    work.tell(_dropped(), person=work.person.id, form=form, record=record)


@lru_cache(maxsize=1)
def _dropped() -> Delete:
    draft = t(Draft)
    return delete(draft).where(
        draft.c.person_id == bindparam("person"),
        draft.c.form == bindparam("form"),
        draft.c.record_id == bindparam("record"),
    )
