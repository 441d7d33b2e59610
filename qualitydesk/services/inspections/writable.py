"""Who may write in an inspection now: its own inspector, while it is open."""

from __future__ import annotations

from typing import Any

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.values import msg
from qualitydesk.records import Inspection
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work


def writable(desk: Desk, work: Work, key: str) -> Any:
    """The inspection, if it may be written in by this person now; nobody signs it meanwhile."""
    inspection = work.locked(Inspection, key)
    require_writable(desk, inspection)
    return inspection


def require_writable(desk: Desk, inspection: Any) -> None:
    """Refuse an inspection that is locked, or that another inspector works on."""
    if inspection.status != InspectionStatus.IN_PROGRESS:
        raise RuleBroken(
            msg("This inspection is “{status}”; nothing can be written in it.", status=msg(inspection.status))
        )
    if inspection.inspector_id != desk.person.id:
        raise Denied(msg("Another inspector works on this inspection. Take it over first."))


def of_another() -> RuleBroken:
    """The refusal of a part that belongs to another record."""
    return RuleBroken(msg("This belongs to another inspection."))
