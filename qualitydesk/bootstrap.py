"""Builds the program's parts from its settings; the only place that does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualitydesk.domain.clock import Clock, SystemClock
from qualitydesk.domain.errors import Outdated, Unavailable
from qualitydesk.domain.people import PROGRAM, Actor
from qualitydesk.domain.values import msg
from qualitydesk.services.desk import Desk
from qualitydesk.store import schema
from qualitydesk.store.attachments import Attachments
from qualitydesk.store.engine import database_url, open_engine
from qualitydesk.store.house import read_house
from qualitydesk.store.revision import LATEST
from qualitydesk.store.rulebook import Rulebook
from qualitydesk.store.session import Store


@dataclass(frozen=True)
class Backend:
    """An opened database and all that works on it."""

    store: Store
    attachments: Attachments
    clock: Clock
    location: str
    rulebook: Rulebook

    def desk(self, person: Actor = PROGRAM) -> Desk:
        """The desk with ``person`` at it; the house is read anew."""
        with self.store.read() as read:
            house = read_house(read)
            self.rulebook.take(read)
        return Desk(self.store, person, self.clock, self.attachments, house, self.rulebook)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_backend(location: str, *, clock: Clock | None = None, create: bool = True) -> Backend:
    """Open the database at a file path or ``postgresql://…`` URL.

    With ``create`` an empty or missing one gets its tables. An older one must be upgraded first.
    Raises Unavailable with what to do when it cannot be used.
    """
    url = database_url(location)
    engine = open_engine(url)
    path = Path(url.database or "") if engine.dialect.name == "sqlite" else None
    if path is not None and not path.exists() and not create:
        raise Unavailable(msg("There is no database at {path}. Make one with “db create”.", path=str(path)))
    found = schema.revision(engine) if path is None or path.exists() else None
    if found is None:
        if not create:
            raise Unavailable(msg("The database is empty. Make its tables with “db create”."))
        schema.create(engine)
    elif found != LATEST:
        raise Outdated
    shown = str(path) if path is not None else url.render_as_string(hide_password=True)
    ticking = clock or SystemClock()
    store = Store(engine, ticking)
    attachments = Attachments(attachment_folder(path))
    return Backend(store, attachments, ticking, shown, Rulebook(store))


def attachment_folder(database: Path | None) -> Path | None:
    """Where a local database keeps its files: ``NAME.files`` beside it; nowhere on a server."""
    return database.with_suffix(database.suffix + ".files") if database is not None else None
