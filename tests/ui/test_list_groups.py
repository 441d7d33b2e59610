"""Every list on the example company, group by group: no group comes twice, each counts what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from tests.strays import Strays
from tests.ui.walk import Walk
from ui.lists.pane import ListPane
from ui.screens import SCREENS

WITHOUT = {
    "home": "no list",
    "capture": "no list",
    "verify": "no list",
    "settings": "no list",
    "reports": "eight papers to choose from",
}
"""Screens whose records are not grouped, each with why."""
LISTS = [one.id for one in SCREENS if one.id not in WITHOUT]


@pytest.fixture
def walk(qtbot: QtBot, example_database: str, tmp_path: Path) -> Iterator[Walk]:
    made, strays = Walk(example_database, tmp_path, "en", 100), Strays()
    yield made
    made.close()
    strays.end()


def pane_of(walk: Walk, name: str) -> ListPane[Any]:
    walk.go(name)
    screen: Any = walk.window.pages.current_screen()
    if name == "certificates":
        screen.show_mode("list")
        walk.wait()
    found: ListPane[Any] = screen.list
    return found


def read_to_the_end(walk: Walk, pane: ListPane[Any]) -> None:
    for _page in range(50):
        walk.wait()
        if pane.table.rows.complete:
            return
        pane.table.rows.fetchMore(QModelIndex())
    raise AssertionError("fifty pages and no end")


def test_every_list_has_groups_that_come_once(walk: Walk) -> None:
    faults: list[str] = []
    for name in LISTS:
        pane = pane_of(walk, name)
        pane.show_filters({})
        read_to_the_end(walk, pane)
        whole, groupings = pane.table.rows.shown_records(), pane.listing.groupings
        if not groupings:
            faults.append(f"{name} has no groups")
        for grouping in groupings:
            pane.order_by(grouping.order)
            read_to_the_end(walk, pane)
            faults += [f"{name} {grouping.title}: {one}" for one in faults_of(pane, whole, grouping.counts)]
    assert faults == []


def faults_of(pane: ListPane[Any], whole: int, counts: Any) -> Iterator[str]:
    rows = pane.table.rows
    lines = [rows.line(place) for place in range(rows.rowCount())]
    titles = Counter(line.group for line in lines if not line.key)
    held = Counter(line.group for line in lines if line.key)
    if held.total() != whole:
        yield f"{held.total()} of {whole} records"
    yield from (f"{title!r} comes {times} times" for title, times in titles.items() if times > 1)
    if not all(titles):
        yield "a group without a title"
    if counts is not None and (told := {t: n for t, n in counts(pane.query()).items() if n}) != held:
        yield f"counts {told}, shows {dict(held)}"
