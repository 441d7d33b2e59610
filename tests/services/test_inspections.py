"""Inspections through their use cases, on the real database: from the plan to two signatures."""

from __future__ import annotations

import io
from typing import Any

import pytest

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.inspection.states import (
    CheckKind,
    CheckOutcome,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
)
from qualitydesk.domain.photo_marks import Mark, MarkKind
from qualitydesk.records import Inspection, Lot, NonConformity, Template, Tranche
from qualitydesk.services import drafts, inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import InspectionFile, NewInspection
from qualitydesk.services.photos import describe_photo
from qualitydesk.translation import Translator
from tests.builders import PASSWORD, add_lot, add_product, add_traded_goods

CRITICAL, MAJOR, MINOR = DefectClass


def lot_of(desk: Desk, quantity: int = 5, **product: Any) -> str:
    """A small lot, so that the whole sample can be inspected in a test."""
    with desk.store.write(desk.person, "make a lot") as work:
        keys = add_traded_goods(work)
        if product:
            keys["lot"] = add_lot(work, add_product(work, **product), number="LOT-1")
        work.change(Lot, keys["lot"], quantity=quantity)
    return keys["lot"]


def planned(desk: Desk, quantity: int = 5, **wanted: Any) -> str:
    return inspections.plan_inspection(desk, NewInspection(lot_of(desk, quantity), **wanted))


def started(desk: Desk, quantity: int = 5, **wanted: Any) -> InspectionFile:
    key = planned(desk, quantity, **wanted)
    inspections.start_inspection(desk, key, inspections.open_inspection(desk, key).version)
    return inspections.open_inspection(desk, key)


def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (64, 48), (40, 90, 60)).save(out, "JPEG")
    return out.getvalue()


def finish(desk: Desk, key: str) -> InspectionFile:
    """Pass every check of every unit and add the photos that are required."""
    file = inspections.open_inspection(desk, key)
    for unit in range(file.units_done + 1, file.sample_size + 1):
        for check in (each for each in file.checks if each.sample_size >= unit):
            if unit not in check.readings:
                pass_check(desk, check, unit)
        inspections.next_unit(desk, key)
    for check in (each for each in file.checks if each.photo_required and not each.photos):
        inspections.add_photo(desk, key, picture(), "photo.jpg", check_id=check.id)
    return inspections.open_inspection(desk, key)


def pass_check(desk: Desk, check: inspections.CheckLine, unit: int) -> None:
    if check.kind is CheckKind.MEASURE:
        inspections.record_reading(
            desk, check.id, unit, str(check.upper if check.upper is not None else check.lower)
        )
    elif check.kind is CheckKind.CHOICE:
        accepted = next(choice for choice in check.choices if choice.accepted)
        inspections.record_choice(desk, check.id, unit, accepted.name.en)
    else:
        inspections.record_check(desk, check.id, unit, CheckOutcome.PASS)


def check_of(file: InspectionFile, kind: CheckKind, *, sample: str = "") -> inspections.CheckLine:
    return next(each for each in file.checks if each.kind is kind and each.sample == sample)


def test_planning_freezes_plan_limits_and_checks(inspector: Desk) -> None:
    file = inspections.open_inspection(inspector, planned(inspector, 1200))
    assert file.number == "IN-2026-0001"
    assert (file.status, file.result, file.decision) == (
        InspectionStatus.PLANNED,
        Result.PENDING,
        Decision.NONE,
    )
    assert (file.letter, file.sample_size, file.lot_size) == ("J", 80, 1200)
    assert [(each.defect_class, each.aql, each.ac, each.re) for each in file.limits] == [
        (CRITICAL, "0", 0, 1),
        (MAJOR, "2.5", 5, 6),
        (MINOR, "4.0", 7, 8),
    ]
    assert len(file.checks) == 12
    cord = next(each for each in file.checks if each.code == "cord_length")
    assert (str(cord.lower), str(cord.upper), cord.unit, cord.name.zh) == (
        "1.75",
        "1.90",
        "m",
        "电源线长度（插头至手柄）",
    )
    assert [str(line.words) for line in file.trail] == ["Plan and limits frozen"]
    assert file.shipment.startswith("SH-2026-")


def test_a_repeated_plan_makes_one_inspection(inspector: Desk) -> None:
    wanted = NewInspection(lot_of(inspector))
    key = "019aa000-0000-7000-8000-000000000001"
    assert inspections.plan_inspection(inspector, wanted, key=key) == key
    assert inspections.plan_inspection(inspector, wanted, key=key) == key
    with inspector.store.read() as read:
        assert read.count(Inspection) == 1


def test_plans_that_cannot_be_had_are_refused(inspector: Desk, service: Desk) -> None:
    lot = lot_of(inspector, 100)
    for wanted in (
        NewInspection(lot, aqls={MAJOR: "2.6"}),
        NewInspection(lot, level="IV"),
        NewInspection(lot, quantity=101),
    ):
        with pytest.raises(RuleBroken):
            inspections.plan_inspection(inspector, wanted)
    with pytest.raises(RuleBroken):
        inspections.plan_inspection(inspector, NewInspection(lot_of(inspector, 0)))
    with pytest.raises(Denied):
        inspections.plan_inspection(service, NewInspection(lot))
    assert inspections.preview_plan(inspector, NewInspection(lot)).n == 20


def test_lots_are_chosen_by_words_and_by_scan(inspector: Desk) -> None:
    lot_of(inspector, 100, name="Power bank 20 000 mAh", gtin="6971234560339", sku="PB-20K")
    for scanned in ("LOT-1", "6971234560339", "PB-20K"):
        assert inspections.find_lot(inspector, scanned).number == "LOT-1"
    assert [each.sku for each in inspections.choose_lots(inspector, "power")] == ["PB-20K"]
    assert inspections.choose_lots(inspector, "100 %") == ()
    with pytest.raises(NotFound):
        inspections.find_lot(inspector, "nothing")


def test_a_lot_of_any_category_has_a_checklist(inspector: Desk) -> None:
    assert inspections.load_starters(inspector) == len(inspections.checklist_categories())
    lot = lot_of(inspector, 100, category="gas_appliance")
    file = inspections.open_inspection(inspector, inspections.plan_inspection(inspector, NewInspection(lot)))
    assert len(file.checks) == 11
    with inspector.store.read() as read:
        begun = read.find(Template, category="gas_appliance", current=True)
        assert begun is not None
        assert (begun.name, begun.name_zh) == ("Gas appliances", "燃气器具")


def test_answers_are_judged_and_kept(inspector: Desk) -> None:
    file = started(inspector)
    measure = check_of(file, CheckKind.MEASURE)
    inspections.record_reading(inspector, measure.id, 1, "1,83")
    choice = check_of(file, CheckKind.CHOICE)
    inspections.record_choice(inspector, choice.id, 1, "Other plug")
    file = inspections.open_inspection(inspector, file.id)
    checks = {each.id: each for each in file.checks}
    assert checks[measure.id].readings[1].outcome is CheckOutcome.PASS
    assert str(checks[measure.id].readings[1].value) == "1.83"
    assert checks[choice.id].outcome is CheckOutcome.FAIL
    assert [(each.code, each.unit, each.photo_missing) for each in file.defects] == [("E-04", 1, True)]
    assert file.counts[MAJOR] == 1


def test_an_answer_taken_back_withdraws_its_defect(inspector: Desk) -> None:
    file = started(inspector)
    check = check_of(file, CheckKind.PASS_FAIL)
    for outcome, defects in ((CheckOutcome.FAIL, 1), (CheckOutcome.PASS, 0), (CheckOutcome.FAIL, 1)):
        standing = inspections.record_check(inspector, check.id, 1, outcome)
        assert standing.counts[MAJOR] == defects
    assert len(inspections.open_inspection(inspector, file.id).defects) == 1


def test_answers_outside_the_sample_or_of_another_kind_are_refused(inspector: Desk) -> None:
    file = started(inspector)
    check, measure = check_of(file, CheckKind.PASS_FAIL), check_of(file, CheckKind.MEASURE)
    for unit in (0, 2, 99):
        with pytest.raises(RuleBroken):
            inspections.record_check(inspector, check.id, unit, CheckOutcome.PASS)
    with pytest.raises(RuleBroken):
        inspections.record_check(inspector, measure.id, 1, CheckOutcome.PASS)
    with pytest.raises(RuleBroken):
        inspections.record_reading(inspector, measure.id, 1, "about two")
    with pytest.raises(RuleBroken):
        inspections.record_choice(inspector, check_of(file, CheckKind.CHOICE).id, 1, "Type Q")


def test_the_next_unit_waits_for_every_check(inspector: Desk) -> None:
    file = started(inspector)
    with pytest.raises(RuleBroken, match="still open"):
        inspections.next_unit(inspector, file.id)
    for check in file.checks[1:]:
        pass_check(inspector, check, 1)
    with pytest.raises(RuleBroken, match="1 check on this unit is still open"):
        inspections.next_unit(inspector, file.id)
    pass_check(inspector, file.checks[0], 1)
    assert inspections.next_unit(inspector, file.id).progress.units_done == 1


def test_defects_are_added_changed_withdrawn_and_restored(inspector: Desk) -> None:
    file = started(inspector, 1200)
    first = inspections.add_defect(inspector, file.id, "c-11", unit=1, carton="31", count=2)
    assert inspections.add_defect(inspector, file.id, "C-11", defect_id=first) == first
    inspections.add_defect(inspector, file.id, "P-03", unit=1)
    file = inspections.open_inspection(inspector, file.id)
    assert [(each.code, each.count, each.carton) for each in file.defects] == [
        ("P-03", 1, ""),
        ("C-11", 2, "31"),
    ]
    assert (file.counts[MAJOR], file.counts[MINOR]) == (2, 1)
    assert inspections.change_defect(inspector, first, defect_class=MINOR, count=3).counts[MINOR] == 4
    assert inspections.remove_defect(inspector, first).counts[MINOR] == 1
    assert inspections.restore_defect(inspector, first).counts[MINOR] == 4
    for code, count in (("Z-99", 1), ("C-11", 0)):
        with pytest.raises(RuleBroken):
            inspections.add_defect(inspector, file.id, code, count=count)


def test_an_answer_taken_back_is_open_again_and_its_unit_in_hand(inspector: Desk) -> None:
    file = started(inspector)
    for check in file.checks:
        pass_check(inspector, check, 1)
    inspections.next_unit(inspector, file.id)
    standing = inspections.take_answer_back(inspector, file.checks[-1].id, 1)
    assert standing.progress.units_done == 0
    file = inspections.open_inspection(inspector, file.id)
    assert file.checks[-1].readings[1].outcome is CheckOutcome.OPEN


def test_a_changed_answer_taken_back_is_the_one_before(inspector: Desk) -> None:
    file = started(inspector)
    measure = check_of(file, CheckKind.MEASURE)
    inspections.record_reading(inspector, measure.id, 1, "1.83")
    before = check_of(inspections.open_inspection(inspector, file.id), CheckKind.MEASURE).readings[1]
    inspections.record_reading(inspector, measure.id, 1, "183")
    inspections.take_answer_back(inspector, measure.id, 1, before)
    assert check_of(inspections.open_inspection(inspector, file.id), CheckKind.MEASURE).readings[1] == before


def test_photos_hang_on_defects_and_strangers_are_refused(inspector: Desk) -> None:
    file = started(inspector)
    defect = inspections.add_defect(inspector, file.id, "B-01", unit=1)
    link = inspections.add_photo(inspector, file.id, picture(), "swollen.jpg", defect_id=defect)
    shown = inspections.open_inspection(inspector, file.id)
    assert [photo.name for photo in shown.defects[0].photos] == ["swollen.jpg"]
    assert not shown.defects[0].photo_missing
    missing = inspections.remove_photo(inspector, file.id, link).progress.missing_photos
    assert inspections.restore_photo(inspector, file.id, link).progress.missing_photos == missing - 1
    assert inspections.remove_photo(inspector, file.id, link).progress.missing_photos == missing
    other = started(inspector)
    with pytest.raises(RuleBroken):
        inspections.add_photo(inspector, other.id, picture(), "x.jpg", defect_id=defect)
    with pytest.raises(RuleBroken):
        inspections.add_photo(inspector, file.id, b"MZ not a picture", "x.exe")


def test_what_a_photo_shows_is_told_while_the_inspection_is_open(inspector: Desk, approver: Desk) -> None:
    file = started(inspector)
    check = file.checks[0]
    link = inspections.add_photo(inspector, file.id, picture(), "label.jpg", check_id=check.id)
    box = Mark(MarkKind.BOX, 0.2, 0.2, 0.8, 0.6)
    told = describe_photo(inspector, link, 1, caption="Label", marks=[box])
    (shown,) = inspections.open_inspection(inspector, file.id).checks[0].photos
    assert (shown.caption, shown.marks) == ("Label", (box,))
    with pytest.raises(Denied):
        describe_photo(approver, link, told, caption="Other")
    inspections.abort_inspection(inspector, file.id, file.version, "Power cut")
    with pytest.raises(RuleBroken):
        describe_photo(inspector, link, told, caption="Other")


def test_only_the_inspector_of_the_record_writes_in_it(inspector: Desk, approver: Desk) -> None:
    file = started(inspector)
    check = check_of(file, CheckKind.PASS_FAIL)
    with pytest.raises(Denied):
        inspections.record_check(approver, check.id, 1, CheckOutcome.PASS)
    inspections.take_over_inspection(approver, file.id, file.version)
    inspections.record_check(approver, check.id, 1, CheckOutcome.PASS)
    with pytest.raises(Denied):
        inspections.record_check(inspector, check.id, 1, CheckOutcome.PASS)


def test_typing_survives_and_is_dropped_when_it_is_saved(inspector: Desk, approver: Desk) -> None:
    file = started(inspector)
    for typed in ("1", "1.", "1.8"):
        drafts.save_draft(inspector, "capture", file.id, {"typed": typed})
    kept = drafts.read_draft(inspector, "capture", file.id)
    assert kept is not None
    assert kept.content == {"typed": "1.8"}
    assert drafts.read_draft(approver, "capture", file.id) is None
    inspections.record_reading(inspector, check_of(file, CheckKind.MEASURE).id, 1, "1.83")
    assert drafts.read_draft(inspector, "capture", file.id) is None


def test_signing_waits_for_units_and_photos(inspector: Desk) -> None:
    file = started(inspector)
    with pytest.raises(RuleBroken, match="unit 5"):
        inspections.submit_inspection(inspector, file.id, file.version, PASSWORD)
    finish(inspector, file.id)
    inspections.add_defect(inspector, file.id, "C-11", unit=5)
    file = inspections.open_inspection(inspector, file.id)
    with pytest.raises(RuleBroken, match="photos"):
        inspections.submit_inspection(inspector, file.id, file.version, PASSWORD)


def submitted(desk: Desk, *defects: str, quantity: int = 5, **wanted: Any) -> InspectionFile:
    file = started(desk, quantity, **wanted)
    finish(desk, file.id)
    for code in defects:
        key = inspections.add_defect(desk, file.id, code, unit=1)
        inspections.add_photo(desk, file.id, picture(), "defect.jpg", defect_id=key)
    file = inspections.open_inspection(desk, file.id)
    inspections.submit_inspection(desk, file.id, file.version, PASSWORD)
    return inspections.open_inspection(desk, file.id)


def test_a_passed_lot_is_released_by_two_people(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector)
    assert (file.status, file.result, file.decision) == (
        InspectionStatus.SUBMITTED,
        Result.PASS,
        Decision.RELEASE,
    )
    with pytest.raises(Denied):
        inspections.approve_inspection(inspector, file.id, file.version, PASSWORD)
    with pytest.raises(Denied):
        inspections.approve_inspection(approver, file.id, file.version, "wrong")
    inspections.approve_inspection(approver, file.id, file.version, PASSWORD)
    file = inspections.open_inspection(approver, file.id)
    assert (file.status, file.lot_status) == (InspectionStatus.APPROVED, "Released")
    assert [(each.person.en, each.meaning) for each in file.signatures] == [
        ("Chen Yu", "inspected"),
        ("Wang Shu", "approved"),
    ]
    assert all(len(each.content_hash) == 64 for each in file.signatures)
    say = Translator("en")
    assert [say(line.words) for line in file.trail][:3] == [
        "Wang Shu approved and signed",
        "Chen Yu signed and submitted",
        "Result computed: Every class of defects is within its limit",
    ]


def test_a_failed_lot_goes_on_hold_and_opens_a_non_conformity(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector, "B-01")
    assert (file.result, file.decision) == (Result.FAIL, Decision.HOLD)
    said = [str(each.words) for each in inspections.open_inspection(approver, file.id).consequences]
    assert said[0] == f"put lot {file.lot} on hold, 5 units"
    assert said[1] == f"keep {file.shipment} blocked at the gate"
    assert said[2].startswith("open a non-conformity for")
    with pytest.raises(RuleBroken):
        inspections.approve_inspection(approver, file.id, file.version, PASSWORD, decision=Decision.RELEASE)
    inspections.approve_inspection(approver, file.id, file.version, PASSWORD)
    assert inspections.open_inspection(approver, file.id).lot_status == "Hold"
    with approver.store.read() as read:
        found = read.find(NonConformity, inspection_id=file.id)
    assert found is not None
    assert found.number == "NC-2026-0001"


def test_a_concession_needs_its_reason_and_releases_the_lot(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector, "C-05")
    with pytest.raises(RuleBroken):
        inspections.approve_inspection(approver, file.id, file.version, PASSWORD, decision=Decision.USE_AS_IS)
    inspections.approve_inspection(
        approver,
        file.id,
        file.version,
        PASSWORD,
        decision=Decision.USE_AS_IS,
        reason="Buyer accepts it",
    )
    file = inspections.open_inspection(approver, file.id)
    assert (file.lot_status, file.reason) == ("Released", "Buyer accepts it")
    with approver.store.read() as read:
        assert read.count(NonConformity) == 0


def test_sent_back_work_goes_on_and_is_signed_again(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector)
    with pytest.raises(RuleBroken):
        inspections.send_back_inspection(approver, file.id, file.version, "")
    inspections.send_back_inspection(approver, file.id, file.version, "Carton marks not photographed")
    file = inspections.open_inspection(inspector, file.id)
    assert (file.status, file.reason) == (InspectionStatus.SENT_BACK, "Carton marks not photographed")
    inspections.start_inspection(inspector, file.id, file.version)
    inspections.add_photo(inspector, file.id, picture(), "marks.jpg")
    file = inspections.open_inspection(inspector, file.id)
    inspections.submit_inspection(inspector, file.id, file.version, PASSWORD)
    assert len(inspections.open_inspection(inspector, file.id).signatures) == 2


def test_an_approved_inspection_is_locked_and_revised_with_a_reason(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector, "C-11")
    inspections.approve_inspection(approver, file.id, file.version, PASSWORD)
    with pytest.raises(RuleBroken):
        inspections.add_defect(inspector, file.id, "C-11")
    with pytest.raises(RuleBroken):
        inspections.revise_inspection(inspector, file.id, " ")
    key = inspections.revise_inspection(inspector, file.id, "Wrong class of the scratch")
    with pytest.raises(RuleBroken):
        inspections.revise_inspection(inspector, file.id, "Again")
    fresh, old = inspections.open_inspection(inspector, key), inspections.open_inspection(inspector, file.id)
    assert (fresh.number, fresh.revision, fresh.status) == (file.number, 2, InspectionStatus.IN_PROGRESS)
    assert (old.status, old.revision) == (InspectionStatus.APPROVED, 1)
    assert fresh.defects[0].id != old.defects[0].id
    assert len(fresh.all_photos) == len(old.all_photos)
    inspections.change_defect(inspector, fresh.defects[0].id, defect_class=MINOR)
    fresh = inspections.open_inspection(inspector, key)
    inspections.submit_inspection(inspector, key, fresh.version, PASSWORD)
    assert inspections.open_inspection(approver, file.number).id == key


def test_work_is_given_up_with_a_reason(inspector: Desk, approver: Desk) -> None:
    key = planned(inspector)
    with pytest.raises(RuleBroken):
        inspections.cancel_inspection(inspector, key, 1, "")
    inspections.cancel_inspection(inspector, key, 1, "Order withdrawn")
    file = started(inspector)
    inspections.abort_inspection(inspector, file.id, file.version, "Power cut in the warehouse")
    assert inspections.open_inspection(inspector, file.id).status is InspectionStatus.ABORTED
    waived = planned(inspector)
    with pytest.raises(Denied):
        inspections.waive_inspection(inspector, waived, 1, "Known supplier")
    inspections.waive_inspection(approver, waived, 1, "Known supplier")


def test_a_stale_screen_is_told(inspector: Desk) -> None:
    key = planned(inspector)
    inspections.start_inspection(inspector, key, 1)
    with pytest.raises(RuleBroken):
        inspections.start_inspection(inspector, key, 1)
    with pytest.raises(Conflict):
        inspections.abort_inspection(inspector, key, 1, "Stale")


def test_a_reinspection_is_linked(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector, "B-01")
    wanted = NewInspection(file.lot_id, kind=InspectionKind.RE_PSI)
    with pytest.raises(RuleBroken):
        inspections.reinspect(inspector, file.id, wanted)
    inspections.approve_inspection(approver, file.id, file.version, PASSWORD)
    again = inspections.open_inspection(inspector, inspections.reinspect(inspector, file.id, wanted))
    assert (again.reinspection_of, again.kind) == (file.number, InspectionKind.RE_PSI)
    inspections.reinspect(inspector, file.id, wanted, key=again.id)
    with inspector.store.read() as read:
        assert read.count(Inspection) == 2


def test_part_of_a_lot_is_inspected_and_released_when_all_parts_are(inspector: Desk, approver: Desk) -> None:
    lot = lot_of(inspector, 10)
    for number, status in ((1, "Open"), (2, "Released")):
        key = inspections.plan_inspection(inspector, NewInspection(lot, quantity=5))
        inspections.start_inspection(inspector, key, 1)
        file = finish(inspector, key)
        assert file.tranche is not None
        assert (file.tranche.number, file.lot_size) == (number, 5)
        inspections.submit_inspection(inspector, key, file.version, PASSWORD)
        inspections.approve_inspection(
            approver, key, inspections.open_inspection(approver, key).version, PASSWORD
        )
        assert inspections.open_inspection(approver, key).lot_status == status
    with approver.store.read() as read:
        assert read.count(Tranche, decision="Release") == 2


def approved_part(inspector: Desk, approver: Desk, lot: str, quantity: int) -> InspectionFile:
    key = inspections.plan_inspection(inspector, NewInspection(lot, quantity=quantity))
    inspections.start_inspection(inspector, key, 1)
    file = finish(inspector, key)
    inspections.submit_inspection(inspector, key, file.version, PASSWORD)
    inspections.approve_inspection(
        approver, key, inspections.open_inspection(approver, key).version, PASSWORD
    )
    return inspections.open_inspection(approver, key)


def test_a_part_looked_at_again_does_not_stand_for_the_rest_of_the_lot(
    inspector: Desk, approver: Desk
) -> None:
    first = approved_part(inspector, approver, lot_of(inspector, 10), 5)
    key = inspections.revise_inspection(inspector, first.id, "Wrong carton noted")
    fresh = inspections.open_inspection(inspector, key)
    assert fresh.tranche is not None
    assert fresh.tranche.decision is Decision.NONE
    inspections.submit_inspection(inspector, key, fresh.version, PASSWORD)
    inspections.approve_inspection(
        approver, key, inspections.open_inspection(approver, key).version, PASSWORD
    )
    assert inspections.open_inspection(approver, key).lot_status == "Open"
    assert approved_part(inspector, approver, first.lot_id, 5).lot_status == "Released"


def test_returned_goods_decide_nothing_about_the_rest_of_the_lot(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector, kind=InspectionKind.RETURN)
    assert "leave lot" in str(inspections.open_inspection(approver, file.id).consequences[0].words)
    inspections.approve_inspection(
        approver, file.id, file.version, PASSWORD, decision=Decision.SCRAP, reason="Burnt"
    )
    assert inspections.open_inspection(approver, file.id).lot_status == "Open"


def test_who_did_a_part_of_the_work_does_not_approve_it(inspector: Desk, approver: Desk) -> None:
    file = started(approver)
    inspections.take_over_inspection(inspector, file.id, file.version)
    file = finish(inspector, file.id)
    inspections.submit_inspection(inspector, file.id, file.version, PASSWORD)
    version = inspections.open_inspection(approver, file.id).version
    with pytest.raises(Denied):
        inspections.approve_inspection(approver, file.id, version, PASSWORD)


def test_a_photo_of_another_inspection_is_not_taken_off(inspector: Desk, approver: Desk) -> None:
    signed = submitted(inspector)
    (photo, *_) = signed.all_photos
    own = started(inspector)
    with pytest.raises(RuleBroken):
        inspections.remove_photo(inspector, own.id, photo.link_id)
    assert photo in inspections.open_inspection(inspector, signed.id).all_photos


def test_what_a_person_may_do_next_depends_on_role_and_eyes(inspector: Desk, approver: Desk) -> None:
    file = submitted(inspector)
    assert "approve" not in file.verbs
    assert {"approve", "send_back"} <= set(inspections.open_inspection(approver, file.id).verbs)
