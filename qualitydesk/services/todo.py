"""What waits for the person at the desk: one short read for each kind of thing, each along an index.

What counts as urgent is decided by ``domain.todos``; what is shown where, by the window.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

from qualitydesk.domain.certification.status import EXPIRY_STEPS
from qualitydesk.domain.money import Money
from qualitydesk.domain.people import Role
from qualitydesk.domain.todos import (
    CLAIM_DAYS,
    CUT_OFF_DAYS,
    KINDS_OF,
    REMEMBERED_DAYS,
    DueClaim,
    EndingCertificate,
    HandedClaim,
    MissingPhotos,
    Todo,
    TodoFacts,
    TodoKind,
    UnreleasedShipment,
    WaitingApproval,
    WaitingRefund,
    find_todos,
)
from qualitydesk.domain.values import Bilingual
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments import gate_counts
from qualitydesk.store.listings import waiting
from qualitydesk.store.session import Reader

MOST = 50
"""So many of each kind are read, the most urgent ones; nobody works down more."""
MOST_GATED = 12
"""For so many shipments, those with the nearest cut-off, the gate is asked what stops them."""

_Read = Callable[[Desk, Reader], tuple[Any, ...]]


def kinds_for(desk: Desk) -> tuple[TodoKind, ...]:
    """What can wait for the person at the desk, by role."""
    return KINDS_OF[Role(desk.person.role)]


def todos(desk: Desk, kinds: Collection[TodoKind] = tuple(TodoKind)) -> tuple[Todo, ...]:
    """What is to do for the person at the desk, urgent first; ``kinds`` are those he wants to hear of."""
    wanted = [kind for kind in kinds_for(desk) if kind in kinds]
    with desk.store.read() as read:
        found = {_FIELD[kind]: _READ[kind](desk, read) for kind in wanted}
    if "shipments" in found:
        found["shipments"] = _with_stops(desk, found["shipments"])
    return find_todos(TodoFacts(**found), desk.now(), desk.house.timezone)


def _certificates(desk: Desk, read: Reader) -> tuple[EndingCertificate, ...]:
    today = desk.today()
    first, last = today - timedelta(days=REMEMBERED_DAYS), today + timedelta(days=EXPIRY_STEPS[-1])
    return tuple(
        EndingCertificate(row.id, row.number, row.scheme, row.market, _named(row, "product"), row.valid_to)
        for row in waiting.certificates(read, first, last, MOST)
    )


def _claims(desk: Desk, read: Reader) -> tuple[DueClaim, ...]:
    rows = waiting.claims(read, desk.today() + timedelta(days=CLAIM_DAYS), MOST)
    return tuple(
        DueClaim(row.id, row.number, row.buyer or "", _named(row, "title"), row.law or "", row.next_due_on)
        for row in rows
    )


def _handed(desk: Desk, read: Reader) -> tuple[HandedClaim, ...]:
    since = desk.now() - timedelta(days=REMEMBERED_DAYS)
    return tuple(
        HandedClaim(row.id, row.number, row.buyer or "", _named(row, "person"))
        for row in waiting.handed(read, desk.person.id, since, MOST)
    )


def _approvals(desk: Desk, read: Reader) -> tuple[WaitingApproval, ...]:
    return tuple(
        WaitingApproval(row.id, row.number, row.lot, _named(row, "product"), _named(row, "person"))
        for row in waiting.approvals(read, desk.person.id, MOST)
    )


def _refunds(desk: Desk, read: Reader) -> tuple[WaitingRefund, ...]:
    return tuple(
        WaitingRefund(row.claim_id, row.number, Money(row.amount_minor, row.currency), _named(row, "person"))
        for row in waiting.refunds(read, desk.person.id, MOST)
    )


def _photos(desk: Desk, read: Reader) -> tuple[MissingPhotos, ...]:
    """An inspector hears of his own inspections, a manager of all."""
    own = desk.person.id if desk.person.role == Role.INSPECTOR else ""
    return tuple(
        MissingPhotos(row.id, row.number, row.lot, _named(row, "product"), int(row.missing))
        for row in waiting.photos(read, own, MOST)
    )


def _shipments(desk: Desk, read: Reader) -> tuple[UnreleasedShipment, ...]:
    now = desk.now()
    first, last = now - timedelta(days=REMEMBERED_DAYS), now + timedelta(days=CUT_OFF_DAYS + 1)
    return tuple(
        UnreleasedShipment(
            row.id, row.number, _named(row, "destination") or Bilingual(row.market), row.cut_off_at, 0
        )
        for row in waiting.shipments(read, first, last, MOST)
    )


def _with_stops(desk: Desk, shipments: tuple[UnreleasedShipment, ...]) -> tuple[UnreleasedShipment, ...]:
    stops = gate_counts(desk, [one.id for one in shipments[:MOST_GATED]]) if shipments else {}
    return tuple(
        UnreleasedShipment(one.id, one.number, one.destination, one.cut_off_at, stops.get(one.id, (0, 0))[0])
        for one in shipments
    )


def _named(row: Any, column: str) -> Bilingual:
    names = row._mapping
    return Bilingual(names[column] or "", names[f"{column}_zh"] or "")


_READ: Mapping[TodoKind, _Read] = {
    TodoKind.CERTIFICATE: _certificates,
    TodoKind.CLAIM: _claims,
    TodoKind.HANDED: _handed,
    TodoKind.APPROVAL: _approvals,
    TodoKind.REFUND: _refunds,
    TodoKind.PHOTO: _photos,
    TodoKind.SHIPMENT: _shipments,
}
_FIELD = {
    TodoKind.CERTIFICATE: "certificates",
    TodoKind.CLAIM: "claims",
    TodoKind.HANDED: "handed",
    TodoKind.APPROVAL: "approvals",
    TodoKind.REFUND: "refunds",
    TodoKind.PHOTO: "photos",
    TodoKind.SHIPMENT: "shipments",
}
