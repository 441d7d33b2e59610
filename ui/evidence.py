"""The dialog of an evidence pack: what goes in, where to, how far it is; stopped at any time without a trace.

Any screen opens it for a claim, a shipment or a product. What the pack holds is services/evidence's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from qualitydesk.domain.file_names import as_file_name, file_label
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.states import JobRow

if TYPE_CHECKING:
    from qualitydesk.services.evidence import Pack
    from ui.context import Context
    from ui.history import Subject
    from ui.kit.job import Control, Job, Progress


class EvidenceDialog(Dialog):
    """Asks where to, writes in a job, closes when the archive is whole."""

    def __init__(self, context: Context, owner: QWidget, subject: Subject) -> None:
        tr = context.tr
        super().__init__(
            owner,
            context.theme,
            tr("Evidence pack"),
            icon="archive",
            subtitle=subject.number,
            width=560,
            height=320,
            close_words=tr("Close"),
        )
        self.context, self.subject = context, subject
        self._job: Job | None = None
        self.body.addWidget(label(self.theme, self._words(), "body", "text-2", wrap=True))
        fields = [
            Field(
                "originals",
                tr("Photos as they came, with place and device in them"),
                FieldKind.CHECK,
            )
        ]
        self.form = Form(self.theme, tr, fields)
        self.body.addWidget(self.form)
        stop = Action("stop", tr("Stop"), self.stop, "circle-stop")
        self.progress = JobRow(self.theme, tr("Writing the archive"), "archive", stop)
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.body.addStretch()
        self.set_consequence(tr("Nothing is sent. The audit notes that a pack was made."))
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(
            Action("save", tr("Save archive…"), self.ask_where, "download", "", "primary", self._busy)
        )

    def _words(self) -> str:
        tr = self.context.tr
        return tr(
            "One ZIP archive with the papers as issued, photos, files, messages, the history and a list of "
            "SHA-256 hashes, so that anybody can check that nothing was changed."
        )

    def _busy(self) -> str:
        return self.context.tr("The archive is being written.") if self._job is not None else ""

    def ask_where(self) -> None:
        """Choose the file."""
        offered = as_file_name(f"{self.subject.number}-evidence.zip")
        dialog = QFileDialog(self, self.context.tr("Save the archive"), offered)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Write the archive, in a job."""
        desk, tr, subject = self.context.desk, self.context.tr, self.subject
        originals = bool(self.form.values()["originals"])

        def work(control: Control) -> Pack:
            from qualitydesk.services.evidence import write_evidence

            return write_evidence(
                desk, subject.kind, subject.key, target, tr, control.report, originals=originals
            )

        self._job = self.context.jobs.long(
            self, work, self._done, self._failed, progress=self._show, cancelled=self._stopped
        )
        self.progress.show()
        self.button.refresh()

    def _show(self, progress: Progress) -> None:
        said = self.context.tr("{done} of {total}", done=progress.done, total=progress.total)
        self.progress.show_progress(progress, said)

    def stop(self) -> None:
        """Stop writing; nothing is left of it."""
        if self._job is not None:
            self._job.cancel()

    def reject(self) -> None:
        """Closing stops it, too."""
        self.stop()
        super().reject()

    def _rest(self) -> None:
        self._job = None
        self.progress.hide()
        self.button.refresh()

    def _stopped(self) -> None:
        self._rest()
        self.context.toast(self.context.tr("Stopped. Nothing was written."), "info")

    def _failed(self, error: Exception) -> None:
        self._rest()
        failures.tell(self.context, self, error)

    def _done(self, pack: Pack) -> None:
        tr = self.context.tr
        said = tr("Saved as {file}, {count} files.", file=file_label(pack.path.name), count=pack.files)
        self.context.toast(said)
        self.accept()
