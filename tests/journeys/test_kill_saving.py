"""Killed in the middle of saving (reliability C1.1): nothing acknowledged is lost, nothing is left half."""

from __future__ import annotations

import random

from sqlalchemy import select

from qualitydesk.bootstrap import open_backend
from qualitydesk.records import AttachmentLink, Party, t
from qualitydesk.store import maintenance
from tests.journeys.killing import killed_run

KILLS, KEY = 15, 36


def test_nothing_acknowledged_is_lost_and_nothing_is_half(local_database: str) -> None:
    chance = random.Random(20261123)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        said = killed_run("saving_child", local_database, patience=chance.uniform(0, 0.08))
        acknowledged += [line for line in said if len(line) == KEY]
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
