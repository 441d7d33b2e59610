"""Forms from field declarations: label above, input, help or error sentence below, dirty state and undo.

A form binds to a plain dict of values. What they mean is checked by the service (``RuleBroken.fields``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.country_editor import CountryEditor
from ui.kit.editors import (
    CheckEditor,
    ChoiceEditor,
    Choices,
    DayEditor,
    DecimalEditor,
    Editor,
    Find,
    LongEditor,
    LookupEditor,
    TextEditor,
    Unreadable,
    WholeEditor,
)
from ui.kit.jobs import Jobs
from ui.kit.labels import IconLabel, label
from ui.kit.theme import Theme
from ui.kit.undo_keys import UndoKeys

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class FieldKind(Enum):
    """What kind of value a field takes, as plain Python values."""

    TEXT = "str"
    LONG = "str, several lines"
    SECRET = "str, hidden"
    WHOLE = "int | None"
    DECIMAL = "Decimal | None"
    DAY = "date | None"
    CHOICE = "one of some str"
    CHECK = "bool"
    COUNTRY = "ISO 3166-1 code str"
    LOOKUP = "key str; set as (key, text)"
    OWN = "what the editor made by the field's own ``make`` gives"
    MANY = "tuple of key str; set as ((key, text), ...)"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. Texts are already translated. ``span`` 2 takes a whole row of a two-column form."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    help: str = ""
    unit: str = ""
    placeholder: str = ""
    choices: Choices = ()
    find: Find | None = None
    make: Callable[[Theme], Editor] | None = None
    takes_scans: bool = False
    locked: bool = False
    span: int = 1
    lines: int = 3
    remove_words: str = "{name}"
    """What taking one of MANY off is called, with the ``{name}`` of it."""


def make_editor(field: Field, theme: Theme, tr: Translator, jobs: Jobs | None) -> Editor:
    """The input of a field."""
    makers: dict[FieldKind, Callable[[], Editor]] = {
        FieldKind.TEXT: lambda: TextEditor(theme, unit=field.unit, placeholder=field.placeholder),
        FieldKind.SECRET: lambda: TextEditor(theme, secret=True, placeholder=field.placeholder),
        FieldKind.LONG: lambda: LongEditor(theme, field.placeholder, field.lines),
        FieldKind.WHOLE: lambda: WholeEditor(theme, unit=field.unit, placeholder=field.placeholder),
        FieldKind.DECIMAL: lambda: DecimalEditor(theme, unit=field.unit, placeholder=field.placeholder),
        FieldKind.DAY: lambda: DayEditor(theme),
        FieldKind.CHOICE: lambda: ChoiceEditor(theme, field.choices),
        FieldKind.CHECK: lambda: CheckEditor(theme, field.label),
        FieldKind.COUNTRY: lambda: CountryEditor(theme, tr),
        FieldKind.LOOKUP: lambda: _lookup(field, theme, jobs),
        FieldKind.OWN: lambda: _own(field, theme),
        FieldKind.MANY: lambda: _lookup(field, theme, jobs),
    }
    made = makers[field.kind]()
    if field.takes_scans and isinstance(made, TextEditor):
        made.add_scan_mark(theme)
    made.set_locked(field.locked)
    return made


def _lookup(field: Field, theme: Theme, jobs: Jobs | None) -> Editor:
    if jobs is None or field.find is None:
        raise TypeError(f"the lookup field {field.name} needs jobs and a find function")
    if field.kind is FieldKind.MANY:
        from ui.kit.many_editor import ManyEditor

        return ManyEditor(theme, jobs, field.find, field.placeholder, field.remove_words)
    return LookupEditor(theme, jobs, field.find, field.placeholder)


def _own(field: Field, theme: Theme) -> Editor:
    if field.make is None:
        raise TypeError(f"the field {field.name} does not say how its editor is made")
    return field.make(theme)


class FieldBox(QWidget):
    """Label, input, and one line under it: help, or an error with its icon."""

    def __init__(self, theme: Theme, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field, self.editor, self._tall = field, editor, theme.px(32)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(4))
        named = field.kind != FieldKind.CHECK  # a tick has its words beside it
        self._title = label(theme, field.label if named else "", "small-strong", "text-2")
        self._title.setBuddy(editor.field)
        rows.addWidget(self._title)
        if not named:
            self._title.hide()
        rows.addWidget(editor)
        rows.addStretch()
        self._theme, self._rows = theme, rows
        self._foot: tuple[IconLabel, QLabel] | None = None
        """Built when there is something to say: most fields of a form never have."""
        editor.field.setAccessibleName(field.label)
        self.say("")

    def title_height(self) -> int:
        """How far down the input begins; 0 for a tick."""
        return self._title.sizeHint().height() if self._title.text() else 0

    def begin_at(self, height: int) -> None:
        """Let the input begin as far down as those beside it, and a tick stand in the middle of theirs."""
        self._title.setMinimumHeight(height)
        self._title.setVisible(height > 0)
        if height and self.field.kind is FieldKind.CHECK:
            self.editor.setMinimumHeight(self._tall)

    def say(self, error: str) -> None:
        """Show an error sentence, or the help again."""
        words = error or self.field.help
        if words or self._foot is not None:
            mark, note = self._foot = self._foot or self._make_foot()
            mark.setVisible(bool(error))
            note.setText(words)
            note.setVisible(bool(words))
            note.setProperty("ink", "bad" if error else "text-3")
            note.style().polish(note)
        self.editor.mark(bool(error))
        self.editor.field.setAccessibleDescription(error or self.field.help)

    def _make_foot(self) -> tuple[IconLabel, QLabel]:
        mark = IconLabel(self._theme, "circle-alert", "bad", 13)
        note = label(self._theme, "", "small", "text-3", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(self._theme.px(4))
        foot.addWidget(mark)
        foot.addWidget(note, 1)
        self._rows.insertLayout(self._rows.count() - 1, foot)
        return mark, note


class Form(QWidget):
    """Some fields in one or more columns. ``values()`` gives plain Python values by field name."""

    changed = Signal(str)
    """Name of the field the person changed."""
    dirty_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        fields: Sequence[Field],
        values: Mapping[str, object] | None = None,
        *,
        columns: int = 1,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__()
        self._tr, self.fields = tr, tuple(fields)
        self.boxes = {
            field.name: FieldBox(theme, field, make_editor(field, theme, tr, jobs)) for field in fields
        }
        self._loaded: dict[str, object] = {}
        self._unchanged: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._undo: list[tuple[str, Any]] = []
        self._redo: list[tuple[str, Any]] = []
        self._lay(theme, columns)
        keys = UndoKeys(self, self.undo, self.redo)
        for name, box in self.boxes.items():
            box.editor.changed.connect(lambda name=name: self._edited(name))
            keys.watch(box.editor.field)
        self.load(values or {})

    def _lay(self, theme: Theme, columns: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        rows: list[list[FieldBox]] = [[]]
        column = 0
        for field in self.fields:
            span = min(field.span, columns)
            if column + span > columns:
                rows.append([])
                column = 0
            rows[-1].append(self.boxes[field.name])
            grid.addWidget(self.boxes[field.name], len(rows) - 1, column, 1, span)
            column += span
        for row in rows:
            height = max((box.title_height() for box in row), default=0)
            for box in row:
                box.begin_at(height)
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(len(rows), 1)

    # -- values

    def load(self, values: Mapping[str, object]) -> None:
        """Show values and take them as saved: the form is clean, undo is empty."""
        was_dirty = self.dirty
        for field in self.fields:
            self.boxes[field.name].editor.set_value(values.get(field.name))
            self.boxes[field.name].say("")
        self._loaded = {name: self._read(name) for name in self.boxes}
        self._unchanged = {name: box.editor.kept() for name, box in self.boxes.items()}
        self._last = dict(self._unchanged)
        self._undo.clear()
        self._redo.clear()
        if was_dirty:
            self.dirty_changed.emit(False)

    def set_value(self, name: str, value: object) -> None:
        """Put a value in as if the person had typed it (a scan, a suggestion)."""
        self.boxes[name].editor.set_value(value)
        self._edited(name)

    def values(self) -> dict[str, object]:
        """All values; unreadable ones are left out, so ask ``check`` first."""
        read = {name: self._read(name) for name in self.boxes}
        return {name: value for name, value in read.items() if not isinstance(value, Unreadable)}

    def text(self, name: str) -> str:
        """One value as text, "" when empty."""
        value = self.values().get(name)
        return "" if value is None else str(value)

    def changes(self) -> dict[str, object]:
        """What differs from what was loaded."""
        return {name: value for name, value in self.values().items() if value != self._loaded.get(name)}

    @property
    def dirty(self) -> bool:
        """Whether something differs from what was loaded."""
        return self._last != self._unchanged

    def _read(self, name: str) -> object:
        try:
            return self.boxes[name].editor.value()
        except Unreadable as error:
            return error

    # -- checking

    def check(self) -> bool:
        """Whether required fields are filled and all are readable; says so at the fields."""
        self.show_errors(self._own_errors())
        return not self._own_errors()

    def _own_errors(self) -> dict[str, str]:
        errors: dict[str, str] = {}
        tr = self._tr
        for field in self.fields:
            value = self._read(field.name)
            if isinstance(value, Unreadable):
                errors[field.name] = _unreadable(tr, field.kind)
            elif field.required and value in ("", None, ()):
                errors[field.name] = tr("Please fill in “{field}”.", field=field.label)
        return errors

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show sentences at their fields (from ``RuleBroken.fields``, translated) and go to the first."""
        for name, box in self.boxes.items():
            box.say(errors.get(name, ""))
        first = next((name for name in self.boxes if name in errors), None)
        if first is not None:
            self.boxes[first].editor.setFocus()

    # -- drafts

    def kept(self) -> dict[str, Any]:
        """What stands in the fields that differ from what was loaded, as typed, for a draft."""
        standing = {name: box.editor.kept() for name, box in self.boxes.items()}
        return {name: kept for name, kept in standing.items() if kept != self._unchanged[name]}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Put a draft's fields over what is loaded; each can be undone."""
        for name in [name for name in kept if name in self.boxes]:
            self.boxes[name].editor.take_up(kept[name])
            self._edited(name)

    def revert(self) -> None:
        """Show what was loaded again; that can be undone, too."""
        self.take_up({name: self._unchanged[name] for name in self.kept()})

    # -- dirty state and undo

    def _edited(self, name: str) -> None:
        if not self._undo or self._undo[-1][0] != name:
            self._undo.append((name, self._last[name]))
        self._redo.clear()
        self._changed(name)

    def _changed(self, name: str) -> None:
        was_dirty = self.dirty
        self._last[name] = self.boxes[name].editor.kept()
        self.boxes[name].say("")
        if self.dirty != was_dirty:
            self.dirty_changed.emit(self.dirty)
        self.changed.emit(name)

    def undo(self) -> bool:
        """Take back the last field's change; whether there was one."""
        return self._step(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self._step(self._redo, self._undo)

    def _step(self, source: list[tuple[str, Any]], target: list[tuple[str, Any]]) -> bool:
        while source and source[-1][1] == self._last[source[-1][0]]:
            source.pop()
        if not source:
            return False
        name, kept = source.pop()
        target.append((name, self._last[name]))
        self.boxes[name].editor.take_up(kept)
        self._changed(name)
        return True


def _unreadable(tr: Translator, kind: FieldKind) -> str:
    sentences = {
        FieldKind.WHOLE: tr("Please enter a whole number."),
        FieldKind.DECIMAL: tr("Please enter a number, such as 12.50."),
        FieldKind.DAY: tr("Please enter a date, such as 2026-11-20."),
        FieldKind.COUNTRY: tr("No country is called so. Type its name or its code, such as CN."),
        FieldKind.OWN: tr("Please give each one a name of its own."),
    }
    return sentences.get(kind, tr("Please choose one from the list."))
