"""Two desks on one server: each hears what the other changed."""

from __future__ import annotations

import threading

import pytest

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Party
from qualitydesk.store import bulletin
from qualitydesk.store.session import Store
from tests.postgres_server import Server


def _save(store: Store) -> None:
    with store.write(PROGRAM, "party") as work:
        work.insert(Party, id=new_key(), code=new_key(), name="x")


@pytest.mark.postgresql
def test_another_desk_hears_of_a_change_and_a_desk_not_of_its_own_twice(server_database: str) -> None:
    here, there = open_backend(server_database).store, open_backend(server_database).store
    heard: list[frozenset[str]] = []
    arrived = threading.Event()

    def hear(topics: frozenset[str]) -> None:
        heard.append(topics)
        arrived.set()

    here.listen(hear)
    here.hear_others()
    for _ in range(40):
        _save(there)
        if arrived.wait(0.25):
            break
    here.close()
    there.close()
    assert heard[0] == frozenset({"party"})


def test_a_local_file_has_nobody_else(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    store.hear_others()
    _save(store)
    assert heard == [frozenset({"party"})]


@pytest.mark.postgresql
def test_a_desk_listens_again_when_the_server_comes_back(
    postgres: Server, server_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulletin, "AGAIN", 0.05)
    here = open_backend(server_database).store
    heard: list[frozenset[str]] = []
    arrived = threading.Event()

    def hear(topics: frozenset[str]) -> None:
        heard.append(topics)
        arrived.set()

    here.listen(hear)
    here.hear_others()
    kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    for _ in range(40):
        postgres.execute(kill)
        if arrived.wait(0.25):
            break
    here.close()
    assert heard[0] == frozenset(), "anything may have changed meanwhile"
