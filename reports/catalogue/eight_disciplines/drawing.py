"""Draws the 8D report: state first, then D1 to D8 as they were written down, each with its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.improvement.states import NonConformityStatus
from qualitydesk.domain.vocabulary import look
from reports.catalogue.eight_disciplines.content import Deed, Discipline, EightDisciplines, Said
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Span, fill, height, shortened
from reports.kit.marks import verdict_box, verify_strip
from reports.kit.page import Block, Sheet
from reports.kit.pen import Pen
from reports.kit.styles import BODY, BODY_2, SMALL, SUBTITLE, TEXT_WIDTH, TITLE
from reports.kit.tables import Cell, Fact, TableColumn, fact_grid, paragraph, section, table
from reports.kit.words import Both, Words, moment

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE_ROOM = 320.0
AGAIN = "not_effective"


def render(content: EightDisciplines, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole report; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("8D report"), tr("Report No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, imprint, tr), *fact_grid(_facts(content, tr))])
    if content.team:
        sheet.flow([_title(1, tr("Team")), *paragraph([Span(_names(content, tr), BODY)])])
    sheet.flow([_title(2, tr("Problem")), *_problem(content, tr)])
    for one in content.disciplines:
        sheet.flow(_discipline(one, tr))
    sheet.flow([_title(8, tr("Closing")), *paragraph([Span(_closing(content, tr), BODY)])])
    return sheet.finish()


def _title(number: int, title: Both) -> Block:
    """ "D3 Containment"."""
    return section(0, Both(f"D{number}  {title.first}", title.second))


def _opening(content: EightDisciplines, imprint: Imprint, tr: Words) -> Block:
    seen = look(content.status)
    title = tr("Non-conformity {number}", number=imprint.record)
    lines = [
        *fill([Span(title.first, TITLE)], TITLE_ROOM),
        *shortened(fill([Span(tr(content.title).first, SUBTITLE)], TITLE_ROOM), 4),
        *(fill([Span(title.second, SMALL)], TITLE_ROOM) if title.second else ()),
    ]
    as_of = tr("as of {at}", at=moment(content.status_at)).first

    def draw(pen: Pen, x: float, y: float) -> None:
        words = tr(content.status).joined
        verdict_box(pen, x + TEXT_WIDTH, y + 1, seen.icon, seen.tone, words, as_of, calm=True)
        pen.lines(lines, x, y + 1)

    return Block(max(34.0, height(lines)) + 11, draw)


def _facts(content: EightDisciplines, tr: Words) -> list[Fact]:
    found = [one for one in (content.inspection, content.claim) if one]
    due = tr("due {day}", day=tr.day(content.due_on)).first if content.due_on else ""
    return [
        Fact(tr("Party"), tr.name(content.party).joined),
        Fact(tr("Product"), tr.name(content.product).joined, content.lot),
        Fact(tr("Opened"), tr.day(content.opened_on), " · ".join(filter(None, (due, *found)))),
    ]


def _names(content: EightDisciplines, tr: Words) -> str:
    return " · ".join(tr.name(person).joined for person in content.team)


def _problem(content: EightDisciplines, tr: Words) -> list[Block]:
    blocks = paragraph([Span(tr(content.title).joined, BODY)])
    return blocks + (paragraph([Span(content.description, BODY_2)], gap=3) if content.description else [])


def _discipline(one: Discipline, tr: Words) -> list[Block]:
    blocks = [_title(one.number, tr(one.title))]
    if not one.said and not one.deeds:
        blocks += paragraph([Span(tr("Nothing was written down yet.").joined, BODY_2)])
    for place, said in enumerate(one.said):
        blocks += _said(said, tr, gap=5.0 if place else 0.0)
    if one.deeds:
        blocks += _deeds(one.deeds, tr)
    return blocks


def _said(said: Said, tr: Words, gap: float) -> list[Block]:
    failed = tr("It was not effective:").joined
    again = [Span(f"{failed} ", BODY.of("bad"))] if said.verb == AGAIN else []
    who = " · ".join(part for part in (tr.name(said.person).joined, moment(said.at)) if part)
    return [
        *paragraph([*again, Span(said.text, BODY)], gap=gap),
        *paragraph([Span(who, SMALL)]),
    ]


def _deeds(deeds: tuple[Deed, ...], tr: Words) -> list[Block]:
    columns = [
        TableColumn(tr("Action"), 250),
        TableColumn(tr("Owner"), 108),
        TableColumn(tr("Due"), 72),
        TableColumn(tr("Done"), TEXT_WIDTH - 430),
    ]
    rows: list[list[Cell]] = [
        [one.title, tr.name(one.owner).joined or "–", tr.day(one.due_on), tr.day(one.done_on)]
        for one in deeds
    ]
    return table(columns, rows, gap=6.0)


def _closing(content: EightDisciplines, tr: Words) -> str:
    """Who closed it and when, with thanks to everybody who took part; or that it is still open."""
    closing = next((said for one in content.disciplines for said in one.said if said.verb == "close"), None)
    if closing is None or content.status != NonConformityStatus.CLOSED:
        return tr("It is not closed yet.").joined
    name = tr.name(closing.person).joined
    if not name:
        return tr("Closed on {day}. Thanks to everybody who took part.", day=tr.day(closing.at.date())).joined
    return tr(
        "Closed on {day} by {name}. Thanks to everybody who took part.",
        day=tr.day(closing.at.date()),
        name=name,
    ).joined
