"""Who may come in, told while the database is still being opened. Signing in needs it open."""

from __future__ import annotations

from pathlib import Path

from qualitydesk.domain.people import Actor
from qualitydesk.store.glance import people_in


def expected_people(location: str) -> tuple[Actor, ...]:
    """Everybody who can sign in at a local file, by name; nobody where a look does not tell, and on a
    server.
    """
    return () if "://" in location else people_in(Path(location).expanduser())
