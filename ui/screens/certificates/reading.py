"""What the panel shows and how it is read: a certificate by key or number, or a cell of the matrix.

A cell's key is ``cell:PRODUCT:MARKET`` and, for one of several papers, ``:SCHEME`` after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualitydesk.services import certificates
from qualitydesk.services.certificates import CellFile, CertificateFile, Need
from qualitydesk.services.desk import Desk

CELL = "cell:"


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper, or what is needed; with a cell, all that is asked there and which of it is looked at."""

    key: str
    file: CertificateFile | None = None
    cell: CellFile | None = None
    need: Need | None = None


def cell_key(product: str, market: str, scheme: str = "") -> str:
    """The key of a cell, or of one paper asked in it."""
    return CELL + ":".join(filter(None, (product, market, scheme)))


def read(desk: Desk, key: str) -> Opened:
    """Everything in one go, in a job."""
    if not key.startswith(CELL):
        file = certificates.open_certificate(desk, key)
        return Opened(file.id, file)
    product, market, scheme = (*key.removeprefix(CELL).split(":"), "")[:3]
    cell = certificates.open_cell(desk, product, market)
    need = cell.need(scheme)
    paper = need.row.certificate_id if need is not None else ""
    return Opened(key, certificates.open_certificate(desk, paper) if paper else None, cell, need)
