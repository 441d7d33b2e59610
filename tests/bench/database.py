"""Figures of the database: pages, search, opening, saving, bulk, backup; each beside the bare driver."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.people import Actor, Role
from qualitydesk.domain.statistics.periods import last_days
from qualitydesk.domain.values import Query
from qualitydesk.records import Claim, ClaimLine, DutyLine, Lot, Person, Shipment, t
from qualitydesk.services import care, claims, inspections, search, shipments
from qualitydesk.services.demo.scale import make_more
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.desk import Desk
from qualitydesk.services.figures import figures
from qualitydesk.services.inspections.planning import NewInspection, plan_inspection
from qualitydesk.services.shipments.gathering import gather
from qualitydesk.services.trace import trace
from qualitydesk.store.tallies import differences
from tests.bench.measure import Figure, in_turn, once
from tests.bench.replay import Twin, bare, reading

DRIVER = "the same statements, bare sqlite3"


@dataclass(frozen=True)
class Ground:
    """The database the figures are taken on."""

    path: Path
    backend: Backend
    desk: Desk
    size: int


def prepare(folder: Path, size: int) -> Path:
    """The example company with about ``size`` inspections, made once and kept."""
    path = folder / f"bench-{size}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".making")
        unfinished.unlink(missing_ok=True)
        shutil.rmtree(f"{unfinished}.files", ignore_errors=True)
        backend = open_backend(str(unfinished))
        make_example(backend.desk(), inspections=size)
        backend.close()
        Path(f"{unfinished}.files").rename(f"{path}.files")
        unfinished.rename(path)
    care.upgrade_database(str(path))
    return path


def on_ground(path: Path, size: int) -> Ground:
    """Open the database and sit a manager down."""
    backend = open_backend(str(path), create=False)
    return Ground(path, backend, desk_of(backend, login="wang"), size)


def desk_of(backend: Backend, **known: str) -> Desk:
    """The desk of a person known by login or key."""
    with backend.store.read() as read:
        row = read.find(Person, **known)
    assert row is not None
    return backend.desk(Actor(row.id, row.login, row.name, Role(row.role)))


def read_figures(path: Path, size: int, pairs: int) -> Iterator[Figure]:
    """Everything that only looks."""
    ground = on_ground(path, size)
    connection = bare(path)
    for name, goal, ours in questions_of(ground):
        limit = reading(connection, ground.backend.store, ours)
        yield in_turn(name, ours, limit, goal=goal, limit_is=DRIVER, rows=size, pairs=pairs)
    yield _contradicted(ground)
    connection.close()
    ground.backend.close()


def questions_of(ground: Ground) -> Iterator[tuple[str, float, Callable[[], object]]]:
    """What people look at all day: its name, its goal, and how it is read."""
    desk = ground.desk
    newest = inspections.page(desk, Query())
    first, last = newest.rows[0], newest.next
    yield "G7 first page of inspections", 1.5, lambda: inspections.page(desk, Query())
    yield "G7 next page of inspections", 1.5, lambda: inspections.page(desk, Query(), last)
    failed = Query(filters={"result": ("Conditional",)})
    yield "G7 page of inspections by result", 1.5, lambda: inspections.page(desk, failed)
    yield "G7 first page of claims", 1.5, lambda: claims.page(desk, Query())
    yield "G7 first page of shipments", 1.5, lambda: shipments.page(desk, Query())
    yield "G9 search a common word", 2.0, lambda: search.find(desk, "kettle")
    yield "G9 search a number", 2.0, lambda: search.find(desk, first.number)
    yield "G9 search two characters of Chinese", 2.0, lambda: search.find(desk, "水壶")
    yield "G10 open an inspection", 2.0, lambda: inspections.open_inspection(desk, first.id)
    claim, shipment = _samples(ground)
    yield "G10 open a claim", 2.0, lambda: claims.open_claim(desk, claim.id)
    yield "G11 claim to who answers", 1.5, lambda: trace(desk, claim.number)
    lot, party = _recalled(ground)
    yield "G12 recall of a lot: where it is, its claims", 1.5, lambda: _of_lot(desk, lot)
    yield "G12 recall of a maker: where its goods are", 1.5, lambda: _of_party(desk, party)
    yield "G18 figures of a quarter from kept sums", 2.0, lambda: _quarter(desk)
    yield "G10 read a shipment: every row behind it", 2.0, lambda: _rows_of(desk, shipment)
    yield "G10 open a shipment with its gate", 2.0, lambda: shipments.open_shipment(desk, shipment)


def _rows_of(desk: Desk, shipment: str) -> object:
    """What is read before anything is decided; the line with the gate is the rules' work and this."""
    with desk.store.read() as read:
        return gather(read, desk, [shipment])


def _recalled(ground: Ground) -> tuple[str, str]:
    """The lot that was claimed last, and the party most shipments name as maker."""
    line, duty = t(ClaimLine), t(DutyLine)
    claimed = select(line.c.lot_id).where(line.c.lot_id.is_not(None)).order_by(line.c.id.desc()).limit(1)
    makes = select(duty.c.party_id).where(duty.c.duty == "manufacturer", duty.c.party_id.is_not(None))
    makes = makes.group_by(duty.c.party_id).order_by(func.count().desc()).limit(1)
    with ground.backend.store.read() as read:
        return str(read.scalar(claimed)), str(read.scalar(makes))


def _of_lot(desk: Desk, lot: str) -> object:
    of_it = Query(filters={"lot": (lot,)})
    inspected = inspections.page(desk, Query(filters={"lot_id": (lot,)}))
    return inspected, shipments.page(desk, of_it), claims.page(desk, of_it)


def _of_party(desk: Desk, party: str) -> object:
    shipped = shipments.page(desk, Query(filters={"party": (party,)}))
    return shipped, claims.page(desk, Query(filters={"liable": (party,)}))


def _contradicted(ground: Ground) -> Figure:
    """How many kept sums a scan of every record does not come to."""
    with ground.backend.store.read() as read:
        wrong = float(len(differences(read)))
    return once("G18 kept sums that a scan contradicts", ground.size, wrong, 1.0, 0.0, "one")


def _quarter(desk: Desk) -> object:
    with desk.store.read() as read:
        return figures(read, desk, last_days(desk.today(), 90))


def _samples(ground: Ground) -> tuple[Any, str]:
    with ground.backend.store.read() as read:
        claim = read.first(select(t(Claim)).order_by(t(Claim).c.id.desc()).limit(1))
        shipment = read.scalar(select(t(Shipment).c.id).order_by(t(Shipment).c.id.desc()).limit(1))
    assert claim is not None
    return claim, str(shipment)


def write_figures(path: Path, size: int, pairs: int, folder: Path) -> Iterator[Figure]:
    """Everything that saves, on a copy and its twin."""
    first, second = folder / "first.db", folder / "second.db"
    for copy in (first, second):
        shutil.copyfile(path, copy)
    ground = on_ground(first, size)
    twin = Twin(ground.backend.store, second)
    same = {"limit_is": "the same rows, bare sqlite3", "rows": size, "ours_first": True}
    save = twin.ours(saving(ground))
    yield in_turn("G3 save an inspection with its checks", save, twin.limit, goal=1.6, pairs=pairs, **same)  # type: ignore[arg-type]  # the shared words
    begins = count(size + 1, 1000)
    bulk = twin.ours(lambda: make_more(ground.desk, 1000, seed=1, begin=next(begins)))
    yield in_turn("G4 1,000 inspections with all around", bulk, twin.limit, goal=1.43, pairs=3, **same)  # type: ignore[arg-type]  # the shared words
    yield _backup(ground, folder, size)
    twin.close()
    ground.backend.close()


def saving(ground: Ground) -> Callable[[], object]:
    """One more inspection, planned with all its checks."""
    with ground.backend.store.read() as read:
        lot = read.scalar(select(t(Lot).c.id).where(t(Lot).c.quantity == 2400).limit(1))
    wanted = NewInspection(lot_id=str(lot))
    return lambda: plan_inspection(ground.desk, wanted)


def _backup(ground: Ground, folder: Path, size: int) -> Figure:
    target, raw = folder / "backup.db", folder / "raw.db"

    def limit() -> None:
        with sqlite3.connect(ground.path) as live, sqlite3.connect(raw) as copy:
            live.backup(copy)
        live.close()
        copy.close()

    return in_turn(
        "G20 backup while working, copy checked",
        lambda: care.back_up(ground.desk, target),
        limit,
        goal=1.1,
        limit_is="backup API alone",
        rows=size,
        pairs=5,
    )
