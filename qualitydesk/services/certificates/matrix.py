"""The coverage matrix as shown: pages of products, a cell per market, and how much is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qualitydesk.domain.certification.coverage import Coverage, asked_papers, worst_of
from qualitydesk.domain.markets import Market
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.services.certificates.coverage import CoverageRow, judge
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.coverage import GOODS, categories, markets_in_use
from qualitydesk.store.session import Reader

IN_FORCE = (Coverage.VALID, Coverage.EXPIRING)
BATCH = 400


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One product in one market: its worst paper decides. ``papers`` are all that the market asks for."""

    market: str
    state: Coverage
    papers: tuple[CoverageRow, ...]

    @property
    def worst(self) -> CoverageRow:
        """The paper that decides; of several alike the one that ends first."""
        alike = [paper for paper in self.papers if paper.state is self.state]
        return min(alike, key=lambda paper: paper.expires or date.max)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One product and its cells by market."""

    id: str
    sku: str
    name: Bilingual
    cells: Mapping[str, MatrixCell]


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """One column: the market, and the marks it asks of what this company sells. ``used`` in its trade."""

    market: str
    name: Bilingual
    marks: tuple[str, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class MatrixCount:
    """How many cells need a paper and in how many it is in force."""

    needed: int
    in_force: int


def matrix_heads(desk: Desk) -> tuple[MatrixHead, ...]:
    """All markets of the rules; without any trade yet, the first six are taken as used."""
    with desk.store.read() as read:
        sold, used = categories(read), markets_in_use(read)
    markets = tuple(desk.rules.markets.values())
    used = used & {market.code for market in markets} or frozenset(market.code for market in markets[:6])
    return tuple(
        MatrixHead(market.code, market.short, _marks(desk, market, sold), market.code in used)
        for market in markets
    )


def _marks(desk: Desk, market: Market, sold: tuple[str, ...]) -> tuple[str, ...]:
    today = desk.today()
    asked = (one for c in sold for one in asked_papers(desk.rules.schemes(market.code, c, today)))
    return tuple(dict.fromkeys(one.scheme.code.split("_")[0] for one in asked))


def matrix_page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[MatrixRow]:
    """The next products by SKU. Filters: sale ("on", "off"), category, market (columns), state (of a cell).

    States are computed, so pages are read on until ``limit`` products fit or there are no more.
    """
    found: list[MatrixRow] = []
    cursor = after
    with desk.store.read() as read:
        while True:
            page = GOODS.page(read, _goods(query), cursor, limit)
            found += _fitting(query, _rows(desk, read, page.rows, query))
            cursor = page.next
            if cursor is None or len(found) >= limit:
                return Page(tuple(found), cursor)


def matrix_count(desk: Desk, query: Query) -> MatrixCount:
    """How much of the whole matrix is in force, the state filter left aside."""
    needed = in_force = 0
    with desk.store.read() as read:
        for row in _all_rows(desk, read, query):
            states = [cell.state for cell in row.cells.values()]
            needed += sum(state is not Coverage.NOT_REQUIRED for state in states)
            in_force += sum(state in IN_FORCE for state in states)
    return MatrixCount(needed, in_force)


def _all_rows(desk: Desk, read: Reader, query: Query) -> Iterator[MatrixRow]:
    page: Page[Any] = Page((), ())
    cursor: Cursor | None = None
    while page.next is not None:
        page = GOODS.page(read, _goods(query), cursor, BATCH)
        cursor = page.next
        yield from _rows(desk, read, page.rows, query)


def _goods(query: Query) -> Query:
    kept = {name: query.filters[name] for name in ("sale", "category", "id") if name in query.filters}
    return Query(kept, query.text, "", False)


def _rows(desk: Desk, read: Reader, rows: tuple[Any, ...], query: Query) -> list[MatrixRow]:
    chosen = query.filters.get("market") or tuple(desk.rules.markets)
    markets = [market for code, market in desk.rules.markets.items() if code in chosen]
    judged = judge(desk, read, rows, markets, desk.today())
    return [
        MatrixRow(row.id, row.sku, Bilingual(row.name, row.name_zh), _cells(judged[row.id])) for row in rows
    ]


def _cells(by_market: Mapping[str, tuple[CoverageRow, ...]]) -> dict[str, MatrixCell]:
    return {
        code: MatrixCell(code, worst_of(paper.state for paper in papers), papers)
        for code, papers in by_market.items()
    }


def _fitting(query: Query, rows: list[MatrixRow]) -> list[MatrixRow]:
    states = query.filters.get("state", ())
    return [row for row in rows if not states or any(c.state in states for c in row.cells.values())]
