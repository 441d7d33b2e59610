"""Pictures from outside: which formats are opened, how large they may be, and the copies that may leave the
program.

The original is kept as it came; every copy is turned upright and carries no metadata.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.pictures import too_large
from qualitydesk.domain.values import msg

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_TAKEN = 0x9003
_EXIF_IFD = 0x8769


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture says of itself. Width and height are those of the upright picture."""

    media_type: str
    width: int
    height: int
    taken_at: datetime | None


def examine(content: bytes) -> Picture:
    """Look at a picture without decoding it wholly.

    Raises RuleBroken when it is no JPEG, PNG or WebP, is damaged, has more than 80 million pixels, or would
    take too much memory to open.
    """
    with _opened(content) as image:
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        width, height = image.size
        media_type = MEDIA_TYPES[str(image.format)]
        taken = _taken(image)
    return Picture(media_type, height if turned else width, width if turned else height, taken)


def upright_jpeg(content: bytes, edge: int, quality: int = 82) -> bytes:
    """A copy as JPEG, upright, at most ``edge`` pixels on its longer side, without any metadata."""
    from PIL import ImageOps

    with _opened(content) as image:
        image.draft("RGB", (edge, edge))
        image.thumbnail((edge, edge))  # before it is turned, which would make a second large copy
        plain = ImageOps.exif_transpose(image).convert("RGB")
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=quality)
    return out.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[Image]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if too_large(content, str(image.format), image.mode, image.width * image.height):
                raise RuleBroken(
                    msg("This picture is too large to open. Save it with fewer pixels and add it again.")
                )
            with image:
                yield image
    except UnidentifiedImageError as error:
        raise RuleBroken(msg("This file is no JPEG, PNG or WebP picture.")) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RuleBroken(msg("This picture is damaged and cannot be opened.")) from error


def _taken(image: Image) -> datetime | None:
    from datetime import UTC

    raw = image.getexif().get_ifd(_EXIF_IFD).get(_TAKEN)
    try:
        # Cameras write local time without a zone: it is kept as claimed, marked as if UTC.
        return datetime.strptime(str(raw), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC) if raw else None
    except ValueError:
        return None
