"""What is wrong, who bears it and what it costs: reason, liability shares and cost lines of a claim.

All three stand still once the claim is settled. Each call takes the version the person saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from qualitydesk.domain.claims.liability import LiabilityRole, Share, check_shares
from qualitydesk.domain.claims.states import AFTER_SALES, check_editable
from qualitydesk.domain.claims.words import ClaimStatus, CostKind, CostState, SafetyFlag
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.names import party_name
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, CostLine, DefectType, LiabilityShare, Party
from qualitydesk.services.claims.safety import flagged_later
from qualitydesk.services.claims.standing import touch, version_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work


@dataclass(frozen=True, slots=True)
class NewShare:
    """What a party shall bear, in basis points, and why."""

    party_id: str
    role: LiabilityRole
    points: int
    reason: str = ""


def set_reason(
    desk: Desk,
    claim_id: str,
    version: int,
    *,
    defect_type_id: str = "",
    reason: str = "",
    safety: SafetyFlag | None = None,
) -> int:
    """Say what is wrong with the goods: a code of the defect catalogue, or words. Returns the new version.

    A danger to people that was not seen before opens a safety case.
    """
    if not defect_type_id and not reason.strip():
        raise RuleBroken(msg("Choose a reason or write one."), fields={"reason": msg("A reason is needed.")})
    with _editing(desk, "set claim reason") as work:
        _editable(work, claim_id)
        if defect_type_id:
            work.get(DefectType, defect_type_id)
        values: dict[str, object] = {"reason_type_id": defect_type_id or None, "reason": reason.strip()}
        if safety is not None:
            values["safety"] = safety
        work.update(Claim, claim_id, version, **values)
        flagged_later(desk, work, claim_id)
        return version_of(work, claim_id)


def share_liability(desk: Desk, claim_id: str, version: int, shares: Sequence[NewShare]) -> int:
    """Say who bears which part; shares below 100 % leave the rest undecided, above it they are refused.

    The shares replace the earlier ones; a party left out keeps a line of 0 in the history only.
    """
    with _editing(desk, "share liability") as work:
        _editable(work, claim_id)
        check_shares([_named(work, share) for share in shares])
        fresh = touch(work, claim_id, version)
        known = {row.party_id: row for row in work.among(LiabilityShare, "claim_id", [claim_id])}
        for share in shares:
            _save_share(work, claim_id, share, known.pop(share.party_id, None))
        for row in known.values():
            work.delete(LiabilityShare, row.id)
        return fresh


def _named(work: Work, share: NewShare) -> Share:
    party = work.get(Party, share.party_id)
    role = LiabilityRole.US if party.own else share.role
    return Share(share.party_id, party_name(party), role, share.points, share.reason)


def _save_share(work: Work, claim_id: str, share: NewShare, known: object) -> None:
    values = {"role": share.role, "basis_points": share.points, "reason": share.reason.strip()}
    key = getattr(known, "id", None)
    if key is None:
        work.insert(LiabilityShare, id=new_key(), claim_id=claim_id, party_id=share.party_id, **values)
    else:
        work.change(LiabilityShare, key, **values)


def add_cost(
    desk: Desk,
    claim_id: str,
    version: int,
    kind: CostKind,
    amount: Money,
    *,
    title: str = "",
    state: CostState = CostState.ESTIMATE,
) -> int:
    """Add a cost line in the claim's currency; negative for what goods still bring."""
    with _editing(desk, "add cost line") as work:
        _check_currency(_editable(work, claim_id), amount)
        fresh = touch(work, claim_id, version)
        line = {"kind": kind, "title": title.strip(), "amount_minor": amount.minor, "state": state}
        work.insert(CostLine, id=new_key(), claim_id=claim_id, **line)
        return fresh


def alter_cost(
    desk: Desk,
    claim_id: str,
    version: int,
    cost_id: str,
    *,
    kind: CostKind,
    amount: Money,
    title: str = "",
    state: CostState = CostState.ESTIMATE,
) -> int:
    """Correct a cost line; what it was stays in the history."""
    with _editing(desk, "alter cost line") as work:
        _check_currency(_editable(work, claim_id), amount)
        _own_line(work, claim_id, cost_id)
        fresh = touch(work, claim_id, version)
        line = {"kind": kind, "title": title.strip(), "amount_minor": amount.minor, "state": state}
        work.change(CostLine, cost_id, **line)
        return fresh


def withdraw_cost(desk: Desk, claim_id: str, version: int, cost_id: str) -> int:
    """Take a cost line out of the sums; it is kept."""
    with _editing(desk, "withdraw cost line") as work:
        _editable(work, claim_id)
        _own_line(work, claim_id, cost_id)
        fresh = touch(work, claim_id, version)
        work.change(CostLine, cost_id, withdrawn_at=desk.now())
        return fresh


def _editing(desk: Desk, action: str) -> AbstractContextManager[Work]:
    desk.require(*AFTER_SALES)
    return desk.store.write(desk.person, action)


def _editable(work: Work, claim_id: str) -> str:
    """The claim's currency, if its figures may still change."""
    claim = work.get(Claim, claim_id)
    check_editable(ClaimStatus(claim.status))
    return str(claim.currency)


def _check_currency(currency: str, amount: Money) -> None:
    if amount.currency != currency:
        raise RuleBroken(msg("The claim is in {currency}.", currency=currency))
    if not amount:
        raise RuleBroken(msg("A cost line has an amount."), fields={"amount": msg("Enter an amount.")})


def _own_line(work: Work, claim_id: str, cost_id: str) -> None:
    line = work.get(CostLine, cost_id)
    if line.claim_id != claim_id or line.withdrawn_at is not None:
        raise RuleBroken(msg("This cost line is not part of the claim any more."))
