"""The Documents screen: views, the register's list, the paper beside it; print, save, verify, void."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chips import FilterBar
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.kit.views import View, ViewTabs
from ui.screens.documents import table
from ui.screens.documents.panel import DocumentPanel
from ui.screens.documents.steps import Steps

if TYPE_CHECKING:
    from qualitydesk.services.documents import DocumentRow
    from ui.context import Context

TOPICS = frozenset({"issued_document"})


class DocumentsScreen(Screen):
    """List and paper."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, theme = context.tr, context.theme
        self._wanted = ""
        self._order, self._descending = "", True
        self.table: TableView[DocumentRow] = TableView(
            theme, context.jobs, table.columns(tr), table.source(context), name=tr("Documents")
        )
        self.panel = DocumentPanel(context)
        self.stack = StateStack(theme, self.table, tr("Loading documents"))
        words = {"add_words": tr("Filter"), "remove_words": tr("Remove filter")}
        self.filters = FilterBar(theme, table.filters(tr), **words)
        self.tabs = ViewTabs(theme, table.views(tr), tr("Views"))
        self.steps = Steps(context, self, lambda: self.panel.opened)
        self.acts = self.use_actions(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        tr, theme = self.context.tr, self.theme
        self.header.set_title(tr("Documents"))
        self.header.add_below(self.tabs)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        column.addWidget(self.hint_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([theme.px(700), theme.px(532)])
        left_buttons: list[QWidget] = [
            self.acts.button("void", show_key=False),
            self.acts.button("record", show_key=False),
        ]
        self.panel.set_buttons(
            left_buttons, [self.acts.button("save", show_key=False), self.acts.button("print")]
        )
        self.panel.hide()
        self.body.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_key)
        self.table.opened.connect(self._show_key)
        self.table.sort_asked.connect(self._sort)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.counted.connect(self._counted)
        self.table.rows.failed.connect(
            lambda error: failures.in_place(self.context, self.stack, error, self._load)
        )
        self.filters.changed.connect(lambda _chosen: self._load())
        self.tabs.chosen.connect(self._choose)
        self.panel.arrived.connect(self.acts.refresh)

    # -- the shell's questions

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr = self.context.tr
        return (
            *self.steps.actions(),
            Action("filter", tr("Add filter"), self.filters.add, "list-filter", "F", in_list=True),
            Action("clear", tr("Clear filters"), self.filters.clear_all, "", "Shift+F", in_list=True),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (Hint(("Up", "Down"), tr("move")), Hint(("P",), tr("print")), Hint(("O",), tr("open record")))

    def panes(self) -> Sequence[QWidget]:
        """List, then paper."""
        return (self.table, self.panel.preview.area)

    def open_record(self, key: str) -> None:
        """Show the list with that paper beside it; ``key`` may be a number."""
        if ":" in key:
            self.context.toast(self.context.tr("This kind of paper cannot be issued yet."), "info")
            key = ""
        self._wanted = key
        if key:
            self._show_key(key)
        self._load()

    def shown(self) -> None:
        """The list has the keys."""
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown, when it is concerned."""
        if topics and not topics & TOPICS:
            return
        self._load()
        if self.panel.opened is not None:
            self.panel.load(self.panel.opened.file.row.id)

    def toggle_detail(self) -> None:
        """Show or hide the paper."""
        self.panel.setVisible(not self.panel.isVisible())

    # -- the list

    def _choose(self, view: View) -> None:
        self.filters.choose(view.filters)
        self._load()

    def _sort(self, order: str) -> None:
        self._descending = not self._descending if order == self._order else False
        self._order = order
        self._load()

    def _load(self) -> None:
        if not self.table.rows.shown_records():
            self.stack.show_loading()
        self.table.load(Query(self.filters.chosen, "", self._order, self._descending))

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        if not self.table.rows.shown_records():
            tr = self.context.tr
            help_line = tr("Approve an inspection and issue its certificate, or issue a claim report.")
            self.stack.show_empty("file-check", tr("No paper fits this view."), help_line)
            return
        self.stack.show_view()
        if not self.table.select_key(self._wanted) and not self._wanted:
            self.table.select_first()

    def _counted(self, count: int) -> None:
        tr = self.context.tr
        self.header.set_title(tr("Documents"), tr.number(count))
        self.filters.show_count(tr, count)

    def _show_key(self, key: str) -> None:
        if not key:
            return
        self.panel.show()
        self.panel.load(key)
        self.record_opened.emit(key)
