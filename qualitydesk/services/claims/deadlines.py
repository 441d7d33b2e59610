"""A claim's dated events and the deadlines the rules count from them, stored with all they rest on.

Which rules bear on a claim and how they count is decided by the rules; here dates are stored, and marked
kept or missed when the act they ask for is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from qualitydesk.domain.claims.counting import Moment
from qualitydesk.domain.claims.deadlines import Deadline
from qualitydesk.domain.claims.words import ClaimKind, DeadlineState
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.keys import new_key
from qualitydesk.records import (
    Claim,
    ClaimDeadline,
    ClaimEvent,
    ClaimLine,
    CustodyLeg,
    Order,
    OrderLine,
    Party,
    Product,
    ShipmentLine,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.rules import Case, Place, deadlines_for
from qualitydesk.store.session import Reader, Work


class Act(StrEnum):
    """What we or the buyer did that may keep a deadline."""

    ANSWERED = "answered the buyer"
    DECIDED = "decided"
    NOTIFIED_MAKER = "notified the maker"
    NOTIFIED_CARRIER = "notified the carrier"
    GOODS_BACK = "goods back"
    REFUNDED = "refunded"


KEPT_RULES: Mapping[Act, tuple[str, ...]] = {
    Act.ANSWERED: ("SR-02",),
    Act.DECIDED: ("SR-03",),
    Act.NOTIFIED_MAKER: ("RR-01",),
    Act.NOTIFIED_CARRIER: ("RR-02",),
}
_KEPT_TOPICS: Mapping[Act, str] = {Act.REFUNDED: "refund_deadline", Act.GOODS_BACK: "return_deadline"}


def record_event(work: Work, claim_id: str, event: str, at: datetime, *, zone: str = "UTC") -> None:
    """Keep a dated event of a claim; the first one of its name stays, a later one is another entry."""
    work.insert(ClaimEvent, id=new_key(), claim_id=claim_id, event=event, at=at, zone=zone)


def record_first_events(desk: Desk, work: Work, claim_id: str) -> None:
    """What is known when a claim arrives: order, delivery, complaint, and what its kind implies."""
    claim = work.get(Claim, claim_id)
    zone = buyer_zone(desk, claim.country or claim.market)
    for event, at in _known_events(work, claim).items():
        record_event(work, claim_id, event, at, zone=zone)


def _known_events(work: Work, claim: Any) -> dict[str, datetime]:
    received = claim.received_at
    events: dict[str, datetime] = {"complaint_received": received}
    order = work.find(Order, id=claim.order_id) if claim.order_id else None
    if order is not None and order.placed_at:
        events |= {"order_accepted": order.placed_at, "contract_concluded": order.placed_at}
    if order is not None and order.delivered_at:
        events |= {"delivered_to_consumer": order.delivered_at, "last_item_delivered": order.delivered_at}
    if claim.kind == ClaimKind.CHANGE_OF_MIND:
        events["withdrawal_notified"] = received
    else:
        events["defect_discovered"] = received
    if claim.kind in CARRIED:
        events |= {"damage_known": received} | _hand_over(work, claim.id, order)
    if claim.kind == ClaimKind.SAFETY or claim.safety != "None":
        events |= {"became_aware": received, "information_obtained": received}
    return events


CARRIED = (ClaimKind.DAMAGED, ClaimKind.MISSING_PARTS)
"""Kinds of claim for which a carrier may answer."""


def _hand_over(read: Reader, claim_id: str, order: Any) -> dict[str, datetime]:
    """When the goods left the carrier's hands: where that was remarked on, else at delivery."""
    reserved = reservation(read, claim_id)
    at = reserved or (order.delivered_at if order is not None else None)
    return {"received_from_carrier": at} if at is not None else {}


def reservation(read: Reader, claim_id: str) -> datetime | None:
    """When a leg of the goods' shipment was accepted with remarks: the reservation to its carrier."""
    line, ordered, shipped, leg = t(ClaimLine), t(OrderLine), t(ShipmentLine), t(CustodyLeg)
    shipment_line = func.coalesce(line.c.shipment_line_id, ordered.c.shipment_line_id)
    statement = (
        select(leg.c.accepted_at)
        .select_from(line.outerjoin(ordered, ordered.c.id == line.c.order_line_id))
        .join(shipped, shipped.c.id == shipment_line)
        .join(leg, leg.c.shipment_id == shipped.c.shipment_id)
        .where(line.c.claim_id == claim_id, leg.c.state == "Accepted with remarks")
        .where(leg.c.accepted_at.is_not(None))
        .order_by(leg.c.accepted_at.desc())
    )
    at: datetime | None = read.scalar(statement.limit(1))
    return at


def buyer_zone(desk: Desk, country: str) -> str:
    """The zone of the buyer's country, or of the market's authority."""
    market = desk.rules.market(country) if country else None
    if market is None:
        return desk.house.timezone
    return market.capitals.get(country, market.zone)


def work_out(desk: Desk, work: Work, claim_id: str) -> None:
    """Count all deadlines of a claim that runs anew from the events, and keep the next one for the list.

    What no rule in force asks any more is dropped; it is open again when a rule does.
    """
    claim = work.get(Claim, claim_id)
    known = {row.rule: row for row in work.among(ClaimDeadline, "claim_id", [claim_id])}
    answers = _answers(desk, work, claim)
    for answer in answers:
        _store(desk, work, claim, answer, known.get(answer.rule))
    for rule in known.keys() - {answer.rule for answer in answers}:
        if known[rule].state == DeadlineState.OPEN:
            work.change(ClaimDeadline, known[rule].id, state=DeadlineState.DROPPED)
    keep_next(work, claim_id)


def _answers(desk: Desk, read: Reader, claim: Any) -> list[Deadline]:
    case = Case(_place(desk, read, claim), category=_category(read, claim.id))
    kinds = [ClaimKind(claim.kind).code]
    if claim.safety != "None" and ClaimKind.SAFETY.code not in kinds:
        kinds.append(ClaimKind.SAFETY.code)
    found: dict[str, Deadline] = {}
    events = events_of(read, claim.id)
    for kind in kinds:
        try:
            answers = deadlines_for(desk.rules, claim.market or claim.country, kind, events, case)
        except NotFound:  # a market that no rule pack knows: only the claim itself is kept
            continue
        found |= {answer.rule: answer for answer in answers if answer.rule not in found}
    return [answer for answer in found.values() if answer.due_at is not None or answer.target is not None]


def events_of(read: Reader, claim_id: str) -> dict[str, Moment]:
    """The claim's events by name: an instant, or a day where only that is known; of two the later one."""
    table = t(ClaimEvent)
    rows = read.all(select(table).where(table.c.claim_id == claim_id).order_by(table.c.at))
    return {row.event: _moment(row) for row in rows}


def _moment(row: Any) -> Moment:
    at: datetime = row.at
    return at.astimezone(ZoneInfo(row.zone)).date() if row.date_only else at


def _place(desk: Desk, read: Reader, claim: Any) -> Place:
    house = read.find(Party, id=desk.house.party_id) if desk.house.party_id else None
    zone = buyer_zone(desk, claim.country or claim.market)
    return Place(claim.country, claim.region, zone, house.country if house is not None else "")


def _category(read: Reader, claim_id: str) -> str:
    line, product = t(ClaimLine), t(Product)
    statement = select(product.c.category).join(line, line.c.product_id == product.c.id)
    return str(read.scalar(statement.where(line.c.claim_id == claim_id).limit(1)) or "")


def _store(desk: Desk, work: Work, claim: Any, answer: Deadline, known: Any) -> None:
    values = _values(desk, answer)
    if known is None:
        first = _first_state(claim, answer, reservation(work, claim.id))
        work.insert(ClaimDeadline, id=new_key(), claim_id=claim.id, rule=answer.rule, **first, **values)
    elif known.state in (DeadlineState.OPEN, DeadlineState.DROPPED):
        work.change(ClaimDeadline, known.id, state=DeadlineState.OPEN, **values)


def _values(desk: Desk, answer: Deadline) -> dict[str, Any]:
    return {
        "topic": answer.topic,
        "title": answer.title.en,
        "title_zh": answer.title.zh,
        "actor": answer.actor or "",
        "law": answer.law,
        "confidence": answer.confidence,
        "due_on": answer.due_day,
        "due_at": answer.due_at,
        "nominal_on": _day(answer.nominal),
        "target_on": _day(answer.target),
        "provisional": answer.provisional,
        "zone": answer.zone,
        "calendar": answer.calendar,
        "pack_version": desk.rules.version,
        "holidays_version": answer.calendar_version,
    }


BUYERS = ("consumer", "buyer")


def is_ours(actor: str) -> bool:
    """Whether the act is asked of us, and not a right of the buyer that simply runs out."""
    return actor not in BUYERS


def _first_state(claim: Any, answer: Deadline, reserved: datetime | None) -> dict[str, Any]:
    """A duty that ran out before the claim came was missed, unless the carrier was told at once."""
    if reserved is not None and answer.rule in KEPT_RULES[Act.NOTIFIED_CARRIER]:
        in_time = answer.due_at is None or reserved <= answer.due_at
        return {"state": DeadlineState.KEPT if in_time else DeadlineState.MISSED, "kept_at": reserved}
    too_late = answer.due_at is not None and answer.due_at < claim.received_at
    missed = too_late and is_ours(answer.actor or "")
    return {"state": DeadlineState.MISSED if missed else DeadlineState.OPEN, "kept_at": None}


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def mark_done(work: Work, claim_id: str, act: Act, at: datetime) -> None:
    """Close the deadlines that ``act`` keeps: kept when it came in time, else missed."""
    rules, topic = KEPT_RULES.get(act, ()), _KEPT_TOPICS.get(act)
    for row in work.among(ClaimDeadline, "claim_id", [claim_id]):
        if row.state == DeadlineState.OPEN and (row.rule in rules or (topic and row.topic == topic)):
            in_time = row.due_at is None or at <= row.due_at
            state = DeadlineState.KEPT if in_time else DeadlineState.MISSED
            work.change(ClaimDeadline, row.id, state=state, kept_at=at)
    keep_next(work, claim_id)


def drop_open(work: Work, claim_id: str) -> None:
    """A claim that ended has nothing due any more."""
    for row in work.among(ClaimDeadline, "claim_id", [claim_id]):
        if row.state == DeadlineState.OPEN:
            work.change(ClaimDeadline, row.id, state=DeadlineState.DROPPED)
    keep_next(work, claim_id)


def keep_next(work: Work, claim_id: str) -> None:
    """Keep on the claim, for the list, which act of ours is due next."""
    table = t(ClaimDeadline)
    due = work.first(
        select(table.c.due_on, table.c.rule)
        .where(
            table.c.claim_id == claim_id,
            table.c.state == DeadlineState.OPEN,
            table.c.due_on.is_not(None),
            table.c.actor.not_in(BUYERS),
        )
        .order_by(table.c.due_on, table.c.rule)
        .limit(1)
    )
    work.change(
        Claim,
        claim_id,
        next_due_on=due.due_on if due else None,
        next_due_rule=due.rule if due else "",
    )
