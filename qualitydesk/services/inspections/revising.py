"""Revising an approved inspection: a copy of everything recorded so far, open again under the same number.

The approved one stays as it is and as it was signed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.states import INSPECTING_ROLES, Decision, InspectionStatus, check_revisable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import (
    AttachmentLink,
    Defect,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Reading,
    Record,
    Tranche,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.content import photo_links, rows_of
from qualitydesk.store.session import Work


def revise_inspection(desk: Desk, key: str, reason: str) -> str:
    """Open a revision of an approved inspection with everything recorded so far; returns its key.

    The approved one stays as it is. The person who revises becomes the inspector of the revision.
    """
    desk.require(*INSPECTING_ROLES)
    with desk.store.write(desk.person, "revise inspection", reason) as work:
        row = work.get(Inspection, key)
        check_revisable(InspectionStatus(row.status), reason)
        newest = work.scalar(
            select(func.max(t(Inspection).c.revision)).where(t(Inspection).c.number == row.number)
        )
        if newest != row.revision:
            raise RuleBroken(msg("A newer revision of this inspection exists already."))
        return _copy(desk, work, row, reason)


_NOT_COPIED = {"id", "version"}


def _copy(desk: Desk, work: Work, row: Any, reason: str) -> str:
    key = new_key()
    values = {name: value for name, value in row._mapping.items() if name not in _NOT_COPIED}
    values |= {
        "revision": row.revision + 1,
        "revision_of_id": row.id,
        "revision_reason": reason.strip(),
        "status": InspectionStatus.IN_PROGRESS.value,
        "decision": Decision.NONE.value,
        "inspector_id": desk.person.id,
        "approver_id": None,
        "submitted_at": None,
        "approved_at": None,
        "reason": "",
    }
    work.insert(Inspection, id=key, **values)
    new_keys = {row.id: key}
    for record in (InspectionLimit, InspectionCheck, Reading, Defect, Tranche):
        _copy_rows(work, record, row.id, new_keys)
    _copyphoto_links(work, row.id, new_keys)
    return key


def _copy_rows(work: Work, record: type[Record], old: str, new_keys: dict[str, str]) -> None:
    copies = []
    for each in rows_of(work, record, old):
        values = dict(each._mapping)
        new_keys[each.id] = values["id"] = new_key()
        values["inspection_id"] = new_keys[old]
        if values.get("check_id"):
            values["check_id"] = new_keys[values["check_id"]]
        if "decision" in values:
            values["decision"] = Decision.NONE.value
        copies.append(values)
    work.insert_many(record, copies)


def _copyphoto_links(work: Work, old: str, new_keys: dict[str, str]) -> None:
    copies = [
        {**link._mapping, "id": new_key(), "subject_id": new_keys[link.subject_id]}
        for link in photo_links(work, old)
    ]
    work.insert_many(AttachmentLink, copies)
