"""Safety incidents: the case of an injury, fire or shock with the authority clocks of every market concerned.

Nothing is sent to anybody; what was told to whom is written down by people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.claims.deadlines import Deadline
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.safety import INCIDENT_MOVES, INCIDENT_WAYS, IncidentKind, require_move
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import Claim, Incident, Inspection, Lot, Product, Shipment, ShipmentLine, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import HistoryEntry, record_history
from qualitydesk.services.listed import Listed
from qualitydesk.services.required import require_editor, require_fitting, trimmed
from qualitydesk.services.rules import incident_deadlines
from qualitydesk.services.safety.affected import Affected, Goods, affected
from qualitydesk.store.listings.safety import INCIDENTS as _REGISTER
from qualitydesk.store.listings.safety import IncidentRow
from qualitydesk.store.session import Reader

INCIDENTS: Listed[IncidentRow] = Listed(_REGISTER)
HARM = {"serious_harm": "yes"}


@dataclass(frozen=True, slots=True)
class Linked:
    """Another record of the case: its key, its number, what it is called."""

    id: str
    number: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """Everything a case shows; ``clocks`` are the reports that the markets concerned ask for."""

    id: str
    version: int
    fields: Mapping[str, Any]
    links: Mapping[str, Linked]
    markets: tuple[str, ...]
    clocks: tuple[Deadline, ...]
    affected: Affected
    next: tuple[str, ...]
    steps: tuple[HistoryEntry, ...]


def open_incident(desk: Desk, key: str) -> IncidentFile:
    """A case by key or number."""
    with desk.store.read() as read:
        row = read.find(Incident, number=key) or read.get(Incident, key)
        lots = frozenset({row.lot_id} - {None})
        products = frozenset({row.product_id} - {None}) if not lots else frozenset()
        touched = affected(read, Goods(lots, products))
        links = _links(read, row)
        markets = _markets(desk, read, row)
    return IncidentFile(
        id=row.id,
        version=row.version,
        fields=dict(row._mapping),
        links=links,
        markets=markets,
        clocks=_clocks(desk, markets, row.aware_at),
        affected=touched,
        next=INCIDENT_WAYS.get(row.status, ()),
        steps=tuple(one for one in record_history(desk, "incident", row.id).rows if one.reason),
    )


def _links(read: Reader, row: Any) -> dict[str, Linked]:
    found: dict[str, Linked] = {}
    for name, record in (("claim", Claim), ("inspection", Inspection), ("lot", Lot)):
        linked = read.find(record, id=getattr(row, f"{name}_id")) if getattr(row, f"{name}_id") else None
        if linked is not None:
            found[name] = Linked(linked.id, linked.number, Bilingual(linked.number))
    product = read.find(Product, id=row.product_id) if row.product_id else None
    if product is not None:
        found["product"] = Linked(product.id, product.sku, Bilingual(product.name, product.name_zh))
    return found


def _markets(desk: Desk, read: Reader, row: Any) -> tuple[str, ...]:
    """The markets that the goods went to, and that of the claim."""
    line, shipment = t(ShipmentLine), t(Shipment)
    codes: list[str] = []
    if row.claim_id:
        claim = read.get(Claim, row.claim_id)
        codes.append(claim.market or claim.country)
    if row.lot_id or row.product_id:
        meant = line.c.lot_id == row.lot_id if row.lot_id else line.c.product_id == row.product_id
        went = select(shipment.c.market).join(line, line.c.shipment_id == shipment.c.id).where(meant)
        codes += [one.market for one in read.all(went.distinct().order_by(shipment.c.market))]
    known = (desk.rules.market(code) for code in codes if code)
    return tuple(dict.fromkeys(market.code for market in known if market is not None))


def _clocks(desk: Desk, markets: tuple[str, ...], aware: datetime) -> tuple[Deadline, ...]:
    events = {"became_aware": aware, "information_obtained": aware}
    return incident_deadlines(desk.rules, markets, events, HARM)


def create_incident(desk: Desk, *, kind: str, aware_at: datetime, **fields: Any) -> str:
    """Open a case; ``aware_at`` is when we came to know of it, from which the authority clocks run."""
    given = _checked(desk, {"kind": kind, "aware_at": aware_at, **fields})
    if not (given.get("product_id") or given.get("lot_id")):
        raise RuleBroken(msg("Say which goods it was."), fields={"product_id": msg("This is needed.")})
    with desk.store.write(desk.person, "open incident") as work:
        return work.insert(Incident, id=new_key(), number=work.next_number("SI"), **_joined(work, given))


def edit_incident(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change fields of a case; returns the new version."""
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit incident") as work:
        return work.update(Incident, key, version, **_joined(work, given))


def _joined(read: Reader, given: dict[str, Any]) -> dict[str, Any]:
    """A lot brings its product; a lot of another product is refused."""
    if not given.get("lot_id"):
        return given
    lot = read.get(Lot, given["lot_id"])
    if given.get("product_id") and given["product_id"] != lot.product_id:
        raise RuleBroken(
            msg("This lot is of another product."), fields={"lot_id": msg("Choose a lot of the product.")}
        )
    return given | {"product_id": lot.product_id}


def move_incident(desk: Desk, key: str, version: int, status: str, reason: str) -> int:
    """Take the next step, with what was found or told to whom."""
    desk.require(*INCIDENT_MOVES[status].roles)
    with desk.store.write(desk.person, "move incident", reason) as work:
        require_move(INCIDENT_WAYS, work.get(Incident, key).status, status, reason)
        return work.update(Incident, key, version, status=status)


def _checked(desk: Desk, fields: Mapping[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = trimmed(fields)
    for name in ("product_id", "lot_id", "claim_id", "inspection_id"):
        if name in given:
            given[name] = given[name] or None
    if given.get("kind", IncidentKind.OTHER) not in tuple(IncidentKind):
        raise RuleBroken(msg("Say what happened."), fields={"kind": msg("Choose one.")})
    if "aware_at" in given and given["aware_at"] > desk.now():
        raise RuleBroken(
            msg("That moment has not come yet."), fields={"aware_on": msg("Choose today or earlier.")}
        )
    require_fitting(Incident, given)
    return given
