"""The key sheet: every key of the screen in front and of the window, on one page (? or F1).

It lists what actions and shell declare; it owns no key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.hints import Hint
from ui.kit.labels import KeyCap, label

if TYPE_CHECKING:
    from ui.context import Context


def open_key_sheet(
    context: Context,
    parent: QWidget,
    window_keys: Sequence[Hint],
    screen_keys: Sequence[Action | Hint],
    more: Action,
) -> Dialog:
    """Show the sheet; ``more`` leads on to what the keys are for."""
    tr = context.tr
    dialog = Dialog(parent, context.theme, tr("Keys"), icon="keyboard", width=760, close_words=tr("Close"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(context.theme.px(32))
    grid.setVerticalSpacing(context.theme.px(6))
    for column, (title, keys) in enumerate(
        ((tr("On this screen"), _hints(screen_keys)), (tr("Everywhere"), tuple(window_keys)))
    ):
        grid.addWidget(label(context.theme, title, "card-title"), 0, 2 * column, 1, 2)
        for row, hint in enumerate(keys, start=1):
            cap = KeyCap(" / ".join(hint.keys), context.theme)
            grid.addWidget(cap, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(context.theme, hint.text, "body", "text-2"), row, 2 * column + 1)
        grid.setColumnStretch(2 * column + 1, 1)
    dialog.body.addLayout(grid)
    dialog.body.addStretch()

    def go_on() -> None:
        dialog.accept()
        more.run()

    dialog.add_button(replace(more, run=go_on))
    dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
    dialog.open()
    return dialog


def _hints(keys: Sequence[Action | Hint]) -> tuple[Hint, ...]:
    """Each key once: what an action calls itself says more than the short word at the foot of its screen."""
    taken = {one.shortcut for one in keys if isinstance(one, Action)}
    found = [
        Hint((one.shortcut,), one.text) if isinstance(one, Action) else one
        for one in keys
        if isinstance(one, Action) or not taken.issuperset(one.keys)
    ]
    return tuple(hint for hint in found if any(hint.keys))
