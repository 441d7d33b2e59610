"""What an inspection and a claim count for in the figures: the one definition, for kept sums and for the
scan.

An inspection counts once it is approved and no later revision exists, on the day of its approval. A claim
counts on the day it came in unless it was withdrawn, for the party that bears most of it once its shares
make the whole; its booked costs and what was asked back and credited count on that same day, each in its
own currency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import ClaimStatus, CostState
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.money import WHOLE
from qualitydesk.domain.statistics.periods import month_of

ALL_MARKETS = "*"
BETWEEN = "/"


class Figure(StrEnum):
    """What is summed, and by which key."""

    FIRST = "first"
    """Lots inspected for the first time, by result."""
    AGAIN = "again"
    """Lots inspected once more, by result."""
    DEFECT = "defect"
    """Defects found, by code."""
    MAKER = "maker"
    """Verdicts, by "maker/result"."""
    CLAIM = "claim"
    """Claims, by "party/role" of who bears most; the key is empty while undecided."""
    BORNE = "borne"
    """Booked costs in minor units, by currency."""
    ASKED = "asked"
    """Asked back in minor units, by "currency/party"."""
    RECOVERED = "recovered"
    """Credited in minor units, by "currency/party"."""


class Cell(NamedTuple):
    """One sum: a figure of a day or a month, in one market or in all, under one key."""

    figure: str
    market: str
    period: str
    key: str


Sums = Counter[Cell]


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection as far as figures look at it; ``defects`` are (code, count), withdrawn ones left out."""

    status: str
    result: str
    again: bool
    superseded: bool
    approved_on: date | None
    market: str
    maker: str
    defects: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class AskedBack:
    """What was asked of a party and what it credited, in minor units."""

    party: str
    status: str
    asked: int
    credited: int


@dataclass(frozen=True, slots=True)
class Complained:
    """A claim as far as figures look at it.

    ``shares`` are (party, role, basis points); ``costs`` are (state, minor units), withdrawn ones left out.
    """

    status: str
    received_on: date
    market: str
    currency: str
    shares: Sequence[tuple[str, str, int]] = ()
    costs: Sequence[tuple[str, int]] = ()
    recoveries: Sequence[AskedBack] = ()


def count_inspection(one: Inspected) -> Sums:
    """The sums an inspection adds to."""
    if one.status != InspectionStatus.APPROVED or one.superseded or one.approved_on is None:
        return Counter()
    keyed: list[tuple[Figure, str, int]] = [(Figure.AGAIN if one.again else Figure.FIRST, one.result, 1)]
    keyed += [(Figure.DEFECT, code, count) for code, count in one.defects]
    if one.maker:
        keyed.append((Figure.MAKER, joined(one.maker, one.result), 1))
    return _spread(keyed, one.approved_on, one.market)


def count_claim(one: Complained) -> Sums:
    """The sums a claim adds to."""
    if one.status == ClaimStatus.WITHDRAWN:
        return Counter()
    keyed = [(Figure.CLAIM, chief_key(one.shares), 1)]
    keyed += [(Figure.BORNE, one.currency, minor) for state, minor in one.costs if state == CostState.BOOKED]
    for back in one.recoveries:
        key = joined(one.currency, back.party)
        if back.status != RecoveryStatus.DRAFT:
            keyed.append((Figure.ASKED, key, back.asked))
        if back.status == RecoveryStatus.CREDITED:
            keyed.append((Figure.RECOVERED, key, back.credited))
    return _spread(keyed, one.received_on, one.market)


def chief_key(shares: Sequence[tuple[str, str, int]]) -> str:
    """ "party/role" of the largest share, the lower one where two are equal; "" below 100 %."""
    if sum(points for _, _, points in shares) != WHOLE:
        return ""
    party, role, _ = min(shares, key=lambda share: (-share[2], share[0], share[1]))
    return joined(party, role)


def joined(first: str, second: str) -> str:
    """A key of two parts."""
    return f"{first}{BETWEEN}{second}"


def parted(key: str) -> tuple[str, str]:
    """The two parts of a key."""
    first, _, second = key.partition(BETWEEN)
    return first, second


def added(parts: Iterable[Mapping[Cell, int]]) -> Sums:
    """Sums of sums; what comes to nothing is left out."""
    whole: Sums = Counter()
    for part in parts:
        whole.update(part)
    return Counter({cell: amount for cell, amount in whole.items() if amount})


def _spread(keyed: Iterable[tuple[Figure, str, int]], day: date, market: str) -> Sums:
    """Each amount by day and by month, for its market and for all of them."""
    found: Sums = Counter()
    for figure, key, amount in keyed:
        for where in (market, ALL_MARKETS):
            for when in (day.isoformat(), month_of(day)):
                found[Cell(figure.value, where, when, key)] += amount
    return found
