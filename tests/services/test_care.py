"""Care of the database: how large it is, a backup that tells how far it is and can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.services import care
from qualitydesk.services.desk import Desk
from qualitydesk.store import schema
from qualitydesk.store.engine import database_url, make_private_file, open_engine


def test_a_backup_tells_how_far_it_is(example: Backend, tmp_path: Path) -> None:
    told: list[int] = []
    rows = care.back_up(example.desk(), tmp_path / "copy.db", lambda done, _total: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1000)
    assert rows == care.examine_backup(tmp_path / "copy.db")
    copied = {path.name for path in (tmp_path / "copy.db.files").glob("*/*")}
    folder = example.attachments.folder
    assert folder is not None
    assert copied == {path.name for path in folder.glob("*/*")}


@pytest.mark.parametrize("at", [200, 600])
def test_a_stopped_backup_is_no_backup(example: Backend, tmp_path: Path, at: int) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done >= at:
            raise Stopped

    with pytest.raises(Stopped):
        care.back_up(example.desk(), tmp_path / "copy.db", stop)
    assert not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.rglob("*.part"))


def test_where_the_data_is_and_how_much(manager: Desk, database: str) -> None:
    facts = care.describe_database(manager, database)
    assert facts.local == ("://" not in database)
    assert facts.size > 100_000
    assert (facts.files, facts.files_size) == (0, 0)


@pytest.mark.postgresql
def test_a_server_has_its_own_backups(server_database: str, tmp_path: Path) -> None:
    from qualitydesk.bootstrap import open_backend

    backend = open_backend(server_database)
    with pytest.raises(RuleBroken, match="own backup tools"):
        care.back_up(backend.desk(), tmp_path / "copy.db")
    backend.close()


def test_an_upgrade_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    make_private_file(path)
    engine = open_engine(database_url(str(path)))
    schema.upgrade(engine, "0004")
    engine.dispose()
    assert care.upgrade_database(str(path)) == schema.LATEST
    before = open_engine(database_url(str(tmp_path / "old.db.0004")))
    assert schema.revision(before) == "0004"
    before.dispose()
    assert care.upgrade_database(str(path)) == schema.LATEST
    assert {file.name for file in tmp_path.iterdir()} - {"old.db-journal"} == {"old.db", "old.db.0004"}
