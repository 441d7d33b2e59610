"""Who gets a copy of a paper: chips with names, taken from the record or typed. Recorded, never sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from ui.kit.dashes import DashedEdge
from ui.kit.flow import FlowLayout
from ui.kit.labels import clear
from ui.kit.menus import Menu
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from ui.context import Context

MOST, LONGEST = 12, 120


class CopyList(QWidget):
    """``names`` are the chosen ones; ``changed`` tells when they change."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.names: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._flow = FlowLayout(self, self.theme.px(6))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.add = QToolButton()
        self.add.setProperty("kind", "chip-add")
        DashedEdge(self.add, self.theme, "border-strong", 6)
        self.add.setFixedSize(self.theme.px(32), self.theme.px(28))
        self.add.setIcon(self.theme.icon("plus", "text-2", 14))
        self.add.setIconSize(QSize(self.theme.px(14), self.theme.px(14)))
        self.add.setAccessibleName(context.tr("Add who gets a copy"))
        set_tip(self.add, context.tr("Add who gets a copy"))
        self.add.clicked.connect(self.ask)
        self._fill()

    def offer(self, names: Sequence[str]) -> None:
        """Whom the record suggests."""
        self._offered = tuple(dict.fromkeys(name for name in names if name))

    def ask(self) -> QMenu:
        """Those suggested, and a line to type another name in."""
        menu = Menu(self.theme, self)
        for name in self._offered:
            if name not in self.names:
                menu.addAction(name).triggered.connect(partial(self._take, name))
        line = QLineEdit()
        line.setPlaceholderText(self.context.tr("Another name, then Enter"))
        line.setAccessibleName(self.context.tr("Another name"))
        line.setMaxLength(LONGEST)
        line.setMinimumWidth(self.theme.px(220))
        line.returnPressed.connect(lambda: self._typed(line, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(line)
        menu.addAction(holder)
        menu.drop(self.add)
        line.setFocus()
        return menu

    def _typed(self, line: QLineEdit, menu: QMenu) -> None:
        self._take(line.text())
        menu.close()

    def _take(self, name: str, _checked: bool = False) -> None:
        self.choose((*self.names, name.strip()))

    def choose(self, names: Sequence[str]) -> None:
        """Show these."""
        self.names = tuple(dict.fromkeys(name for name in names if name))[:MOST]
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        self.add.setParent(None)
        clear(self._flow)
        for name in self.names:
            self._flow.addWidget(self._chip(name))
        self._flow.addWidget(self.add)
        self.add.show()
        self.updateGeometry()

    def _chip(self, name: str) -> QToolButton:
        from PySide6.QtCore import Qt

        theme, chip = self.theme, QToolButton()
        chip.setProperty("kind", "chip")
        chip.setFont(theme.font("small"))
        chip.setFixedHeight(theme.px(28))
        chip.setText(theme.metrics("small").elidedText(name, Qt.TextElideMode.ElideRight, theme.px(220)))
        chip.setIcon(theme.icon("x", "text-2", 13))
        chip.setIconSize(QSize(theme.px(13), theme.px(13)))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(self.context.tr("Take off {file}", file=name))
        set_tip(chip, name)
        chip.clicked.connect(lambda _on=False: self.choose([one for one in self.names if one != name]))
        return chip
