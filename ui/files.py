"""The files of a record in a dialog, for pages that have no room for them: listed, added by drop, paste or
choice, taken off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.people import WRITING
from ui.kit.actions import Action
from ui.kit.attachments import AttachmentList
from ui.kit.dialogs import Dialog

if TYPE_CHECKING:
    from ui.context import Context
    from ui.history import Subject


class FilesDialog(Dialog):
    """Opened with whose files they are."""

    def __init__(self, context: Context, owner: QWidget, subject: Subject) -> None:
        tr = context.tr
        super().__init__(
            owner,
            context.theme,
            tr("Photos and files"),
            icon="paperclip",
            subtitle=subject.number,
            close_words=tr("Close"),
        )
        self.files = AttachmentList(context, subject.kind)
        self.files.show_record(subject.key, may_add=context.desk.person.role in WRITING)
        self.body.addWidget(self.files)
        self.body.addStretch()
        self.add_button(Action("close", tr("Close"), self.accept, kind="primary"))


def files_action(context: Context, owner: QWidget, subject: Callable[[], Subject | None]) -> Action:
    """The action "Photos and files" of a page; locked while no record is shown."""
    tr = context.tr

    def run() -> None:
        found = subject()
        if found is not None:
            FilesDialog(context, owner, found).open()

    def locked() -> str:
        return "" if subject() is not None else tr("Choose a record first.")

    return Action("files", tr("Photos and files"), run, "paperclip", locked=locked)
