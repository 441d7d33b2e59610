"""What is done with one or several claims at once: handed over to somebody, closed together.

All of them or none. The steps of a single claim are in ``moves``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.claims.states import AFTER_SALES, OPEN_STATUSES
from qualitydesk.domain.claims.words import HAND_OVER, handing
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, ClaimStep, Person, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.claims.moves import close_in
from qualitydesk.services.desk import Desk
from qualitydesk.services.several import held, refuse_all, take_each
from qualitydesk.store.session import Work

Handlers = dict[str, str | None]
"""Who handles a claim, None for nobody, by the claim's key."""


def handler_choices(desk: Desk) -> tuple[Choice, ...]:
    """The people whom a claim can be handed to, by name."""
    person = t(Person)
    may = (person.c.active == 1, person.c.role.in_(AFTER_SALES))
    statement = select(person.c.id, person.c.name, person.c.name_zh).where(*may).order_by(person.c.name)
    with desk.store.read() as read:
        return tuple(Choice(row.id, row.name, row.name_zh) for row in read.all(statement))


def hand_over_claims(desk: Desk, handlers: Mapping[str, str | None], note: str = "") -> Handlers:
    """Hand claims over to these people, with a word to whoever takes them.

    Returns who handled those that changed: given back to this use case it takes the step back. Raises Denied
    for roles that handle no claims, RuleBroken for somebody who does not and when a claim is ended.
    """
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "hand over claims", note.strip()) as work:
        names = {key: _handler(work, key) for key in {key for key in handlers.values() if key}}
        rows = held(work, Claim, handlers)
        refuse_all(
            (
                msg("{number} is “{status}”.", number=row.number, status=msg(row.status))
                for row in rows
                if row.status not in OPEN_STATUSES
            ),
            "handler_id",
        )
        before = {row.id: row.handler_id for row in rows if row.handler_id != handlers[row.id]}
        for row in (row for row in rows if row.id in before):
            wanted = handlers[row.id]
            work.change(Claim, row.id, handler_id=wanted)
            _note(desk, work, row, handing(names[wanted] if wanted else "", note))
        return before


def close_claims(desk: Desk, keys: Iterable[str]) -> int:
    """End settled claims together; how many. Refused as a whole where one of them lacks something."""
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "close claims") as work:
        rows = held(work, Claim, keys)
        return take_each(
            rows, lambda row: str(row.number), lambda row: close_in(desk, work, row.id, row.version)
        )


def _handler(work: Work, key: str) -> str:
    person = work.get(Person, key)
    if not person.active or person.role not in AFTER_SALES:
        said = msg("{name} handles no claims. Choose somebody who does.", name=person.name)
        raise RuleBroken(said, fields={"handler_id": said})
    return str(person.name)


def _note(desk: Desk, work: Work, row: Any, words: str) -> None:
    work.insert(
        ClaimStep,
        id=new_key(),
        claim_id=row.id,
        at=desk.now(),
        verb=HAND_OVER,
        from_status=row.status,
        to_status=row.status,
        reason=words,
        person_id=desk.person.id or None,
    )
