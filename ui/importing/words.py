"""What kinds of records are called where files come in and go out, and what became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.values import Message, msg

if TYPE_CHECKING:
    from qualitydesk.services.exchange import FileLook, ImportReport
    from qualitydesk.translation import Translator

HELP = "import"
"""The page of the help."""

KINDS: dict[str, Message] = {
    "orders": msg("Orders"),
    "products": msg("Products"),
    "parties": msg("Parties"),
    "shipments": msg("Shipments"),
    "lots": msg("Lots"),
    "certificates": msg("Certificates"),
    "inspections": msg("Inspections"),
    "claims": msg("Claims"),
    "feedback": msg("Reviews"),
    "recalls": msg("Recalls"),
}


def counts(tr: Translator, report: ImportReport) -> str:
    """How many rows were read and what became of them."""
    return tr.plural(
        "1 row read: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
        "{n} rows read: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
        report.read,
        n=tr.number(report.read),
        created=tr.number(report.created),
        updated=tr.number(report.updated),
        unchanged=tr.number(report.unchanged),
        rejected=tr.number(report.rejected),
    )


def will(tr: Translator, report: ImportReport | None) -> str:
    """What importing will do; once there is a report, what it came to."""
    if report is None:
        return tr("Rows that can't be taken never stop the good ones. The same file again changes nothing.")
    trial = tr("This was a trial; nothing was kept.") if report.dry_run else ""
    return " ".join(filter(None, (counts(tr, report), trial)))


def found(tr: Translator, look: FileLook) -> str:
    """What was found out about a file, in one line."""
    marks = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("upright bar")}
    parts = [look.encoding]
    if look.delimiter:
        parts.append(tr("parted by {mark}", mark=marks.get(look.delimiter, look.delimiter)))
    if look.header_row:
        parts.append(tr("headings in line {n}", n=look.header_row))
    if look.preset:
        parts.append(tr("recognised as {name}", name=look.preset))
    return " · ".join(part for part in parts if part)
