"""A database that is being opened: what a look tells meanwhile is what it tells when it is open."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.errors import Denied, Unavailable
from qualitydesk.domain.inspection.states import InspectionKind
from qualitydesk.domain.people import Actor
from qualitydesk.domain.values import Query, msg
from qualitydesk.services import inspections
from qualitydesk.services.demo.cast import PASSWORD
from qualitydesk.services.doorstep import EarlyDesk, Opening, inspections_at_once
from qualitydesk.services.house import edit_house
from qualitydesk.services.people import people
from qualitydesk.store.glance import inspections_in

KINDS = (InspectionKind.PSI, InspectionKind.RE_PSI, InspectionKind.CLC, InspectionKind.IPC)
FIRST = Query({"status": ("Open",), "kind": KINDS}, order="status")


def never() -> Backend:
    """For what is told without opening."""
    raise AssertionError("opened")


def wang(backend: Backend) -> Actor:
    """The manager of the example company."""
    return next(one for one in people(backend.store) if one.login == "wang")


@pytest.mark.parametrize("limit", [1, 7, 50, 5000])
@pytest.mark.parametrize("status", [("Open",), ("Submitted", "Approved"), tuple[str, ...]()])
def test_the_first_page_is_that_of_the_list(example: Backend, status: tuple[str, ...], limit: int) -> None:
    query = Query({"status": status, "kind": tuple(InspectionKind)}, order="status")
    page = inspections.page(example.desk(), query, None, limit)
    assert page.rows
    assert inspections_in(Path(example.location), query, limit) == page


def test_the_first_page_is_told_at_once_and_only_until_it_is_open(example: Backend) -> None:
    opening = Opening(example.location, lambda: example)
    desk = opening.desk(wang(example))
    assert inspections_at_once(desk, FIRST) == inspections.page(example.desk(), FIRST)
    opening.opened()
    assert inspections_at_once(desk, FIRST) is None
    assert inspections_at_once(example.desk(), FIRST) is None


@pytest.mark.parametrize(
    "other",
    [
        Query({}, order="status"),
        Query({"status": ("Open",)}, order="status"),
        Query({**FIRST.filters, "place": ("Ningbo",)}, order="status"),
        Query(FIRST.filters, order="number"),
        Query(FIRST.filters, order="status", descending=False),
        Query(FIRST.filters, text="kettle", order="status"),
    ],
)
def test_another_list_is_not_told(example: Backend, other: Query) -> None:
    desk = Opening(example.location, never).desk(wang(example))
    assert inspections_at_once(desk, other) is None


def test_nothing_is_told_of_a_held_or_older_file(example: Backend) -> None:
    desk = Opening(example.location, never).desk(wang(example))
    with closing(sqlite3.connect(example.location, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert inspections_at_once(desk, FIRST) is None
        other.execute("UPDATE alembic_version SET version_num = '0001'")
        other.execute("COMMIT")
    assert inspections_at_once(desk, FIRST) is None


def test_the_desk_is_that_of_the_house_and_of_the_person(example: Backend) -> None:
    opening = Opening(example.location, lambda: example)
    early, usual = opening.desk(wang(example)), example.desk(wang(example))
    assert isinstance(early, EarlyDesk)
    assert (early.person, early.house) == (usual.person, usual.house)
    assert inspections.count(early, FIRST) == inspections.count(usual, FIRST)
    assert early.rule_changes == usual.rule_changes
    renamed = edit_house(early, early.house, replace(early.house, phone="+86 574 5555 0100"))
    assert example.desk().house == renamed
    assert not isinstance(opening.desk(wang(example)), EarlyDesk)


def test_a_desk_that_no_look_tells_of_waits_for_the_opening(example: Backend) -> None:
    opened: list[str] = []

    def open_now() -> Backend:
        opened.append("")
        other.execute("ROLLBACK")
        return example

    opening, person = Opening(example.location, open_now), wang(example)
    with closing(sqlite3.connect(example.location, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not isinstance(opening.desk(person), EarlyDesk)
    assert opened == [""]


def test_a_password_is_checked_at_once(example: Backend) -> None:
    opening = Opening(example.location, never)
    assert opening.sign_in(" Wang ", PASSWORD) == wang(example)
    with pytest.raises(Denied):
        opening.sign_in("wang", "another")


def test_an_unknown_login_is_refused_by_the_open_database(example: Backend) -> None:
    opening = Opening(example.location, lambda: example)
    with pytest.raises(Denied):
        opening.sign_in("nobody", PASSWORD)
    assert opening.file is None
    assert opening.sign_in("wang", PASSWORD) == wang(example)
    with pytest.raises(Denied):
        opening.sign_in("wang", "another")


def test_it_is_opened_once_for_all_who_need_it(example: Backend) -> None:
    begun, go_on, found = list[int](), threading.Event(), list[Backend]()

    def open_now() -> Backend:
        begun.append(1)
        assert go_on.wait(30)
        return open_backend(example.location)

    opening = Opening(example.location, open_now)
    threads = [threading.Thread(target=lambda: found.append(opening.opened())) for _ in range(3)]
    for thread in threads:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert begun == [1]
    assert len(found) == 3
    assert len(set(map(id, found))) == 1
    found[0].close()


def test_whoever_needs_it_hears_why_it_cannot_be_opened() -> None:
    tried: list[int] = []

    def open_now() -> Backend:
        tried.append(1)
        raise Unavailable(msg("The disk is gone."))

    opening = Opening("postgresql://desk@server/quality", open_now)
    assert opening.expected_people() == ()
    for _ in range(2):
        with pytest.raises(Unavailable):
            opening.opened()
    assert tried == [1]
