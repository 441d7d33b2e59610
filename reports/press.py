"""Puts a paper together: content drawn on pages, record and hash, codes, archive shape. Facts in, bytes out.

Numbers and the register belong to ``qualitydesk.services.documents``; what is drawn belongs to the catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qualitydesk.domain.values import NOTHING, Bilingual
from reports.declaration import Report, Subject
from reports.kit.imprint import House, Imprint
from reports.kit.words import Speaker, Words
from reports.seal import ATTACHMENT, canonical, check_code, plain, qr_text, record_hash, sealed_json


@dataclass(frozen=True, slots=True)
class Order:
    """What the register gave for one copy: number, time in the house's zone, head of the audit chain.

    An order without a number is a draft.
    """

    number: str
    issued_at: datetime
    issued_by: Bilingual = NOTHING
    chain_seq: int = 0
    chain_head: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper and what the register keeps of it."""

    pdf: bytes
    pages: int
    record: str
    record_hash: str
    check_code: str


def press(
    report: Report[Any],
    subject: Subject,
    content: Any,
    order: Order,
    house: House,
    speakers: Sequence[Speaker],
) -> Printed:
    """Draw, seal and shape one paper. The same input gives the same bytes."""
    tr = Words(speakers)
    record = _record(report, subject, content, order, house, tr)
    hashed = record_hash(record)
    imprint = _imprint(subject, order, hashed)
    canvas = report.render(content, imprint, house, tr)
    pages = canvas.getPageNumber() - 1
    title = f"{tr(report.title).joined} {order.number or subject.number}"
    return Printed(_shaped(canvas, title, subject, record, house, tr, order), pages, *_kept(record, hashed))


def _record(
    report: Report[Any], subject: Subject, content: Any, order: Order, house: House, tr: Words
) -> dict[str, Any]:
    return {
        "document": report.id,
        "number": order.number,
        "subject": subject.number,
        "revision": subject.revision,
        "issued_at": order.issued_at.isoformat(),
        "issued_by": str(order.issued_by),
        "languages": list(tr.languages),
        "house": plain(house),
        "chain": {"seq": order.chain_seq, "head": order.chain_head},
        "content": plain(content),
    }


def _imprint(subject: Subject, order: Order, hashed: str) -> Imprint:
    draft = not order.number
    return Imprint(
        number=order.number,
        record=subject.number,
        revision=subject.revision,
        issued_at=order.issued_at,
        issued_by=order.issued_by,
        check_code="" if draft else check_code(hashed),
        record_hash="" if draft else hashed,
        chain_seq=order.chain_seq,
        chain_head=order.chain_head,
        qr="" if draft else qr_text(order.number, subject.revision, hashed),
        draft=draft,
    )


def _shaped(
    canvas: Any, title: str, subject: Subject, record: dict[str, Any], house: House, tr: Words, order: Order
) -> bytes:
    from reports.kit.archive import Label, shape

    label = Label(
        title=title,
        author=house.name.en or house.name.zh or "QualityDesk",
        subject=subject.number,
        issued_at=order.issued_at,
        languages=tr.languages,
        attachment_name=ATTACHMENT,
        attachment=sealed_json(record),
        identifier=bytes.fromhex(record_hash(record))[:16],
    )
    shape(canvas, label)
    data: bytes = canvas.getpdfdata()
    return data


def _kept(record: dict[str, Any], hashed: str) -> tuple[str, str, str]:
    return canonical(record).decode(), hashed, check_code(hashed)
