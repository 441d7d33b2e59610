"""Which database a command works on, and the desk it works at. Without --db it is the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.paths import own_database

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def address_of(given: str) -> str:
    """The path or URL of the database: what was given, else the user's own."""
    return given or own_database()


def open_console_desk(given: str) -> Desk:
    """The desk of the program itself at that database, made at the first use when it is the user's own."""
    from qualitydesk.bootstrap import open_backend

    return open_backend(address_of(given), create=not given).desk()
