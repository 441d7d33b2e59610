"""The escape loop: "did we look for this?" is asked by a claim, and one call puts it on the checklist.

A checklist in use never changes: the next edition replaces it, and the next inspection is planned with that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualitydesk.domain.claims.states import WAREHOUSE_TOO
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import Claim, ClaimLine, ClaimMessage, DefectType, Product, Template, TemplateCheck
from qualitydesk.services.claims.looked_for import looks_everywhere
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.catalogue import template_for
from qualitydesk.store.session import Work


@dataclass(frozen=True, slots=True)
class Widened:
    """What stands on the checklist now. ``added`` is False when it stood there before."""

    checklist: Bilingual
    edition: int
    check: Bilingual
    added: bool


def widen_checklist(desk: Desk, claim_id: str) -> Widened:
    """Look for the claimed defect on every unit of the sample, from the next inspection of the category on.

    The check that looked at fewer units is widened; where there is none, one is added. The claim's log notes
    it. Raises RuleBroken for a claim without a coded reason.
    """
    desk.require(*WAREHOUSE_TOO)
    with desk.store.write(desk.person, "add check to checklist") as work:
        defect, category = _asked(work, claim_id)
        current = work.get(Template, template_for(work, desk.rules, category))
        checks = work.rows(TemplateCheck, "position", template_id=current.id)
        name = Bilingual(current.name, current.name_zh)
        known = next((one for one in checks if looks_everywhere(one, defect.code)), None)
        if known is not None:
            return Widened(name, current.edition, Bilingual(known.name, known.name_zh), added=False)
        check = _next_edition(work, current, checks, defect)
        made = Widened(name, current.edition + 1, check, added=True)
        _note(desk, work, claim_id, made)
        return made


def _asked(work: Work, claim_id: str) -> tuple[Any, str]:
    """The claimed defect and the category of the claimed product."""
    claim = work.get(Claim, claim_id)
    line = work.find(ClaimLine, claim_id=claim_id)
    if not claim.reason_type_id or line is None or not line.product_id:
        message = msg("Say first, from the catalogue, what is wrong with the goods.")
        raise RuleBroken(message, fields={"code": message})
    product = work.get(Product, line.product_id)
    return work.get(DefectType, claim.reason_type_id), product.category


def _next_edition(work: Work, current: Any, checks: Any, defect: Any) -> Bilingual:
    """Make the next edition with the check in it; the name of the check."""
    work.change(Template, current.id, current=False)
    kept = ("code", "category", "name", "name_zh")
    values = {name: current._mapping[name] for name in kept}
    template = work.insert(Template, id=new_key(), edition=current.edition + 1, **values)
    rows = [dict(one._mapping) | {"id": new_key(), "version": 1, "template_id": template} for one in checks]
    narrow = next((row for row in rows if row["defect_code"] == defect.code), None)
    if narrow is None:
        narrow = _new_check(template, len(rows) + 1, defect)
        rows.append(narrow)
    narrow["sample"] = ""
    work.insert_many(TemplateCheck, rows)
    return Bilingual(narrow["name"], narrow["name_zh"])


def _new_check(template: str, position: int, defect: Any) -> dict[str, Any]:
    return {
        "id": new_key(),
        "version": 1,
        "template_id": template,
        "position": position,
        "code": f"claimed-{defect.code}".lower(),
        "name": defect.name,
        "name_zh": defect.name_zh,
        "requirement": "Not found on any unit",
        "requirement_zh": "每件均不得出现",
        "how_to": "",
        "how_to_zh": "",
        "kind": CheckKind.PASS_FAIL.value,
        "choices": None,
        "unit": "",
        "lower": None,
        "upper": None,
        "defect_code": defect.code,
        "sample": "",
        "photo_required": False,
    }


def _note(desk: Desk, work: Work, claim_id: str, made: Widened) -> None:
    work.insert(
        ClaimMessage,
        id=new_key(),
        claim_id=claim_id,
        at=desk.now(),
        direction="Note",
        counterpart="Us",
        author=desk.person.name,
        text=f"{made.checklist.en}, edition {made.edition}: {made.check.en}",
    )
    work.note("claim", {"id": claim_id})
