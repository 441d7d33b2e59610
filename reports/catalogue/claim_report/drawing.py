"""Draws the claim report: state first, then history and dates, trace and liability side by side, then the
ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.claims.words import remedy_name
from qualitydesk.domain.values import BY_HOUSE, Bilingual, Message, bare_law
from qualitydesk.domain.vocabulary import look
from reports.catalogue.claim_report.content import ClaimReport, Cost, DeadlineLine, Event, Remedy, Share
from reports.catalogue.claim_report.trace import trace
from reports.kit.imprint import House, Imprint
from reports.kit.lines import BREAK, Span, fill, height, one_line, shortened
from reports.kit.marks import bar_chart, share_bar, undecided_bar, verdict_box, verify_strip
from reports.kit.numbers import percent
from reports.kit.page import Block, Sheet, space
from reports.kit.pen import Pen
from reports.kit.photos import photo_rows
from reports.kit.styles import BODY, BODY_2, HEAVY, MARGIN, SMALL, SUBTITLE, TEXT_WIDTH, TITLE
from reports.kit.tables import (
    Cell,
    Fact,
    TableColumn,
    both,
    fact_grid,
    section,
    table,
)
from reports.kit.words import Both, Words, moment

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEFT = 253.0
RIGHT_AT = MARGIN + 274.0
RIGHT = TEXT_WIDTH - 274.0
MOST_PARTIES = 4
SHARE_COLOURS = ("share-1", "share-2", "share-3")


def render(content: ClaimReport, imprint: Imprint, house: House, tr: Words) -> Canvas:
    """Draw the whole report; the canvas is finished but not yet saved."""
    sheet = Sheet(imprint, house, tr, tr("Claim report"), tr("Claim report No."))
    sheet.reserve(verify_strip(tr, imprint))
    sheet.flow([_opening(content, imprint, tr), *fact_grid(_facts(content, tr))])
    photos = photo_rows(content.photos, tr, across=2, width=RIGHT, gap=14.0)
    deadlines = [
        section(2, tr("Deadlines"), gap=12 if photos else 14),
        *(_deadline(line, tr) for line in content.deadlines),
    ]
    sheet.columns(
        ([section(1, tr("What happened")), *_history(content, tr)], MARGIN),
        ([*photos, *(deadlines if content.deadlines else ())], RIGHT_AT),
    )
    sheet.columns((_trace(content, tr), MARGIN), (_liability(content, tr), RIGHT_AT))
    sheet.flow(_ledger(content, tr))
    return sheet.finish()


def _opening(content: ClaimReport, imprint: Imprint, tr: Words) -> Block:
    seen = look(content.status)
    as_of = tr("as of {at}", at=moment(content.status_at))
    title = tr("After-sales claim {number}", number=imprint.record)
    about = [tr.name(content.product), tr.name(content.reason), tr.name(content.parties.market)]
    lines = [*fill([Span(title.first, TITLE)], 310)]
    lines += fill([Span(" · ".join(words.first for words in about if words.first), SUBTITLE)], 345)
    lines = list(shortened(lines, 6))
    if tr.two:
        second = (title.second, *(words.second or words.first for words in about))
        lines += shortened(fill([Span(" · ".join(part for part in second if part), SMALL)], 345), 5)

    def draw(pen: Pen, x: float, y: float) -> None:
        verdict_box(
            pen,
            x + TEXT_WIDTH,
            y + 1,
            seen.icon,
            seen.tone,
            tr(content.status).joined,
            as_of.first,
            calm=True,
        )
        pen.lines(lines, x, y + 1)

    return Block(max(34.0, height(lines)) + 11, draw)


def _facts(content: ClaimReport, tr: Words) -> list[Fact]:
    parties = content.parties
    buyer = ", ".join(part for part in (parties.buyer, parties.buyer_place) if part)
    order = tr("order {number}", number=parties.order).first if parties.order else ""
    granted = _remedy(content.granted, tr)
    decide = tr("decide by {day}", day=tr.day(content.decide_by)).first if content.decide_by else ""
    undecided = content.granted.kind in {"", "None"}
    return [
        Fact(tr("Buyer"), buyer or "–", _with_handler(order, content, tr)),
        Fact(tr("Asked"), _remedy(content.asked, tr), tr.day(content.asked.on)),
        Fact(
            tr("Granted"),
            tr("Not decided").joined if undecided else granted,
            _granted_on(content, tr, decide),
        ),
    ]


def _with_handler(order: str, content: ClaimReport, tr: Words) -> str:
    handler = tr.name(content.parties.handler).joined
    named = tr("handled by {name}", name=handler).first if handler else ""
    return " · ".join(part for part in (order, named) if part)


def _granted_on(content: ClaimReport, tr: Words, decide: str) -> str:
    return tr.day(content.granted.on) if content.granted.on else decide


def _remedy(remedy: Remedy, tr: Words) -> str:
    return f"{tr(remedy_name(remedy.kind)).joined} {remedy.amount}".strip() if remedy.kind else "–"


def _history(content: ClaimReport, tr: Words) -> list[Block]:
    blocks = [_quoted(content.description)] if content.description else []
    said_when = [_when(event, tr) for event in content.events]
    dated = max((one_line(when, BODY_2).width for when in said_when), default=0.0) + 18
    events = zip(content.events, said_when, strict=True)
    return blocks + [block for event, when in events for block in _event(event, when, dated, tr)]


def _when(event: Event, tr: Words) -> str:
    return f"{tr.day(event.at.date())} {event.at:%H:%M}" if event.at else tr.day(event.day)


def _quoted(text: str) -> Block:
    lines = shortened(fill([Span(f"“{text}”", BODY)], LEFT - 10), 24)
    tall = height(lines)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.post(x + 0.6, y, tall, "frame", 1.4)
        pen.lines(lines, x + 9, y)

    return Block(tall + 4, draw)


def _event(event: Event, when: str, dated: float, tr: Words) -> list[Block]:
    columns = [TableColumn(Both(""), dated, pad=6), TableColumn(Both(""), LEFT - dated)]
    words = [Span(BREAK, BODY), Span(f"“{event.words}”", BODY)] if event.words else []
    return table(columns, [([Span(when, BODY_2)], [*both(said(event.text, tr)), *words])])[1:]


def said(words: Bilingual | Message, tr: Words) -> Both:
    """A recorded name or a sentence, in the languages of the paper."""
    return tr.name(words) if isinstance(words, Bilingual) else tr(words)


def _deadline(line: DeadlineLine, tr: Words) -> Block:
    kept = line.kept_on is not None
    when = tr("kept {day}", day=tr.day(line.kept_on)).first if kept else tr.day(line.due_on)
    missed = line.state == "Missed"
    right = one_line(when, BODY.of("bad") if missed else BODY)
    words = fill([*both(tr.name(line.title)), *_law(line.law, tr)], RIGHT - right.width - 24)
    lines = shortened(words, 8)
    icon, tone = ("check", "ink") if kept else ("circle-x", "bad") if missed else ("hourglass", "ink")

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.icon(icon, x, y + 3.2, 9, tone, 2.2)
        pen.lines(lines, x + 14, y + 2.4)
        pen.line(right, x, y + 2.4, align="right", room=RIGHT)
        pen.rule(x, y + height(lines) + 5.0, RIGHT)

    return Block(height(lines) + 5.4, draw)


def _law(citation: str, tr: Words) -> list[Span]:
    """The citation; that the house changed the rule is said in the languages of the paper."""
    bare = bare_law(citation)
    mark = [] if bare == citation else [Span(f" {tr(BY_HOUSE).joined}", BODY_2)]
    return [Span(f" {tr.law(bare).joined}", BODY_2), *mark]


def _trace(content: ClaimReport, tr: Words) -> list[Block]:
    if not content.trace and not content.parties.declarant:
        return []
    title = section(3, tr("Trace"), "" if tr.two else tr("from the order to the party that answers").first)
    return [title, *trace(content.trace, content.parties.declarant, LEFT, tr)]


def _liability(content: ClaimReport, tr: Words) -> list[Block]:
    blocks: list[Block] = []
    if content.shares:
        whole = sum(share.basis_points for share in content.shares)
        blocks.append(section(4, tr("Liability"), percent(whole)))
        blocks += [_share(share, place, tr) for place, share in enumerate(content.shares)]
    if content.similar:
        note = tr("lot {lot}, by week", lot=content.similar_of).first
        blocks += [section(5, tr("Similar claims"), note, gap=8), bar_chart(content.similar, RIGHT)]
    return blocks


def _share(share: Share, place: int, tr: Words) -> Block:
    right = one_line(percent(share.basis_points), HEAVY)
    names = fill([Span(_party(share, tr), HEAVY)], RIGHT - right.width - 10)
    below = height(names) + 1.5
    why = ": ".join(part for part in (tr(share.role).joined if share.role else "", share.reason) if part)
    lines = shortened(fill([Span(why, SMALL)], RIGHT), 4) if why else ()
    colour = SHARE_COLOURS[min(place, len(SHARE_COLOURS) - 1)]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(names, x, y)
        pen.line(right, x, y, align="right", room=RIGHT)
        if share.party:
            share_bar(pen, x, y + below, RIGHT, share.basis_points / 10_000, colour)
        else:
            undecided_bar(pen, x, y + below, RIGHT, share.basis_points / 10_000)
        pen.lines(lines, x, y + below + 6)

    return Block(below + 6 + height(lines) + 3.5, draw)


def _party(share: Share, tr: Words) -> str:
    return tr.name(share.party).joined or tr("Nobody yet").joined


def _ledger(content: ClaimReport, tr: Words) -> list[Block]:
    if not content.costs and content.total is None:
        return []
    shares = content.shares[:MOST_PARTIES]
    state = 84 if tr.two else 56
    each = (TEXT_WIDTH - 122 - state - 62) / max(len(shares), 1)
    each = min(each, 110.0)
    first = TEXT_WIDTH - state - 62 - each * len(shares)
    columns = [
        TableColumn(tr("Cost line"), first),
        TableColumn(tr("State"), state),
        TableColumn(tr("Borne"), 62, "right"),
    ]
    columns += [
        TableColumn(Both(f"{_party(s, tr)} {percent(s.basis_points)}"), each, "right", 6.0) for s in shares
    ]
    rows = [_cost(cost, len(shares), tr) for cost in content.costs]
    totals = 0
    if content.total:
        rows.append(_cost(content.total, len(shares), tr, strong=True))
        totals = 1
    note = tr("in {currency}, split by liability", currency=content.currency).first
    blocks = [section(6, tr("Ledger"), note), *table(columns, rows, totals=totals)]
    return blocks + _recoveries(content, columns, tr)


def _cost(cost: Cost, parties: int, tr: Words, *, strong: bool = False) -> list[Cell]:
    style = HEAVY if strong else BODY
    title = tr(cost.title).joined
    cells = [title, tr(cost.state).joined if cost.state else "", cost.amount, *cost.borne[:parties]]
    cells += [""] * (3 + parties - len(cells))
    return [[Span(text, BODY_2 if place == 1 else style)] for place, text in enumerate(cells)]


def _recoveries(content: ClaimReport, columns: list[TableColumn], tr: Words) -> list[Block]:
    shown = [line for line in content.recoveries if line.share + 3 < len(columns)]
    if not shown:
        return []
    cells: list[Cell] = [tr("Recovery").joined, "", "", *([""] * (len(columns) - 3))]
    for line in shown:
        day = f" {tr.day(line.on)}" if line.on else ""
        cells[3 + line.share] = f"{tr(line.status).joined}{day}"
    return [space(0), *table(columns, [cells])[1:]]
