"""``coverage``: one row per asked paper, with the fields promised; what is not recorded is refused."""

from __future__ import annotations

import argparse
import json
from typing import Any

import pytest

from qualitydesk.domain.errors import NotFound
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests import builders
from ui.console import coverage
from ui.console.answers import ConsoleContext, as_json


def run(desk: Desk, *words: str) -> list[dict[str, Any]]:
    parser = argparse.ArgumentParser()
    coverage.add(parser.add_subparsers())
    args = parser.parse_args(["coverage", *words])
    answer = args.run(args, ConsoleContext(Translator("en"), lambda: desk, ""))
    assert answer.exit == 0
    found = json.loads(as_json(answer.data, Translator("en")))
    assert isinstance(found, list)
    assert len(answer.text.splitlines()) == len(found)
    return found


@pytest.fixture
def desk(local_manager: Desk) -> Desk:
    """A kettle and a book, neither with any paper."""
    with local_manager.store.write(local_manager.person, "prepare") as work:
        builders.add_product(work, sku="KT-1")
        builders.add_product(work, sku="BK-1", name="Notebook", category="sports_leisure")
    return local_manager


def test_a_missing_paper_is_a_row_of_its_own(desk: Desk) -> None:
    (row,) = run(desk, "--product", "KT-1", "--market", "EU")
    assert set(row) >= {"product", "market", "scheme", "cell", "certificate", "expires"}
    assert (row["product"], row["market"], row["scheme"], row["cell"]) == ("KT-1", "EU", "CE", "Missing")
    assert row["certificate"] is None
    assert row["expires"] is None


def test_a_country_is_its_market(desk: Desk) -> None:
    assert run(desk, "--product", "KT-1", "--market", "DE") == run(
        desk, "--product", "KT-1", "--market", "EU"
    )


def test_where_nothing_is_asked_the_cell_says_so(desk: Desk) -> None:
    (row,) = run(desk, "--product", "BK-1", "--market", "EU")
    assert (row["scheme"], row["cell"]) == (None, "Not required")


def test_without_words_all_products_meet_all_markets(desk: Desk) -> None:
    rows = run(desk)
    assert {row["product"] for row in rows} == {"KT-1", "BK-1"}
    assert len({row["market"] for row in rows}) == 12


@pytest.mark.parametrize("words", [("--product", "nothing"), ("--market", "XX")])
def test_what_is_not_recorded_is_not_found(desk: Desk, words: tuple[str, ...]) -> None:
    with pytest.raises(NotFound):
        run(desk, *words)
