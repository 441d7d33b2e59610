"""Getting cost back and paying the buyer: recoveries with due dates, waiving them, refunds by two people.

A refund is a record: the program pays nothing. One person asks for it, another one releases it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.recovery import RecoveryStatus, check_agreed, check_recovery, due_after
from qualitydesk.domain.claims.refunds import paid_in, worth
from qualitydesk.domain.claims.remedy import check_refundable
from qualitydesk.domain.claims.states import AFTER_SALES
from qualitydesk.domain.claims.words import ClaimStatus, RefundState, Remedy
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.names import party_name
from qualitydesk.domain.parties.vetting import Vetting
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, LiabilityShare, Party, PartyRole, Recovery, Refund
from qualitydesk.services.claims.deadlines import Act, mark_done
from qualitydesk.services.claims.standing import standing_of, touch, version_of
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import vetting_of
from qualitydesk.store.session import Reader, Work


def open_recovery(
    desk: Desk, claim_id: str, version: int, party_id: str, amount: Money | None = None, note: str = ""
) -> str:
    """Begin to get back what ``party_id`` bears (its column of the ledger, unless said otherwise).

    Recovery that was waived is waived no more, once nobody is left of whom nothing is asked.
    """
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "open recovery") as work:
        standing = standing_of(work, claim_id)
        asked = amount or standing.ledger.column(party_id)
        _check_recoverable(work, claim_id, party_id, asked, standing.row)
        touch(work, claim_id, version)
        if standing.row.recovery_waived_reason and len(standing.unrecovered) <= 1:
            work.change(Claim, claim_id, recovery_waived_reason="")
        return work.insert(
            Recovery,
            id=new_key(),
            number=work.next_number("RC"),
            claim_id=claim_id,
            party_id=party_id,
            status=RecoveryStatus.DRAFT,
            currency=standing.row.currency,
            asked_minor=asked.minor,
            due_on=due_after(RecoveryStatus.DRAFT, desk.today()),
            note=note.strip(),
        )


def _check_recoverable(work: Work, claim_id: str, party_id: str, asked: Money, claim: Any) -> None:
    if claim.status in (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN):
        raise RuleBroken(msg("The claim has ended. Reopen it first."))
    if asked.currency != claim.currency:
        raise RuleBroken(msg("The claim is in {currency}.", currency=claim.currency))
    if asked.minor <= 0:
        message = msg("There is nothing to get back from this party: it bears no cost yet.")
        raise RuleBroken(message, fields={"amount": message})
    if work.get(Party, party_id).own:
        raise RuleBroken(msg("We do not recover from ourselves."))
    if work.find(Recovery, claim_id=claim_id, party_id=party_id) is not None:
        raise RuleBroken(msg("A recovery from this party is open already."))


def move_recovery(
    desk: Desk,
    recovery_id: str,
    version: int,
    verb: str,
    *,
    amount: Money | None = None,
    note: str = "",
) -> int:
    """One step of a recovery: send, acknowledge, agree, agree_in_part, refuse, credit or write_off.

    ``amount`` is what was agreed in part, or credited; a notice asks for it if costs or shares changed since
    it was drafted. Each step has its due date. Returns the new version.
    """
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, f"recovery: {verb}", note) as work:
        row = work.get(Recovery, recovery_id)
        status = check_recovery(verb, RecoveryStatus(row.status))
        if amount is not None and amount.currency != row.currency:
            raise RuleBroken(msg("The claim is in {currency}.", currency=row.currency))
        values = _step_values(desk, row, verb, amount) | {"status": status}
        if note.strip():
            values["note"] = note.strip()
        fresh = work.update(Recovery, recovery_id, version, due_on=due_after(status, desk.today()), **values)
        if verb == "send":
            _notified(desk, work, row)
        work.note("claim", {"id": row.claim_id})
        return fresh


def _step_values(desk: Desk, row: Any, verb: str, amount: Money | None) -> dict[str, Any]:
    if verb == "send":
        return {"sent_at": desk.now(), "asked_minor": _asked(row, amount)}
    if verb in ("agree", "agree_in_part", "refuse"):
        agreed = check_agreed(verb, row.asked_minor, amount.minor if amount else None)
        return {"answered_at": desk.now(), "agreed_minor": agreed}
    if verb == "credit":
        return {"credited_minor": _credited(row, amount)}
    return {}


def _asked(row: Any, amount: Money | None) -> int:
    if amount is not None and amount.minor <= 0:
        message = msg("An amount is needed.")
        raise RuleBroken(message, fields={"amount": message})
    return int(amount.minor if amount else row.asked_minor)


def _credited(row: Any, amount: Money | None) -> int:
    credited = amount.minor if amount else row.agreed_minor or 0
    if not 0 < credited <= row.asked_minor:
        message = msg("A credit is more than nothing and not more than what was asked.")
        raise RuleBroken(message, fields={"amount": message})
    return int(credited)


def _notified(desk: Desk, work: Work, row: Any) -> None:
    share = work.find(LiabilityShare, claim_id=row.claim_id, party_id=row.party_id)
    carrier = share is not None and share.role == LiabilityRole.CARRIER
    act = Act.NOTIFIED_CARRIER if carrier else Act.NOTIFIED_MAKER
    mark_done(work, row.claim_id, act, desk.now())


def waive_recovery(desk: Desk, claim_id: str, version: int, reason: str) -> int:
    """Decide not to get cost back, with a reason. Returns the claim's new version."""
    desk.require(*AFTER_SALES)
    if not reason.strip():
        raise RuleBroken(
            msg("Say why. The reason stays with the record."), fields={"reason": msg("A reason is needed.")}
        )
    with desk.store.write(desk.person, "waive recovery", reason) as work:
        return work.update(Claim, claim_id, version, recovery_waived_reason=reason.strip())


# -- refunds


@dataclass(frozen=True, slots=True)
class NewRefund:
    """Money back to the buyer. Another currency than the claim's needs ``rate`` and its day.

    ``rate`` is how much of the currency paid in is one unit of the claim's currency.
    """

    amount: Money
    provider_id: str = ""
    reference: str = ""
    rate: Decimal | None = None
    rate_on: date | None = None


def request_refund(desk: Desk, claim_id: str, version: int, new: NewRefund) -> str:
    """Record that money is to go back; it waits for a second person. Returns the refund's key."""
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "request refund") as work:
        claim = standing_of(work, claim_id).row
        check_refundable(ClaimStatus(claim.status), Remedy(claim.granted))
        _check_refund(desk, work, claim, new)
        _check_provider(desk, work, new.provider_id)
        touch(work, claim_id, version)
        return work.insert(
            Refund,
            id=new_key(),
            claim_id=claim_id,
            provider_id=new.provider_id or None,
            reference=new.reference.strip(),
            currency=new.amount.currency,
            amount_minor=new.amount.minor,
            rate=new.rate,
            rate_on=new.rate_on,
            state=RefundState.REQUESTED,
            requested_by_id=desk.person.id,
        )


def release_refund(desk: Desk, refund_id: str, version: int) -> int:
    """Release a refund that somebody else asked for, if it is still granted; nobody releases his own."""
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "release refund") as work:
        row = work.get(Refund, refund_id)
        claim = work.locked(Claim, row.claim_id)
        _check_waiting(row)
        check_refundable(ClaimStatus(claim.status), Remedy(claim.granted))
        _check_granted(work, claim, Money(row.amount_minor, row.currency), row.rate, row.id)
        if row.requested_by_id == desk.person.id:
            raise Denied(msg("Four eyes: another person releases a refund that you asked for."))
        released = {"released_by_id": desk.person.id or None, "released_at": desk.now()}
        work.update(Refund, refund_id, version, state=RefundState.RELEASED, **released)
        mark_done(work, row.claim_id, Act.REFUNDED, desk.now())
        work.note("claim", {"id": row.claim_id})
        return version_of(work, row.claim_id)


def cancel_refund(desk: Desk, refund_id: str, version: int, reason: str) -> int:
    """Take back a refund that was not released yet. Returns the refund's new version."""
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "cancel refund", reason) as work:
        row = work.get(Refund, refund_id)
        _check_waiting(row)
        work.note("claim", {"id": row.claim_id})
        return work.update(Refund, refund_id, version, state=RefundState.CANCELLED)


def _check_waiting(row: Any) -> None:
    if row.state != RefundState.REQUESTED:
        raise RuleBroken(msg("This refund is “{state}” already.", state=msg(row.state)))


def _check_refund(desk: Desk, work: Work, claim: Any, new: NewRefund) -> None:
    if new.amount.minor <= 0:
        raise RuleBroken(msg("Say how much is paid back."), fields={"amount": msg("An amount is needed.")})
    if new.amount.currency != claim.currency:
        _check_rate(desk, new)
    _check_granted(work, claim, new.amount, new.rate)


def _check_granted(work: Work, claim: Any, amount: Money, rate: Decimal | None, key: str = "") -> None:
    """All refunds together stay within what was granted; ``key`` is the refund itself, if it is recorded."""
    rows = work.among(Refund, "claim_id", [claim.id])
    live = [row for row in rows if row.state != RefundState.CANCELLED and row.id != key]
    paid = sum(worth(Money(row.amount_minor, row.currency), row.rate, claim.currency).minor for row in live)
    left = Money(max(0, (claim.granted_minor or 0) - paid), claim.currency)
    other = amount.currency != claim.currency
    most = paid_in(left, rate, amount.currency) if other and rate else left
    if amount.minor > most.minor:
        granted = Money(claim.granted_minor or 0, claim.currency)
        message = msg("More than was granted: {granted}.", granted=granted)
        raise RuleBroken(message, fields={"amount": message})


def _check_rate(desk: Desk, new: NewRefund) -> None:
    if new.rate is None or new.rate <= 0 or new.rate_on is None:
        message = msg("Another currency needs its rate and the day of the rate.")
        raise RuleBroken(message, fields={"rate": message})
    if new.rate_on > desk.today():
        message = msg("The day of the rate has not come yet.")
        raise RuleBroken(message, fields={"rate_on": message})


def _check_provider(desk: Desk, read: Reader, provider_id: str) -> None:
    """Money goes back through vetted payment providers only."""
    if not provider_id:
        return
    party = read.get(Party, provider_id)
    role = read.find(PartyRole, party_id=provider_id, role="payment_provider")
    vetted = vetting_of(read, {provider_id: ("payment_provider",)}, desk.today())[provider_id].verdict
    if party.blocked or role is None or vetted not in (Vetting.VETTED, Vetting.EXPIRING):
        message = msg("{party} is not a vetted payment provider.", party=party_name(party))
        raise RuleBroken(message, fields={"provider": message})
