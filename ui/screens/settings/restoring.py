"""Restoring a backup: chosen, checked, brought into a new file, opened on request. What is open stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from qualitydesk.domain.file_names import file_label
from ui.kit.dialogs import confirm

if TYPE_CHECKING:
    from ui.kit.job import Control
    from ui.screens.settings.long_work import LongWork


class Restoring:
    """The steps, each in a job of the section; ``choose`` asks for a whole backup and goes on with it."""

    def __init__(self, section: LongWork, choose: Callable[[Callable[[Path], None]], None]) -> None:
        self.section, self.context = section, section.context
        self._choose = choose

    def ask_source(self) -> None:
        """Which backup; it is checked before anything is asked further."""
        self._choose(self.ask_target)

    def ask_target(self, source: Path) -> None:
        """Into which new file; the backup itself is not worked on."""
        name = f"qualitydesk-restored-{datetime.now().astimezone():%Y-%m-%d-%H%M}.db"
        dialog = QFileDialog(self.section, self.context.tr("Restore into a new file"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("db")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.bring_in(source, Path(chosen)))
        dialog.open()

    def bring_in(self, source: Path, target: Path) -> None:
        """Copy and check it; it can be stopped, and then there is no new file."""
        section, tr = self.section, self.context.tr

        def work(control: Control) -> int:
            from qualitydesk.services.care import restore_into

            return sum(restore_into(source, target, control.report).values())

        def done(rows: int) -> None:
            words = tr("{file} is complete: {rows} rows.", file=file_label(target.name), rows=tr.number(rows))
            section.tell("ok", words)
            self.offer(target)

        section.carry_out(
            tr("Restoring {file}", file=file_label(source.name)),
            "rotate-ccw",
            work,
            done,
            tr("The restoring was stopped. There is no new file."),
        )

    def offer(self, target: Path) -> None:
        """Ask whether to work on with it."""
        tr = self.context.tr
        confirm(
            self.context,
            self.section,
            tr("Open the restored database?"),
            tr(
                "{file} is complete. The database that is open now stays where it is, with everything in it.",
                file=file_label(target.name),
            ),
            tr("Open it"),
            lambda: self.context.open_elsewhere(str(target)),
            consequence=tr("You sign in anew there. Later starts open it, too."),
            icon="rotate-ccw",
        )
