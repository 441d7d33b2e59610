"""The tabs of views over the list: those everybody has, a person's own, their counts, and saving one more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from qualitydesk.domain.values import Query
from qualitydesk.services import inspections
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.form import Field, Form
from ui.kit.views import View, ViewTabs
from ui.screens.inspections import table

if TYPE_CHECKING:
    from ui.context import Context
    from ui.screens.inspections.list_pane import ListPane


class SavedViews(QWidget):
    """``total`` is told how many inspections there are in all."""

    def __init__(self, context: Context, pane: ListPane, total: Callable[[int], None]) -> None:
        super().__init__()
        self.context, self._pane, self._total = context, pane, total
        tr, theme = context.tr, context.theme
        self.tabs = ViewTabs(theme, table.views(tr, context.desk), tr("Views"))
        self.tabs.chosen.connect(self._choose)
        save = QPushButton(tr("Save this view"))
        save.setProperty("kind", "quiet")
        save.setProperty("size", "small")
        save.setFont(theme.font("strong"))
        save.setIcon(theme.icon("plus"))
        save.clicked.connect(lambda _on=False: self.save())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addWidget(save)
        row.addStretch()
        first = self.tabs.current_view()
        if first is not None:
            pane.show_view(first)

    def _choose(self, view: View) -> None:
        self._pane.wanted = ""
        self._pane.show_view(view)
        self._pane.load()

    def read_own(self) -> None:
        """Add this person's own views."""
        desk = self.context.desk
        self.context.jobs.read(self, lambda: inspections.saved_views(desk), self._take_own)

    def _take_own(self, views: dict[str, dict[str, tuple[str, ...]]]) -> None:
        for name, filters in views.items():
            self.tabs.add_view(View(f"own:{name}", name, filters, "status"))

    def count(self) -> None:
        """Count what each view holds."""
        desk, tr = self.context.desk, self.context.tr
        queries = {view.id: Query(view.filters) for view in table.views(tr, desk)}

        def done(counts: dict[str, int]) -> None:
            for name, count in counts.items():
                if name != "all":
                    self.tabs.set_count(name, tr.number(count))
            self._total(counts["all"])

        self.context.jobs.read(self, lambda: inspections.view_counts(desk, queries), done, latest="views")

    def save(self) -> None:
        """Keep the filters in force under a name."""
        tr = self.context.tr
        fields = [Field("name", tr("Name"), required=True)]
        ask_form(self.context, self, tr("Save this view"), fields, tr("Save"), self._save)

    def _save(self, values: dict[str, object], form: Form, dialog: Dialog) -> None:
        tr, desk, name, chosen = self.context.tr, self.context.desk, str(values["name"]), self._pane.chosen()

        def done(_nothing: None) -> None:
            dialog.accept()
            self.tabs.add_view(View(f"own:{name}", name, chosen, self._pane.order))
            self.context.toast(tr("View “{name}” is saved.", name=name))

        self.context.jobs.write(
            dialog,
            lambda: inspections.save_view(desk, name, chosen),
            done,
            lambda error: failures.at_form(self.context, form, error),
        )
