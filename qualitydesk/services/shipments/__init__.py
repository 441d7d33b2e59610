"""Shipments: from draft to closed, with their duties, custody and release gate. One function per use case."""

from __future__ import annotations

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.at_gate import AtGate as AtGate
from qualitydesk.services.shipments.at_gate import at_gate as at_gate
from qualitydesk.services.shipments.at_gate import by_gate
from qualitydesk.services.shipments.custody import accept_leg as accept_leg
from qualitydesk.services.shipments.custody import add_leg as add_leg
from qualitydesk.services.shipments.custody import edit_leg as edit_leg
from qualitydesk.services.shipments.custody import hand_over_leg as hand_over_leg
from qualitydesk.services.shipments.duties import declare_duty as declare_duty
from qualitydesk.services.shipments.duties import move_duty as move_duty
from qualitydesk.services.shipments.editing import add_line as add_line
from qualitydesk.services.shipments.editing import add_serials as add_serials
from qualitydesk.services.shipments.editing import copy_way as copy_way
from qualitydesk.services.shipments.editing import create_lot as create_lot
from qualitydesk.services.shipments.editing import create_shipment as create_shipment
from qualitydesk.services.shipments.editing import edit_line as edit_line
from qualitydesk.services.shipments.editing import edit_shipment as edit_shipment
from qualitydesk.services.shipments.editing import set_lot_status as set_lot_status
from qualitydesk.services.shipments.editing import transport_doubts as transport_doubts
from qualitydesk.services.shipments.opening import LineView as LineView
from qualitydesk.services.shipments.opening import ShipmentFile as ShipmentFile
from qualitydesk.services.shipments.opening import find_shipment as find_shipment
from qualitydesk.services.shipments.opening import gate_counts as gate_counts
from qualitydesk.services.shipments.opening import open_shipment as open_shipment
from qualitydesk.services.shipments.opening import run_gate as run_gate
from qualitydesk.services.shipments.opening import shipment_at as shipment_at
from qualitydesk.services.shipments.release import advance_shipment as advance_shipment
from qualitydesk.services.shipments.release import close_shipment as close_shipment
from qualitydesk.services.shipments.release import declare_shipment as declare_shipment
from qualitydesk.services.shipments.release import grant_exception as grant_exception
from qualitydesk.services.shipments.release import hold_shipment as hold_shipment
from qualitydesk.services.shipments.release import receive_shipment as receive_shipment
from qualitydesk.services.shipments.release import release_shipment as release_shipment
from qualitydesk.store.listings import shipments as listing
from qualitydesk.store.listings.shipments import ShipmentRow as ShipmentRow


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ShipmentRow]:
    """The next shipments of a list; see the listing for filters and orders, and ``at_gate`` for "gate"."""
    with desk.store.read() as read:
        return listing.page(read, by_gate(read, desk, query), after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many shipments the list has."""
    with desk.store.read() as read:
        return listing.count(read, by_gate(read, desk, query))


def sizes(desk: Desk, query: Query) -> dict[str, int]:
    """How many shipments each group of the list has."""
    with desk.store.read() as read:
        return listing.sizes(read, by_gate(read, desk, query))
