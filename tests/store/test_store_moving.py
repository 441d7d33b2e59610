"""A whole database is copied into an empty one of either kind: all of it and checked, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Attachment, Certificate, Inspection, Party, t
from qualitydesk.services.care import check_health, move_everything
from qualitydesk.services.finding import look_up
from qualitydesk.store import maintenance, moving
from qualitydesk.store.session import Work


@pytest.fixture
def other(database: str, clock: FixedClock) -> Iterator[Backend]:
    """An empty database to move into; of both kinds."""
    made = open_backend(database, clock=clock)
    yield made
    made.close()


def _move(source: Backend, target: Backend) -> dict[str, int]:
    return move_everything(source.desk(), target.store, target.attachments)


def _rows(backend: Backend) -> dict[str, int]:
    with backend.store.read() as read:
        return maintenance.row_counts(read)


def test_everything_arrives_and_is_as_it_was(example: Backend, other: Backend) -> None:
    before = _rows(example)
    assert _move(example, other) == before == _rows(example)
    assert check_health(other.desk()).ok
    with example.store.read() as here, other.store.read() as there:
        for record in (Attachment, Inspection, Party):
            columns = [column for column in t(record).columns if column.name != "content"]
            rows = [
                sorted(tuple(row._mapping[column.name] for column in columns) for row in read.rows(record))
                for read in (here, there)
            ]
            assert rows[0] == rows[1]
        files = [row.id for row in there.rows(Attachment)]
        assert files
        for key in files:
            assert other.attachments.read(there, key) == example.attachments.read(here, key)


def test_what_was_moved_is_found_and_worked_on(example: Backend, other: Backend) -> None:
    _move(example, other)
    desks = example.desk(), other.desk()
    here, there = (sorted((hit.kind, hit.number) for hit in look_up(desk, "kettle").hits) for desk in desks)
    assert here
    assert here == there
    with other.store.write(PROGRAM, "party") as work:
        work.insert(Party, id=new_key(), code="NEW", name="After the move")
    assert check_health(other.desk()).ok


def test_a_database_with_data_is_not_moved_into(example: Backend, other: Backend) -> None:
    with other.store.write(PROGRAM, "party") as work:
        work.insert(Party, id=new_key(), code="OLD", name="Was there before")
    before = _rows(other)
    with pytest.raises(RuleBroken, match="empty"):
        _move(example, other)
    assert _rows(other) == before


def test_a_lost_file_stops_the_move_and_nothing_arrives(example: Backend, other: Backend) -> None:
    folder = example.attachments.folder
    assert folder is not None
    next(folder.glob("*/*")).unlink()
    with pytest.raises(Unavailable, match="missing or damaged"):
        _move(example, other)
    assert not any(_rows(other).values())


def test_the_move_can_be_stopped(example: Backend, other: Backend) -> None:
    class Stopped(Exception):
        pass

    def told(done: int, total: int) -> None:
        assert done <= total
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        move_everything(example.desk(), other.store, other.attachments, told)
    assert not any(_rows(other).values())


def _add_certificate(work: Work, number: str, **values: Any) -> str:
    facts = {"scheme": "CE", "market": "EU", "status": "Valid"}
    return work.insert(Certificate, id=new_key(), number=number, **facts, **values)


def test_rows_come_after_those_of_their_own_table_they_refer_to(example: Backend, other: Backend) -> None:
    """Certificates are superseded by later ones; keys tell nothing about who comes first."""
    with example.store.write(PROGRAM, "supersede") as work:
        newer = _add_certificate(work, "2")
        older = _add_certificate(work, "1", superseded_by_id=newer)
        oldest = _add_certificate(work, "3")
        newest = _add_certificate(work, "4")
        work.change(Certificate, oldest, superseded_by_id=newest)
    _move(example, other)
    with other.store.read() as read:
        assert read.get(Certificate, older).superseded_by_id == newer
        assert read.get(Certificate, oldest).superseded_by_id == newest


def test_a_circle_is_told() -> None:
    rows = [
        {"id": one, "revision_of_id": other, "reinspection_of_id": None}
        for one, other in (("a", "b"), ("b", "a"))
    ]
    with pytest.raises(Unavailable, match="circle"):
        list(moving._referred_first(t(Inspection), [rows]))
