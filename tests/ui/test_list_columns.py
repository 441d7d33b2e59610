"""Columns of fixed words (states, kinds, remedies) have room for each of their words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.strays import Strays
from tests.ui.test_list_groups import LISTS, pane_of
from tests.ui.walk import Walk
from ui.kit.cells import Kind
from ui.lists.pane import ListPane

NAMES = {"handler", "place", "maker", "origin", "country", "market", "scheme", "category"}
"""Filters whose values are names, codes of places, or of any length: their columns may end in dots."""


@pytest.fixture
def walk(
    request: pytest.FixtureRequest, qtbot: QtBot, example_database: str, tmp_path: Path
) -> Iterator[Walk]:
    language, zoom = request.param
    made, strays = Walk(example_database, tmp_path, language, zoom), Strays()
    yield made
    made.close()
    strays.end()


@pytest.mark.parametrize(
    "walk",
    [(language, zoom) for language in ("en", "zh_CN") for zoom in (100, 130)],
    ids=lambda each: "-".join(map(str, each)),
    indirect=True,
)
def test_every_word_of_a_column_has_room(walk: Walk) -> None:
    faults = {name: list(cut_words_of(pane_of(walk, name))) for name in LISTS}
    assert {name: words for name, words in faults.items() if words} == {}


def cut_words_of(pane: ListPane[Any]) -> Iterator[str]:
    """All that a filter of the same name could put into a column, each as if it stood there now."""
    table, listing = pane.table, pane.listing
    words = {
        one.name: [title for _value, title in one.choices] for one in listing.filters if one.name not in NAMES
    }
    places = {
        place: one for place, one in enumerate(table.rows.columns) if one.id in words and not one.stretch
    }
    for place, column in places.items():
        if column.beside is None:
            yield f"{column.id} may be cut"
        table.widths.heed({place: words[column.id]})
    for place, column in places.items():
        if table.isColumnHidden(place) or column.beside is None:
            continue
        strong = table.theme.metrics("strong", figures=column.kind is Kind.NUMBER)
        room = table.horizontalHeader().sectionSize(place) - table.theme.px(22 if place == 0 else 14)
        room -= table.theme.px(column.beside)
        yield from (f"“{one}” has {room}" for one in words[column.id] if strong.horizontalAdvance(one) > room)
    if table.horizontalHeader().length() > table.viewport().width():
        yield "with these words the list is wider than its room"
