"""The evidence pack: what is in it, that its hashes hold, that nothing is left of a stopped one."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, NotFound, Unavailable
from qualitydesk.services import certificates, claims
from qualitydesk.services.attachments import attach_file
from qualitydesk.services.desk import Desk
from qualitydesk.services.evidence import LIST, READ_ME, SUMS, Pack, write_evidence
from qualitydesk.services.history import record_history
from qualitydesk.translation import Translator
from tests.builders import desk_of
from tests.claim_story import claim_on_kettle, sell_kettles

PAPER = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
Keys = dict[str, str]


class Stopped(Exception):
    """Somebody pressed Stop."""


def picture(red: int) -> bytes:
    """A picture like no other of another red."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (red, 0, 0)).save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """A photo that says where it was taken."""
    image = Image.new("RGB", (640, 480), (90, 120, 60))
    exif = image.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0110] = "Camera of the buyer"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def keys(manager: Desk) -> Keys:
    found = sell_kettles(manager)
    found["claim"] = claim_on_kettle(manager)
    claims.add_message(manager, found["claim"], "Please unplug the kettle.")
    claims.attach_photo(manager, found["claim"], photo(), "leak.jpg")
    attach_file(manager, "claim", found["claim"], PAPER, "CMR note 4471/26.pdf")
    attach_file(manager, "shipment", found["shipment"], PAPER + b" ", "bill of lading.pdf")
    return found


def quiet(_done: int, _total: int, _words: str) -> None:
    """Nobody watches."""


def made(
    desk: Desk, kind: str, key: str, folder: Path, *, originals: bool = False
) -> tuple[Pack, zipfile.ZipFile]:
    target = folder / "pack.zip"
    pack = write_evidence(desk, kind, key, target, Translator("en"), quiet, originals=originals)
    return pack, zipfile.ZipFile(target)


def test_a_claims_pack_holds_what_is_known_and_its_hashes_hold(
    manager: Desk, keys: Keys, tmp_path: Path
) -> None:
    pack, archive = made(manager, "claim", keys["claim"], tmp_path)
    with archive:
        names = archive.namelist()
        sums = archive.read(SUMS).decode()
        listed = {line[66:]: line[:64] for line in sums.splitlines()}
        assert {
            hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in listed.items()
        } == {True}
        assert set(names) == {*listed, SUMS, LIST, READ_ME}
        assert pack.files == len(listed)
        assert pack.sums == hashlib.sha256(sums.encode()).hexdigest()
        assert pack.sums in archive.read(READ_ME).decode()
        assert "Please unplug the kettle." in archive.read("messages.txt").decode()
        assert "Claim opened" in archive.read("history.txt").decode()
        record = json.loads(archive.read("record.json"))
        assert record["claim"][0]["id"] == keys["claim"]
        assert len(record["claim_line"]) == 1
        assert any(name.startswith("files/") and name.endswith("26.pdf") for name in names)
        assert any("bill of lading" in name for name in names)
        links = [json.loads(line) for line in archive.read("audit.jsonl").decode().splitlines()]
        assert links[-1].keys() == {"head"}
        assert all(
            hashlib.sha256((link["prev"] + link["payload"]).encode()).hexdigest() == link["hash"]
            for link in links[:-1]
        )
    assert stat.S_IMODE(pack.path.stat().st_mode) == 0o600


def test_photos_leave_without_place_and_device_unless_asked_for(
    manager: Desk, keys: Keys, tmp_path: Path
) -> None:
    _pack, archive = made(manager, "claim", keys["claim"], tmp_path)
    with archive:
        (name,) = [one for one in archive.namelist() if one.startswith("photos/")]
        with Image.open(io.BytesIO(archive.read(name))) as copy:
            assert copy.size == (640, 480)
            assert not copy.getexif()
        (entry,) = [one for one in json.loads(archive.read(LIST)) if one["path"] == name]
        assert entry["original_sha256"] == hashlib.sha256(photo()).hexdigest()
    _pack, archive = made(manager, "claim", keys["claim"], tmp_path, originals=True)
    with archive:
        (name,) = [one for one in archive.namelist() if one.startswith("photos/")]
        assert archive.read(name) == photo()


def test_photos_of_a_record_whose_number_holds_dots_and_slashes_stand_apart(
    manager: Desk, keys: Keys, tmp_path: Path
) -> None:
    certificate = certificates.create_certificate(
        manager, number="N8A 12.34/../x", scheme="CE", market="EU", products=[keys["product"]]
    )
    for place, name in enumerate(("front", "back", "../../etc/cron.d/job")):
        attach_file(manager, "certificate", certificate, picture(place), name)
    _pack, archive = made(manager, "product", keys["product"], tmp_path)
    with archive:
        found = sorted(one for one in archive.namelist() if one.startswith("photos/"))
        assert [one.partition(" 12")[2] for one in found] == [
            ".34..x/001 front.jpg", ".34..x/002 back.jpg", ".34..x/003 job.jpg",
        ]  # fmt: skip


def test_the_audit_notes_that_a_pack_was_made(manager: Desk, keys: Keys, tmp_path: Path) -> None:
    pack, archive = made(manager, "claim", keys["claim"], tmp_path)
    archive.close()
    with manager.store.read() as read:
        payloads = [row.payload for row in read.connection.exec_driver_sql("SELECT payload FROM audit_event")]
        details = [row.images for row in read.connection.exec_driver_sql("SELECT images FROM audit_detail")]
    assert any("make evidence pack" in payload for payload in payloads)
    assert any(pack.sums in images for images in details)
    assert record_history(manager, "claim", keys["claim"]).rows


@pytest.mark.parametrize("kind", ["shipment", "product"])
def test_a_shipment_and_a_product_have_packs_without_buyers(
    manager: Desk, keys: Keys, tmp_path: Path, kind: str
) -> None:
    _pack, archive = made(manager, kind, keys[kind], tmp_path)
    with archive:
        text = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
        assert "messages.txt" not in archive.namelist()
        assert "unplug" not in text
        assert "Krüger" not in text


def test_nothing_is_left_of_a_stopped_pack(manager: Desk, keys: Keys, tmp_path: Path) -> None:
    def stop(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Stopped

    target = tmp_path / "packs" / "pack.zip"
    target.parent.mkdir()
    target.write_bytes(b"the pack of yesterday")
    with pytest.raises(Stopped):
        write_evidence(manager, "claim", keys["claim"], target, Translator("en"), stop)
    assert [path.name for path in target.parent.iterdir()] == ["pack.zip"]
    assert target.read_bytes() == b"the pack of yesterday"


def test_a_folder_that_is_not_there_and_a_record_that_is_not_there(
    manager: Desk, keys: Keys, tmp_path: Path
) -> None:
    tr = Translator("en")
    with pytest.raises(Unavailable, match="could not be written"):
        write_evidence(manager, "claim", keys["claim"], tmp_path / "no" / "pack.zip", tr, quiet)
    with pytest.raises(NotFound):
        write_evidence(manager, "claim", "nothing", tmp_path / "pack.zip", tr, quiet)
    with pytest.raises(NotFound):
        write_evidence(manager, "party", keys["maker"], tmp_path / "pack.zip", tr, quiet)


def test_who_only_looks_makes_no_pack(staffed: Backend, manager: Desk, keys: Keys, tmp_path: Path) -> None:
    """The audit has to name it: without that nothing leaves."""
    with pytest.raises(Denied):
        made(desk_of(staffed, "novak"), "claim", keys["claim"], tmp_path)
    assert list(tmp_path.glob("*.zip")) == []
