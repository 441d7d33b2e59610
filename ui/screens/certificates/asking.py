"""Asking the maker for a new paper: the letter in both languages to copy, and a task with its due day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qualitydesk.services import certificates
from qualitydesk.translation import LANGUAGES, Translator
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.states import copy_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.certificates import CertificateFile, Request
    from ui.context import Context


def letter(request: Request, house: str) -> str:
    """The request in Chinese, then in English."""
    return "\n\n———\n\n".join(
        _in(Translator(language), request, house) for language in reversed(list(LANGUAGES))
    )


def _in(tr: Translator, request: Request, house: str) -> str:
    to = tr.name(request.to)
    greeting = tr("Dear {name},", name=to) if to else tr("Dear Sir or Madam,")
    return "\n".join([greeting, "", *(tr(one) for one in request.paragraphs), "", tr("Kind regards"), house])


class RenewalDialog(Dialog):
    """Shows the letter; ``asked`` runs once the task is recorded."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        file: CertificateFile,
        request: Request,
        asked: Callable[[], None],
    ) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(
            owner,
            theme,
            tr("Ask maker for renewal"),
            icon="refresh-cw",
            subtitle=file.fields["number"],
            width=640,
            close_words=tr("Close"),
        )
        self.context, self.file, self._asked = context, file, asked
        words = tr("Nothing is sent by the program: copy the letter into your own mail.")
        self.body.addWidget(label(theme, words, "body", "text-2", wrap=True))
        self.form = Form(
            theme,
            tr,
            [
                Field("letter", tr("Letter"), FieldKind.LONG, span=2, lines=12),
                Field("title", tr("Task"), required=True),
                Field("due_on", tr("Answer due on"), FieldKind.DAY, required=True),
            ],
            {
                "letter": letter(request, context.desk.house.name),
                "title": tr("Renewal of {number} asked for", number=file.fields["number"]),
                "due_on": request.due_on,
            },
            columns=2,
        )
        self.body.addWidget(self.form)
        said = lambda: self.form.text("letter")  # noqa: E731 # as it was changed meanwhile
        self.body.addWidget(copy_button(theme, said, tr("Copy the letter")), 0, Qt.AlignmentFlag.AlignLeft)
        self.form.changed.connect(self.keep_draft(context, self.form, Slot("renewal", file.id)).touch)
        self.set_consequence(tr("A task in your name reminds you on that day."), "list-checks")
        self.add_cancel(tr("Cancel"))
        self.add_button(Action("record", tr("Record the request"), self.record, kind="primary"))

    def record(self) -> None:
        """Note the request as a task."""
        if not self.form.check():
            return
        desk, values, key = self.context.desk, self.form.values(), self.file.id
        title, due = str(values["title"]), values["due_on"]

        def done(_key: str) -> None:
            self.accept()
            self.context.toast(self.context.tr("The request is recorded as a task."))
            self._asked()

        self.context.jobs.write(
            self,
            lambda: certificates.record_request(desk, key, title, due),  # type: ignore[arg-type]  # a day field gives a date
            done,
            lambda error: failures.at_form(self.context, self.form, error),
        )
