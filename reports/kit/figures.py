"""Photos made fit for paper: opened by a whitelist, turned upright, made small, stripped of metadata.

Reads image bytes from outside and trusts none of them. Where a photo stands on the page belongs to ``pen``.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qualitydesk.domain.pictures import too_large
from qualitydesk.domain.values import Bilingual

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP")
"""The only formats that are ever opened, whatever a file's name says."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes above which a picture is refused unread: what may be attached may be printed."""

EDGE = 900
"""The longest side on paper in pixels: 300 dots per inch at the size photos are printed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is printed: upright JPEG without metadata, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, what it shows and what is drawn on it; no picture where it cannot be printed."""

    picture: Picture | None
    caption: Bilingual
    marks: tuple[str, ...] = ()
    """As they are kept: a paper's record holds words."""


@lru_cache(maxsize=64)
def prepared(data: bytes, edge: int = EDGE) -> Picture | None:
    """The photo in ``data`` ready for paper; None when it is damaged, too large or of another format."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > LARGEST_FILE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _shrunk(data, edge)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, UnidentifiedImageError):
        return None
    except Image.DecompressionBombWarning:
        return None


def _shrunk(data: bytes, edge: int) -> Picture | None:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        pixels = image.width * image.height
        if not pixels or too_large(data, str(image.format), image.mode, pixels):
            return None
        image.draft("RGB", (edge, edge))
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)  # before it is copied
        flat = _on_white(ImageOps.exif_transpose(image))
        target = io.BytesIO()
        flat.save(target, "JPEG", quality=82, optimize=False)
        return Picture(target.getvalue(), flat.width, flat.height)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB; what is see-through becomes white, as paper is."""
    from PIL import Image

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
