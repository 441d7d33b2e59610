"""A look into a local file by SQLite alone, before it is opened for work: who may come in, and what he sees
first.

Nothing is made, changed or waited for. Whatever is not as it should be is left to the opening, which says so:
every look then tells nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from qualitydesk.domain.people import Actor, Role
from qualitydesk.domain.values import Page, Query
from qualitydesk.settings import HOUSE, House, house_from
from qualitydesk.store.listings.inspection_rows import InspectionRow, rows_of, statuses_in_turn
from qualitydesk.store.revision import LATEST

FoundT = TypeVar("FoundT")
Row = tuple[Any, ...]

PEOPLE = "SELECT id, login, name, role, name_zh FROM person WHERE active = 1 ORDER BY name"
ENTRY = "SELECT id, login, name, role, name_zh, password_hash FROM person WHERE active = 1 AND login = ?"
SETTING = "SELECT value FROM setting WHERE name = ?"
GROUP = """
    SELECT it.id, it.version, it.number, it.revision, it.kind, it.status, it.result, it.decision, it.lot_id,
        it.inspector_id, it.letter, it.sample_size, it.units_done, it.critical_found, it.major_found,
        it.minor_found, it.planned_on, it.submitted_at, product.name, product.name_zh, product.sku,
        lot.number, place.name, place.name_zh, person.name, person.name_zh
    FROM inspection AS it
    JOIN lot ON lot.id = it.lot_id
    JOIN product ON product.id = it.product_id
    LEFT JOIN place ON place.id = it.place_id
    LEFT JOIN person ON person.id = it.inspector_id
    WHERE NOT EXISTS (SELECT * FROM inspection AS later WHERE later.revision_of_id = it.id)
        AND it.status = ? AND it.kind IN ({})
    ORDER BY it.id DESC LIMIT ?
"""
"""What ``listings.inspections`` selects for the rows of one status; a test holds the two together."""
PLANNED_ON, SUBMITTED_AT = 16, 17
LIMITS = "SELECT inspection_id, defect_class, ac, re FROM inspection_limit WHERE inspection_id IN ({})"


def people_in(path: Path) -> tuple[Actor, ...]:
    """Everybody who can sign in, by name; nobody for a file that is missing, held, or not up to date."""
    return _look(path, lambda driver: tuple(_actor(row) for row in driver.execute(PEOPLE))) or ()


def entry_in(path: Path, login: str) -> tuple[Actor, str] | None:
    """Who signs in by ``login``, and the hash behind his password."""

    def ask(driver: sqlite3.Connection) -> tuple[Actor, str] | None:
        row = driver.execute(ENTRY, (login,)).fetchone()
        return (_actor(row), row[5]) if row else None

    return _look(path, ask)


def house_in(path: Path) -> House | None:
    """The house as recorded, or an unnamed one."""

    def ask(driver: sqlite3.Connection) -> House:
        row = driver.execute(SETTING, (HOUSE,)).fetchone()
        return house_from(json.loads(row[0]) if row else {})

    return _look(path, ask)


def inspections_in(path: Path, query: Query, limit: int = 50) -> Page[InspectionRow] | None:
    """The first page of inspections of some statuses and kinds, by status, as the list reads it; None for
    any other question.
    """
    plain = set(query.filters) == {"status", "kind"} and not query.text
    if not plain or query.order != "status" or not query.descending:
        return None
    return _look(path, lambda driver: _by_status(driver, query, limit))


def _look(path: Path, ask: Callable[[sqlite3.Connection], FoundT]) -> FoundT | None:
    """What one state of the file answers."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as driver:
            driver.execute("BEGIN")
            if driver.execute("SELECT version_num FROM alembic_version").fetchall() != [(LATEST,)]:
                return None
            return ask(driver)
    except (sqlite3.Error, ValueError):
        return None


def _by_status(driver: sqlite3.Connection, query: Query, limit: int) -> Page[InspectionRow]:
    kinds, found = query.filters["kind"], list[tuple[str, Row]]()
    for status in statuses_in_turn(query):
        if len(found) <= limit:
            asked = (status, *kinds, limit + 1 - len(found))
            found += [(status, row) for row in driver.execute(_for(GROUP, kinds), asked)]
    shown = found[:limit]
    keys = [row[0] for _status, row in shown]
    limits = driver.execute(_for(LIMITS, keys), keys).fetchall()
    following = (shown[-1][0], keys[-1]) if len(found) > limit else None
    return Page(rows_of([_read(row) for _status, row in shown], limits), following)


def _for(text: str, values: Sequence[str]) -> str:
    """The statement with a place for each value of its list."""
    return text.format(", ".join("?" * len(values)))


def _read(row: Row) -> Row:
    """The row with its day and its instant."""
    planned, submitted = row[PLANNED_ON], row[SUBMITTED_AT]
    day = date.fromisoformat(planned) if planned else None
    instant = datetime.fromisoformat(submitted) if submitted else None
    return (*row[:PLANNED_ON], day, instant, *row[SUBMITTED_AT + 1 :])


def _actor(row: Row) -> Actor:
    key, login, name, role, zh = row[:5]
    return Actor(key, login, name, Role(role), zh)
