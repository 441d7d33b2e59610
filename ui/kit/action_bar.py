"""The bar of buttons stuck to the foot of a panel: one group at its left, one at its right.

Groups that do not fit beside each other stand in two rows; a group too wide for a row stands upright.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.kit.actions import ActionButton
from ui.kit.flow import ACROSS, FittedFrame, shown_in, turn
from ui.kit.labels import clear
from ui.kit.theme import Theme

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class ActionBar(FittedFrame):
    """56 px with one row; buttons that are hidden take no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "footer")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._gap, self._edge, px = theme.px(8), theme.px(20), theme.px
        self._rows = QBoxLayout(ACROSS, self)
        self._rows.setContentsMargins(self._edge, px(12), self._edge, px(11))
        self._groups = (QBoxLayout(ACROSS), QBoxLayout(ACROSS))
        for group, side in zip(self._groups, (LEFT, RIGHT), strict=True):
            group.setSpacing(self._gap)
            self._rows.addLayout(group)
            self._rows.setAlignment(group, side)

    def set_buttons(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Show other buttons; without any there is no bar. A step may put the next one in its place."""
        for group, buttons in zip(self._groups, (left, right), strict=True):
            clear(group)
            for button in buttons:
                if isinstance(button, ActionButton):
                    button.once = True
                group.addWidget(button)
        self.fit()
        self.setVisible(bool(left or right))

    def fit(self) -> None:
        """Groups that do not fit beside each other stand in two rows, a group too wide upright."""
        room = self.width() - 2 * self._edge
        wide = [self._width(group) for group in self._groups]
        beside = sum(wide) + (self._gap // 2 if all(wide) else 0) <= room
        between = 0 if beside else self._gap
        if self._rows.spacing() != between:  # telling the same again would ask for a layout for ever
            self._rows.setSpacing(between)
        turn(self._rows, across=beside)
        for group, width in zip(self._groups, wide, strict=True):
            turn(group, across=width <= room)

    def _width(self, group: QBoxLayout) -> int:
        """What a group needs in one row."""
        hints = [button.sizeHint().width() for button in shown_in(group)]
        return sum(hints) + self._gap * max(0, len(hints) - 1)
