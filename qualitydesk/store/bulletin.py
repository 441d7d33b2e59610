"""Telling other desks on the same server what changed, by PostgreSQL's LISTEN and NOTIFY.

Only the names of changed tables travel, never data. A local file has no other desks.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from qualitydesk.store.session import Work

CHANNEL = "qualitydesk"
PATIENCE = 0.5
AGAIN = 5.0
"""Seconds between two attempts to reach a server that went away."""
_NOTIFY = text("SELECT pg_notify(:channel, :payload)")
Deliver = Callable[[frozenset[str]], None]


class Bulletin:
    """One desk's end of the channel; it does not hear itself."""

    def __init__(self, engine: Engine, deliver: Deliver) -> None:
        self._engine = engine
        self._deliver = deliver
        self._desk = secrets.token_hex(8)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def post(self, work: Work, topics: frozenset[str]) -> None:
        """Send ``topics`` when the running transaction commits, and not if it does not."""
        if self._engine.dialect.name == "postgresql" and topics:
            payload = f"{self._desk}:{','.join(sorted(topics))}"
            work.tell(_NOTIFY, channel=CHANNEL, payload=payload[:7900])

    def start(self) -> None:
        """Listen in a thread of its own until ``stop``; nothing on a local file."""
        if self._engine.dialect.name == "postgresql" and self._thread is None:
            self._thread = threading.Thread(target=self._listen, name="bulletin", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop listening; returns when the thread has ended."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _listen(self) -> None:
        """Listen; after the server went away, come back with it and say that anything may be new."""
        from psycopg import OperationalError

        lost = False
        while not self._stop.is_set():
            try:
                self._hear(lost)
            except (OperationalError, DBAPIError):
                lost = True
                self._stop.wait(AGAIN)

    def _hear(self, lost: bool) -> None:
        raw = self._engine.raw_connection()
        try:
            driver: Any = raw.driver_connection
            driver.autocommit = True
            driver.execute(f"LISTEN {CHANNEL}")
            if lost:
                self._deliver(frozenset())
            while not self._stop.is_set():
                for notice in driver.notifies(timeout=PATIENCE):
                    self._read(notice.payload)
        finally:
            raw.invalidate()

    def _read(self, payload: str) -> None:
        desk, _, topics = payload.partition(":")
        if desk != self._desk:
            self._deliver(frozenset(topics.split(",")))
