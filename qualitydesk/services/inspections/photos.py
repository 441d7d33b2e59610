"""Photos of an inspection: hung on a defect, a check or the inspection itself, taken off, and hung again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qualitydesk.records import AttachmentLink, Defect, InspectionCheck, Record
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.standing import Standing, refresh
from qualitydesk.services.inspections.writable import of_another, writable
from qualitydesk.store.session import Reader, Work


def add_photo(
    desk: Desk, key: str, content: bytes, name: str, *, defect_id: str = "", check_id: str = ""
) -> str:
    """Hang a photo on a defect, a check, or the inspection itself; the link's key. The original is kept as
    it came.
    """
    with desk.store.write(desk.person, "add photo") as work:
        writable(desk, work, key)
        kind, subject = _subject(work, key, defect_id, check_id)
        attachment = desk.attachments.add(work, content, name)
        link = desk.attachments.link(work, attachment, kind, subject)
        refresh(work, key)
        return link


def remove_photo(desk: Desk, key: str, link_id: str) -> Standing:
    """Take a photo off; the file itself is kept."""
    with desk.store.write(desk.person, "remove photo") as work:
        return _hang(desk, work, key, link_id, removed_at=desk.now())


def restore_photo(desk: Desk, key: str, link_id: str) -> Standing:
    """Hang a photo again that was taken off."""
    with desk.store.write(desk.person, "restore photo") as work:
        return _hang(desk, work, key, link_id, removed_at=None)


def _hang(desk: Desk, work: Work, key: str, link_id: str, *, removed_at: datetime | None) -> Standing:
    writable(desk, work, key)
    link = work.get(AttachmentLink, link_id)
    if _owner(work, link) != key:  # that one may be signed and locked
        raise of_another()
    work.change(AttachmentLink, link.id, removed_at=removed_at)
    return refresh(work, key)


def _subject(work: Reader, key: str, defect_id: str, check_id: str) -> tuple[str, str]:
    if defect_id:
        owner, subject = work.get(Defect, defect_id).inspection_id, ("defect", defect_id)
    elif check_id:
        owner, subject = work.get(InspectionCheck, check_id).inspection_id, ("inspection_check", check_id)
    else:
        owner, subject = key, ("inspection", key)
    if owner != key:
        raise of_another()
    return subject


def writable_by_photo(desk: Desk, work: Work, link: Any) -> Any:
    """The inspection that the photo of this link belongs to, if it may be written in by this person now."""
    return writable(desk, work, _owner(work, link))


def _owner(work: Reader, link: Any) -> str:
    """The key of the inspection that a photo belongs to, whatever part of it it hangs on."""
    parts: dict[str, type[Record]] = {"defect": Defect, "inspection_check": InspectionCheck}
    part = parts.get(link.subject_kind)
    return str(work.get(part, link.subject_id).inspection_id if part else link.subject_id)
