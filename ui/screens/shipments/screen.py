"""The Shipments screen: the list with its views and filters, and the workspace of one shipment over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chips import FilterBar
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.kit.views import View, ViewTabs
from ui.screens.shipments import table
from ui.screens.shipments.goods_dialogs import GoodsQuestions
from ui.screens.shipments.table import Listed
from ui.screens.shipments.workspace import Workspace

TOPICS = frozenset(
    {
        "shipment",
        "shipment_line",
        "duty_line",
        "custody_leg",
        "gate_exception",
        "certificate",
        "inspection",
        "lot",
        "party",
        "party_check",
        "recall",
    }
)


class ShipmentsScreen(Screen):
    """List and workspace."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, theme = context.tr, context.theme
        self.header.set_title(tr("Shipments"))
        self.tabs = ViewTabs(theme, table.views(tr), tr("Views"))
        self.bar = FilterBar(
            theme, table.filters(context), add_words=tr("Filter"), remove_words=tr("Remove filter")
        )
        self.list: TableView[Listed] = TableView(
            theme, context.jobs, table.columns(tr), table.source(context), name=tr("Shipments")
        )
        self.stack = StateStack(theme, self.list, tr("Reading the shipments…"))
        self.workspace = Workspace(context)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._list_page())
        self.pages.addWidget(self.workspace)
        self.body.addWidget(self.pages)
        self.questions = GoodsQuestions(context, self, lambda _words: self.list.rows.reload())
        self._order, self._descending = "cut_off", False
        actions = self.use_actions(self.list)
        self.header.add_action(actions.button("new"))
        self._connect()

    def _list_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header.add_below(self.tabs)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        return page

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_view)
        self.bar.changed.connect(lambda _chosen: self._load())
        self.list.opened.connect(self.open_record)
        self.list.sort_asked.connect(self._sort)
        self.list.rows.page_arrived.connect(self._arrived)
        self.list.rows.counted.connect(self._counted)
        self.list.rows.failed.connect(
            lambda error: failures.in_place(self.context, self.stack, error, self._load)
        )
        self.workspace.left.connect(lambda: self.open_record(""))

    # -- the list

    def _query(self) -> Query:
        view = self.tabs.current_view()
        wanted = {**(view.filters if view else {}), **self.bar.chosen}
        return Query(wanted, "", self._order, self._descending)

    def _load(self) -> None:
        if not self.list.rows.shown_records():
            self.stack.show_loading()
        self.list.load(self._query())

    def _choose_view(self, view: View) -> None:
        self._order, self._descending = view.order or "number", view.descending
        self._load()

    def _sort(self, order: str) -> None:
        self._descending = not self._descending if order == self._order else order == "number"
        self._order = order
        self._load()

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        if self.list.rows.shown_records():
            self.stack.show_view()
            return
        tr = self.context.tr
        actions = [self.action_set.find("new")] if self.action_set else []
        self.stack.show_empty(
            "ship", tr("No shipments here"), tr("Choose another view or start a new shipment."), actions
        )

    def _counted(self, count: int) -> None:
        view = self.tabs.current_view()
        if view is not None:
            self.tabs.set_count(view.id, self.context.tr.number(count))
        self.bar.show_count(self.context.tr, count)

    # -- what the shell asks

    def screen_actions(self) -> Sequence[Action]:
        """What can be done in the list."""
        tr = self.context.tr
        return (
            Action("new", tr("New shipment"), self._new, "plus", "N", "primary", in_list=True),
            Action("filter", tr("Add filter"), self.bar.add, shortcut="F", in_list=True),
            Action("clear", tr("Clear filters"), self.bar.clear_all, shortcut="Shift+F", in_list=True),
        )

    def _new(self) -> None:
        self.questions.new_shipment(self.open_record)

    def hints(self) -> Sequence[Hint]:
        """The few keys printed at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("Return",), tr("open")),
            Hint(("N",), tr("new shipment")),
            Hint(("F2",), tr("next blocking reason")),
            Hint(("Esc",), tr("back to the list")),
        )

    def open_record(self, key: str) -> None:
        """Show a shipment; "" shows the list."""
        self.header.setVisible(not key)
        self.hint_bar.setVisible(not key)
        if key:
            self.pages.setCurrentWidget(self.workspace)
            self.workspace.open_shipment(key)
        else:
            self.pages.setCurrentIndex(0)
            self._load()
            self.list.setFocus()
        self.record_opened.emit(key)

    def refresh(self, topics: frozenset[str]) -> None:
        """Load again what is shown, if it was touched."""
        if topics and not topics & TOPICS:
            return
        if self.pages.currentWidget() is self.workspace:
            self.workspace.reload()
        else:
            self._load()

    def panes(self) -> Sequence[QWidget]:
        """F6 walks through these."""
        if self.pages.currentWidget() is self.workspace:
            space = self.workspace
            first = space.gate.rows[:1]
            return (*first, space.answers.duty_list, space.custody.timeline, space.lines.rows)
        return (self.tabs, self.bar, self.list)

    def state(self) -> dict[str, str]:
        """The view in force."""
        view = self.tabs.current_view()
        return {"view": view.id} if view else {}

    def restore(self, state: dict[str, str]) -> None:
        """Choose the view again."""
        if "view" in state:
            self.tabs.choose(state["view"])
