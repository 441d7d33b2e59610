"""Several planned inspections at once: all of them or none, one entry in the trail, and the way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.records import AuditEvent, Inspection, Person
from qualitydesk.services import inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from qualitydesk.translation import Translator
from tests.builders import add_traded_goods, desk_of


@pytest.fixture
def keys(inspector: Desk) -> tuple[str, ...]:
    with inspector.store.write(inspector.person, "make lots") as work:
        lots = [add_traded_goods(work)["lot"] for _ in range(3)]
    return tuple(inspections.plan_inspection(inspector, NewInspection(lot)) for lot in lots)


def person(desk: Desk, login: str) -> str:
    with desk.store.read() as read:
        return str(read.find(Person, login=login).id)


def told(desk: Desk, action: str) -> int:
    with desk.store.read() as read:
        return read.count(AuditEvent, action=action)


def inspectors(desk: Desk, keys: tuple[str, ...]) -> set[str]:
    return {inspections.open_inspection(desk, key).inspector.en for key in keys}


def test_all_go_to_one_inspector_and_back(manager: Desk, keys: tuple[str, ...]) -> None:
    wang = person(manager, "wang")
    before = inspections.assign_inspections(manager, dict.fromkeys(keys, wang))
    assert inspectors(manager, keys) == {"Wang Shu"}
    assert told(manager, "assign inspections") == 1
    assert set(before) == set(keys)
    inspections.assign_inspections(manager, before)
    assert inspectors(manager, keys) == {"Chen Yu"}


def test_those_who_have_it_already_are_no_change(manager: Desk, keys: tuple[str, ...]) -> None:
    chen = person(manager, "chen")
    assert inspections.assign_inspections(manager, dict.fromkeys(keys, chen)) == {}


def test_a_day_for_all_and_their_own_days_back(manager: Desk, keys: tuple[str, ...]) -> None:
    day = manager.today() + timedelta(days=5)
    before = inspections.date_inspections(manager, dict.fromkeys(keys, day))
    with manager.store.read() as read:
        assert {read.get(Inspection, key).planned_on for key in keys} == {day}
    inspections.date_inspections(manager, before)
    with manager.store.read() as read:
        assert {read.get(Inspection, key).planned_on for key in keys} == {manager.today()}


def test_what_is_begun_is_named_and_nothing_is_changed(
    inspector: Desk, manager: Desk, keys: tuple[str, ...]
) -> None:
    inspections.start_inspection(inspector, keys[0], 1)
    inspections.cancel_inspection(inspector, keys[1], 1, "Two of the same.")
    with pytest.raises(RuleBroken) as refused:
        inspections.date_inspections(manager, dict.fromkeys(keys, date(2027, 1, 4)))
    numbers = [inspections.open_inspection(manager, key).number for key in keys]
    said = Translator("en")(refused.value.fields["planned_on"])
    assert f"{numbers[0]} is “In progress”. {numbers[1]} is “Cancelled”." in said
    assert numbers[2] not in said
    assert f"{numbers[0]}" in str(refused.value)
    assert "进行中" in Translator("zh_CN")(refused.value.fields["planned_on"])
    with manager.store.read() as read:
        assert read.get(Inspection, keys[2]).planned_on == manager.today()
    assert told(manager, "plan inspections for a day") == 0


def test_all_are_called_off_for_one_reason(manager: Desk, keys: tuple[str, ...]) -> None:
    assert inspections.cancel_inspections(manager, keys, "The maker is late. ") == 3
    files = [inspections.open_inspection(manager, key) for key in keys]
    assert {(each.status, each.reason) for each in files} == {
        (InspectionStatus.CANCELLED, "The maker is late.")
    }
    assert told(manager, "cancel inspections") == 1
    assert "cancelled" in str(files[0].trail[0].words)


def test_calling_off_needs_its_reason_and_nothing_begun(
    inspector: Desk, manager: Desk, keys: tuple[str, ...]
) -> None:
    with pytest.raises(RuleBroken, match="Say why"):
        inspections.cancel_inspections(manager, keys, " ")
    inspections.start_inspection(inspector, keys[2], 1)
    with pytest.raises(RuleBroken, match="In progress"):
        inspections.cancel_inspections(manager, keys, "The maker is late.")
    assert inspections.open_inspection(manager, keys[0]).status is InspectionStatus.PLANNED


def test_only_those_who_inspect_get_them(manager: Desk, keys: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken, match="Sofia Brandt does not inspect"):
        inspections.assign_inspections(manager, dict.fromkeys(keys, person(manager, "sofia")))
    offered = {one.label for one in inspections.inspector_choices(manager)}
    assert {"Chen Yu", "Wang Shu", "Lin Tao"} <= offered
    assert "Sofia Brandt" not in offered


def test_after_sales_plans_nothing(service: Desk, keys: tuple[str, ...]) -> None:
    with pytest.raises(Denied):
        inspections.assign_inspections(service, dict.fromkeys(keys, None))
    with pytest.raises(Denied):
        inspections.date_inspections(service, dict.fromkeys(keys, service.today()))
    with pytest.raises(Denied):
        inspections.cancel_inspections(service, keys, "Not mine to say.")


def test_who_is_switched_off_gets_none(manager: Desk, staffed: Backend, keys: tuple[str, ...]) -> None:
    wang = person(manager, "wang")
    with manager.store.write(manager.person, "gone") as work:
        work.change(Person, wang, active=False)
    with pytest.raises(RuleBroken, match="does not inspect"):
        inspections.assign_inspections(desk_of(staffed, "lin"), dict.fromkeys(keys, wang))
