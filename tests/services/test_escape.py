"""Did we look for this? One call puts the claimed defect on the checklist of the category."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.people import Role
from qualitydesk.records import DefectType, Inspection, InspectionCheck, Template, TemplateCheck
from qualitydesk.services import claims, inspections
from qualitydesk.services.claims import NextStepKind, widen_checklist
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from tests.claim_story import claim_on_kettle, sell_kettles

UNKNOWN = "X-77"
"""A fault that no starter checklist looks for."""


@pytest.fixture
def claim(manager: Desk) -> str:
    """A claim for a fault that the approved inspection of the lot did not look for."""
    keys = sell_kettles(manager)
    planned = inspections.plan_inspection(manager, NewInspection(keys["lot"]))
    with manager.store.write(manager.person, "prepare") as work:
        work.change(Inspection, planned, result="Pass")
        fault = work.insert(
            DefectType,
            id="fault",
            code=UNKNOWN,
            name="Lid does not close",
            name_zh="盖子合不上",
            defect_class="Major",
        )
    made = claim_on_kettle(manager)
    version = claims.triage(manager, made, claims.open_claim(manager, made).version)
    version = claims.investigate(manager, made, version)
    claims.set_reason(manager, made, version, defect_type_id=fault)
    return made


def current_checks(desk: Desk) -> tuple[int, list[tuple[str, str]]]:
    with desk.store.read() as read:
        template = read.find(Template, category="electrical_lv", current=True) or read.find(
            Template, current=True
        )
        assert template is not None
        rows = read.rows(TemplateCheck, "position", template_id=template.id)
    return template.edition, [(row.defect_code, row.sample) for row in rows]


def widen_step(desk: Desk, claim: str) -> bool:
    (step,) = [
        one for one in claims.open_claim(desk, claim).next_steps if one.kind is NextStepKind.WIDEN_CHECK
    ]
    return step.done


def test_the_check_is_added_to_the_next_edition(manager: Desk, claim: str) -> None:
    edition, before = current_checks(manager)
    assert UNKNOWN not in dict(before)
    assert not widen_step(manager, claim)
    made = widen_checklist(manager, claim)
    assert (made.added, made.edition, made.check.zh) == (True, edition + 1, "盖子合不上")
    assert current_checks(manager) == (edition + 1, [*before, (UNKNOWN, "")])
    assert widen_step(manager, claim)
    assert claims.open_claim(manager, claim).messages[-1].direction == "Note"
    again = widen_checklist(manager, claim)
    assert (again.added, again.edition) == (False, edition + 1)


def test_the_next_inspection_looks_for_it_and_the_old_one_is_untouched(manager: Desk, claim: str) -> None:
    with manager.store.read() as read:
        (old,) = read.rows(Inspection)
        kept = [row.code for row in read.rows(InspectionCheck, "position", inspection_id=old.id)]
    widen_checklist(manager, claim)
    planned = inspections.plan_inspection(manager, NewInspection(old.lot_id))
    with manager.store.read() as read:
        looked = {row.defect_code for row in read.rows(InspectionCheck, inspection_id=planned)}
        assert UNKNOWN in looked
        assert [row.code for row in read.rows(InspectionCheck, "position", inspection_id=old.id)] == kept


def test_a_check_of_few_units_is_widened_to_the_sample(manager: Desk, claim: str) -> None:
    with manager.store.read() as read:
        narrow = next(row for row in read.rows(TemplateCheck, "position") if row.sample.startswith("S-"))
        fault = read.find(DefectType, code=narrow.defect_code)
        assert fault is not None
    _edition, before = current_checks(manager)
    version = claims.open_claim(manager, claim).version
    claims.set_reason(manager, claim, version, defect_type_id=fault.id)
    widen_checklist(manager, claim)
    _edition, after = current_checks(manager)
    assert len(after) == len(before)
    assert (narrow.defect_code, "") in after


def test_it_needs_a_coded_reason_and_somebody_who_records(manager: Desk) -> None:
    sell_kettles(manager)
    made = claim_on_kettle(manager)
    with pytest.raises(RuleBroken, match="catalogue"):
        widen_checklist(manager, made)
    auditor = manager.of(type(manager.person)("a", "audit", "Audit", Role.AUDITOR))
    with pytest.raises(Denied):
        widen_checklist(auditor, made)
