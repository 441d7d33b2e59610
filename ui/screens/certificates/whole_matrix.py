"""The whole matrix under the chips in force, read page after page and put into words for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.certification.coverage import RED
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from ui.screens.certificates.printing import Sheet, SheetRow
from ui.screens.certificates.words import cell_text

if TYPE_CHECKING:
    from qualitydesk.domain.values import Cursor
    from qualitydesk.services.certificates import MatrixCell, MatrixRow
    from ui.context import Context
    from ui.kit.job import Control

BATCH = 200


def sheet_of(context: Context, query: Query, control: Control) -> Sheet:
    """Everything that is printed; run in a long job, which may be cancelled between pages."""
    tr, desk = context.tr, context.desk
    chosen = query.filters.get("market")
    heads = [one for one in certificates.matrix_heads(desk) if not chosen or one.market in chosen]
    markets = tuple(one.market for one in heads)
    rows: list[SheetRow] = []
    after: Cursor | None = None
    while True:
        page = certificates.matrix_page(desk, query, after, BATCH)
        rows += [_row(context, row, markets) for row in page.rows]
        control.report(len(rows))
        after = page.next
        if after is None:
            break
    found = certificates.matrix_count(desk, query)
    valid = tr("{valid} of {needed} needed papers valid", valid=found.in_force, needed=found.needed)
    return Sheet(
        title=tr("Coverage, products by market"),
        under=" · ".join((desk.house.name, tr.date(desk.today()), valid)),
        product=tr("Product"),
        heads=tuple((one.market, " · ".join(one.marks)) for one in heads),
        rows=tuple(rows),
        page=lambda number, all_: tr("page {n} of {all}", n=number, all=all_),
    )


def _row(context: Context, row: MatrixRow, markets: tuple[str, ...]) -> SheetRow:
    cells = [row.cells.get(market) for market in markets]
    words = tuple(_words(context, cell) for cell in cells)
    stops = tuple(cell is not None and cell.state in RED for cell in cells)
    return SheetRow(context.tr.name(row.name), row.sku, words, stops)


def _words(context: Context, cell: MatrixCell | None) -> str:
    if cell is None:
        return ""
    return cell_text(context.tr, cell.state, cell.worst.expires, context.desk.today())
