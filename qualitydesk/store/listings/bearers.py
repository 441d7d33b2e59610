"""Who bears most of a claim, as a condition on lists of claims: the same party in the same role for which the
figures count the claim (``domain.statistics.counting``).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.money import WHOLE
from qualitydesk.domain.statistics.counting import parted
from qualitydesk.records import LiabilityShare, t

ANYBODY, UNDECIDED = "anybody", "undecided"
"""Every claim that counts; those whose shares do not make the whole yet."""
_SHARE = t(LiabilityShare)
_OTHER = _SHARE.alias("other_share")


def borne_by(claim: Table, values: Sequence[str]) -> ColumnElement[bool]:
    """Claims that count, and of which one of ``values`` bears most ("party/role")."""
    counts = claim.c.status != ClaimStatus.WITHDRAWN.value
    if ANYBODY in values:
        return counts
    decided = _whole(claim)
    bearers = [_bears_most(claim, *parted(one)) for one in values if one != UNDECIDED]
    found = [and_(decided, or_(*bearers))] if bearers else []
    return and_(counts, or_(*found, *([~decided] if UNDECIDED in values else ())))


def _whole(claim: Table) -> ColumnElement[bool]:
    shares = select(func.coalesce(func.sum(_SHARE.c.basis_points), 0)).where(_SHARE.c.claim_id == claim.c.id)
    return shares.scalar_subquery() == WHOLE


def _bears_most(claim: Table, party: str, role: str) -> ColumnElement[bool]:
    """No other share is larger; where two are equal, that of the lower key counts."""
    points, other = _SHARE.c.basis_points, _OTHER.c.basis_points
    lower = or_(
        _OTHER.c.party_id < _SHARE.c.party_id,
        and_(_OTHER.c.party_id == _SHARE.c.party_id, _OTHER.c.role < _SHARE.c.role),
    )
    before = or_(other > points, and_(other == points, lower))
    larger = select(_OTHER.c.id).where(_OTHER.c.claim_id == _SHARE.c.claim_id, before).exists()
    own = and_(_SHARE.c.claim_id == claim.c.id, _SHARE.c.party_id == party, _SHARE.c.role == role)
    return select(_SHARE.c.id).where(own, ~larger).exists()
