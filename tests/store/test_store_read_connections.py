"""Looks that follow one another on kept connections: each sees the state of its own time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Party
from qualitydesk.store.session import Store


def add(store: Store, code: str) -> None:
    with store.write(PROGRAM, "add") as work:
        work.insert(Party, id=new_key(), code=code, name=code)


def test_each_look_sees_what_was_saved_before_it(store: Store) -> None:
    for place in range(4):
        with store.read() as read:
            assert read.count(Party) == place
            assert len(read.rows(Party, "code")) == place
        add(store, f"P-{place}")


def test_looks_inside_one_another_have_their_own_connections(store: Store) -> None:
    with store.read() as outer, store.read() as inner:
        assert outer.connection is not inner.connection
        assert outer.count(Party) == inner.count(Party) == 0


def test_a_look_that_failed_leaves_nothing_to_the_next(store: Store) -> None:
    with store.read() as read:
        read.count(Party)
    with pytest.raises(DBAPIError), store.read() as read:
        read.connection.execute(text("SELECT nothing FROM nowhere"))
    add(store, "P-1")
    with store.read() as read:
        assert read.count(Party) == 1


def test_a_look_leaves_no_lock_behind(store: Store) -> None:
    with store.read() as read:
        read.rows(Party)
    add(store, "P-1")
    with store.read() as read:
        assert [row.code for row in read.rows(Party)] == ["P-1"]


def test_what_was_kept_goes_with_the_engine(local_backend: Backend) -> None:
    store = local_backend.store
    with store.read() as first:
        kept = first.connection
    with store.read() as again:
        assert again.connection is kept
        store.engine.dispose()
    with store.read() as read:
        assert read.connection is not kept
        assert read.count(Party) == 0


def test_a_kept_connection_reads_nothing_from_a_file_that_is_gone(local_backend: Backend) -> None:
    store, path = local_backend.store, Path(local_backend.location)
    add(store, "P-1")
    with store.read() as read:
        assert read.count(Party) == 1
    away = path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(Unavailable, match="is gone"), store.read():
        pass
    away.rename(path)
    with store.read() as read:
        assert read.count(Party) == 1


def test_a_kept_connection_sees_that_another_file_has_taken_the_place(local_backend: Backend) -> None:
    store, path = local_backend.store, Path(local_backend.location)
    with store.read() as read:
        assert read.count(Party) == 0
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    add(store, "P-1")
    copy.replace(path)
    with store.read() as read:
        assert read.count(Party) == 0
