"""Figures as papers write them."""

from __future__ import annotations


def percent(basis_points: int) -> str:
    """Basis points as people write them: "70 %", "12.5 %"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %" if rest else f"{whole} %"
