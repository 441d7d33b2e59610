"""What a photo shows, told by people: its caption in two languages, and the marks drawn on it.

Hanging photos on records and taking them off is ``attachments``' and ``inspections``'.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.people import WRITING
from qualitydesk.domain.photo_marks import Mark, as_kept
from qualitydesk.domain.values import msg
from qualitydesk.records import AttachmentLink
from qualitydesk.services.attachments import SUBJECTS
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.photos import writable_by_photo

LONGEST_CAPTION = 200


def version_of_photo(desk: Desk, link_id: str) -> int:
    """How often it was told anew what a photo shows."""
    with desk.store.read() as read:
        return int(read.get(AttachmentLink, link_id).version)


def describe_photo(
    desk: Desk,
    link_id: str,
    version: int,
    *,
    caption: str = "",
    caption_zh: str = "",
    marks: Sequence[Mark] = (),
) -> int:
    """Keep what a photo shows; returns the new version of the link it hangs by.

    Raises RuleBroken for a locked record, a photo taken off, a long caption or marks that are none, Conflict
    when somebody told it anew meanwhile, Denied for those who only look.
    """
    desk.require(*WRITING)
    told = {"caption": caption.strip(), "caption_zh": caption_zh.strip()}
    if max(map(len, told.values())) > LONGEST_CAPTION:
        raise RuleBroken(msg("A caption has {n} characters at most.", n=LONGEST_CAPTION))
    kept = as_kept(marks)
    with desk.store.write(desk.person, "describe photo") as work:
        link = work.get(AttachmentLink, link_id)
        if link.removed_at is not None:
            raise RuleBroken(msg("This photo was taken off meanwhile."))
        if link.subject_kind in SUBJECTS:
            work.note(link.subject_kind, {"id": link.subject_id})
        else:
            writable_by_photo(desk, work, link)
        return work.update(AttachmentLink, link_id, version, **told, marks=kept)
