"""A kettle sold to a buyer in Leipzig, and a claim on it: what tests of claims in the window begin with."""

from __future__ import annotations

from datetime import UTC, datetime

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import ClaimKind, CostKind, Remedy
from qualitydesk.domain.money import Money
from qualitydesk.records import Party
from qualitydesk.services import claims
from qualitydesk.services.claims import NewClaim, NewShare
from qualitydesk.services.desk import Desk
from tests import builders

ORDER = "DE-3058871"


def sell_kettles(desk: Desk) -> dict[str, str]:
    """Two kettles of a lot that Rhein-Trans carried, sold and delivered; the keys by their names."""
    with desk.store.write(desk.person, "prepare") as work:
        keys = builders.add_traded_goods(work)
        name = {"name": "Rhein-Trans Spedition", "short_name": "Rhein-Trans"}
        keys["carrier"] = builders.add_party(work, "carrier", **name)
        days = {
            "placed_at": datetime(2026, 10, 2, 9, tzinfo=UTC),
            "delivered_at": datetime(2026, 10, 9, 10, tzinfo=UTC),
        }
        keys["order"] = builders.add_order(work, number=ORDER, **days)
        goods = {"lot_id": keys["lot"], "shipment_line_id": keys["shipment_line"], "quantity": 2}
        keys["order_line"] = builders.add_order_line(work, keys["order"], keys["product"], **goods)
        own = work.find(Party, own=True)
        assert own is not None
        keys["own"] = own.id
    return keys


def claim_on_kettle(desk: Desk) -> str:
    """The buyer claims one of them; returns the claim's key."""
    (item,) = claims.find_items(desk, ORDER)
    asked = Money.of("39.90", "EUR")
    said = "After five weeks the kettle leaks at the bottom."
    new = NewClaim(item, ClaimKind.DEFECTIVE, said, asked=Remedy.REFUND, asked_amount=asked)
    return claims.create_claim(desk, new)


def under_investigation(desk: Desk, keys: dict[str, str]) -> str:
    """A claim that is ready to be decided, with shares and one cost line."""
    claim = claim_on_kettle(desk)
    version = claims.triage(desk, claim, claims.open_claim(desk, claim).version)
    version = claims.investigate(desk, claim, version)
    version = claims.set_reason(desk, claim, version, reason="leak at base seam")
    shares = [
        NewShare(keys["maker"], LiabilityRole.MAKER, 7000, "seam weld"),
        NewShare(keys["carrier"], LiabilityRole.CARRIER, 2000, "wet cartons"),
        NewShare(keys["own"], LiabilityRole.US, 1000, "test too small"),
    ]
    version = claims.share_liability(desk, claim, version, shares)
    claims.add_cost(desk, claim, version, CostKind.PRICE, Money.of("39.90", "EUR"))
    return claim
