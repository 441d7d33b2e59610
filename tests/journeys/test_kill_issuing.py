"""Killed in the middle of issuing (reliability C1.1, C2.10): every number has its paper or its reason."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.clock import SystemClock
from qualitydesk.domain.values import Query
from qualitydesk.services import documents
from qualitydesk.store import maintenance
from reports.verification import verify
from tests.builders import desk_of
from tests.journeys.killing import killed_run
from tests.reports.test_issuing import add_inspection

KILLS = 6


def test_every_number_has_its_paper_or_its_reason(local_staffed: Backend) -> None:
    desk, chance = desk_of(local_staffed, "wang"), random.Random(20261123)
    add_inspection(desk)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += killed_run("issuing_child", local_staffed.location, patience=chance.uniform(0, 0.1))
    documents.recover_reservations(replace(desk, clock=SystemClock()), timedelta(0))
    rows = documents.page(desk, Query(descending=False), limit=1000).rows
    assert [row.number for row in rows] == [f"QD-IC-2026-{n:05d}" for n in range(1, len(rows) + 1)]
    states = {row.number: row.state for row in rows}
    assert [number for number in acknowledged if states[number] not in {"Issued", "Superseded"}] == []
    assert set(states.values()) <= {"Issued", "Superseded", "Void"}
    assert all(row.void_reason for row in rows if row.state == "Void")
    papers = [documents.read_pdf(desk, row.id) for row in rows if row.state != "Void"]
    assert {verify(desk, paper).verdict for paper in papers} <= {"valid", "superseded"}
    assert maintenance.check(local_staffed.store).problems == ()
