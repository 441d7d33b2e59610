"""Care of the database: how large it is, a backup that tells how far it is and can be stopped."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.services import care
from qualitydesk.services.desk import Desk
from qualitydesk.store import schema
from qualitydesk.store.engine import database_url, make_private_file, open_engine
from qualitydesk.store.revision import LATEST


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


def test_a_backup_is_restored_into_a_new_file_with_everything(
    example: Backend, tmp_path: Path, clock: FixedClock
) -> None:
    backup, target = tmp_path / "copy.db", tmp_path / "new.db"
    rows = care.back_up(example.desk(), backup)
    told: list[int] = []
    assert care.restore_into(backup, target, lambda done, _total: told.append(done)) == rows
    assert told == sorted(told)
    copied = {path.name for path in (tmp_path / "new.db.files").glob("*/*")}
    assert copied == {path.name for path in (tmp_path / "copy.db.files").glob("*/*")} != set()
    opened = open_backend(str(target), clock=clock)
    assert care.check_health(opened.desk()).ok
    opened.close()
    with pytest.raises(RuleBroken, match="is there already"):
        care.restore_into(backup, target)


def test_an_older_backup_is_brought_up_to_date_in_the_new_file(tmp_path: Path, clock: FixedClock) -> None:
    old, target = tmp_path / "old.db", tmp_path / "new.db"
    make_private_file(old)
    engine = open_engine(database_url(str(old)))
    schema.upgrade(engine, "0004")
    engine.dispose()
    before = old.read_bytes()
    care.restore_into(old, target)
    assert old.read_bytes() == before, "the backup itself is not worked on"
    open_backend(str(target), clock=clock, create=False).close()


def test_what_cannot_be_restored_is_said_in_plain_words(local_backend: Backend, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    picture = tmp_path / "photo.db"
    picture.write_bytes(b"\x89PNG" * 500)
    foreign, newer, damaged = (tmp_path / f"{name}.db" for name in ("foreign", "newer", "damaged"))
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
        other.commit()
    for copy in (newer, damaged):
        care.back_up(local_backend.desk(), copy)
    with closing(sqlite3.connect(newer)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    with damaged.open("r+b") as file:
        file.seek(8192)
        file.write(b"\x00\xff" * 20_000)
    said = {}
    for source in (picture, foreign, newer, damaged):
        with pytest.raises(Unavailable) as refused:
            care.restore_into(source, target)
        said[source.stem] = str(refused.value.message)
    assert "another program" in said["foreign"]
    assert "newer QualityDesk" in said["newer"]
    assert all(said.values())
    assert not target.exists()
    assert not list(tmp_path.glob("*.part"))


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
    assert care.upgrade_database(str(path)) == LATEST
    before = open_engine(database_url(str(tmp_path / "old.db.0004")))
    assert schema.revision(before) == "0004"
    before.dispose()
    assert care.upgrade_database(str(path)) == LATEST
    assert {file.name for file in tmp_path.iterdir()} - {"old.db-journal"} == {"old.db", "old.db.0004"}


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER helpful AFTER INSERT ON claim BEGIN DELETE FROM cost_line; END",
        "CREATE VIEW party_view AS SELECT * FROM party",
        "CREATE TABLE songs (name TEXT)",
        "CREATE VIRTUAL TABLE songs USING fts5(name)",
        "DROP TRIGGER audit_event_no_delete",
        "DROP TRIGGER claim_version; CREATE TRIGGER claim_version AFTER UPDATE ON claim BEGIN SELECT 1; END",
    ],
)
def test_a_backup_that_would_act_by_itself_is_not_restored(
    local_backend: Backend, tmp_path: Path, planted: str
) -> None:
    desk, backup = local_backend.desk(), tmp_path / "backup.db"
    care.back_up(desk, backup)
    assert care.examine_backup(backup)
    with closing(sqlite3.connect(backup)) as changed:
        changed.executescript(planted)
    with pytest.raises(Unavailable, match="changed by another program"):
        care.examine_backup(backup)
    with pytest.raises(Unavailable, match="changed by another program"):
        care.restore_into(backup, tmp_path / "new.db")
    with pytest.raises(Unavailable, match="changed by another program"):
        care.restore(desk, backup)
    assert not (tmp_path / "new.db").exists()


def test_of_a_backup_s_files_only_kept_ones_are_taken(local_backend: Backend, tmp_path: Path) -> None:
    backup, secret, target = tmp_path / "backup.db", tmp_path / "secret", tmp_path / "new.db"
    care.back_up(local_backend.desk(), backup)
    secret.write_text("not yours")
    kept = tmp_path / "backup.db.files" / "ab"
    kept.mkdir(parents=True)
    (kept / ("ab" * 32)).write_bytes(b"kept")
    (kept / ("cd" * 32)).symlink_to(secret)
    (kept / ("ef" * 32)).mkdir()
    (kept / "run.sh").write_text("x")
    care.restore_into(backup, target)
    assert [path.name for path in tmp_path.glob("new.db.files/*/*")] == ["ab" * 32]
