"""Figures as papers write them."""

from __future__ import annotations

from qualitydesk.domain.money import Money


def percent(basis_points: int) -> str:
    """Basis points as people write them: "70 %", "12.5 %"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %" if rest else f"{whole} %"


def amount(money: Money) -> str:
    """ "1,234.50 EUR": the code of the currency, which means one in every language."""
    return f"{money.amount:,} {money.currency}"
