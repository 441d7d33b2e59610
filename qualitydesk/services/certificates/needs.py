"""What a market asks of one product: each paper with the rule behind it, and dated exceptions from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.certification.coverage import Coverage, worst_of
from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.markets import Market, Scheme
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.rules import Source
from qualitydesk.domain.shipments.exceptions import require_exception
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import GateException, Person, Product, t
from qualitydesk.services.certificates.coverage import CoverageRow, judge
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

FINDINGS = {
    Coverage.MISSING: "gate.certificate_missing",
    Coverage.IN_REVIEW: "gate.certificate_in_review",
    Coverage.EXPIRED: "gate.certificate_expired",
}
"""What the gate says of a red cell: only that can be lifted."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """An exception that lets a product pass until a day."""

    until: date
    by: Bilingual
    reason: str


@dataclass(frozen=True, slots=True)
class Need:
    """One asked paper: how it stands, the scheme, where that was read, and the exception in force if any."""

    row: CoverageRow
    scheme: Scheme
    sources: tuple[Source, ...]
    lifted: Lifted | None


@dataclass(frozen=True, slots=True)
class CellFile:
    """One product in one market with everything that is asked of it there; no needs: nothing is asked."""

    product_id: str
    sku: str
    product: Bilingual
    category: Bilingual
    market: str
    market_name: Bilingual
    state: Coverage
    needs: tuple[Need, ...]

    def need(self, scheme: str) -> Need | None:
        """The need for that scheme, else the worst of all."""
        named = next((one for one in self.needs if one.row.scheme == scheme), None)
        return named or next((one for one in self.needs if one.row.state is self.state), None)


def open_cell(desk: Desk, product: str, market: str) -> CellFile:
    """What ``market`` asks of the product (by key). NotFound for an unknown one."""
    place = desk.rules.market(market)
    if place is None:
        raise NotFound("market", market)
    with desk.store.read() as read:
        row = read.get(Product, product)
        rows = judge(desk, read, [row], [place], desk.today())[product][place.code]
        lifted = _lifted(desk, read, product, place.code)
    needs = tuple(_need(desk, place, one, lifted) for one in rows if one.scheme)
    return CellFile(
        product_id=product,
        sku=row.sku,
        product=Bilingual(row.name, row.name_zh),
        category=desk.rules.categories[row.category].name,
        market=place.code,
        market_name=place.short,
        state=worst_of(one.state for one in rows),
        needs=needs,
    )


def _need(desk: Desk, market: Market, row: CoverageRow, lifted: dict[str, Lifted]) -> Need:
    scheme = market.scheme(row.scheme)
    if scheme is None:
        raise NotFound("scheme", row.scheme)
    sources = tuple(desk.rules.sources[name] for name in scheme.sources if name in desk.rules.sources)
    return Need(row, scheme, sources, lifted.get(row.rule))


def _lifted(desk: Desk, read: Reader, product: str, market: str) -> dict[str, Lifted]:
    table, person = t(GateException), t(Person)
    rows = read.all(
        select(table.c.rule, table.c.valid_to, table.c.reason, person.c.name, person.c.name_zh)
        .join(person, person.c.id == table.c.granted_by_id)
        .where(table.c.product_id == product, table.c.market == market, table.c.valid_to >= desk.today())
        .order_by(table.c.valid_to)
    )
    return {row.rule: Lifted(row.valid_to, Bilingual(row.name, row.name_zh), row.reason) for row in rows}


def grant_paper_exception(
    desk: Desk, product: str, market: str, scheme: str, *, until: date, reason: str
) -> str:
    """Let a product go to a market without one asked paper until a day; for managers. Returns its key."""
    desk.require(*MANAGING)
    require_exception(until, reason, desk.today())
    cell = open_cell(desk, product, market)
    need = next((one for one in cell.needs if one.row.scheme == scheme), None)
    finding = FINDINGS.get(need.row.state) if need is not None else None
    if need is None or finding is None:
        raise RuleBroken(msg("Nothing stops {sku} here, so there is nothing to except.", sku=cell.sku))
    fields: dict[str, Any] = {"granted_by_id": desk.person.id, "granted_at": desk.now()}
    with desk.store.write(desk.person, "grant exception", reason) as work:
        return work.insert(
            GateException,
            id=new_key(),
            finding=finding,
            rule=need.row.rule,
            subject=cell.sku,
            product_id=product,
            market=cell.market,
            valid_to=until,
            reason=reason.strip(),
            **fields,
        )
