"""Pages of a PDF as pictures, by PDFium. Called in jobs only; one page at a time, because PDFium is
single-threaded.

Only papers of our own are drawn here; a file from outside is verified without being opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg

_one_at_a_time = Lock()
LARGEST_SIDE = 6000
"""Pixels that a page's picture may have on a side."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of each page in points."""

    pages: tuple[tuple[float, float], ...]


def measure(pdf: bytes) -> Sizes:
    """How many pages there are and how large. Raises Unavailable when the file cannot be read."""
    with _one_at_a_time:
        document = _opened(pdf)
        try:
            return Sizes(tuple(document[place].get_size() for place in range(len(document))))
        finally:
            document.close()


def picture(pdf: bytes, page: int, scale: float) -> QImage:
    """One page (from 0) as a picture, ``scale`` pixels per point."""
    with _one_at_a_time:
        document = _opened(pdf)
        try:
            return _drawn(document[page], scale)
        finally:
            document.close()


def _drawn(page: Any, scale: float) -> QImage:
    scale = min(scale, LARGEST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    kind = QImage.Format.Format_RGB32
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
    bitmap.close()
    return image


def _opened(pdf: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Unavailable(msg("This paper cannot be shown: the file is damaged.")) from error
