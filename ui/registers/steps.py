"""What the steps of every register share: who may take them, their jobs, taking them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from qualitydesk.domain.people import WRITING
from ui.context import ToastAction
from ui.kit import failures
from ui.registers.asking import Asked, RecordDialog, ask_record

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

FileT = TypeVar("FileT")
AnswerT = TypeVar("AnswerT")


class RegisterSteps(Generic[FileT]):
    """``file`` answers with the record in the panel; ``saved`` is told the key of what was saved."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        file: Callable[[], FileT | None],
        saved: Callable[[str], None],
    ) -> None:
        self.context, self.owner, self.file, self.saved = context, owner, file, saved

    # -- locks

    def may_edit(self) -> str:
        """Why this person cannot change the register."""
        if self.context.desk.person.role in WRITING:
            return ""
        return self.context.tr("You may look at the registers, not change them.")

    def may_change(self) -> str:
        """Why the record in the panel cannot be changed."""
        return self.may_edit() or self.nothing()

    def nothing(self) -> str:
        """Why nothing can be done: no record is chosen."""
        return "" if self.file() is not None else self.context.tr("Choose a record first.")

    # -- jobs

    def read(self, work: Callable[[], AnswerT], done: Callable[[AnswerT], None]) -> None:
        """Read in a job."""
        self.context.jobs.read(
            self.owner, work, done, lambda error: failures.tell(self.context, self.owner, error)
        )

    def write(self, work: Callable[[], AnswerT], done: Callable[[AnswerT], None]) -> None:
        """Write in a job."""
        self.context.jobs.write(
            self.owner, work, done, lambda error: failures.tell(self.context, self.owner, error)
        )

    def ask(self, asked: Asked) -> RecordDialog:
        """Open a record's form."""
        return ask_record(self.context, self.owner, asked, self.saved)

    def say(self, words: str, undo: Callable[[], object], key: str = "") -> None:
        """Say what was done, and take it back on request (also by Ctrl+Z while it is said)."""
        tr = self.context.tr

        def back() -> None:
            self.write(undo, lambda _answer: self.saved(key))

        self.context.toast(words, "ok", ToastAction(tr("Undo"), back, undoes=True))
        self.saved(key)
