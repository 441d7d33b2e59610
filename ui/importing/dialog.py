"""Bring files in: what was found in them, their first rows, a trial that keeps nothing, then the import:
Ctrl+Enter tries first, and imports what was tried.

Opened by the shell for ``navigate("import:orders")``. Everything runs in jobs that can be stopped; a stopped
import leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from qualitydesk.domain.file_names import file_label
from qualitydesk.services import exchange
from qualitydesk.services.exchange import FileLook, ImportOptions, ImportReport, Wishes
from ui.help.dialog import help_by_key
from ui.importing.files import ask_files, ask_sheet
from ui.importing.options import Options
from ui.importing.profiles import Profiles
from ui.importing.shown import Shown
from ui.importing.words import HELP, KINDS, counts, will
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.job import Control, Job, Progress

if TYPE_CHECKING:
    from ui.context import Context

SOON_MS = 200


class ImportDialog(Dialog):
    """One import from the choice of files to its report."""

    def __init__(self, context: Context, parent: QWidget, kind: str, paths: Sequence[Path] = ()) -> None:
        tr = context.tr
        super().__init__(
            parent,
            context.theme,
            tr("Import {kind}", kind=tr(KINDS[kind]).lower()),
            icon="file-down",
            width=1184,
            height=780,
            close_words=tr("Close"),
        )
        self.context, self.kind = context, kind
        self.paths: tuple[Path, ...] = tuple(paths)
        self.looks: tuple[FileLook, ...] = ()
        self.report: ImportReport | None = None
        self._job: Job | None = None
        self._ran_with: Wishes | None = None
        self.setAcceptDrops(True)
        behind = parent.window().size()
        self.resize(self.size().boundedTo(behind).expandedTo(QSize(900, 560)))
        fields = exchange.known_fields(kind)
        self.called = {one.name: tr.name(one.called) for one in fields}
        self.options = Options(context, fields)
        self.profiles = Profiles(context, self, kind, self.options)
        stop = Action("stop", tr("Stop"), self.stop, "circle-stop")
        self.shown = Shown(context, self.called, self._choose_action(), stop)
        self._lay()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)
        self.options.changed.connect(self._soon.start)
        self._make_buttons()
        self.options.changed.connect(self.refresh_buttons)
        self.finished.connect(lambda _code: self.stop())
        help_by_key(context, self, HELP)
        self.look()

    def _lay(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        left = QScrollArea()
        left.setWidget(self.options)
        left.setWidgetResizable(True)
        left.setAccessibleName(self.context.tr("Options"))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self.shown, 1)
        self.body.addLayout(row, 1)
        self.options.layout().insertWidget(0, self.profiles)  # type: ignore[union-attr]  # it has one
        needed = self.options.minimumSizeHint().width() + self.theme.px(12)
        left.setFixedWidth(max(self.theme.px(380), needed))

    def _choose_action(self) -> Action:
        def run() -> None:
            ask_files(self, self.context.tr, self.take)

        return Action("choose", self.context.tr("Choose files"), run, "folder-open", "", "primary")

    def _make_buttons(self) -> None:
        tr = self.context.tr

        def ask() -> None:
            ask_sheet(self, tr("Save rejected rows"), f"{self.kind}-rejected.csv", self.save_sheet)

        self.add_button(replace(self._choose_action(), kind=""))
        self.sheet_button = self.add_button(
            Action("sheet", tr("Save rejected rows"), ask, "file-x", locked=self._no_sheet)
        )
        self.try_button = self.add_button(
            Action("try", tr("Try"), lambda: self.run(dry_run=True), "list-checks", locked=self._why_not)
        )
        self.import_button = self.add_button(
            Action("import", tr("Import"), lambda: self.run(dry_run=False), "file-down", locked=self._why_not)
        )
        self.refresh_buttons()

    def refresh_buttons(self) -> None:
        """Ask the buttons again, what was tried is imported next; say at the left what importing will do."""
        self.next_button = self.import_button if self._tried else self.try_button
        self.make_primary(self.next_button)
        for button in (self.sheet_button, self.try_button, self.import_button):
            button.refresh()
        self.set_consequence(self._why_not() or will(self.context.tr, self.report))

    @property
    def _tried(self) -> bool:
        """Whether the files were tried as they would be imported now."""
        report = self.report
        return report is not None and report.dry_run and self._ran_with == self.options.wishes()

    # -- locks

    def _why_not(self) -> str:
        tr = self.context.tr
        if self._job is not None:
            return tr("It is under way.")
        if not self.paths:
            return tr("Choose the files first.")
        wrong = next((look for look in self.looks if look.problem or look.missing), None)
        if wrong is not None and wrong.problem is not None:
            return tr(wrong.problem)
        if wrong is not None:
            missing = tr.between.join(self.called[name] for name in wrong.missing)
            return tr("Say which column is: {fields}.", fields=missing)
        return ""

    def _no_sheet(self) -> str:
        nothing = self.report is None or not self.report.rejected
        return self.context.tr("No row was rejected.") if nothing else ""

    # -- files

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files, unless others are being brought in."""
        if paths and self._job is None:
            self.paths, self.report = tuple(dict.fromkeys(paths)), None
            self.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def look(self) -> None:
        """Read the first rows again, as they are to be read now."""
        if not self.paths:
            self.shown.show_nothing()
            self.shown.stack.take_keys()
            return
        kind, paths, wishes = self.kind, self.paths, self.options.wishes()
        if not self.looks:
            self.shown.stack.show_loading()
        self.context.jobs.read(
            self,
            lambda: exchange.look_at_files(kind, paths, wishes),
            lambda looks: self._looked(looks, wishes),
            lambda error: failures.in_place(self.context, self.shown.stack, error, self.look),
            latest="look",
        )

    def _looked(self, looks: tuple[FileLook, ...], wishes: Wishes) -> None:
        self.options.show_columns(max(looks, key=lambda look: len(look.columns)))
        if self.options.wishes() != wishes:  # of other columns, other things that were said hold
            self.look()
            return
        self.looks = looks
        if self._ran_with != wishes:
            self.report = None
        went_on = self.shown.isAncestorOf(self.focusWidget())
        self.shown.show_looks(looks)
        if self.report is not None:  # it was there before this look
            self.shown.show_report(self.report, looks)
        self.refresh_buttons()
        if went_on:
            self.next_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.shown.end_job()
        failures.tell(self.context, self, error)
        self.refresh_buttons()

    # -- running

    def run(self, *, dry_run: bool) -> None:
        """Try everything and keep nothing, or bring the records in."""
        desk, kind, paths, wishes = self.context.desk, self.kind, self.paths, self.options.wishes()

        def work(control: Control) -> ImportReport:
            options = ImportOptions(
                wishes.reading,
                wishes.mapping,
                dry_run,
                lambda done, file: control.report(done, 0, file),
                lambda: control.cancelled,
            )
            return exchange.import_files(desk, kind, paths, options)

        tr, self._ran_with = self.context.tr, wishes
        self.shown.begin_job(tr("Trying the rows") if dry_run else tr("Importing"))
        self._job = self.context.jobs.long(
            self,
            work,
            self._ran,
            self._failed,
            progress=self._progress,
            cancelled=self._stopped,
            writes=True,
            title=self.windowTitle(),
        )
        self.refresh_buttons()

    def _progress(self, progress: Progress) -> None:
        tr = self.context.tr
        said = tr("{n} rows · {file}", n=tr.number(progress.done), file=progress.words)
        self.shown.tell_job(progress, said)

    def _ran(self, report: ImportReport) -> None:
        self._job, self.report = None, report
        self.shown.end_job()
        self.shown.show_report(report, self.looks)
        self.refresh_buttons()
        if not report.dry_run:
            doubtful = bool(report.rejected or report.warnings)
            self.context.toast(counts(self.context.tr, report), "warn" if doubtful else "ok")
            if not doubtful:
                self.accept()

    def stop(self) -> None:
        """Stop what is under way; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()

    def _stopped(self) -> None:
        self._job = None
        self.shown.end_job()
        self.context.toast(self.context.tr("Stopped. Nothing was kept."), "info")
        self.refresh_buttons()

    # -- the rejected rows

    def save_sheet(self, path: Path) -> None:
        """Write them with their reasons, to be mended and imported again."""
        report, tr = self.report, self.context.tr
        if report is None:
            return

        called = file_label(path.name)

        def done(number: int) -> None:
            said = tr.plural("1 row is in {file}.", "{n} rows are in {file}.", number, file=called)
            self.context.toast(said)

        self.context.jobs.read(self, lambda: exchange.write_error_sheet(report, path, tr), done, self._failed)
