"""Transactions: whole or not at all, versions checked, every change announced once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import Conflict, NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Draft, Party, Person, t
from qualitydesk.settings import House
from qualitydesk.store.house import write_house
from qualitydesk.store.session import Store


def _party(store: Store, name: str = "Haoyu") -> str:
    with store.write(PROGRAM, "create a party") as work:
        return work.insert(Party, id=new_key(), code=new_key(), name=name)


def test_what_was_saved_is_read_back(store: Store) -> None:
    key = _party(store, "Ningbo Haoyu 宁波浩宇")
    with store.read() as read:
        assert read.get(Party, key).name == "Ningbo Haoyu 宁波浩宇"


def test_an_update_raises_the_version_and_returns_it(store: Store) -> None:
    key = _party(store)
    with store.write(PROGRAM, "rename") as work:
        assert work.update(Party, key, 1, name="Other") == 2
    with store.read() as read:
        assert (read.get(Party, key).version, read.get(Party, key).name) == (2, "Other")


def test_an_update_that_changes_nothing_keeps_the_version(store: Store) -> None:
    key = _party(store, "Same")
    with store.write(PROGRAM, "rename") as work:
        assert work.update(Party, key, 1, name="Same") == 1


def test_the_second_to_save_is_told_both_sides_and_changes_nothing(store: Store) -> None:
    key = _party(store)
    with store.write(PROGRAM, "first") as work:
        work.update(Party, key, 1, name="Theirs", phone="1")
    with pytest.raises(Conflict) as told, store.write(PROGRAM, "second") as work:
        work.update(Party, key, 1, name="Mine", phone="1")
    assert told.value.theirs == {"name": "Theirs"}
    assert told.value.mine == {"name": "Mine"}
    with store.read() as read:
        assert read.get(Party, key).name == "Theirs"


def test_a_failed_action_leaves_nothing_half(store: Store) -> None:
    key = new_key()
    rows = [{"id": key, "code": "ONE", "name": "One"}, {"id": new_key(), "code": "ONE", "name": "Double"}]
    with pytest.raises(RuleBroken), store.write(PROGRAM, "two things") as work:
        work.insert_many(Party, rows)
    with store.read() as read:
        assert read.find(Party, id=key) is None


def test_a_missing_record_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match="party"), store.read() as read:
        read.get(Party, "nothing")


def test_a_bulk_update_that_skips_the_version_is_refused_by_the_database(store: Store) -> None:
    key = _party(store)
    with pytest.raises(DBAPIError, match="version must rise"), store.write(PROGRAM, "bulk") as work:
        work.connection.execute(update(t(Party)).where(t(Party).c.id == key).values(name="X"))


def test_words_outside_the_list_are_refused_by_the_database(store: Store) -> None:
    with pytest.raises(DBAPIError), store.write(PROGRAM, "wrong role") as work:
        work.insert(Person, id=new_key(), login="x", name="X", role="King")


def test_a_reference_to_nothing_is_refused_by_the_database(store: Store) -> None:
    with pytest.raises(DBAPIError), store.write(PROGRAM, "loose draft") as work:
        work.insert(
            Draft, id=new_key(), person_id=new_key(), form="f", content={}, saved_at=store.clock.now()
        )


def test_changes_are_announced_once_after_the_commit(store: Store) -> None:
    heard: list[frozenset[str]] = []
    stop = store.listen(heard.append)
    _party(store)
    stop()
    _party(store)
    assert heard == [frozenset({"party"})]


def test_numbers_rise_without_gaps_even_when_an_action_fails(store: Store) -> None:
    with store.write(PROGRAM, "one") as work:
        first = work.next_number("IN")
    with pytest.raises(RuntimeError):
        _fail_after_taking_a_number(store)
    with store.write(PROGRAM, "two") as work:
        second = work.next_number("IN")
    assert (first, second) == ("IN-2026-0001", "IN-2026-0002")


@pytest.mark.parametrize(
    ("at", "zone", "number"),
    [
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), "Asia/Shanghai", "IN-2026-0001"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "Asia/Shanghai", "IN-2027-0001"),
        (datetime(2027, 1, 1, 4, 59, tzinfo=UTC), "America/New_York", "IN-2026-0001"),
        (datetime(2027, 1, 1, 5, 0, tzinfo=UTC), "America/New_York", "IN-2027-0001"),
        (datetime(2026, 12, 31, 10, 0, tzinfo=UTC), "Pacific/Kiritimati", "IN-2027-0001"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "UTC", "IN-2026-0001"),
        (datetime(2026, 6, 1, tzinfo=UTC), "Asia/Shanghai", "IN-2026-0001"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "", "IN-2027-0001"),
    ],
)
def test_the_year_of_a_number_is_that_of_the_house(
    store: Store, at: datetime, zone: str, number: str
) -> None:
    """As the dates on its papers; a house that was never described is where new ones are."""
    if zone:
        with store.write(PROGRAM, "edit the house") as work:
            write_house(work, House(timezone=zone))
    with store.by(FixedClock(at)).write(PROGRAM, "one") as work:
        assert work.next_number("IN") == number


def _fail_after_taking_a_number(store: Store) -> None:
    with store.write(PROGRAM, "fails") as work:
        work.next_number("IN")
        raise RuntimeError("stop")


def test_rows_are_found_among_more_keys_than_a_statement_takes(store: Store) -> None:
    with store.write(PROGRAM, "many") as work:
        keys = [new_key() for _ in range(1200)]
        work.insert_many(Party, [{"id": key, "code": key, "name": "n"} for key in keys])
    with store.read() as read:
        assert len(read.among(Party, "id", keys)) == 1200


def test_a_filter_cannot_carry_sql(store: Store) -> None:
    _party(store)
    hostile = "x'; DROP TABLE party; --"
    with store.read() as read:
        assert read.find(Party, name=hostile) is None
        assert read.scalar(select(text("count(*)")).select_from(t(Party))) == 1


@pytest.mark.postgresql
def test_a_look_sees_one_state_while_others_write(server_database: str, clock: FixedClock) -> None:
    """Or a check of the sums finds damage where there is none."""
    backend = open_backend(server_database, clock=clock, create=False)
    with backend.store.read() as read:
        before = read.count(Party)
        _party(backend.store)
        assert read.count(Party) == before
        with pytest.raises(DBAPIError, match="read-only"):
            read.connection.execute(text("DELETE FROM draft"))
    backend.close()


def test_a_change_of_what_belongs_to_a_row_raises_its_version(store: Store) -> None:
    key = _party(store)
    with store.write(PROGRAM, "its parts") as work:
        assert work.raise_version(Party, key) == 2
    with pytest.raises(Conflict), store.write(PROGRAM, "stale") as work:
        work.update(Party, key, 1, name="Mine")
