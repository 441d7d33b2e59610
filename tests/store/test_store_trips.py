"""How often a desk waits for its server, and a server that went away between two transactions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from sqlalchemy import func, select

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.values import Query
from qualitydesk.records import Lot, Party, Product
from qualitydesk.services import inspections
from qualitydesk.services.inspections.planning import NewInspection, plan_inspection
from qualitydesk.store.session import Store, Work
from tests.builders import add_people, desk_of
from tests.postgres_server import Server
from tests.wire import Wire, wire

pytestmark = pytest.mark.postgresql
KNOWN_AFTER = 8
"""So often something is done until driver and server know its statements."""


@pytest.fixture
def way(postgres: Server) -> Iterator[tuple[Wire, int]]:
    """A wire to the server, and its port."""
    with wire(postgres.port) as found:
        yield found


@pytest.fixture
def far(
    postgres: Server, server_database: str, way: tuple[Wire, int], clock: FixedClock
) -> Iterator[Backend]:
    """The fresh database at the other end of the wire."""
    name = server_database.rpartition("/")[2]
    backend = open_backend(replace(postgres, port=way[1]).url(name), create=False, clock=clock)
    with backend.store.write(PROGRAM, "write") as work:
        add_people(work)
    yield backend
    backend.close()


def lot_in(work: Work) -> str:
    """A lot that can be inspected."""
    product = work.insert(Product, id=new_key(), sku="K-1", name="Kettle", category="electrical_lv")
    return work.insert(Lot, id=new_key(), number="L-1", product_id=product, quantity=2400)


def test_an_inspection_is_planned_in_three_round_trips(far: Backend, way: tuple[Wire, int]) -> None:
    desk = desk_of(far, "chen")
    with far.store.write(PROGRAM, "write") as work:
        wanted = NewInspection(lot_id=lot_in(work))
    for _ in range(KNOWN_AFTER):
        plan_inspection(desk, wanted)
    way[0].trips = 0
    plan_inspection(desk, wanted)
    assert way[0].trips == 3


def test_an_answer_at_the_carton_is_kept_in_five_round_trips(far: Backend, way: tuple[Wire, int]) -> None:
    desk = desk_of(far, "chen")
    with far.store.write(PROGRAM, "write") as work:
        wanted = NewInspection(lot_id=lot_in(work))
    key = plan_inspection(desk, wanted)
    inspections.start_inspection(desk, key, 1)
    checks = inspections.open_inspection(desk, key).checks
    check = next(each for each in checks if each.kind is CheckKind.PASS_FAIL and not each.sample)
    answers = cycle((CheckOutcome.PASS, CheckOutcome.OPEN))
    for _ in range(KNOWN_AFTER):
        inspections.record_check(desk, check.id, 1, next(answers))
    way[0].trips = 0
    inspections.record_check(desk, check.id, 1, next(answers))
    assert way[0].trips == 5


def test_a_page_costs_its_questions_and_the_end(far: Backend, way: tuple[Wire, int]) -> None:
    desk = desk_of(far, "chen")
    for _ in range(KNOWN_AFTER):
        inspections.page(desk, Query())
    way[0].trips = 0
    inspections.page(desk, Query())
    assert way[0].trips == 2


def test_what_asks_nothing_costs_nothing(far: Backend, way: tuple[Wire, int]) -> None:
    way[0].trips = 0
    with far.store.read():
        pass
    with far.store.write(PROGRAM, "write"):
        pass
    assert way[0].trips == 0


def all_gone(postgres: Server, database: str) -> None:
    """End every connection to the database, as a server does that is started anew."""
    name = database.rpartition("/")[2]
    postgres.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")


def several(store: Store) -> None:
    """Leave more than one connection in the pool."""
    with store.read() as one, store.read() as other:
        assert one.count(Party) == other.count(Party)


def test_connections_that_were_lost_since_are_replaced_unseen(
    postgres: Server, server_database: str, clock: FixedClock
) -> None:
    backend = open_backend(server_database, clock=clock)
    store = backend.store
    for place in range(3):
        several(store)
        all_gone(postgres, server_database)
        with store.write(PROGRAM, "write") as work:
            work.insert(Party, id=new_key(), code=f"P-{place}", name="N", country="DE")
        several(store)
        all_gone(postgres, server_database)
        with store.read() as read:
            assert read.count(Party) == place + 1
        several(store)
        all_gone(postgres, server_database)
        with store.write(PROGRAM, "write") as work:
            pid = work.connection.execute(select(func.pg_backend_pid())).scalar_one()
            assert work.connection.execute(select(func.pg_backend_pid())).scalar_one() == pid
    backend.close()
