"""Refunds in another currency than the claim's: what they are worth, and what to pay for an amount granted.

A rate is how much of the currency paid in is one unit of the claim's currency, on a day that is kept with it.
"""

from __future__ import annotations

from decimal import Decimal

from qualitydesk.domain.money import Money


def paid_in(granted: Money, rate: Decimal, currency: str) -> Money:
    """What is paid in ``currency`` for an amount of the claim's currency, rounded half up."""
    return granted.converted(rate, currency)


def worth(paid: Money, rate: Decimal | None, currency: str) -> Money:
    """What a refund is worth in the claim's currency; of another currency its rate is needed."""
    if paid.currency == currency:
        return paid
    if rate is None or rate <= 0:
        raise ValueError(f"{paid.currency} and {currency} need a rate")
    return Money.of(paid.amount / rate, currency)
