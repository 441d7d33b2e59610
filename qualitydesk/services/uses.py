"""Where a product, a party or a place is used: the lists that show it, and how long each of them is.

The filters are those of the lists, so that what is counted here is what opens there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qualitydesk.domain.values import Message, Query, msg
from qualitydesk.services import certificates, claims, inspections, shipments
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.store.listings.places import PLACES
from qualitydesk.store.listings.products import PRODUCTS

Filters = Mapping[str, tuple[str, ...]]
Count = Callable[[Desk, Query], int]


@dataclass(frozen=True, slots=True)
class Use:
    """One list that shows the record: the screen, what is counted, its filters, how many."""

    screen: str
    icon: str
    words: Message
    filters: Filters
    count: int


_COUNTS: Mapping[str, tuple[str, Count]] = {
    "inspections": ("clipboard-check", inspections.count),
    "shipments": ("ship", shipments.count),
    "claims": ("messages-square", claims.count),
    "certificates": ("badge-check", certificates.count),
    "products": ("package", Listed(PRODUCTS).count),
    "places": ("map-pin", Listed(PLACES).count),
}
_Asked = tuple[str, Message, Filters]


def _counted(desk: Desk, asked: tuple[_Asked, ...]) -> tuple[Use, ...]:
    found = []
    for screen, words, filters in asked:
        icon, count = _COUNTS[screen]
        found.append(Use(screen, icon, words, filters, count(desk, Query(filters))))
    return tuple(found)


def uses_of_product(desk: Desk, key: str) -> tuple[Use, ...]:
    """Inspections, open shipments, open claims and certificates of a product."""
    of, opened = {"product": (key,)}, {"product": (key,), "view": ("open",)}
    return _counted(
        desk,
        (
            ("inspections", msg("Inspections"), of),
            ("shipments", msg("Open shipments"), opened),
            ("claims", msg("Open claims"), opened),
            ("certificates", msg("Certificates"), of),
        ),
    )


def uses_of_party(desk: Desk, key: str) -> tuple[Use, ...]:
    """Shipments in which a party has a duty, claims it is liable for, what it holds, makes and runs."""
    return _counted(
        desk,
        (
            ("shipments", msg("Shipments with a duty"), {"party": (key,)}),
            ("claims", msg("Claims it is liable for"), {"liable": (key,)}),
            ("certificates", msg("Certificates it holds"), {"holder": (key,)}),
            ("products", msg("Products it makes"), {"maker": (key,)}),
            ("places", msg("Places it runs"), {"operator": (key,)}),
        ),
    )


def uses_of_place(desk: Desk, key: str, name: str) -> tuple[Use, ...]:
    """Inspections at a place, open shipments from or to it."""
    return _counted(
        desk,
        (
            ("inspections", msg("Inspections"), {"place": (name,)}),
            ("shipments", msg("Open shipments"), {"place": (key,), "view": ("open",)}),
        ),
    )
