"""The look itself: the kit's pieces as a small picture, held against the one that was agreed on.

Pictures are small, so that other versions of the font engine are forgiven and another distance or colour is
not. A picture that differs lies in build/look; if the change is meant, it takes the place of the agreed one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.translation import Translator
from tests.ui.gallery import front, wall
from ui.kit.theme import Theme

AGREED = Path(__file__).parent / "look"
BUILD = Path(__file__).resolve().parents[2] / "build" / "look"
SMALLER = 4
FORGIVEN, FORGIVEN_SHARE = 25, 0.002
"""How far a channel of a pixel may be off, of 255; how many pixels may be off by more."""


def small(picture: QImage) -> QImage:
    """The picture at a quarter of its size, each pixel the mean of what it covers."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.size() / SMALLER
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return plain.scaled(size, keep, smooth).convertToFormat(QImage.Format.Format_RGB888)


def channels(picture: QImage) -> list[bytes]:
    """The pixels, row by row, without what fills a row up."""
    whole, wide = bytes(picture.constBits()), picture.width() * 3
    starts = range(0, picture.height() * picture.bytesPerLine(), picture.bytesPerLine())
    return [whole[start : start + wide] for start in starts]


def share_off(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than is forgiven."""
    off = 0
    for left, right in zip(channels(one), channels(other), strict=True):
        far = [abs(a - b) > FORGIVEN for a, b in zip(left, right, strict=True)]
        off += sum(any(far[at : at + 3]) for at in range(0, len(far), 3))
    return off / (one.width() * one.height())


def agreed(name: str) -> QImage:
    """The stored picture; empty when there is none."""
    return QImage(str(AGREED / f"{name}.png")).convertToFormat(QImage.Format.Format_RGB888)


@pytest.mark.parametrize(
    ("piece", "mode"),
    [
        (wall, "light"),
        (wall, "dark"),
        (front, "light"),
        (front, "dark"),
    ],
)
def test_the_kit_looks_as_agreed(
    qtbot: QtBot, piece: Callable[[Theme, Translator], QWidget], mode: str
) -> None:
    theme = Theme(mode)
    theme.apply()
    made = piece(theme, Translator("en"))
    qtbot.addWidget(made)
    name = f"{piece.__name__}-{mode}"
    found, wanted = small(made.grab().toImage()), agreed(name)
    BUILD.mkdir(parents=True, exist_ok=True)
    found.save(str(BUILD / f"{name}.png"))
    told = f"look at build/look/{name}.png beside tests/ui/look/{name}.png"
    assert found.size() == wanted.size(), told
    assert share_off(found, wanted) <= FORGIVEN_SHARE, told
