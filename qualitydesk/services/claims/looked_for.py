"""Whether we looked for what is claimed: the check that the lot's last inspection had for it, and the
checklist in force.

That it is looked for from now on is ``widening``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Inspection, InspectionCheck, Product, Template, TemplateCheck, t
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class EscapeQuestion:
    """Did we look for this? The last inspection of the lot, and its check for the claimed defect if any."""

    inspection_id: str
    inspection: str
    result: str
    check: Bilingual | None = None
    looked_at: int = 0
    sample_size: int = 0
    planned: bool = False
    """Whether the checklist in force looks for it on every unit of the sample."""

    @property
    def looked(self) -> bool:
        """Whether the inspection had a check for it on the whole sample."""
        return self.check is not None and self.looked_at >= self.sample_size


def escape_question(read: Reader, lot_id: str, reason_code: str) -> EscapeQuestion | None:
    """The last inspection of the lot that came to a result, and its check for the claimed defect."""
    found = read.first(_looked_at(), {"lot": lot_id}) if lot_id else None
    if found is None:
        return None
    asked = None
    if reason_code:
        asked = read.first(_asked_for(), {"inspection": found.id, "defect": reason_code})
    return EscapeQuestion(
        inspection_id=found.id,
        inspection=found.number,
        result=found.result,
        check=Bilingual(asked.name, asked.name_zh) if asked else None,
        looked_at=(asked.sample_size or found.sample_size) if asked else 0,
        sample_size=found.sample_size,
    )


def looks_everywhere(check: Any, defect_code: str) -> bool:
    """Whether a check of a template looks for that defect on every unit of the sample."""
    return bool(check.defect_code == defect_code and not check.sample)


def is_on_checklist(read: Reader, product_id: str, defect_code: str) -> bool:
    """Whether the checklist in force for a product looks for that defect on every unit of the sample."""
    product = read.find(Product, id=product_id) if product_id else None
    current = read.find(Template, category=product.category, current=True) if product is not None else None
    checks = read.rows(TemplateCheck, template_id=current.id) if current is not None else ()
    return any(looks_everywhere(check, defect_code) for check in checks)


@lru_cache(maxsize=1)
def _looked_at() -> Select[Any]:
    """The newest inspection of a lot that came to a result."""
    table = t(Inspection)
    done = table.c.lot_id == bindparam("lot"), table.c.result != "Pending"
    shown = (table.c[name] for name in ("id", "number", "result", "sample_size"))
    return select(*shown).where(*done).order_by(table.c.id.desc()).limit(1)


@lru_cache(maxsize=1)
def _asked_for() -> Select[Any]:
    """The check of an inspection for a defect, the one with the most units."""
    check = t(InspectionCheck)
    of_defect = (
        check.c.inspection_id == bindparam("inspection"),
        check.c.defect_code == bindparam("defect"),
    )
    shown = (check.c[name] for name in ("name", "name_zh", "sample_size"))
    return select(*shown).where(*of_defect).order_by(check.c.sample_size.desc()).limit(1)
