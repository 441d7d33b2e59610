"""Words in the accent colour that lead somewhere. Where to is the caller's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from ui.kit.theme import Theme


def link(theme: Theme, words: str, run: Callable[[], object], role: str = "small-strong") -> QPushButton:
    """The words as a button; pressing it calls ``run``."""
    button = QPushButton(words)
    button.setProperty("kind", "link")
    button.setFont(theme.font(role))
    button.setAccessibleName(words)
    button.clicked.connect(lambda _on=False: run())
    return button
