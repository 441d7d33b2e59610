"""Choosing what was said about a sender’s files before, keeping what is said now by name, forgetting it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from qualitydesk.services.exchange import Wishes
from qualitydesk.services.import_profiles import forget_profile, keep_profile, profiles
from ui.importing.options import Options
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog, ask_form, confirm
from ui.kit.drafts import Slot
from ui.kit.form import Field, Form

if TYPE_CHECKING:
    from ui.context import Context


class Profiles(QWidget):
    """A choice of names, and buttons that keep one more and forget the one that is chosen."""

    def __init__(self, context: Context, owner: QWidget, kind: str, options: Options) -> None:
        super().__init__()
        self.context, self._owner, self._kind, self._options = context, owner, kind, options
        self._known: dict[str, Wishes] = {}
        self._in_force = 0
        """The place of the profile that was taken last; 0 is none."""
        tr, theme = context.tr, context.theme
        self.names = QComboBox()
        self.names.setAccessibleName(tr("Files of this sender"))
        self.names.addItem(tr("No profile"))
        self.names.setFixedHeight(theme.px(32))
        self.names.activated.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.names, 1)
        keep = Action("keep", tr("Keep as profile"), self.ask, "plus", "", "quiet")
        row.addWidget(ActionButton(keep, theme, size="small", show_key=False))
        forget = Action("forget", tr("Forget this profile"), self.ask_forget, "trash-2", "", "quiet")
        self.forget = ActionButton(forget, theme, size="small", show_key=False)
        self.forget.show_words(False)
        row.addWidget(self.forget)
        self.names.currentIndexChanged.connect(lambda place: self.forget.setVisible(place > 0))
        self.forget.hide()
        self.read()

    def read(self, choose: str = "") -> None:
        """Ask for the profiles of this person."""
        desk, kind = self.context.desk, self._kind

        def done(found: dict[str, Wishes]) -> None:
            self._known = found
            self.names.clear()
            self.names.addItems([self.context.tr("No profile"), *found])
            self.names.setCurrentText(choose or self.context.tr("No profile"))
            self._in_force = self.names.currentIndex()

        self.context.jobs.read(self, lambda: profiles(desk, kind), done, latest="profiles")

    def _chosen(self, place: int) -> None:
        """Say what the profile says; without one, what it said is said no more."""
        if place or self._in_force:
            self._options.take(list(self._known.values())[place - 1] if place else Wishes())
        self._in_force = place

    def ask(self) -> None:
        """Ask for a name and keep what is said now."""
        tr = self.context.tr
        fields = [Field("name", tr("Name"), required=True)]
        slot = Slot("import profile", self._kind)
        title, do = tr("Keep as profile"), tr("Save")
        ask_form(self.context, self._owner, title, fields, do, self._keep, slot=slot, icon="save")

    def _keep(self, values: dict[str, object], form: Form, dialog: Dialog) -> None:
        desk, kind, name, wishes = self.context.desk, self._kind, str(values["name"]), self._options.wishes()

        def done(_nothing: None) -> None:
            dialog.accept()
            self.read(name.strip())

        self.context.jobs.write(
            dialog,
            lambda: keep_profile(desk, kind, name, wishes),
            done,
            lambda error: failures.at_form(self.context, form, error),
        )

    def ask_forget(self) -> None:
        """Ask, then take the profile that is chosen away."""
        tr, name = self.context.tr, self.names.currentText()
        words = tr("The profile “{name}” goes; what was imported with it stays.", name=name)
        title, do = tr("Forget this profile"), tr("Forget")
        forget = partial(self._forget_now, name)
        confirm(self.context, self._owner, title, words, do, forget, icon="trash-2")

    def _forget_now(self, name: str) -> None:
        desk, kind = self.context.desk, self._kind

        def done(_nothing: None) -> None:
            self._chosen(0)  # what it said is said no more
            self.read()

        self.context.jobs.write(self, lambda: forget_profile(desk, kind, name), done)
