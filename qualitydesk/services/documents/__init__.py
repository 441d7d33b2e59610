"""Use cases of issued papers: reserve a number, register what was made, supersede, void, look up, check.

Papers are drawn above this package (``reports``), which hands in what makes them; nothing here knows PDF.
"""

from __future__ import annotations

from qualitydesk.services.documents.checking import Evidence, Verification, check_code, check_paper
from qualitydesk.services.documents.reading import (
    DocumentFile,
    DocumentRow,
    check_documents,
    count,
    maker_address,
    open_document,
    page,
    read_papers,
    read_pdf,
    save_papers,
    view_counts,
)
from qualitydesk.services.documents.register import (
    Finished,
    Request,
    Reservation,
    issue_document,
    recover_reservations,
    register_document,
    require_issuer,
    reserve_document,
    void_document,
    void_documents,
)
from qualitydesk.store.attachments import write_private

__all__ = [
    "DocumentFile",
    "DocumentRow",
    "Evidence",
    "Finished",
    "Request",
    "Reservation",
    "Verification",
    "check_code",
    "check_documents",
    "check_paper",
    "count",
    "issue_document",
    "maker_address",
    "open_document",
    "page",
    "read_papers",
    "read_pdf",
    "recover_reservations",
    "register_document",
    "require_issuer",
    "reserve_document",
    "save_papers",
    "view_counts",
    "void_document",
    "void_documents",
    "write_private",
]
