"""Deadlines of claims that run while the house changes the rule they follow from: counted anew.

The change itself notes, in its own transaction, that they are still to be counted. The note goes when they
are, so that a program that stops between leaves it for the next opening.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.records import Claim, ClaimDeadline, Setting, t
from qualitydesk.services.claims.deadlines import work_out
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work

ENDED = (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN)
AT_ONCE = 200
"""How many claims one transaction counts, so that others may write between."""
_NOTE = "recount/"


@dataclass(frozen=True, slots=True)
class _Note:
    """``change`` of ``rule`` is counted in the claims up to ``after``."""

    rule: str
    change: int
    after: str = ""


def note_recount(work: Work, rule: str, change: int) -> None:
    """Note with the change number ``change`` of ``rule`` that the claims under it are still to be counted."""
    _forget(work, rule)
    _write(work, _Note(rule, change))


def recount(desk: Desk) -> int:
    """Count anew every claim that a change of rules left to be counted; how many those were.

    Called after each change, and at every opening for what an earlier program did not come to.
    """
    table = t(Setting)
    with desk.store.read() as read:
        rows = read.all(select(table).where(table.c.name.like(f"{_NOTE}%")).order_by(table.c.name))
    notes = [_Note(row.name.removeprefix(_NOTE), **row.value) for row in rows]
    return sum(_count(desk, note) for note in notes)


def _count(desk: Desk, note: _Note) -> int:
    counted = 0
    for keys in (*_batches(_claims(desk, note)), []):
        with desk.store.write(desk.person, "count deadlines anew", note.rule) as work:
            if not _stands(work, note):
                break
            desk.rulebook.take(work)
            for key in keys:
                work_out(desk, work, key)
            _forget(work, note.rule)
            if keys:
                _write(work, _Note(note.rule, note.change, keys[-1]))
            counted += len(keys)
    return counted


def _claims(desk: Desk, note: _Note) -> list[str]:
    """The claims that are not ended and have deadlines, in the market of the rule."""
    claim, deadline = t(Claim), t(ClaimDeadline)
    timed = exists().where(deadline.c.claim_id == claim.c.id)
    wanted = select(claim.c.id).where(claim.c.id > note.after, claim.c.status.not_in(ENDED), timed)
    own = [one for one in desk.rules.markets.values() if any(r.id == note.rule for r in one.timed_rules)]
    if own:
        codes = {code for one in own for code in (one.code, *one.capitals)}
        abroad = (claim.c.market == "") & claim.c.country.in_(codes)
        wanted = wanted.where(or_(claim.c.market.in_(codes), abroad))
    with desk.store.read() as read:
        return [row.id for row in read.all(wanted.order_by(claim.c.id))]


def _batches(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _stands(work: Work, note: _Note) -> bool:
    """Whether it is still to be done, kept from others until this work ends: another desk may have counted
    meanwhile, or changed the rule once more.
    """
    table = t(Setting)
    row = work.first(select(table).where(table.c.name == _NOTE + note.rule).with_for_update())
    return row is not None and row.value["change"] == note.change


def _write(work: Work, note: _Note) -> None:
    value = {"change": note.change, "after": note.after}
    work.connection.execute(t(Setting).insert(), [{"name": _NOTE + note.rule, "value": value}])


def _forget(work: Work, rule: str) -> None:
    table = t(Setting)
    work.connection.execute(table.delete().where(table.c.name == _NOTE + rule))
