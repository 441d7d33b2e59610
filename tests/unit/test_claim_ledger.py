"""The ledger's rows, columns and totals are exact whatever the costs and shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.claims.ledger import Claimed, Cost, Ledger, draw_up
from qualitydesk.domain.claims.liability import (
    Liability,
    LiabilityRole,
    Share,
    check_shares,
    parse_percent,
    percent_text,
)
from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import CostKind, CostState
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.money import WHOLE, Money, split_minor
from qualitydesk.domain.values import Bilingual

MAKER = Share("maker", Bilingual("Ningbo Haoyu"), LiabilityRole.MAKER, 7000)
CARRIER = Share("carrier", Bilingual("Rhein-Trans"), LiabilityRole.CARRIER, 2000)
US = Share("us", Bilingual("Lanting"), LiabilityRole.US, 1000)


def costs(*minors: int) -> list[Cost]:
    return [Cost(str(at), CostKind.OTHER, "", minor, CostState.BOOKED) for at, minor in enumerate(minors)]


def ledger(minors: tuple[int, ...], *shares: Share, claimed: tuple[Claimed, ...] = ()) -> Ledger:
    return draw_up("EUR", costs(*minors), Liability(shares), claimed)


def test_the_kettle_claim_comes_out_to_the_cent() -> None:
    agreed = Claimed("carrier", RecoveryStatus.AGREED, 1420, 1420)
    kettle = ledger((3990, 560, 745, 805, 1000), MAKER, CARRIER, US, claimed=(agreed,))
    assert [[cell.minor for cell in row.cells] for row in kettle.rows] == [
        [2793, 798, 399],
        [392, 112, 56],
        [521, 149, 75],
        [564, 161, 80],
        [700, 200, 100],
    ]
    assert [column.minor for column in kettle.columns] == [4970, 1420, 710]
    totals = (kettle.borne, kettle.to_get_back, kettle.agreed, kettle.stays_with_us)
    assert [money.minor for money in totals] == [7100, 6390, 1420, 710]
    assert kettle.column("maker") == Money.of("49.70", "EUR")
    assert kettle.column("nobody") == Money.zero("EUR")


def test_what_nobody_bears_yet_has_its_own_column_and_stays_with_us() -> None:
    open_part = ledger((1000,), MAKER)
    assert [payer.role for payer in open_part.payers] == [LiabilityRole.MAKER, None]
    assert [column.minor for column in open_part.columns] == [700, 300]
    assert open_part.stays_with_us.minor == 300


def test_a_claim_without_shares_is_undecided_as_a_whole() -> None:
    assert [column.minor for column in ledger((1000, 5)).columns] == [1005]


def test_what_was_written_off_or_credited_short_stays_with_us() -> None:
    written_off = Claimed("maker", RecoveryStatus.WRITTEN_OFF, 700)
    short = Claimed("carrier", RecoveryStatus.CREDITED, 200, 150, 120)
    after = ledger((1000,), MAKER, CARRIER, US, claimed=(written_off, short))
    assert (after.to_get_back.minor, after.agreed.minor, after.stays_with_us.minor) == (120, 120, 880)


def test_a_refused_recovery_is_not_given_up_yet() -> None:
    refused = Claimed("maker", RecoveryStatus.REFUSED, 700)
    assert ledger((1000,), MAKER, US, claimed=(refused,)).to_get_back.minor == 700


amounts = st.lists(st.integers(-(10**7), 10**9), min_size=0, max_size=12)


@st.composite
def shared(draw: st.DrawFn) -> Liability:
    """Up to seven shares that add up to the whole or less."""
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), min_size=1, max_size=7)))
    points = [cut - before for before, cut in zip([0, *cuts], cuts, strict=False)]
    roles = [LiabilityRole.US, *([LiabilityRole.MAKER] * 6)]
    shares = [Share(str(at), Bilingual(""), roles[at], part) for at, part in enumerate(points)]
    return check_shares(shares)


@given(amounts, shared())
def test_rows_columns_and_totals_are_always_exact(minors: list[int], liability: Liability) -> None:
    drawn = draw_up("EUR", costs(*minors), liability)
    for row in drawn.rows:
        assert sum(cell.minor for cell in row.cells) == row.borne.minor
        for cell, payer in zip(row.cells, drawn.payers, strict=True):
            assert abs(cell.minor * WHOLE - row.borne.minor * payer.points) < WHOLE
    for at, column in enumerate(drawn.columns):
        assert column.minor == sum(row.cells[at].minor for row in drawn.rows)
        assert abs(column.minor * WHOLE - drawn.borne.minor * drawn.payers[at].points) < WHOLE
    assert sum(column.minor for column in drawn.columns) == drawn.borne.minor == sum(minors)
    assert drawn.to_get_back + drawn.stays_with_us == drawn.borne


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8),
    st.sampled_from([(7000, 2000, 1000), (3334, 3333, 3333)]),
)
def test_columns_are_the_largest_remainder_of_the_whole(minors: list[int], points: tuple[int, ...]) -> None:
    shares = [Share(str(at), Bilingual(""), LiabilityRole.MAKER, part) for at, part in enumerate(points)]
    drawn = draw_up("EUR", costs(*minors), Liability(tuple(shares)))
    assert sorted(column.minor for column in drawn.columns) == sorted(split_minor(sum(minors), points))


@pytest.mark.parametrize(
    ("text", "points"), [("70", 7000), ("12,5 %", 1250), ("33.33%", 3333), (" 0 ", 0), ("100", 10000)]
)
def test_a_percentage_is_read(text: str, points: int) -> None:
    assert parse_percent(text) == points
    assert parse_percent(percent_text(points)) == points


@pytest.mark.parametrize("text", ["", "101", "-1", "12.345", "half", "1e2", "１０"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        parse_percent(text)


def test_shares_above_the_whole_or_named_twice_are_refused() -> None:
    with pytest.raises(RuleBroken, match="110 %"):
        check_shares([MAKER, CARRIER, Share("us", Bilingual("Lanting"), LiabilityRole.US, 2000)])
    with pytest.raises(RuleBroken, match="named twice"):
        check_shares([MAKER, MAKER])
    with pytest.raises(RuleBroken, match="between 0 and 100"):
        check_shares([Share("x", Bilingual("X"), LiabilityRole.OTHER, -1)])


def test_the_live_check_speaks() -> None:
    assert str(Liability((MAKER, CARRIER, US)).sentence) == "adds up to 100 %"
    assert str(Liability((MAKER,)).sentence) == "30 % still open"
    assert str(Liability((MAKER, MAKER)).sentence) == "40 % too much"
