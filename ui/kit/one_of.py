"""One of several things to choose from, said in more words than a radio button has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from ui.kit.labels import label
from ui.kit.theme import Theme


class Offered(QWidget):
    """A button to choose it, and its words in as many lines as they need."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(6))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        said = label(theme, words, wrap=True)
        said.setContentsMargins(0, theme.px(2), 0, 0)
        row.addWidget(said, 1, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Its words choose it, too."""
        self.button.click()
        event.accept()
