"""What a recovery notice states, frozen. It names no other payer and not the buyer: it goes outside."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from qualitydesk.domain.values import Bilingual
from reports.kit.figures import Photo


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked: name, address and contact as recorded, in which role."""

    name: Bilingual
    address: str
    contact: str
    role: str


@dataclass(frozen=True, slots=True)
class CostPart:
    """One cost line: the whole and the addressee's part of it, in the claim's currency."""

    title: str
    state: str
    whole: str
    part: str


@dataclass(frozen=True, slots=True)
class RecoveryNotice:
    """Everything on the paper; ``basis_points`` is the addressee's share of the liability."""

    status: str
    addressee: Addressee
    asked: str
    due_on: date | None
    claim: str
    received_on: date
    product: Bilingual
    lot: str
    shipment: str
    reason: Bilingual
    basis_points: int
    why: str
    description: str
    currency: str
    costs: tuple[CostPart, ...]
    total: CostPart | None
    photos: tuple[Photo, ...]


def without(content: RecoveryNotice, left_out: AbstractSet[str]) -> RecoveryNotice:
    """The same notice less the blocks that were not chosen."""
    empty: dict[str, object] = {}
    if "costs" in left_out:
        empty |= {"costs": (), "total": None}
    if "description" in left_out:
        empty |= {"description": ""}
    if "photos" in left_out:
        empty |= {"photos": ()}
    return replace(content, **empty)  # type: ignore[arg-type]  # names of fields
