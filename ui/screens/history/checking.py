"""The check of the audit chain in a dialog: how far it is, a way to stop, and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.services import care
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.job import Control, Progress
from ui.kit.labels import clear, label
from ui.kit.panel import KeyValues
from ui.kit.states import JobRow

if TYPE_CHECKING:
    from qualitydesk.services.care import Verification
    from ui.context import Context

MOST_PROBLEMS = 12


class ChainCheck(Dialog):
    """Begins when it is made."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        tr = context.tr
        title, close = tr("Check the chain"), tr("Close")
        super().__init__(owner, context.theme, title, icon="shield-check", width=560, close_words=close)
        self.context = context
        stop = Action("stop", tr("Stop"), self.reject, "circle-stop")
        self.row = JobRow(context.theme, tr("Every link is compared with the one before it."), "link", stop)
        self.body.addWidget(self.row)
        self.set_consequence(
            tr("Papers in circulation print links too: verify one to prove the rest."), "info"
        )
        self.add_button(Action("close", close, self.accept, kind="primary"))
        desk = context.desk

        def work(control: Control) -> Verification:
            return care.verify_audit(desk, progress=control.report)

        self.job = context.jobs.long(self, work, self._found, self._failed, progress=self._progress)
        self.finished.connect(lambda _code: self.job.cancel())

    def _progress(self, progress: Progress) -> None:
        number = self.context.tr.number
        said = self.context.tr("{n} of {total}", n=number(progress.done), total=number(progress.total))
        self.row.show_progress(progress, said)

    def _failed(self, error: Exception) -> None:
        failures.tell(self.context, self, error)
        self.reject()

    def _found(self, found: Verification) -> None:
        clear(self.body)
        tr, theme = self.context.tr, self.theme
        said = tr("The chain is whole.") if found.ok else tr("The chain is broken.")
        self.body.addWidget(label(theme, said, "card-title", "ok" if found.ok else "bad"))
        pairs = [(tr("Links"), tr.number(found.events)), (tr("Head"), f"{found.head.hash[:32]} …")]
        self.body.addWidget(KeyValues(theme, pairs))
        for problem in found.problems[:MOST_PROBLEMS]:
            where = tr("link {n}", n=tr.number(problem.seq))
            self.body.addWidget(label(theme, f"{where}: {tr(problem.what)}", "body", "bad", wrap=True))
