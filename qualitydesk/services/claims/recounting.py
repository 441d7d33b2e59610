"""Deadlines of claims that run while the house changes the rule they follow from: counted anew at once."""

from __future__ import annotations

from sqlalchemy import select

from qualitydesk.domain.claims.words import ClaimStatus, DeadlineState
from qualitydesk.records import Claim, ClaimDeadline, t
from qualitydesk.services.claims.deadlines import keep_next, work_out
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work

ENDED = (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN)
AT_ONCE = 200
"""How many claims one transaction counts, so that others may write between."""


def recount(desk: Desk, rule: str) -> int:
    """Count anew what runs under ``rule`` in claims that are not ended; how many claims that were.

    A deadline of a rule that is switched off is dropped; it runs again when the rule is put back.
    """
    claim, deadline = t(Claim), t(ClaimDeadline)
    wanted = (
        select(deadline.c.claim_id)
        .join(claim, claim.c.id == deadline.c.claim_id)
        .where(deadline.c.rule == rule, deadline.c.state.in_((DeadlineState.OPEN, DeadlineState.DROPPED)))
        .where(claim.c.status.not_in(ENDED))
        .order_by(deadline.c.claim_id)
    )
    with desk.store.read() as read:
        keys = [row.claim_id for row in read.all(wanted)]
    for start in range(0, len(keys), AT_ONCE):
        with desk.store.write(desk.person, "count deadlines anew", rule) as work:
            for key in keys[start : start + AT_ONCE]:
                _recount(desk, work, key, rule)
    return len(keys)


def _recount(desk: Desk, work: Work, claim_id: str, rule: str) -> None:
    row = work.find(ClaimDeadline, claim_id=claim_id, rule=rule)
    timed = desk.rules.timed(rule)
    runs = timed is not None and not timed.switched_off
    if row.state in (DeadlineState.OPEN, DeadlineState.DROPPED):
        work.change(ClaimDeadline, row.id, state=DeadlineState.OPEN if runs else DeadlineState.DROPPED)
    if runs:
        work_out(desk, work, claim_id)
    else:
        keep_next(work, claim_id)
