"""Dialogs: title bar, body, and a foot that names the consequence beside the buttons. Opened, never executed.

Also the two questions that every screen asks: "really?" and "what, exactly?".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.actions import Action, ActionButton
from ui.kit.drafts import Draftable, DraftKeeper, DraftLine, Slot, leave
from ui.kit.focus import ENTER, enter_presses
from ui.kit.form import Field, Form
from ui.kit.jobs import WAITS
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.overlay import float_over, let_through, round_off
from ui.kit.theme import Theme
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from ui.context import Context


CANCEL = "cancel"
EDGE = 20
"""Title, body and foot begin and end at the same place."""


def house(part: QWidget) -> QWidget:
    """The window that all others stand over, this one's or that of the dialogs it is part of."""
    window = part.window()
    behind = window.parentWidget()
    return window if behind is None else house(behind)


class Dialog(QDialog):
    """A dialog of the house. Fill ``self.body``; then ``set_consequence``, ``add_button``; then ``open()``.

    Ctrl+Enter presses the primary button, Enter the one that has the focus and no other, Esc closes. It frees
    itself when closed. While a write of its own is under way its buttons do nothing more: pressed twice, a
    record is saved once.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        *,
        icon: str = "",
        subtitle: str = "",
        width: int = 520,
        height: int = 0,
        close_words: str = "Close",
    ) -> None:
        super().__init__(parent.window(), Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.theme = theme
        let_through(self)
        self.setProperty(WAITS, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(theme.px(width), theme.px(height) if height else 0)
        self.setMinimumWidth(theme.px(min(width, 360)))
        self._primary: ActionButton | None = None
        self._way_out: ActionButton | None = None
        frame, outer = QFrame(), QVBoxLayout(self)
        frame.setProperty("kind", "popup")
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._head(title, icon, subtitle, close_words))
        self._held, self._whole, self._scrolls = QWidget(), whole, False
        self.body = QVBoxLayout(self._held)
        self.body.setContentsMargins(theme.px(EDGE), theme.px(16), theme.px(EDGE), theme.px(20))
        self.body.setSpacing(theme.px(12))
        whole.addWidget(self._held, 1)
        self._foot = self._make_foot()
        whole.addWidget(self._foot)
        confirm = QShortcut(QKeySequence("Ctrl+Return"), self)
        confirm.activated.connect(self._confirm)

    def _head(self, title: str, icon: str, subtitle: str, close_words: str) -> QFrame:
        head = QFrame()
        head.setProperty("kind", "dialog-head")
        head.setFixedHeight(self.theme.px(56))
        row = QHBoxLayout(head)
        row.setContentsMargins(self.theme.px(EDGE), 0, self.theme.px(16), 0)
        row.setSpacing(self.theme.px(12))
        if icon:
            row.addWidget(IconLabel(self.theme, icon, "text", 18))
        self.title = label(self.theme, title, "dialog-title")
        row.addWidget(self.title)
        row.addWidget(ElidedLabel(self.theme, subtitle, "body", "text-3"), 1)
        shut = QToolButton()
        shut.setIcon(self.theme.icon("x"))
        shut.setIconSize(QSize(self.theme.px(16), self.theme.px(16)))
        shut.setAccessibleName(close_words)
        set_tip(shut, close_words)
        shut.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shut.clicked.connect(self.reject)
        row.addWidget(shut)
        self._shut = shut
        return head

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "dialog-foot")
        foot.setFixedHeight(self.theme.px(64))
        self._row = QHBoxLayout(foot)
        self._row.setContentsMargins(self.theme.px(EDGE), 0, self.theme.px(EDGE), 0)
        self._row.setSpacing(self.theme.px(8))
        self._mark = IconLabel(self.theme, "lock", "text-3", 16)
        self._mark.hide()
        self._row.addWidget(self._mark)
        self._consequence = label(self.theme, "", "small", "text-2", wrap=True)
        self._row.addWidget(self._consequence, 1)
        return foot

    def set_consequence(self, words: str, icon: str = "", ink: str = "text-2") -> None:
        """Say at the left of the foot what the primary button will do."""
        self._consequence.setText(words)
        self._consequence.setProperty("ink", ink)
        self._consequence.style().polish(self._consequence)
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.set_icon(icon, ink)

    def add_button(self, action: Action) -> ActionButton:
        """A button at the right; the one of kind "primary" answers Ctrl+Enter."""
        once = action if action.id == CANCEL else replace(action, run=partial(self._once, action.run))
        button = ActionButton(once, self.theme, show_key=False)
        button.setAutoDefault(False)
        self._row.addWidget(button)
        if action.kind in ("primary", "danger"):
            self._primary = button
        return button

    def make_primary(self, button: ActionButton) -> None:
        """From now on this button stands out and answers Ctrl+Enter, in place of the one that did."""
        before = self._primary
        if before is not None and before is not button:
            before.show_kind("")
        button.show_kind("primary")
        self._primary = button

    def add_cancel(self, words: str) -> QPushButton:
        """The button that closes without doing anything."""
        self._way_out = self.add_button(Action(CANCEL, words, self.reject))
        return self._way_out

    def _once(self, run: Callable[[], None]) -> None:
        """Do what a button says, unless what was pressed before is not answered yet."""
        if not self.property(WAITS):
            run()

    def keep_draft(self, context: Context, content: Draftable, slot: Slot) -> DraftKeeper:
        """Keep what is typed: put back at the top, dropped when accepted, kept when only closed.

        The caller connects every change of ``content`` to ``touch`` of the keeper that is returned.
        """
        keeper = DraftKeeper(context, self, content, slot)
        self.body.insertWidget(0, DraftLine(context.theme, context.tr, keeper))
        self.accepted.connect(keeper.drop)
        self.rejected.connect(lambda: leave(context, keeper, self))
        return keeper

    def open(self) -> None:
        """Show it over the dimmed window; the focus begins where the person acts, never on the cross."""
        float_over(self, self.theme)
        self._fit()
        super().open()
        first = self._primary or self._way_out
        if first is not None and self.focusWidget() in (None, self._shut):
            first.setFocus()

    def _fit(self) -> None:
        """No larger than the window behind it: what has no room there is scrolled to."""
        behind, outer = self.parentWidget(), self.layout()
        if behind is None or outer is None:
            return
        room = house(behind).size()
        self.ensurePolished()
        wide = min(self.width(), room.width())
        tall = (
            outer.minimumHeightForWidth(wide) if outer.hasHeightForWidth() else outer.minimumSize().height()
        )
        if tall > room.height() or outer.minimumSize().width() > room.width():
            self._scroll(outer)
            tall = room.height()
        self.resize(QSize(wide, max(self.height(), tall)).boundedTo(room))

    def _stay_inside(self) -> None:
        """What grew while it is open stays over the window, too."""
        behind = self.parentWidget()
        if behind is None or not self.isVisible():
            return
        around = house(behind)
        if self.height() > around.height() and not self._scrolls:
            self._fit()
        low = self.mapToGlobal(self.rect().bottomLeft()).y()
        over = low - around.mapToGlobal(around.rect().bottomLeft()).y()
        if over > 0:
            self.move(self.x(), self.y() - over)

    def _scroll(self, outer: QLayout) -> None:
        self._scrolls, typing = True, self.focusWidget()
        area = QScrollArea()
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        self._whole.replaceWidget(self._held, area)
        area.setWidget(self._held)
        self._whole.setStretchFactor(area, 1)
        for layout in (self._whole, outer):  # they ask for less now
            layout.invalidate()
            layout.activate()
        if typing is not None:  # what moves to another parent loses the keys
            typing.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field presses nothing: Qt would press some button of the dialog."""
        if not enter_presses(self, event) and event.key() not in ENTER:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round, and all of it inside the window."""
        super().resizeEvent(event)
        round_off(self, self.theme)
        if self.isVisible():
            QTimer.singleShot(0, self, self._stay_inside)

    def _confirm(self) -> None:
        if self._primary is not None and self._primary.isEnabled():
            self._primary.click()


def confirm(
    context: Context,
    parent: QWidget,
    title: str,
    words: str,
    do: str,
    then: Callable[[], None],
    *,
    consequence: str = "",
    icon: str = "",
    danger: bool = False,
) -> Dialog:
    """Ask before something that matters; ``then`` runs after the person pressed ``do``."""
    tr = context.tr
    dialog = Dialog(parent, context.theme, title, icon=icon, close_words=tr("Close"))
    dialog.body.addWidget(label(context.theme, words, "body", "text-2", wrap=True))
    dialog.set_consequence(consequence)

    def go() -> None:
        dialog.accept()
        then()

    dialog.add_cancel(tr("Cancel"))
    dialog.add_button(Action("do", do, go, kind="danger" if danger else "primary"))
    dialog.open()
    return dialog


def ask_form(
    context: Context,
    parent: QWidget,
    title: str,
    fields: list[Field],
    do: str,
    then: Callable[[dict[str, object], Form, Dialog], None],
    *,
    slot: Slot,
    values: dict[str, object] | None = None,
    columns: int = 1,
    consequence: str = "",
    icon: str = "",
    width: int = 520,
) -> tuple[Dialog, Form]:
    """Ask for some fields; ``then(values, form, dialog)`` runs when they are readable.

    What is typed is kept under ``slot`` until it is saved or discarded. ``then`` closes the dialog itself
    (``dialog.accept()``) once the service said yes, or shows its errors with ``failures.at_form``.
    """
    tr = context.tr
    dialog = Dialog(parent, context.theme, title, icon=icon, width=width, close_words=tr("Close"))
    form = Form(context.theme, tr, fields, values, columns=columns, jobs=context.jobs)
    dialog.body.addWidget(form)
    if context.signed_in:
        form.changed.connect(dialog.keep_draft(context, form, slot).touch)
    dialog.set_consequence(consequence)

    def go() -> None:
        if form.check():
            then(form.values(), form, dialog)

    dialog.add_cancel(tr("Cancel"))
    dialog.add_button(Action("do", do, go, kind="primary"))
    dialog.open()
    if fields:
        form.boxes[fields[0].name].editor.setFocus()
    return dialog, form
