"""The whole file of one claim, as the workspace and the claim report show it, read in one go.

Nothing is decided here; states, liability, ledger, advice and dates come from the domain.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.recovery import RecoveryStatus, recovery_moves
from qualitydesk.domain.claims.states import moves
from qualitydesk.domain.claims.stepper import steps
from qualitydesk.domain.claims.words import (
    ClaimKind,
    ClaimStatus,
    DeadlineState,
    Disposition,
    Remedy,
    SafetyFlag,
)
from qualitydesk.domain.countries import country_name
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.names import party_name
from qualitydesk.domain.shipments.trace import Trace
from qualitydesk.domain.values import NOTHING, Bilingual
from qualitydesk.records import (
    Claim,
    ClaimDeadline,
    ClaimMessage,
    ClaimStep,
    Order,
    Party,
    Person,
    Recovery,
    t,
)
from qualitydesk.services.claims.around import (
    ClaimedGoods,
    Reason,
    buyer_of,
    candidates,
    goods_of,
    leg_notes,
    legs_of,
    look_alikes,
    reason_of,
)
from qualitydesk.services.claims.deadlines import is_ours
from qualitydesk.services.claims.looked_for import EscapeQuestion, escape_question, is_on_checklist
from qualitydesk.services.claims.next_steps import next_steps_of
from qualitydesk.services.claims.rights import advice_on, rights_of
from qualitydesk.services.claims.shown import (
    ClaimFile,
    DeadlineLine,
    HistoryLine,
    MessageLine,
    RecoveryLine,
    RefundLine,
)
from qualitydesk.services.claims.standing import Standing, standing_of
from qualitydesk.services.desk import Desk
from qualitydesk.services.trace import trace
from qualitydesk.store.session import Reader


def open_claim(desk: Desk, claim_id: str) -> ClaimFile:
    """Read the whole file of a claim; NotFound if there is none."""
    with desk.store.read() as read:
        standing = standing_of(read, claim_id)
        gathered = _gather(desk, read, standing)
    traced = trace(desk, standing.row.number)
    return ClaimFile(**gathered, trace=traced, answering_duty=_duty(desk, traced))


def _duty(desk: Desk, traced: Trace) -> Bilingual:
    """The duty of the party that answers, in both languages."""
    answering = traced.answering
    role = desk.rules.roles.get(answering.duty) if answering is not None else None
    return role.name if role is not None else Bilingual("")


def claim_key(desk: Desk, number: str) -> str:
    """The key of the claim called ``number``; NotFound if there is none."""
    with desk.store.read() as read:
        row = read.find(Claim, number=number.strip())
    if row is None:
        raise NotFound("claim", number)
    return str(row.id)


def claim_at(desk: Desk, key: str) -> str:
    """The claim that a key leads to: itself, or the one that a recovery belongs to."""
    with desk.store.read() as read:
        row = read.find(Recovery, id=key)
    return str(row.claim_id) if row is not None else key


def claim_of_recovery(desk: Desk, number: str) -> str:
    """The key of the claim that the recovery called ``number`` belongs to; NotFound if there is none."""
    with desk.store.read() as read:
        row = read.find(Recovery, number=number.strip())
    if row is None:
        raise NotFound("recovery", number)
    return str(row.claim_id)


def _gather(desk: Desk, read: Reader, standing: Standing) -> dict[str, Any]:
    row = standing.row
    reason = reason_of(read, row.reason_type_id)
    goods = goods_of(read, row.id, row.currency)
    legs = legs_of(read, goods)
    lot_id = next((item.lot_id for item in goods if item.lot_id), "")
    escape = _escape(read, goods, lot_id, reason)
    recoveries = _recoveries(read, standing)
    refunds = _refunds(read, standing)
    moves_now = moves(standing.facts, desk.person.role)
    buyer = buyer_of(read, row.buyer_id)
    rights = rights_of(desk, row, buyer)
    return (
        _head(desk, row)
        | _people(read, row)
        | _order(read, row)
        | {
            "reason": reason,
            "buyer": buyer,
            "goods": goods,
            "photos": tuple(desk.attachments.photos(read, row.id)),
            "deadlines": _deadlines(desk, read, row.id),
            "look_alikes": look_alikes(read, lot_id, row.reason_type_id),
            "escape": escape,
            "legs": leg_notes(legs),
            "candidates": candidates(read, goods, legs, desk.house.party_id),
            "liability": standing.liability,
            "ledger": standing.ledger,
            "recoveries": recoveries,
            "refunds": refunds,
            "messages": _messages(read, row.id),
            "history": _history(read, row.id),
            "steps": steps(ClaimStatus(row.status), Disposition(row.disposition)),
            "moves": moves_now,
            "next_steps": next_steps_of(standing, recoveries, refunds, moves_now, escape, desk.person.id),
            "rights": rights,
            "advice": advice_on(standing, goods, rights),
        }
    )


def _escape(
    read: Reader, goods: tuple[ClaimedGoods, ...], lot_id: str, reason: Reason | None
) -> EscapeQuestion | None:
    """Did we look for this, and do we from now on?"""
    asked = escape_question(read, lot_id, reason.code if reason else "")
    if asked is None or asked.looked or reason is None:
        return asked
    product = next((item.product_id for item in goods if item.product_id), "")
    return replace(asked, planned=is_on_checklist(read, product, reason.code))


_HEAD = (
    "id",
    "version",
    "number",
    "market",
    "country",
    "region",
    "received_at",
    "description",
    "currency",
    "decided_at",
    "settled_at",
    "closed_at",
    "reopened_count",
    "recovery_waived_reason",
)
_DATES = (
    "id",
    "rule",
    "topic",
    "law",
    "confidence",
    "actor",
    "due_on",
    "due_at",
    "nominal_on",
    "target_on",
    "provisional",
    "zone",
    "calendar",
    "pack_version",
    "kept_at",
)


def _head(desk: Desk, row: Any) -> dict[str, Any]:
    market = desk.rules.market(row.market or row.country) if row.market or row.country else None
    return {name: getattr(row, name) for name in _HEAD} | {
        "status": ClaimStatus(row.status),
        "kind": ClaimKind(row.kind),
        "safety": SafetyFlag(row.safety),
        "market_name": market.name if market else Bilingual(row.market or row.country),
        "country_name": country_name(row.country),
        "reason_text": row.reason,
        "asked": Remedy(row.asked),
        "asked_amount": _money(row.asked_minor, row.currency),
        "granted": Remedy(row.granted),
        "granted_amount": _money(row.granted_minor, row.currency),
        "disposition": Disposition(row.disposition),
        "order_id": row.order_id or "",
    }


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _people(read: Reader, row: Any) -> dict[str, Any]:
    keys = [key for key in (row.handler_id, row.decided_by_id) if key]
    names = {person.id: Bilingual(person.name, person.name_zh) for person in read.among(Person, "id", keys)}
    return {
        "handler": names.get(row.handler_id, NOTHING),
        "decided_by": names.get(row.decided_by_id, NOTHING),
    }


def _order(read: Reader, row: Any) -> dict[str, Any]:
    order = read.find(Order, id=row.order_id) if row.order_id else None
    return {
        "order_number": order.number if order else "",
        "placed_at": order.placed_at if order else None,
        "delivered_at": order.delivered_at if order else None,
    }


def _deadlines(desk: Desk, read: Reader, claim_id: str) -> tuple[DeadlineLine, ...]:
    """Open ones by date, then those that are done."""
    rows = read.rows(ClaimDeadline, claim_id=claim_id)
    lines = [_deadline(row, desk.today()) for row in rows]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.state is not DeadlineState.OPEN, line.due_on or date.max, line.rule),
        )
    )


def _deadline(row: Any, today: date) -> DeadlineLine:
    return DeadlineLine(
        **{name: getattr(row, name) for name in _DATES},
        title=Bilingual(row.title, row.title_zh),
        state=DeadlineState(row.state),
        days_left=(row.due_on - today).days if row.due_on else None,
        ours=is_ours(row.actor),
    )


def _recoveries(read: Reader, standing: Standing) -> tuple[RecoveryLine, ...]:
    keys = [row.party_id for row in standing.recoveries]
    names = {party.id: party_name(party) for party in read.among(Party, "id", keys)}
    roles = {share.party_id: share.role for share in standing.shares}
    return tuple(
        _recovery(row, names, roles, standing.ledger.column(row.party_id)) for row in standing.recoveries
    )


def _recovery(
    row: Any, names: dict[str, Bilingual], roles: dict[str, LiabilityRole], borne: Money
) -> RecoveryLine:
    status = RecoveryStatus(row.status)
    return RecoveryLine(
        id=row.id,
        version=row.version,
        number=row.number,
        party_id=row.party_id,
        party=names.get(row.party_id, NOTHING),
        role=roles.get(row.party_id, LiabilityRole.OTHER),
        status=status,
        asked=Money(row.asked_minor, row.currency),
        borne=borne,
        agreed=_money(row.agreed_minor, row.currency),
        credited=_money(row.credited_minor, row.currency),
        due_on=row.due_on,
        sent_at=row.sent_at,
        answered_at=row.answered_at,
        note=row.note,
        moves=recovery_moves(status),
    )


def _refunds(read: Reader, standing: Standing) -> tuple[RefundLine, ...]:
    keys = {key for row in standing.refunds for key in (row.requested_by_id, row.released_by_id) if key}
    people = {person.id: Bilingual(person.name, person.name_zh) for person in read.among(Person, "id", keys)}
    parties = {
        party.id: party_name(party)
        for party in read.among(Party, "id", [row.provider_id for row in standing.refunds if row.provider_id])
    }
    return tuple(
        RefundLine(
            id=row.id,
            version=row.version,
            amount=Money(row.amount_minor, row.currency),
            state=row.state,
            reference=row.reference,
            provider=parties.get(row.provider_id, NOTHING),
            requested_by=people.get(row.requested_by_id, NOTHING),
            requested_by_id=row.requested_by_id,
            released_by=people.get(row.released_by_id, NOTHING),
            released_at=row.released_at,
            rate=row.rate,
            rate_on=row.rate_on,
        )
        for row in standing.refunds
    )


def _messages(read: Reader, claim_id: str) -> tuple[MessageLine, ...]:
    return tuple(
        MessageLine(row.id, row.at, row.direction, row.counterpart, row.author, row.text)
        for row in read.rows(ClaimMessage, "at", "id", claim_id=claim_id)
    )


@lru_cache(maxsize=1)
def _steps() -> Select[Any]:
    table, person = t(ClaimStep), t(Person)
    return (
        select(table, person.c.name, person.c.name_zh)
        .outerjoin(person, person.c.id == table.c.person_id)
        .where(table.c.claim_id == bindparam("claim"))
        .order_by(table.c.at, table.c.id)
    )


def _history(read: Reader, claim_id: str) -> tuple[HistoryLine, ...]:
    rows = read.all(_steps(), {"claim": claim_id})
    return tuple(
        HistoryLine(
            row.at,
            row.verb,
            row.from_status,
            row.to_status,
            row.reason,
            Bilingual(row.name or "", row.name_zh or ""),
        )
        for row in rows
    )
