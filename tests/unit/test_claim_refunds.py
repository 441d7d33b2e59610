"""Refunds in another currency: what is paid, and what it is worth in the claim's currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qualitydesk.domain.claims.refunds import paid_in, worth
from qualitydesk.domain.money import Money


@pytest.mark.parametrize(
    ("granted", "rate", "currency", "paid"),
    [
        ("39.90", "1.08", "USD", "43.09"),
        ("39.90", "162.5", "JPY", "6484"),
        ("39.90", "0.84", "GBP", "33.52"),
    ],
)
def test_what_is_paid_is_worth_what_was_granted(granted: str, rate: str, currency: str, paid: str) -> None:
    euros = Money.of(granted, "EUR")
    made = paid_in(euros, Decimal(rate), currency)
    assert made == Money.of(paid, currency)
    assert abs(worth(made, Decimal(rate), "EUR").minor - euros.minor) <= 1


def test_the_own_currency_needs_no_rate_and_another_one_does() -> None:
    assert worth(Money.of("5", "EUR"), None, "EUR") == Money.of("5", "EUR")
    with pytest.raises(ValueError, match="rate"):
        worth(Money.of("5", "USD"), None, "EUR")
