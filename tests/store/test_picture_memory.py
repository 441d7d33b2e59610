"""The largest pictures that are taken in never use more than 512 MiB; what would is refused unopened."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.pictures import in_several_scans
from qualitydesk.store.pictures import examine, upright_jpeg
from reports.kit.figures import prepared

CHILD = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
from qualitydesk.store.pictures import upright_jpeg
from reports.kit.figures import prepared
data = Path(sys.argv[1]).read_bytes()
assert len(upright_jpeg(data, 1600)) > 100
assert prepared(data) is not None
"""
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpeg": ("RGB", {"format": "JPEG"}),
    "progressive": ("RGB", {"format": "JPEG", "progressive": True, "subsampling": 0}),
    "progressive-cmyk": ("CMYK", {"format": "JPEG", "progressive": True}),
    "png": ("RGB", {"format": "PNG", "compress_level": 1}),
    "png-see-through": ("RGBA", {"format": "PNG", "compress_level": 1}),
    "webp": ("RGB", {"format": "WEBP", "quality": 10, "method": 0}),
}
LARGEST = {
    "jpeg": 80,
    "progressive": 51,
    "progressive-cmyk": 39,
    "png": 61,
    "png-see-through": 37,
    "webp": 20,
}
"""Millions of pixels."""


def _picture(way: str, millions: int) -> bytes:
    mode, wish = WAYS[way]
    file = io.BytesIO()
    Image.new(mode, (8000, millions * 125)).save(file, **wish)
    return file.getvalue()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this system bounds no memory")
@pytest.mark.parametrize("way", WAYS)
def test_the_largest_picture_is_made_small_within_512_mib(way: str, tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(_picture(way, LARGEST[way]))
    examine(file.read_bytes())
    subprocess.run([sys.executable, "-c", CHILD, str(file)], check=True, timeout=60)


@pytest.mark.parametrize("way", WAYS)
def test_a_larger_one_is_refused_unopened(way: str) -> None:
    data = _picture(way, LARGEST[way] + 3)
    for opening in (examine, lambda content: upright_jpeg(content, 100)):
        with pytest.raises(RuleBroken, match="fewer pixels"):
            opening(data)
    assert prepared(data) is None


def test_colours_one_after_another_are_several_scans() -> None:
    plain, progressive = (_small(progressive=one) for one in (False, True))
    assert not in_several_scans(plain)
    assert in_several_scans(progressive)
    scan = plain.index(b"\xff\xda")
    assert in_several_scans(plain[: scan + 4] + b"\x01" + plain[scan + 5 :])


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 5, 20, 200])
def test_a_head_that_breaks_off_counts_as_the_worse(cut: int) -> None:
    assert in_several_scans(_small(progressive=False)[:cut])
    assert in_several_scans(b"\xff" * 5000)


def _small(*, progressive: bool) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(file, "JPEG", progressive=progressive)
    return file.getvalue()
