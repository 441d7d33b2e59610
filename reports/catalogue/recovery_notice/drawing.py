"""Draws the recovery notice: to whom, what is asked until when, why, and how the sum is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.vocabulary import look
from reports.catalogue.recovery_notice.content import CostPart, RecoveryNotice
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Span, fill, height, shortened
from reports.kit.marks import verdict_box, verify_strip
from reports.kit.numbers import percent
from reports.kit.page import Block, Sheet
from reports.kit.pen import Pen
from reports.kit.photos import photo_rows
from reports.kit.styles import BODY, BODY_2, HEAVY, LABEL, SMALL, STRONG, TEXT_WIDTH, TITLE, Style
from reports.kit.tables import Cell, Fact, TableColumn, fact_grid, paragraph, section, table
from reports.kit.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ASKED = Style("medium", 11, 15.5)
ROOM = 320.0


def render(content: RecoveryNotice, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole notice; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Recovery notice"), tr("Notice No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, imprint, tr), _addressee(content, tr), *_asked(content, tr)])
    sheet.flow(fact_grid(_facts(content, tr)))
    sheet.flow(_why(content, tr))
    sheet.flow(_costs(content, tr))
    if content.photos:
        sheet.flow([section(0, tr("Photos")), *photo_rows(content.photos, tr, gap=2.0)])
    return sheet.finish()


def _opening(content: RecoveryNotice, imprint: Imprint, tr: Words) -> Block:
    seen = look(content.status)
    title = tr("Recovery notice {number}", number=imprint.record)
    lines = [*fill([Span(title.first, TITLE)], ROOM)]
    if title.second:
        lines += fill([Span(title.second, SMALL)], ROOM)
    about = tr("claim {number}", number=content.claim).first

    def draw(pen: Pen, x: float, y: float) -> None:
        words = tr(content.status).joined
        verdict_box(pen, x + TEXT_WIDTH, y + 1, seen.icon, seen.tone, words, about, calm=True)
        pen.lines(lines, x, y + 1)

    return Block(max(34.0, height(lines)) + 8, draw)


def _addressee(content: RecoveryNotice, tr: Words) -> Block:
    """The window of the envelope: to whom it goes."""
    one = content.addressee
    lines = [
        *fill([Span(tr("Addressed to").joined, LABEL)], ROOM),
        *shortened(fill([Span(tr.name(one.name).joined or "–", HEAVY)], ROOM), 3),
        *(line for text in (one.address, one.contact) if text for line in fill([Span(text, BODY)], ROOM)),
    ]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(lines, x, y)

    return Block(height(lines) + 8, draw)


def _asked(content: RecoveryNotice, tr: Words) -> list[Block]:
    """The demand in one sentence of each language."""
    if content.due_on is None:
        words = tr("We ask you to pay back {amount}.", amount=content.asked)
    else:
        day = tr.day(content.due_on)
        words = tr("We ask you to pay back {amount}, and to answer by {day}.", amount=content.asked, day=day)
    blocks = paragraph([Span(words.first, ASKED)], gap=4)
    if words.second:
        blocks += paragraph([Span(words.second, BODY_2)])
    return [*blocks, Block(8.0, lambda pen, x, y: None)]


def _facts(content: RecoveryNotice, tr: Words) -> list[Fact]:
    where = " · ".join(part for part in (content.lot, content.shipment) if part)
    return [
        Fact(tr("Product"), tr.name(content.product).joined, where),
        Fact(tr("Reason"), tr.name(content.reason).joined, tr.day(content.received_on)),
        Fact(tr("Your share"), percent(content.basis_points), tr(content.addressee.role).joined),
    ]


def _why(content: RecoveryNotice, tr: Words) -> list[Block]:
    blocks: list[Block] = []
    if content.why:
        blocks += [section(0, tr("Why you")), *paragraph([Span(content.why, BODY)])]
    if content.description:
        blocks += [section(0, tr("What the buyer reports")), *paragraph([Span(content.description, BODY)])]
    return blocks


def _costs(content: RecoveryNotice, tr: Words) -> list[Block]:
    if not content.costs:
        return []
    columns = [
        TableColumn(tr("Cost line"), TEXT_WIDTH - 290),
        TableColumn(tr("State"), 90),
        TableColumn(tr("In all"), 90, "right"),
        TableColumn(tr("Your part"), 110, "right"),
    ]
    rows = [_cost(cost, tr, strong=False) for cost in content.costs]
    if content.total is not None:
        rows.append(_cost(content.total, tr, strong=True))
    note = tr("in {currency}, split by liability", currency=content.currency).first
    totals = 1 if content.total is not None else 0
    return [section(0, tr("How the sum is made"), note), *table(columns, rows, totals=totals)]


def _cost(cost: CostPart, tr: Words, *, strong: bool) -> list[Cell]:
    style = HEAVY if strong else BODY
    state = tr(cost.state).joined if cost.state else ""
    return [
        [Span(tr(cost.title).joined, style)],
        [Span(state, BODY_2)],
        [Span(cost.whole, style)],
        [Span(cost.part, HEAVY if strong else STRONG)],
    ]
