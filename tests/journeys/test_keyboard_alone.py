"""The main job without a mouse: from the first start to the claim report every step is a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualitydesk.domain.inspection.states import Decision, InspectionStatus
from qualitydesk.records import IssuedDocument
from qualitydesk.services import inspections
from tests.journeys.keyboard.beginning import PointedAt, add_inspector, begin, bring_in, sign_in
from tests.journeys.keyboard.claiming import (
    IMPORTER,
    investigate,
    issue_report,
    name_the_importer,
    open_claim,
    settle,
)
from tests.journeys.keyboard.inspecting import approve, inspect, issue_certificate
from tests.journeys.keyboard.typist import Typist
from tests.journeys.main_job_files import write_files
from tests.journeys.test_main_job import Desktop, desktop  # noqa: F401  # the fixture
from tests.strays import Strays
from ui.importing import files


@pytest.fixture
def typist(
    qtbot: QtBot,
    desktop: Desktop,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Typist]:
    monkeypatch.setattr(files, "QFileDialog", PointedAt)
    strays = Strays()
    desktop.window.opened(desktop.backend, ())
    yield Typist(qtbot, desktop.window)
    strays.end()


def test_the_main_job_by_keyboard_alone(
    typist: Typist,
    desktop: Desktop,  # noqa: F811
    tmp_path: Path,
) -> None:
    begin(typist)
    add_inspector(typist)
    for kind, path in write_files(tmp_path).items():
        bring_in(typist, kind, path)
    sign_in(typist, "Chen Yu")
    inspected = inspect(typist)
    sign_in(typist, "Wang Shu")
    approve(typist, inspected.number)
    issue_certificate(typist)
    approved = inspections.open_inspection(desktop.desk(), inspected.id)
    assert (approved.status, approved.decision) == (InspectionStatus.APPROVED, Decision.RELEASE)
    name_the_importer(typist)
    screen = open_claim(typist)
    typist.walk_to(IMPORTER)  # who answers is a row of the trace
    claim = screen.stepping.file
    assert claim is not None
    assert [str(answer.party) for answer in claim.trace.answers if answer.answers] == [IMPORTER]
    assert {line.rule for line in claim.deadlines} >= {"eu.guarantee", "eu.burden"}
    investigate(typist, screen)
    settle(typist, screen)
    issue_report(typist)
    with desktop.backend.store.read() as read:
        for kind in ("inspection-certificate", "claim-report"):
            assert read.find(IssuedDocument, kind=kind, state="Issued") is not None
