"""Two form inputs for several values at once: rows of name and value, and a block of ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.kit.editors import Choices, Editor, Unreadable
from ui.kit.links import link
from ui.kit.theme import Theme
from ui.kit.tool_button import tool_button


@dataclass(frozen=True, slots=True)
class PairWords:
    """The texts of an input of names and values."""

    name: str
    value: str
    add: str
    remove: str


class _PairRow(QWidget):
    def __init__(self, theme: Theme, words: PairWords) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.name, self.value = QLineEdit(), QLineEdit()
        for line, said, stretch in ((self.name, words.name, 2), (self.value, words.value, 3)):
            line.setFont(theme.font("body"))
            line.setFixedHeight(theme.px(32))
            line.setPlaceholderText(said)
            line.setAccessibleName(said)
            row.addWidget(line, stretch)
        self.remove = tool_button(theme, "x", words.remove, lambda: None)
        row.addWidget(self.remove)


class PairsEditor(Editor):
    """Names with values; the value is a mapping of texts, blank rows left out.

    A value that is no text is kept as it is unless its row is changed.
    """

    def __init__(self, theme: Theme, words: PairWords) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._shown: Mapping[str, Any] = {}
        self.rows: list[_PairRow] = []
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(6))
        column.addLayout(self._column)
        self.add_button = link(theme, words.add, self._begin)
        self.add_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        column.addLayout(foot)
        self.place(holder)
        self.setFocusProxy(self.add_button)

    def _begin(self) -> None:
        self.add().name.setFocus()

    def add(self, name: str = "", value: str = "") -> _PairRow:
        """One more row."""
        row = _PairRow(self._theme, self._words)
        row.name.setText(name)
        row.value.setText(value)
        row.name.textEdited.connect(lambda _text: self.changed.emit())
        row.value.textEdited.connect(lambda _text: self.changed.emit())
        row.remove.clicked.connect(lambda _on=False: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: _PairRow) -> None:
        self._let_go(row)
        self.changed.emit()

    def _let_go(self, row: _PairRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def value(self) -> object:
        """The mapping; unreadable while a value has no name or two rows have the same."""
        pairs = [(row.name.text().strip(), row.value.text().strip()) for row in self.rows]
        names = [name for name, value in pairs if name or value]
        if "" in names or len(set(names)) < len(names):
            raise Unreadable("")
        return {name: self._as_shown(name, value) for name, value in pairs if name}

    def _as_shown(self, name: str, value: str) -> object:
        before = self._shown.get(name)
        return before if before is not None and str(before) == value else value

    def set_value(self, value: object) -> None:
        """Show a mapping."""
        self._shown = dict(value) if isinstance(value, Mapping) else {}
        self.take_up([[name, str(part)] for name, part in self._shown.items()])

    def said(self) -> Sequence[str]:
        """Each name with its value."""
        return [f"{row.name.text()}: {row.value.text()}" for row in self.rows if row.name.text().strip()]

    def kept(self) -> Any:
        """The rows as typed."""
        return [[row.name.text(), row.value.text()] for row in self.rows]

    def take_up(self, kept: Any) -> None:
        """The same rows again."""
        if kept == self.kept():
            return
        for row in list(self.rows):
            self._let_go(row)
        for name, value in kept:
            self.add(name, value)


ABREAST = 3


class TicksEditor(Editor):
    """Any of some values, each with a box to tick, three abreast; the value is a tuple in the order of the
    choices.
    """

    def __init__(self, theme: Theme, choices: Choices) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        for place, (value, text) in enumerate(choices):
            box = QCheckBox(text)
            box.setFont(theme.font("body"))
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes[value] = box
            grid.addWidget(box, *divmod(place, ABREAST))
        self.place(holder)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> object:
        """The ticked values."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: object) -> None:
        """Tick these."""
        wanted: Sequence[str] = value if isinstance(value, tuple | list) else ()
        for name, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(name in wanted)
            box.blockSignals(False)

    def said(self) -> Sequence[str]:
        """What stands beside the ticks."""
        return [box.text() for box in self.boxes.values() if box.isChecked()]

    def kept(self) -> Any:
        """The ticked values as a list."""
        return [value for value, box in self.boxes.items() if box.isChecked()]
