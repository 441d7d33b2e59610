"""The trail of the whole desk on both databases: listed, filtered, opened, and only for those who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

import pytest

from qualitydesk.domain.errors import Denied, NotFound
from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.values import Query
from qualitydesk.services import parties, places
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import trail
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.kinds import KIND_NAMES, OTHER, kind_of
from tests.builders import add_party


@pytest.fixture
def maker(manager: Desk) -> str:
    key = parties.create_party(manager, code="M-1", name="Ningbo Haoyu", country="CN")
    parties.edit_party(manager, key, 1, phone="+86 574 0000")
    parties.block_party(manager, key, 2, "Papers forged")
    return key


def test_acts_are_listed_newest_first_and_page_on(manager: Desk, maker: str) -> None:
    first = trail.page(manager, Query(), None, 2)
    assert [row.action for row in first.rows] == ["block party", "edit party"]
    assert first.rows[0].reason == "Papers forged"
    assert first.rows[0].person.en == manager.person.name
    assert first.rows[0].touched == (("party", 1),)
    rest = trail.page(manager, Query(), first.next, 2)
    assert rest.rows[0].action == "create party"


def test_acts_are_filtered(manager: Desk, inspector: Desk, maker: str) -> None:
    parties.edit_party(inspector, maker, 3, note="Called")
    count = trail.count
    assert count(manager, Query({"person": (inspector.person.login,)})) == 1
    assert count(manager, Query({"action": ("block party",)})) == 1
    assert count(manager, Query({"record": (maker,)})) == 4
    assert count(manager, Query({"since": (manager.today().isoformat(),)})) == count(manager, Query())
    assert trail.view_counts(manager, {"none": Query({"since": ("2999-01-01",)})}) == {"none": 0}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Shanghai", "America/Los_Angeles"])
def test_a_day_begins_when_it_begins_at_the_house(manager: Desk, maker: str, zone: str) -> None:
    """Far in the east today has begun while it is still yesterday in London."""
    there = replace(manager, house=replace(manager.house, timezone=zone))
    today, tomorrow = there.today(), there.today() + timedelta(days=1)
    assert trail.count(there, Query({"since": (today.isoformat(),)})) == trail.count(there, Query())
    assert trail.count(there, Query({"since": (tomorrow.isoformat(),)})) == 0


def test_what_the_program_did_bears_its_name(manager: Desk) -> None:
    with manager.store.write(PROGRAM, "create party") as work:
        add_party(work)
    (row,) = trail.page(manager, Query({"person": (PROGRAM.login,), "action": ("create party",)})).rows
    assert row.person.en == trail.open_act(manager, row.seq).entry.person.en == "QualityDesk"


def test_acts_come_person_by_person_and_kind_by_kind(manager: Desk, inspector: Desk, maker: str) -> None:
    parties.edit_party(inspector, maker, 3, note="Called")
    places.create_place(inspector, code="NB", name="Ningbo", kind="Port", country="CN")
    for order in trail.GROUPED:
        query, cursor = Query(order=order), None
        seen: list[trail.TrailRow] = []
        while not seen or cursor is not None:
            page = trail.page(manager, query, cursor, 2)
            seen, cursor = [*seen, *page.rows], page.next
        assert len(seen) == len({row.seq for row in seen}) == trail.count(manager, Query())
        assert sum(trail.sizes(manager, query).values()) == len(seen)
        groups = [row.login if order == "person" else kind_of(row.action) for row in seen]
        turns = [group for group, _rows in groupby(groups)]
        assert len(turns) == len(set(turns)), order
        in_group = [[row.seq for row, one in zip(seen, groups, strict=True) if one == turn] for turn in turns]
        assert all(seqs == sorted(seqs, reverse=True) for seqs in in_group), order
    mine = Query({"person": (inspector.person.login,)}, order="kind")
    assert [row.action for row in trail.page(manager, mine).rows] == ["edit party", "create place"]
    assert trail.sizes(manager, mine)["party"] == 1


def test_almost_every_act_is_about_a_kind_of_record() -> None:
    others = {act for act in ACTS if kind_of(act) == OTHER}
    assert others == {"attach file", "remove file", "restore file", "save import profile", "undo"}
    assert {kind_of(act) for act in ACTS} == set(KIND_NAMES)
    told = {"hand over claims": "claim", "hand over": "shipment", "certificate under review": "certificate"}
    told |= {"plan re-inspection": "inspection", "recovery: agree": "claim", "set defects aside": "catalogue"}
    assert {act: kind_of(act) for act in told} == told


def test_an_act_shows_every_value(manager: Desk, maker: str) -> None:
    row = trail.page(manager, Query({"action": ("edit party",)})).rows[0]
    file = trail.open_act(manager, row.seq)
    (change,) = file.entry.changes
    assert (change.part.text, change.field.text, change.old, change.new) == (
        "Party",
        "Phone",
        None,
        "+86 574 0000",
    )
    assert trail.open_act(manager, row.seq + 1).prev == file.entry.hash
    with pytest.raises(NotFound):
        trail.open_act(manager, 999_999)


def test_it_is_for_managers_and_auditors(inspector: Desk, maker: str) -> None:
    with pytest.raises(Denied):
        trail.page(inspector, Query())
    with pytest.raises(Denied):
        trail.open_act(inspector, 1)
