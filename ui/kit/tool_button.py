"""A small button that is only an icon, with its name for the tooltip and for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from ui.kit.theme import Theme
from ui.kit.tips import set_tip


def tool_button(theme: Theme, icon: str, name: str, run: Callable[[], object]) -> QToolButton:
    """The button; pressing it calls ``run``."""
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(theme.px(16), theme.px(16)))
    button.setAccessibleName(name)
    set_tip(button, name)
    button.clicked.connect(lambda _on=False: run())
    return button
