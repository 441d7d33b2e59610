"""What follows the first page's statement: defects one by one, further photos, parts of the lot,
exceptions, notes."""

from __future__ import annotations

from collections.abc import Sequence

from reports.catalogue.inspection_certificate.content import DefectLine, InspectionCertificate
from reports.kit.figures import Photo
from reports.kit.lines import Span
from reports.kit.page import Block, Sheet, space
from reports.kit.photos import photo_rows
from reports.kit.styles import BODY, SMALL, STRONG, TEXT_WIDTH
from reports.kit.tables import TableColumn, both, paragraph, section, table
from reports.kit.words import Both, Words


def details(
    sheet: Sheet, content: InspectionCertificate, tr: Words, number: int, photos: Sequence[Photo]
) -> None:
    """The numbered sections from ``number`` on; an empty one is left out and takes no number."""
    sections = (
        (tr("Defects found"), _defects(content.defects, tr)),
        (tr("Further photos"), photo_rows(photos, tr, gap=4)),
        (tr("Parts of the lot"), _parts(content, tr)),
        (tr("Exceptions in force"), _departures(content, tr)),
        (tr("Reasons and notes"), _notes(content, tr)),
    )
    for title, blocks in sections:
        if blocks:
            sheet.flow([section(number, title), *blocks])
            number += 1


def _defects(defects: Sequence[DefectLine], tr: Words) -> list[Block]:
    if not defects:
        return []
    columns = [
        TableColumn(tr("Code"), 46),
        TableColumn(tr("Defect"), 170),
        TableColumn(tr("Class"), 76),
        TableColumn(tr("Where"), 84),
        TableColumn(tr("Note"), TEXT_WIDTH - 416),
        TableColumn(tr("Count"), 40, "right"),
    ]
    rows = [
        (
            d.code,
            both(tr.name(d.name)),
            both(tr(d.defect_class)),
            d.where,
            d.note,
            [Span(str(d.count), STRONG)],
        )
        for d in defects
    ]
    return table(columns, rows)


def _parts(content: InspectionCertificate, tr: Words) -> list[Block]:
    if not content.parts:
        return []
    columns = [
        TableColumn(tr("Part"), 260),
        TableColumn(tr("Quantity"), 90, "right"),
        TableColumn(tr("Decision"), TEXT_WIDTH - 350, "right"),
    ]
    return table(columns, [(p.name, tr.number(p.quantity), tr(p.decision).joined) for p in content.parts])


def _departures(content: InspectionCertificate, tr: Words) -> list[Block]:
    if not content.departures:
        return []
    columns = [
        TableColumn(tr("About"), 110),
        TableColumn(tr("Reason"), 210),
        TableColumn(tr("Granted by"), 100),
        TableColumn(tr("Until"), TEXT_WIDTH - 420, "right"),
    ]
    return table(
        columns,
        [(d.subject, d.reason, both(tr.name(d.granted_by)), tr.day(d.until)) for d in content.departures],
    )


def _notes(content: InspectionCertificate, tr: Words) -> list[Block]:
    said: tuple[tuple[Both, str], ...] = (
        (tr("Reason for the decision"), content.reason),
        (tr("Note"), content.note),
        (tr("Why this revision was made"), content.revision_reason),
        (tr("Re-inspection of"), content.reinspection_of),
    )
    blocks: list[Block] = []
    for label, text in said:
        if text:
            blocks += [space(3), *paragraph([Span(label.joined, SMALL)]), *paragraph([Span(text, BODY)])]
    return blocks
