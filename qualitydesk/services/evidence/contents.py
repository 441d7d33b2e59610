"""What belongs into the evidence pack of a claim, a shipment or a product: papers, photos, files, the record.

The claims of other buyers never do, nor anything else that is not about these goods.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.file_names import as_file_name
from qualitydesk.records import (
    Attachment,
    AttachmentLink,
    AuditSubject,
    Certificate,
    CertificateScope,
    Claim,
    ClaimLine,
    ClaimMessage,
    Defect,
    Inspection,
    IssuedDocument,
    Product,
    Record,
    Recovery,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.history.reading import PARTS, owner_column
from qualitydesk.services.history.telling import history_lines
from qualitydesk.store import audit
from qualitydesk.store.changes import canonical
from qualitydesk.store.pictures import upright_jpeg
from qualitydesk.store.session import Reader
from qualitydesk.translation import Translator

SUBJECTS: dict[str, type[Record]] = {"claim": Claim, "product": Product, "shipment": Shipment}
MOST_INSPECTIONS = 200
QUALITY = 90
Read = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the pack: where it stands in the archive, and how its bytes are had.

    ``original`` is the SHA-256 of the file as it is kept, where the pack holds a copy.
    """

    path: str
    read: Read
    original: str = ""


def gather(
    desk: Desk, kind: str, key: str, tr: Translator, *, originals: bool = False
) -> tuple[str, list[Source]]:
    """The number of the record and the files of its pack, in their order. NotFound without the record."""
    if kind not in SUBJECTS:
        raise NotFound(kind, key)
    with desk.store.read() as read:
        row = read.get(SUBJECTS[kind], key)
        subjects = {key: "", **_goods(read, kind, key)}
        sources = [
            _text("record.json", json.dumps(_record(read, kind, key), ensure_ascii=False, indent=1)),
            *_papers(desk, read, list(subjects)),
            *_files(desk, read, subjects, originals=originals),
            _text("audit.jsonl", "\n".join(_links(read, kind, key))),
        ]
        if kind == "claim":
            sources.insert(1, _text("messages.txt", "\n\n".join(_messages(read, key, tr))))
    sources.append(Source("history.txt", lambda: "\n".join(history_lines(desk, kind, key, tr)).encode()))
    return str(row.number if kind != "product" else row.sku), sources


def _goods(read: Reader, kind: str, key: str) -> dict[str, str]:
    """Records about the same goods, each with the number its files stand under: inspections, defects,
    certificates.
    """
    lots, products, others = _traded(read, kind, key)
    found = dict.fromkeys(others, "")
    inspections = [
        *read.among(Inspection, "lot_id", lots),
        *(read.rows(Inspection, product_id=key) if kind == "product" else ()),
    ]
    newest = sorted({one.id: one for one in inspections}.values(), key=lambda one: one.id)[-MOST_INSPECTIONS:]
    found |= {one.id: one.number for one in newest}
    numbers = {one.id: one.number for one in newest}
    for defect in read.among(Defect, "inspection_id", numbers):
        found[defect.id] = numbers[defect.inspection_id]
    scopes = {one.certificate_id for one in read.among(CertificateScope, "product_id", products)}
    return found | {one.id: one.number for one in read.among(Certificate, "id", scopes)}


def _traded(read: Reader, kind: str, key: str) -> tuple[set[str], set[str], list[str]]:
    """Lots, products, and further records whose papers belong to it."""
    if kind == "product":
        return set(), {key}, []
    if kind == "shipment":
        lines = read.rows(ShipmentLine, shipment_id=key)
        return {one.lot_id for one in lines if one.lot_id}, {one.product_id for one in lines}, []
    claimed = read.rows(ClaimLine, claim_id=key)
    sent = read.among(ShipmentLine, "id", {one.shipment_line_id for one in claimed if one.shipment_line_id})
    others = [str(one.id) for one in read.rows(Recovery, claim_id=key)]
    others += sorted({str(one.shipment_id) for one in sent})
    lots = {one.lot_id for one in claimed if one.lot_id}
    return lots, {one.product_id for one in claimed if one.product_id}, others


# -- the single files


def _text(path: str, text: str) -> Source:
    return Source(path, f"{text}\n".encode)


def _record(read: Reader, kind: str, key: str) -> dict[str, Any]:
    """The record and its parts as they stand, table by table."""
    found = {kind: [dict(read.get(SUBJECTS[kind], key)._mapping)]}
    for name in PARTS.get(kind, ()):
        part = t(Record.named[name])
        rows = read.all(select(part).where(owner_column(part, kind) == key))
        found[name] = [dict(row._mapping) for row in rows]
    plain: dict[str, Any] = json.loads(canonical(found))
    return plain


def _messages(read: Reader, key: str, tr: Translator) -> Iterator[str]:
    for row in sorted(read.rows(ClaimMessage, claim_id=key), key=lambda one: one.at):
        head = " · ".join((tr.instant(row.at), tr(row.direction), tr(row.counterpart), row.author or NOBODY))
        yield f"{head}\n{row.text}"


NOBODY = "—"


def _links(read: Reader, kind: str, key: str) -> Iterator[str]:
    """The links of the audit chain that name the record, as they are hashed, and the head of the chain."""
    seqs = {row.event_seq for row in read.rows(AuditSubject, record_id=key)}
    yield from audit.links(read, seqs)


def _papers(desk: Desk, read: Reader, subjects: list[str]) -> Iterator[Source]:
    """What was issued about them, the void and the superseded ones, too: each with its state in its name."""
    for row in sorted(read.among(IssuedDocument, "subject_id", subjects), key=lambda one: one.number):
        if row.attachment_id is not None:
            state = "" if row.state == "Issued" else f" {row.state.lower()}"
            yield Source(
                f"papers/{as_file_name(row.number)}{state}.pdf", partial(_kept, desk, row.attachment_id)
            )


def _files(desk: Desk, read: Reader, subjects: dict[str, str], *, originals: bool) -> Iterator[Source]:
    links = [one for one in read.among(AttachmentLink, "subject_id", subjects) if one.removed_at is None]
    kept = {one.id: one for one in read.among(Attachment, "id", {link.attachment_id for link in links})}
    order = sorted(links, key=lambda one: (subjects[one.subject_id], one.subject_id, one.position, one.id))
    for place, link in enumerate(order, 1):
        file = kept[link.attachment_id]
        photo = file.media_type.startswith("image/")
        number = subjects[link.subject_id]
        folder = PurePosixPath("photos" if photo else "files", as_file_name(number) if number else "")
        path = folder / f"{place:03} {as_file_name(file.name)}"
        if photo and not originals:
            edge = max(file.width or 0, file.height or 0, 1)
            read_copy = partial(_copy, desk, file.id, edge)
            yield Source(str(path.with_suffix(".jpg")), read_copy, file.sha256)
        else:
            yield Source(str(path), partial(_kept, desk, file.id))


def _kept(desk: Desk, attachment_id: str) -> bytes:
    with desk.store.read() as read:
        return desk.attachments.read(read, attachment_id)


def _copy(desk: Desk, attachment_id: str, edge: int) -> bytes:
    return upright_jpeg(_kept(desk, attachment_id), edge, QUALITY)
