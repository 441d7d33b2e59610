"""The list of claims: saved views as tabs, filter chips, the table and its states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from qualitydesk.services import claims
from ui.kit import failures
from ui.kit.chips import FilterBar
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.form import Field, Form
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.kit.views import View, ViewTabs
from ui.screens.claims import table

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimRow, OwnView
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
        self._own: set[str] = set()
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

    # -- own views

    def read_own_views(self) -> None:
        """Put the views this person saved after those that everybody has."""
        desk = self.context.desk
        self.context.jobs.read(self, lambda: claims.saved_views(desk), self._take_own, latest="own")

    def _take_own(self, found: tuple[OwnView, ...]) -> None:
        for one in found:
            if one.name not in self._own:
                self._own.add(one.name)
                self.tabs.add_view(View(f"own:{one.name}", one.name, one.filters, one.order))

    def save_view(self) -> None:
        """Ask for a name and keep what is shown under it."""
        tr = self.context.tr
        fields = [Field("name", tr("Name"), required=True)]
        ask_form(self.context, self, tr("Save this view"), fields, tr("Save"), self._keep)

    def _keep(self, values: dict[str, object], form: Form, dialog: Dialog) -> None:
        desk, tr, name, query = self.context.desk, self.context.tr, str(values["name"]), self.query()

        def done(_nothing: None) -> None:
            dialog.accept()
            self.context.toast(tr("View “{name}” is saved.", name=name))
            self.read_own_views()

        filters = {each: tuple(chosen) for each, chosen in query.filters.items()}
        self.context.jobs.write(
            dialog,
            lambda: claims.save_view(desk, name, filters, query.order),
            done,
            lambda error: failures.at_form(self.context, form, error),
        )

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
        self.filters.show_count(self.context.tr, count)

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
