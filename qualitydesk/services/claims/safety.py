"""The safety case of a claim: somebody was hurt or nearly was, and when we came to know of it.

What authorities are told and by when belongs to the case itself.
"""

from __future__ import annotations

from qualitydesk.domain.claims.words import SafetyFlag
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.safety import IncidentKind
from qualitydesk.records import Claim, ClaimLine, Incident
from qualitydesk.services.claims.deadlines import buyer_zone, record_event, work_out
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work

_KINDS = {
    SafetyFlag.INJURY: IncidentKind.INJURY,
    SafetyFlag.FIRE: IncidentKind.FIRE,
    SafetyFlag.SHOCK: IncidentKind.SHOCK,
}


def open_safety_case(work: Work, claim_id: str) -> bool:
    """Begin the case of a flagged claim that has none yet; whether one was begun."""
    claim = work.get(Claim, claim_id)
    kind = _KINDS.get(SafetyFlag(claim.safety))
    if kind is None or work.find(Incident, claim_id=claim_id) is not None:
        return False
    line = work.find(ClaimLine, claim_id=claim_id)
    work.insert(
        Incident,
        id=new_key(),
        number=work.next_number("SI"),
        kind=kind,
        claim_id=claim_id,
        product_id=line.product_id if line else None,
        lot_id=line.lot_id if line else None,
        aware_at=work.clock.now(),
        description=claim.description,
    )
    return True


def flagged_later(desk: Desk, work: Work, claim_id: str) -> None:
    """The danger was seen only after the claim was opened: the clocks of authorities run from now on."""
    if not open_safety_case(work, claim_id):
        return
    claim = work.get(Claim, claim_id)
    zone = buyer_zone(desk, claim.country or claim.market)
    for event in ("became_aware", "information_obtained"):
        record_event(work, claim_id, event, desk.now(), zone=zone)
    work_out(desk, work, claim_id)
