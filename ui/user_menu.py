"""The menu of the person at the desk, and the messages said so far.

What the entries do is the shell's; here they are only shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.menus import Menu
from ui.kit.panel import KeyValues
from ui.kit.toasts import Said

Entry = tuple[str, str, Callable[[], object]]
"""Icon, words, what it does."""


def open_user_menu(context: Context, parent: QWidget, at: QPoint, entries: Sequence[Entry]) -> QMenu:
    """Open it above the point."""
    menu = Menu(context.theme, parent)
    for icon, words, run in entries:
        menu.addAction(context.theme.icon(icon), words).triggered.connect(lambda _on=False, run=run: run())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at - QPoint(0, menu.sizeHint().height()))
    return menu


def show_messages(context: Context, parent: QWidget, history: Sequence[Said]) -> Dialog:
    """Everything that was said at the lower right, newest first."""
    tr = context.tr
    said = [(f"{one.at:%H:%M}", one.words) for one in reversed(history)]
    dialog = Dialog(parent, context.theme, tr("Messages"), icon="history", close_words=tr("Close"))
    dialog.body.addWidget(KeyValues(context.theme, said or [("", tr("Nothing was said yet."))]))
    dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
    dialog.open()
    return dialog
