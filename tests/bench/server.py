"""Figures of a PostgreSQL server on this machine: the program's questions and writes beside bare psycopg.

The server is private and thrown away; its disk is memory, so only what program and server do is compared.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualitydesk.bootstrap import open_backend
from qualitydesk.records import Lot, Product, t
from qualitydesk.services.demo.scale import make_more
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.exchange import import_files
from tests.bench.database import Ground, desk_of, questions_of, saving
from tests.bench.measure import Figure, in_turn, once
from tests.bench.replay import questions
from tests.heard import Sent, listening
from tests.postgres_server import Server, running_server
from tests.wire import wire

if TYPE_CHECKING:
    import psycopg

DRIVER = "the same statements, bare psycopg"
LARGEST = 10_000
"""So many inspections at most: the figures of a server do not hang on the size."""
WANTED = ("G7 first page of", "G9 search a", "G10", "G11", "G12", "G18")
ROUND_TRIPS = 2.0
LATENCY = 0.02
"""Seconds there and back, to a server in another town."""
A_DAY = 500
"""Inspections that are done without the network and sent in the evening."""
DAYS = 5
KNOWN_AFTER = 8
"""Saves after which driver and server know every statement."""
WRITES = re.compile(r"\s*(COPY|INSERT|UPDATE|DELETE)\b")
_COPY = re.compile(r"COPY (\w+) \(([^)]*)\)")
_JSON = re.compile(
    r"INSERT INTO (\w+) \(([^)]*)\) SELECT .* FROM json_populate_recordset"
    r"\(NULL::\w+, %\(rows\)s::json\) ?(.*)",
    re.DOTALL,
)
_MARK = re.compile(r"\\(.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r"}


def server_figures(size: int, pairs: int) -> Iterator[Figure]:
    """What people look at and save, on a server of its own."""
    with running_server() as server:
        ground = _filled(server, min(size, LARGEST))
        yield from _looking(server, ground, pairs)
        yield from _writing(server, ground, pairs)
        yield from _from_afar(server, ground, pairs)
        ground.backend.close()


def _filled(server: Server, size: int) -> Ground:
    """The example company twice: the second one is the twin that the bare driver writes."""
    server.execute("CREATE DATABASE first")
    backend = open_backend(server.url("first"))
    make_example(backend.desk(), inspections=size)
    backend.close()
    with _bare(server, "first") as connection:
        connection.execute("ANALYZE")  # as the server does by itself, but within a minute
    server.execute("CREATE DATABASE second TEMPLATE first")
    backend = open_backend(server.url("first"), create=False)
    return Ground(Path(backend.location), backend, desk_of(backend, login="wang"), size)


def _bare(server: Server, database: str) -> psycopg.Connection[Any]:
    import psycopg

    return psycopg.connect(server.url(database))


# -- looking


def _looking(server: Server, ground: Ground, pairs: int) -> Iterator[Figure]:
    with _bare(server, "first") as connection:
        connection.execute("SET plan_cache_mode = force_custom_plan")  # as the program has it
        connection.commit()
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
        connection.commit()  # as the program does: then the server keeps what it was told to prepare

    return replay


# -- writing


def _writing(server: Server, ground: Ground, pairs: int) -> Iterator[Figure]:
    sent: list[Sent]
    with (
        _bare(server, "second") as connection,
        listening(ground.backend.store) as sent,
        TemporaryDirectory() as folder,
    ):
        days = iter([_a_day(ground, Path(folder), turn) for turn in range(DAYS + 1)])
        save, begins = saving(ground), count(ground.size + 1, 1000)
        written: list[Written] = []

        def more() -> None:
            sent.clear()
            make_more(ground.desk, 1000, seed=1, begin=next(begins))

        def one() -> None:
            sent.clear()
            save()

        def day() -> None:
            sent.clear()
            import_files(ground.desk, "inspections", [next(days)])

        def told() -> None:
            written[:] = _written(sent)

        yield in_turn(
            "server: G3 save an inspection with its checks",
            one,
            lambda: _in_one_go(connection, written),
            goal=1.3,
            limit_is="the same rows, bare psycopg, all sent at once",
            rows=ground.size,
            pairs=pairs,
            between=told,
        )
        yield in_turn(
            f"server: G19 a day of {A_DAY} inspections",
            day,
            lambda: _copied(connection, written),
            goal=1.43,
            limit_is="the same rows by COPY",
            rows=ground.size,
            pairs=DAYS,
            between=told,
        )
        yield in_turn(
            "server: G19 1,000 inspections with all around",
            more,
            lambda: _copied(connection, written),
            goal=1.43,
            limit_is="the same rows by COPY",
            rows=ground.size,
            pairs=3,
            between=told,
        )


def _a_day(ground: Ground, folder: Path, turn: int) -> Path:
    """A file of inspections that no other turn has, of lots that are recorded."""
    lot, product = t(Lot), t(Product)
    lots = select(lot.c.number, product.c.sku).join(product, product.c.id == lot.c.product_id).limit(A_DAY)
    with ground.backend.store.read() as read:
        found = read.all(lots.where(lot.c.quantity > 0).order_by(lot.c.id))
    path = folder / f"day-{turn}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("number", "lot", "sku", "status", "planned_on", "inspector", "note"))
        for place, row in enumerate(found):
            number = f"DAY{turn}-{place:05d}"
            writer.writerow((number, *row, "Planned", "2026-11-27", "chen", "Third floor, second door"))
    return path


# -- from afar


def _from_afar(server: Server, ground: Ground, pairs: int) -> Iterator[Figure]:
    """What one save costs who is far from the server."""
    with wire(server.port) as (way, port):
        backend = open_backend(replace(server, port=port).url("first"), create=False)
        save = saving(Ground(ground.path, backend, desk_of(backend, login="wang"), ground.size))
        for _ in range(KNOWN_AFTER):
            save()
        way.trips = 0
        save()
        yield once(
            "server: G19 round trips of one save", ground.size, float(way.trips), ROUND_TRIPS, 1.0, "two"
        )
        way.latency = LATENCY
        waits = ROUND_TRIPS * LATENCY
        yield in_turn(
            f"server: G19 one save at {LATENCY * 1000:.0f} ms network latency",
            save,
            lambda: time.sleep(waits),
            goal=1.3,
            limit_is="two round trips",
            rows=ground.size,
            pairs=min(pairs, 30),
        )
        backend.close()


@dataclass(frozen=True)
class Written:
    """What was written: rows of a table, or a statement with its values."""

    statement: str
    names: tuple[str, ...]
    values: Any
    otherwise: str = ""

    @property
    def insert(self) -> str:
        """The statement for each row, as one writes it by hand."""
        places = ", ".join(f"%({name})s" for name in self.names)
        return f"INSERT INTO {self.statement} ({', '.join(self.names)}) VALUES ({places}) {self.otherwise}"


def _written(sent: list[Sent]) -> list[Written]:
    """The rows behind what the store sent, whatever way it sent them."""
    return [_rows(one) or Written(one[0], (), one[1]) for one in sent if WRITES.match(one[0])]


def _rows(one: Sent) -> Written | None:
    statement, values, _ = one
    if found := _COPY.match(statement):
        names = tuple(found[2].split(", "))
        lines = b"".join(values).decode().split("\n")[:-1]
        return Written(found[1], names, [dict(zip(names, _fields(line), strict=True)) for line in lines])
    if found := _JSON.match(statement):
        return Written(found[1], tuple(found[2].split(", ")), json.loads(values["rows"]), found[3])
    return None


def _fields(line: str) -> Iterator[str | None]:
    for field in line.split("\t"):
        yield None if field == r"\N" else _MARK.sub(lambda mark: _MEANT.get(mark[1], mark[1]), field)


def _in_one_go(connection: psycopg.Connection[Any], written: list[Written]) -> None:
    """Write the same rows without waiting for an answer before the end."""
    connection.autocommit = True  # or the driver would begin, and wait for it
    with connection.pipeline(), connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for one in written:
            if one.names:
                cursor.executemany(one.insert.encode(), one.values)
            else:
                cursor.execute(one.statement.encode(), one.values)
        cursor.execute("COMMIT")
    connection.autocommit = False


def _copied(connection: psycopg.Connection[Any], written: list[Written]) -> None:
    """Write the same rows as fast as the server takes them."""
    with connection.cursor() as cursor:
        for one in written:
            if not one.names:
                cursor.execute(one.statement.encode(), one.values)
            elif one.otherwise or len(one.values) == 1:
                cursor.executemany(one.insert.encode(), one.values)
            else:
                with cursor.copy(
                    f"COPY {one.statement} ({', '.join(one.names)}) FROM STDIN".encode()
                ) as copy:
                    for row in one.values:
                        copy.write_row([row[name] for name in one.names])
    connection.commit()
