"""The list itself: tabs of views (for the header), chips, the table with its states, the bar of the ticked.

It reads by the listing's source in jobs; it knows no record and opens none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chips import Filter, FilterBar
from ui.kit.focus import has_keys
from ui.kit.hints import Hint
from ui.kit.labels import hairline
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.lists.asked import Filters
from ui.lists.beyond import nearest
from ui.lists.chosen import BulkAction, ChosenBar, with_ticks
from ui.lists.columns import ColumnChooser
from ui.lists.declaration import Listing
from ui.lists.groups import Groups
from ui.lists.in_force import InForce
from ui.lists.refusals import Refusals
from ui.lists.saved import SavedTabs

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.header import PageHeader
    from ui.kit.views import View

RowT = TypeVar("RowT")


class ListPane(QWidget, Generic[RowT]):
    """``current`` carries the key under the cursor, ``opened`` that of Enter or double click; ``asked``: the
    record is to be seen, by these, by Space or by a click. Lines have ticks where there is something to do
    with several, ``bulk``.
    ``table.want`` puts the cursor on a record, when it arrives if it is not here yet.
    """

    current = Signal(str)
    opened = Signal(str)
    asked = Signal()
    emptied = Signal()
    """No record is left, and none was asked for: what is shown beside the list belongs to it no more."""

    def __init__(self, context: Context, listing: Listing[RowT], bulk: tuple[BulkAction, ...] = ()) -> None:
        super().__init__()
        self.context, self.listing = context, listing
        self.empty_actions: Callable[[], tuple[Action, ...]] = tuple
        self.outdated = Refusals(self, context.jobs).heard
        self._number: int | None = None
        self._keys_wanted = False
        tr, theme = context.tr, context.theme
        self.views = SavedTabs(context, listing, self.query)
        self.in_force = InForce(tr, lambda: self.filters, self.views.current, listing.views[0])
        self.groups: Groups[RowT] = Groups(context, listing, lambda: self.in_force.order)
        self.table: TableView[RowT] = TableView(
            theme,
            context.jobs,
            with_ticks(listing.columns) if bulk else listing.columns,
            replace(listing.source, group=self.groups.title_of, group_counts=self.groups.counts),
            row_height=listing.row_height,
            name=listing.title,
        )
        self.filters = self._filter_bar(listing.filters)
        self.stack = StateStack(
            theme, self.table, tr("Loading the list"), listing.row_height, ground="surface"
        )
        self.chosen = ChosenBar(context, self.table, bulk)
        self.columns = ColumnChooser(context, self.table, listing.screen)
        self.views.add_tool(self.groups)
        self.views.add_tool(self.columns)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for part, stretch in ((self.filters, 0), (hairline(), 0), (self.stack, 1), (self.chosen, 0)):
            self.column.addWidget(part, stretch)
        self._connect()
        self.in_force.take(listing.views[0])

    def _connect(self) -> None:
        self.table.current_changed.connect(self.current)
        self.table.previewed.connect(self.current)
        self.table.opened.connect(self.opened)
        for seen in (self.table.opened, self.table.previewed, self.table.pointed):
            seen.connect(lambda _key: self.asked.emit())
        self.table.sort_asked.connect(self._sort)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.counted.connect(self._counted)
        self.table.rows.failed.connect(self._failed)
        self.views.chosen.connect(self._choose)
        self.views.came_back.connect(lambda: self.in_force.let_through(self.query().filters))
        self.groups.asked.connect(self.order_by)

    def _filter_bar(self, filters: tuple[Filter, ...]) -> FilterBar:
        tr = self.context.tr
        words = {"add_words": tr("Filter"), "remove_words": tr("Remove filter"), "between": tr.between}
        words["more_words"] = tr("Only")
        bar = FilterBar(self.context.theme, filters, **words)
        bar.changed.connect(lambda _chosen: self.load())
        bar.let_go.connect(self.in_force.let_go)
        return bar

    def offer_filters(self, filters: tuple[Filter, ...]) -> None:
        """Other filters to choose from, once their values are known; those in force stay."""
        fresh, query = self._filter_bar(filters), self.query()
        self.column.replaceWidget(self.filters, fresh)
        self.filters.deleteLater()
        self.filters = fresh
        self.in_force.let_through(query.filters)
        self._say_number()

    def stand_under(self, header: PageHeader) -> None:
        """Put title, late count and the tabs of views into a screen's header."""
        header.set_title(self.listing.title)
        header.add_below(self.views)
        number = self.context.tr.number
        self.table.rows.counted.connect(lambda count: header.set_title(self.listing.title, number(count)))

    # -- what is shown

    def query(self) -> Query:
        """The filters in force, those behind the view's name included, and the order."""
        return self.in_force.query()

    def load(self) -> None:
        """Read the list from its beginning; rows already shown stay until the new ones are here."""
        if not self.table.rows.shown_records():
            self.stack.show_loading()
        query = self.query()
        self.table.show_order(query.order, descending=query.descending)
        self.table.load(query)

    def show_filters(self, filters: Filters) -> None:
        """Show what these filters let through; the ready view that comes nearest is in front, chips say the
        rest.
        """
        view = nearest(self.listing.views, filters, self.views.current())
        if view.filters == filters and view.id != self.views.current().id:
            self.views.tabs.choose(view.id)
            return
        self.views.show_as(view)
        self.in_force.let_through(filters)
        self.load()

    def _choose(self, view: View) -> None:
        self.table.wanted = ""
        self.in_force.take(view)
        self.load()

    def _sort(self, order: str) -> None:
        self.in_force.turn(order, upwards=order in self.listing.ascending)
        self.load()

    def order_by(self, order: str) -> None:
        """Put the list in that order; a grouping's order brings its groups."""
        self.in_force.order = order
        self.load()

    # -- answers

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        keys = self._keys_wanted or has_keys(self.stack)
        if self.table.rows.shown_records():
            self.stack.show_view()
        else:
            _, clear = self.filter_actions()
            fewer = (clear,) if self.in_force.filtered() else ()
            empty, acts = self.listing.empty, (*self.empty_actions(), *fewer)
            self.stack.show_empty(empty.icon, empty.sentence, empty.help_line, acts)
            if not self.table.wanted:
                self.emptied.emit()
        if keys:
            self.take_keys()
        self.table.want(self.table.wanted)
        if not self.table.wanted:
            self.table.select_first()
        self.views.count()

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def _counted(self, number: int) -> None:
        self._number = number
        self._say_number()

    def _say_number(self) -> None:
        if self._number is not None:
            self.filters.show_count(self.context.tr, self._number)

    # -- what every list's keys do

    def take_keys(self) -> None:
        """The keys act on the list, or on what stands in its place: now, or as soon as it is here."""
        self._keys_wanted = self.stack.loading
        self.stack.take_keys()

    def filter_actions(self) -> tuple[Action, ...]:
        """Adding filters by key, and clearing them: nothing is kept back then, by the view neither."""
        tr = self.context.tr

        def add_filter() -> None:
            self.filters.add()  # of the bar that stands here then: other filters may be offered meanwhile

        def clear() -> None:
            self.show_filters({})

        return (
            Action("filter", tr("Add filter"), add_filter, "list-filter", "F", in_list=True),
            Action("clear", tr("Clear filters"), clear, "x", "Shift+F", in_list=True),
        )

    def tick_hints(self) -> tuple[Hint, ...]:
        """The keys of the ticks, the most used first; none in a list without."""
        tr = self.context.tr
        if self.table.rows.tick_column < 0:
            return ()
        return (
            Hint(("Space",), tr("tick")),
            Hint(("Ctrl+A",), tr("tick all that are loaded")),
            Hint(("Esc",), tr("let go of all ticks")),
        )

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """View, filters, order, and what is ticked."""
        return {"view": self.views.in_front(), **self.in_force.state(), **self.chosen.state()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take them back; without any the first view stays."""
        if state:
            self.views.come_back(state.get("view", ""))
            self.in_force.restore(state)
            self.chosen.restore(state)
