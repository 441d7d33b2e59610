"""The list of claims: saved views as tabs, filter chips, the table and its states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.chips import FilterBar
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.kit.views import View, ViewTabs
from ui.screens.claims import table

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimRow
    from ui.context import Context
    from ui.kit.actions import Action


class ClaimList(QWidget):
    """``opened`` carries the key of a claim; ``tabs`` stands in the screen's header."""

    opened = Signal(str)

    def __init__(self, context: Context, new: Callable[[], Action]) -> None:
        super().__init__()
        self.context, self._new = context, new
        tr = context.tr
        self.order, self.descending = "due", True
        self.tabs = ViewTabs(context.theme, table.views(tr, context.desk), tr("Views"))
        self.tabs.chosen.connect(self._choose_view)
        columns = table.columns(tr, context.desk.today())
        self.table: TableView[ClaimRow] = TableView(
            context.theme, context.jobs, columns, table.source(context), name=tr("Claims")
        )
        self.table.opened.connect(self.opened)
        self.table.previewed.connect(self.opened)
        self.table.sort_asked.connect(self._sort)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.counted.connect(self._counted)
        self.table.rows.failed.connect(self._failed)
        self.filters = FilterBar(
            context.theme, table.filters(tr), add_words=tr("Filter"), remove_words=tr("Remove filter")
        )
        self.filters.changed.connect(lambda _chosen: self.load())
        self.stack = StateStack(context.theme, self.table, tr("Loading claims"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)

    def query(self) -> Query:
        """The view's filters with the chips on top."""
        view = self.tabs.current_view()
        given = dict(view.filters) if view is not None else {}
        return Query({**given, **self.filters.chosen}, "", self.order, self.descending)

    def load(self) -> None:
        """Read the list from its beginning, and how many each view has."""
        if not self.table.rows.shown_records():
            self.stack.show_loading()
        self.table.load(self.query())
        self._count_views()

    def take_focus(self) -> None:
        """The keys act on the list."""
        if self.isVisible():
            self.table.setFocus()

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        if not self.table.rows.shown_records():
            tr = self.context.tr
            help_line = tr("Open one by its order, tracking, lot or serial number, or choose another view.")
            self.stack.show_empty(
                "messages-square", tr("No claim fits this view."), help_line, (self._new(),)
            )
            return
        self.stack.show_view()
        self.table.select_first()
        self.take_focus()

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def _counted(self, count: int) -> None:
        tr = self.context.tr
        self.filters.show_count(tr("{count} shown", count=tr.number(count)))

    def _sort(self, order: str) -> None:
        self.descending = not self.descending if order == self.order else True
        self.order = order
        self.load()

    def _choose_view(self, view: View) -> None:
        self.order, self.descending = view.order or "due", view.descending
        self.filters.choose({})
        self.load()

    def _count_views(self) -> None:
        desk, tr = self.context.desk, self.context.tr
        queries = {view.id: Query(view.filters) for view in table.views(tr, desk)}

        def done(counts: dict[str, int]) -> None:
            for name, count in counts.items():
                self.tabs.set_count(name, tr.number(count))

        self.context.jobs.read(self, lambda: table.view_counts(desk, queries), done, latest="views")
