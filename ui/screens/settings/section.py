"""What a section of the settings is: a scrolled column of cards that is read when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.labels import label
from ui.kit.panel import Card

if TYPE_CHECKING:
    from ui.context import Context

WIDEST = 760


class Section(QScrollArea):
    """A subclass adds its cards in ``__init__`` and reads in ``load``."""

    TOPICS: frozenset[str] = frozenset()
    """Tables whose change concerns this section."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        px, inside = self.theme.px, QWidget()
        inside.setMaximumWidth(px(WIDEST))
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(px(24), px(24), px(24), px(24))
        self.column.setSpacing(px(16))
        self.setWidget(inside)

    def card(self, title: str, words: str = "") -> Card:
        """A further card with a title and, under it, one sentence."""
        made = Card(self.theme, title)
        made.body.setSpacing(self.theme.px(12))
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if words:
            made.body.addWidget(label(self.theme, words, "body", "text-2", wrap=True))
        self.column.addWidget(made)
        return made

    def end(self) -> None:
        """Push the cards to the top."""
        self.column.addStretch()

    def load(self) -> None:
        """Read what is shown."""
