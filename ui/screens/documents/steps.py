"""What can be done with the paper shown: print, save, open its record, declare it void."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.services import documents
from ui.history import Subject, history_action
from ui.kit.actions import Action
from ui.kit.drafts import Slot
from ui.kit.pdf_print import ask_and_print
from ui.kit.pdf_save import ask_pdf_file, write_pdf
from ui.kit.reasons import ask_reason
from ui.screens.documents import table

if TYPE_CHECKING:
    from ui.context import Context
    from ui.screens.documents.panel import Opened


class Steps:
    """The actions; ``opened`` answers with the paper shown."""

    def __init__(self, context: Context, owner: QWidget, opened: Callable[[], Opened | None]) -> None:
        self.context, self.owner, self.opened = context, owner, opened

    def actions(self) -> tuple[Action, ...]:
        """Buttons and keys."""
        tr = self.context.tr
        return (
            Action(
                "print", tr("Print"), self.print, "printer", "P", "primary", self.no_paper, True, self._paper
            ),
            Action(
                "save", tr("Save as"), self.save, "download", "Ctrl+S", "", self.no_paper, offered=self._paper
            ),
            Action("record", tr("Open record"), self.record, "external-link", "O", "", self.nothing, True),
            Action(
                "void",
                tr("Declare void"),
                self.ask_void,
                "ban",
                "",
                "danger",
                self.no_void,
                offered=self._stands,
            ),
            history_action(self.context, self.owner, self.subject, in_list=True),
        )

    def subject(self) -> Subject | None:
        """Whose history it is."""
        opened = self.opened()
        row = opened.file.row if opened is not None else None
        return Subject("issued_document", row.id, row.number) if row is not None else None

    def nothing(self) -> str:
        """Why nothing can be done: no paper is chosen."""
        return "" if self.opened() is not None else self.context.tr("Choose a paper first.")

    def _paper(self) -> bool:
        opened = self.opened()
        return opened is None or bool(opened.pdf)

    def _stands(self) -> bool:
        opened = self.opened()
        return opened is None or opened.file.stands

    def no_paper(self) -> str:
        """Why there is nothing to print or save."""
        opened = self.opened()
        if opened is not None and not opened.pdf:
            return self.context.tr("This number has no paper.")
        return self.nothing()

    def no_void(self) -> str:
        """Why it cannot be declared void."""
        opened = self.opened()
        if opened is not None and not opened.file.may_void:
            return self.context.tr("Only a manager can declare an issued paper void.")
        return self.nothing()

    def print(self) -> None:
        """Choose a printer."""
        opened = self.opened()
        if opened is not None:
            ask_and_print(self.context, self.owner, opened.pdf, opened.file.row.number)

    def save(self) -> None:
        """Choose a file."""
        opened = self.opened()
        if opened is None:
            return
        title = self.context.tr("Save the paper")
        ask_pdf_file(self.owner.window(), title, f"{opened.file.row.number}.pdf", self.save_to)

    def save_to(self, path: str | Path) -> None:
        """Write the paper shown to a file."""
        opened = self.opened()
        if opened is not None:
            write_pdf(self.context, self.owner, path, opened.pdf)

    def record(self) -> None:
        """Go to the record that the paper is about."""
        opened = self.opened()
        if opened is not None:
            row = opened.file.row
            self.context.navigate(table.SUBJECT_SCREENS.get(row.kind, row.kind), row.subject_id)

    def ask_void(self) -> None:
        """Ask for the reason."""
        opened, tr = self.opened(), self.context.tr
        if opened is None:
            return
        desk, row = self.context.desk, opened.file.row
        ask_reason(
            self.context,
            self.owner,
            tr("Declare {number} void", number=row.number),
            tr("Declare void"),
            lambda reason: documents.void_document(desk, row.id, row.version, reason),
            lambda _none: self.context.toast(tr("{number} is void.", number=row.number)),
            slot=Slot("void", row.id),
            icon="ban",
            consequence=tr("Whoever verifies it is told so, with this reason. It cannot be taken back."),
            question=tr("Why is it void?"),
        )
