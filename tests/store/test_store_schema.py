"""The schema: models and migrations agree, foreign and newer files are refused, files are private."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.records import metadata
from qualitydesk.store import schema
from qualitydesk.store.engine import database_url, is_network_share, open_engine
from qualitydesk.store.revision import LATEST
from qualitydesk.store.session import Store


def test_models_and_migrations_agree(store: Store) -> None:
    assert schema.differences(store.engine) == []


def test_checks_of_models_and_migrations_agree(store: Store) -> None:
    found = inspect(store.engine)
    for table in metadata().sorted_tables:
        wanted = {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint"}
        made = {str(check["name"]) for check in found.get_check_constraints(table.name)}
        assert {name for name in made if name} == wanted, table.name


def test_words_allowed_by_models_and_migrations_agree(sqlite_template: Path) -> None:
    engine = open_engine(database_url(str(sqlite_template)))
    found = inspect(engine)
    for table in metadata().sorted_tables:
        checks = [check for check in table.constraints if isinstance(check, CheckConstraint)]
        wanted = {str(check.name): str(check.sqltext) for check in checks}
        made = {str(check["name"]): check["sqltext"] for check in found.get_check_constraints(table.name)}
        assert made == wanted, f"{table.name}: write a migration"
    engine.dispose()


def test_the_program_knows_its_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == LATEST


def test_every_business_table_counts_its_versions_under_guard(store: Store) -> None:
    versioned = [table.name for table in metadata().sorted_tables if "version" in table.c]
    with store.read() as read:
        if store.dialect == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        else:
            query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        guards = {row[0] for row in read.connection.exec_driver_sql(query)}
    assert {f"{name}_version" for name in versioned} <= guards


def test_a_local_database_is_private_to_its_user(tmp_path: Path) -> None:
    backend = open_backend(str(tmp_path / "deep" / "own.db"))
    backend.close()
    assert stat.S_IMODE((tmp_path / "deep" / "own.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "deep").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"x" * 4000, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_foreign_file_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(content)
    with pytest.raises(Unavailable):
        open_backend(str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(Unavailable, match="another program"):
        open_backend(str(tmp_path / "other.db"))


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    open_backend(str(tmp_path / "new.db")).close()
    with sqlite3.connect(tmp_path / "new.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(Unavailable, match="newer"):
        open_backend(str(tmp_path / "new.db"))


def test_a_missing_database_is_not_made_when_only_reading(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="db create"):
        open_backend(str(tmp_path / "none.db"), create=False)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("path", "shared"),
    [("/mnt/office/qd.db", True), ("/home/lin/qd.db", False), ("\\\\server\\share\\qd.db", True)],
)
def test_a_network_share_is_recognised(path: str, shared: bool) -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/office nfs4 rw 0 0\n"
    assert is_network_share(Path(path), mounts) is shared


def test_sqlite_runs_in_the_safe_mode(tmp_path: Path) -> None:
    backend = open_backend(str(tmp_path / "safe.db"))
    with backend.store.read() as read:
        found = {
            name: read.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    backend.close()
    assert found == {"journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 8000}


def test_urls_are_understood(tmp_path: Path) -> None:
    assert database_url("postgresql://u@h/d").drivername == "postgresql+psycopg"
    assert open_engine(database_url(str(tmp_path / "a.db"))).dialect.name == "sqlite"
