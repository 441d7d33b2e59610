"""The figures of a period: defects, verdicts, liable parties, cost borne and got back. Read from kept sums,
flat.

Home and the manager's report show the same figures; what counts is said in ``domain.statistics.counting``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.inspection.states import Result
from qualitydesk.domain.parties.names import party_name
from qualitydesk.domain.statistics.counting import Figure, parted
from qualitydesk.domain.statistics.periods import Period, last_months, week_of
from qualitydesk.domain.statistics.series import (
    BarList,
    Pairs,
    Pareto,
    Rate,
    RateLine,
    bar_list,
    pairs,
    pareto,
    rate_line,
)
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import DefectType, Party
from qualitydesk.services.desk import Desk
from qualitydesk.store import tallies
from qualitydesk.store.session import Reader
from qualitydesk.store.tallies import Amount

COST_MONTHS = 6
"""Cost is shown for so many months at least: what is asked back takes its time."""
TARGET = 85
"""Percent of lots that are to pass at the first inspection (house target)."""
OF_VERDICTS = (Figure.FIRST, Figure.AGAIN, Figure.DEFECT)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is liable, and as what."""

    id: str
    name: Bilingual
    role: LiabilityRole


@dataclass(frozen=True, slots=True)
class OtherCost:
    """Cost in another currency than the house's: shown apart, since no rate is assumed. Minor units."""

    currency: str
    borne: int
    recovered: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of ``period`` in ``market`` ("" for all). ``codes`` and ``bearers`` name the keys of bars.

    ``costs`` are minor units of ``currency`` by month, over ``cost_period``.
    """

    period: Period
    market: str
    inspections: int
    first_passed: int
    first_looks: int
    defects: Pareto
    codes: Mapping[str, Bilingual]
    claims: BarList
    bearers: Mapping[str, Bearer]
    costs: Pairs
    cost_period: Period
    currency: str
    other_costs: tuple[OtherCost, ...]


def figures(read: Reader, desk: Desk, period: Period, market: str = "") -> Figures:
    """Read the figures of a period."""
    verdicts = _sums(tallies.by_month(read, period, market, OF_VERDICTS))
    liable = _sums(tallies.by_month(read, period, market, (Figure.CLAIM,)))[Figure.CLAIM]
    cost_period = costs_over(period)
    money = tallies.by_month(read, cost_period, market, (Figure.BORNE, Figure.RECOVERED))
    borne, recovered = _by_currency(money, Figure.BORNE), _by_currency(money, Figure.RECOVERED)
    currency, months = desk.house.currency, cost_period.months()
    undecided = liable.pop("", 0)
    first, again = verdicts[Figure.FIRST], verdicts[Figure.AGAIN]
    return Figures(
        period=period,
        market=market,
        inspections=first.total() + again.total(),
        first_passed=first[Result.PASS.value],
        first_looks=first.total(),
        defects=pareto(verdicts[Figure.DEFECT]),
        codes=_codes(read, verdicts[Figure.DEFECT]),
        claims=bar_list(liable, undecided),
        bearers=_bearers(read, liable),
        costs=pairs(months, borne.get(currency, {}), recovered.get(currency, {})),
        cost_period=cost_period,
        currency=currency,
        other_costs=_others(currency, borne, recovered),
    )


def costs_over(period: Period) -> Period:
    """The whole months over which cost is shown for a period: six, or as many as it has."""
    return last_months(period.end, max(COST_MONTHS, len(period.months())))


def pass_rates(read: Reader, period: Period, market: str = "") -> RateLine:
    """Lots passed at their first inspection, week by week, against the target of the house."""
    weeks = list(dict.fromkeys(week_of(day) for day in _days(period)))
    good: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    of_day = dict(zip(period.every_day(), (week_of(day) for day in _days(period)), strict=True))
    for one in tallies.by_day(read, period, market, (Figure.FIRST,)):
        whole[of_day[one.period]] += one.amount
        good[of_day[one.period]] += one.amount if one.key == Result.PASS else 0
    return rate_line([Rate(week, good[week], whole[week]) for week in weeks], TARGET)


def _days(period: Period) -> list[Any]:
    return [period.start.fromordinal(period.start.toordinal() + at) for at in range(period.days)]


def _sums(amounts: Iterable[Amount]) -> dict[Figure, Counter[str]]:
    """The amounts of all months together, by figure and key."""
    found: dict[Figure, Counter[str]] = defaultdict(Counter)
    for one in amounts:
        found[one.figure][one.key] += one.amount
    return found


def _by_currency(amounts: Iterable[Amount], figure: Figure) -> dict[str, Counter[str]]:
    """Minor units by currency and month."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in amounts:
        if one.figure is figure:
            found[parted(one.key)[0]][one.period] += one.amount
    return found


def _others(
    currency: str, borne: Mapping[str, Counter[str]], recovered: Mapping[str, Counter[str]]
) -> tuple[OtherCost, ...]:
    none: Counter[str] = Counter()
    codes = sorted((borne.keys() | recovered.keys()) - {currency})
    return tuple(
        OtherCost(code, borne.get(code, none).total(), recovered.get(code, none).total()) for code in codes
    )


def _codes(read: Reader, codes: Iterable[str]) -> dict[str, Bilingual]:
    """The names of defect codes in the catalogue; a code that is not there is its own name."""
    named = {code: Bilingual(code) for code in sorted(codes)}
    rows = read.among(DefectType, "code", named)
    return named | {row.code: Bilingual(row.name, row.name_zh) for row in rows}


def _bearers(read: Reader, keys: Iterable[str]) -> dict[str, Bearer]:
    apart = {key: parted(key) for key in keys}
    rows = {row.id: row for row in read.among(Party, "id", {party for party, _ in apart.values()})}
    return {
        key: Bearer(
            party, party_name(rows[party]), LiabilityRole.US if rows[party].own else LiabilityRole.of(role)
        )
        for key, (party, role) in apart.items()
        if party in rows
    }
