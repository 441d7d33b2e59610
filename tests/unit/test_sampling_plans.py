"""Single sampling plans: values checked by hand against the printed tables, and what holds for every cell."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.limits import DEFAULT_AQLS, freeze
from qualitydesk.domain.inspection.sampling import (
    LEVELS,
    RESOURCES,
    Edition,
    aqls,
    parse_aql,
    parse_edition,
    parse_level,
    parse_severity,
    plan,
    table,
)
from qualitydesk.domain.inspection.states import DefectClass, SamplingSeverity

NORMAL, TIGHTENED, REDUCED = SamplingSeverity
FILES = {
    "single_normal.csv": (Edition.Z14, NORMAL),
    "single_tightened.csv": (Edition.Z14, TIGHTENED),
    "single_reduced.csv": (Edition.Z14, REDUCED),
    "single_reduced_iso.csv": (Edition.ISO, REDUCED),
}


@pytest.mark.parametrize(
    ("lot", "level", "aql", "letter", "used", "n", "ac", "quantity"),
    [
        (120, "II", "1.0", "F", "E", 13, 0, 13),  # arrow up
        (40, "II", "4.0", "D", "E", 13, 1, 13),  # arrow down
        (5, "II", "1.5", "A", "D", 8, 0, 5),  # three arrows down, the whole lot
        (3000, "II", "1.5", "K", "K", 125, 5, 125),
        (1200, "II", "2.5", "J", "J", 80, 5, 80),
        (1200, "II", "4", "J", "J", 80, 7, 80),
        (2400, "II", "2.50", "K", "K", 125, 7, 125),
        (600_000, "III", "0.010", "R", "Q", 1250, 0, 1250),
    ],
)
def test_plans_checked_by_hand(
    lot: int, level: str, aql: str, letter: str, used: str, n: int, ac: int, quantity: int
) -> None:
    found = plan(lot, level, aql)
    assert (found.letter, found.use_letter, found.n, found.ac, found.re) == (letter, used, n, ac, ac + 1)
    assert (found.inspect_qty, found.inspect_all) == (quantity, quantity == lot)


def test_a_lot_of_one_is_inspected() -> None:
    found = plan(1, "II", "1.0")
    assert (found.letter, found.inspect_qty, found.inspect_all, found.ac, found.re) == ("", 1, True, 0, 1)


def test_reduced_plans_differ_by_edition() -> None:
    old = plan(3000, "II", "1.0", REDUCED, Edition.Z14)
    new = plan(3000, "II", "1.0", REDUCED, Edition.ISO)
    assert (old.n, old.ac, old.re) == (50, 1, 4)
    assert (new.n, new.ac, new.re) == (50, 2, 3)


def test_tightened_letter_a_aql_10_differs_by_edition() -> None:
    old = plan(8, "II", "10", TIGHTENED, Edition.Z14)
    new = plan(8, "II", "10", TIGHTENED, Edition.ISO)
    assert (old.use_letter, old.n, old.ac, old.inspect_all) == ("D", 8, 1, True)
    assert (new.use_letter, new.n, new.ac) == ("A", 2, 0)


def test_letter_s_is_reached_in_the_tightened_table_alone() -> None:
    found = plan(600_000, "III", "0.025", TIGHTENED)
    assert (found.letter, found.use_letter, found.n, found.ac, found.re) == ("R", "S", 3150, 1, 2)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_cell_leads_to_the_plan_printed_behind_its_arrow(name: str) -> None:
    cells = table(*FILES[name])
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["arrow"] != "none"]
    assert len(cells) == len(rows)
    for row in rows:
        cell = cells[row["letter"], Decimal(row["aql"])]
        used = (row["use_letter"], int(row["use_n"]), int(row["use_ac"]), int(row["use_re"]))
        assert (cell.letter, cell.n, cell.ac, cell.re) == used
        if not row["arrow"]:
            assert used == (row["letter"], int(row["n"]), int(row["ac"]), int(row["re"]))


def test_the_reduced_editions_differ_where_the_list_says() -> None:
    with (RESOURCES / "edition_differences.csv").open(encoding="utf-8", newline="") as file:
        listed = {(r["letter"], Decimal(r["aql"])) for r in csv.DictReader(file) if r["table"] == "reduced"}
    old, new = table(Edition.Z14, REDUCED), table(Edition.ISO, REDUCED)
    assert {key for key in old if old[key] != new[key]} == listed


lots = st.integers(2, 2_000_000)
levels = st.sampled_from(LEVELS)
values = st.sampled_from(aqls())
editions = st.sampled_from(list(Edition))
severities = st.sampled_from(list(SamplingSeverity))


@given(lots, levels, values, severities, editions)
def test_every_question_has_an_answer(
    lot: int, level: str, aql: str, severity: SamplingSeverity, edition: Edition
) -> None:
    found = plan(lot, level, aql, severity, edition)
    assert 0 <= found.ac < found.re
    assert found.inspect_qty == min(found.n, lot)
    assert found.inspect_all == (found.n >= lot)
    if edition is Edition.ISO:
        assert found.re == found.ac + 1


@given(lots, levels, values, editions)
def test_tightened_is_never_easier_than_normal(lot: int, level: str, aql: str, edition: Edition) -> None:
    normal = plan(lot, level, aql, NORMAL, edition)
    tight = plan(lot, level, aql, TIGHTENED, edition)
    assert tight.letter == normal.letter
    assert tight.ac * normal.n <= normal.ac * tight.n or tight.ac == 0
    assert tight.n >= normal.n or tight.ac <= normal.ac


@given(lots, lots, levels)
def test_a_larger_lot_never_gets_an_earlier_letter(one: int, other: int, level: str) -> None:
    small, large = sorted((one, other))
    assert plan(small, level, "1.0").letter <= plan(large, level, "1.0").letter


@pytest.mark.parametrize("aql", ["1.1", "0", "-1", "", "two", "NaN", "Infinity", "1000.5", "0.01 %"])
def test_an_unlisted_aql_is_refused(aql: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        plan(100, "II", aql)
    assert "aql" in refusal.value.fields


@pytest.mark.parametrize(
    ("typed", "printed"), [("1", "1.0"), ("0.4", "0.40"), ("2.50", "2.5"), ("650.0", "650")]
)
def test_an_aql_is_compared_as_a_decimal(typed: str, printed: str) -> None:
    assert parse_aql(typed) == printed


@pytest.mark.parametrize("lot", [0, -5])
def test_an_empty_lot_is_refused(lot: int) -> None:
    with pytest.raises(RuleBroken):
        plan(lot, "II", "1.0")


def test_words_of_the_settings_are_read_and_others_refused() -> None:
    assert parse_level("s-2") == "S-2"
    assert parse_severity("Tightened") is TIGHTENED
    assert parse_edition("ANSI Z1.4") is Edition.Z14
    for parse in (parse_level, parse_severity, parse_edition):
        with pytest.raises(RuleBroken):
            parse("IV")


def test_classes_get_their_own_limits_and_critical_the_house_rule() -> None:
    frozen = freeze(3000, "II", {**DEFAULT_AQLS, DefectClass.MAJOR: "1.5"})
    assert (frozen.letter, frozen.n) == ("K", 125)
    limits = {each.defect_class: each for each in frozen.limits}
    assert limits[DefectClass.CRITICAL].house_rule
    assert [(limits[each].ac, limits[each].re) for each in DefectClass] == [(0, 1), (5, 6), (10, 11)]


def test_classes_share_the_letter_of_the_largest_sample_where_it_has_their_plan() -> None:
    frozen = freeze(40, "II", {DefectClass.MAJOR: "2.5", DefectClass.MINOR: "4.0"})
    assert all(each.n in (5, 13) for each in frozen.limits)
    assert frozen.n == max(each.n for each in frozen.limits)
    apart = freeze(120, "II", {DefectClass.MAJOR: "1.0", DefectClass.MINOR: "4.0"})
    assert [(each.letter, each.n, each.ac) for each in apart.limits] == [("E", 13, 0), ("F", 20, 2)]


@given(lots, levels, values, values, editions, severities)
def test_frozen_limits_are_whole_plans_of_the_tables(
    lot: int, level: str, major: str, minor: str, edition: Edition, severity: SamplingSeverity
) -> None:
    frozen = freeze(lot, level, {DefectClass.MAJOR: major, DefectClass.MINOR: minor}, severity, edition)
    cells = table(edition, severity)
    for limit in frozen.limits:
        cell = cells[limit.letter, Decimal(limit.aql)]
        assert (cell.letter, cell.ac, cell.re) == (limit.letter, limit.ac, limit.re)
        assert limit.n == min(cell.n, lot)
        assert limit.n <= frozen.n <= lot


def test_a_plan_needs_at_least_one_aql() -> None:
    with pytest.raises(RuleBroken):
        freeze(100, "II", {DefectClass.CRITICAL: "0"})
