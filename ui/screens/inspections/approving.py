"""The dialogs of decisions: approve and sign, send back, give up with a reason, revise.

The person sees what will happen beside the button; the service decides whether it may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import Decision, possible_decisions
from qualitydesk.services import inspections
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import hairline
from ui.kit.panel import FactStrip
from ui.kit.reasons import ask_reason
from ui.screens.inspections import words
from ui.screens.inspections.sections import consequence_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context


class ApproveDialog(Dialog):
    """Three facts, the decision, its reason, the password that signs."""

    def __init__(
        self, context: Context, parent: QWidget, file: InspectionFile, then: Callable[[], None]
    ) -> None:
        tr = context.tr
        super().__init__(
            parent,
            context.theme,
            tr("Approve inspection"),
            icon="stamp",
            subtitle=f"{file.number} · {tr.name(file.product)} · {file.lot}",
            width=560,
            close_words=tr("Close"),
        )
        self.context, self.file, self._then = context, file, then
        self.body.addWidget(self._facts())
        for line in file.consequences:
            self.body.addLayout(consequence_row(context, line))
        self.body.addWidget(hairline())
        self.form = Form(context.theme, tr, self._fields(), self._start(), columns=2)
        self.body.addWidget(self.form)
        self.set_consequence(tr("Locks the record. A later change is a new revision."), "lock")
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(
            Action(
                "approve", words.approve_words(tr, self._decision()), self.approve, "stamp", kind="primary"
            )
        )
        self.form.changed.connect(self._follow)
        self.form.changed.connect(self.keep_draft(context, self.form, Slot("approve", file.id)).touch)
        self.form.boxes["password"].editor.setFocus()

    def _facts(self) -> FactStrip:
        tr, file = self.context.tr, self.file
        return FactStrip(
            self.theme,
            (
                (tr("Status"), words.status(tr, file.status.value)),
                (tr("Result"), words.status(tr, file.result.value)),
                (tr("Inspector"), tr.name(file.inspector)),
            ),
        )

    def _fields(self) -> list[Field]:
        tr = self.context.tr
        return [
            Field(
                "decision",
                tr("Decision"),
                FieldKind.CHOICE,
                required=True,
                choices=tuple((each.value, tr(each.value)) for each in possible_decisions(self.file.result)),
                span=2,
            ),
            Field("reason", tr("Reason, printed on the certificate"), FieldKind.LONG, span=2, lines=2),
            Field("password", tr("Your password"), FieldKind.SECRET, required=True, span=2),
        ]

    def _start(self) -> dict[str, object]:
        return {"decision": self.file.proposed.value, "reason": self.file.reason}

    def _decision(self) -> Decision:
        return Decision(self.form.text("decision"))

    def _follow(self, name: str) -> None:
        if name == "decision":
            self.button.setText(words.approve_words(self.context.tr, self._decision()))

    def approve(self) -> None:
        """Sign; the dialog stays while something is wrong."""
        if not self.form.check():
            return
        desk, file, form = self.context.desk, self.file, self.form
        decision, reason, password = self._decision(), form.text("reason"), form.text("password")
        self.button.setEnabled(False)
        self.context.jobs.write(
            self,
            lambda: inspections.approve_inspection(
                desk, file.id, file.version, password, decision=decision, reason=reason
            ),
            lambda _version: self._done(),
            self._failed,
        )

    def _done(self) -> None:
        self.accept()
        self._then()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        failures.at_form(self.context, self.form, error)


Step = Callable[..., object]


def with_reason(
    context: Context,
    parent: QWidget,
    file: InspectionFile,
    step: Step,
    texts: tuple[str, str, str],
    then: Callable[[object], None],
) -> Dialog:
    """Ask why, then take a step that needs a reason. ``texts``: title, button, consequence."""
    desk = context.desk

    def work(reason: str) -> object:
        return step(desk, file.id, file.version, reason)

    slot = Slot(f"inspection {getattr(step, '__name__', '')}", file.id)
    return ask_reason(context, parent, texts[0], texts[1], work, then, slot=slot, consequence=texts[2])
