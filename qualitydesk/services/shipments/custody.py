"""Custody legs: planned, handed over, accepted or refused, in the order they are travelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.shipments.custody import LegFacts, require_acceptance, require_hand_over
from qualitydesk.domain.shipments.states import LegState
from qualitydesk.domain.values import msg
from qualitydesk.records import CustodyEvent, CustodyLeg, Shipment
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import require_plain
from qualitydesk.store.session import Work


def add_leg(desk: Desk, shipment: str, *, transport: str = "Road", **fields: Any) -> str:
    """Plan the next stretch of the way; returns its key."""
    with desk.store.write(desk.person, "add leg") as work:
        work.get(Shipment, shipment)
        last = max((row.leg_no for row in work.among(CustodyLeg, "shipment_id", [shipment])), default=0)
        return work.insert(
            CustodyLeg, id=new_key(), shipment_id=shipment, leg_no=last + 1, transport=transport, **fields
        )


def edit_leg(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change who answers, holds or owns, the places or the days of a leg that is still planned."""
    require_plain(fields, "state", "handed_over_at", "accepted_at")
    with desk.store.write(desk.person, "edit leg") as work:
        state = work.get(CustodyLeg, key).state
        if state != LegState.PLANNED:
            raise RuleBroken(msg("The leg is “{state}”; what happened is not changed.", state=msg(state)))
        return work.update(CustodyLeg, key, version, **fields)


def hand_over_leg(desk: Desk, key: str, version: int) -> int:
    """The goods leave the hands of the holder before; refused while an earlier leg is open."""
    moment = desk.now()
    with desk.store.write(desk.person, "hand over") as work:
        row = work.get(CustodyLeg, key)
        legs = [_facts(one) for one in work.among(CustodyLeg, "shipment_id", [row.shipment_id])]
        require_hand_over(legs, key)
        _note(work, key, moment, LegState.HANDED_OVER.value, "")
        return work.update(CustodyLeg, key, version, state=LegState.HANDED_OVER.value, handed_over_at=moment)


def accept_leg(
    desk: Desk, key: str, version: int, state: LegState = LegState.ACCEPTED, *, remarks: str = ""
) -> int:
    """The next holder takes the goods over, with remarks or not, or refuses them."""
    moment = desk.now()
    with desk.store.write(desk.person, f"leg {state.value.lower()}", remarks) as work:
        row = work.get(CustodyLeg, key)
        require_acceptance(_facts(row), state, remarks)
        _note(work, key, moment, state.value, remarks)
        taken = moment if state is not LegState.REFUSED else None
        return work.update(
            CustodyLeg, key, version, state=state.value, accepted_at=taken, remarks=remarks or row.remarks
        )


def _note(work: Work, leg: str, at: datetime, kind: str, remark: str) -> None:
    work.insert(
        CustodyEvent,
        id=new_key(),
        leg_id=leg,
        at=at,
        kind=kind,
        remark=remark,
        person_id=work.person.id or None,
    )


def _facts(row: Any) -> LegFacts:
    return LegFacts(
        row.id,
        row.leg_no,
        row.transport,
        LegState(row.state),
        holder_id=row.holder_id or "",
        accepted_at=row.accepted_at,
    )
