"""Papers: attachments by content hash, where they hang, thumbnails, and the register of issued documents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint

from qualitydesk.domain.documents import PAPER_NAMES
from qualitydesk.records.schema import Entity, Entry, Mapped, Record, mapped_column, ref, words

DOCUMENT_STATES = ("Reserved", "Issued", "Superseded", "Void")


class Attachment(Entry, Record):
    """A file known by its SHA-256. ``content`` holds it on a server; beside a local database it is a file."""

    __tablename__ = "attachment"
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    taken_at: Mapped[datetime | None]
    stored_at: Mapped[datetime]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class AttachmentLink(Entity, Record):
    """Where an attachment hangs: on which record, as what, and what a photo shows; ``marks`` are drawn over
    it (``domain.photo_marks``).
    """

    __tablename__ = "attachment_link"
    __table_args__ = (Index(None, "subject_id", "position"),)
    attachment_id: Mapped[str] = ref("attachment")
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(36))
    purpose: Mapped[str] = words(("Photo", "Paper", "Evidence", "Message"), default="Photo")
    caption: Mapped[str] = mapped_column(default="", server_default="")
    caption_zh: Mapped[str] = mapped_column(default="", server_default="")
    marks: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    removed_at: Mapped[datetime | None]


class Thumbnail(Entry, Record):
    """A small JPEG of a photo, made once; ``edge`` is its longest side in pixels."""

    __tablename__ = "thumbnail"
    __table_args__ = (UniqueConstraint("attachment_id", "edge"),)
    attachment_id: Mapped[str] = ref("attachment", index=False)
    edge: Mapped[int]
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)


class IssuedDocument(Entity, Record):
    """One paper in the register. ``record`` is the JSON embedded in the PDF, ``record_hash`` what the paper
    prints.
    """

    __tablename__ = "issued_document"
    __table_args__ = (Index(None, "subject_id", "kind"), Index(None, "state", "id"))
    number: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = words(PAPER_NAMES)
    state: Mapped[str] = words(DOCUMENT_STATES, default="Reserved")
    subject_id: Mapped[str] = mapped_column(String(36))
    subject_number: Mapped[str] = mapped_column(String(120), index=True)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    language: Mapped[str] = mapped_column(String(20))
    reserved_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[str] = ref("person")
    sha256: Mapped[str] = mapped_column(String(64), default="", server_default="", index=True)
    record_hash: Mapped[str] = mapped_column(String(64), default="", server_default="")
    check_code: Mapped[str] = mapped_column(String(20), default="", server_default="", index=True)
    record: Mapped[str] = mapped_column(default="", server_default="")
    chain_seq: Mapped[int] = mapped_column(default=0, server_default="0")
    chain_head: Mapped[str] = mapped_column(String(64), default="", server_default="")
    attachment_id: Mapped[str | None] = ref("attachment", index=False)
    superseded_by_id: Mapped[str | None] = ref("issued_document")
    void_reason: Mapped[str] = mapped_column(default="", server_default="")
    copies_to: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
