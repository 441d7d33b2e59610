"""What planned inspections from a file still lack: the checklist of their product's category, frozen into
each.

Inspections that come in finished keep what their file said; nobody checks them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.inspection.checklist import sample_size
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.keys import new_key
from qualitydesk.records import Inspection, InspectionCheck, Product, TemplateCheck, t
from qualitydesk.services.inspections.catalogue import load_catalogue, template_for
from qualitydesk.services.inspections.planning import COPIED
from qualitydesk.store.session import Work

PORTION = 500


def add_checklists(work: Work, made: Sequence[str]) -> int:
    """Give every planned inspection among ``made`` its template and checks; returns how many got one."""
    if not made:
        return 0
    load_catalogue(work)
    templates: dict[str, str] = {}
    checks: dict[str, Sequence[Any]] = {}
    count = 0
    for start in range(0, len(made), PORTION):
        rows = [
            row for row in work.among(Inspection, "id", made[start : start + PORTION]) if _lacks_checks(row)
        ]
        categories = {row.id: row.category for row in work.among(Product, "id", {r.product_id for r in rows})}
        for row in rows:
            category = categories[row.product_id]
            if category not in templates:
                templates[category] = template_for(work, category)
                checks[category] = _template_checks(work, templates[category])
            work.change(Inspection, row.id, template_id=templates[category])
        frozen = [check for row in rows for check in _frozen(row, checks[categories[row.product_id]])]
        work.insert_many(InspectionCheck, frozen)
        count += len(rows)
    return count


def _lacks_checks(row: Any) -> bool:
    return row.status == InspectionStatus.PLANNED and row.template_id is None


def _template_checks(work: Work, template: str) -> Sequence[Any]:
    table = t(TemplateCheck)
    return work.all(select(table).where(table.c.template_id == template).order_by(table.c.position))


def _frozen(row: Any, checks: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for check in checks:
        taken = min(sample_size(check.sample, row.lot_size, row.sample_size), row.sample_size)
        copied = {name: check._mapping[name] for name in COPIED}
        yield copied | {"id": new_key(), "inspection_id": row.id, "sample_size": taken}
