"""Statements asked again: the rows are the same as at the first time, whatever the values."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import bindparam, column, func, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Certificate, Party, PartyCheck, Person, Product, t
from qualitydesk.store.session import Store
from tests.builders import add_people

PARTY = t(Party)
NAMED = select(PARTY).where(PARTY.c.code.in_(bindparam("codes", expanding=True))).order_by(PARTY.c.code)


@pytest.fixture
def stocked(store: Store) -> Store:
    with store.write(PROGRAM, "stock") as work:
        add_people(work)
        parties = [{"id": new_key(), "code": f"P-{place}", "name": f"N{place}"} for place in range(9)]
        work.insert_many(Party, parties)
        work.insert(Product, id=new_key(), sku="KT", name="Kettle", attributes={"colour": "蓝"})
        work.insert(
            Certificate, id=new_key(), number="C-1", scheme="CE", market="EU", valid_to=date(2027, 1, 31)
        )
        work.insert(Certificate, id=new_key(), number="C-2", scheme="CE", market="EU")
    return store


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 9])
def test_a_list_of_any_length_is_answered_alike_each_time(stocked: Store, count: int) -> None:
    wanted = [f"P-{place}" for place in range(count)]
    with stocked.read() as read:
        answers = [[row.code for row in read.all(NAMED, {"codes": wanted})] for _ in range(3)]
    assert answers == [wanted] * 3


def test_strings_are_joined_alike_each_time(stocked: Store) -> None:
    joined = select(func.aggregate_strings(PARTY.c.code, ", ")).where(PARTY.c.country == bindparam("country"))
    with stocked.read() as read:
        told = [sorted(read.scalar(joined, {"country": ""}).split(", ")) for _ in range(3)]
    assert told == [[f"P-{place}" for place in range(9)]] * 3


def test_values_come_as_their_columns_say_each_time(stocked: Store) -> None:
    with stocked.read() as read:
        for _ in range(3):
            product = read.find(Product, sku="KT")
            assert (product.attributes, product.active) == ({"colour": "蓝"}, True)
            ends = [row.valid_to for row in read.rows(Certificate, "number", scheme="CE")]
            assert ends == [date(2027, 1, 31), None]


def test_a_row_is_read_by_name_by_place_and_whole(stocked: Store) -> None:
    statement = select(PARTY.c.id, PARTY.c.code, func.length(PARTY.c.name).label("count"))
    statement = statement.where(PARTY.c.code == bindparam("code"))
    with stocked.read() as read:
        for _ in range(3):
            row = read.first(statement, {"code": "P-3"})
            key, code, count = row
            assert (row.id, row.code, row.count) == (key, "P-3", 2) == (row[0], row[1], row[2]) == tuple(row)
            assert dict(row._mapping) == {"id": key, "code": code, "count": count}


def test_what_an_answer_does_not_have_is_no_attribute(stocked: Store) -> None:
    with stocked.read() as read:
        for _ in range(3):
            with pytest.raises(AttributeError):
                read.find(Party, code="P-3").colour  # noqa: B018


def test_nothing_found_is_none_each_time(stocked: Store) -> None:
    statement = select(PARTY.c.name).where(PARTY.c.code == bindparam("code"))
    with stocked.read() as read:
        for _ in range(3):
            assert read.first(statement, {"code": "none"}) is None
            assert read.scalar(statement, {"code": "none"}) is None
            assert read.scalar(statement, {"code": "P-1"}) == "N1"


def test_a_column_that_must_be_empty_is_asked_for_each_time(stocked: Store) -> None:
    with stocked.read() as read:
        found = [read.find(Certificate, scheme="CE", valid_to=None).number for _ in range(3)]
    assert found == ["C-2"] * 3


def test_text_no_database_holds_finds_nothing_and_fails_at_nothing(stocked: Store) -> None:
    with stocked.read() as read:
        assert [read.find(Party, code="\ud800\x00") for _ in range(3)] == [None] * 3


def test_a_value_that_is_missing_is_never_taken_for_an_empty_one(stocked: Store) -> None:
    statement = select(PARTY).where(PARTY.c.code == bindparam("code"))
    with stocked.read() as read:
        read.all(statement, {"code": "P-1"})
        read.all(statement, {"code": "P-1"})
        with pytest.raises((KeyError, StatementError)):
            read.all(statement, {})


def test_a_change_within_the_work_is_seen_each_time(stocked: Store) -> None:
    with stocked.write(PROGRAM, "rename") as work:
        for name in ("A", "B", "C"):
            row = work.find(Party, code="P-4")
            work.change(Party, row.id, name=name)
            assert work.find(Party, code="P-4").name == name


def test_an_error_of_the_database_stays_one_each_time(stocked: Store) -> None:
    broken = text("SELECT nothing FROM nowhere").columns(column("nothing"))
    for _ in range(3):
        with stocked.read() as read, pytest.raises(DBAPIError):
            read.all(broken)


def test_two_stores_may_ask_by_the_same_statement(stocked: Store) -> None:
    people, checks = t(Person), t(PartyCheck)
    statement = select(func.count()).select_from(
        people.outerjoin(checks, checks.c.reviewer_id == people.c.id)
    )
    for _ in range(3):
        with stocked.read() as first, stocked.read() as second:
            assert first.scalar(statement) == second.scalar(statement) > 0
