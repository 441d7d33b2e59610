"""The few text styles and colours that papers are made of.

Colours are named in ``resources/themes/paper.json``; sizes are in points (running text 8.25, small labels
6.75, never less). Fonts belong to ``fonts``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.lib.colors import Color, HexColor

_THEME = Path(__file__).resolve().parents[2] / "resources" / "themes" / "paper.json"

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
MARGIN: Final = 15 * MM
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN


@cache
def _palette() -> dict[str, Color]:
    return {name: HexColor(value) for name, value in json.loads(_THEME.read_text("utf-8")).items()}


def ink(name: str) -> Color:
    """The paper colour called ``name``; a tone of a status is one of them."""
    return _palette()[name]


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: weight ("regular", "medium", "bold"), size and line height in points, colour."""

    weight: str = "regular"
    size: float = 8.25
    leading: float = 11.25
    colour: str = "ink"

    def of(self, colour: str) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)


BODY = Style()
BODY_2 = BODY.of("ink-2")
STRONG = Style("medium")
HEAVY = Style("bold")
LABEL = Style("regular", 6.75, 9, "ink-3")
SMALL = Style("regular", 7.5, 10.5, "ink-2")
SMALL_INK = SMALL.of("ink")
FACT = Style("medium", 9, 11.5)
SECTION = Style("bold", 9.4, 12)
SECTION_2 = Style("regular", 8.6, 12, "ink-2")
TITLE = Style("bold", 16.5, 20)
SUBTITLE = Style("regular", 11, 14, "ink-2")
HOUSE = Style("bold", 9, 12)
NUMBER = Style("bold", 9.9, 12)
