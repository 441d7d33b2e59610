"""How certificates and cells of the matrix are said: short in a cell, in full for a reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.values import msg
from ui.kit.cells import Status

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateRow, MatrixCell, MatrixRow
    from qualitydesk.translation import Translator

LEGEND = (
    (Coverage.VALID, msg("Valid to")),
    (Coverage.EXPIRING, msg("Ends within 90 days")),
    (Coverage.DOUBTFUL, msg("Doubtful")),
    (Coverage.EXPIRED, msg("Expired")),
    (Coverage.MISSING, msg("Missing")),
    (Coverage.IN_REVIEW, msg("In review")),
    (Coverage.EXCEPTION, msg("Exception")),
    (Coverage.NOT_REQUIRED, msg("Not needed")),
)
TINTS = {
    Coverage.EXPIRING: "warn-bg",
    Coverage.DOUBTFUL: "warn-bg",
    Coverage.EXPIRED: "bad-bg",
    Coverage.MISSING: "bad-bg",
    Coverage.IN_REVIEW: "info-bg",
    Coverage.EXCEPTION: "info-bg",
}


def cell_status(tr: Translator, cell: MatrixCell | None, today: date) -> Status:
    """What stands in a cell: a month, days, or a word."""
    if cell is None:
        return Status(Coverage.NOT_REQUIRED.value, "")
    return Status(cell.state.value, cell_text(tr, cell.state, cell.worst.expires, today))


def cell_text(tr: Translator, state: Coverage, expires: date | None, today: date) -> str:
    """The few letters of a cell."""
    if state is Coverage.NOT_REQUIRED:
        return ""
    if expires is None or state in (Coverage.MISSING, Coverage.IN_REVIEW, Coverage.DOUBTFUL):
        return tr(state.value)
    if state is Coverage.VALID:
        return f"{expires:%Y-%m}"
    if state is Coverage.EXCEPTION:
        return tr("to {day}", day=tr.day_month(expires))
    days = (expires - today).days
    return tr.days_left(days) if days >= 0 else tr("{days} ago", days=tr.days_left(-days))


def cell_sentence(tr: Translator, row: MatrixRow, cell: MatrixCell, market: str) -> str:
    """A cell in full: product, market, state, and why for each asked paper."""
    head = f"{row.sku} {tr.name(row.name)}, {market}: {tr(cell.state.value)}"
    reasons = [
        f"{paper.scheme}: {tr(paper.reason)}" if paper.scheme else tr(paper.reason) for paper in cell.papers
    ]
    return "\n".join([head, *reasons])


def row_status(tr: Translator, row: CertificateRow) -> Status:
    """The badge of a certificate in the list: doubt comes before validity."""
    in_force = row.status in (CertificateStatus.VALID, CertificateStatus.EXPIRING)
    word = Coverage.DOUBTFUL.value if row.doubt and in_force else row.status.value
    return Status(word, tr(word))


def ends(tr: Translator, day: date | None, today: date) -> str:
    """How long still, or since when not any more."""
    if day is None:
        return tr("No end date")
    days = (day - today).days
    if days < 0:
        return tr.plural("ended 1 day ago", "ended {n} days ago", -days)
    return tr.plural("1 day left", "{n} days left", days)
