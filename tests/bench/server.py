"""Figures of a PostgreSQL server on this machine: the program's questions and writes beside bare psycopg.

The server is private and thrown away; its disk is memory, so only what program and server do is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitydesk.bootstrap import open_backend
from qualitydesk.services.demo.scale import make_more
from qualitydesk.services.demo.story import make_example
from tests.bench.database import Ground, desk_of, questions_of, saving
from tests.bench.measure import Figure, in_turn, once
from tests.bench.replay import WRITING, questions
from tests.heard import Sent, listening
from tests.postgres_server import Server, running_server

if TYPE_CHECKING:
    import psycopg

DRIVER = "the same statements, bare psycopg"
LARGEST = 2000
"""So many inspections at most: the figures of a server do not hang on the size."""
WANTED = ("G7 first page of", "G9 search a", "G10", "G11", "G12", "G18")
ROUND_TRIPS = 2.0
_INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES")


def server_figures(size: int, pairs: int) -> Iterator[Figure]:
    """What people look at and save, on a server of its own."""
    with running_server() as server:
        ground = _filled(server, min(size, LARGEST))
        yield from _looking(server, ground, pairs)
        yield from _writing(server, ground, pairs)
        ground.backend.close()


def _filled(server: Server, size: int) -> Ground:
    """The example company twice: the second one is the twin that the bare driver writes."""
    server.execute("CREATE DATABASE first")
    backend = open_backend(server.url("first"))
    make_example(backend.desk(), inspections=size)
    backend.close()
    server.execute("CREATE DATABASE second TEMPLATE first")
    backend = open_backend(server.url("first"), create=False)
    return Ground(Path(backend.location), backend, desk_of(backend, login="wang"), size)


def _bare(server: Server, database: str) -> psycopg.Connection[Any]:
    import psycopg

    return psycopg.connect(server.url(database))


# -- looking


def _looking(server: Server, ground: Ground, pairs: int) -> Iterator[Figure]:
    with _bare(server, "first") as connection:
        for name, goal, ours in questions_of(ground):
            if name.startswith(WANTED):
                limit = _asking(connection, ground, ours)
                yield in_turn(
                    f"server: {name}", ours, limit, goal=goal, limit_is=DRIVER, rows=ground.size, pairs=pairs
                )


def _asking(
    connection: psycopg.Connection[Any], ground: Ground, ours: Callable[[], object]
) -> Callable[[], object]:
    sent = questions(ground.backend.store, ours)

    def replay() -> None:
        for statement, values, _ in sent:
            connection.execute(statement.encode(), values).fetchall()
        connection.rollback()

    return replay


# -- writing


def _writing(server: Server, ground: Ground, pairs: int) -> Iterator[Figure]:
    sent: list[Sent]
    with _bare(server, "second") as connection, listening(ground.backend.store) as sent:
        save, begins = saving(ground), count(ground.size + 1, 1000)

        def more() -> None:
            sent.clear()
            make_more(ground.desk, 1000, seed=1, begin=next(begins))

        def one() -> None:
            sent.clear()
            save()

        yield in_turn(
            "server: G3 save an inspection with its checks",
            one,
            lambda: _in_one_go(connection, sent),
            goal=1.3,
            limit_is="the same rows, bare psycopg, all sent at once",
            rows=ground.size,
            pairs=pairs,
            ours_first=True,
        )
        one()
        asked = float(len(sent))
        yield once("server: G19 statements of one save", ground.size, asked, ROUND_TRIPS, 1.0, "two")
        _in_one_go(connection, sent)
        yield in_turn(
            "server: G19 1,000 inspections with all around",
            more,
            lambda: _copied(connection, sent),
            goal=1.43,
            limit_is="the same rows by COPY",
            rows=ground.size,
            pairs=3,
            ours_first=True,
        )


def _in_one_go(connection: psycopg.Connection[Any], sent: list[Sent]) -> None:
    """Write the same rows without waiting for an answer between them."""
    with connection.pipeline(), connection.cursor() as cursor:
        for statement, values, many in _writes(sent):
            if many:
                cursor.executemany(statement.encode(), values)
            else:
                cursor.execute(statement.encode(), values)
    connection.commit()


def _copied(connection: psycopg.Connection[Any], sent: list[Sent]) -> None:
    """Write the same rows as fast as the server takes them."""
    with connection.cursor() as cursor:
        for statement, values, many in _writes(sent):
            plain = _INSERT.match(statement)
            if not (many and plain) or "ON CONFLICT" in statement:
                run = cursor.executemany if many else cursor.execute
                run(statement.encode(), values)
                continue
            names = plain[2].split(", ")
            with cursor.copy(f"COPY {plain[1]} ({plain[2]}) FROM STDIN".encode()) as copy:
                for row in values:
                    copy.write_row([row[name] for name in names])
    connection.commit()


def _writes(sent: list[Sent]) -> Iterator[Sent]:
    return (one for one in sent if one[0].lstrip().upper().startswith(WRITING))
