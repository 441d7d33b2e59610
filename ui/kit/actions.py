"""What a person can do on a screen, declared once; buttons, menus, shortcuts and the key sheet follow.

An action knows why it is locked and says so beside the button; one that can never be done with the record
that is shown is not offered at all. What it does belongs to its screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QToolButton, QWidget
from shiboken6 import isValid

from ui.kit.labels import draw_key, key_text, key_width, show_when
from ui.kit.menus import Menu
from ui.kit.scan import after_burst
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.tool_button import tool_button


def always() -> str:
    """The reason of an action that is never locked."""
    return ""


def ever() -> bool:
    """Of an action that is always offered."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``locked`` answers "" when it may be done now, else the reason in words; ``offered``
    whether it can be done with the record at all, be it later: buttons and menus leave out what cannot.

    ``kind``: "primary" (one per place), "" (plain), "quiet", "danger". ``shortcut`` as Qt writes it
    ("Ctrl+S", "A"); with ``in_list`` the shortcut works only while the screen's list, or what stands in
    its place, has the focus.
    """

    id: str
    text: str
    run: Callable[[], None]
    icon: str = ""
    shortcut: str = ""
    kind: str = ""
    locked: Callable[[], str] = always
    in_list: bool = False
    offered: Callable[[], bool] = ever


class ActionButton(QPushButton):
    """The button of one action, with its key printed on it; locked buttons show a lock and say why."""

    def __init__(self, action: Action, theme: Theme, *, size: str = "", show_key: bool = True) -> None:
        super().__init__(action.text)
        self.action, self._theme = action, theme
        self.once = False
        """A double click presses it once: what it does puts the next step in its place."""
        self.setProperty("kind", action.kind)
        if size:
            self.setProperty("density", size)
        self.setFont(theme.font("warehouse-strong" if size == "warehouse" else "strong"))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setAccessibleName(action.text)
        self.clicked.connect(lambda _checked=False: self.action.run())
        self._key = key_text(action.shortcut) if show_key and action.shortcut else ""
        self.setProperty("keyed", bool(self._key))
        self.refresh()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press of its own, unless it is meant for the first."""
        if self.once:
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then its key at the right end."""
        super().paintEvent(event)
        if not self._key:
            return
        painter, width = QPainter(self), key_width(self._theme, self._key)
        room = QRect(self.width() - width - self._theme.px(8), 0, width, self.height())
        draw_key(painter, self._theme, room, self._key, self._ink(self.action.locked()))
        painter.end()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """A little more air between icon and word than the style gives."""
        super().initStyleOption(option)
        if not option.icon.isNull() and option.text:
            option.text = f" {option.text}"

    def sizeHint(self) -> QSize:
        """Room for the text and, at its right, the key."""
        hint = super().sizeHint()
        air = self._theme.metrics("strong").horizontalAdvance(" ") if self.action.icon else 0
        key = key_width(self._theme, self._key) + self._theme.px(4) if self._key else 0
        return QSize(hint.width() + air + key, hint.height())

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    @property
    def words(self) -> str:
        """What it says where there is room."""
        return self.action.text

    def show_words(self, shown: bool) -> None:
        """Where room is short the icon stands alone; the tooltip says the words."""
        self.setText(self.action.text if shown or not self.action.icon else "")
        self.refresh()

    def refresh(self) -> None:
        """Ask again whether the action may be done, and show the answer."""
        reason = self.action.locked()
        self.setEnabled(not reason)
        set_tip(self, reason or ("" if self.text() else self.action.text))
        self.setAccessibleDescription(reason)
        name = "lock" if reason else self.action.icon
        if name:
            self.setIcon(self._theme.icon(name, self._ink(reason)))

    def show_kind(self, kind: str) -> None:
        """Stand out as a button of another kind does; what it does stays."""
        if kind != self.action.kind:
            self.action = replace(self.action, kind=kind)
            self.setProperty("kind", kind)
            self.style().polish(self)
            self.refresh()

    def _ink(self, reason: str) -> str:
        if reason:
            return "text-3"
        return {"primary": "on-accent", "danger": "bad", "quiet": "text-2"}.get(self.action.kind, "text")


class ActionSet:
    """The actions of a screen or panel, in force on ``owner``: shortcuts, buttons and menus kept in step.

    Single letters reach no action while a text field has the focus, since fields take printable keys first.
    """

    def __init__(
        self, owner: QWidget, theme: Theme, actions: Sequence[Action], listing: QWidget | None = None
    ) -> None:
        self._owner, self._theme, self._listing = owner, theme, listing
        self.actions = tuple(actions)
        self._buttons: list[ActionButton] = []
        self._keys: dict[str, QAction] = {action.id: self._key(action) for action in self.actions}

    def _key(self, action: Action) -> QAction:
        key = QAction(action.text, self._owner)
        key.setObjectName(action.id)
        target = self._listing if action.in_list and self._listing is not None else self._owner
        key.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if action.shortcut:
            key.setShortcut(QKeySequence(action.shortcut))
        key.triggered.connect(lambda _checked=False: self._triggered(action))
        target.addAction(key)
        return key

    def _triggered(self, action: Action) -> None:
        if len(action.shortcut) == 1:
            after_burst(lambda: self.run(action.id))
        else:
            self.run(action.id)

    def find(self, action_id: str) -> Action:
        """The action of that id."""
        return next(action for action in self.actions if action.id == action_id)

    def run(self, action_id: str) -> None:
        """Do it, unless it is locked."""
        action = self.find(action_id)
        if not action.locked():
            action.run()

    def button(self, action_id: str, *, size: str = "", show_key: bool = True) -> ActionButton:
        """A button for the action, kept in step by ``refresh`` as long as it stands."""
        made = ActionButton(self.find(action_id), self._theme, size=size, show_key=show_key)
        self._buttons.append(made)
        return made

    def icon_button(self, action_id: str) -> QToolButton:
        """A small button that is the action's icon alone, for the head of a panel."""
        action = self.find(action_id)
        return tool_button(self._theme, action.icon, action.text, lambda: self.run(action_id))

    def menu(self, parent: QWidget, action_ids: Iterable[str] | None = None) -> Menu:
        """A menu of the named actions (all by default); a locked one shows its reason as tooltip."""
        menu = Menu(self._theme, parent)
        menu.setToolTipsVisible(True)
        wanted = [action.id for action in self.actions] if action_ids is None else list(action_ids)
        for action_id in wanted:
            key, icon = self._keys[action_id], self.find(action_id).icon
            if icon:
                key.setIcon(self._theme.icon(icon))
            menu.addAction(key)
        menu.aboutToShow.connect(self.refresh)
        return menu

    def refresh(self) -> None:
        """Ask every action again whether it is offered, and whether it may be done."""
        for action in self.actions:
            reason = action.locked()
            self._keys[action.id].setEnabled(not reason)
            self._keys[action.id].setVisible(action.offered())
            set_tip(self._keys[action.id], reason or action.text)
        self._buttons = [button for button in self._buttons if isValid(button)]
        for button in self._buttons:
            button.refresh()
            if button.action.offered is not ever:  # else it is shown and hidden by whoever placed it
                show_when(button, button.action.offered())
