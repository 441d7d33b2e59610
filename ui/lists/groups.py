"""Grouping a list: which grouping the order in force brings together, and the button that offers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from qualitydesk.domain.values import Query
from ui.kit.labels import show_when
from ui.kit.menus import Menu
from ui.kit.tips import set_tip
from ui.lists.declaration import Grouping, Listing

if TYPE_CHECKING:
    from ui.context import Context

RowT = TypeVar("RowT")


class Groups(QToolButton, Generic[RowT]):
    """``asked`` carries the order that was chosen; ``order`` answers with the one in force."""

    asked = Signal(str)

    def __init__(self, context: Context, listing: Listing[RowT], order: Callable[[], str]) -> None:
        super().__init__()
        self._listing, self._order, self._tr = listing, order, context.tr
        self._theme = context.theme
        self.setIcon(self._theme.icon("layers"))
        self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        self.setAccessibleName(context.tr("Group the list"))
        set_tip(self, context.tr("Group the list"))
        show_when(self, bool(listing.groupings))
        self.clicked.connect(lambda _on=False: self.offer())

    def in_force(self) -> Grouping[RowT] | None:
        """The grouping of the order in force."""
        return self._by(self._order())

    def _by(self, order: str) -> Grouping[RowT] | None:
        return next((one for one in self._listing.groupings if one.order == order), None)

    def title_of(self, row: RowT) -> str:
        """Under which title a row stands, "" without groups."""
        grouping = self.in_force()
        return grouping.of(row) if grouping is not None else ""

    def counts(self, query: Query) -> Mapping[str, int]:
        """How many rows each title has; run in a job."""
        grouping = self.in_force()
        return grouping.counts(query) if grouping is not None and grouping.counts is not None else {}

    def offer(self) -> QMenu:
        """A menu of the groupings, and none of them."""
        menu, tr = Menu(self._theme, self), self._tr
        plain = next((one.order for one in self._listing.views if self._by(one.order) is None), "")
        offered = [(one.title, one.order) for one in self._listing.groupings]
        for title, order in [(tr("No groups"), plain), *offered]:
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(order == self._order())
            action.triggered.connect(lambda _on=False, order=order: self.asked.emit(order))
        menu.drop(self)
        return menu
