"""The dialog in which somebody decides about a lot and signs with the password: decision, reason, password.

Both signatures of an inspection are given in one; what stands above the form is the screen's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from qualitydesk.domain.inspection.states import Decision, Result, possible_decisions
from ui.kit import failures
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context


class Asked(NamedTuple):
    """What the form calls the decision and its reason, and under which name its typing is kept."""

    decision: str
    reason: str
    draft: str


class SigningDialog(Dialog):
    """Asks for a decision and signs it; stays while something is wrong."""

    button: QPushButton
    """What signs; the screen's own."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        file: InspectionFile,
        then: Callable[[], None],
        title: str,
        icon: str,
    ) -> None:
        tr = context.tr
        subtitle = f"{file.number} · {tr.name(file.product)} · {file.lot}"
        super().__init__(
            parent, context.theme, title, icon=icon, subtitle=subtitle, width=560, close_words=tr("Close")
        )
        self.context, self.file, self._then = context, file, then

    def ask(self, asked: Asked, result: Result, begun: Mapping[str, object]) -> None:
        """Add the form, with what it begins with."""
        tr = self.context.tr
        decisions = tuple((each.value, tr(each.value)) for each in possible_decisions(result))
        fields = [
            Field("decision", asked.decision, FieldKind.CHOICE, required=True, choices=decisions),
            Field("reason", asked.reason, FieldKind.LONG, lines=2),
            Field("password", tr("Your password"), FieldKind.SECRET, required=True),
        ]
        self.form = Form(self.theme, tr, fields, dict(begun))
        self.body.addWidget(self.form)
        self.form.changed.connect(
            self.keep_draft(self.context, self.form, Slot(asked.draft, self.file.id)).touch
        )
        self.form.boxes["password"].editor.setFocus()

    @property
    def decision(self) -> Decision:
        """What is chosen."""
        return Decision(self.form.text("decision"))

    def hand_in(self, sign: Callable[[Decision, str, str], object]) -> None:
        """Sign in a job with decision, reason and password."""
        if not self.form.check():
            return
        decision, reason, password = self.decision, self.form.text("reason"), self.form.text("password")
        self.button.setEnabled(False)
        self.context.jobs.write(
            self, lambda: sign(decision, reason, password), lambda _version: self._done(), self._failed
        )

    def _done(self) -> None:
        self.accept()
        self._then()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        failures.at_form(self.context, self.form, error)
