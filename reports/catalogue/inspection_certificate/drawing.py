"""Draws the inspection certificate: verdict first, then plan, limits, checks, photos, defects, signatures,
codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.checklist import measured
from qualitydesk.domain.vocabulary import look
from reports.catalogue.inspection_certificate.annex import details
from reports.catalogue.inspection_certificate.content import Check, InspectionCertificate, Limit
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Line, Span, fill, height
from reports.kit.marks import Signed, signatures, tally, verdict_box
from reports.kit.page import Block, Sheet, space
from reports.kit.pen import Pen
from reports.kit.photos import photo_rows
from reports.kit.styles import BODY_2, LABEL, MARGIN, SMALL, STRONG, SUBTITLE, TEXT_WIDTH, TITLE
from reports.kit.tables import (
    Cell,
    Fact,
    TableColumn,
    both,
    drawn_row,
    fact_grid,
    head,
    outcome_spans,
    pairs,
    paragraph,
    section,
    table,
)
from reports.kit.words import Both, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PHOTOS_ON_FIRST = 4
PLAN_WIDTH = 180.0
LIMITS_LEFT = 196.5


def render(content: InspectionCertificate, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole certificate; the canvas is finished but not yet saved."""
    title = tr("Inspection certificate")
    sheet = Sheet(imprint, house, tr, title, tr("Certificate No."))
    signed = [Signed(tr(s.role), s.name, s.at) for s in content.signings]
    sheet.reserve(signatures(tr, signed, imprint))
    sheet.flow([_opening(content, title, tr), *fact_grid(_facts(content, tr))])
    top = section(1, tr("Sampling plan"))
    sheet.columns(
        ([top, *pairs(_plan(content, tr), PLAN_WIDTH)], MARGIN),
        ([section(2, tr("Defects against limits")), *_limits(content, tr)], MARGIN + LIMITS_LEFT),
    )
    number = 3
    if content.checks:
        sheet.flow([section(number, tr("Checks")), *_checks(content.checks, tr)])
        number += 1
    sheet.flow(photo_rows(content.photos[:PHOTOS_ON_FIRST], tr))
    sheet.flow([space(8), *_meaning(tr)])
    details(sheet, content, tr, number, content.photos[PHOTOS_ON_FIRST:])
    return sheet.finish()


def _opening(content: InspectionCertificate, title: Both, tr: Words) -> Block:
    """Title at left, verdict at right."""
    result, decision = tr(content.result), tr(content.decision)
    seen = look(content.result)
    verdict = " ".join(part.upper() for part in result if part)
    detail = tr("Decision: {decision}", decision=decision)
    kind = tr(content.kind).joined
    lines = [*fill([Span(title.first, TITLE)], 300)]
    lines += fill([Span(title.second, SUBTITLE), Span(f" · {kind}" if title.second else kind, SUBTITLE)], 300)

    def draw(pen: Pen, x: float, y: float) -> None:
        verdict_box(pen, x + TEXT_WIDTH, y + 1, seen.icon, seen.tone, verdict, detail.joined)
        pen.lines(lines, x, y + 3)

    return Block(max(42.0, height(lines) + 3) + 11, draw)


def _facts(content: InspectionCertificate, tr: Words) -> list[Fact]:
    goods = content.goods
    product, maker, place = tr.name(goods.product), tr.name(goods.maker), tr.name(content.place)
    lot = f"{goods.lot} · {tr.number(goods.quantity)}"
    shipment = goods.shipment
    if goods.shipment and goods.shipment_line:
        shipment = tr("{shipment}, line {line}", shipment=goods.shipment, line=goods.shipment_line).first
    when = tr.days(content.started_on, content.ended_on)
    facts = [
        Fact(tr("Product"), product.first, _listed(product.second, goods.sku)),
        Fact(tr("Lot and quantity"), lot, _lot_detail(content, tr)),
        Fact(tr("Shipment"), shipment, tr.name(goods.route).first),
        Fact(tr("Maker"), maker.first, _listed(maker.second, goods.maker_address)),
        Fact(tr("Place and date"), place.joined, when),
    ]
    return [*facts, _answers(content, tr)]


def _answers(content: InspectionCertificate, tr: Words) -> Fact:
    answers, label = content.answers, tr("Answers for the goods")
    if answers is None:
        return Fact(label, "–")
    since = tr.day(answers.since) if answers.since else ""
    detail = f"{_plainer(tr(answers.duty))} · {_plainer(tr(answers.state))} {since}".strip()
    return Fact(label, tr.name(answers.name).first, detail)


def _lot_detail(content: InspectionCertificate, tr: Words) -> str:
    goods = content.goods
    cartons = _plainer(tr("{n} cartons", n=tr.number(goods.cartons))) if goods.cartons else ""
    made = _plainer(tr("made {day}", day=tr.day(goods.made_on))) if goods.made_on else ""
    return _listed(cartons, made)


def _plainer(words: Both) -> str:
    """The second language where there are two: details stand under a line in the first."""
    return words.second or words.first


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _plan(content: InspectionCertificate, tr: Words) -> list[tuple[Both, str]]:
    plan = content.plan
    sample = tr.number(plan.sample_size)
    if plan.inspect_all:
        sample = tr("every item ({n})", n=sample).first
    cartons = tr.number(plan.cartons_opened)
    if content.goods.cartons:
        cartons = f"{cartons} / {tr.number(content.goods.cartons)}"
    return [
        (tr("Standard"), plan.standard),
        (tr("Level"), f"{plan.level} · {tr(plan.severity).joined}"),
        (tr("Code letter"), plan.letter or "–"),
        (tr("Sample size n"), sample),
        (tr("Cartons opened"), cartons),
    ]


LIMIT_WIDTHS = (66.0, 24.0, 19.0, 19.0, 42.0, 82.0, 61.0)


def _limits(content: InspectionCertificate, tr: Words) -> list[Block]:
    right = TEXT_WIDTH - LIMITS_LEFT
    titles = (tr("Class"), Both("AQL"), Both("Ac"), Both("Re"), tr("Found"), Both(""), tr("Result"))
    aligns = ("left", "right", "right", "right", "right", "left", "right")
    widths = (*LIMIT_WIDTHS[:6], right - sum(LIMIT_WIDTHS[:6]))
    columns = [TableColumn(*given, pad=4.0) for given in zip(titles, widths, aligns, strict=True)]
    blocks = [head(columns)]
    for limit in content.limits:
        blocks += _limit(columns, limit, tr)
    note = tr("One box per defect; the dashed box is the rejection number.")
    return [*blocks, space(5), *paragraph([Span(note.joined, LABEL.of("ink-2"))], right)]


def _limit(columns: Sequence[TableColumn], limit: Limit, tr: Words) -> list[Block]:
    word = "Pass" if limit.passed else "Fail"
    cells: list[Cell] = [
        both(tr(limit.defect_class)),
        limit.aql,
        str(limit.accept),
        str(limit.reject),
        [Span(str(limit.found), STRONG)],
        "",
        outcome_spans(tr(word), limit.passed),
    ]
    left = sum(column.width for column in columns[:5]) + 8

    def draw(pen: Pen, x: float, y: float) -> None:
        tally(pen, x + left, y + 5.6, limit.found, limit.reject, columns[5].width - 12)
        _tick(pen, x, y, columns, cells[-1], limit.passed)

    return drawn_row(columns, cells, draw)


def _tick(pen: Pen, x: float, y: float, columns: Sequence[TableColumn], cell: Cell, passed: bool) -> None:
    """A tick or a cross before the right-aligned words of the last column."""
    assert not isinstance(cell, str)
    words = fill(cell, columns[-1].width)[0]
    right = x + sum(column.width for column in columns)
    pen.icon("check" if passed else "x", right - words.width - 13, y + 4.2, 9, "ok" if passed else "bad", 2.4)


ONE_LANGUAGE, TWO_LANGUAGES = (146.0, 95.0, 72.2), (128.0, 76.0, 109.2)
"""How wide requirement, finding and result of a check are: the result with the tick before it, in all its
words.
"""


def _checks(checks: Sequence[Check], tr: Words) -> list[Block]:
    requirement, found, result = TWO_LANGUAGES if tr.two else ONE_LANGUAGE
    columns = [
        TableColumn(Both("#"), 17, "left", 4),
        TableColumn(tr("Check"), 132),
        TableColumn(tr("Requirement"), requirement),
        TableColumn(tr("Sample n"), 48, "right"),
        TableColumn(tr("Found"), found, "right"),
        TableColumn(tr("Result"), result, "right"),
    ]
    rows: list[Block] = table(columns, ())
    for place, check in enumerate(checks, 1):
        rows += _check(columns, place, check, tr, rows[0])
    return rows


def _check(columns: Sequence[TableColumn], place: int, check: Check, tr: Words, top: Block) -> list[Block]:
    outcome = tr("Within limit") if check.outcome == "Pass" else tr("Outside limit")
    decided = check.outcome in {"Pass", "Fail"}
    passed = check.outcome == "Pass"
    last = outcome_spans(outcome, passed) if decided else both(tr(check.outcome), BODY_2, BODY_2)
    requirement = both(tr.name(check.requirement), BODY_2, BODY_2)
    remark = [Span(f"\n{check.remark}", SMALL)] if check.remark else []
    name = tr.name(check.name)
    cells: list[Cell] = [
        str(place),
        [*both(name), *remark],
        requirement,
        check.sample,
        both(tr(measured(check.found))) if check.found else "–",
        last,
    ]

    def draw(pen: Pen, x: float, y: float) -> None:
        if decided:
            _tick(pen, x, y, columns, last, passed)

    return drawn_row(columns, cells, draw, top)


def _meaning(tr: Words) -> list[Block]:
    """The limit of what the paper says."""
    text = tr(
        "This certificate states what was found in the sample of the lot named above at that time and place. "
        "It does not replace a certificate of a notified or designated body."
    )
    lines: list[Line] = []
    for words in text:
        lines += fill([Span(words, SMALL)], TEXT_WIDTH) if words else []
    draw_height = height(lines)
    return [Block(draw_height, lambda pen, x, y: _drawn(pen, lines, x, y), gap=0.0)]


def _drawn(pen: Pen, lines: Sequence[Line], x: float, y: float) -> None:
    pen.lines(lines, x, y)
