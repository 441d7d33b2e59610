"""How every shipment that waits at the gate stands there: what stops it, and the list of those that are
stopped.

The gate is asked of all of them in a few reads; a filter of the list and a figure on a page ask it in the
same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.shipments.gate import run_checks
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Bilingual, Finding, Query, Severity
from qualitydesk.records import Person, Shipment, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.facts import gate_facts, name_of
from qualitydesk.services.shipments.gathering import Gathered, gather
from qualitydesk.store.session import Reader

MOST = 400
"""So many shipments are asked for, those with the nearest cut-off first."""
BLOCKED, NOBODY = "blocked", "nobody"
"""The values of the list's filter "gate": something stops it; a required duty has no name."""
UNNAMED = "gate.duty_undeclared"
_WAITING = (ShipmentStatus.DRAFT.value, ShipmentStatus.DECLARED.value)


@dataclass(frozen=True, slots=True)
class AtGate:
    """One shipment that was not released yet. ``goods`` are (product, units) of its lines."""

    id: str
    number: str
    way: tuple[Bilingual, ...]
    goods: tuple[tuple[Bilingual, int], ...]
    cut_off_at: datetime | None
    owner: Bilingual
    stops: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether something stops it."""
        return bool(self.stops)

    @property
    def unnamed(self) -> bool:
        """Whether a duty that the market asks for has no name."""
        return any(finding.id == UNNAMED for finding in self.stops)


def at_gate(read: Reader, desk: Desk, market: str = "") -> tuple[AtGate, ...]:
    """All shipments at the gate of one market, or of all: the nearest cut-off first, those without one
    last.
    """
    shipment = t(Shipment)
    statement = select(shipment.c.id).where(shipment.c.status.in_(_WAITING))
    if market:
        statement = statement.where(shipment.c.market == market)
    ordered = statement.order_by(func.coalesce(shipment.c.cut_off_at, "9"), shipment.c.id).limit(MOST)
    keys = [row.id for row in read.all(ordered)]
    found = gather(read, desk, keys)
    owners = {row.id: row for row in read.among(Person, "id", {row.owner_id for row in found.shipments})}
    rows = {row.id: row for row in found.shipments}
    return tuple(_standing(desk, found, rows[key], owners) for key in keys if key in rows)


def _standing(desk: Desk, found: Gathered, row: Any, owners: Mapping[str, Any]) -> AtGate:
    findings = run_checks(gate_facts(desk, found, row))
    way = (name_of(found.places, key) for key in (row.from_place_id, row.to_place_id))
    owner = owners.get(row.owner_id)
    return AtGate(
        id=row.id,
        number=row.number,
        way=tuple(place for place in way if place),
        goods=_goods(found, row.id),
        cut_off_at=row.cut_off_at,
        owner=Bilingual(owner.name, owner.name_zh) if owner is not None else Bilingual(""),
        stops=tuple(finding for finding in findings if finding.severity is Severity.STOP),
    )


def _goods(found: Gathered, key: str) -> tuple[tuple[Bilingual, int], ...]:
    named = [(found.products[line.product_id], line.quantity) for line in found.lines.get(key, [])]
    return tuple((Bilingual(product.name, product.name_zh), quantity) for product, quantity in named)


def by_gate(read: Reader, desk: Desk, query: Query) -> Query:
    """The query with its filter "gate" answered: the shipments that stand there so, by key."""
    wanted = query.filters.get("gate")
    if not wanted:
        return query
    markets: Sequence[str] = query.filters.get("market", ())
    standing = at_gate(read, desk, markets[0] if len(markets) == 1 else "")
    keys = [one.id for one in standing if _stands(one, wanted)]
    others = {name: values for name, values in query.filters.items() if name != "gate"}
    return replace(query, filters={**others, "id": tuple(keys) or ("",)})


def _stands(one: AtGate, wanted: Sequence[str]) -> bool:
    return (BLOCKED in wanted and one.blocked) or (NOBODY in wanted and one.unnamed)
