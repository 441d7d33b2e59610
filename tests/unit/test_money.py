"""Money adds, shares out and reads to the last minor unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.money import MINOR_DIGITS, WHOLE, Money, split, split_minor, total

minors = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, WHOLE), min_size=1, max_size=8).filter(lambda w: sum(w) > 0)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.30", "EUR", 1230),
        ("12.345", "EUR", 1235),
        ("-12.345", "EUR", -1235),
        ("1200", "JPY", 1200),
        ("1200.5", "JPY", 1201),
        ("1.2345", "KWD", 1235),
    ],
)
def test_an_amount_is_rounded_half_up_to_its_currency(text: str, currency: str, minor: int) -> None:
    assert Money.of(text, currency).minor == minor


def test_the_amount_keeps_its_digits() -> None:
    assert str(Money(1230, "EUR").amount) == "12.30"
    assert str(Money(1230, "JPY").amount) == "1230"
    assert str(Money(1230, "KWD").amount) == "1.230"
    assert str(Money(0, "EUR")) == "0.00 EUR"


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(RuleBroken, match="XYZ"):
        Money(1, "XYZ")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="EUR and USD"):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(ValueError, match="EUR and USD"):
        _ = Money(1, "EUR") < Money(1, "USD")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("39.90", "EUR", 3990),
        ("39,90", "EUR", 3990),
        ("€ 39,9", "EUR", 3990),
        ("1.234,50", "EUR", 123450),
        ("1,234.50", "USD", 123450),
        ("1,234", "EUR", 123400),
        ("1 234,50", "EUR", 123450),
        ("1'234.50", "CHF", 123450),
        ("12,34,567.80", "INR", 123456780),
        ("R$ 58,90", "BRL", 5890),
        ("¥1,200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("0.5", "EUR", 50),
        (".5", "EUR", 50),
        ("−7.45", "EUR", -745),
        ("7", "EUR", 700),
    ],
)
def test_what_people_type_is_read(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("", "EUR"), ("free", "EUR"), ("1.2.3", "EUR"), ("1,23,4", "EUR"), ("12.345,6,7", "EUR"), ("1e5", "EUR"),
     ("0.125", "EUR"), ("10.5", "JPY"), ("１２", "EUR"), ("9" * 40, "EUR")],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str, currency: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        Money.parse(text, currency)
    assert "amount" in refusal.value.fields


def test_a_known_decimal_mark_decides() -> None:
    assert Money.parse("1.234", "EUR", decimal=",").minor == 123400
    with pytest.raises(RuleBroken):
        Money.parse("1.234", "EUR", decimal=".")


def test_a_share_is_rounded_half_up() -> None:
    assert Money(745, "EUR").share(7000) == Money(522, "EUR")
    assert Money(-745, "EUR").share(7000) == Money(-522, "EUR")


def test_an_amount_is_converted_at_a_rate() -> None:
    assert Money.of("39.90", "EUR").converted(Decimal("7.8123"), "CNY") == Money.of("311.71", "CNY")


def test_a_hundred_is_split_in_three() -> None:
    assert split(Money(100, "EUR"), (1, 1, 1)) == tuple(Money(n, "EUR") for n in (34, 33, 33))


def test_nothing_to_split_by_is_refused() -> None:
    for bad in ((), (0, 0), (1, -1)):
        with pytest.raises(ValueError, match="weights"):
            split_minor(10, bad)


@given(minors, weights)
def test_parts_always_add_up_and_stay_within_a_cent(whole: int, by: list[int]) -> None:
    parts = split_minor(whole, by)
    assert sum(parts) == whole
    for part, weight in zip(parts, by, strict=True):
        assert abs(part * sum(by) - whole * weight) < sum(by)
        assert weight or not part


@given(minors, minors, st.sampled_from(sorted(MINOR_DIGITS)))
def test_sums_are_exact(first: int, second: int, currency: str) -> None:
    one, other = Money(first, currency), Money(second, currency)
    assert (one + other) - other == one
    assert total([one, other], currency).amount == one.amount + other.amount


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(MINOR_DIGITS)))
def test_an_amount_reads_back_as_itself(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of(money.amount, currency) == money
    assert Money.parse(str(money.amount), currency, decimal=".") == money
