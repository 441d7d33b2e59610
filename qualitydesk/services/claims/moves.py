"""The steps of a claim from triage to closed, and back: each one transaction, one entry in its history.

A step is refused when the claim was changed since it was read (Conflict), when a guard is unmet
(RuleBroken), or when the role does not allow it (Denied). Every step takes the version the person saw.
"""

from __future__ import annotations

from typing import Any

from qualitydesk.domain.claims.remedy import check_remedy
from qualitydesk.domain.claims.states import check_move, transition
from qualitydesk.domain.claims.words import Disposition, Remedy
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, ClaimLine, ClaimMessage, ClaimStep, Order
from qualitydesk.services.claims.claimable import require_left
from qualitydesk.services.claims.deadlines import (
    Act,
    buyer_zone,
    drop_open,
    mark_done,
    record_event,
    work_out,
)
from qualitydesk.services.claims.standing import Standing, standing_of, version_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work


def triage(desk: Desk, claim_id: str, version: int) -> int:
    """Take the claim up: it was read and can be worked on. Returns the new version, as all steps do."""
    return _plain_step(desk, claim_id, version, "triage", "triage claim")


def investigate(desk: Desk, claim_id: str, version: int) -> int:
    """Look into it."""
    return _plain_step(desk, claim_id, version, "investigate", "investigate claim")


def ask_buyer(desk: Desk, claim_id: str, version: int, question: str) -> int:
    """Put a question to the buyer and wait; the question goes to the message log."""
    if not question.strip():
        raise RuleBroken(
            msg("Write the question to the buyer."), fields={"question": msg("A question is needed.")}
        )
    with desk.store.write(desk.person, "ask buyer") as work:
        step(desk, work, claim_id, version, "ask_buyer")
        work.insert(
            ClaimMessage,
            id=new_key(),
            claim_id=claim_id,
            at=desk.now(),
            direction="Out",
            counterpart="Buyer",
            author=desk.person.name,
            text=question.strip(),
        )
        mark_done(work, claim_id, Act.ANSWERED, desk.now())
        return version_of(work, claim_id)


def decide(
    desk: Desk,
    claim_id: str,
    version: int,
    remedy: Remedy,
    *,
    amount: Money | None = None,
    disposition: Disposition = Disposition.NONE,
    reason: str = "",
) -> int:
    """Grant a remedy, or reject with a reason. ``disposition`` says whether the goods come back.

    Reason and liability must be known; a refund says how much and never more than was paid for the goods.
    """
    check_remedy(remedy, amount.minor if amount else None, reason)
    with desk.store.write(desk.person, "decide claim", reason) as work:
        before = standing_of(work, claim_id)
        _check_amount(work, before, remedy, amount)
        granted = {
            "granted": remedy,
            "granted_minor": amount.minor if amount else None,
            "disposition": Disposition.NONE if remedy is Remedy.REJECTED else disposition,
            "decided_by_id": desk.person.id or None,
            "decided_at": desk.now(),
        }
        step(desk, work, claim_id, version, "decide", reason=reason, **granted)
        if remedy in (Remedy.REFUND, Remedy.PART_REFUND):
            _dated(desk, work, before, "refund_agreed")
        work_out(desk, work, claim_id)
        mark_done(work, claim_id, Act.DECIDED, desk.now())
        return version_of(work, claim_id)


def expect_return(desk: Desk, claim_id: str, version: int) -> int:
    """Tell the buyer to send the goods back."""
    with desk.store.write(desk.person, "expect return") as work:
        before = standing_of(work, claim_id)
        comes_back = Disposition(before.row.disposition).comes_back
        disposition = before.row.disposition if comes_back else Disposition.RETURN
        return step(desk, work, claim_id, version, "expect_return", disposition=disposition)


def receive_goods(desk: Desk, claim_id: str, version: int, remark: str = "") -> int:
    """The goods are back in a storage centre."""
    with desk.store.write(desk.person, "receive returned goods", remark) as work:
        before = standing_of(work, claim_id)
        step(desk, work, claim_id, version, "receive_goods", reason=remark)
        _dated(desk, work, before, "goods_received_back")
        work_out(desk, work, claim_id)
        mark_done(work, claim_id, Act.GOODS_BACK, desk.now())
        return version_of(work, claim_id)


def inspect_goods(desk: Desk, claim_id: str, version: int, disposition: Disposition, found: str) -> int:
    """Record what the returned goods turned out to be and what is done with them."""
    if not disposition.comes_back or disposition is Disposition.RETURN:
        raise RuleBroken(
            msg("Say what is done with the goods."), fields={"disposition": msg("Choose what is done.")}
        )
    with desk.store.write(desk.person, "inspect returned goods", found) as work:
        return step(desk, work, claim_id, version, "inspect_goods", reason=found, disposition=disposition)


def settle(desk: Desk, claim_id: str, version: int) -> int:
    """The buyer has what was granted and all costs are known; the figures stand still from now on."""
    with desk.store.write(desk.person, "settle claim") as work:
        return step(desk, work, claim_id, version, "settle", settled_at=desk.now())


def close(desk: Desk, claim_id: str, version: int) -> int:
    """End the claim: liability is whole, and recovery is opened or waived."""
    with desk.store.write(desk.person, "close claim") as work:
        return close_in(desk, work, claim_id, version)


def close_in(desk: Desk, work: Work, claim_id: str, version: int) -> int:
    """The same within a running transaction."""
    step(desk, work, claim_id, version, "close", closed_at=desk.now())
    return _ended(work, claim_id)


def withdraw(desk: Desk, claim_id: str, version: int, reason: str) -> int:
    """The buyer takes the claim back."""
    with desk.store.write(desk.person, "withdraw claim", reason) as work:
        step(desk, work, claim_id, version, "withdraw", reason=reason, closed_at=desk.now())
        return _ended(work, claim_id)


def reopen(desk: Desk, claim_id: str, version: int, reason: str) -> int:
    """Take an ended claim up again; how often is counted. Never more than was shipped is claimed then."""
    with desk.store.write(desk.person, "reopen claim", reason) as work:
        before = standing_of(work, claim_id).row
        require_left(work, before)
        times = before.reopened_count + 1
        again = {"closed_at": None, "settled_at": None, "reopened_count": times}
        step(desk, work, claim_id, version, "reopen", reason=reason, **again)
        work_out(desk, work, claim_id)
        return version_of(work, claim_id)


def step(
    desk: Desk, work: Work, claim_id: str, version: int, verb: str, *, reason: str = "", **values: Any
) -> int:
    """One move of the state table in a running transaction: conflict first, then role, state, guards."""
    before = standing_of(work, claim_id)
    fresh = work.update(Claim, claim_id, version, status=transition(verb).target, **values)
    target = check_move(verb, before.facts, desk.person.role, reason)
    work.insert(
        ClaimStep,
        id=new_key(),
        claim_id=claim_id,
        at=desk.now(),
        verb=verb,
        from_status=before.row.status,
        to_status=target,
        reason=reason.strip(),
        person_id=desk.person.id or None,
    )
    return fresh


def _plain_step(desk: Desk, claim_id: str, version: int, verb: str, action: str) -> int:
    with desk.store.write(desk.person, action) as work:
        return step(desk, work, claim_id, version, verb)


def _ended(work: Work, claim_id: str) -> int:
    drop_open(work, claim_id)
    return version_of(work, claim_id)


def _dated(desk: Desk, work: Work, before: Standing, event: str) -> None:
    zone = buyer_zone(desk, before.row.country or before.row.market)
    record_event(work, before.row.id, event, desk.now(), zone=zone)


def _check_amount(work: Work, before: Standing, remedy: Remedy, amount: Money | None) -> None:
    if amount is None:
        return
    if amount.currency != before.row.currency:
        raise RuleBroken(msg("The claim is in {currency}.", currency=before.row.currency))
    if remedy not in (Remedy.REFUND, Remedy.PART_REFUND):
        return
    paid = Money(paid_minor(work, before.row), before.row.currency)
    if paid and paid < amount:
        message = msg("{amount} is more than the {paid} that was paid.", amount=amount, paid=paid)
        raise RuleBroken(message, fields={"amount": message})


def paid_minor(work: Work, claim: Any) -> int:
    """What the buyer paid for the claimed goods, and for the way out of the whole order."""
    lines = work.among(ClaimLine, "claim_id", [claim.id])
    order = work.find(Order, id=claim.order_id) if claim.order_id else None
    freight = order.freight_minor if order is not None else 0
    return int(sum(line.quantity * line.unit_price_minor for line in lines) + freight)
