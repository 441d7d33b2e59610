"""The hint bar: the few keys of a screen, printed at its foot.

Only what is printed belongs here; the keys themselves act by the screen's actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.kit.labels import KeyCap, clear, label, show_when
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys (as printed or as Qt writes them) and what they do."""

    keys: tuple[str, ...]
    text: str


class HintBar(QFrame):
    """32 px, key caps with a word each; ``edge`` is what stands before and behind them."""

    def __init__(self, theme: Theme, hints: Sequence[Hint] = (), edge: int = 16) -> None:
        super().__init__()
        self.setProperty("kind", "footer")
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(edge), 0, theme.px(edge), 0)
        self._row.setSpacing(theme.px(6))
        self.set_hints(hints)
        show_when(self, bool(hints))

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Print other hints."""
        clear(self._row)
        for hint in hints:
            for key in hint.keys:
                self._row.addWidget(KeyCap(key, self._theme))
            self._row.addWidget(label(self._theme, hint.text, "small", "text-3"))
            self._row.addSpacing(self._theme.px(12))
        self._row.addStretch()
