"""What is done with all ticked papers: declared void, checked, printed, saved into one folder, listed.

One paper's own steps are in ``steps``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog

from qualitydesk.domain.people import MANAGING
from qualitydesk.services import documents
from ui.importing.exporting import shown_ticked
from ui.kit.pdf_print import ask_and_print_all
from ui.kit.running import run_shown
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Verb

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Control
    from ui.screens.documents.screen import DocumentsScreen

AnswerT = TypeVar("AnswerT")
GENUINE = ("valid", "superseded", "void")
GoOn = Callable[[int], bool]
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

    def _shown(
        self,
        title: str,
        icon: str,
        work: Callable[[Control], AnswerT],
        done: Callable[[AnswerT], None],
        stopped: str,
    ) -> None:
        run_shown(self.context, self.screen.window(), title, icon, work, done, stopped)

    def ask_folder(self, keys: Keys) -> None:
        """Choose where they go."""
        dialog = QFileDialog(self.screen.window(), self.context.tr("Save into a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen), keys))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, folder: Path, keys: Keys) -> None:
        """Write each under its number; stopped, those that are written stay, each whole."""
        desk, tr = self.context.desk, self.context.tr

        def work(control: Control) -> tuple[int, bool]:
            through = partial(control.go_on, total=len(keys))
            return len(documents.save_papers(desk, keys, folder, through)), control.cancelled

        def done(answer: tuple[int, bool]) -> None:
            written, stopped = answer
            said = (
                tr.plural(
                    "Stopped: 1 paper is in {folder}.",
                    "Stopped: {n} papers are in {folder}.",
                    written,
                    folder=folder.name,
                )
                if stopped
                else tr.plural(
                    "1 paper is in {folder}.", "{n} papers are in {folder}.", written, folder=folder.name
                )
            )
            self.context.toast(said)

        title = tr.plural("Save 1 paper", "Save {n} papers", len(keys))
        self._shown(title, "folder-open", work, done, tr("Stopped. Nothing was written."))

    def print(self, keys: Keys) -> None:
        """Read them, then choose one printer for all."""
        desk, tr = self.context.desk, self.context.tr
        title, window = tr.plural("1 paper", "{n} papers", len(keys)), self.screen.window()

        def show(pdfs: list[bytes]) -> None:
            if not pdfs:
                self.context.toast(tr("These numbers have no paper."), "warn")
                return
            ask_and_print_all(self.context, window, pdfs, title)

        self._shown(
            tr("Print {paper}", paper=title),
            "printer",
            lambda control: documents.read_papers(desk, keys, _whole(control, keys)),
            show,
            tr("Stopped. Nothing was printed."),
        )

    def check(self, keys: Keys) -> None:
        """Check the stored files against register and chain, and say how they came out."""
        desk, tr = self.context.desk, self.context.tr
        self._shown(
            tr.plural("Verify 1 paper", "Verify {n} papers", len(keys)),
            "shield-check",
            lambda control: documents.check_documents(desk, keys, _whole(control, keys)),
            self._tell,
            tr("Stopped. Not all of them were verified."),
        )

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


def _whole(control: Control, keys: Keys) -> GoOn:
    """How far it is; stopped, nothing of it is used."""

    def go_on(through: int) -> bool:
        control.report(through, len(keys))
        return True

    return go_on
