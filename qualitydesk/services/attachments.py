"""Files on records, for screens and papers: their bytes, checked, and small pictures of photos."""

from __future__ import annotations

from qualitydesk.domain.keys import new_key
from qualitydesk.records import Thumbnail
from qualitydesk.services.desk import Desk
from qualitydesk.store.attachments import Photo
from qualitydesk.store.pictures import upright_jpeg

__all__ = ["Photo", "read_file", "thumbnail"]


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
