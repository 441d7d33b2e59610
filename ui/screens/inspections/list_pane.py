"""The left half of the screen: filter chips, the grouped list with its states, the hint bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chips import FilterBar
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.screens.inspections import table

if TYPE_CHECKING:
    from qualitydesk.services.inspections import InspectionRow
    from ui.context import Context
    from ui.kit.views import View

CHIPS = ("status", "kind", "place", "result", "decision")
"""Filters that show as chips; the rest of a view's filters stay behind its name."""

Filters = Mapping[str, tuple[str, ...]]


class ListPane(QWidget):
    """Filters and list; ``current`` carries the key under the cursor, ``opened`` that of Enter or double
    click.
    """

    current = Signal(str)
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.wanted = ""
        self.order, self.descending = "status", True
        self.empty_action: Action | None = None
        self._hidden: Filters = {}
        self._count: int | None = None
        tr, theme = context.tr, context.theme
        rows = table.source(context, lambda: self.order == "status")
        self.table: TableView[InspectionRow] = TableView(
            theme, context.jobs, table.columns(tr), rows, name=tr("Inspections")
        )
        self.filters = self._filter_bar(())
        self.stack = StateStack(theme, self.table, tr("Loading inspections"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.filters)
        self.column.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.table.current_changed.connect(self.current)
        self.table.previewed.connect(self.current)
        self.table.opened.connect(self.opened)
        self.table.sort_asked.connect(self._sort)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.counted.connect(self._counted)
        self.table.rows.failed.connect(self._failed)

    def _filter_bar(self, places: tuple[str, ...]) -> FilterBar:
        tr = self.context.tr
        words = {"add_words": tr("Filter"), "remove_words": tr("Remove filter")}
        bar = FilterBar(self.context.theme, table.filters(tr, places), **words)
        bar.changed.connect(lambda _chosen: self.load())
        return bar

    def take_places(self, places: tuple[str, ...]) -> None:
        """Offer the places that exist as filter values."""
        fresh = self._filter_bar(places)
        fresh.choose(self.filters.chosen)
        self.column.replaceWidget(self.filters, fresh)
        self.filters.deleteLater()
        self.filters = fresh
        self._say_count()

    def chosen(self) -> Filters:
        """All filters in force, those behind the view's name included."""
        return {**self._hidden, **self.filters.chosen}

    def show_view(self, view: View) -> None:
        """Put a view's filters in force; ``load`` comes after."""
        self._hidden = {name: values for name, values in view.filters.items() if name not in CHIPS}
        self.filters.choose({name: values for name, values in view.filters.items() if name in CHIPS})
        self.order, self.descending = view.order or "status", view.descending

    def load(self) -> None:
        """Read the list from its beginning; rows already shown stay until the new ones are here."""
        if not self.table.rows.shown_records():
            self.stack.show_loading()
        self.table.load(Query(self.chosen(), "", self.order, self.descending))

    def add_filter(self) -> None:
        """Offer the filters not in force yet."""
        self.filters.add()

    def clear_filters(self) -> None:
        """Take every filter off."""
        self._hidden = {}
        self.filters.clear_all()

    def _sort(self, order: str) -> None:
        self.descending = not self.descending if order == self.order else True
        self.order = order
        self.load()

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        if not self.table.rows.shown_records():
            self._say_empty()
            return
        self.stack.show_view()
        if not self.table.select_key(self.wanted) and not self.wanted:
            self.table.select_first()

    def _say_empty(self) -> None:
        tr = self.context.tr
        actions = (self.empty_action,) if self.empty_action else ()
        self.stack.show_empty(
            "clipboard-check",
            tr("No inspection fits this view."),
            tr("Plan one for a lot, or choose another view."),
            actions,
        )

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def _counted(self, count: int) -> None:
        self._count = count
        self._say_count()

    def _say_count(self) -> None:
        if self._count is not None:
            self.filters.show_count(self.context.tr, self._count)
