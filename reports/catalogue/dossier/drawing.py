"""Draws the first page of a shipment dossier: the answer of the gate, who answers for the goods beside who
files the papers, the duties, what follows on which page; the pages after it belong to ``sections``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from qualitydesk.domain.countries import market_in_sentence
from qualitydesk.domain.shipments.trace import nobody
from qualitydesk.domain.values import Bilingual, Tone
from qualitydesk.domain.vocabulary import look
from reports.catalogue.dossier.content import Dossier, Duty, FindingLine, Head, PartyCard
from reports.catalogue.dossier.sections import Section, sections
from reports.kit.imprint import House, Imprint
from reports.kit.lines import Line, Span, fill, height, one_line, shortened
from reports.kit.marks import verify_box
from reports.kit.page import Block, Drawing, Sheet
from reports.kit.pen import Pen
from reports.kit.styles import BODY, BODY_2, HEAVY, LABEL, SMALL, STRONG, SUBTITLE, TEXT_WIDTH, Style
from reports.kit.tables import Cell, TableColumn, both, drawn_row, head, paragraph, section
from reports.kit.words import Both, Words, moment

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

NUMBER = Style("bold", 24, 29)
GATE = Style("bold", 11.5, 15)
PARTY = Style("bold", 12, 15.5)
APART = Style("regular", 11, 15.5, "ink-2")
GAP = 12.0
HALF = (TEXT_WIDTH - GAP) / 2
PAD = 11.0
ICON = 16.0
ROOM = HALF - 2 * PAD
ROW = 16.0
VERIFY = 196.0
CONTENTS = TEXT_WIDTH - VERIFY - 22.0
MOST_REASONS = 6


def render(content: Dossier, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole dossier; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Shipment dossier"), tr("Dossier No."))
    parts = sections(content, tr)
    begun: list[int] = []
    sheet.reserve(_contents(sheet, parts, begun, imprint, tr))
    sheet.flow([_opening(content.head, imprint, tr), _gate(content, tr), *_parties(content, tr)])
    sheet.flow(_duties(content, tr))
    if parts and sheet.page == 1:
        sheet.turn()
    for place, part in enumerate(parts, 1):
        title = section(place, part.title, part.note)
        sheet.flow([_noted(title, sheet, begun), *part.blocks])
    return sheet.finish()


def _noted(title: Block, sheet: Sheet, begun: list[int]) -> Block:
    """The title of a section that notes on which page it came to stand."""

    def draw(pen: Pen, x: float, y: float) -> None:
        begun.append(sheet.page)
        title.draw(pen, x, y)

    return replace(title, draw=draw)


# -- the shipment and the gate


def _opening(shown: Head, imprint: Imprint, tr: Words) -> Block:
    kind = tr("Shipment responsibility and compliance dossier")
    units = tr("{n} units", n=tr.number(shown.units)).first
    about = " · ".join(part for part in (tr.name(shown.route).first, units, shown.value, shown.terms) if part)
    lines = [
        *fill(both(kind, SMALL, LABEL), TEXT_WIDTH),
        one_line(imprint.record, NUMBER, TEXT_WIDTH),
        *shortened(fill([Span(about, SUBTITLE)], TEXT_WIDTH), 3),
    ]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(lines, x, y)

    return Block(height(lines) + 12, draw)


def _gate(content: Dossier, tr: Words) -> Block:
    shown, stops = content.head, content.stops
    tone = Tone.BAD if stops else Tone.OK
    right = _gate_aside(shown, tr)
    aside = max((line.width for line in right), default=0.0)
    room = TEXT_WIDTH - 45 - aside - 24
    lines = [*fill([Span(_gate_words(content, tr), GATE.of(tone))], room)]
    for one in stops[:MOST_REASONS]:
        lines += fill(_reason(one, tr), room)
    if len(stops) > MOST_REASONS:
        more = tr("and {n} more", n=len(stops) - MOST_REASONS).joined
        lines += fill([Span(more, BODY_2)], room)
    tall = max(height(lines), height(right) + 4) + 2 * PAD

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y, TEXT_WIDTH, tall, colour=tone, radius=4.5, thick=1.4)
        pen.icon("circle-x" if stops else "circle-check", x + 12, y + PAD - 1, 21, tone, 2.1)
        pen.lines(lines, x + 45, y + PAD)
        pen.lines(right, x + 45, y + PAD + 1, align="right", room=TEXT_WIDTH - 45 - PAD)

    return Block(tall, draw)


def _gate_words(content: Dossier, tr: Words) -> str:
    """What the gate answers, and what has already been decided."""
    stops, shown = len(content.stops), content.head
    if shown.released_at is not None:
        return tr("Released by {name}", name=shown.released_by or Bilingual("–")).joined
    if stops == 1:
        return tr("Not released: 1 reason").joined
    return (
        tr("Not released: {n} reasons", n=stops).joined if stops else tr("Nothing stops the release").joined
    )


def _gate_aside(shown: Head, tr: Words) -> list[Line]:
    """The state, and until when the gate waits or since when the goods are away."""
    label, at = (
        (tr("Released"), shown.released_at) if shown.released_at else (tr("Gate cut-off"), shown.cut_off)
    )
    found = [one_line(tr(shown.status).joined, STRONG, 150)]
    if at is not None:
        found += [one_line(label.joined, LABEL, 150), one_line(moment(at), STRONG, 150)]
    return found


def _reason(one: FindingLine, tr: Words) -> list[Span]:
    law = tr.law(one.law).joined
    words = tr(one.title)
    spans = [Span(words.first, BODY), *([Span(f" {words.second}", BODY_2)] if words.second else ())]
    return [*spans, *([Span(f" · {law}", BODY_2)] if law else ())]


# -- who answers, and who does not


def _parties(content: Dossier, tr: Words) -> list[Block]:
    """Who answers at left, the declarants at right in dashed frames; each pair as tall as the taller one."""
    left = [_answering(one, content.head, tr) for one in content.answers] or [_nobody(content.head, tr)]
    right = [_declaring(one, tr) for one in content.declarants]
    return [_frames(one, other) for one, other in zip_longest(left, right)]


def _frames(left: Card | None, right: Card | None) -> Block:
    tall = max(card.height for card in (left, right) if card) + 2 * PAD

    def draw(pen: Pen, x: float, y: float) -> None:
        if left:
            pen.frame(x, y, HALF, tall, colour=left.tone, thick=1.1)
            left.draw(pen, x + PAD, y + PAD)
        if right:
            pen.frame(x + HALF + GAP, y, HALF, tall, colour="mute", thick=0.6, dashed=True)
            right.draw(pen, x + HALF + GAP + PAD, y + PAD)

    return Block(tall, draw, gap=GAP)


class Card(NamedTuple):
    """What stands in one frame: a title beside an icon, and the lines under it."""

    icon: str
    tone: str
    title: Sequence[Line]
    lines: Sequence[Line]

    @property
    def height(self) -> float:
        return height(self.title) + height(self.lines)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """The card without its frame."""
        pen.icon(self.icon, x, y + 0.2, 11, self.tone, 2.0)
        pen.lines(self.lines, x, pen.lines(self.title, x + ICON, y))


def _card(
    icon: str, tone: str, title: Both, name: Style, one: PartyCard, tr: Words, more: Sequence[str]
) -> Card:
    numbers = [f"{tr.name(number.kind).first} {number.value}" for number in one.numbers]
    told = [one.address, one.contact, " · ".join(numbers), *more]
    lines = shortened(fill([Span(tr.name(one.name).joined or "–", name)], ROOM), 3)
    for text in told:
        lines += shortened(fill([Span(text, SMALL)], ROOM), 3) if text else ()
    return Card(icon, tone, fill([Span(title.joined, BODY.of(tone))], ROOM - ICON), lines)


def _answering(one: PartyCard, shown: Head, tr: Words) -> Card:
    title = tr("Answers for the goods in {market}", market=market_in_sentence(shown.market))
    duty = tr(one.duty).joined
    if one.products < one.products_of_all:
        some = tr("for {n} of {all} products", n=one.products, all=one.products_of_all).joined
        duty = f"{duty} · {some}"
    return _card("user-round-check", "mark", title, PARTY, one, tr, (duty, one.paper))


def _declaring(one: PartyCard, tr: Words) -> Card:
    title = tr("Customs declarant, files the papers only")
    entry = tr(one.entry).joined if one.entry is not None else one.paper
    apart = tr("Liable for the declaration, not for the product").joined
    return _card("stamp", "ink-2", title, APART, one, tr, (tr(one.duty).joined, apart, entry))


def _nobody(shown: Head, tr: Words) -> Card:
    words = tr(nobody(shown.market)).joined
    return Card("user-round-x", "bad", fill([Span(words, STRONG.of("bad"))], ROOM - ICON), ())


# -- duties


def _duties(content: Dossier, tr: Words) -> list[Block]:
    declared = content.declaration
    if declared.on is None:
        note = tr("not declared yet")
    else:
        note = tr("declaration {n}, signed {day}", n=declared.number, day=tr.day(declared.on))
    columns = [
        TableColumn(tr("Duty"), 110),
        TableColumn(tr("Party"), 148),
        TableColumn(tr("Paper it rests on"), 88),
        TableColumn(tr("Declared"), 72),
        TableColumn(tr("State"), TEXT_WIDTH - 418, "right"),
    ]
    top = head(columns)
    title = section(0, tr("Duties declared"), note.first)
    if not content.duties:
        return [title, *paragraph([Span(tr("The market asks for no duty.").joined, BODY_2)])]
    rows = [block for duty in content.duties for block in _duty(duty, columns, top, tr)]
    return [title, top, *rows]


def _duty(duty: Duty, columns: list[TableColumn], top: Block, tr: Words) -> list[Block]:
    style = BODY if duty.party else HEAVY.of("bad")
    name = tr(duty.duty).joined + (f", {duty.sku}" if duty.sku else "")
    state = tr(duty.state).joined if duty.state else tr("Nobody").joined
    seen = look(duty.state) if duty.state else look("Nobody")
    cells: list[Cell] = [
        [Span(name, style)],
        [Span(tr.name(duty.party).joined or "–", style)],
        [Span(duty.paper or "–", BODY_2 if duty.party else style)],
        [Span(tr.day(duty.on), style)],
        [Span(state, style if duty.party else HEAVY.of("bad"))],
    ]
    return drawn_row(columns, cells, state_icon(seen.icon, seen.tone, state, columns), top)


def state_icon(icon: str, tone: str, words: str, columns: Sequence[TableColumn]) -> Drawing:
    """The icon before the words of the last column, which stand at the right edge."""
    wide = sum(column.width for column in columns)
    before = min(one_line(words, HEAVY).width, columns[-1].width - 12) + 12

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.icon(icon, x + wide - before, y + 4.6, 8.2, tone, 2.1)

    return draw


# -- what follows


def _contents(
    sheet: Sheet, parts: Sequence[Section], begun: Sequence[int], imprint: Imprint, tr: Words
) -> Block:
    """What follows and on which page, beside the box to verify by; at the foot of the first page."""
    tall = max(ROW * (len(parts) + 1) + 4, 84.0)
    lines = [_content_line(place, part) for place, part in enumerate(parts, 1)]
    title = section(0, tr("Contents"))

    def draw(pen: Pen, x: float, y: float) -> None:
        if parts:
            title.draw(pen, x, y)
        for place, (first, note) in enumerate(lines):
            row = y + ROW * (place + 1) + 2
            pen.line(first, x, row)
            pen.line(note, x, row, align="right", room=CONTENTS - 26)
            pen.rule(x, row + ROW - 3, CONTENTS)
        verify_box(pen, tr, imprint, (x + TEXT_WIDTH - VERIFY, y + tall - 84, VERIFY, 84))
        sheet.at_last(lambda pen: _page_numbers(pen, begun, x, y))

    return Block(tall, draw, gap=GAP)


def _content_line(place: int, part: Section) -> tuple[Line, Line]:
    note = one_line(part.note, BODY_2, CONTENTS * 0.42)
    room = CONTENTS - 34 - note.width
    both_fit = one_line(f"{place}  {part.title.joined}", BODY)
    return both_fit if both_fit.width <= room else one_line(f"{place}  {part.title.first}", BODY, room), note


def _page_numbers(pen: Pen, begun: Sequence[int], x: float, y: float) -> None:
    for place, page in enumerate(begun):
        pen.line(one_line(str(page), STRONG), x, y + ROW * (place + 1) + 2, align="right", room=CONTENTS)
