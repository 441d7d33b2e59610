"""Looking up issued papers: the list, one entry with what replaced it, the files of one or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.countries import address
from qualitydesk.domain.errors import NotFound, Unavailable
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import Cursor, Page, Query, msg
from qualitydesk.records import IssuedDocument, Lot, PartyAddress, Product, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.documents.checking import Verification, check_paper
from qualitydesk.store.attachments import write_private
from qualitydesk.store.listings.documents import DOCUMENTS, DocumentRow
from qualitydesk.store.session import Reader

__all__ = [
    "DocumentFile",
    "DocumentRow",
    "check_documents",
    "count",
    "maker_address",
    "open_document",
    "page",
    "read_papers",
    "read_pdf",
    "save_papers",
    "view_counts",
]


STANDING = ("Issued", "Superseded")


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

    @property
    def stands(self) -> bool:
        """Whether its paper is in the world and not void: only such a one can be declared void."""
        return self.row.state in STANDING


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
            may_void=row.state in STANDING and desk.person.role in MANAGING,
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


def view_counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    """The sizes of several lists at once, by name."""
    with desk.store.read() as read:
        return {name: DOCUMENTS.count(read, query) for name, query in views.items()}


def save_papers(desk: Desk, keys: Sequence[str], folder: Path, go_on: Callable[[int], bool]) -> list[str]:
    """Write the files of several papers into a folder, each under its number; the names written.

    A number that never got a paper is left out. ``go_on`` is told how many were looked at, and stops it.
    """
    written: list[str] = []
    for place, key in enumerate(keys, start=1):
        with desk.store.read() as read:
            row = _found(read, key)
            content = desk.attachments.read(read, row.attachment_id) if row.attachment_id else b""
        if content:
            write_private(folder / f"{row.number}.pdf", content)
            written.append(f"{row.number}.pdf")
        if not go_on(place):
            break
    return written


def read_papers(desk: Desk, keys: Sequence[str], go_on: Callable[[int], bool]) -> list[bytes]:
    """The files of several papers, each checked against its hash; numbers without a paper are left out.

    ``go_on`` is told how many were looked at, and stops it.
    """
    found: list[bytes] = []
    for place, key in enumerate(keys, start=1):
        with desk.store.read() as read:
            row = _found(read, key)
            if row.attachment_id is not None:
                found.append(desk.attachments.read(read, row.attachment_id))
        if not go_on(place):
            break
    return found


def check_documents(desk: Desk, keys: Sequence[str], go_on: Callable[[int], bool]) -> dict[str, Verification]:
    """Check the stored files of several papers against the register and the chain: verdicts by number.

    A file that is lost or was altered is refused by the store when it is read; it counts as altered here.
    """
    found: dict[str, Verification] = {}
    for place, key in enumerate(keys, start=1):
        number, digest = _digest(desk, key)
        if digest is None:
            reason = msg("The stored file is lost or was altered.")
            found[number] = Verification("altered", number=number, reasons=(reason,))
        elif digest:
            found[number] = check_paper(desk, digest, None)
        if not go_on(place):
            break
    return found


def _digest(desk: Desk, key: str) -> tuple[str, str | None]:
    """Number and SHA-256 of the stored file, "" where there never was one, None where it can't be read."""
    with desk.store.read() as read:
        row = _found(read, key)
        if row.attachment_id is None:
            return row.number, ""
        try:
            return row.number, sha256(desk.attachments.read(read, row.attachment_id)).hexdigest()
        except (NotFound, Unavailable):
            return row.number, None


def maker_address(desk: Desk, lot_id: str) -> str:
    """Where the maker of a lot is, on one line; "" when that is not recorded."""
    with desk.store.read() as read:
        lot = read.get(Lot, lot_id)
        maker = lot.maker_id or read.get(Product, lot.product_id).maker_id
        row = read.find(PartyAddress, party_id=maker) if maker else None
    if row is None:
        return ""
    return address((row.street, f"{row.postcode} {row.city}".strip()), row.country)
