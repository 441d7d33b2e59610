"""What a database's own errors mean to a person. Everything not named here stays a bug."""

from __future__ import annotations

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
        reason = _reason(error)
        if reason is None:
            raise
        raise Unavailable(reason) from error


_LOST = msg("The database server is not reached. Nothing was saved; what you typed is kept. Try again.")


def _is_duplicate(error: IntegrityError) -> bool:
    text = str(error.orig)
    return "UNIQUE constraint failed" in text or "duplicate key value" in text


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
    return _LOST if error.connection_invalidated or isinstance(error, OperationalError) else None
