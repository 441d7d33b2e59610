"""What a shipment dossier rests on, section by section: gate, custody, goods, papers, inspections,
exceptions, history. The first page belongs to ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualitydesk.domain.countries import country_name, market_in_sentence
from qualitydesk.domain.values import Severity, Tone
from qualitydesk.domain.vocabulary import look
from reports.catalogue.dossier.content import Dossier, FindingLine, GoodsLine, Inspected, Leg, Paper
from reports.kit.lines import Span
from reports.kit.page import Block
from reports.kit.pen import Pen
from reports.kit.styles import BODY, BODY_2, LABEL, SMALL, STRONG, TEXT_WIDTH
from reports.kit.tables import Cell, TableColumn, both, drawn_row, head, paragraph, table, under
from reports.kit.words import Both, Words, moment

HASH_SHOWN = 16
ICON = 13.0
"""Room for the icon at the left of a row."""

SEVERITIES = {
    Severity.STOP: ("circle-x", Tone.BAD),
    Severity.WARN: ("triangle-alert", Tone.WARN),
    Severity.PASS: ("circle-check", Tone.OK),
}


class Section(NamedTuple):
    """A part of the dossier: its title, what it amounts to in few words, and its blocks."""

    title: Both
    note: str
    blocks: list[Block]


def sections(content: Dossier, tr: Words) -> list[Section]:
    """The chosen sections in the order of the paper."""
    found = {
        "gate": _gate(content, tr),
        "custody": _custody(content, tr),
        "lines": _lines(content, tr),
        "papers": _papers(content, tr),
        "inspections": _inspections(content, tr),
        "exceptions": _exceptions(content, tr),
        "history": _history(content, tr),
    }
    return [part for name, part in found.items() if name not in content.left_out]


def _section(title: Both, note: str, blocks: list[Block], tr: Words) -> Section:
    """A section that says so where it holds nothing."""
    return Section(title, note, blocks or paragraph([Span(tr("Nothing is on record.").joined, BODY_2)]))


def iconed(
    icon: str, tone: str, columns: Sequence[TableColumn], cells: Sequence[Cell], top: Block
) -> list[Block]:
    """A row of a table with an icon in the narrow first column."""

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.icon(icon, x, y + 4.4, 8.6, tone, 2.1)

    return drawn_row(columns, cells, draw, top)


def _iconed_table(columns: Sequence[TableColumn], rows: Iterable[tuple[str, str, list[Cell]]]) -> list[Block]:
    all_columns = [TableColumn(Both(""), ICON, pad=2), *columns]
    top = head(all_columns)
    found = [
        block for icon, tone, cells in rows for block in iconed(icon, tone, all_columns, ["", *cells], top)
    ]
    return [top, *found] if found else []


# -- gate


def _gate(content: Dossier, tr: Words) -> Section:
    count = {one: sum(f.severity == one for f in content.findings) for one in Severity}
    note = tr(
        "{stop} stop · {warn} warn · {passed} pass",
        stop=count[Severity.STOP],
        warn=count[Severity.WARN],
        passed=count[Severity.PASS],
    ).first
    columns = [
        TableColumn(tr("Finding"), 284 - ICON),
        TableColumn(tr("About"), 84),
        TableColumn(tr("Rule"), TEXT_WIDTH - 368),
    ]
    rows = [_finding(one, tr) for one in content.findings]
    return _section(tr("Release gate, every check"), note, _iconed_table(columns, rows), tr)


def _finding(one: FindingLine, tr: Words) -> tuple[str, str, list[Cell]]:
    icon, tone = SEVERITIES[Severity(one.severity)]
    words = both(tr(one.title), STRONG if tone is Tone.BAD else BODY)
    if one.detail is not None:
        words += under(tr(one.detail).joined)
    return icon, tone, [words, one.subject, [Span(tr.law(one.law).joined, SMALL)]]


# -- custody


def _custody(content: Dossier, tr: Words) -> Section:
    columns = [
        TableColumn(tr("Leg"), 134 - ICON),
        TableColumn(tr("When"), 118),
        TableColumn(tr("Who answers"), 90),
        TableColumn(tr("Holds"), 90),
        TableColumn(tr("Owns"), TEXT_WIDTH - 432),
    ]
    legs = content.custody
    done = sum(leg.state.startswith("Accepted") for leg in legs)
    note = tr("{n} legs, {done} accepted", n=len(legs), done=done).first
    return _section(
        tr("Custody: who answers, holds, owns"),
        note,
        _iconed_table(columns, [_leg(one, tr) for one in legs]),
        tr,
    )


def _leg(leg: Leg, tr: Words) -> tuple[str, str, list[Cell]]:
    seen = look(leg.state)
    title = [Span(tr.name(leg.title).first or tr(leg.transport).joined, STRONG)]
    title += under(f"{tr(leg.transport).joined} · {tr(leg.state).joined}")
    for note in leg.notes:
        said = " · ".join(part for part in (moment(note.at), tr(note.kind).joined, note.remark) if part)
        title += under(said, LABEL)
    answers = tr("Declarant, not responsible").joined if leg.declarant else tr.name(leg.answers).joined or "–"
    holds = tr.name(leg.declarant or leg.holder).joined or "–"
    cells: list[Cell] = [
        title,
        tr.days(leg.begun, leg.ended),
        answers,
        holds,
        tr.name(leg.owner).joined or "–",
    ]
    return seen.icon, seen.tone, cells


# -- goods


def _lines(content: Dossier, tr: Words) -> Section:
    valued = any(line.value for line in content.lines)
    money = 78.0 if valued else 0.0
    columns = [
        TableColumn(tr("Product"), TEXT_WIDTH - 294 - money),
        TableColumn(tr("Lot"), 92),
        TableColumn(tr("HS code"), 54),
        TableColumn(tr("Origin"), 42),
        TableColumn(tr("Units"), 52, "right"),
        TableColumn(tr("Cartons"), 54, "right"),
    ]
    if valued:
        columns.append(TableColumn(tr("Value"), money, "right"))
    rows = [_line(line, tr, valued=valued) for line in content.lines]
    lots = len({line.lot for line in content.lines if line.lot})
    note = tr("{n} lines · {lots} lots", n=len(content.lines), lots=lots).first
    return _section(tr("Lines and lots"), note, table(columns, rows) if rows else [], tr)


def _line(line: GoodsLine, tr: Words, *, valued: bool) -> list[Cell]:
    name = tr.name(line.product)
    codes = " · ".join(part for part in (line.sku, f"GTIN {line.gtin}" if line.gtin else "") if part)
    made = tr("made {day}", day=tr.day(line.made_on)).first if line.made_on else ""
    cells: list[Cell] = [
        [*both(name, STRONG), *under(codes)],
        [Span(line.lot or "–", BODY), *under(made)],
        line.hs_code or "–",
        tr.name(country_name(line.origin)).first or "–",
        tr.number(line.units),
        tr.number(line.cartons) if line.cartons else "–",
    ]
    return [*cells, line.value or "–"] if valued else cells


def _papers(content: Dossier, tr: Words) -> Section:
    columns = [
        TableColumn(tr("Paper"), 168 - ICON),
        TableColumn(tr("Product"), 72),
        TableColumn(tr("Number"), 90),
        TableColumn(tr("Valid until"), 72),
        TableColumn(tr("State"), TEXT_WIDTH - 402),
    ]
    good = sum(paper.state in ("Valid", "Expiring") for paper in content.papers)
    note = tr("{good} in force · {rest} not", good=good, rest=len(content.papers) - good).first
    title = tr("Certificates and declarations for {market}", market=market_in_sentence(content.head.market))
    return _section(title, note, _iconed_table(columns, [_paper(one, tr) for one in content.papers]), tr)


def _paper(paper: Paper, tr: Words) -> tuple[str, str, list[Cell]]:
    seen = look(paper.state)
    name = [*both(tr.name(paper.scheme)), *under(tr.name(paper.holder).joined)]
    state = [Span(tr(paper.state).joined, STRONG.of(seen.tone)), *under(tr(paper.why).joined)]
    until = tr.day(paper.until)
    return seen.icon, seen.tone, [name, paper.sku, paper.number or "–", until, state]


def _inspections(content: Dossier, tr: Words) -> Section:
    columns = [
        TableColumn(tr("Lot"), 108 - ICON),
        TableColumn(tr("Inspection"), 96),
        TableColumn(tr("Inspector"), 92),
        TableColumn(tr("Decision"), 108),
        TableColumn(tr("Certificate issued"), TEXT_WIDTH - 404),
    ]
    issued = sum(bool(one.certificate) for one in content.inspections)
    note = tr("{n} inspected · {issued} issued", n=len(content.inspections), issued=issued).first
    rows = [_inspected(one, tr) for one in content.inspections]
    return _section(tr("Inspections"), note, _iconed_table(columns, rows), tr)


def _inspected(one: Inspected, tr: Words) -> tuple[str, str, list[Cell]]:
    decided = one.status == "Approved" and bool(one.decision)
    word = one.decision if decided else one.status
    seen = look(word)
    lot = [Span(one.lot, STRONG), *under(one.sku)]
    decision = [Span(tr(word).joined, BODY.of(seen.tone))]
    inspector = both(tr.name(one.inspector)) if one.inspector else "–"
    return seen.icon, seen.tone, [lot, one.number, inspector, decision, one.certificate or "–"]


# -- what people decided


def _exceptions(content: Dossier, tr: Words) -> Section:
    columns = [
        TableColumn(tr("About"), 120),
        TableColumn(tr("Reason"), 212),
        TableColumn(tr("Granted by"), 100),
        TableColumn(tr("Until"), TEXT_WIDTH - 432),
    ]
    rows: list[list[Cell]] = [
        [one.subject, one.reason, both(tr.name(one.granted_by)), tr.day(one.until)]
        for one in content.exceptions
    ]
    note = str(len(rows)) if rows else tr("none").first
    return _section(tr("Exceptions and who approved them"), note, table(columns, rows) if rows else [], tr)


def _history(content: Dossier, tr: Words) -> Section:
    columns = [
        TableColumn(tr("Link"), 40),
        TableColumn(tr("When"), 118),
        TableColumn(tr("Act"), 176),
        TableColumn(tr("Person"), 88),
        TableColumn(tr("Hash begins"), TEXT_WIDTH - 422),
    ]
    rows: list[list[Cell]] = []
    for one in content.history:
        act = [*both(tr(one.act)), *under(f"“{one.reason}”" if one.reason else "")]
        name = tr.name(one.person).joined
        rows.append([str(one.seq), moment(one.at), act, name, [Span(one.hash[:HASH_SHOWN], LABEL)]])
    note = tr("{n} entries", n=len(rows)).first if len(rows) != 1 else tr("1 entry").first
    return _section(tr("Change history with hashes"), note, table(columns, rows) if rows else [], tr)
