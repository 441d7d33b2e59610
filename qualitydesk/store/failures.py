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
            raise RuleBroken(msg("Something with the same number is recorded already. Nothing was saved.")) from error
        raise
    except OperationalError as error:
        raise Unavailable(_reason(error)) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(_LOST) from error
        raise


_LOST = msg("The database server is not reached. Nothing was saved; what you typed is kept. Try again.")


def _is_duplicate(error: IntegrityError) -> bool:
    text = str(error.orig)
    return "UNIQUE constraint failed" in text or "duplicate key value" in text


def _reason(error: OperationalError) -> Message:
    text = str(error.orig).lower()
    if "locked" in text or "busy" in text:
        return msg("The database is in use by another program. Nothing was saved. Try again in a moment.")
    if "full" in text:
        return msg("The disk is full. Nothing was saved; earlier saves are safe. Free some space and try again.")
    if "readonly" in text or "read-only" in text:
        return msg("The database can only be read: its file or folder is write-protected. Nothing was saved.")
    if "not a database" in text or "malformed" in text:
        return msg("The file is damaged or is no QualityDesk database. It was not changed. Restore a backup.")
    if "unable to open" in text:
        return msg("The database file cannot be opened. Check that the folder exists and that you may write there.")
    return _LOST
