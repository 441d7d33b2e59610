"""Files on records: hung on, taken off, refused; small pictures made once, upright, without metadata."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken, Unavailable
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import Role
from qualitydesk.domain.photo_marks import Mark, MarkKind
from qualitydesk.domain.values import msg
from qualitydesk.records import Attachment, AuditEvent, Thumbnail
from qualitydesk.services.attachments import (
    attach_file,
    files_on,
    read_file,
    read_from,
    remove_file,
    restore_file,
    thumbnail,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import record_history
from qualitydesk.services.photos import describe_photo
from qualitydesk.services.products import create_product
from qualitydesk.store.attachments import SIZE_LIMIT
from tests.services.test_history import told


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


def _paper() -> bytes:
    return b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def test_files_hang_on_a_record_once_and_come_back_after_undo(manager: Desk) -> None:
    product = create_product(manager, sku="BK-1", name="Kettle")
    paper = attach_file(manager, "product", product, _paper(), "C:\\papers\\test report.pdf").link_id
    assert attach_file(manager, "product", product, _paper(), "again.pdf") == (paper, False)
    _key, picture = _photo(manager)
    attach_file(manager, "product", product, picture, "front.jpg")
    report, photo = files_on(manager, product)
    assert (report.name, report.media_type, report.size) == (
        "test report.pdf",
        "application/pdf",
        len(_paper()),
    )
    assert photo.is_photo
    assert not report.is_photo
    assert read_file(manager, report.attachment_id) == _paper()
    remove_file(manager, paper)
    assert [one.name for one in files_on(manager, product)] == [photo.name]
    restore_file(manager, paper)
    assert len(files_on(manager, product)) == 2


def test_a_name_kept_by_an_earlier_version_is_shown_without_its_tricks(manager: Desk) -> None:
    product = create_product(manager, sku="BK-1", name="Kettle")
    with manager.store.write(manager.person, "as it was kept once") as work:
        work.insert(
            Attachment,
            id=(key := new_key()),
            sha256="0" * 64,
            name="front\u202egpj.exe\u2800",
            media_type="image/jpeg",
            size=1,
            stored_at=manager.now(),
        )
        manager.attachments.link(work, key, "product", product)
    assert [one.name for one in files_on(manager, product)] == ["frontgpj.exe"]
    with manager.store.read() as read:
        assert [one.name for one in manager.attachments.photos(read, product)] == ["frontgpj.exe"]
        with pytest.raises(Unavailable, match=r"“frontgpj\.exe”"):
            manager.attachments.read(read, key)


def test_the_same_file_heals_a_damaged_one(local_manager: Desk) -> None:
    desk, folder = local_manager, local_manager.attachments.folder
    assert folder is not None
    product = create_product(desk, sku="BK-1", name="Kettle")
    link, healed = attach_file(desk, "product", product, _paper(), "report.pdf")
    assert not healed
    (report,) = files_on(desk, product)
    kept = folder / report.sha256[:2] / report.sha256
    kept.write_bytes(b"%PDF-1.7 other")
    with pytest.raises(Unavailable, match="Add it again"):
        read_file(desk, report.attachment_id)
    assert attach_file(desk, "product", product, _paper(), "report.pdf") == (link, True)
    assert read_file(desk, report.attachment_id) == _paper()
    kept.unlink()
    assert attach_file(desk, "product", product, _paper(), "report.pdf") == (link, True)
    assert attach_file(desk, "product", product, _paper(), "report.pdf") == (link, False)


def test_what_is_no_picture_and_no_paper_is_refused(manager: Desk, tmp_path: Path) -> None:
    product = create_product(manager, sku="BK-1", name="Kettle")
    with pytest.raises(RuleBroken):
        attach_file(manager, "product", product, b"MZ\x90\x00 a program", "setup.pdf")
    with pytest.raises(NotFound):
        attach_file(manager, "product", "nothing", _paper(), "report.pdf")
    auditor = manager.of(replace(manager.person, role=Role.AUDITOR))
    with pytest.raises(Denied):
        attach_file(auditor, "product", product, _paper(), "report.pdf")
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(RuleBroken, match="64 MB"):
        read_from(large)
    assert files_on(manager, product) == ()


def test_a_photo_of_a_signed_inspection_is_not_taken_off_here(manager: Desk) -> None:
    key, _content = _photo(manager)
    with manager.store.write(manager.person, "hang it") as work:
        link = manager.attachments.link(work, key, "defect", "some defect")
    with pytest.raises(RuleBroken):
        remove_file(manager, link)


def test_a_photo_is_described_and_somebody_elses_words_are_not_overwritten(manager: Desk) -> None:
    product = create_product(manager, sku="BK-1", name="Kettle")
    attach_file(manager, "product", product, _photo(manager)[1], "p.jpg")
    (photo,) = files_on(manager, product)
    ring = Mark(MarkKind.RING, 0.1, 0.2, 0.4, 0.5)
    fresh = describe_photo(
        manager, photo.link_id, photo.version, caption=" Dent ", caption_zh="凹痕", marks=[ring]
    )
    (shown,) = files_on(manager, product)
    assert (shown.caption, shown.caption_zh, shown.marks, shown.version) == ("Dent", "凹痕", (ring,), fresh)
    newest = record_history(manager, "product", product).rows[0]
    assert told(newest)["File/Marks on the photo"] == (None, msg("Ring"))
    with pytest.raises(Conflict):
        describe_photo(manager, photo.link_id, photo.version, caption="Scratch")
    with pytest.raises(RuleBroken):
        describe_photo(manager, photo.link_id, fresh, caption="x" * 201)
    looker = replace(manager, person=replace(manager.person, role=Role.AUDITOR))
    with pytest.raises(Denied):
        describe_photo(looker, photo.link_id, fresh, caption="Scratch")
