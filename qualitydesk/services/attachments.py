"""Files on records: hung on and taken off, their bytes checked against their hash, small pictures of photos.

Which formats and sizes are taken in is decided in store/attachments, for every way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import WRITING
from qualitydesk.domain.photo_marks import Mark, read_marks
from qualitydesk.domain.values import msg
from qualitydesk.records import (
    Attachment,
    AttachmentLink,
    Certificate,
    Claim,
    Incident,
    Lot,
    Mandate,
    NonConformity,
    Order,
    Party,
    Place,
    Product,
    Recall,
    Record,
    Recovery,
    Shipment,
    Thumbnail,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.store.attachments import SIZE_LIMIT, Photo
from qualitydesk.store.pictures import upright_jpeg
from qualitydesk.store.session import Work

__all__ = [
    "FileOn",
    "Photo",
    "attach_file",
    "files_on",
    "read_file",
    "read_from",
    "remove_file",
    "restore_file",
    "thumbnail",
]

SUBJECTS: dict[str, type[Record]] = {
    "certificate": Certificate,
    "claim": Claim,
    "incident": Incident,
    "lot": Lot,
    "mandate": Mandate,
    "non_conformity": NonConformity,
    "party": Party,
    "place": Place,
    "product": Product,
    "recall": Recall,
    "recovery": Recovery,
    "sales_order": Order,
    "shipment": Shipment,
}
"""What files hang on freely. Those of an inspection come with its defects and are locked with it."""


@dataclass(frozen=True, slots=True)
class FileOn:
    """A file of a record. ``link_id`` takes it off, ``attachment_id`` reads it."""

    link_id: str
    attachment_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    caption: str = ""
    caption_zh: str = ""
    marks: tuple[Mark, ...] = ()
    version: int = 1

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture."""
        return self.media_type.startswith("image/")


def files_on(desk: Desk, subject_id: str) -> tuple[FileOn, ...]:
    """The files that hang on a record, in the order they were added."""
    link, file = t(AttachmentLink), t(Attachment)
    statement = (
        select(
            link.c.id.label("link_id"), link.c.caption, link.c.caption_zh, link.c.marks, link.c.version, file
        )
        .join(file, file.c.id == link.c.attachment_id)
        .where(link.c.subject_id == subject_id, link.c.removed_at.is_(None))
        .order_by(link.c.position, link.c.id)
    )
    with desk.store.read() as read:
        return tuple(
            FileOn(
                row.link_id,
                row.id,
                file_label(row.name),
                row.media_type,
                row.size,
                row.sha256,
                row.stored_at,
                row.caption,
                row.caption_zh,
                read_marks(row.marks),
                row.version,
            )
            for row in read.all(statement)
        )


class Attached(NamedTuple):
    """The link's key; ``healed`` when the file was kept already, but missing or damaged."""

    link_id: str
    healed: bool


def attach_file(desk: Desk, kind: str, subject_id: str, content: bytes, name: str) -> Attached:
    """Hang a picture or PDF on a record of that kind ("party").

    The same file hangs there once, and heals what is kept of it. Raises RuleBroken for other files and for
    large ones, NotFound for a record that is not there, Denied for those who only look.
    """
    desk.require(*WRITING)
    with desk.store.write(desk.person, "attach file") as work:
        work.get(SUBJECTS[kind], subject_id)
        attachment, healed = desk.attachments.take(work, content, name)
        known = work.find(AttachmentLink, attachment_id=attachment, subject_id=subject_id, removed_at=None)
        if known is not None:
            return Attached(str(known.id), healed)
        media_type = str(work.get(Attachment, attachment).media_type)
        purpose = "Photo" if media_type.startswith("image/") else "Paper"
        link = desk.attachments.link(work, attachment, kind, subject_id, purpose)
        work.note(kind, {"id": subject_id})
        return Attached(link, healed)


def remove_file(desk: Desk, link_id: str) -> None:
    """Take a file off its record; the file and the history are kept."""
    desk.require(*WRITING)
    with desk.store.write(desk.person, "remove file") as work:
        _free(work, link_id)
        work.change(AttachmentLink, link_id, removed_at=desk.now())


def restore_file(desk: Desk, link_id: str) -> None:
    """Put a file back that was taken off."""
    desk.require(*WRITING)
    with desk.store.write(desk.person, "restore file") as work:
        _free(work, link_id)
        work.change(AttachmentLink, link_id, removed_at=None)


def _free(work: Work, link_id: str) -> None:
    """Refuse files whose record keeps them; tell the record's topic."""
    row = work.get(AttachmentLink, link_id)
    if row.subject_kind not in SUBJECTS:
        raise RuleBroken(msg("This file belongs to a record that keeps it."))
    work.note(row.subject_kind, {"id": row.subject_id})


def read_from(path: Path) -> bytes:
    """A file's bytes from the disk; one over 64 MB is refused before it is read, and so is what is no file
    that may be read.
    """
    unreadable = RuleBroken(msg("The file {file} cannot be read.", file=file_label(path.name)))
    if not path.is_file():
        raise unreadable
    if path.stat().st_size > SIZE_LIMIT:
        raise RuleBroken(msg("This file is larger than 64 MB and was not added."))
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable from error


def read_file(desk: Desk, attachment_id: str) -> bytes:
    """An attachment's bytes, checked against their hash; NotFound or Unavailable when they can't be had."""
    with desk.store.read() as read:
        return desk.attachments.read(read, attachment_id)


def thumbnail(desk: Desk, attachment_id: str, edge: int = 320) -> bytes:
    """A small upright JPEG of a photo, without metadata; made at the first call and kept.

    The picture is made outside any transaction, so nobody waits for it.
    """
    with desk.store.read() as read:
        known = read.find(Thumbnail, attachment_id=attachment_id, edge=edge)
        if known is not None:
            return bytes(known.jpeg)
        content = desk.attachments.read(read, attachment_id)
    jpeg = upright_jpeg(content, edge)
    with desk.store.write(desk.person, "keep a thumbnail") as work:
        if work.find(Thumbnail, attachment_id=attachment_id, edge=edge) is None:
            work.insert(Thumbnail, id=new_key(), attachment_id=attachment_id, edge=edge, jpeg=jpeg)
    return jpeg
