"""What each role may do, as a table of ticks: drawn from the table that the services ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from qualitydesk.domain.people import Role
from qualitydesk.domain.permissions import PERMISSIONS
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.labels import IconLabel, hairline, label

if TYPE_CHECKING:
    from ui.context import Context


class PermissionTable(QWidget):
    """A line for each thing that is not for everybody, a column for each of ``roles``; one role is told in
    ticks alone.
    """

    def __init__(self, context: Context, roles: Sequence[Role]) -> None:
        super().__init__()
        self._context = context
        tr, theme = context.tr, context.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(0, 1)
        if len(roles) > 1:
            for column, role in enumerate(roles, start=1):
                head = label(theme, tr(role.value), "small-strong", "text-2")
                grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignHCenter)
        for place, one in enumerate(PERMISSIONS, start=1):
            if place > 1 or len(roles) > 1:
                grid.addWidget(hairline(), 2 * place - 1, 0, 1, len(roles) + 1)
            grid.addWidget(label(theme, tr(one.name), "body", "text", wrap=True), 2 * place, 0)
            for column, role in enumerate(roles, start=1):
                grid.addLayout(self._mark(allowed=role in one.roles), 2 * place, column)
        self.setAccessibleName("; ".join(self._words(role) for role in roles))

    def _mark(self, *, allowed: bool) -> QHBoxLayout:
        tr, theme, cell = self._context.tr, self._context.theme, QHBoxLayout()
        cell.setSpacing(theme.px(4))
        words = tr("yes") if allowed else tr("no")
        cell.addStretch()
        cell.addWidget(IconLabel(theme, "check" if allowed else "minus", "ok" if allowed else "text-3"))
        cell.addWidget(label(theme, words, "small", "ok" if allowed else "text-3"))
        cell.addStretch()
        return cell

    def _words(self, role: Role) -> str:
        tr = self._context.tr
        allowed = tr.listed(tr(one.name) for one in PERMISSIONS if role in one.roles)
        return tr("{role} may: {list}", role=tr(role.value), list=allowed)


def show_permissions(context: Context, parent: QWidget) -> Dialog:
    """The whole table."""
    tr = context.tr
    dialog = Dialog(
        parent, context.theme, tr("Who may do what"), icon="key-round", width=960, close_words=tr("Close")
    )
    dialog.body.addWidget(PermissionTable(context, tuple(Role)))
    dialog.set_consequence(tr("Two people are needed where one signs and another approves."))
    dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
    dialog.open()
    return dialog
