"""Several records in one field: each is found by typing and stands as a chip that can be taken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.kit.editors import Editor, Find, LookupEditor, Unreadable
from ui.kit.flow import FlowLayout
from ui.kit.jobs import Jobs
from ui.kit.labels import clear, label
from ui.kit.theme import Theme
from ui.kit.tips import set_tip


class ManyEditor(Editor):
    """The value is a tuple of keys; set as (key, text) pairs. ``remove_words``: "Take off {name}"."""

    def __init__(
        self, theme: Theme, jobs: Jobs, find: Find, placeholder: str = "", remove_words: str = "{name}"
    ) -> None:
        super().__init__()
        self._theme, self._remove_words = theme, remove_words
        self._chosen: dict[str, str] = {}
        self._taken = ""
        self.lookup = LookupEditor(theme, jobs, find, placeholder)
        self.lookup.changed.connect(self._take)
        self.field = self.lookup.field
        self.setFocusProxy(self.field)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.lookup)
        column.addWidget(self._holder)
        self._show()

    def _take(self) -> None:
        try:
            key = str(self.lookup.value())
        except Unreadable:
            return
        if key:
            self._taken = self._chosen[key] = self.lookup.words()
            self.lookup.set_value(None)
            QTimer.singleShot(0, self, self._forget_words)
            self._show()
            self.changed.emit()

    def _forget_words(self) -> None:
        """Qt's completer writes the chosen words into the line once more after its signal."""
        if self.lookup.line.text().strip() == self._taken:
            self.lookup.set_value(None)
        self._taken = ""

    def _drop(self, key: str) -> None:
        self._chosen.pop(key, None)
        self._show()
        self.field.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._flow)
        for key, text in self._chosen.items():
            self._flow.addWidget(self._chip(key, text))
        self._holder.setVisible(bool(self._chosen))

    def _chip(self, key: str, text: str) -> QToolButton:
        theme, words = self._theme, self._remove_words.format(name=text)
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setFixedHeight(theme.px(28))
        chip.setAccessibleName(words)
        set_tip(chip, words)
        row = QHBoxLayout(chip)
        row.setContentsMargins(theme.px(10), 0, theme.px(8), 0)
        row.setSpacing(theme.px(6))
        mark = label(theme, "")
        mark.setPixmap(theme.icon("x", "text-2", 13).pixmap(QSize(theme.px(13), theme.px(13))))
        for part in (label(theme, text, "small-strong"), mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        chip.setMinimumWidth(row.sizeHint().width())
        chip.clicked.connect(lambda _on=False: self._drop(key))
        return chip

    def value(self) -> object:
        """The keys; unreadable while words in the line chose nothing."""
        if self.lookup.line.text().strip() not in ("", self._taken):
            self.lookup.value()
        return tuple(self._chosen)

    def set_value(self, value: object) -> None:
        """Show (key, text) pairs."""
        pairs = value if isinstance(value, (list, tuple)) else ()
        self._chosen = {str(key): str(text) for key, text in pairs}
        self.lookup.set_value(None)
        self._show()

    def said(self) -> Sequence[str]:
        """What is on the chips."""
        return tuple(self._chosen.values())

    def kept(self) -> Any:
        """The pairs chosen."""
        return [[key, text] for key, text in self._chosen.items()]

    def take_up(self, kept: Any) -> None:
        """The pairs again."""
        self.set_value(kept)

    def set_locked(self, locked: bool) -> None:
        """Read only or not."""
        self.setEnabled(not locked)
