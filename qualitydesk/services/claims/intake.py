"""New claims: opening a claim on goods that were shipped, with its line, its events and its first deadlines.

Never more, and never another lot, than was shipped; the line is locked while that is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qualitydesk.domain.claims.limits import check_lot, check_quantity
from qualitydesk.domain.claims.states import AFTER_SALES
from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus, Remedy, SafetyFlag
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, ClaimLine, ClaimStep, Lot, Serial, ShipmentLine, t
from qualitydesk.services.claims.claimable import ClaimableItem, locked_item
from qualitydesk.services.claims.deadlines import record_first_events, work_out
from qualitydesk.services.claims.safety import open_safety_case
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work

_SHIPPED = t(ShipmentLine)


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What the buyer says. ``item`` is from ``find_items``; ``lot_id`` only if the buyer names one."""

    item: ClaimableItem
    kind: ClaimKind
    description: str
    quantity: int = 1
    asked: Remedy = Remedy.NONE
    asked_amount: Money | None = None
    safety: SafetyFlag = SafetyFlag.NONE
    received_at: datetime | None = None
    lot_id: str = ""
    serial_id: str = ""
    region: str = ""


def create_claim(desk: Desk, new: NewClaim) -> str:
    """Open a claim on goods that were shipped; returns its key.

    Raises RuleBroken for more than was shipped, another lot, a missing description.
    """
    desk.require(*AFTER_SALES)
    _check_words(new)
    with desk.store.write(desk.person, "open claim") as work:
        item = locked_item(work, new.item)
        serial_id = new.serial_id or new.item.serial_id
        check_quantity(new.quantity, item.shipped, item.claimed)
        lot_id = _checked_lot(work, item, new.lot_id, serial_id)
        claim_id = _insert_claim(desk, work, new, item)
        _insert_line(work, claim_id, new.quantity, item, lot_id, serial_id)
        work.insert(ClaimStep, id=new_key(), **_first_step(desk, claim_id))
        open_safety_case(work, claim_id)
        record_first_events(desk, work, claim_id)
        work_out(desk, work, claim_id)
        return claim_id


def _check_words(new: NewClaim) -> None:
    if not new.description.strip():
        raise RuleBroken(
            msg("Write down what the buyer says."),
            fields={"description": msg("The buyer’s words are needed.")},
        )
    if new.asked_amount is not None and new.asked_amount.minor < 0:
        raise RuleBroken(
            msg("The amount is negative."), fields={"asked_amount": msg("Enter an amount above zero.")}
        )


def _insert_claim(desk: Desk, work: Work, new: NewClaim, item: ClaimableItem) -> str:
    received = new.received_at or desk.now()
    if received > desk.now():
        raise RuleBroken(
            msg("A claim can’t be received in the future."),
            fields={"received_at": msg("Choose a day up to today.")},
        )
    amount = new.asked_amount
    if amount is not None and amount.currency != item.price.currency:
        raise RuleBroken(msg("The claim is in {currency}.", currency=item.price.currency))
    return work.insert(
        Claim,
        id=new_key(),
        number=work.next_number("CL"),
        status=ClaimStatus.NEW,
        kind=new.kind,
        market=item.market,
        country=item.country,
        region=new.region,
        order_id=item.order_id or None,
        buyer_id=item.buyer_id or None,
        received_at=received,
        description=new.description.strip(),
        safety=new.safety,
        currency=item.price.currency,
        asked=new.asked,
        asked_minor=amount.minor if amount is not None else None,
        handler_id=desk.person.id or None,
    )


def _insert_line(
    work: Work, claim_id: str, quantity: int, item: ClaimableItem, lot_id: str, serial_id: str
) -> None:
    work.insert(
        ClaimLine,
        id=new_key(),
        claim_id=claim_id,
        order_line_id=item.order_line_id or None,
        shipment_line_id=item.shipment_line_id or None,
        product_id=item.product_id or None,
        lot_id=lot_id or None,
        serial_id=serial_id or None,
        quantity=quantity,
        unit_price_minor=item.price.minor,
    )


def _first_step(desk: Desk, claim_id: str) -> dict[str, object]:
    return {
        "claim_id": claim_id,
        "at": desk.now(),
        "verb": "open",
        "from_status": ClaimStatus.NEW,
        "to_status": ClaimStatus.NEW,
        "person_id": desk.person.id or None,
    }


def _checked_lot(work: Work, item: ClaimableItem, claimed_lot: str, serial_id: str) -> str:
    """The claimed lot: one shipped with the line, and the serial number's own if one is named."""
    shipped = _shipped_lots(work, item)
    lot_id = claimed_lot or item.lot_id
    if serial_id:
        serial = work.get(Serial, serial_id)
        if item.serial_id and serial_id != item.serial_id:
            message = msg("This serial number was not shipped with the order.")
            raise RuleBroken(message, fields={"serial": message})
        if lot_id and serial.lot_id != lot_id:
            message = msg("This serial number is of another lot.")
            raise RuleBroken(message, fields={"serial": message})
        lot_id = serial.lot_id
    check_lot(lot_id or None, shipped)
    _check_product(work, lot_id, item.product_id)
    return lot_id


def _check_product(work: Work, lot_id: str, product_id: str) -> None:
    if lot_id and product_id and work.get(Lot, lot_id).product_id != product_id:
        message = msg("This lot is of another product than the one ordered.")
        raise RuleBroken(message, fields={"lot": message})


def _shipped_lots(work: Work, item: ClaimableItem) -> tuple[str, ...]:
    if item.lot_id:
        return (item.lot_id,)
    if not item.order_number:
        return ()
    statement = select(_SHIPPED.c.lot_id).where(
        _SHIPPED.c.order_number == item.order_number,
        _SHIPPED.c.product_id == item.product_id,
        _SHIPPED.c.lot_id.is_not(None),
    )
    return tuple(row.lot_id for row in work.all(statement))
