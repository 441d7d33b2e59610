"""The right half of an import: a file's first rows with what was found, then the rejected rows and those that
were taken with a doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.importing.tables import PlainRow, PlainTable
from ui.importing.words import found
from ui.kit.actions import Action
from ui.kit.labels import label, set_ink
from ui.kit.states import JobRow, StateStack
from ui.kit.views import View, ViewTabs

if TYPE_CHECKING:
    from qualitydesk.services.exchange import FileLook, ImportReport, RowError
    from ui.context import Context
    from ui.kit.job import Progress

ROWS, REJECTED, DOUBTED = 0, 1, 2
MOST_NOTES = 4


class Shown(QWidget):
    """Tabs over one table at a time; a row for the job under way at the foot. ``called`` says the fields in
    the reader's words.
    """

    def __init__(self, context: Context, called: Mapping[str, str], choose: Action, stop: Action) -> None:
        super().__init__()
        self._context, self._called, self._choose, self._stop = context, called, choose, stop
        tr, theme = context.tr, context.theme
        names = (tr("First rows"), tr("Rejected rows"), tr("To be looked at"))
        tabs = tuple(map(View, ("rows", "rejected", "doubted"), names))
        self.tabs = ViewTabs(theme, tabs, tr("What is shown"))
        self.tabs.currentChanged.connect(self._turn)
        self.files = ViewTabs(theme, (), tr("Files"))
        self.files.currentChanged.connect(lambda _place: self._show_look())
        self.about = label(theme, "", "small", "text-2", wrap=True)
        self.table, self.rejected, self.doubted = (PlainTable(theme, name) for name in names)
        tables = QWidget()
        column = QVBoxLayout(tables)
        column.setContentsMargins(0, 0, 0, 0)
        for table in (self.table, self.rejected, self.doubted):
            column.addWidget(table, 1)
        self.stack = StateStack(theme, tables, tr("Reading the files"))
        self._looks: tuple[FileLook, ...] = ()
        self._wrong: dict[tuple[str, int], list[tuple[str, str]]] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        for part in (self.tabs, self.files, self.about):
            whole.addWidget(part)
        whole.addWidget(self.stack, 1)
        self._job_place = whole
        self._job: JobRow | None = None
        self._turn(ROWS)

    def _turn(self, place: int) -> None:
        self.table.setVisible(place == ROWS)
        self.files.setVisible(place == ROWS and self.files.count() > 1)
        self.about.setVisible(place == ROWS)
        self.rejected.setVisible(place == REJECTED)
        self.doubted.setVisible(place == DOUBTED)

    # -- before

    def show_nothing(self) -> None:
        """No file was chosen yet."""
        tr = self._context.tr
        help_line = tr("Drop CSV, Excel or JSON files here. How they are written is found by itself.")
        self.stack.show_empty("file-down", tr("Which files?"), help_line, (self._choose,))

    def show_looks(self, looks: tuple[FileLook, ...]) -> None:
        """What was found in the files."""
        self._looks, self._wrong = looks, {}
        self.files.blockSignals(True)
        place = max(self.files.currentIndex(), 0)
        self.files.show_views([View(look.file, look.file) for look in looks])
        self.files.setCurrentIndex(min(place, len(looks) - 1))
        self.files.blockSignals(False)
        self.tabs.setCurrentIndex(ROWS)
        self._turn(ROWS)
        self.stack.show_view()
        self._show_look()

    def _show_look(self) -> None:
        tr, place = self._context.tr, self.files.currentIndex()
        if not 0 <= place < len(self._looks):
            return
        look = self._looks[place]
        said = tr(look.problem) if look.problem is not None else found(tr, look)
        notes = [tr(note) for note in look.notes[:MOST_NOTES]]
        self.about.setText("\n".join([said, *notes]))
        set_ink(self.about, "bad" if look.problem is not None else "text-2")
        marks = [f"→ {self._called.get(name, name)}" if name else "" for name in look.fields]
        self.table.show_rows(("#", *look.columns), self._rows(look), ("", *marks))

    def _rows(self, look: FileLook) -> list[PlainRow]:
        tr, rows = self._context.tr, []
        for row in look.rows:
            found = self._wrong.get((look.file, row.line), [])
            if not found and row.problem is not None:
                found = [("", tr(row.problem))]
            wrong: dict[int, str] = {}
            for field, why in found:
                blamed = look.fields.index(field) + 1 if field in look.fields else 0
                wrong[blamed] = "\n".join(filter(None, (wrong.get(blamed), why)))
            rows.append(PlainRow((str(row.line), *row.cells), wrong))
        return rows

    # -- after

    def show_report(self, report: ImportReport, looks: Sequence[FileLook]) -> None:
        """What became of the rows: marks on the first ones, the rejected and the doubted in tables."""
        tr = self._context.tr
        self._wrong = {}
        for one in report.errors:
            self._wrong.setdefault((one.file, one.line), []).append((one.field, tr(one.message)))
        self._list(self.rejected, report.errors, tr("What is wrong"))
        self._list(self.doubted, report.warnings, tr("What to look at"))
        found = {"rejected": report.rejected, "doubted": len(report.warnings)}
        self.tabs.set_counts({name: tr.number(number) for name, number in found.items()})
        self._show_look()
        if report.rejected or report.warnings:
            self.tabs.setCurrentIndex(REJECTED if report.rejected else DOUBTED)

    def _list(self, table: PlainTable, found: Sequence[RowError], why: str) -> None:
        tr, bad = self._context.tr, table is self.rejected
        rows = []
        for one in found:
            said = tr(one.message)
            cells = (one.file, str(one.line), self._called.get(one.field, one.field), one.value, said)
            rows.append(PlainRow(cells, {1: said} if bad else {}))
        table.show_rows((tr("File"), tr("Line"), tr("Field"), tr("In the file"), why), rows)

    # -- the job under way

    def begin_job(self, title: str) -> None:
        """Something runs now."""
        self.end_job()
        self._job = JobRow(self._context.theme, title, "file-down", self._stop)
        self._job_place.addWidget(self._job)

    def tell_job(self, progress: Progress, words: str) -> None:
        """How far it is."""
        if self._job is not None:
            self._job.show_progress(progress, words)

    def end_job(self) -> None:
        """It is over."""
        if self._job is not None:
            self._job.setParent(None)
            self._job.deleteLater()
            self._job = None
