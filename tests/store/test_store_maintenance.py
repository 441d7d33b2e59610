"""Backup and restore of a local database, rehearsed; damage is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Party
from qualitydesk.store import maintenance


def _add(backend: Backend, name: str) -> None:
    with backend.store.write(PROGRAM, "party") as work:
        work.insert(Party, id=new_key(), code=new_key(), name=name)


@pytest.fixture
def local(tmp_path: Path) -> Backend:
    backend = open_backend(str(tmp_path / "own.db"))
    _add(backend, "First")
    return backend


def test_a_backup_is_made_while_in_use_and_restored(local: Backend, tmp_path: Path) -> None:
    counts = maintenance.backup(local.store, tmp_path / "copy.db")
    assert counts["party"] == 1
    _add(local, "Second")
    assert maintenance.restore(local.store, tmp_path / "copy.db") == counts
    with local.store.read() as read:
        assert read.count(Party) == 1
    assert maintenance.check(local.store).ok
    assert (tmp_path / "own.db.before").exists()
    local.close()


def test_a_backup_that_cannot_be_written_leaves_nothing(local: Backend, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises((Unavailable, NotADirectoryError)):
        maintenance.backup(local.store, tmp_path / "file" / "copy.db")
    assert list(tmp_path.glob(".*.part")) == []
    local.close()


@pytest.mark.parametrize("damage", ["cut", "empty", "picture"])
def test_a_damaged_backup_is_refused_and_nothing_is_overwritten(
    local: Backend, tmp_path: Path, damage: str
) -> None:
    maintenance.backup(local.store, tmp_path / "copy.db")
    content = (tmp_path / "copy.db").read_bytes()
    spoilt = {
        "cut": content[: len(content) // 2],
        "empty": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + content[:5000],
    }
    (tmp_path / "copy.db").write_bytes(spoilt[damage])
    with pytest.raises(Unavailable):
        maintenance.restore(local.store, tmp_path / "copy.db")
    with local.store.read() as read:
        assert read.count(Party) == 1
    local.close()


def test_health_counts_rows_and_checks_the_chain(backend: Backend) -> None:
    _add(backend, "One")
    health = maintenance.check(backend.store)
    assert health.ok
    assert health.rows["party"] == 1


def test_a_server_is_backed_up_by_its_own_tools(backend: Backend, tmp_path: Path) -> None:
    if backend.store.dialect == "sqlite":
        pytest.skip("for servers")
    with pytest.raises(RuleBroken):
        maintenance.backup(backend.store, tmp_path / "copy.db")


def test_nothing_is_written_into_a_file_that_was_taken_away(local: Backend, tmp_path: Path) -> None:
    """What went into a deleted file would be gone with the program's end."""
    maintenance.backup(local.store, tmp_path / "copy.db")
    with local.store.read() as read:
        assert read.count(Party) == 1
    (tmp_path / "own.db").unlink()
    with pytest.raises(Unavailable, match="gone"):
        _add(local, "Second")
    assert not (tmp_path / "own.db").exists()
    (tmp_path / "copy.db").replace(tmp_path / "own.db")
    _add(local, "Third")
    with local.store.read() as read:
        assert read.count(Party) == 2
    local.close()


def test_a_backup_may_have_any_name(local: Backend, tmp_path: Path) -> None:
    target = tmp_path / "50 % of May? #2.db"
    assert maintenance.backup(local.store, target) == maintenance.examine(target)
    local.close()
