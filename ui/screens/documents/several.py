"""What is done with all ticked papers: declared void, checked, printed, saved into one folder, listed.

One paper's own steps are in ``steps``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog

from qualitydesk.domain.people import MANAGING
from qualitydesk.services import documents
from ui.importing.exporting import shown_ticked
from ui.kit import failures
from ui.kit.pdf_print import ask_and_print_all
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Verb

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.jobs import Control
    from ui.screens.documents.screen import DocumentsScreen

AnswerT = TypeVar("AnswerT")
GENUINE = ("valid", "superseded", "void")
Verdicts = dict[str, documents.Verification]


class Several:
    """``screen`` has the register's list."""

    def __init__(self, context: Context, screen: DocumentsScreen) -> None:
        self.context, self.screen = context, screen
        self.together = Together(context, screen, lambda: screen)

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked papers."""
        tr = self.context.tr
        return (
            BulkAction(tr("Print"), self.print, "printer"),
            BulkAction(tr("Save into a folder"), self.ask_folder, "folder-open"),
            BulkAction(tr("Verify"), self.check, "shield-check"),
            shown_ticked(self.context, self.screen, "documents"),
            BulkAction(tr("Declare void"), self.together.unless(self.no_void, self.void), "ban", "danger"),
        )

    def no_void(self) -> str:
        """Why this person declares nothing void."""
        if self.context.desk.person.role in MANAGING:
            return ""
        return self.context.tr("Only a manager can declare an issued paper void.")

    def void(self, keys: Keys) -> None:
        """Declare them void for one reason."""
        desk, tr = self.context.desk, self.context.tr
        verb = Verb(
            tr.plural("Declare 1 paper void", "Declare {n} papers void", len(keys)),
            tr("Declare void"),
            lambda values: documents.void_documents(desk, keys, str(values["reason"])),
            lambda count: tr.plural("1 paper is void.", "{n} papers are void.", count),
            icon="ban",
            follows=tr("Whoever verifies it is told so, with this reason. It cannot be taken back."),
        )
        self.together.ask_why(verb, "void papers", tr("Why is it void?"))

    # -- the files

    def _long(
        self,
        keys: Keys,
        title: str,
        work: Callable[[Callable[[int], bool]], AnswerT],
        done: Callable[[AnswerT], None],
    ) -> None:
        """Go through the papers in a job that shows how far it is and can be stopped."""

        def run(control: Control) -> AnswerT:
            def go_on(through: int) -> bool:
                control.report(through, len(keys))
                return not control.cancelled

            return work(go_on)

        context = self.context
        context.jobs.long(
            self.screen, run, done, lambda error: failures.tell(context, self.screen, error), title=title
        )

    def ask_folder(self, keys: Keys) -> None:
        """Choose where they go."""
        dialog = QFileDialog(self.screen.window(), self.context.tr("Save into a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen), keys))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, folder: Path, keys: Keys) -> None:
        """Write each under its number."""
        desk, tr = self.context.desk, self.context.tr

        def done(written: list[str]) -> None:
            said = tr.plural(
                "1 paper is in {folder}.", "{n} papers are in {folder}.", len(written), folder=folder.name
            )
            self.context.toast(said)

        title = tr("Save into a folder")
        self._long(keys, title, lambda go_on: documents.save_papers(desk, keys, folder, go_on), done)

    def print(self, keys: Keys) -> None:
        """Read them, then choose one printer for all."""
        desk, tr = self.context.desk, self.context.tr

        def read(go_on: Callable[[int], bool]) -> list[bytes]:
            found: list[bytes] = []
            for place, key in enumerate(keys, start=1):
                if documents.open_document(desk, key).attachment_id:
                    found.append(documents.read_pdf(desk, key))
                if not go_on(place):
                    break
            return found

        def show(pdfs: list[bytes]) -> None:
            if not pdfs:
                self.context.toast(tr("These numbers have no paper."), "warn")
                return
            title = tr.plural("1 paper", "{n} papers", len(pdfs))
            ask_and_print_all(self.context, self.screen, pdfs, title)

        self._long(keys, tr("Print"), read, show)

    def check(self, keys: Keys) -> None:
        """Check the stored files against register and chain, and say how they came out."""
        desk = self.context.desk
        title = self.context.tr("Verify")
        self._long(keys, title, lambda go_on: documents.check_documents(desk, keys, go_on), self._tell)

    def _tell(self, found: Verdicts) -> None:
        tr = self.context.tr
        counts = Counter(one.verdict for one in found.values())
        wrong = [
            number for number, one in found.items() if one.verdict not in GENUINE or one.chain == "broken"
        ]
        if wrong:
            said = tr("Not as issued: {numbers}.", numbers=tr.listed(wrong))
            self.context.toast(said, "bad")
            return
        said = tr.plural("1 paper is as it was issued.", "{n} papers are as they were issued.", len(found))
        gone = counts["superseded"] + counts["void"]
        more = tr.plural("1 of them no longer holds.", "{n} of them no longer hold.", gone) if gone else ""
        self.context.toast(" ".join(part for part in (said, more) if part))
