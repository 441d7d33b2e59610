"""Small pictures of photos: made once, upright, without metadata."""

from __future__ import annotations

import io

from PIL import Image

from qualitydesk.records import AuditEvent, Thumbnail
from qualitydesk.services.attachments import read_file, thumbnail
from qualitydesk.services.desk import Desk


def _photo(desk: Desk) -> tuple[str, bytes]:
    image = Image.new("RGB", (800, 400), (10, 90, 200))
    exif = image.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    with desk.store.write(desk.person, "photo") as work:
        return desk.attachments.add(work, out.getvalue(), "p.jpg"), out.getvalue()


def test_a_thumbnail_is_made_once_and_leaves_no_trail(inspector: Desk) -> None:
    key, content = _photo(inspector)
    with inspector.store.read() as read:
        before = read.count(AuditEvent)
    first = thumbnail(inspector, key, 100)
    assert thumbnail(inspector, key, 100) == first
    with Image.open(io.BytesIO(first)) as small:
        assert small.size == (50, 100)
    with inspector.store.read() as read:
        assert read.count(Thumbnail) == 1
        assert read.count(AuditEvent) == before
    assert read_file(inspector, key) == content
