"""Draws the manager's report: four figures, four charts, the credit table, what needs a decision, how the
figures are made; then the records behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.domain.statistics.series import Bar
from qualitydesk.domain.values import Bilingual, Message, msg
from reports.catalogue.compliance_report.content import ComplianceReport, PartyLine
from reports.kit.charts import PaperBar, bar_rows, pair_chart, pareto_chart, rate_chart
from reports.kit.heads import heads_row
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Span, fill, height, one_line, shortened
from reports.kit.marks import share_bar, verify_strip
from reports.kit.page import Block, Sheet, space
from reports.kit.pen import Pen
from reports.kit.styles import (
    BODY,
    BODY_2,
    HEAVY,
    LABEL,
    MARGIN,
    SMALL,
    SUBTITLE,
    TEXT_WIDTH,
    TITLE,
)
from reports.kit.tables import Cell, TableColumn, drawn_row, head, paragraph, section, table
from reports.kit.words import Words
from reports.record_tables import inspection_table

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GAP = 24.0
HALF = (TEXT_WIDTH - GAP) / 2
RIGHT_AT = MARGIN + HALF + GAP
NONE = "—"
ROLE_WORDS: dict[str, Message] = {
    LiabilityRole.MAKER.value: msg("maker"),
    LiabilityRole.CARRIER.value: msg("carrier"),
    LiabilityRole.WAREHOUSE.value: msg("warehouse"),
    LiabilityRole.IMPORTER.value: msg("importer"),
    LiabilityRole.PLATFORM.value: msg("platform"),
    LiabilityRole.INSURER.value: msg("insurer"),
    LiabilityRole.BUYER.value: msg("handling"),
    LiabilityRole.US.value: msg("own fault"),
    LiabilityRole.OTHER.value: msg("other"),
}
MONTHS = (
    msg("Jan"),
    msg("Feb"),
    msg("Mar"),
    msg("Apr"),
    msg("May"),
    msg("Jun"),
    msg("Jul"),
    msg("Aug"),
    msg("Sep"),
    msg("Oct"),
    msg("Nov"),
    msg("Dec"),
)


def render(content: ComplianceReport, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole report; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Quality and compliance report"), tr("Report No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, imprint, tr), heads_row(content.heads, tr)])
    sheet.columns((_defects(content, tr), MARGIN), (_rates(content, tr), RIGHT_AT))
    sheet.columns((_liable(content, tr), MARGIN), (_costs(content, tr), RIGHT_AT))
    sheet.flow(_parties(content, tr))
    sheet.columns((_decisions(content, tr), MARGIN), (_made(content, tr), RIGHT_AT), whole=True)
    sheet.flow(_inspections(content, tr))
    sheet.flow(_claims(content, tr))
    return sheet.finish()


# -- head and figures


def _opening(content: ComplianceReport, imprint: Imprint, tr: Words) -> Block:
    title = tr("Quality and compliance report")
    market = tr.name(content.market) if content.market.en else tr("all markets")
    period = f"{tr.day(content.start)} – {tr.day(content.end)}"
    lines = [one_line(title.first, TITLE, 330), one_line(f"{period} · {market.first}", SUBTITLE, 330)]
    if tr.two:
        second = " · ".join(filter(None, (title.second, market.second)))
        lines.append(one_line(second, SMALL, 330))
    by = tr("Prepared by {name}", name=imprint.issued_by or Bilingual(NONE))
    numbers = tr(
        "{inspections} inspections · {shipments} shipments · {claims} claims",
        inspections=content.inspections,
        shipments=content.shipments,
        claims=content.claims,
    )
    right = [one_line(words, SMALL, 200) for words in (by.first, numbers.first, numbers.second) if words]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(lines, x, y + 1)
        pen.lines(right, x + TEXT_WIDTH - 200, y + 7, align="right", room=200)

    return Block(max(height(lines), height(right) + 6) + 9, draw)


# -- charts


def _defects(content: ComplianceReport, tr: Words) -> list[Block]:
    series = content.defects
    note = tr("{total}; codes that make 80 %: {few}", total=tr.number(series.total), few=series.few).first
    labels = [
        (bar.key or "…", tr.name(content.codes[bar.key]).first if bar.key else tr("other").first)
        for bar in series.bars
    ]
    return [section(1, tr("Defects found"), note), pareto_chart(series, labels, HALF)]


def _rates(content: ComplianceReport, tr: Words) -> list[Block]:
    note = "" if tr.two else tr("first inspection, %").first
    target = tr("target {n}", n=content.rates.target).first
    return [section(2, tr("Pass rate by week"), note), rate_chart(content.rates, target, HALF)]


def _liable(content: ComplianceReport, tr: Words) -> list[Block]:
    series = content.liable
    bars = [_bar(bar, content, tr) for bar in series.bars]
    if series.undecided:
        figure = tr.number(series.undecided)
        words = tr("Not decided yet").joined
        bars.append(PaperBar(words, "", series.share(series.undecided), figure, unknown=True))
    return [
        section(3, tr("Claims by liable party"), tr.number(series.total), gap=8),
        *bar_rows(bars, HALF),
    ]


def _bar(bar: Bar, content: ComplianceReport, tr: Words) -> PaperBar:
    figure, length = tr.number(bar.value), content.liable.share(bar.value)
    bearer = content.bearers.get(bar.key)
    if bearer is None:
        return PaperBar(tr("{n} others", n=bar.merged).first, "", length, figure)
    role = tr(ROLE_WORDS[bearer.role]).first
    return PaperBar(tr.name(bearer.name).first, role, length, figure, calm=bearer.calm)


def _costs(content: ComplianceReport, tr: Words) -> list[Block]:
    note = tr("{currency}; grey borne, blue got back", currency=content.currency).first
    months = [tr(MONTHS[int(pair.month[5:7]) - 1]).first for pair in content.costs.pairs]

    def tick(minor: int) -> str:
        value = int(Money(minor, content.currency).amount)
        return f"{value / 1000:g}k" if abs(value) >= 1000 else str(value)

    blocks = [
        section(4, tr("After-sales cost"), "" if tr.two else note, gap=8),
        pair_chart(content.costs, tick, months, HALF, 106.0),
    ]
    words = [
        tr("{borne} borne, {back} got back", borne=borne, back=back).first
        for borne, back in content.other_costs
    ]
    if tr.two:
        words.insert(0, note)
    return [*blocks, space(4), *(_small(text) for text in words)]


def _small(text: str) -> Block:
    line = one_line(text, LABEL, HALF)
    return Block(line.leading or 9, lambda pen, x, y: pen.line(line, x, y))


# -- credit


POINTS = 78.0


def _columns(tr: Words) -> list[TableColumn]:
    return [
        TableColumn(tr("Party"), 112),
        TableColumn(tr("Role"), 58),
        TableColumn(tr("Events"), 36, "right"),
        TableColumn(tr("Lots passed"), 46, "right"),
        TableColumn(tr("Claims / 1,000"), 46, "right"),
        TableColumn(tr("Papers in order"), 46, "right"),
        TableColumn(tr("Asked back, paid"), 58, "right", 14.0),
        TableColumn(tr("Points"), POINTS),
        TableColumn(tr("Change"), TEXT_WIDTH - 402 - POINTS, "right"),
    ]


def _parties(content: ComplianceReport, tr: Words) -> list[Block]:
    if not content.parties:
        return []
    words = tr(
        "points out of 100; a triangle marks under {low}; under {least} events no score",
        low=content.low,
        least=content.least,
    )
    columns = _columns(tr)
    title = section(5, tr("Trading parties, credit of this period"), "" if tr.two else words.first, gap=10)
    top = head(columns)
    rows = [block for one in content.parties for block in _party(one, columns, top, tr)]
    legend = [_small(words.first)] if tr.two else []
    return [title, *legend, top, *rows]


def _party(one: PartyLine, columns: Sequence[TableColumn], top: Block, tr: Words) -> list[Block]:
    role = tr(role_name(one.role)).first if one.role else NONE
    figures = [part or NONE for part in (one.lots, one.claims, one.papers, one.paid)]
    cells: list[Cell] = [tr.name(one.name).first, [Span(role, BODY_2)], tr.number(one.events), *figures]
    cells += ["" if one.points is not None else [Span(tr("not scored").first, BODY_2)], one.change or NONE]
    left = sum(column.width for column in columns[:-2])

    def mark(pen: Pen, x: float, y: float) -> None:
        if one.points is None:
            return
        share_bar(pen, x + left, y + 6.2, 42, one.points / 100, "bar")
        pen.line(one_line(str(one.points), HEAVY), x + left + 44, y + 3.1, align="right", room=16)
        if one.low:
            pen.icon("triangle-alert", x + left + 64, y + 4.2, 8.5, "ink", 2.2)

    return drawn_row(columns, cells, mark, top)


# -- words


def _decisions(content: ComplianceReport, tr: Words) -> list[Block]:
    if not content.decisions:
        return []
    return [section(6, tr("Needs a decision")), *(_decision(one, tr) for one in content.decisions)]


def _decision(words: Message, tr: Words) -> Block:
    said = tr(words)
    spans = [Span(said.first, BODY), *([Span(f" {said.second}", SMALL)] if said.second else [])]
    lines = shortened(fill(spans, HALF - 16), 3)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.icon("triangle-alert", x, y + 1.4, 8.5, "ink", 2.2)
        pen.lines(lines, x + 15, y)

    return Block(height(lines) + 3.5, draw)


def _made(content: ComplianceReport, tr: Words) -> list[Block]:
    said = tr(
        "Counts come from approved records only, on the day of approval; claims and their cost on the "
        "day the claim came in. A claim counts for the party that bears most of it; {undecided} "
        "undecided claims are shown, not spread. Costs are booked amounts in {currency}; other "
        "currencies are listed apart, not converted. Points are the mean of the parts that are known; "
        "silence counts for nothing.",
        undecided=content.liable.undecided,
        currency=content.currency,
    )
    blocks = [section(7, tr("How the figures are made"))]
    for words in (said.first, said.second):
        blocks += paragraph([Span(words, SMALL)], HALF) if words else []
    return blocks


# -- records


def _inspections(content: ComplianceReport, tr: Words) -> list[Block]:
    if not content.inspection_lines:
        return []
    note = tr.number(len(content.inspection_lines))
    rows = inspection_table(content.inspection_lines, tr)
    return [section(8, tr("Inspections of this period"), note), *rows]


def _claims(content: ComplianceReport, tr: Words) -> list[Block]:
    if not content.claim_lines:
        return []
    columns = [
        TableColumn(tr("Claim"), 90),
        TableColumn(tr("Came in"), 80),
        TableColumn(tr("Market"), 60),
        TableColumn(tr("Kind"), 140),
        TableColumn(tr("Status"), TEXT_WIDTH - 370),
    ]
    rows: list[list[Cell]] = [
        [one.number, tr.day(one.day), one.market, tr(one.kind).first, tr(one.status).first]
        for one in content.claim_lines
    ]
    return [section(9, tr("Claims of this period"), tr.number(len(rows))), *table(columns, rows)]
