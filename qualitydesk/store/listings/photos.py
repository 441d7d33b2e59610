"""How many photos an inspection still lacks: defects and answered checks that ask for one and have none."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, exists, func, select

from qualitydesk.domain.inspection.states import CheckOutcome
from qualitydesk.records import AttachmentLink, Defect, InspectionCheck, t


def lacking_photos(inspection: ColumnElement[Any]) -> ColumnElement[Any]:
    """The number for the inspection with that key, as part of a larger select."""
    defect, check = t(Defect), t(InspectionCheck)
    of_defects = _lacking(defect, inspection, defect.c.withdrawn_at.is_(None))
    return of_defects + _lacking(check, inspection, check.c.outcome != CheckOutcome.OPEN.value)


def _lacking(
    table: Table, inspection: ColumnElement[Any], condition: ColumnElement[bool]
) -> ColumnElement[Any]:
    link = t(AttachmentLink)
    hangs = exists().where(link.c.subject_id == table.c.id, link.c.removed_at.is_(None))
    counted = select(func.count()).select_from(table).where(table.c.inspection_id == inspection)
    return counted.where(table.c.photo_required == 1, ~hangs, condition).scalar_subquery()
