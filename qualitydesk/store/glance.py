"""A look into a local file by SQLite alone, before it is opened for work: who may come in.

Nothing is made, changed or waited for. Whatever is not as it should be is left to the opening, which says so.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qualitydesk.domain.people import Actor, Role
from qualitydesk.store.revision import LATEST

PEOPLE = "SELECT id, login, name, role, name_zh FROM person WHERE active = 1 ORDER BY name"


def people_in(path: Path) -> tuple[Actor, ...]:
    """Everybody who can sign in, by name; nobody for a file that is missing, held, or not up to date."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as driver:
            if driver.execute("SELECT version_num FROM alembic_version").fetchall() != [(LATEST,)]:
                return ()
            rows = driver.execute(PEOPLE).fetchall()
    except sqlite3.Error:
        return ()
    return tuple(Actor(key, login, name, Role(role), zh) for key, login, name, role, zh in rows)
