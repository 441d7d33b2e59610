"""The records worth a picture: which page opens each, who looks at it, how its picture is called.

They are found by what they are, since their numbers move with the tale. Records of screens not named here are
found by pressing Enter on the first row of their list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitydesk.domain.values import Query
from qualitydesk.services import inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.search import find

Found = tuple[str, str]
"""Key and number; both empty when there is none."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One picture: its name, the page (a kind or a screen), the record on it, the person at the desk."""

    name: str
    kind: str
    found: Callable[[Desk], Found]
    login: str = "wang"


def numbered(kind: str, count: str) -> Callable[[Desk], Found]:
    """The record of that number of this year: "SH", "0418"."""

    def found(desk: Desk) -> Found:
        number = f"{kind}-{desk.today().year}-{count}"
        hits = find(desk, number, 5)
        return next(((hit.id, hit.number) for hit in hits if hit.number == number), ("", ""))

    return found


def inspected(**filters: str) -> Callable[[Desk], Found]:
    """The newest inspection that these filters of its list let through."""

    def found(desk: Desk) -> Found:
        rows = inspections.page(
            desk, Query({name: (value,) for name, value in filters.items()}), limit=1
        ).rows
        return next(((row.id, row.number) for row in rows), ("", ""))

    return found


def nothing(_desk: Desk) -> Found:
    """The page as it opens."""
    return "", ""


CAST = (
    Subject("home-inspector", "home", nothing, "chen"),
    Subject("home-service", "home", nothing, "sofia"),
    Subject("inspection-failed", "inspection", inspected(status="Submitted", result="Fail")),
    Subject("inspection-approved", "inspection", inspected(status="Approved")),
    Subject("capture", "capture", inspected(status="In progress", sku="HD-33"), "chen"),
    Subject("shipment-blocked", "shipment", numbered("SH", "0418")),
    Subject("shipment-received", "shipment", numbered("SH", "0367")),
    Subject("claim-open", "claim", numbered("CL", "1175"), "sofia"),
    Subject("claim-closed", "claim", numbered("CL", "1150"), "sofia"),
)
