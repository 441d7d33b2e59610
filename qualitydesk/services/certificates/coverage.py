"""The coverage matrix: every product in every market, one row per asked paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.certification.coverage import (
    Asked,
    Cell,
    Coverage,
    PaperIndex,
    asked_papers,
    cell,
    cell_reason,
)
from qualitydesk.domain.certification.papers import GoodsFacts
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.markets import Market
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import GateException, Product, t
from qualitydesk.services.certificates.facts import goods_facts, paper_facts
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One asked paper of one product in one market on a day; ``finding`` is what the gate would say."""

    product_id: str
    sku: str
    name: str
    market: str
    scheme: str
    state: Coverage
    certificate: str
    certificate_id: str
    expires: date | None
    reason: Message
    rule: str


Judged = dict[str, dict[str, tuple[CoverageRow, ...]]]
"""By product key, then market: one row for each asked paper, or the one that says that none is."""


def coverage(desk: Desk, product: str | None = None, market: str | None = None) -> tuple[CoverageRow, ...]:
    """The matrix of today, for one product by SKU or all, in one market or all.

    A product of which a market asks nothing has one row, Not required. NotFound for an unknown SKU or market.
    """
    markets = _markets(desk, market)
    with desk.store.read() as read:
        found = judge(desk, read, _products(read, product), markets, desk.today())
    return tuple(row for cells in found.values() for rows in cells.values() for row in rows)


def judge(desk: Desk, read: Reader, rows: Sequence[Any], markets: Iterable[Market], on: date) -> Judged:
    """How these product rows stand in these markets on a day, in a few reads whatever their number."""
    goods = goods_facts(read, rows)
    papers = PaperIndex(paper_facts(read, goods.values()))
    lifted, listed = _exceptions(read, on), tuple(markets)
    names = {row.id: row.name for row in rows}
    asked = {(place.code, c): _asked(desk, place, c, on) for place in listed for c in _categories(goods)}
    found: Judged = {}
    for one in goods.values():
        about, name = papers.about(one), names[one.id]
        found[one.id] = {
            place.code: tuple(
                _row(_lift(cell(one, each, about, on), lifted), name)
                for each in asked[place.code, one.category]
            )
            or (_nothing(one, place, name),)
            for place in listed
        }
    return found


def _categories(goods: Mapping[str, GoodsFacts]) -> set[str]:
    return {one.category for one in goods.values()}


def _asked(desk: Desk, market: Market, category: str, on: date) -> tuple[Asked, ...]:
    return asked_papers(desk.rules.schemes(market.code, category, on))


def _markets(desk: Desk, code: str | None) -> tuple[Market, ...]:
    if code is None:
        return tuple(desk.rules.markets.values())
    market = desk.rules.market(code)
    if market is None:
        raise NotFound("market", code)
    return (market,)


def _products(read: Reader, sku: str | None) -> list[Any]:
    product = t(Product)
    statement = select(product).where(product.c.active == 1).order_by(product.c.sku)
    rows = list(read.all(statement if sku is None else statement.where(product.c.sku == sku)))
    if sku is not None and not rows:
        raise NotFound("product", sku)
    return rows


Lifted = dict[tuple[str, str, str], date]


def _exceptions(read: Reader, on: date) -> Lifted:
    table = t(GateException)
    rows = read.all(
        select(table).where(
            table.c.product_id.is_not(None), table.c.finding.like("gate.certificate%"), table.c.valid_to >= on
        )
    )
    return {(row.product_id, row.market, row.rule): row.valid_to for row in rows}


def _lift(one: Cell, lifted: Lifted) -> tuple[Cell, date | None]:
    key = (one.goods.id, one.asked.market, one.asked.scheme.id)
    return one, (lifted.get(key) if one.red else None)


def _row(judged: tuple[Cell, date | None], name: str) -> CoverageRow:
    one, until = judged
    asked: Asked = one.asked
    paper = one.paper
    return CoverageRow(
        product_id=one.goods.id,
        sku=one.goods.sku,
        name=name,
        market=asked.market,
        scheme=asked.scheme.code,
        state=Coverage.EXCEPTION if until else one.state,
        certificate=paper.number if paper else "",
        certificate_id=paper.id if paper else "",
        expires=until or one.expires,
        reason=msg("Exception until {day}", day=until) if until else cell_reason(one),
        rule=asked.scheme.id,
    )


def _nothing(goods: GoodsFacts, market: Market, name: str) -> CoverageRow:
    none = msg("No paper is asked for this kind of product")
    return CoverageRow(
        goods.id, goods.sku, name, market.code, "", Coverage.NOT_REQUIRED, "", "", None, none, ""
    )
