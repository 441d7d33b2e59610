"""The head of a screen: title, count, badges, actions at the right, one supporting line, a stepper or tabs
below.

It holds what the screen puts in; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.actions import ActionButton
from ui.kit.badges import Badge
from ui.kit.flow import FittedFrame, give_way, shown_in
from ui.kit.labels import ElidedLabel, clear, label
from ui.kit.segments import Segments
from ui.kit.theme import Theme

STEPPER_AIR = 6
TITLE_ROOM = 260
"""As much of a title is never given up to badges and buttons."""


class PageHeader(FittedFrame):
    """56 px title row; ``add_badge``, ``add_action`` and ``add_below`` fill the rest.

    Where its row has no room, its buttons give up their words, the leading one last.
    """

    def __init__(self, theme: Theme, title: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        self._rows.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        self.title = ElidedLabel(theme, title, "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.count = label(theme, "", "body", "text-3")
        self._badges, self._actions = QHBoxLayout(), QHBoxLayout()
        self._badges.setSpacing(theme.px(8))
        self._actions.setSpacing(theme.px(8))
        for part in (self.title, self.count):
            top.addWidget(part)
        top.addLayout(self._badges)
        top.addStretch()
        top.addLayout(self._actions)
        self._top = QWidget()
        self._top.setLayout(top)
        self._top.setFixedHeight(theme.px(56))
        top.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self._top)
        self._fitted: object = None
        self.count.hide()

    def set_title(self, title: str, count: str = "") -> None:
        """Show a title and, in grey, how many."""
        self.title.set_full(title)
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), self._theme.px(TITLE_ROOM)))
        self.count.setText(count)
        self.count.setVisible(bool(count))

    def fit(self) -> None:
        """Where the row has no room, its parts give up their words."""
        px, parts = self._theme.px, [*shown_in(self._actions), *shown_in(self._badges)]
        count = self.count.sizeHint().width() if self.count.text() else 0
        rest = self.title.minimumWidth() + count + px(2 * 24 + 3 * 12)
        rest += sum(_least(part) + px(8) for part in parts if not _wordy(part))
        wordy = [part for part in parts if _wordy(part)]
        asked = (self.width(), rest, [part.words for part in wordy])
        if asked != self._fitted:  # giving up words asks for another layout
            self._fitted = asked
            give_way(wordy, self.width() - rest, px(8))

    def set_badges(self, *badges: QWidget) -> None:
        """Replace the badges beside the title."""
        clear(self._badges)
        for badge in badges:
            self._badges.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
            if isinstance(badge, Badge):
                badge.may_shrink()

    def add_action(self, *buttons: QWidget) -> None:
        """Put buttons at the right, in order; the primary one last."""
        for button in buttons:
            self._actions.addWidget(button)

    def show_actions(self, buttons: Sequence[QWidget]) -> None:
        """Show these at the right and put away those before; buttons may come again."""
        for button in shown_in(self._actions):
            self._actions.removeWidget(button)
            button.hide()
        for button in buttons:
            self._actions.addWidget(button)
            button.show()
        self.fit()

    def add_stepper(self, stepper: QWidget) -> None:
        """The steps of a record, close under the title, with some air below."""
        px = self._theme.px
        self._top.setFixedHeight(px(56 - STEPPER_AIR))
        self._top.setContentsMargins(0, px(STEPPER_AIR), 0, 0)
        self._rows.setContentsMargins(px(24), 0, px(24), px(STEPPER_AIR))
        self.add_below(stepper)

    def add_below(self, widget: QWidget) -> None:
        """The tabs of saved views, under everything else."""
        self._rows.addWidget(widget)


def _wordy(part: QWidget) -> TypeGuard[ActionButton | Segments]:
    """Whether a part can do without its words; the leading button keeps them."""
    if isinstance(part, ActionButton):
        return bool(part.action.icon) and part.action.kind != "primary"
    return isinstance(part, Segments)


def _least(part: QWidget) -> int:
    """What a part needs that has no words to give up; a badge is cut after all others gave up theirs."""
    hint = part.sizeHint() if isinstance(part, Badge) else part.minimumSizeHint()
    return max(part.minimumWidth(), hint.width())
