"""Trying a server before it is used: one attempt, and in plain words why it did not work."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Person, t
from qualitydesk.store import schema
from qualitydesk.store.engine import database_url, open_engine

_TROUBLES: tuple[tuple[tuple[str, ...], Message], ...] = (
    (
        ("certificate", "does not support ssl", "root.crt", "sslrootcert"),
        msg(
            "The server can’t prove that it is the right one, so nothing was sent. Ask whoever runs it to "
            "switch on TLS, and for the file of its certificate’s authority if that is the company’s own."
        ),
    ),
    (
        ("password authentication failed", "no password supplied", 'role "'),
        msg("The server refuses this user or password. Check both, or ask whoever runs the server."),
    ),
    (
        ("does not exist",),
        msg(
            "The server answers, but has no database of this name. Ask for one to be made, or check the name."
        ),
    ),
    (
        ("could not translate host", "failed to resolve", "name or service not known", "getaddrinfo"),
        msg("No computer of this name is found. Check the server’s name and your network."),
    ),
    (
        ("connection refused",),
        msg("The computer answers, but no PostgreSQL server listens there. Check the port."),
    ),
    (
        ("timeout", "timed out", "no route"),
        msg("The server does not answer. Check its name, your network, and whether a firewall is between."),
    ),
    (
        ("pg_hba", "ssl", "encryption"),
        msg("The server does not let this computer in. Ask whoever runs it to allow it."),
    ),
)
_ANY = msg("The server can’t be used. Check name, port, database, user and password.")


def try_server(address: str) -> tuple[str | None, int]:
    """The schema that the database at a ``postgresql://`` address has (None while it is empty), and how many
    people have a login there.

    Raises RuleBroken for what is no address, Unavailable with the reason in plain words.
    """
    engine = open_engine(database_url(address))
    try:
        with engine.connect() as connection:
            found = schema.revision(engine)
            counted = select(func.count()).select_from(t(Person))
            return found, int(connection.execute(counted).scalar_one()) if found else 0
    except DBAPIError as error:
        raise Unavailable(trouble(str(error.orig))) from None
    finally:
        engine.dispose()


def trouble(told: str) -> Message:
    """What a driver's words mean to a person."""
    text = told.lower()
    return next((words for signs, words in _TROUBLES if any(sign in text for sign in signs)), _ANY)
