"""Photos from outside: what is opened, what is refused, what is left of them on paper."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from reports.kit.figures import EDGE, prepared


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def gps_photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 0.0)}
    return saved(Image.new("RGB", (400, 200), "red"), "JPEG", exif=exif)


def test_a_turned_photo_stands_upright_and_forgets_where_it_was_taken() -> None:
    picture = prepared(gps_photo())
    assert picture is not None
    assert (picture.width, picture.height) == (200, 400)
    assert not dict(Image.open(io.BytesIO(picture.jpeg)).getexif())


def test_a_large_photo_is_made_small() -> None:
    picture = prepared(saved(Image.new("RGB", (4000, 3000)), "JPEG"))
    assert picture is not None
    assert max(picture.width, picture.height) == EDGE


def test_what_is_see_through_becomes_white() -> None:
    picture = prepared(saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"))
    assert picture is not None
    assert Image.open(io.BytesIO(picture.jpeg)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        saved(Image.new("RGB", (64, 64)), "BMP"),
        saved(Image.new("RGB", (64, 64)), "GIF"),
        saved(Image.effect_noise((200, 200), 80).convert("RGB"), "JPEG")[:3000],
        saved(Image.new("1", (13000, 13000)), "PNG"),
    ],
    ids=["empty", "text", "eps", "bmp", "gif", "cut", "169 million pixels"],
)
def test_what_is_no_harmless_photo_is_refused(data: bytes) -> None:
    assert prepared(data) is None
