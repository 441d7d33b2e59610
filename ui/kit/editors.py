"""The input behind one form field: its widget, its value as a plain Python value, and what it can't read.

One class per kind of field. Which fields a form has, and what a value means, is the screen's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from ui.kit.calendar import Calendar
from ui.kit.choice_box import ChoiceBox
from ui.kit.field_mark import add_mark, put_inside
from ui.kit.jobs import Jobs
from ui.kit.labels import label, repolish
from ui.kit.menus import Menu
from ui.kit.numbers import read_decimal, read_whole
from ui.kit.offered import OfferedWords
from ui.kit.theme import Theme

Choices = Sequence[tuple[str, str]]
Find = Callable[[str], Choices]
DAY_SHAPES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d")


class Unreadable(ValueError):
    """What was typed is not a value of that kind."""


class Editor(QWidget):
    """One input. Subclasses set ``self.field`` and answer ``value`` / ``set_value``."""

    changed = Signal()
    field: QWidget

    def place(self, field: QWidget) -> None:
        """Make ``field`` the whole of this editor."""
        self.field = field
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field)
        self.setFocusProxy(field)

    def value(self) -> object:
        """What is entered; "" or None when empty. Raises ``Unreadable``."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value without telling it as a change."""
        raise NotImplementedError

    def said(self) -> Sequence[str]:
        """What stands there in the reader's words, one text for each of several values."""
        return (str(self.value()),)

    def kept(self) -> Any:
        """What stands there, readable or not, as a JSON value for a draft."""
        return self.value()

    def take_up(self, kept: Any) -> None:
        """Put back what ``kept`` gave, without telling it as a change."""
        self.set_value(kept)

    def set_locked(self, locked: bool) -> None:
        """Read only or not."""
        self.field.setEnabled(not locked)

    def mark(self, wrong: bool) -> None:
        """Red edge or not."""
        state = "error" if wrong else ""
        if state != (self.field.property("state") or ""):
            self.field.setProperty("state", state)
            repolish(self.field)


class TextEditor(Editor):
    """One line of text; ``secret`` hides it, ``unit`` is printed inside at the right."""

    def __init__(self, theme: Theme, *, secret: bool = False, unit: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setFont(theme.font("body"))
        self.line.setPlaceholderText(placeholder)
        self.line.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        self.line.setFixedHeight(theme.px(32))
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.place(self.line)
        if unit:
            mark = label(theme, unit, "small", "text-3")
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            put_inside(theme, self.line, mark, mark.sizeHint().width())

    def add_scan_mark(self, theme: Theme) -> None:
        """Say that the field takes scans."""
        add_mark(theme, self.line, "scan-line")
        self.line.setProperty("takes_scans", True)

    def value(self) -> object:
        """The text, trimmed."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show a text."""
        text = "" if value is None else str(value)
        if text != self.line.text():
            self.line.setText(text)

    def said(self) -> Sequence[str]:
        """The text as it stands; nothing of a secret."""
        return (str(TextEditor.kept(self)),)

    def kept(self) -> Any:
        """The text as typed; nothing of a secret."""
        return "" if self.line.echoMode() is QLineEdit.EchoMode.Password else self.line.text()

    def set_locked(self, locked: bool) -> None:
        """A locked text can still be copied."""
        self.line.setReadOnly(locked)
        repolish(self.line)


class WholeEditor(TextEditor):
    """A whole number or nothing."""

    def value(self) -> object:
        """An int, or None when empty."""
        text = self.line.text()
        if not text.strip():
            return None
        try:
            return read_whole(text)
        except ValueError as error:
            raise Unreadable(text) from error


class DecimalEditor(TextEditor):
    """A decimal number or nothing, with a point or a comma; what could be read in two ways is not read."""

    def value(self) -> object:
        """A Decimal, or None when empty."""
        text = self.line.text()
        if not text.strip():
            return None
        try:
            return read_decimal(text)
        except ValueError as error:
            raise Unreadable(text) from error

    def set_value(self, value: object) -> None:
        """Show a number with all its digits, never as a power of ten."""
        super().set_value(f"{value:f}" if isinstance(value, Decimal) else value)


class DayEditor(TextEditor):
    """A date as 2026-11-20, typed or picked from a calendar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, placeholder="YYYY-MM-DD")
        self._theme = theme
        self.opener = add_mark(theme, self.line, "calendar", self._pick)

    def _pick(self) -> None:
        if self.line.isReadOnly():
            return
        menu = Menu(self._theme, self)
        calendar = Calendar(self._theme, menu)
        try:
            day = self.value()
        except Unreadable:
            day = None
        if isinstance(day, date):
            calendar.show_day(day)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        for told in (calendar.clicked, calendar.activated):  # by the mouse, by Enter
            told.connect(lambda picked: self._take(picked, menu))
        menu.drop(self.line)
        calendar.setFocus()

    def _take(self, picked: QDate, menu: QMenu) -> None:
        self.line.setText(f"{picked.year():04}-{picked.month():02}-{picked.day():02}")
        menu.close()
        self.changed.emit()

    def value(self) -> object:
        """A date, or None when empty."""
        text = self.line.text().strip()
        if not text:
            return None
        for shape in DAY_SHAPES:
            try:
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 # a calendar day has no zone
            except ValueError:
                continue
        raise Unreadable(text)

    def set_value(self, value: object) -> None:
        """Show a day."""
        super().set_value(value.isoformat() if isinstance(value, date) else value)


class LongEditor(Editor):
    """Several lines of text."""

    def __init__(self, theme: Theme, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self.area = QPlainTextEdit()
        self.area.setFont(theme.font("body"))
        self.area.setPlaceholderText(placeholder)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(theme.px(20 * lines + 16))
        self.area.textChanged.connect(self.changed)
        self.place(self.area)

    def value(self) -> object:
        """The text, trimmed."""
        return self.area.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Show a text."""
        text = "" if value is None else str(value)
        if text != self.area.toPlainText():
            self.area.blockSignals(True)
            self.area.setPlainText(text)
            self.area.blockSignals(False)


class ChoiceEditor(Editor):
    """One of some values; ("", "") as first choice lets it be empty."""

    def __init__(self, theme: Theme, choices: Choices) -> None:
        super().__init__()
        self.box = ChoiceBox()
        self.box.setFont(theme.font("body"))
        self.box.setFixedHeight(theme.px(32))
        self.box.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)  # a long choice must not make its form wider than its place
        self.set_choices(choices)
        self.box.activated.connect(lambda _place: self.changed.emit())
        self.place(self.box)

    def set_choices(self, choices: Choices) -> None:
        """Offer other values and keep the chosen one if it is still among them."""
        chosen = self.box.currentData()
        self.box.clear()
        for value, text in choices:
            self.box.addItem(text, value)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))

    def value(self) -> object:
        """The chosen value."""
        chosen = self.box.currentData()
        return "" if chosen is None else chosen

    def said(self) -> Sequence[str]:
        """The text of the choice."""
        return (self.box.currentText(),)

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses the first."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class CheckEditor(Editor):
    """Yes or no; the label stands beside the box."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.setFont(theme.font("body"))
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.place(self.box)

    def value(self) -> object:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or not."""
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)


class LookupEditor(TextEditor):
    """A record chosen by typing: ``find`` runs in a job and answers (key, text); the value is the key."""

    def __init__(self, theme: Theme, jobs: Jobs, find: Find, placeholder: str = "") -> None:
        super().__init__(theme, placeholder=placeholder)
        self._jobs, self._find = jobs, find
        self._found: dict[str, str] = {}
        self._key = self._words_chosen = ""
        self._offered = OfferedWords(theme, self.line)
        self._offered.activated.connect(self._choose)
        add_mark(theme, self.line, "search")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._typed)

    def _typed(self, _text: str) -> None:
        self._key = ""
        self._pause.start()

    def _ask(self) -> None:
        text = self.line.text().strip()
        self._jobs.read(
            self, lambda: tuple(self._find(text)), self._offer, lambda _error: None, latest="find"
        )

    def _offer(self, found: Choices) -> None:
        self._found = _told_apart(found)
        self._offered.offer(self._found)
        if not self._key:
            self._offered.drop_down()

    def _choose(self, text: str) -> None:
        self._key, self._words_chosen = self._found.get(text, ""), text
        self.changed.emit()

    def words(self) -> str:
        """The words of what is chosen; Qt writes them into the line only after it told the choice."""
        return self._words_chosen if self._key else self.line.text().strip()

    def value(self) -> object:
        """The chosen record's key; "" when empty; unreadable when the words chose nothing."""
        text = self.line.text().strip()
        key = self._key or self._found.get(text, "")
        if text and not key:
            raise Unreadable(text)
        return key

    def set_value(self, value: object) -> None:
        """Show a record as (key, text), or clear."""
        key, text = value if isinstance(value, tuple) else ("", "")
        self._key, self._words_chosen, self._found = key, text, ({text: key} if key else {})
        self.line.setText(text)
        self.line.setCursorPosition(0)  # a long name is read from its beginning

    def kept(self) -> Any:
        """The key, "" while nothing is chosen, and the words."""
        text = self.line.text()
        return [self._key or self._found.get(text.strip(), ""), text]

    def take_up(self, kept: Any) -> None:
        """Key and words again."""
        self.set_value(tuple(kept))


def _told_apart(found: Choices) -> dict[str, str]:
    """Keys by their words; records with the same words get a number, so that each can be chosen."""
    keys: dict[str, str] = {}
    for key, text in found:
        times = sum(one == text for _key, one in found[: len(keys)])
        keys[f"{text} ({times + 1})" if times else text] = key
    return keys
