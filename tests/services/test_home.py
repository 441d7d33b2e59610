"""Home counts what its lists show, for everybody, and its figures are those of a plain scan to the cent."""

from __future__ import annotations

import importlib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import CostKind, CostState
from qualitydesk.domain.money import Money
from qualitydesk.domain.people import Role
from qualitydesk.domain.statistics.periods import Period, last_days
from qualitydesk.domain.values import Query
from qualitydesk.records import Claim, CostLine, Inspection, Recovery, t
from qualitydesk.services import claims, shipments
from qualitydesk.services.desk import Desk
from qualitydesk.services.figures import figures, pass_rates
from qualitydesk.services.home import Counted, Home, read_home
from tests.builders import desk_of
from tests.claim_story import sell_kettles, under_investigation
from tests.shipment_story import tell

ROLES = {"wang": Role.MANAGER, "chen": Role.INSPECTOR, "sofia": Role.SERVICE}


def _ninety(desk: Desk) -> Period:
    return last_days(desk.today(), 90)


def _listed(desk: Desk, one: Counted) -> int:
    """How many rows the list has that a counter opens, paged through."""
    service = importlib.import_module(f"qualitydesk.services.{one.screen}")
    query, rows, after = Query(one.filters), 0, None
    while True:
        page = service.page(desk, query, after, 7)
        rows += len(page.rows)
        if page.next is None:
            return rows
        after = page.next


def _holds(desk: Desk, home: Home) -> None:
    for one in home.counts:
        service = importlib.import_module(f"qualitydesk.services.{one.screen}")
        assert one.number == service.count(desk, Query(one.filters)) == _listed(desk, one), one.id


@pytest.mark.parametrize("login", list(ROLES))
@pytest.mark.parametrize("market", ["", "EU", "US", "JP"])
def test_every_counter_is_the_size_of_the_list_it_opens(example: Backend, login: str, market: str) -> None:
    desk = desk_of(example, login)
    home = read_home(desk, _ninety(desk), market)
    assert home.role is ROLES[login]
    assert len(home.counts) == 5
    assert not home.empty
    _holds(desk, home)


def test_on_both_databases_counters_and_lists_agree(manager: Desk, service: Desk, inspector: Desk) -> None:
    tell(manager)
    under_investigation(service, sell_kettles(service))
    for desk in (manager, service, inspector):
        _holds(desk, read_home(desk, _ninety(desk)))
    home = read_home(manager, _ninety(manager))
    numbers = {one.id: one.number for one in home.counts}
    assert numbers["blocked"] == 2
    assert numbers["due"] == 1
    assert home.due[0].law


def test_what_is_blocked_says_why_and_by_which_law(example: Backend) -> None:
    desk = desk_of(example, "wang")
    blocked = read_home(desk, _ninety(desk)).blocked
    assert all(one.stops and all(finding.citation for finding in one.stops) for one in blocked)
    cut_offs = [one.cut_off_at for one in blocked if one.cut_off_at is not None]
    assert cut_offs == sorted(cut_offs)


def test_a_list_filtered_by_the_gate_shows_what_the_gate_stops(example: Backend) -> None:
    desk = desk_of(example, "wang")
    rows = shipments.page(desk, Query({"view": ("gate",), "gate": ("blocked",)})).rows
    stops = shipments.gate_counts(desk, [row.id for row in rows])
    assert rows
    assert all(stops[row.id][0] > 0 for row in rows)
    unnamed = shipments.count(desk, Query({"gate": ("nobody",)}))
    assert 0 < unnamed < len(rows)


def test_claims_are_found_by_the_state_of_their_recovery(example: Backend) -> None:
    desk = desk_of(example, "wang")
    sent = claims.page(desk, Query({"recovery": ("Sent",)})).rows
    with desk.store.read() as read:
        wanted = {row.claim_id for row in read.rows(Recovery, status="Sent")}
    assert {row.id for row in sent} == wanted != set()


def test_an_empty_database_says_so(manager: Desk) -> None:
    home = read_home(manager, _ninety(manager))
    assert home.empty
    assert [one.number for one in home.counts] == [0] * 5


# -- figures


@pytest.mark.parametrize("market", ["", "EU", "UK"])
@pytest.mark.parametrize("days", [1, 17, 90, 200])
def test_figures_are_those_of_a_plain_scan_to_the_cent(example: Backend, market: str, days: int) -> None:
    desk = desk_of(example, "wang")
    period = last_days(desk.today(), days)
    with desk.store.read() as read:
        found = figures(read, desk, period, market)
        claim, line, back, look = t(Claim), t(CostLine), t(Recovery), t(Inspection)
        of_market = [claim.c.market == market] if market else []
        costs = read.all(
            select(line, claim.c.received_at, claim.c.currency)
            .join(claim, claim.c.id == line.c.claim_id)
            .where(
                line.c.state == "Booked",
                line.c.withdrawn_at.is_(None),
                claim.c.status != "Withdrawn",
                *of_market,
            )
        )
        backs = read.all(
            select(back, claim.c.received_at)
            .join(claim, claim.c.id == back.c.claim_id)
            .where(back.c.status == "Credited", claim.c.status != "Withdrawn", *of_market)
        )
        verdicts = read.all(select(look).where(look.c.status == "Approved"))

    def inside(at: object, when: Period) -> bool:
        day = at.astimezone(_zone(desk)).date()  # type: ignore[attr-defined]  # an instant
        return bool(when.start <= day <= when.end)

    borne = Counter[str]()
    for row in costs:
        if inside(row.received_at, found.cost_period):
            borne[row.currency] += row.amount_minor
    recovered = Counter[str]()
    for row in backs:
        if inside(row.received_at, found.cost_period):
            recovered[row.currency] += row.credited_minor
    assert (found.costs.first, found.costs.second) == (borne["EUR"], recovered["EUR"])
    others = {one.currency: (one.borne, one.recovered) for one in found.other_costs}
    assert others == {
        code: (borne[code], recovered[code]) for code in sorted(borne | recovered) if code != "EUR"
    }
    if not market:
        assert found.inspections == sum(inside(row.approved_at, period) for row in verdicts)


def _zone(desk: Desk) -> object:
    from zoneinfo import ZoneInfo

    return ZoneInfo(desk.house.timezone)


def test_costs_of_a_claim_come_into_the_figures_on_both_databases(service: Desk) -> None:
    keys = sell_kettles(service)
    claim = under_investigation(service, keys)
    period = Period(service.today() - timedelta(days=400), service.today() + timedelta(days=1))

    def now() -> tuple[int, int]:
        with service.store.read() as read:
            found = figures(read, service, period)
        return found.costs.first, found.claims.total

    assert now() == (0, 1)
    version = claims.open_claim(service, claim).version
    euro = Money.of(Decimal("12.34"), "EUR")
    claims.add_cost(service, claim, version, CostKind.FREIGHT_BACK, euro, state=CostState.BOOKED)
    assert now() == (1_234, 1)
    with service.store.read() as read:
        bearers = figures(read, service, period).bearers
    assert [one.role for one in bearers.values()] == [LiabilityRole.MAKER]


def test_pass_rates_have_every_week_of_the_period(example: Backend) -> None:
    desk = desk_of(example, "wang")
    period = last_days(desk.today(), 90)
    with desk.store.read() as read:
        line = pass_rates(read, period)
        found = figures(read, desk, period)
    assert len(line.rates) in (13, 14)
    assert sum(rate.whole for rate in line.rates) == found.first_looks
    assert sum(rate.good for rate in line.rates) == found.first_passed
    assert line.rates[0].week < line.rates[-1].week
    assert date.fromisocalendar(2026, 47, 5) == desk.today()
