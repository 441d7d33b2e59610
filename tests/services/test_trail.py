"""The trail of the whole desk on both databases: listed, filtered, opened, and only for those who may."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import Denied, NotFound
from qualitydesk.domain.values import Query
from qualitydesk.services import parties
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import trail


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
