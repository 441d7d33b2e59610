"""The database: where it is and how large, a backup with progress, a look into a backup, a check of the
whole, and the program's log.

Managers and admins make backups, since one holds everything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from qualitydesk.domain.file_names import file_label
from ui.kit.actions import Action, ActionButton
from ui.kit.panel import KeyValues
from ui.log_folder import open_log_folder
from ui.screens.settings.long_work import LongWork
from ui.screens.settings.moving import Moving
from ui.screens.settings.restoring import Restoring
from ui.words import size_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.care import DatabaseFacts, Health
    from ui.context import Context
    from ui.kit.job import Control


class DatabaseSection(LongWork):
    """Facts, and the jobs that take care of them."""

    def __init__(self, context: Context, locked: str) -> None:
        super().__init__(context, context.tr("Database"))
        tr = context.tr
        self.locked = locked
        self.facts: DatabaseFacts | None = None
        self.values = KeyValues(self.theme, label_width=132)
        place = self.card(tr("Where the data is"))
        place.body.addWidget(self.values)
        self.restoring, self.moving = Restoring(self, self.ask_source), Moving(self)
        self.buttons = {one.id: ActionButton(one, self.theme, show_key=False) for one in self._actions()}
        place.body.addLayout(self._row("move"))
        care = self.card(
            tr("Backup and check"), tr("A backup is one file and a folder beside it with photos.")
        )
        care.body.addLayout(self._row("backup", "examine", "restore", "check"))
        care.body.addLayout(self.outcome)
        log = self.card(tr("Log of the program"), tr("It says what went wrong and where, and holds no data."))
        log.body.addLayout(self._row("log"))
        self.end()

    def _actions(self) -> tuple[Action, ...]:
        tr = self.context.tr
        return (
            Action("backup", tr("Back up now"), self.ask_target, "save", "", "primary", self.why_no_backup),
            Action("examine", tr("Check a backup"), self.ask_source, "file-search", locked=self.busy),
            Action(
                "restore",
                tr("Restore a backup"),
                self.restoring.ask_source,
                "rotate-ccw",
                locked=lambda: self.locked or self.busy(),
            ),
            Action(
                "move",
                tr("Move to a server"),
                self.moving.ask_target,
                "server",
                locked=lambda: self.locked or self.busy(),
            ),
            Action("check", tr("Check the database"), self.check, "shield-check", locked=self.busy),
            Action("log", tr("Open log folder"), lambda: open_log_folder(self.context), "folder-open"),
        )

    def _row(self, *names: str) -> QHBoxLayout:
        row = QHBoxLayout()
        for name in names:
            row.addWidget(self.buttons[name])
        row.addStretch()
        return row

    # -- where the data is

    def load(self) -> None:
        """Read where the data is and how large."""
        desk, location = self.context.desk, self.context.location

        def work() -> DatabaseFacts:
            from qualitydesk.services.care import describe_database

            return describe_database(desk, location)

        self.context.jobs.read(self, work, self._describe, latest="facts")

    def _describe(self, facts: DatabaseFacts) -> None:
        self.facts = facts
        tr = self.context.tr
        kind = tr("Local file on this computer") if facts.local else tr("PostgreSQL server")
        pairs: list[tuple[str, str | QWidget]] = [
            (tr("Kind"), kind),
            (tr("Place"), facts.location),
            (tr("Size"), size_words(facts.size)),
            (tr("Layout of tables"), facts.schema),
        ]
        if facts.local:
            words = tr(
                "{count} files, {size}", count=tr.number(facts.files), size=size_words(facts.files_size)
            )
            pairs.insert(3, (tr("Photos and papers"), words))
        self.values.set_pairs(pairs)
        self.refresh()

    def why_no_backup(self) -> str:
        """Why no backup can be made here."""
        tr = self.context.tr
        if self.locked:
            return self.locked
        if self.facts is not None and not self.facts.local:
            return tr("The server makes its own backups: ask whoever runs it.")
        return self.busy()

    # -- a backup

    def ask_target(self) -> None:
        """Where the backup goes."""
        name = f"qualitydesk-{datetime.now().astimezone():%Y-%m-%d}.db"
        dialog = QFileDialog(self, self.context.tr("Back up into a file"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.back_up(Path(chosen)))
        dialog.open()

    def back_up(self, target: Path) -> None:
        """Write the backup; it can be stopped, and is then none."""
        desk, tr = self.context.desk, self.context.tr

        def work(control: Control) -> int:
            from qualitydesk.services.care import back_up

            return sum(back_up(desk, target, control.report).values())

        self.carry_out(
            tr("Backup into {file}", file=file_label(target.name)),
            "save",
            work,
            lambda rows: self.tell("ok", tr("{file} is complete: {rows} rows.", file=file_label(target.name),
                                             rows=tr.number(rows))),
            tr("The backup was stopped. No file was written."),
        )  # fmt: skip

    # -- looking

    def ask_source(self, then: Callable[[Path], None] | None = None) -> None:
        """Which backup to look into, and what to do with one that is whole."""
        dialog = QFileDialog(self, self.context.tr("Choose a backup"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.examine(Path(chosen), then))
        dialog.open()

    def examine(self, source: Path, then: Callable[[Path], None] | None = None) -> None:
        """Whether that backup could be restored; nothing is changed."""
        tr = self.context.tr

        def work(_control: Control) -> int:
            from qualitydesk.services.care import examine_backup

            return sum(examine_backup(source).values())

        def done(rows: int) -> None:
            words = tr("{file} can be restored: {rows} rows, nothing damaged.", file=file_label(source.name),
                       rows=tr.number(rows))  # fmt: skip
            self.tell("ok", words)
            if then is not None:
                then(source)

        self.begin(tr("Looking into {file}", file=file_label(source.name)), "file-search").bar.setRange(0, 0)
        self.job = self.context.jobs.long(self, work, done, self.failed, cancelled=self.stopped)
        self.refresh()

    def check(self) -> None:
        """Whether the database itself is whole: its pages, its references, its history."""
        desk, tr = self.context.desk, self.context.tr

        def work(_control: Control) -> Health:
            from qualitydesk.services.care import check_health

            return check_health(desk)

        def done(health: Health) -> None:
            if health.ok:
                rows = tr.number(sum(health.rows.values()))
                self.tell("ok", tr("All is well: {rows} rows, history unbroken.", rows=rows))
            else:
                self.tell("bad", tr("Damaged: {problem}", problem="; ".join(health.problems[:3])))

        self.begin(tr("Checking the database"), "shield-check").bar.setRange(0, 0)
        self.job = self.context.jobs.long(self, work, done, self.failed, cancelled=self.stopped)
        self.refresh()
