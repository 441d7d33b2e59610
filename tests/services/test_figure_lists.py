"""Every number of the charts on Home is the size of the list it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.words import CostState
from qualitydesk.domain.statistics.periods import last_days
from qualitydesk.domain.values import Query
from qualitydesk.records import CostLine
from qualitydesk.services import claims, inspections
from qualitydesk.services.desk import Desk
from qualitydesk.services.figure_lists import Filters, claims_of, costs_of, inspections_of, undecided_of
from qualitydesk.services.figures import Figures, figures
from tests.builders import desk_of


@pytest.fixture(params=["", "EU"], ids=["all markets", "EU"])
def shown(request: pytest.FixtureRequest, example: Backend) -> tuple[Desk, Figures]:
    desk = desk_of(example, "wang")
    with desk.store.read() as read:
        return desk, figures(read, desk, last_days(desk.today(), 90), request.param)


def test_inspections_and_their_defects(shown: tuple[Desk, Figures]) -> None:
    desk, found = shown
    zone = desk.house.timezone
    assert inspections.count(desk, Query(inspections_of(found, zone))) == found.inspections > 0
    for bar in found.defects.bars:
        codes = [bar.key] if not bar.merged else _merged(found)
        numbers = _inspections(desk, inspections_of(found, zone, codes))
        counted = sum(
            defect.count
            for number in numbers
            for defect in inspections.open_inspection(desk, number).defects
            if defect.code in codes
        )
        assert counted == bar.count


def _merged(found: Figures) -> list[str]:
    return sorted(found.codes.keys() - {bar.key for bar in found.defects.bars})


def _inspections(desk: Desk, filters: Filters) -> list[str]:
    page = inspections.page(desk, Query(filters))
    assert page.next is None
    return [row.number for row in page.rows]


def test_claims_by_who_bears_most(shown: tuple[Desk, Figures]) -> None:
    desk, found = shown
    zone = desk.house.timezone

    def size(filters: Filters) -> int:
        return claims.count(desk, Query(filters))

    assert size(claims_of(found, zone)) == found.claims.total > 0
    assert size(undecided_of(found, zone)) == found.claims.undecided
    single = [bar for bar in found.claims.bars if not bar.merged]
    for bar in single:
        assert size(claims_of(found, zone, [bar.key])) == bar.value
    rest = sorted(found.bearers.keys() - {bar.key for bar in single})
    assert size(claims_of(found, zone, rest or ["nobody/Maker"])) == sum(
        bar.value for bar in found.claims.bars if bar.merged
    )


def test_cost_by_month_and_in_all(shown: tuple[Desk, Figures]) -> None:
    desk, found = shown
    zone = desk.house.timezone
    for pair in found.costs.pairs:
        assert _booked(desk, costs_of(found, zone, pair.month)) == pair.first
    assert _booked(desk, costs_of(found, zone)) == found.costs.first
    assert bool(found.costs.second) == bool(claims.count(desk, Query(costs_of(found, zone, recovered=True))))


def _booked(desk: Desk, filters: Filters) -> int:
    keys = [row.id for row in claims.page(desk, Query(filters)).rows]
    with desk.store.read() as read:
        lines: Sequence[Any] = read.among(CostLine, "claim_id", keys)
        booked = [one for one in lines if one.state == CostState.BOOKED and one.withdrawn_at is None]
        return sum(one.amount_minor for one in booked)


def test_a_period_begins_and_ends_with_the_days_of_the_house(shown: tuple[Desk, Figures]) -> None:
    _desk, found = shown
    filters = claims_of(found, "Asia/Shanghai")
    ends = (found.period.start, found.period.end + timedelta(days=1))
    assert filters["received"] == tuple(f"{day}T00:00:00+08:00" for day in ends)
