"""Which columns of a list are shown: chosen from a menu, kept per person at this computer and list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton, QVBoxLayout, QWidget, QWidgetAction

from ui.kit.cells import Column, Kind
from ui.kit.menus import Menu
from ui.kit.table import AnyTable
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from ui.context import Context


class ColumnChooser(QToolButton):
    """A small button; its menu ticks the columns on and off. The stretching column always stays."""

    def __init__(self, context: Context, table: AnyTable, screen: str) -> None:
        super().__init__()
        self._context, self._table = context, table
        self._key = f"layout/{context.own(screen)}/hidden"
        tr, theme = context.tr, context.theme
        self.setIcon(theme.icon("columns-3"))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setAccessibleName(tr("Choose columns"))
        set_tip(self, tr("Choose columns"))
        self.clicked.connect(lambda _on=False: self.open())
        for place in self._hidden():
            table.widths.show_column(place, False)

    def choices(self) -> tuple[tuple[int, str], ...]:
        """The columns that can be hidden: place and title."""
        return tuple(
            (place, self._said(one))
            for place, one in enumerate(self._table.rows.columns)
            if not one.stretch and one.kind != Kind.CHECK
        )

    def _said(self, column: Column[Any]) -> str:
        if column.spare:
            return self._context.tr("{title}, where there is room", title=column.title)
        return column.title

    def _hidden(self) -> tuple[int, ...]:
        names = str(self._context.settings.value(self._key, "")).split(" ")
        return tuple(place for place, _ in self.choices() if self._table.rows.columns[place].id in names)

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide one column and keep that."""
        widths = self._table.widths
        widths.show_column(place, shown)
        hidden = [self._table.rows.columns[n].id for n, _ in self.choices() if not widths.wanted(n)]
        self._context.settings.setValue(self._key, " ".join(hidden))

    def open(self) -> QMenu:
        """Offer the columns under the button."""
        theme = self._context.theme
        menu = Menu(theme, self)
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        for place, title in self.choices():
            box = QCheckBox(title)
            box.setChecked(self._table.widths.wanted(place))
            box.toggled.connect(lambda on, place=place: self.show_column(place, on))
            rows.addWidget(box)
        offered = QWidgetAction(menu)
        offered.setDefaultWidget(holder)
        menu.addAction(offered)
        menu.drop(self)
        return menu
