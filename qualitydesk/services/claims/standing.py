"""How a claim stands: its row, shares, costs, recoveries and refunds, read together.

Every step of a claim starts here; nothing is written but the claim's own version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.claims.ledger import Claimed, Cost, Ledger, draw_up
from qualitydesk.domain.claims.liability import Liability, LiabilityRole, Share
from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.states import ClaimFacts
from qualitydesk.domain.claims.words import ClaimStatus, CostKind, CostState, Disposition, RefundState, Remedy
from qualitydesk.domain.parties.names import NAMES, party_name
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, CostLine, LiabilityShare, Party, Recovery, Refund, t
from qualitydesk.store.session import Reader, Work


@dataclass(frozen=True)
class Standing:
    """A claim's row and the rows that decide what may be done with it."""

    row: Any
    shares: tuple[Share, ...]
    costs: tuple[Cost, ...]
    recoveries: tuple[Any, ...]
    refunds: tuple[Any, ...]

    @cached_property
    def liability(self) -> Liability:
        """The shares, in the order they were entered."""
        return Liability(self.shares)

    @cached_property
    def ledger(self) -> Ledger:
        """Costs by payer."""
        claimed = [_claimed(row) for row in self.recoveries]
        return draw_up(self.row.currency, self.costs, self.liability, claimed)

    @cached_property
    def unrecovered(self) -> tuple[Bilingual, ...]:
        """Parties that bear cost and of whom nothing was asked yet."""
        asked = {row.party_id for row in self.recoveries}
        return tuple(
            share.name
            for share in self.shares
            if not share.is_us
            and share.party_id not in asked
            and self.ledger.column(share.party_id).minor > 0
        )

    @cached_property
    def facts(self) -> ClaimFacts:
        """What the guards look at."""
        row = self.row
        return ClaimFacts(
            status=ClaimStatus(row.status),
            reason=row.reason or (row.reason_type_id or ""),
            points=tuple(share.points for share in self.shares),
            granted=Remedy(row.granted),
            disposition=Disposition(row.disposition),
            cost_lines=len(self.costs),
            unrecovered=self.unrecovered,
            recovery_waived=bool(row.recovery_waived_reason),
            refunds_waiting=sum(refund.state == RefundState.REQUESTED for refund in self.refunds),
        )


def standing_of(read: Reader, claim_id: str) -> Standing:
    """Read how the claim stands; NotFound if there is none."""
    return Standing(
        row=read.get(Claim, claim_id),
        shares=_shares(read, claim_id),
        costs=_costs(read, claim_id),
        recoveries=tuple(read.rows(Recovery, "id", claim_id=claim_id)),
        refunds=tuple(read.rows(Refund, "id", claim_id=claim_id)),
    )


@lru_cache(maxsize=1)
def _borne() -> Select[Any]:
    share, party = t(LiabilityShare), t(Party)
    return (
        select(share, *(party.c[name] for name in (*NAMES, "own")))
        .join(party, party.c.id == share.c.party_id)
        .where(share.c.claim_id == bindparam("claim"))
        .order_by(party.c.own, share.c.basis_points.desc(), share.c.id)
    )


def _shares(read: Reader, claim_id: str) -> tuple[Share, ...]:
    return tuple(_share(row) for row in read.all(_borne(), {"claim": claim_id}))


def _share(row: Any) -> Share:
    role = LiabilityRole.US if row.own else LiabilityRole.of(row.role)
    return Share(row.party_id, party_name(row), role, row.basis_points, row.reason)


def _costs(read: Reader, claim_id: str) -> tuple[Cost, ...]:
    return tuple(
        Cost(row.id, CostKind(row.kind), row.title, row.amount_minor, CostState(row.state))
        for row in read.rows(CostLine, "id", claim_id=claim_id, withdrawn_at=None)
    )


def _claimed(row: Any) -> Claimed:
    status = RecoveryStatus(row.status)
    return Claimed(row.party_id, status, row.asked_minor, row.agreed_minor, row.credited_minor)


def touch(work: Work, claim_id: str, version: int) -> int:
    """Lock the claim and raise its version, as rows of it change; Conflict if it changed since."""
    work.update(Claim, claim_id, version)
    return work.raise_version(Claim, claim_id)


def version_of(work: Work, claim_id: str) -> int:
    """The claim's version at this moment of the transaction."""
    return int(work.get(Claim, claim_id).version)
