"""The lists of the defect catalogue and of the checklists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import DefectType, Template, TemplateCheck, t
from qualitydesk.store.listings.register import Register

DEFECT, TEMPLATE, CHECK = t(DefectType), t(Template), t(TemplateCheck)


@dataclass(frozen=True, slots=True)
class DefectRow:
    """One entry of the defect catalogue."""

    id: str
    version: int
    code: str
    name: Bilingual
    defect_class: DefectClass
    category: str
    active: bool


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One version of a checklist; ``checks`` is how many it asks."""

    id: str
    version: int
    code: str
    edition: int
    category: str
    name: Bilingual
    current: bool
    checks: int


def _defect(row: Any) -> DefectRow:
    return DefectRow(
        id=row.id,
        version=row.version,
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        defect_class=DefectClass(row.defect_class),
        category=row.category,
        active=row.active,
    )


def _checklist(row: Any) -> ChecklistRow:
    return ChecklistRow(
        id=row.id,
        version=row.version,
        code=row.code,
        edition=row.edition,
        category=row.category,
        name=Bilingual(row.name, row.name_zh),
        current=row.current,
        checks=row.checks,
    )


DEFECTS = Register(
    select=select(DEFECT),
    key=DEFECT.c.id,
    orders={
        "": DEFECT.c.id,
        "code": DEFECT.c.code,
        "name": DEFECT.c.name,
        "class": case({each.value: n for n, each in enumerate(DefectClass)}, value=DEFECT.c.defect_class),
        "category": DEFECT.c.category,
    },
    filters={
        "class": DEFECT.c.defect_class.in_,
        "category": DEFECT.c.category.in_,
        "active": lambda values: DEFECT.c.active.in_([value == "1" for value in values]),
    },
    row=_defect,
    kind="defect_type",
)
"""The defect catalogue, newest first; by class the critical ones first."""

_ASKED = select(func.count()).select_from(CHECK).where(CHECK.c.template_id == TEMPLATE.c.id).scalar_subquery()

CHECKLISTS = Register(
    select=select(TEMPLATE, _ASKED.label("checks")),
    key=TEMPLATE.c.id,
    orders={
        "": TEMPLATE.c.id,
        "code": TEMPLATE.c.code,
        "name": TEMPLATE.c.name,
        "category": TEMPLATE.c.category,
    },
    filters={
        "category": TEMPLATE.c.category.in_,
        "code": TEMPLATE.c.code.in_,
        "current": lambda values: TEMPLATE.c.current.in_([value == "1" for value in values]),
    },
    row=_checklist,
    kind="checklist",
)
"""The checklists in all their versions, newest first."""
