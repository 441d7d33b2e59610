"""Notifications: which to-dos the bell counts, and whether anything shows outside the window. Quiet as it
comes: nothing pops up, nothing outside the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSystemTrayIcon

from qualitydesk.domain.people import Role
from qualitydesk.domain.todos import KINDS_OF
from ui import tray
from ui.context import ToastAction
from ui.kit.form import Field, FieldKind, Form
from ui.screens.settings.section import Section
from ui.todo import want_kinds, wanted_kinds

if TYPE_CHECKING:
    from ui.context import Context


class NoticeSection(Section):
    """A tick for each kind of to-do, and two for what shows outside the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Notifications"))
        tr = context.tr
        self.kinds = KINDS_OF[Role(context.desk.person.role)]
        fields = [Field(kind.name, tr(kind.value), FieldKind.CHECK) for kind in self.kinds]
        self.inside = Form(self.theme, tr, fields)
        words = tr("The bell counts them and Ctrl B lists them. Nothing pops up.")
        words = words if self.kinds else tr("For this role nothing waits.")
        self.card(tr("What waits for you"), words).body.addWidget(self.inside)
        self.outside = Form(self.theme, tr, outside_fields(context))
        self.card(tr("Outside the window")).body.addWidget(self.outside)
        self.now: dict[str, object] = {}
        for form in (self.inside, self.outside):
            form.changed.connect(self._chosen)
        self.end()
        self.load()

    def load(self) -> None:
        """Show what is switched on."""
        wanted = wanted_kinds(self.context)
        self.inside.load({kind.name: kind in wanted for kind in self.kinds})
        self.outside.load({name: tray.switched_on(self.context, name) for name in (tray.BADGE, tray.TRAY)})
        self.now = self.inside.values() | self.outside.values()

    def _chosen(self, _name: str) -> None:
        before, self.now = self.now, self.inside.values() | self.outside.values()
        if self.now == before:
            return
        self._put_in_force(self.now)
        tr = self.context.tr

        def back() -> None:
            self._put_in_force(before)
            self.load()

        self.context.toast(tr("Changed."), "ok", ToastAction(tr("Undo"), back, undoes=True))

    def _put_in_force(self, values: dict[str, object]) -> None:
        kept = wanted_kinds(self.context)
        others = [kind for kind in kept if kind not in self.kinds]
        want_kinds(self.context, [*others, *(kind for kind in self.kinds if values[kind.name])])
        for name in (tray.BADGE, tray.TRAY):
            tray.switch(self.context, name, on=bool(values[name]))


def outside_fields(context: Context) -> list[Field]:
    """What can show outside the window, where the system has it."""
    tr = context.tr
    no_tray = not QSystemTrayIcon.isSystemTrayAvailable()
    hint = tr("This system has no tray.") if no_tray else ""
    return [
        Field(tray.BADGE, tr("A number on the icon of the program"), FieldKind.CHECK),
        Field(tray.TRAY, tr("An icon in the tray of the system"), FieldKind.CHECK, help=hint, locked=no_tray),
    ]
