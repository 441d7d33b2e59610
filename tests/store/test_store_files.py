"""Attachments and pictures: kept once by content, checked on reading, hostile files and names harmless."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Attachment
from qualitydesk.store.attachments import write_private
from qualitydesk.store.pictures import examine, upright_jpeg


def _jpeg(width: int = 40, height: int = 20, orientation: int = 1, gps: bool = False) -> bytes:
    image = Image.new("RGB", (width, height), (200, 30, 30))
    exif = image.getexif()
    exif[0x0112] = orientation
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010E] = "secret place"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_the_same_content_is_kept_once_and_read_back(backend: Backend) -> None:
    content = _jpeg()
    with backend.store.write(PROGRAM, "photo") as work:
        first = backend.attachments.add(work, content, "a.jpg")
        assert backend.attachments.add(work, content, "b.jpg") == first
    with backend.store.read() as read:
        assert backend.attachments.read(read, first) == content
        assert read.get(Attachment, first).media_type == "image/jpeg"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/abs/olute.jpg", "nul\x00.jpg", "CON", "a\u202egpj.exe", "x" * 300, "..", ""],
)
def test_a_name_never_chooses_a_path(backend: Backend, tmp_path: Path, name: str) -> None:
    with backend.store.write(PROGRAM, "photo") as work:
        key = backend.attachments.add(work, _jpeg(), name)
        shown = work.get(Attachment, key).name
    assert "/" not in shown
    assert "\u202e" not in shown
    assert 0 < len(shown) <= 120
    if backend.attachments.folder:
        kept = [path for path in backend.attachments.folder.rglob("*") if path.is_file()]
        assert [path.name for path in kept] == [path.name for path in kept if len(path.name) == 64]
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept)


def test_a_damaged_file_is_noticed(backend: Backend) -> None:
    if backend.attachments.folder is None:
        pytest.skip("a server keeps the content itself")
    with backend.store.write(PROGRAM, "photo") as work:
        key = backend.attachments.add(work, _jpeg(), "a.jpg")
    path = next(path for path in backend.attachments.folder.rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with backend.store.read() as read, pytest.raises(Unavailable, match="damaged"):
        backend.attachments.read(read, key)


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (13000, 13000)).save(out, "PNG")
    return out.getvalue()


def _eps() -> bytes:
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n"


@pytest.mark.parametrize("content", [_bomb(), _eps(), _jpeg()[:120], b"", b"GIF89a" + b"\0" * 50, b"<svg/>"])
def test_bombs_disguises_and_fragments_are_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken):
        upright_jpeg(content, 320)


def test_copies_are_upright_small_and_without_metadata() -> None:
    original = _jpeg(400, 200, orientation=6, gps=True)
    assert (examine(original).width, examine(original).height) == (200, 400)
    copy = upright_jpeg(original, 100)
    with Image.open(io.BytesIO(copy)) as image:
        assert image.size == (50, 100)
        assert not image.getexif()
    assert b"secret place" not in copy


def _fail_after_adding(backend: Backend) -> None:
    with backend.store.write(PROGRAM, "photo") as work:
        backend.attachments.add(work, _jpeg(), "a.jpg")
        raise RuntimeError("killed")


def test_files_left_by_an_unfinished_action_are_swept(backend: Backend) -> None:
    if backend.attachments.folder is None:
        pytest.skip("a server keeps the content itself")
    with pytest.raises(RuntimeError):
        _fail_after_adding(backend)
    with backend.store.read() as read:
        assert backend.attachments.sweep(read, older_than=0) == 0
        assert backend.attachments.sweep(read, older_than=4e9) == 1


def test_a_link_planted_at_the_target_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "report.pdf").symlink_to(victim)
    write_private(tmp_path / "report.pdf", b"new")
    assert victim.read_bytes() == b"precious"
    assert (tmp_path / "report.pdf").read_bytes() == b"new"


def test_a_database_opened_through_a_link_keeps_its_files_beside_the_file_itself(
    local_backend: Backend, tmp_path: Path
) -> None:
    content, link = _jpeg(), tmp_path / "desk link.db"
    link.symlink_to(local_backend.location)
    with local_backend.store.write(PROGRAM, "photo") as work:
        key = local_backend.attachments.add(work, content, "a.jpg")
    linked = open_backend(str(link), clock=local_backend.clock, create=False)
    with linked.store.read() as read:
        assert linked.attachments.read(read, key) == content
    linked.close()
