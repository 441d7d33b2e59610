"""How alike two pictures are, seen from afar: small ones are compared, so that the hairs of another font
engine are forgiven and another distance or colour is not.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

FORGIVEN = 25
"""How far a channel of a pixel may be off, of 255."""


def small(picture: QImage, smaller: int) -> QImage:
    """The picture that many times smaller, each pixel the mean of what it covers."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.size() / smaller
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return plain.scaled(size, keep, smooth).convertToFormat(QImage.Format.Format_RGB888)


def share_off(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than is forgiven; 1 for pictures of other sizes."""
    if one.size() != other.size():
        return 1.0
    off = 0
    for left, right in zip(_channels(one), _channels(other), strict=True):
        far = [abs(a - b) > FORGIVEN for a, b in zip(left, right, strict=True)]
        off += sum(any(far[at : at + 3]) for at in range(0, len(far), 3))
    return off / (one.width() * one.height())


def _channels(picture: QImage) -> list[bytes]:
    """The pixels, row by row, without what fills a row up."""
    whole, wide = bytes(picture.constBits()), picture.width() * 3
    starts = range(0, picture.height() * picture.bytesPerLine(), picture.bytesPerLine())
    return [whole[start : start + wide] for start in starts]
