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
from ui.kit.form import Field, Form

if TYPE_CHECKING:
    from ui.context import Context

HEAD_AND_FOOT = 162
"""What a dialog needs beside its form."""
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Newest:
    """A record as it stands after somebody else saved it, with what its form shows of it."""

    version: int
    values: Mapping[str, object]


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
        """Ask about each field that both changed; where none is, what was typed is saved over the newest.

        Both sides are compared and told as the form shows them: so are lists, and what has rows of its own.
        """
        context, asked = self.context, self.asked
        other = Form(context.theme, context.tr, asked.fields, newest.values, jobs=context.jobs)
        theirs = other.values()
        clash = [
            name
            for name, mine in values.items()
            if not alone(theirs.get(name), self._seen.get(name)) and not alone(theirs.get(name), mine)
        ]
        told = Conflict(
            error.message,
            theirs={name: self._said(other, name) for name in clash},
            mine={name: self._said(self.form, name) for name in clash},
        )
        other.deleteLater()
        if not clash:
            self._save(values, newest.version)
            return

        def choose(chosen: dict[str, object]) -> None:
            taken = {name: theirs[name] for name, words in chosen.items() if words == told.theirs[name]}
            self._save(values | taken, newest.version)

        names = {one.name: one.label for one in asked.fields}
        joined = [names[name] for name in values if name not in clash]
        ConflictDialog(context, self, asked.title, told, names, choose, joined).open()

    def _said(self, form: Form, name: str) -> str:
        """What stands in a field, in words."""
        tr, editor = self.context.tr, form.boxes[name].editor
        value = editor.value()
        if isinstance(value, bool):
            return tr("Yes") if value else tr("No")
        return tr.between.join(editor.said())


def ask_record(context: Context, parent: QWidget, asked: Asked, done: Callable[[str], None]) -> RecordDialog:
    """Open the form of a record."""
    dialog = RecordDialog(context, parent, asked, done)
    dialog.open()
    return dialog
