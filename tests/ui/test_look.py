"""The look itself: the kit's pieces and every page as a small picture, held against the one agreed on.

A picture that differs lies in build/look. If the change is meant, that of a piece takes the place of the
agreed one; pages are agreed on anew by ``python -m tests.shots.agreed LOOK --renew``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.translation import Translator
from tests.shots.agreed import LOOKS
from tests.shots.likeness import share_off, small
from tests.shots.work import ROOT
from tests.ui.gallery import front, wall
from ui.kit.theme import Theme

AGREED = Path(__file__).parent / "look"
BUILD = ROOT / "build" / "look"
SMALLER = 4
FORGIVEN_SHARE = 0.002
"""The share of pixels that may be off by more than is forgiven."""


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
    theme.dress(made)
    qtbot.addWidget(made)
    name = f"{piece.__name__}-{mode}"
    found, wanted = small(made.grab().toImage(), SMALLER), agreed(name)
    BUILD.mkdir(parents=True, exist_ok=True)
    found.save(str(BUILD / f"{name}.png"))
    told = f"look at build/look/{name}.png beside tests/ui/look/{name}.png"
    assert found.size() == wanted.size(), told
    assert share_off(found, wanted) <= FORGIVEN_SHARE, told


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system draws its own fonts")
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_every_page_looks_as_agreed(look: str) -> None:
    command = [sys.executable, "-m", "tests.shots.agreed", look]
    ran = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr[-3000:]}"
