"""Looking up issued papers: the list, one entry with what replaced it, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.records import IssuedDocument, Lot, PartyAddress, Product, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.documents import DOCUMENTS, DocumentRow
from qualitydesk.store.session import Reader

__all__ = ["DocumentFile", "DocumentRow", "count", "maker_address", "open_document", "page", "read_pdf"]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One entry of the register with all that its screen shows."""

    row: DocumentRow
    sha256: str
    record_hash: str
    chain_seq: int
    chain_head: str
    superseded_by: str
    attachment_id: str | None
    may_void: bool
    copies_to: tuple[str, ...] = ()


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[DocumentRow]:
    """The next rows of the register."""
    with desk.store.read() as read:
        return DOCUMENTS.page(read, query, after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many rows the whole list has."""
    with desk.store.read() as read:
        return DOCUMENTS.count(read, query)


def open_document(desk: Desk, key: str) -> DocumentFile:
    """Open by key or number. NotFound if there is none."""
    with desk.store.read() as read:
        row = _found(read, key)
        (line,) = DOCUMENTS.page(read, Query({"id": (row.id,)})).rows
        successor = read.find(IssuedDocument, id=row.superseded_by_id) if row.superseded_by_id else None
        return DocumentFile(
            row=line,
            sha256=row.sha256,
            record_hash=row.record_hash,
            chain_seq=row.chain_seq,
            chain_head=row.chain_head,
            superseded_by=successor.number if successor else "",
            attachment_id=row.attachment_id,
            may_void=row.state in {"Issued", "Superseded"} and desk.person.role in {"Manager", "Admin"},
            copies_to=tuple(row.copies_to),
        )


def _found(read: Reader, key: str) -> Any:
    table = t(IssuedDocument)
    row = read.first(select(table).where((table.c.id == key) | (table.c.number == key)))
    if row is None:
        raise NotFound("document", key)
    return row


def read_pdf(desk: Desk, key: str) -> bytes:
    """The issued file, checked against its hash. NotFound for a number that never got a paper."""
    with desk.store.read() as read:
        row = _found(read, key)
        if row.attachment_id is None:
            raise NotFound("document", row.number)
        return desk.attachments.read(read, row.attachment_id)


def maker_address(desk: Desk, lot_id: str) -> str:
    """Where the maker of a lot is, on one line; "" when that is not recorded."""
    with desk.store.read() as read:
        lot = read.get(Lot, lot_id)
        maker = lot.maker_id or read.get(Product, lot.product_id).maker_id
        row = read.find(PartyAddress, party_id=maker) if maker else None
    if row is None:
        return ""
    return ", ".join(part for part in (row.street, f"{row.postcode} {row.city}".strip(), row.country) if part)
