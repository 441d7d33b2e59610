"""Amounts of money as the window writes them: a sign or code, thousands apart, cents only where there are
any.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from qualitydesk.domain.money import Money
from qualitydesk.translation import SYMBOLS


def money(amount: Money) -> str:
    """ "€ 58,920", "€ 39.90"."""
    value = amount.amount
    whole = value == value.to_integral_value()
    return f"{SYMBOLS.get(amount.currency, amount.currency)} {int(value) if whole else value:,}"


def short_money(amount: Money) -> str:
    """ "€ 66.0k" from ten thousand on, else as it is."""
    value = amount.amount
    if abs(value) < 10_000:
        return money(amount)
    return f"{SYMBOLS.get(amount.currency, amount.currency)} {_thousands(value)}k"


def tick(minor: int, currency: str) -> str:
    """A figure of an axis: "16k", "400"."""
    value = Money(minor, currency).amount
    if abs(value) >= 1_000:
        return f"{(value / 1000).normalize():f}k"
    return f"{value.normalize():f}"


def _thousands(value: Decimal) -> Decimal:
    return (value / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)
