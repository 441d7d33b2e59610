"""What waits for somebody, of each kind its few most urgent rows: for to-dos, not for browsing.

Each statement walks one index and stops after ``most`` rows; it is put together once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from qualitydesk.domain.claims.words import HAND_OVER, ClaimStatus, RefundState
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.records import (
    Buyer,
    Certificate,
    CertificateScope,
    Claim,
    ClaimDeadline,
    ClaimStep,
    Inspection,
    Lot,
    Person,
    Place,
    Product,
    Refund,
    Shipment,
    t,
)
from qualitydesk.store.listings.photos import lacking_photos
from qualitydesk.store.session import Reader

LOOKED_THROUGH = 200
"""So many inspections under way, the newest, are looked through for missing photos."""

_PAPER, _SCOPE, _PRODUCT, _CLAIM = t(Certificate), t(CertificateScope), t(Product), t(Claim)
_DEADLINE, _BUYER, _REFUND, _PERSON = t(ClaimDeadline), t(Buyer), t(Refund), t(Person)
_STEP = t(ClaimStep)
_INSPECTION, _LOT, _SHIPMENT, _PLACE = t(Inspection), t(Lot), t(Shipment), t(Place)


def certificates(read: Reader, first: date, last: date, most: int) -> Sequence[Any]:
    """Valid papers whose last day lies between two days, the nearest first."""
    return read.all(_CERTIFICATES, {"first": first, "last": last, "most": most})


def claims(read: Reader, last: date, most: int) -> Sequence[Any]:
    """Open claims with a deadline until a day, the nearest first, and what that deadline is."""
    return read.all(_CLAIMS, {"last": last, "most": most})


def handed(read: Reader, person: str, since: datetime, most: int) -> Sequence[Any]:
    """Open claims that somebody else handed to ``person`` and that took no step since, the newest first."""
    return read.all(_HANDED, {"person": person, "since": since, "most": most})


def approvals(read: Reader, person: str, most: int) -> Sequence[Any]:
    """Inspections signed by somebody else than ``person``, the oldest first."""
    return read.all(_APPROVALS, {"person": person, "most": most})


def refunds(read: Reader, person: str, most: int) -> Sequence[Any]:
    """Refunds asked for by somebody else than ``person``, the oldest first."""
    return read.all(_REFUNDS, {"person": person, "most": most})


def photos(read: Reader, inspector: str, most: int) -> Sequence[Any]:
    """Inspections under way that lack photos, of one inspector or ("") of all, the newest first."""
    mine = {"inspector": inspector} if inspector else {}
    return read.all(_PHOTOS_OF_ONE if inspector else _PHOTOS, {"most": most, **mine})


def shipments(read: Reader, first: datetime, last: datetime, most: int) -> Sequence[Any]:
    """Shipments not released yet whose cut-off lies between two instants, the nearest first."""
    return read.all(_SHIPMENTS, {"first": first, "last": last, "most": most})


def _first_product(column: str, label: str) -> ColumnElement[Any]:
    named = select(_PRODUCT.c[column]).select_from(
        _SCOPE.join(_PRODUCT, _PRODUCT.c.id == _SCOPE.c.product_id)
    )
    first = named.where(_SCOPE.c.certificate_id == _PAPER.c.id).order_by(_SCOPE.c.id).limit(1)
    return first.scalar_subquery().label(label)


def _between(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.between(bindparam("first", type_=column.type), bindparam("last", type_=column.type))


_CERTIFICATES: Select[Any] = (
    select(
        *(_PAPER.c[name] for name in ("id", "number", "scheme", "market", "valid_to")),
        _first_product("name", "product"),
        _first_product("name_zh", "product_zh"),
    )
    .where(_between(_PAPER.c.valid_to), _PAPER.c.status == "Valid")
    .order_by(_PAPER.c.valid_to, _PAPER.c.id)
    .limit(bindparam("most"))
)

_CLAIMS: Select[Any] = (
    select(
        *(_CLAIM.c[name] for name in ("id", "number", "next_due_on")),
        _BUYER.c.name.label("buyer"),
        _DEADLINE.c.title.label("title"),
        _DEADLINE.c.title_zh.label("title_zh"),
        _DEADLINE.c.law.label("law"),
    )
    .outerjoin(_BUYER, _BUYER.c.id == _CLAIM.c.buyer_id)
    .outerjoin(
        _DEADLINE, (_DEADLINE.c.claim_id == _CLAIM.c.id) & (_DEADLINE.c.rule == _CLAIM.c.next_due_rule)
    )
    .where(
        _CLAIM.c.next_due_on <= bindparam("last", type_=_CLAIM.c.next_due_on.type),
        _CLAIM.c.status.not_in((ClaimStatus.CLOSED.value, ClaimStatus.WITHDRAWN.value)),
    )
    .order_by(_CLAIM.c.next_due_on, _CLAIM.c.id)
    .limit(bindparam("most"))
)

_LATER = _STEP.alias()
_HANDED = (
    select(
        *(_CLAIM.c[name] for name in ("id", "number")),
        _BUYER.c.name.label("buyer"),
        _PERSON.c.name.label("person"),
        _PERSON.c.name_zh.label("person_zh"),
    )
    .select_from(_STEP)
    .join(_CLAIM, _CLAIM.c.id == _STEP.c.claim_id)
    .join(_PERSON, _PERSON.c.id == _STEP.c.person_id)
    .outerjoin(_BUYER, _BUYER.c.id == _CLAIM.c.buyer_id)
    .where(
        _STEP.c.verb == HAND_OVER,
        _STEP.c.at >= bindparam("since", type_=_STEP.c.at.type),
        _STEP.c.person_id != bindparam("person"),
        _CLAIM.c.handler_id == bindparam("person"),
        _CLAIM.c.status.not_in((ClaimStatus.CLOSED.value, ClaimStatus.WITHDRAWN.value)),
        ~exists().where(_LATER.c.claim_id == _STEP.c.claim_id, _LATER.c.id > _STEP.c.id),
    )
    .order_by(_STEP.c.at.desc(), _STEP.c.id.desc())
    .limit(bindparam("most"))
)

_OF_INSPECTION = (
    _LOT.c.number.label("lot"),
    _PRODUCT.c.name.label("product"),
    _PRODUCT.c.name_zh.label("product_zh"),
)

_APPROVALS: Select[Any] = (
    select(
        _INSPECTION.c.id,
        _INSPECTION.c.number,
        *_OF_INSPECTION,
        _PERSON.c.name.label("person"),
        _PERSON.c.name_zh.label("person_zh"),
    )
    .join(_LOT, _LOT.c.id == _INSPECTION.c.lot_id)
    .join(_PRODUCT, _PRODUCT.c.id == _INSPECTION.c.product_id)
    .outerjoin(_PERSON, _PERSON.c.id == _INSPECTION.c.inspector_id)
    .where(
        _INSPECTION.c.status == InspectionStatus.SUBMITTED.value,
        func.coalesce(_INSPECTION.c.inspector_id, "") != bindparam("person"),
    )
    .order_by(_INSPECTION.c.id)
    .limit(bindparam("most"))
)

_REFUNDS: Select[Any] = (
    select(
        *(_REFUND.c[name] for name in ("claim_id", "amount_minor", "currency")),
        _CLAIM.c.number,
        _PERSON.c.name.label("person"),
        _PERSON.c.name_zh.label("person_zh"),
    )
    .join(_CLAIM, _CLAIM.c.id == _REFUND.c.claim_id)
    .outerjoin(_PERSON, _PERSON.c.id == _REFUND.c.requested_by_id)
    .where(
        _REFUND.c.state == RefundState.REQUESTED.value,
        func.coalesce(_REFUND.c.requested_by_id, "") != bindparam("person"),
    )
    .order_by(_REFUND.c.id)
    .limit(bindparam("most"))
)


def _missing_photos(*conditions: ColumnElement[bool]) -> Select[Any]:
    under_way = (InspectionStatus.IN_PROGRESS.value, InspectionStatus.SENT_BACK.value)
    newest = (
        select(_INSPECTION.c.id, _INSPECTION.c.number, _INSPECTION.c.lot_id, _INSPECTION.c.product_id)
        .where(_INSPECTION.c.status.in_(under_way), *conditions)
        .order_by(_INSPECTION.c.id.desc())
        .limit(LOOKED_THROUGH)
        .subquery()
    )
    counted = select(newest, lacking_photos(newest.c.id).label("missing")).subquery()
    return (
        select(counted.c.id, counted.c.number, counted.c.missing, *_OF_INSPECTION)
        .join(_LOT, _LOT.c.id == counted.c.lot_id)
        .join(_PRODUCT, _PRODUCT.c.id == counted.c.product_id)
        .where(counted.c.missing > 0)
        .order_by(counted.c.id.desc())
        .limit(bindparam("most"))
    )


_PHOTOS = _missing_photos()
_PHOTOS_OF_ONE = _missing_photos(_INSPECTION.c.inspector_id == bindparam("inspector"))

_SHIPMENTS: Select[Any] = (
    select(
        *(_SHIPMENT.c[name] for name in ("id", "number", "market", "cut_off_at")),
        _PLACE.c.name.label("destination"),
        _PLACE.c.name_zh.label("destination_zh"),
    )
    .outerjoin(_PLACE, _PLACE.c.id == _SHIPMENT.c.to_place_id)
    .where(
        _SHIPMENT.c.status.in_((ShipmentStatus.DRAFT.value, ShipmentStatus.DECLARED.value)),
        _between(_SHIPMENT.c.cut_off_at),
    )
    .order_by(_SHIPMENT.c.cut_off_at, _SHIPMENT.c.id)
    .limit(bindparam("most"))
)
