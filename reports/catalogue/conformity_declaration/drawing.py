"""Draws the declaration of conformity: numbered as the model has it, with room for the signature by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.vocabulary import look
from reports.catalogue.conformity_declaration.content import Declaration
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Span, fill, height, one_line
from reports.kit.marks import verdict_box, verify_strip
from reports.kit.page import Block, Sheet
from reports.kit.pen import Pen
from reports.kit.styles import BODY, BODY_2, HEAVY, LABEL, SMALL, STRONG, SUBTITLE, TEXT_WIDTH, TITLE
from reports.kit.tables import Cell, TableColumn, both, paragraph, section, table
from reports.kit.words import Both, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ROOM = 330.0
SIGNED_HIGH, SIGNED_GAP = 62.0, 12.0


def render(content: Declaration, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole declaration; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Declaration of conformity"), tr("Paper No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, tr)])
    sheet.flow(_goods(content, tr))
    sheet.flow(_declarer(content, tr))
    sheet.flow(_statement(content, tr))
    sheet.flow(_list(4, tr("Legislation it conforms to"), content.citations, tr))
    sheet.flow(_list(5, tr("Standards and specifications applied"), content.standards, tr))
    sheet.flow(_body(content, tr))
    sheet.flow(_elements(content, tr))
    sheet.flow(_signature(content, tr))
    return sheet.finish()


def _opening(content: Declaration, tr: Words) -> Block:
    title, scheme, seen = tr("Declaration of conformity"), tr.name(content.scheme), look(content.status)
    lines = [one_line(title.first, TITLE, ROOM)]
    if title.second:
        lines.append(one_line(title.second, SUBTITLE, ROOM))
    lines.append(one_line(content.number, HEAVY, ROOM))
    lines += fill([Span(scheme.joined, SMALL)], ROOM)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(lines, x, y + 1)
        market, words = tr.name(content.market).joined, tr(content.status).joined
        verdict_box(pen, x + TEXT_WIDTH, y + 1, seen.icon, seen.tone, words, market, calm=True)

    return Block(max(height(lines), 36.0) + 6, draw)


def _goods(content: Declaration, tr: Words) -> list[Block]:
    blocks = [section(1, tr("Object of the declaration"))]
    if content.goods:
        columns = [
            TableColumn(tr("SKU"), 110),
            TableColumn(tr("Product"), TEXT_WIDTH - 310),
            TableColumn(tr("Maker"), 200),
        ]
        rows: list[list[Cell]] = [
            [one.sku, tr.name(one.name).joined, tr.name(one.maker).joined] for one in content.goods
        ]
        blocks += table(columns, rows)
    if content.models:
        named = both(tr("Models"), STRONG, LABEL)
        blocks += paragraph([*named, Span(" ", BODY), Span(", ".join(content.models), BODY)], gap=6)
    return blocks


def _declarer(content: Declaration, tr: Words) -> list[Block]:
    one = content.declarer
    blocks = [section(2, tr("Who declares")), *paragraph(both(tr.name(one.name), HEAVY, BODY_2))]
    for text in (one.address, one.contact):
        blocks += paragraph([Span(text, BODY)]) if text else []
    return blocks


def _statement(content: Declaration, tr: Words) -> list[Block]:
    """The sentences of the model, in each language of the paper."""
    sentences = (
        tr("{name} issues this declaration under its sole responsibility.", name=content.declarer.name),
        tr("The object of the declaration described above is in conformity with the law named below."),
    )
    blocks = [section(3, tr("Statement"))]
    for place, style in enumerate((BODY, BODY_2)):
        for words in sentences:
            blocks += paragraph([Span(words[place], style)]) if words[place] else []
    return blocks


def _list(number: int, title: Both, entries: Sequence[str], tr: Words) -> list[Block]:
    blocks = [section(number, title)]
    for entry in entries or (tr("none named").joined,):
        blocks += paragraph([Span(entry, BODY)])
    return blocks


def _body(content: Declaration, tr: Words) -> list[Block]:
    said = " · ".join(part for part in (tr.name(content.body).joined, content.body_number) if part)
    return [
        section(6, tr("Body that took part")),
        *paragraph([Span(said or tr("none named").joined, BODY)]),
    ]


def _elements(content: Declaration, tr: Words) -> list[Block]:
    if not content.elements:
        return []
    blocks = [section(7, tr("What the scheme asks to be stated"))]
    for one in content.elements:
        blocks += paragraph([Span("· ", BODY), *both(tr.name(one), BODY, BODY_2)])
    return blocks


def _signature(content: Declaration, tr: Words) -> list[Block]:
    """Room to sign by hand: the paper declares nothing before that."""
    wide = (TEXT_WIDTH - 2 * SIGNED_GAP) / 3
    titles = (tr("Place and date"), tr("Name and function"), tr("Signature"))
    heads = [one_line(title.joined, LABEL, wide - 16) for title in titles]

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, title in enumerate(heads):
            left = x + place * (wide + SIGNED_GAP)
            pen.frame(left, y, wide, SIGNED_HIGH)
            pen.line(title, left + 8, y + 6)

    on_behalf = tr("Signed for and on behalf of {name}", name=content.declarer.name)
    note = tr("Drawn from the record of the certificate. It declares nothing before it is signed.")
    blocks = [section(0, on_behalf), Block(SIGNED_HIGH + 6, draw)]
    for words in (note.first, note.second):
        blocks += paragraph([Span(words, SMALL)]) if words else []
    return [*blocks, Block(8.0, lambda pen, x, y: None)]
