"""A longer text to read and select: a licence, a report of a fault."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from ui.kit.theme import Theme


def long_text(theme: Theme, text: str, name: str, height: int = 320) -> QPlainTextEdit:
    """The text in a box of ``height`` pixels at 100 %, which scrolls."""
    area = QPlainTextEdit(text)
    area.setReadOnly(True)
    area.setFont(theme.font("small"))
    area.setTabChangesFocus(True)
    area.setAccessibleName(name)
    area.setMinimumHeight(theme.px(height))
    return area
