"""Operating characteristic of a single sampling plan: probability of acceptance (ISO 2859-1:1999, 12.1;
3.1.30).

Percent nonconforming is binomial, nonconformities per 100 units Poisson, an isolated lot of known size
hypergeometric (ISO 2859-2). Plans themselves come from sampling.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import Message, msg

MOST = 1_000_000
"""Largest n, Ac and lot that are computed."""


class OcKind(StrEnum):
    """What is asked of the operating characteristic."""

    PA = "pa"
    P_AT_PA = "p_at_pa"


class OcModel(StrEnum):
    """Which distribution the number of defects follows, and the unit of quality that goes with it."""

    BINOMIAL = "binomial"
    POISSON = "poisson"
    HYPERGEOMETRIC = "hypergeometric"


@dataclass(frozen=True, slots=True)
class OcPoint:
    """One question about a plan (n, Ac).

    kind pa: ``x`` is the quality (percent, defects per 100 units, or nonconforming items in the lot), the
    answer is the probability of acceptance, 0 to 1. kind p_at_pa: ``x`` is that probability, the answer is
    the quality.
    """

    kind: OcKind
    model: OcModel
    n: int
    ac: int
    x: float
    lot_size: int | None = None


def oc(point: OcPoint) -> float:
    """The answer to ``point``; refuses what has no answer."""
    _check_point(point)
    if point.kind is OcKind.PA:
        return probability(point, point.x)
    if point.model is OcModel.HYPERGEOMETRIC:
        return float(_items_at(point))
    return _quality_at(point)


def probability(point: OcPoint, quality: float) -> float:
    """Probability of acceptance at a quality, in the unit of the model."""
    if point.model is OcModel.POISSON:
        return _poisson(point.n * quality / 100, point.ac)
    if point.model is OcModel.BINOMIAL:
        return _binomial(point.n, quality / 100, point.ac)
    return _hypergeometric(point.lot_size or 0, int(quality), point.n, point.ac)


def _sum_of(first: float, ratios: Iterator[float]) -> float:
    """Sum of terms given by the logarithm of the first and the ratios between neighbours."""
    logs = [first]
    for ratio in ratios:
        logs.append(logs[-1] + math.log(ratio))
    return min(1.0, math.fsum(math.exp(value) for value in logs))


def _binomial(n: int, p: float, ac: int) -> float:
    if p <= 0 or ac >= n:
        return 1.0
    if p >= 1:
        return 0.0
    odds = p / (1 - p)
    return _sum_of(n * math.log1p(-p), ((n - i) / (i + 1) * odds for i in range(ac)))


def _poisson(mean: float, ac: int) -> float:
    if mean <= 0:
        return 1.0
    return _sum_of(-mean, (mean / (i + 1) for i in range(ac)))


def _hypergeometric(lot: int, bad: int, n: int, ac: int) -> float:
    accepted = sum(math.comb(bad, i) * math.comb(lot - bad, n - i) for i in range(min(ac, bad, n) + 1))
    return accepted / math.comb(lot, n)


def _quality_at(point: OcPoint) -> float:
    """Bisection: Pa falls from 1 to 0 as quality gets worse."""
    low, high = 0.0, 100.0
    while point.model is OcModel.POISSON and probability(point, high) > point.x:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if probability(point, middle) >= point.x else (low, middle)
    return (low + high) / 2


def _items_at(point: OcPoint) -> int:
    """The most nonconforming items a lot may hold and still be accepted with at least this probability."""
    low, high = 0, point.lot_size or 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if probability(point, middle) >= point.x else (low, middle - 1)
    return low


def _check_point(point: OcPoint) -> None:
    if point.n < 1 or point.ac < 0:
        _refuse("n", msg("n is at least 1 and Ac at least 0."))
    if max(point.n, point.ac, point.lot_size or 0) > MOST:
        _refuse("n", msg("n, Ac and lot go up to {most}.", most=MOST))
    if not math.isfinite(point.x) or point.x < 0:
        _refuse("x", msg("A number of at least 0 is needed."))
    if point.model is OcModel.HYPERGEOMETRIC:
        _check_lot(point)
    if point.kind is OcKind.P_AT_PA:
        _check_target(point)
    elif point.model is OcModel.BINOMIAL and point.x > 100:
        _refuse("x", msg("Percent nonconforming goes up to 100."))


def _check_lot(point: OcPoint) -> None:
    if point.lot_size is None or point.lot_size < point.n:
        _refuse("lot_size", msg("The lot size is needed, and it is at least n."))
    elif point.kind is OcKind.PA and (point.x > point.lot_size or point.x != int(point.x)):
        _refuse("x", msg("Nonconforming items are a whole number, not more than the lot."))


def _check_target(point: OcPoint) -> None:
    if not 0 < point.x < 1:
        _refuse("x", msg("A probability between 0 and 1 is needed."))
    if point.model is OcModel.BINOMIAL and point.ac >= point.n:
        _refuse("ac", msg("With Ac of n or more every lot is accepted."))


def _refuse(field: str, why: Message) -> NoReturn:
    raise RuleBroken(msg("This point of the operating characteristic has no answer."), fields={field: why})
