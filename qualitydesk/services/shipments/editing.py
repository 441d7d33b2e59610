"""Shipments, their lines and lots: recorded and changed while they may still change."""

from __future__ import annotations

from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.identifiers import compact, number_doubts, tracking_scheme
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.shipments.states import EDITABLE, LotStatus, ShipmentStatus
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import CustodyLeg, DutyLine, Lot, Product, Serial, Shipment, ShipmentLine
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import require_plain
from qualitydesk.services.shipments.facts import market_of
from qualitydesk.store.session import Work

MOVED = ("status", "declared_at", "declaration_no", "released_at", "released_by_id", "received_at")
"""What the steps of a shipment write, and nobody else."""
LEG_FIELDS = ("leg_no", "transport", "from_place_id", "to_place_id", "answers_id", "holder_id", "owner_id")


def transport_doubts(tracking: str, container: str) -> tuple[Message, ...]:
    """What is doubtful about tracking and container numbers."""
    scheme = tracking_scheme(tracking)
    return number_doubts(scheme, tracking) + number_doubts("container", container)


def create_shipment(desk: Desk, *, key: str | None = None, number: str = "", **fields: Any) -> str:
    """Draft a shipment; without a number it gets the next one (SH-2026-0418). Returns its key."""
    require_plain(fields, *MOVED)
    identity = key or new_key()
    with desk.store.write(desk.person, "create shipment") as work:
        work.insert(
            Shipment,
            id=identity,
            number=number or work.next_number("SH"),
            **(
                {"currency": desk.house.currency, "owner_id": desk.person.id or None} | _checked(desk, fields)
            ),
        )
    return identity


def edit_shipment(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change the header; the market and the way only before release."""
    require_plain(fields, *MOVED)
    with desk.store.write(desk.person, "edit shipment") as work:
        _require_editable(work, key)
        return work.update(Shipment, key, version, **_checked(desk, fields))


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    wanted = fields.get("market") or fields.get("destination_country", "")
    market = market_of(desk.rules, wanted)
    if fields.get("market") and market is None:
        raise RuleBroken(
            msg("No rules are known for the market “{market}”.", market=wanted),
            fields={"market": msg("Choose a market of the list.")},
        )
    given = fields | ({"market": market.code} if market else {})
    if given.get("container_number"):
        given["container_number"] = compact(given["container_number"])
    return given


def add_line(
    desk: Desk,
    shipment: str,
    *,
    product: str,
    quantity: int,
    value_minor: int = 0,
    lot_number: str = "",
    **fields: Any,
) -> str:
    """Add a line; HS code and origin come from the product unless given. Returns its key.

    A ``lot_number`` of the product that is not recorded yet becomes a new lot of that many, with the line.
    """
    with desk.store.write(desk.person, "add shipment line") as work:
        _require_editable(work, shipment)
        row = work.get(Product, product)
        if lot_number.strip():
            fields["lot_id"] = _lot(work, product, lot_number.strip(), quantity)
        _require_lot_of(work, product, fields.get("lot_id"))
        _require_quantity(quantity)
        found = {"hs_code": row.hs_code, "origin": row.origin} | fields
        return work.insert(
            ShipmentLine,
            id=new_key(),
            shipment_id=shipment,
            line_no=work.count(ShipmentLine, shipment_id=shipment) + 1,
            product_id=product,
            quantity=quantity,
            value_minor=value_minor,
            **found,
        )


def edit_line(desk: Desk, key: str, version: int, *, lot_number: str = "", **fields: Any) -> int:
    """Change a line before release; ``lot_number`` as for ``add_line``."""
    with desk.store.write(desk.person, "edit shipment line") as work:
        row = work.get(ShipmentLine, key)
        _require_editable(work, row.shipment_id)
        if lot_number.strip():
            quantity = fields.get("quantity", row.quantity)
            fields["lot_id"] = _lot(work, row.product_id, lot_number.strip(), quantity)
        _require_lot_of(work, fields.get("product_id", row.product_id), fields.get("lot_id"))
        _require_quantity(fields.get("quantity", row.quantity))
        return work.update(ShipmentLine, key, version, **fields)


def create_lot(
    desk: Desk, *, number: str, product: str, quantity: int = 0, key: str | None = None, **fields: Any
) -> str:
    """Record a lot of a product; a number is used once per product. Returns its key."""
    require_plain(fields, "status")
    if not number.strip():
        raise RuleBroken(msg("A lot needs a number."), fields={"number": msg("Type or scan the lot.")})
    with desk.store.write(desk.person, "create lot") as work:
        if work.find(Lot, product_id=product, number=number.strip()) is not None:
            raise RuleBroken(
                msg("Lot {number} of this product is already recorded.", number=number),
                fields={"number": msg("This number is taken.")},
            )
        return work.insert(
            Lot, id=key or new_key(), number=number.strip(), product_id=product, quantity=quantity, **fields
        )


def _lot(work: Work, product: str, number: str, quantity: int) -> str:
    """The key of a product's lot with that number, recorded now if need be."""
    row = work.find(Lot, product_id=product, number=number)
    if row is not None:
        return str(row.id)
    return work.insert(Lot, id=new_key(), number=number, product_id=product, quantity=quantity)


def set_lot_status(desk: Desk, key: str, version: int, status: LotStatus, reason: str) -> int:
    """Set a lot apart, or free it again, which is for managers, with the reason."""
    if status in (LotStatus.OPEN, LotStatus.RELEASED):
        desk.require(*MANAGING)
    if not reason.strip():
        raise RuleBroken(msg("Say why the lot changes."), fields={"reason": msg("A reason is needed.")})
    with desk.store.write(desk.person, "set lot status", reason) as work:
        return work.update(Lot, key, version, status=status.value)


def add_serials(desk: Desk, lot: str, numbers: list[str]) -> int:
    """Record numbered pieces of a lot; those already there are passed over. Returns how many are new."""
    with desk.store.write(desk.person, "add serials") as work:
        known = {row.number for row in work.among(Serial, "lot_id", [lot])}
        fresh = [n for n in dict.fromkeys(one.strip() for one in numbers) if n and n not in known]
        return work.insert_many(Serial, [{"id": new_key(), "lot_id": lot, "number": n} for n in fresh])


def copy_way(desk: Desk, source: str, target: str) -> int:
    """Copy duty lines and legs of one shipment to another as a start; returns how many."""
    with desk.store.write(desk.person, "copy duties and legs") as work:
        _require_editable(work, target)
        duties = [row for row in work.among(DutyLine, "shipment_id", [source]) if row.state != "Replaced"]
        legs = work.among(CustodyLeg, "shipment_id", [source])
        if work.count(CustodyLeg, shipment_id=target):
            legs = []
        for row in duties:
            kept = {name: getattr(row, name) for name in ("duty", "party_id", "mandate_id", "capacity")}
            work.insert(
                DutyLine, id=new_key(), shipment_id=target, state="Declared", declared_at=desk.now(), **kept
            )
        for leg in legs:
            kept = {name: getattr(leg, name) for name in LEG_FIELDS}
            work.insert(CustodyLeg, id=new_key(), shipment_id=target, **kept)
    return len(duties) + len(legs)


def _require_editable(work: Work, shipment: str) -> None:
    """Refuse what is released; nobody releases it while its lines are written."""
    status = work.locked(Shipment, shipment).status
    if ShipmentStatus(status) not in EDITABLE:
        raise RuleBroken(msg("The shipment is “{status}”; its lines and way are fixed.", status=msg(status)))


def _require_lot_of(work: Work, product: str, lot: str | None) -> None:
    if lot and work.get(Lot, lot).product_id != product:
        raise RuleBroken(
            msg("This lot is of another product."), fields={"lot_id": msg("Choose a lot of the product.")}
        )


def _require_quantity(quantity: int) -> None:
    if quantity <= 0:
        raise RuleBroken(
            msg("A line has at least one unit."), fields={"quantity": msg("Type a number above 0.")}
        )
