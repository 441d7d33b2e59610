"""The list of words under a line that is typed in; which are offered, and what they mean, is the editor's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyledItemDelegate

from ui.kit.theme import Theme


class OfferedWords(QCompleter):
    """``activated`` tells the words that were chosen, before Qt writes them into the line."""

    def __init__(self, theme: Theme, line: QLineEdit) -> None:
        super().__init__(line)
        self._theme, self._line = theme, line
        self._list: QAbstractItemView | None = None
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        line.setCompleter(self)

    def offer(self, words: Iterable[str]) -> None:
        """Offer these from now on."""
        popup = self.popup()
        if popup is not None and self._list is None:  # Qt gives it no parent: a window of its own
            self._list = popup
            popup.setProperty("kind", "offered")
            popup.setItemDelegate(QStyledItemDelegate(popup))  # Qt's own leaves the style sheet's room out
            self._theme.dress(popup)
        self._words.setStringList(list(words))

    def drop_down(self) -> None:
        """Show the list to whoever types."""
        if self._line.hasFocus():
            self.complete()
