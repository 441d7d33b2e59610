"""Killed in the middle of saving (reliability C1.1): nothing acknowledged is lost, nothing is left half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from qualitydesk.bootstrap import open_backend
from qualitydesk.records import AttachmentLink, Party, t
from qualitydesk.store import maintenance

KILLS = 15
REPOSITORY = Path(__file__).resolve().parents[2]


def _killed_run(location: str, patience: float) -> list[str]:
    """Start saving, kill after the first acknowledgement and ``patience`` seconds; the acknowledged keys."""
    command = [sys.executable, "-m", "tests.journeys.saving_child", location]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(patience)
        child.kill()
        rest = child.stdout.read()
    lines = (first + rest).split("\n")
    return [line for line in lines if len(line) == 36]


def test_nothing_acknowledged_is_lost_and_nothing_is_half(local_database: str) -> None:
    chance = random.Random(20261123)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += _killed_run(local_database, chance.uniform(0, 0.08))
    backend = open_backend(local_database, create=False)
    with backend.store.read() as read:
        kept = {row.id: row.note for row in read.all(select(t(Party)))}
        linked = {row.subject_id: row.attachment_id for row in read.all(select(t(AttachmentLink)))}
        papers = [backend.attachments.read(read, paper) for paper in linked.values()]
    health = maintenance.check(backend.store)
    backend.close()
    assert len(acknowledged) >= KILLS
    assert [key for key in acknowledged if key not in kept] == []
    assert set(kept.values()) == {"complete"}
    assert set(linked) == set(kept)
    assert len(papers) == len(kept)
    assert health.problems == ()
