"""The figures of a trading party as papers print them."""

from __future__ import annotations

from typing import NamedTuple

from qualitydesk.domain.parties.credit import PartyFigures
from qualitydesk.domain.statistics.series import percent_of


class FigureWords(NamedTuple):
    """Each figure in print; "" where nothing is known."""

    lots: str
    claims: str
    papers: str
    paid: str


def figure_words(known: PartyFigures) -> FigureWords:
    """Lots passed of lots, claims in a thousand units, papers in order, share paid of what was asked back."""
    rate = known.claims_per_thousand
    return FigureWords(
        lots=f"{known.lots_passed} / {known.lots}" if known.lots else "",
        claims=f"{rate:.1f}" if rate is not None else "",
        papers=_percent(known.papers_valid, known.papers),
        paid=_percent(known.paid, known.asked),
    )


def _percent(part: int, whole: int) -> str:
    share = percent_of(part, whole)
    return "" if share is None else f"{share} %"


def change_of(points: int | None, before: int | None) -> str:
    """How many points more or fewer, with its sign; "" where one of them is not known."""
    if points is None or before is None:
        return ""
    return f"{points - before:+d}".replace("-", "−").replace("+0", "0")
