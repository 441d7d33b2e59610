"""Lines of words as drawn widgets write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.kit.theme import Theme
from ui.kit.writing import RIGHT, fitted, write


@pytest.mark.parametrize(
    ("text", "figures"),
    [("House rule QR-07", False), ("cut-off Mon 30 Nov", False), ("2026-11-30", True), ("-1,111", True)],
)
def test_only_figures_are_of_equal_width(theme: Theme, text: str, figures: bool) -> None:
    paper = QPixmap(400, 40)
    painter = QPainter(paper)
    line = write(painter, theme, QRect(0, 0, 400, 40), text, where=RIGHT, figures=True)
    painter.end()
    assert line.wide == fitted(theme, text, "body", 400, figures=figures).wide
    assert line.wide != fitted(theme, text, "body", 400, figures=not figures).wide
