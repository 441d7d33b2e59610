"""What is said of a thing under the pointer: always plain words, whoever wrote them.

Qt takes for mark-up what looks like it, and opens the files and shares that mark-up names; so every tooltip
is set here.
"""

from __future__ import annotations

from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QWidget


def plain(words: str) -> str:
    """The words as a tooltip shows them letter by letter."""
    return Qt.convertFromPlainText(words) if Qt.mightBeRichText(words) else words


def set_tip(widget: QWidget | QAction, words: str) -> None:
    """Say ``words`` of the widget, "" for nothing."""
    widget.setToolTip(plain(words))
