"""What each role may do, in one table: the people's screen shows it, the services ask for the same roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualitydesk.domain.claims.states import AFTER_SALES, WAREHOUSE_TOO
from qualitydesk.domain.inspection.states import APPROVING_ROLES, INSPECTING_ROLES
from qualitydesk.domain.people import MANAGING, WRITING, Role
from qualitydesk.domain.values import Message, msg


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that is not for everybody."""

    id: str
    name: Message
    roles: Sequence[str]


PERMISSIONS = (
    Permission("look", msg("Look at every record, verify papers, export lists"), tuple(Role)),
    Permission("record", msg("Record products, parties, lots and shipments; import"), WRITING),
    Permission("inspect", msg("Plan, carry out and sign inspections"), INSPECTING_ROLES),
    Permission("approve", msg("Approve or send back what somebody else signed"), APPROVING_ROLES),
    Permission(
        "claims", msg("Handle claims, their costs, recoveries and refunds; hand claims over"), AFTER_SALES
    ),
    Permission("returns", msg("Receive and inspect returned goods, write into a claim’s log"), WAREHOUSE_TOO),
    Permission("release", msg("Release a shipment when the gate is open"), AFTER_SALES),
    Permission("except", msg("Grant a dated exception at the gate, block a party"), MANAGING),
    Permission("force", msg("Bring a certificate into force, free a lot that was set apart"), MANAGING),
    Permission("certify", msg("Issue inspection certificates, declare papers void"), MANAGING),
    Permission("people", msg("Give logins, change roles, set passwords"), MANAGING),
    Permission("house", msg("Change the company's name, address, logo and usual values"), MANAGING),
)
