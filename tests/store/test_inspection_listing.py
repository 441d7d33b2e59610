"""Lists of inspections: pages join without gaps, filters and views count right, newest revisions show."""

from __future__ import annotations

import pytest

from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.values import Query
from qualitydesk.records import Inspection
from qualitydesk.services import inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import NewInspection
from tests.builders import add_traded_goods


def some(desk: Desk, count: int) -> list[str]:
    with desk.store.write(desk.person, "make lots") as work:
        lots = [add_traded_goods(work)["lot"] for _ in range(count)]
    return [inspections.plan_inspection(desk, NewInspection(lot)) for lot in lots]


def set_facts(desk: Desk, key: str, **facts: object) -> None:
    with desk.store.write(desk.person, "set facts") as work:
        work.change(Inspection, key, **facts)


@pytest.mark.parametrize("order", ["number", "status", "planned", "product", "result", "decision"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_join_without_gaps(inspector: Desk, order: str, descending: bool) -> None:
    keys = some(inspector, 7)
    for key, status in zip(keys, ("Submitted", "In progress", "Submitted"), strict=False):
        set_facts(inspector, key, status=status)
    query = Query(order=order, descending=descending)
    seen: list[str] = []
    cursor = None
    while True:
        page = inspections.page(inspector, query, cursor, limit=3)
        seen += [row.id for row in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert sorted(seen) == sorted(keys)
    assert seen == [row.id for row in inspections.page(inspector, query, limit=50).rows]


def test_filters_and_views_count(inspector: Desk) -> None:
    first, second, third = some(inspector, 3)
    set_facts(inspector, second, status="Submitted", result="Fail", decision="Hold")
    set_facts(inspector, third, status="Cancelled")
    views = {
        "open": Query({"status": ("Open",)}),
        "failed": Query({"result": ("Fail",)}),
        "hold": Query({"decision": ("Hold",), "status": ("Submitted", "Approved")}),
        "mine": Query({"inspector": (inspector.person.id,)}),
        "others": Query({"not_inspector": (inspector.person.id,)}),
        "place": Query({"place": ("Nowhere",)}),
        "all": Query(),
    }
    counts = inspections.view_counts(inspector, views)
    assert counts == {"open": 2, "failed": 1, "hold": 1, "mine": 3, "others": 0, "place": 0, "all": 3}
    assert [row.id for row in inspections.page(inspector, views["open"]).rows] == [second, first]


def test_a_row_says_what_the_list_shows(inspector: Desk) -> None:
    (key,) = some(inspector, 1)
    row = inspections.page(inspector, Query()).rows[0]
    assert (row.id, row.letter, row.sample_size) == (key, "K", 125)
    assert row.limits[DefectClass.MAJOR] == (7, 8)
    assert row.found[DefectClass.MINOR] == 0
    assert row.product.zh == "玻璃电热水壶"


def test_words_find_inspections(inspector: Desk) -> None:
    keys = some(inspector, 2)
    rows = inspections.page(inspector, Query(text="IN-2026-0002")).rows
    assert [row.id for row in rows] == [keys[1]]
    assert inspections.count(inspector, Query(text="热水壶")) == 2
    assert inspections.count(inspector, Query(text="nothing like it")) == 0


def test_an_unknown_filter_is_a_bug_and_not_a_query(inspector: Desk) -> None:
    with pytest.raises(KeyError):
        inspections.page(inspector, Query({"1=1; drop table": ("x",)}))


def test_only_the_newest_revision_shows(inspector: Desk) -> None:
    (key,) = some(inspector, 1)
    set_facts(inspector, key, status="Approved")
    fresh = inspections.revise_inspection(inspector, key, "Corrected")
    assert [row.id for row in inspections.page(inspector, Query()).rows] == [fresh]
    assert inspections.count(inspector, Query()) == 1
