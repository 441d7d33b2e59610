"""The schema of a database: making it, bringing it up to date, and telling what it is without loading
Alembic.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.store.engine import WRITE, make_private_file
from qualitydesk.store.failures import explained
from qualitydesk.store.revision import LATEST
from qualitydesk.store.session import Reader

WORDS_SINCE = "0002"
"""Search words of databases before this revision are spelled in an older way."""

SUMS_SINCE = "0003"
"""Databases before this revision keep no sums."""

SCRIPTS = Path(__file__).parent / "migrations"

_KNOWN = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'",
    "postgresql": "SELECT count(to_regclass('alembic_version'))",
}
"""Whether a database is one of ours: asked at each opening, where looking at all its tables takes far longer.
"""


def revision(engine: Engine) -> str | None:
    """The revision a database is at; None for an empty one.

    Raises Unavailable when the database holds tables but is none of ours, or is newer than this program.
    """
    with explained(), engine.connect() as connection:
        if not connection.exec_driver_sql(_KNOWN[engine.dialect.name]).scalar():
            if not inspect(connection).get_table_names():
                return None
            raise Unavailable(msg("This database belongs to another program. It was not changed."))
        found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if found > LATEST:
        raise Unavailable(
            msg("This database was made by a newer QualityDesk. Install the newer program to open it.")
        )
    return found


def create(engine: Engine) -> None:
    """Make all tables in an empty database; a local file is made private to the user."""
    if engine.dialect.name == "sqlite":
        make_private_file(Path(engine.url.database or ""))
    upgrade(engine)


def upgrade(engine: Engine, target: str = "head") -> None:
    """Run the migrations up to ``target`` in one transaction; old words and sums are made anew at the end."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    with explained(), engine.connect() as plain:
        connection = plain.execution_options(**{WRITE: True})
        with connection.begin():
            _hurry(connection)
            config.attributes["connection"] = connection
            before = _version(connection)
            command.upgrade(config, target)
            if before and _version(connection) == LATEST:
                _make_anew(connection, before)


def _make_anew(connection: Connection, before: str) -> None:
    """Search words and kept sums that the revision before did not have, or had otherwise."""
    from qualitydesk.store import search, tallies

    if before < WORDS_SINCE:
        search.rebuild(connection)
    if before < SUMS_SINCE:
        tallies.rebuild(Reader(connection))


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _hurry(connection: Connection) -> None:
    # A migration that waits for a lock blocks everybody behind it: give up in a second instead.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '1s'"))


def differences(engine: Engine) -> list[Any]:
    """What the tables in the database and the declared records do not agree on."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from qualitydesk.records import metadata

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _declared}
        )
        return list(compare_metadata(context, metadata()))


def foreign_parts(engine: Engine, at: str) -> list[str]:
    """The names of what acts by itself in a local file, or could, and is not as the migrations up to ``at``
    make it: a file from elsewhere may hold triggers that change what is written later.
    """
    own = create_engine("sqlite://")
    try:
        upgrade(own, at)
        expected, found = _parts(own), _parts(engine)
    finally:
        own.dispose()
    acting = [part for part in expected | found if part[0] in ("trigger", "view")]
    changed = {part for part in acting if expected.get(part) != found.get(part)}
    return sorted(name for _kind, name in changed | (found.keys() - expected.keys()))


def _parts(engine: Engine) -> dict[tuple[str, str], str]:
    """What a local file is made of, by kind and name, with the text that made it; indexes only find."""
    told = (
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE type <> 'index' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
    )
    with engine.connect() as connection:
        return {(kind, name): made for kind, name, made in connection.exec_driver_sql(told)}


SEARCH_ONLY = frozenset({"words", "ix_search_doc_words", "ix_search_doc_number_start"})


def _declared(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """FTS tables and generated search columns exist in one database only and are made by the migration
    itself.
    """
    if kind == "table":
        return not str(name).startswith("search_words")
    return not (kind in {"column", "index"} and str(name) in SEARCH_ONLY)
