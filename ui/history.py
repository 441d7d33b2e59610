"""The history of a record in a dialog: who changed what, when and why, with old and new values.

One line in any screen: ``history_action(context, owner, lambda: Subject("claim", key, number))`` among its
actions (key H), or ``open_history(context, owner, subject)``. What the history says is services/history's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.labels import clear, hairline, label
from ui.kit.states import EmptyState, StateStack

if TYPE_CHECKING:
    from qualitydesk.domain.values import Page
    from qualitydesk.services.history import HistoryEntry
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history it is: the record's kind as stored ("claim"), its key, its number for the title."""

    kind: str
    key: str
    number: str = ""


def history_action(
    context: Context, owner: QWidget, subject: Callable[[], Subject | None], *, in_list: bool = False
) -> Action:
    """The action "History" of a screen, key H; locked while no record is shown."""
    tr = context.tr

    def run() -> None:
        found = subject()
        if found is not None:
            open_history(context, owner, found)

    def locked() -> str:
        return "" if subject() is not None else tr("Choose a record first.")

    return Action("history", tr("History"), run, "history", "H", "", locked, in_list)


def open_history(context: Context, owner: QWidget, subject: Subject) -> HistoryDialog:
    """Show the history of a record."""
    dialog = HistoryDialog(context, owner, subject)
    dialog.open()
    return dialog


LEAST, MOST = 320, 640
"""How tall the dialog is while it reads, and at most."""


class HistoryDialog(Dialog):
    """The newest acts first, older ones on request; as tall as they ask for."""

    def __init__(self, context: Context, owner: QWidget, subject: Subject) -> None:
        tr = context.tr
        super().__init__(
            owner,
            context.theme,
            tr("History"),
            icon="history",
            subtitle=subject.number,
            width=760,
            height=LEAST,
            close_words=tr("Close"),
        )
        self.context, self.subject = context, subject
        self.entries: list[HistoryEntry] = []
        self._next: int | None = None
        inside = QWidget()
        inside.setProperty("kind", "surface")
        self._inside, self._rows = inside, QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, self.theme.px(12), 0)
        self._rows.setSpacing(self.theme.px(12))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("History"))
        self.stack = StateStack(self.theme, area, tr("Reading the history"))
        self.body.addWidget(self.stack, 1)
        self.set_consequence(tr("Read from the audit chain. Nothing in it can be edited."), "lock")
        older = Action("older", tr("Show earlier ones"), self.load, "chevron-down", locked=self._no_older)
        self.older = self.add_button(older)
        self.older.hide()
        self.add_button(Action("close", tr("Close"), self.accept, kind="primary"))
        self.stack.show_loading()
        self.load()

    def _no_older(self) -> str:
        return "" if self._next is not None else self.context.tr("There are no earlier ones.")

    def load(self) -> None:
        """Read the next acts, in a job."""
        desk, subject, before = self.context.desk, self.subject, self._next

        def work() -> Page[HistoryEntry]:
            from qualitydesk.services.history import record_history

            return record_history(desk, subject.kind, subject.key, before)

        self.context.jobs.read(self, work, self._take, self._failed, latest="history")

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def _take(self, page: Page[HistoryEntry]) -> None:
        self.entries += page.rows
        last = page.next[0] if page.next else None
        self._next = last if isinstance(last, int) else None
        clear(self._rows)
        for place, entry in enumerate(self.entries):
            if place:
                self._rows.addWidget(hairline())
            self._rows.addWidget(EntryRow(self.context, entry))
        self._rows.addStretch()
        self.older.refresh()
        self.older.setVisible(self._next is not None or len(self.entries) > len(page.rows))
        if self.entries:
            self.stack.show_view()
            self._grow()
        else:
            tr = self.context.tr
            said = tr("It came with an import of many records, or was never changed.")
            self.stack.show_state(EmptyState(self.theme, "history", tr("Nothing is written yet."), said))

    def _grow(self) -> None:
        """Give the acts the height they ask for, from the middle of the window as before."""
        behind, tallest = self.parentWidget(), self.theme.px(MOST)
        if behind is not None:
            tallest = min(tallest, behind.window().height())
        lacking = self._inside.heightForWidth(self.stack.width()) - self.stack.height()
        more = min(lacking, tallest - self.height())
        if more > 0:
            self.resize(self.width(), self.height() + more)
            self.move(self.x(), self.y() - more // 2)


class EntryRow(QWidget):
    """One act: what (unless it stands above already), by whom, when, why; then its fields, those of one part
    of the record under its name.
    """

    def __init__(self, context: Context, entry: HistoryEntry, *, titled: bool = True) -> None:
        super().__init__()
        theme, tr = context.theme, context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        if titled:
            head.addWidget(label(theme, tr(entry.act), "strong"))
        head.addWidget(label(theme, tr.name(entry.person), "body", "text-2"))
        head.addStretch()
        head.addWidget(label(theme, tr.instant(entry.at), "small", "text-3"))
        column.addLayout(head)
        if entry.reason:
            column.addWidget(label(theme, f"“{entry.reason}”", "body", "text-2", wrap=True))
        if not entry.kept:
            said = tr("The single values are not kept beside the record.")
            column.addWidget(label(theme, said, "small", "text-3"))
        column.addLayout(self._fields(context, entry))
        self.setAccessibleName(f"{tr(entry.act)}, {tr.name(entry.person)}, {tr.instant(entry.at)}")

    def _fields(self, context: Context, entry: HistoryEntry) -> QGridLayout:
        from qualitydesk.services.history.telling import value_words

        theme, tr, grid = context.theme, context.tr, QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnMinimumWidth(0, theme.px(200))
        grid.setColumnStretch(1, 1)
        under, told = "", set[str]()
        for change in entry.changes:
            part, field = tr(change.part), tr(change.field)
            if part != under or field in told:
                under, told = part, set()
                if part:
                    named = label(theme, part, "small-strong", "text-2")
                    named.setContentsMargins(0, theme.px(4), 0, 0)
                    grid.addWidget(named, grid.rowCount(), 0, 1, 2)
            told.add(field)
            name = label(theme, field, "body", "text-3", wrap=True)
            name.setContentsMargins(theme.px(12) if part else 0, 0, 0, 0)
            said = value_words(tr, change.new)
            if change.old is not None:
                said = f"{value_words(tr, change.old)} → {said}"
            row, top = grid.rowCount(), Qt.AlignmentFlag.AlignTop
            grid.addWidget(name, row, 0, top)
            grid.addWidget(label(theme, said, "body", "text", wrap=True), row, 1, top)
        return grid
