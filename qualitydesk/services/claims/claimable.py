"""What can be claimed: the goods behind an order, tracking, lot or serial number, and how many are left.

Goods of an order line come first; a shipment line stands where no order is known (trade between firms).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from qualitydesk.domain.claims.limits import check_quantity
from qualitydesk.domain.claims.words import ClaimStatus, Remedy
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import (
    Buyer,
    Claim,
    ClaimLine,
    Lot,
    Order,
    OrderLine,
    Product,
    Serial,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader, Work

FOUND_LIMIT = 50
DECIDED_ANEW = (ClaimStatus.REOPENED, ClaimStatus.TRIAGED, ClaimStatus.WAITING, ClaimStatus.INVESTIGATION)
"""In these a rejected claim was taken up again, and may still get something."""
_ORDER, _LINE, _BUYER = t(Order), t(OrderLine), t(Buyer)
_SHIPMENT, _SHIPPED = t(Shipment), t(ShipmentLine)
_PRODUCT, _LOT, _SERIAL, _CLAIM, _CLAIMED = t(Product), t(Lot), t(Serial), t(Claim), t(ClaimLine)


@dataclass(frozen=True, slots=True)
class ClaimableItem:
    """Goods of an order line, or of a shipment line without one, and how many can be claimed."""

    order_line_id: str
    shipment_line_id: str
    order_id: str
    order_number: str
    placed_at: datetime | None
    delivered_at: datetime | None
    buyer_id: str
    buyer: str
    market: str
    country: str
    product_id: str
    sku: str
    product: Bilingual
    lot_id: str
    lot: str
    serial_id: str
    serial: str
    tracking: str
    shipped: int
    claimed: int
    price: Money

    @property
    def left(self) -> int:
        """How many can still be claimed."""
        return max(0, self.shipped - self.claimed)


def find_items(desk: Desk, key: str) -> tuple[ClaimableItem, ...]:
    """What can be claimed behind an order, tracking, lot or serial number, or a buyer's phone.

    Buyers write numbers as they like: what is not there as typed is looked for in capitals and without.
    """
    wanted = key.strip()
    spellings = dict.fromkeys((wanted, wanted.upper(), wanted.lower())) if wanted else ()
    with desk.store.read() as read:
        found = (_of_orders(read, _order_condition(one)) or _of_shipments(read, one) for one in spellings)
        return next((items for items in found if items), ())


def locked_item(work: Work, item: ClaimableItem) -> ClaimableItem:
    """The item as it is now, its line locked until the claim is saved."""
    found = _locked_line(work, item.order_line_id, item.shipment_line_id)
    if found is None:
        raise NotFound("order line", item.order_line_id or item.shipment_line_id)
    return found


def _locked_line(work: Work, order_line: str, shipment_line: str) -> ClaimableItem | None:
    if order_line:
        work.first(select(_LINE.c.id).where(_LINE.c.id == order_line).with_for_update())
        found = _of_orders(work, _LINE.c.id == order_line)
    else:
        work.first(select(_SHIPPED.c.id).where(_SHIPPED.c.id == shipment_line).with_for_update())
        found = _shipment_items(work, _SHIPPED.c.id == shipment_line)
    return found[0] if found else None


def require_left(work: Work, claim: Any) -> None:
    """Refuse to take up again a claim whose goods others have claimed since it was withdrawn or rejected."""
    if claim.status != ClaimStatus.WITHDRAWN and claim.granted != Remedy.REJECTED:
        return
    for line in work.rows(ClaimLine, "id", claim_id=claim.id):
        item = _locked_line(work, line.order_line_id or "", line.shipment_line_id or "")
        if item is not None:
            check_quantity(line.quantity, item.shipped, item.claimed)


def _order_condition(wanted: str) -> ColumnElement[bool]:
    in_shipment = select(_SHIPPED.c.id).join(_SHIPMENT, _SHIPMENT.c.id == _SHIPPED.c.shipment_id)
    tracked = or_(_SHIPMENT.c.tracking_number == wanted, _SHIPMENT.c.container_number == wanted)
    return or_(
        _LINE.c.order_id.in_(select(_ORDER.c.id).where(_ORDER.c.number == wanted)),
        _LINE.c.tracking_number == wanted,
        _LINE.c.lot_id.in_(select(_LOT.c.id).where(_LOT.c.number == wanted)),
        _LINE.c.serial_id.in_(select(_SERIAL.c.id).where(_SERIAL.c.number == wanted)),
        _LINE.c.shipment_line_id.in_(in_shipment.where(tracked)),
        _LINE.c.order_id.in_(
            select(_ORDER.c.id)
            .join(_BUYER, _BUYER.c.id == _ORDER.c.buyer_id)
            .where(_BUYER.c.phone == wanted, _BUYER.c.phone != "")
        ),
    )


def _claimed_of(column: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[Any]:
    """How many of a line are claimed by claims that were neither withdrawn nor rejected for good."""
    rejected = (_CLAIM.c.granted == Remedy.REJECTED) & _CLAIM.c.status.not_in(DECIDED_ANEW)
    statement = (
        select(func.coalesce(func.sum(_CLAIMED.c.quantity), 0))
        .select_from(_CLAIMED.join(_CLAIM, _CLAIM.c.id == _CLAIMED.c.claim_id))
        .where(column == key, _CLAIM.c.status != ClaimStatus.WITHDRAWN, ~rejected)
    )
    return statement.scalar_subquery().label("claimed")


def _order_select() -> Select[Any]:
    lot_id = func.coalesce(_LINE.c.lot_id, _SHIPPED.c.lot_id)
    return (
        select(
            _LINE,
            _ORDER.c.number.label("order_number"),
            _ORDER.c.placed_at,
            _ORDER.c.delivered_at.label("order_delivered_at"),
            _ORDER.c.buyer_id,
            _ORDER.c.market,
            _ORDER.c.country,
            _ORDER.c.currency,
            _BUYER.c.name.label("buyer"),
            _BUYER.c.country.label("buyer_country"),
            _PRODUCT.c.sku,
            _PRODUCT.c.name.label("product"),
            _PRODUCT.c.name_zh.label("product_zh"),
            _LOT.c.id.label("known_lot_id"),
            _LOT.c.number.label("lot"),
            _SERIAL.c.number.label("serial"),
            _claimed_of(_CLAIMED.c.order_line_id, _LINE.c.id),
        )
        .join(_ORDER, _ORDER.c.id == _LINE.c.order_id)
        .outerjoin(_BUYER, _BUYER.c.id == _ORDER.c.buyer_id)
        .outerjoin(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
        .outerjoin(_SHIPPED, _SHIPPED.c.id == _LINE.c.shipment_line_id)
        .outerjoin(_LOT, _LOT.c.id == lot_id)
        .outerjoin(_SERIAL, _SERIAL.c.id == _LINE.c.serial_id)
    )


def _of_orders(read: Reader, condition: ColumnElement[bool]) -> tuple[ClaimableItem, ...]:
    statement = _order_select().where(condition).order_by(_LINE.c.id.desc()).limit(FOUND_LIMIT)
    return tuple(_order_item(row) for row in read.all(statement))


def _order_item(row: Any) -> ClaimableItem:
    return ClaimableItem(
        order_line_id=row.id,
        shipment_line_id=row.shipment_line_id or "",
        order_id=row.order_id,
        order_number=row.order_number,
        placed_at=row.placed_at,
        delivered_at=row.delivered_at or row.order_delivered_at,
        buyer_id=row.buyer_id or "",
        buyer=row.buyer or "",
        market=row.market,
        country=row.country or row.buyer_country or "",
        product_id=row.product_id or "",
        sku=row.sku or "",
        product=Bilingual(row.product or row.title, row.product_zh or ""),
        lot_id=row.known_lot_id or "",
        lot=row.lot or "",
        serial_id=row.serial_id or "",
        serial=row.serial or "",
        tracking=row.tracking_number,
        shipped=row.quantity,
        claimed=int(row.claimed),
        price=Money(row.unit_price_minor, row.currency),
    )


def _of_shipments(read: Reader, wanted: str) -> tuple[ClaimableItem, ...]:
    lots = select(_LOT.c.id).where(_LOT.c.number == wanted)
    of_serial = select(_SERIAL.c.lot_id).where(_SERIAL.c.number == wanted)
    named = (_SHIPMENT.c[name] == wanted for name in ("number", "tracking_number", "container_number"))
    shipments = select(_SHIPMENT.c.id).where(or_(*named))
    found = _shipment_items(
        read,
        or_(
            _SHIPPED.c.lot_id.in_(lots),
            _SHIPPED.c.lot_id.in_(of_serial),
            _SHIPPED.c.order_number == wanted,
            _SHIPPED.c.shipment_id.in_(shipments),
        ),
    )
    return tuple(_with_serial(read, item, wanted) for item in found)


def _with_serial(read: Reader, item: ClaimableItem, wanted: str) -> ClaimableItem:
    """The item narrowed to one piece when the number was a serial number of its lot."""
    serial = read.find(Serial, lot_id=item.lot_id, number=wanted) if item.lot_id else None
    return replace(item, serial_id=serial.id, serial=serial.number) if serial else item


def _shipment_items(read: Reader, condition: ColumnElement[bool]) -> tuple[ClaimableItem, ...]:
    statement = (
        select(
            _SHIPPED,
            _SHIPMENT.c.market,
            _SHIPMENT.c.destination_country,
            _SHIPMENT.c.currency,
            _SHIPMENT.c.received_at,
            _SHIPMENT.c.tracking_number,
            _PRODUCT.c.sku,
            _PRODUCT.c.name.label("product"),
            _PRODUCT.c.name_zh.label("product_zh"),
            _LOT.c.number.label("lot"),
            _claimed_of(_CLAIMED.c.shipment_line_id, _SHIPPED.c.id),
        )
        .join(_SHIPMENT, _SHIPMENT.c.id == _SHIPPED.c.shipment_id)
        .join(_PRODUCT, _PRODUCT.c.id == _SHIPPED.c.product_id)
        .outerjoin(_LOT, _LOT.c.id == _SHIPPED.c.lot_id)
        .where(condition)
        .order_by(_SHIPPED.c.id.desc())
        .limit(FOUND_LIMIT)
    )
    return tuple(_shipment_item(row) for row in read.all(statement))


def _shipment_item(row: Any) -> ClaimableItem:
    return ClaimableItem(
        order_line_id="",
        shipment_line_id=row.id,
        order_id="",
        order_number=row.order_number,
        placed_at=None,
        delivered_at=row.received_at,
        buyer_id="",
        buyer="",
        market=row.market,
        country=row.destination_country,
        product_id=row.product_id,
        sku=row.sku,
        product=Bilingual(row.product, row.product_zh),
        lot_id=row.lot_id or "",
        lot=row.lot or "",
        serial_id="",
        serial="",
        tracking=row.tracking_number,
        shipped=row.quantity,
        claimed=int(row.claimed),
        price=Money(row.value_minor // max(1, row.quantity), row.currency),
    )
