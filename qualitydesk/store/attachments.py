"""Files that hang on records, known by their SHA-256: beside a local database as private files, on a server
in it.

A name from outside is only a label; it never chooses a path. What is read is checked against its hash.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.photo_marks import Mark, read_marks
from qualitydesk.domain.values import msg
from qualitydesk.records import Attachment, AttachmentLink, t
from qualitydesk.store.pictures import Picture, examine
from qualitydesk.store.session import Reader, Work

SIZE_LIMIT = 64 * 1024 * 1024
PAPERS = {b"%PDF-": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a record: what to show of it and by which key to read it."""

    link_id: str
    attachment_id: str
    name: str
    caption: str
    caption_zh: str
    marks: tuple[Mark, ...]
    version: int
    """Of the link: how often what it shows was told anew."""


class Kept(NamedTuple):
    """An attachment's key; ``healed`` when its file was missing or damaged until now."""

    key: str
    healed: bool


class Attachments:
    """The files of one database. ``folder`` is where a local database keeps them, None on a server."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def add(self, work: Work, content: bytes, name: str) -> str:
        """Keep a picture or PDF and return the attachment's key; the same content is kept once.

        Raises RuleBroken for anything that is neither, and for files over 64 MiB.
        """
        return self.take(work, content, name).key

    def take(self, work: Work, content: bytes, name: str) -> Kept:
        """The same, and whether it healed what was kept."""
        sha256 = hashlib.sha256(content).hexdigest()
        known = work.find(Attachment, sha256=sha256)
        if known:
            return Kept(str(known.id), healed=self._keep(sha256, content))
        media_type, picture = recognised(content)
        key = new_key()
        self._keep(sha256, content)
        work.insert(
            Attachment,
            id=key,
            sha256=sha256,
            name=file_label(name),
            media_type=media_type,
            size=len(content),
            width=picture.width if picture else None,
            height=picture.height if picture else None,
            taken_at=picture.taken_at if picture else None,
            stored_at=work.clock.now(),
            content=None if self.folder else content,
        )
        return Kept(key, healed=False)

    def link(
        self,
        work: Work,
        attachment_id: str,
        kind: str,
        subject_id: str,
        purpose: str = "Photo",
        *,
        marks: Sequence[str] = (),
    ) -> str:
        """Hang an attachment on a record, after those that hang there already; returns the link's key."""
        key = new_key()
        work.insert(
            AttachmentLink,
            id=key,
            attachment_id=attachment_id,
            subject_kind=kind,
            subject_id=subject_id,
            purpose=purpose,
            marks=list(marks),
            position=work.count(AttachmentLink, subject_id=subject_id),
        )
        return key

    def read(self, reader: Reader, attachment_id: str) -> bytes:
        """The file's bytes, checked against their hash.

        Raises NotFound, or Unavailable when the file is missing or was changed.
        """
        row = reader.get(Attachment, attachment_id)
        content = row.content if row.content is not None else self._fetch(row.sha256)
        if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
            raise Unavailable(
                msg(
                    "The file “{name}” is missing or damaged. Add it again, or restore it from a backup.",
                    name=file_label(row.name),
                )
            )
        return bytes(content)

    def carry(self, reader: Reader, row: Mapping[str, Any], other: Attachments) -> dict[str, Any]:
        """Give the file of an attachment's row to ``other``; the row as it is there.

        Raises Unavailable when the file is missing or was changed.
        """
        content = self.read(reader, row["id"])
        other._keep(row["sha256"], content)
        return {**row, "content": None if other.folder else content}

    def photos(self, reader: Reader, subject_id: str) -> list[Photo]:
        """The photos that hang on a record, in order."""
        return self.photos_of(reader, [subject_id]).get(subject_id, [])

    def photos_of(self, reader: Reader, subject_ids: list[str]) -> dict[str, list[Photo]]:
        """The photos of several records at once, by record."""
        found: dict[str, list[Photo]] = {}
        for row in reader.all(_photos_on(), {"subjects": subject_ids}):
            found.setdefault(row.subject_id, []).append(_photo(row))
        return found

    def sweep(self, reader: Reader, older_than: float) -> int:
        """Remove files no row knows, left by a transaction that did not end; only those older than a time
        stamp.
        """
        if self.folder is None or not self.folder.exists():
            return 0
        known = {row.sha256 for row in reader.all(select(t(Attachment).c.sha256))}
        loose = [
            path
            for path in self.folder.glob("*/*")
            if path.name not in known and path.stat().st_mtime < older_than
        ]
        for path in loose:
            path.unlink()
        return len(loose)

    def _keep(self, sha256: str, content: bytes) -> bool:
        """Put the file in its place; whether it was missing there or damaged."""
        if self.folder is None:
            return False
        target = self._path(sha256)
        if _is_whole(target, sha256):
            os.utime(target)  # left by a work that did not end, it would be swept away as old
            return False
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(target, content)
        return True

    def _fetch(self, sha256: str) -> bytes | None:
        if self.folder is None:
            return None
        path = self._path(sha256)
        return path.read_bytes() if path.exists() else None

    def _path(self, sha256: str) -> Path:
        assert self.folder is not None
        return self.folder / sha256[:2] / sha256


def _is_whole(file: Path, sha256: str) -> bool:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except OSError:  # missing, or not to be read
        return False


def write_private(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its user only; a link at the target is replaced, not
    followed.
    """
    temporary = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Unavailable(
            msg(
                "The file {path} could not be written: {reason}. Nothing else was changed.",
                path=str(target),
                reason=error.strerror or str(error),
            )
        ) from error


def recognised(content: bytes) -> tuple[str, Picture | None]:
    if len(content) > SIZE_LIMIT:
        raise RuleBroken(msg("This file is larger than 64 MB and was not added."))
    for start, media_type in PAPERS.items():
        if content.startswith(start):
            return media_type, None
    picture = examine(content)
    return picture.media_type, picture


@lru_cache(maxsize=1)
def _photos_on() -> Select[Any]:
    link, file = t(AttachmentLink), t(Attachment)
    on_record = link.c.subject_id.in_(bindparam("subjects", expanding=True))
    return (
        select(link, file.c.name)
        .join(file, file.c.id == link.c.attachment_id)
        .where(on_record, link.c.purpose == "Photo", link.c.removed_at.is_(None))
        .order_by(link.c.position, link.c.id)
    )


def _photo(row: Any) -> Photo:
    return Photo(
        row.id,
        row.attachment_id,
        file_label(row.name),
        row.caption,
        row.caption_zh,
        read_marks(row.marks),
        row.version,
    )
