"""The input of a country: its name or its code is typed or chosen; the value is the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from qualitydesk.domain.countries import countries_like, country_code
from ui.kit.editors import TextEditor, Unreadable
from ui.kit.field_mark import add_mark
from ui.kit.offered import OfferedWords
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class CountryEditor(TextEditor):
    """Shows "China (CN)"; a code on record that no country has is shown as it is and kept."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._translator = tr
        self._loaded = ("", "")
        self._offered = OfferedWords(theme, self.line)
        self._offered.activated.connect(self._choose)
        self.opener = add_mark(theme, self.line, "chevron-down", self.offer_all)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._write_out)

    # -- offering

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The down key opens the whole list."""
        if event.key() == Qt.Key.Key_Down:
            self.offer_all()
        else:
            super().keyPressEvent(event)

    def offer_all(self) -> None:
        """Show every country under the line."""
        if not self.line.isReadOnly():
            self.line.setFocus()
            self._offer("")

    def _typed(self, text: str) -> None:
        if text.strip():
            self._offer(text)

    def _offer(self, text: str) -> None:
        tr = self._translator
        self._offered.offer(map(tr.country, countries_like(text, tr.language)))
        self._offered.drop_down()

    def _choose(self, text: str) -> None:
        self.line.setText(text)
        self.changed.emit()

    def _write_out(self) -> None:
        """Say in full what was typed in short."""
        code = country_code(self.line.text())
        if code and self.line.text() != self._translator.country(code):
            self._choose(self._translator.country(code))

    # -- the value

    def value(self) -> object:
        """The country's code; "" when empty; unreadable when no country is called so."""
        text, (loaded, code) = self.line.text().strip(), self._loaded
        found = code if text == loaded else country_code(text)
        if text and not found:
            raise Unreadable(text)
        return found

    def set_value(self, value: object) -> None:
        """Show the country of a code."""
        code = "" if value is None else str(value)
        self._loaded = (self._translator.country(code), code)
        self.take_up(self._loaded[0])

    def take_up(self, kept: object) -> None:
        """The same words again."""
        super().set_value(kept)
        self.line.setCursorPosition(0)  # a long name is read from its beginning
