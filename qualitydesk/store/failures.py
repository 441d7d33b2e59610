"""What a database's own errors mean to a person. Everything not named here stays a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.values import Message, msg


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors of the database into those a person can act on."""
    try:
        yield
    except IntegrityError as error:
        if _is_duplicate(error):
            raise RuleBroken(
                msg("Something with the same number is recorded already. Nothing was saved.")
            ) from error
        raise
    except DBAPIError as error:
        if _is_too_long(error):
            raise RuleBroken(
                msg("Something is longer than the database can hold. Nothing was saved.")
            ) from error
        reason = _reason(error)
        if reason is None:
            raise
        raise Unavailable(reason) from error


_LOST = msg("The database server is not reached. Nothing was saved; what you typed is kept. Try again.")


def _is_duplicate(error: IntegrityError) -> bool:
    text = str(error.orig)
    return "UNIQUE constraint failed" in text or "duplicate key value" in text


def _is_too_long(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None) or ""
    return state in _NO_ROOM or "string or blob too big" in str(error.orig)


_NO_ROOM = ("22001", "54000")
"""What a server answers to a text that is longer than its column, or than an index can hold."""

_REASONS: tuple[tuple[tuple[str, ...], Message], ...] = (
    (
        ("deadlock detected", "could not serialize", "lock timeout"),
        msg("Somebody else was writing at the same moment. Nothing was saved. Try again."),
    ),
    (
        ("locked", "busy"),
        msg("The database is in use by another program. Nothing was saved. Try again in a moment."),
    ),
    (
        ("disk is full", "no space left"),
        msg("The disk is full. Nothing was saved; earlier saves are safe. Free some space and try again."),
    ),
    (
        ("readonly", "read-only"),
        msg("The database can only be read: its file or folder is write-protected. Nothing was saved."),
    ),
    (
        ("disk i/o error",),
        msg("The disk with the database does not answer. Nothing was saved; connect it and try again."),
    ),
    (
        ("not a database", "malformed"),
        msg("The file is damaged or is no QualityDesk database. It was not changed. Restore a backup."),
    ),
    (
        ("unable to open",),
        msg("The database file cannot be opened. Check that the folder exists and that you may write there."),
    ),
)


def _reason(error: DBAPIError) -> Message | None:
    text = str(error.orig).lower()
    for signs, reason in _REASONS:
        if any(sign in text for sign in signs):
            return reason
    return _LOST if error.connection_invalidated or _is_away(error) else None


def _is_away(error: DBAPIError) -> bool:
    """A server that is not reached answers nothing; one that goes, is full or worn out says so. What else
    it refuses, and all that a file refuses, has another cause.
    """
    if not isinstance(error, OperationalError) or isinstance(error.orig, sqlite3.Error):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state is None or state[:2] in _OUT_OF_REACH


_OUT_OF_REACH = ("08", "28", "3D", "53", "57", "58")
"""Classes of what a server answers: the line, who signs in, its database, its means, its keeper, its disk."""
