"""Upgrading from every released revision keeps the data: rows as that release wrote them, opened by this one.

Each released revision leaves its rows in ``released/<revision>.json`` (example data), once and for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from qualitydesk.bootstrap import open_backend
from qualitydesk.store import audit, schema, search, tallies
from qualitydesk.store.engine import database_url, make_private_file, open_engine
from qualitydesk.store.revision import LATEST

RELEASED = sorted((Path(__file__).parent / "released").glob("*.json"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        make_private_file(tmp_path / "old.db")
        yield str(tmp_path / "old.db")
        return
    server = request.getfixturevalue("postgres")
    server.execute("CREATE DATABASE old_release")
    yield server.url("old_release")
    server.execute("DROP DATABASE old_release WITH (FORCE)")


def _fill(engine: Engine, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Put the rows in as they were, before any constraint that ties them together looks at them."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for table, rows in tables.items():
            columns = list(rows[0])
            places = ", ".join(f":{column}" for column in columns)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"), rows)
        connection.commit()
    engine.dispose()


def _facts(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What people wrote; search words are made from it and may be spelled anew."""
    return {table: rows for table, rows in tables.items() if table != "search_doc"}


@pytest.mark.parametrize("release", RELEASED, ids=lambda path: path.stem)
def test_every_value_survives_the_upgrade(release: Path, empty: str) -> None:
    tables: dict[str, list[dict[str, Any]]] = json.loads(release.read_text(encoding="utf-8"))
    engine = open_engine(database_url(empty))
    schema.upgrade(engine, release.stem)
    _fill(engine, tables)
    schema.upgrade(engine)
    engine.dispose()
    backend = open_backend(empty, create=False)
    with backend.store.read() as read:
        for table, rows in _facts(tables).items():
            kept = [dict(row._mapping) for row in read.connection.execute(text(f"SELECT * FROM {table}"))]
            missing = [row for row in rows if not any(row.items() <= other.items() for other in kept)]
            assert missing == [], table
        assert audit.verify(read).ok
        assert {hit.kind for hit in search.find(read, "kettle", kinds=("product",))} == {"product"}
    backend.close()


def test_every_released_revision_left_its_rows() -> None:
    assert [path.stem for path in RELEASED][-1] == LATEST


def test_what_was_there_before_sums_were_kept_is_summed_up(empty: str) -> None:
    tables: dict[str, list[dict[str, Any]]] = json.loads(RELEASED[0].read_text(encoding="utf-8"))
    engine = open_engine(database_url(empty))
    schema.upgrade(engine, "0001")
    _fill(engine, tables)
    schema.upgrade(engine)
    engine.dispose()
    backend = open_backend(empty, create=False)
    with backend.store.read() as read:
        assert len(tallies.scan(read)) > 0
        assert tallies.differences(read) == []
    backend.close()
