"""Killed in the middle of an inspection: every acknowledged keystroke, answer and defect is there again."""

from __future__ import annotations

import random

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.inspection.states import CheckOutcome
from qualitydesk.records import Lot
from qualitydesk.services import drafts, inspections
from qualitydesk.services.inspections import InspectionFile, NewInspection
from qualitydesk.store import maintenance
from tests.builders import add_traded_goods, desk_of
from tests.journeys.killing import killed_run

KILLS = 6
Step = tuple[str, int, str, str]


def parsed(line: str) -> Step | None:
    parts = line.split("\t")
    return (parts[0], int(parts[1]), parts[2], parts[3]) if len(parts) == 4 else None


def assert_kept(file: InspectionFile, steps: list[Step]) -> None:
    checks = {check.id: check for check in file.checks}
    defects = {defect.id for defect in file.defects}
    for what, unit, key, _typed in steps:
        if what == "answer":
            assert checks[key].readings[unit].outcome is CheckOutcome.PASS
        elif what == "defect":
            assert key in defects
        elif what == "unit":
            assert file.units_done >= unit


def test_work_goes_on_where_it_was_killed(local_staffed: Backend, local_database: str) -> None:
    chen = desk_of(local_staffed, "chen")
    with chen.store.write(chen.person, "make a lot") as work:
        lot = add_traded_goods(work)["lot"]
        work.change(Lot, lot, quantity=50_000)
    key = inspections.plan_inspection(chen, NewInspection(lot))
    inspections.start_inspection(chen, key, 1)
    chance = random.Random(20261124)
    steps: list[Step] = []
    for _ in range(KILLS):
        said = killed_run("inspecting_child", local_database, key, patience=chance.uniform(0.05, 0.5))
        run = [step for step in map(parsed, said) if step is not None]
        steps += run
        backend = open_backend(local_database, create=False)
        desk = desk_of(backend, "chen")
        assert_kept(inspections.open_inspection(desk, key), steps)
        if run and run[-1][0] == "draft":
            draft = drafts.read_draft(desk, "capture", key)
            # One more keystroke, or the recorded value itself, may have been saved and not yet said.
            assert draft is None or str(draft.content["typed"]).startswith(run[-1][3])
        assert maintenance.check(backend.store).problems == ()
        backend.close()
    assert {step[0] for step in steps} >= {"draft", "answer"}
