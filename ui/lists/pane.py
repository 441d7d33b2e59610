"""The list itself: tabs of views (for the header), chips, the table with its states, the bar of the ticked.

It reads by the listing's source in jobs; it knows no record and opens none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chips import Filter, FilterBar
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.lists.asked import Filters
from ui.lists.chosen import BulkAction, ChosenBar
from ui.lists.columns import ColumnChooser
from ui.lists.declaration import Grouping, Listing
from ui.lists.saved import SavedTabs

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.views import View

RowT = TypeVar("RowT")


class ListPane(QWidget, Generic[RowT]):
    """``current`` carries the key under the cursor, ``opened`` that of Enter or double click, ``counted`` how
    many records the filters let through. ``wanted`` is the record to put the cursor on when it arrives.
    """

    current = Signal(str)
    opened = Signal(str)
    counted = Signal(int)

    def __init__(self, context: Context, listing: Listing[RowT], bulk: tuple[BulkAction, ...] = ()) -> None:
        super().__init__()
        self.context, self.listing, self.wanted = context, listing, ""
        self.empty_actions: Callable[[], tuple[Action, ...]] = tuple
        self._hidden: Filters = {}
        self._number: int | None = None
        first = listing.views[0]
        self.order, self.descending = first.order, first.descending
        tr, theme = context.tr, context.theme
        self.table: TableView[RowT] = TableView(
            theme,
            context.jobs,
            listing.columns,
            replace(listing.source, group=self._group_of, group_counts=self._group_counts),
            row_height=listing.row_height,
            name=listing.title,
        )
        self.views = SavedTabs(context, listing, self.query)
        self.filters = self._filter_bar(listing.filters)
        self.stack = StateStack(theme, self.table, tr("Loading the list"), listing.row_height)
        self.chosen = ChosenBar(context, self.table, bulk)
        self.columns = ColumnChooser(context, self.table, listing.screen)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for part, stretch in ((self.filters, 0), (self.stack, 1), (self.chosen, 0)):
            self.column.addWidget(part, stretch)
        self._add_tools()
        self._connect()
        self._put_in_force(first)

    def _add_tools(self) -> None:
        tr, theme = self.context.tr, self.context.theme
        if self.listing.groupings:
            self._grouper = QToolButton()
            self._grouper.setIcon(theme.icon("layers"))
            self._grouper.setAccessibleName(tr("Group the list"))
            self._grouper.setToolTip(tr("Group the list"))
            self._grouper.clicked.connect(lambda _on=False: self.offer_groups())
            self.views.add_tool(self._grouper)
        self.views.add_tool(self.columns)

    def _connect(self) -> None:
        self.table.current_changed.connect(self.current)
        self.table.previewed.connect(self.current)
        self.table.opened.connect(self.opened)
        self.table.sort_asked.connect(self._sort)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.counted.connect(self._counted)
        self.table.rows.failed.connect(self._failed)
        self.views.chosen.connect(self._choose)

    def _filter_bar(self, filters: tuple[Filter, ...]) -> FilterBar:
        tr = self.context.tr
        words = {"add_words": tr("Filter"), "remove_words": tr("Remove filter")}
        bar = FilterBar(self.context.theme, filters, **words)
        bar.changed.connect(lambda _chosen: self.load())
        return bar

    def offer_filters(self, filters: tuple[Filter, ...]) -> None:
        """Other filters to choose from, once their values are known; those in force stay."""
        fresh = self._filter_bar(filters)
        fresh.choose(self.filters.chosen)
        self.column.replaceWidget(self.filters, fresh)
        self.filters.deleteLater()
        self.filters = fresh
        self._say_number()

    # -- what is shown

    def query(self) -> Query:
        """The filters in force, those behind the view's name included, and the order."""
        return Query({**self._hidden, **self.filters.chosen}, "", self.order, self.descending)

    def load(self) -> None:
        """Read the list from its beginning; rows already shown stay until the new ones are here."""
        if not self.table.rows.shown_records():
            self.stack.show_loading()
        self.table.show_order(self.order, descending=self.descending)
        self.table.load(self.query())
        self.views.count()

    def show_filters(self, filters: Filters) -> None:
        """Show what these filters let through, whatever view was in force."""
        view = next((one for one in self.listing.views if dict(one.filters) == dict(filters)), None)
        if view is not None and view.id != self.views.current().id:
            self.views.tabs.choose(view.id)
            return
        self._let_through(filters)
        self.load()

    def _choose(self, view: View) -> None:
        self.wanted = ""
        self._put_in_force(view)
        self.load()

    def _put_in_force(self, view: View) -> None:
        self.order, self.descending = view.order, view.descending
        self._let_through(view.filters)

    def _let_through(self, filters: Filters) -> None:
        self.filters.choose(filters)
        self._hidden = {name: values for name, values in filters.items() if name not in self.filters.chosen}

    def _sort(self, order: str) -> None:
        upwards = order in self.listing.ascending
        self.descending = not self.descending if order == self.order else not upwards
        self.order = order
        self.load()

    # -- groups

    def grouping(self) -> Grouping[RowT] | None:
        """How rows are grouped now: by the grouping that the order in force brings together."""
        return next((one for one in self.listing.groupings if one.order == self.order), None)

    def _group_of(self, row: RowT) -> str:
        grouping = self.grouping()
        return grouping.of(row) if grouping is not None else ""

    def _group_counts(self, query: Query) -> Mapping[str, int]:
        grouping = self.grouping()
        return grouping.counts(query) if grouping is not None and grouping.counts is not None else {}

    def offer_groups(self) -> QMenu:
        """A menu of the groupings, and none."""
        menu = QMenu(self)
        plain = next((one.order for one in self.listing.views if not self._groups_by(one.order)), "")
        for title, order in ((self.context.tr("No groups"), plain), *self._offered()):
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(order == self.order)
            action.triggered.connect(lambda _on=False, order=order: self.group_by(order))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._grouper.mapToGlobal(self._grouper.rect().bottomLeft()))
        return menu

    def _offered(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.title, one.order) for one in self.listing.groupings)

    def _groups_by(self, order: str) -> bool:
        return any(one.order == order for one in self.listing.groupings)

    def group_by(self, order: str) -> None:
        """Put the list in a grouping's order (or in one without groups)."""
        self.order = order
        self.load()

    # -- answers

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        if not self.table.rows.shown_records():
            empty = self.listing.empty
            self.stack.show_empty(empty.icon, empty.sentence, empty.help_line, self.empty_actions())
            return
        self.stack.show_view()
        if not self.table.select_key(self.wanted) and not self.wanted:
            self.table.select_first()

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def _counted(self, number: int) -> None:
        self._number = number
        self._say_number()
        self.counted.emit(number)

    def _say_number(self) -> None:
        if self._number is not None:
            self.filters.show_count(self.context.tr, self._number)

    # -- actions every list has

    def filter_actions(self) -> tuple[Action, ...]:
        """Adding and clearing filters by key."""
        tr = self.context.tr
        return (
            Action("filter", tr("Add filter"), self.add_filter, "list-filter", "F", in_list=True),
            Action("clear", tr("Clear filters"), self.clear_filters, "", "Shift+F", in_list=True),
        )

    def add_filter(self) -> None:
        """Offer the filters not in force yet."""
        self.filters.add()

    def clear_filters(self) -> None:
        """Take every filter off, those behind the view's name too."""
        self._hidden = {}
        self.filters.clear_all()

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """View, filters and order."""
        chosen = {name: list(values) for name, values in self.query().filters.items()}
        return {
            "view": self.views.current().id,
            "filters": json.dumps(chosen),
            "order": self.order,
            "descending": "1" if self.descending else "",
        }

    def restore(self, state: Mapping[str, str]) -> None:
        """Take them back; without any the first view stays."""
        if not state:
            return
        self.views.tabs.blockSignals(True)
        self.views.tabs.choose(state.get("view", ""))
        self.views.tabs.blockSignals(False)
        filters = json.loads(state.get("filters", "{}"))
        self._let_through({name: tuple(values) for name, values in filters.items()})
        self.order, self.descending = state.get("order", ""), bool(state.get("descending"))
