"""One record of a register in a form: saved in a job, refused at its fields, conflicts side by side.

Which fields it has and which use case saves them is the screen's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from qualitydesk.domain.errors import Conflict
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.conflict import ConflictDialog, alone
from ui.kit.dialogs import EDGE, Dialog
from ui.kit.drafts import Slot
from ui.kit.editors import LookupEditor
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from ui.context import Context

HEAD_AND_FOOT = 162
"""What a dialog needs beside its form."""
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Newest:
    """A record as it stands after somebody else saved it; ``words`` says keys of other records."""

    version: int
    words: Mapping[str, str] = field(default_factory=dict)


def _unknown() -> Newest:
    raise LookupError("a new record has no newest version")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. ``save(values, version)`` runs in a job and answers with the record's key.

    It gets every value of a new record (``version`` 0), of a known one only what differs. ``newest`` is read
    in a job when somebody else was faster.
    """

    title: str
    icon: str
    fields: tuple[Field, ...]
    save: Callable[[Values, int], str]
    said: str
    slot: Slot
    values: Mapping[str, object] = field(default_factory=dict)
    version: int = 0
    newest: Callable[[], Newest] = _unknown
    columns: int = 2
    width: int = 780
    consequence: str = ""


class RecordDialog(Dialog):
    """Opened with what is asked for; ``done`` gets the key once it is saved."""

    def __init__(self, context: Context, parent: QWidget, asked: Asked, done: Callable[[str], None]) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(
            parent, theme, asked.title, icon=asked.icon, width=asked.width, close_words=tr("Close")
        )
        self.context, self.asked, self._done = context, asked, done
        self.form = Form(theme, tr, asked.fields, asked.values, columns=asked.columns, jobs=context.jobs)
        self._seen = self.form.values()
        self._lay(parent)
        self.form.changed.connect(self.keep_draft(context, self.form, asked.slot).touch)
        self.set_consequence(asked.consequence)
        self.add_cancel(tr("Cancel"))
        self.add_button(Action("save", tr("Save"), self.save, kind="primary"))

    def _lay(self, parent: QWidget) -> None:
        """Long forms scroll: the dialog stays inside the window, and its fields end where its foot does."""
        area, px, around = QScrollArea(), self.theme.px, parent.window().height()
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        asked, tallest = self.form.sizeHint().height() + px(8), around - px(32 + HEAD_AND_FOOT)
        self.form.setContentsMargins(px(2), px(2), px(8 if asked > tallest else 2), px(2))
        self.body.setContentsMargins(px(EDGE - 2), px(16), px(EDGE - 2), px(20))
        self.body.addWidget(area, 1)
        area.setMinimumHeight(min(asked, max(px(200), around - px(250))))
        self.resize(self.width(), min(asked, tallest) + px(HEAD_AND_FOOT))

    def open(self) -> None:
        """Show it with the cursor in the first field that can be typed in."""
        super().open()
        first = next((one.name for one in self.asked.fields if not one.locked), "")
        if first:
            self.form.boxes[first].editor.setFocus()

    # -- saving

    def save(self) -> None:
        """Save what stands in the form; the dialog stays while something is wrong."""
        if not self.form.check():
            return
        if not self.asked.version:
            self._save(self.form.values(), 0)
        elif not self.form.changes():
            self.accept()
        else:
            self._save(self.form.changes(), self.asked.version)

    def _save(self, values: Values, version: int) -> None:
        save = self.asked.save
        self.context.jobs.write(
            self, lambda: save(values, version), self._saved, lambda error: self._failed(error, values)
        )

    def _saved(self, key: str) -> None:
        self.accept()
        self.context.toast(self.asked.said)
        self._done(key)

    def _failed(self, error: Exception, values: Values) -> None:
        if isinstance(error, Conflict):
            self.context.jobs.read(
                self, self.asked.newest, lambda newest: self._compare(error, newest, values)
            )
        else:
            failures.at_form(self.context, self.form, error)

    # -- somebody else was faster

    def _compare(self, error: Conflict, newest: Newest, values: Values) -> None:
        """Ask about each field that both changed; where none is, what was typed is saved over the newest."""
        clash = {
            name: (error.mine.get(name), theirs)
            for name, theirs in error.theirs.items()
            if not alone(theirs, self._seen.get(name))
        }
        if not clash:
            self._save(values, newest.version)
            return
        told = Conflict(
            error.message,
            theirs={name: self._said(name, pair[1], newest) for name, pair in clash.items()},
            mine={name: self._said(name, pair[0], None) for name, pair in clash.items()},
        )

        def choose(chosen: dict[str, object]) -> None:
            kept = dict(values)
            for name, words in chosen.items():
                if words == told.theirs[name]:
                    kept[name] = clash[name][1]
            self._save(kept, newest.version)

        names = {one.name: one.label for one in self.asked.fields}
        joined = [names[name] for name in values if name in names and name not in clash]
        ConflictDialog(self.context, self, self.asked.title, told, names, choose, joined).open()

    def _said(self, name: str, value: object, newest: Newest | None) -> str:
        """A value in words: of a choice its text, of another record its name."""
        tr, box = self.context.tr, self.form.boxes.get(name)
        if isinstance(value, bool):
            return tr("Yes") if value else tr("No")
        if box is not None and box.field.kind is FieldKind.CHOICE:
            return dict(box.field.choices).get(str(value or ""), str(value or ""))
        if box is not None and box.field.kind is FieldKind.COUNTRY:
            return tr.country(str(value or ""))
        if box is not None and isinstance(box.editor, LookupEditor):
            return box.editor.line.text() if newest is None else newest.words.get(name, "")
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {part}" for key, part in value.items())
        return "" if value is None else str(value)


def ask_record(context: Context, parent: QWidget, asked: Asked, done: Callable[[str], None]) -> RecordDialog:
    """Open the form of a record."""
    dialog = RecordDialog(context, parent, asked, done)
    dialog.open()
    return dialog
