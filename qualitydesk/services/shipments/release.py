"""The way of a shipment through its states: declared, released by the gate, on its way, received, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from qualitydesk.domain.claims.states import AFTER_SALES
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.shipments.exceptions import require_exception
from qualitydesk.domain.shipments.gate import NO_EXCEPTION, run_checks
from qualitydesk.domain.shipments.states import SHIPMENT_MOVES, ShipmentStatus, require_move
from qualitydesk.domain.values import Finding, Severity, msg
from qualitydesk.records import GateException, Shipment, ShipmentLine
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.facts import gate_facts
from qualitydesk.services.shipments.gathering import gather
from qualitydesk.store.session import Work

NEEDS_REASON = (
    ShipmentStatus.CANCELLED,
    ShipmentStatus.LOST,
    ShipmentStatus.CUSTOMS_HOLD,
    ShipmentStatus.DRAFT,
)


def declare_shipment(desk: Desk, key: str, version: int, *, declared_minor: int | None = None) -> int:
    """Draft -> Declared: the duties and the value as they were declared; counts the declarations."""
    with desk.store.write(desk.person, "declare shipment") as work:
        row = work.get(Shipment, key)
        require_move(SHIPMENT_MOVES, ShipmentStatus(row.status), ShipmentStatus.DECLARED)
        if not work.count(ShipmentLine, shipment_id=key):
            raise RuleBroken(msg("A shipment without lines can’t be declared."))
        if not row.market:
            raise RuleBroken(msg("Choose the market first."), fields={"market": msg("This is needed.")})
        fields: dict[str, Any] = {
            "status": ShipmentStatus.DECLARED.value,
            "declaration_no": row.declaration_no + 1,
            "declared_at": desk.now(),
        }
        if declared_minor is not None:
            fields["declared_minor"] = declared_minor
        return work.update(Shipment, key, version, **fields)


def release_shipment(desk: Desk, key: str, version: int) -> int:
    """Declared -> Released; refused with its findings while anything stops it."""
    desk.require(*AFTER_SALES)
    with desk.store.write(desk.person, "release shipment") as work:
        row = work.locked(Shipment, key)
        require_move(SHIPMENT_MOVES, ShipmentStatus(row.status), ShipmentStatus.RELEASED)
        stops = _stops(work, desk, row)
        if stops:
            raise RuleBroken(
                msg(
                    "The gate is closed: {count} reasons stop {number}.", count=len(stops), number=row.number
                ),
                findings=stops,
            )
        return work.update(
            Shipment,
            key,
            version,
            status=ShipmentStatus.RELEASED.value,
            released_at=desk.now(),
            released_by_id=desk.person.id or None,
        )


def _stops(work: Work, desk: Desk, row: Any) -> tuple[Finding, ...]:
    findings = run_checks(gate_facts(desk, gather(work, desk, [row.id]), row))
    return tuple(finding for finding in findings if finding.severity is Severity.STOP)


def advance_shipment(desk: Desk, key: str, version: int, status: ShipmentStatus, reason: str = "") -> int:
    """Any other move of the table; holding, losing, cancelling and taking back need a reason."""
    if status in (ShipmentStatus.RELEASED, ShipmentStatus.DECLARED):
        raise RuleBroken(msg("Declare and release have their own steps."))
    if status in NEEDS_REASON and not reason.strip():
        raise RuleBroken(msg("Say why."), fields={"reason": msg("A reason is needed.")})
    with desk.store.write(desk.person, f"shipment {status.value.lower()}", reason) as work:
        row = work.get(Shipment, key)
        require_move(SHIPMENT_MOVES, ShipmentStatus(row.status), status)
        fields: dict[str, Any] = {"status": status.value}
        if status is ShipmentStatus.RECEIVED:
            fields["received_at"] = desk.now()
        return work.update(Shipment, key, version, **fields)


def hold_shipment(desk: Desk, key: str, version: int, reason: str) -> int:
    """Customs keep the goods."""
    return advance_shipment(desk, key, version, ShipmentStatus.CUSTOMS_HOLD, reason)


def receive_shipment(desk: Desk, key: str, version: int) -> int:
    """The goods have arrived."""
    return advance_shipment(desk, key, version, ShipmentStatus.RECEIVED)


def close_shipment(desk: Desk, key: str, version: int) -> int:
    """Nothing is left to do."""
    return advance_shipment(desk, key, version, ShipmentStatus.CLOSED)


def grant_exception(desk: Desk, shipment: str, finding: Finding, *, until: date, reason: str) -> str:
    """Let one stop of a shipment pass until a day, by name and with the reason; for managers. Returns its
    key.
    """
    desk.require(*MANAGING)
    if finding.id in NO_EXCEPTION:
        raise RuleBroken(msg("Nobody may grant an exception from this: {title}", title=finding.title))
    require_exception(until, reason, desk.today())
    with desk.store.write(desk.person, "grant exception", reason) as work:
        row = work.get(Shipment, shipment)
        return work.insert(
            GateException,
            id=new_key(),
            finding=finding.id,
            rule=finding.rule,
            subject=finding.subject,
            shipment_id=shipment,
            market=row.market,
            granted_by_id=desk.person.id,
            granted_at=desk.now(),
            valid_to=until,
            reason=reason.strip(),
        )
