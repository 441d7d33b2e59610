"""Draws the scorecard: points and their four parts, the quarters, and the records behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.domain.values import listed
from reports.catalogue.scorecard.content import Scorecard, StretchLine
from reports.kit.heads import heads_row
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Span, fill, height, one_line, shortened
from reports.kit.marks import share_bar, verdict_box, verify_strip
from reports.kit.numbers import amount, percent
from reports.kit.page import Block, Sheet, space
from reports.kit.pen import Pen
from reports.kit.styles import BODY_2, HEAVY, SMALL, SUBTITLE, TEXT_WIDTH, TITLE
from reports.kit.tables import Cell, TableColumn, drawn_row, head, paragraph, section, table
from reports.kit.words import Words
from reports.record_tables import inspection_table

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ROOM = 330.0
NONE = "–"


def render(content: Scorecard, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole scorecard; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Scorecard"), tr("Scorecard No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, tr), heads_row(content.heads, tr)])
    sheet.flow(_quarters(content, tr))
    sheet.flow(_papers(content, tr))
    sheet.flow(_claims(content, tr))
    sheet.flow(_recoveries(content, tr))
    sheet.flow(_inspections(content, tr))
    sheet.flow(_made(content, tr))
    return sheet.finish()


def _opening(content: Scorecard, tr: Words) -> Block:
    name, year = tr.name(content.name), content.year
    roles = tr(listed(map(role_name, content.roles))).first if content.roles else ""
    lines = [
        *shortened(fill([Span(name.first, TITLE)], ROOM), 2),
        *([one_line(name.second, SUBTITLE, ROOM)] if name.second else []),
        one_line(" · ".join(filter(None, (content.code, roles))), SMALL, ROOM),
        *(one_line(text, SMALL, ROOM) for text in (content.address, content.contact) if text),
        one_line(f"{tr.day(year.start)} – {tr.day(year.end)}", SMALL, ROOM),
    ]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(lines, x, y + 1)
        _points_box(pen, x + TEXT_WIDTH, y + 1, content, tr)

    return Block(max(height(lines), 42.0) + 9, draw)


def _points_box(pen: Pen, right: float, y: float, content: Scorecard, tr: Words) -> None:
    """The answer: points of 100, how that compares, whether they are under the mark."""
    points, events = content.year.points, tr.number(content.year.events)
    if points is None:
        detail = tr("{events} events, {least} are needed", events=events, least=content.least).first
        verdict_box(pen, right, y, "minus", "mute", tr("not scored").joined, detail)
        return
    title = tr("{points} of 100 points", points=points).first
    detail = tr("{events} events", events=events).first
    if content.change:
        detail = tr(
            "{events} events · {change} on the year before", events=events, change=content.change
        ).first
    icon, tone = ("triangle-alert", "warn") if content.is_low else ("circle-check", "ok")
    verdict_box(pen, right, y, icon, tone, title, detail)


# -- quarters

POINTS = 86.0


def _quarters(content: Scorecard, tr: Words) -> list[Block]:
    columns = [
        TableColumn(tr("Quarter"), TEXT_WIDTH - 282 - POINTS),
        TableColumn(tr("Events"), 44, "right"),
        TableColumn(tr("Lots passed"), 58, "right"),
        TableColumn(tr("Claims / 1,000"), 58, "right"),
        TableColumn(tr("Papers in order"), 58, "right"),
        TableColumn(tr("Asked back, paid"), 64, "right", 14.0),
        TableColumn(tr("Points"), POINTS),
    ]
    top = head(columns)
    rows = [block for one in content.quarters for block in _quarter(one, columns, top, content, tr)]
    return [section(1, tr("By quarter")), top, *rows]


def _quarter(
    one: StretchLine, columns: Sequence[TableColumn], top: Block, content: Scorecard, tr: Words
) -> list[Block]:
    figures = [part or NONE for part in (one.lots, one.claims, one.papers, one.paid)]
    unscored: Cell = [Span(tr("not scored").first, BODY_2)]
    cells: list[Cell] = [f"{tr.day(one.start)} – {tr.day(one.end)}", tr.number(one.events), *figures]
    cells.append("" if one.points is not None else unscored)
    left = sum(column.width for column in columns[:-1])

    def mark(pen: Pen, x: float, y: float) -> None:
        if one.points is None:
            return
        share_bar(pen, x + left, y + 6.2, 48, one.points / 100, "bar")
        pen.line(one_line(str(one.points), HEAVY), x + left + 50, y + 3.1, align="right", room=18)
        if one.points < content.low:
            pen.icon("triangle-alert", x + left + 72, y + 4.2, 8.5, "ink", 2.2)

    return drawn_row(columns, cells, mark, top)


# -- what stands behind


def _papers(content: Scorecard, tr: Words) -> list[Block]:
    if not content.papers:
        return []
    columns = [
        TableColumn(tr("SKU"), 120),
        TableColumn(tr("Market"), 60),
        TableColumn(tr("Paper"), TEXT_WIDTH - 280),
        TableColumn(tr("State"), 100),
    ]
    rows: list[list[Cell]] = [
        [one.sku, one.market, tr.name(one.scheme).joined, tr(one.state).joined] for one in content.papers
    ]
    return [section(2, tr("Papers that are not in order"), tr.number(len(rows))), *table(columns, rows)]


def _claims(content: Scorecard, tr: Words) -> list[Block]:
    if not content.claims:
        return []
    columns = [
        TableColumn(tr("Claim"), 88),
        TableColumn(tr("Came in"), 72),
        TableColumn(tr("Product"), TEXT_WIDTH - 398),
        TableColumn(tr("Kind"), 96),
        TableColumn(tr("Status"), 92),
        TableColumn(tr("Its share"), 50, "right"),
    ]
    rows: list[list[Cell]] = [
        [
            one.number,
            tr.day(one.day),
            tr.name(one.product).first or NONE,
            tr(one.kind).first,
            tr(one.status).first,
            percent(one.basis_points),
        ]
        for one in content.claims
    ]
    return [section(3, tr("Claims it bears"), tr.number(len(rows))), *table(columns, rows)]


def _recoveries(content: Scorecard, tr: Words) -> list[Block]:
    if not content.recoveries:
        return []
    columns = [
        TableColumn(tr("Recovery"), 88),
        TableColumn(tr("Claim"), 88),
        TableColumn(tr("Status"), TEXT_WIDTH - 428),
        TableColumn(tr("Due"), 72),
        TableColumn(tr("Asked"), 90, "right"),
        TableColumn(tr("Paid"), 90, "right"),
    ]
    rows: list[list[Cell]] = [
        [
            one.number,
            one.claim,
            tr(one.status).first,
            tr.day(one.due_on),
            amount(one.asked),
            amount(one.paid) if one.paid is not None else NONE,
        ]
        for one in content.recoveries
    ]
    return [section(4, tr("Asked back"), tr.number(len(rows))), *table(columns, rows)]


def _inspections(content: Scorecard, tr: Words) -> list[Block]:
    if not content.inspections:
        return []
    note = tr.number(len(content.inspections))
    rows = inspection_table(content.inspections, tr)
    return [section(5, tr("Inspections of its goods"), note), *rows]


def _made(content: Scorecard, tr: Words) -> list[Block]:
    said = tr(
        "Points are the mean of the parts that are known, each from 0 to 100: lots passed of lots inspected; "
        "papers in order of those the markets ask for; what was paid of what was asked back; and 100 less "
        "{per_claim} for each claim in a thousand units. A claim counts for the party that bears most of it. "
        "Silence counts for nothing; under {least} events there are no points; a triangle marks under {low}.",
        per_claim=content.per_claim,
        least=content.least,
        low=content.low,
    )
    blocks = [section(0, tr("How the points are made"))]
    for words in (said.first, said.second):
        blocks += paragraph([Span(words, SMALL)]) if words else []
    return [*blocks, space(8.0)]
