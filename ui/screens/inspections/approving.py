"""The dialogs of decisions: approve and sign, send back, give up with a reason, revise.

The person sees what will happen beside the button; the service decides whether it may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from qualitydesk.services import inspections
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.labels import clear, hairline, label
from ui.kit.panel import FactStrip
from ui.kit.reasons import ask_reason
from ui.screens.inspections import words
from ui.screens.inspections.sections import consequence_row
from ui.signing import Asked, SigningDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context


class ApproveDialog(SigningDialog):
    """Three facts, what will happen, the decision, its reason, the password that signs."""

    def __init__(
        self, context: Context, parent: QWidget, file: InspectionFile, then: Callable[[], None]
    ) -> None:
        tr = context.tr
        super().__init__(context, parent, file, then, tr("Approve inspection"), "stamp")
        facts = (
            (tr("Status"), words.status(tr, file.status.value)),
            (tr("Result"), words.status(tr, file.result.value)),
            (tr("Inspector"), tr.name(file.inspector)),
        )
        self.body.addWidget(FactStrip(self.theme, facts))
        self.body.addWidget(label(self.theme, tr("Approving will"), "card-title"))
        self._outcome = QVBoxLayout()
        self.body.addLayout(self._outcome)
        self.body.addWidget(hairline())
        asked = Asked(tr("Decision"), tr("Reason, printed on the certificate"), "approve")
        self.ask(asked, file.result, {"decision": file.proposed.value, "reason": file.reason})
        self.set_consequence(tr("Locks the record. A later change is a new revision."), "lock")
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(
            Action("approve", tr("Approve and sign"), self.approve, "stamp", kind="primary")
        )
        self.form.changed.connect(self._follow)
        self._follow("decision")

    def _follow(self, name: str) -> None:
        """Say what the decision that is chosen will do."""
        if name != "decision":
            return
        self.button.setText(words.approve_words(self.context.tr, self.decision))
        clear(self._outcome)
        for line in self.file.outcomes.get(self.decision, ()):
            self._outcome.addLayout(consequence_row(self.context, line))

    def approve(self) -> None:
        """Sign and lock."""
        desk, file = self.context.desk, self.file
        self.hand_in(
            lambda decision, reason, password: inspections.approve_inspection(
                desk, file.id, file.version, password, decision=decision, reason=reason
            )
        )


Step = Callable[..., object]


def with_reason(
    context: Context,
    parent: QWidget,
    file: InspectionFile,
    step: Step,
    texts: tuple[str, str, str],
    then: Callable[[object], None],
    icon: str,
) -> Dialog:
    """Ask why, then take a step that needs a reason. ``texts``: title, button, consequence."""
    desk = context.desk

    def work(reason: str) -> object:
        return step(desk, file.id, file.version, reason)

    slot = Slot(f"inspection {getattr(step, '__name__', '')}", file.id)
    title, do, consequence = texts
    return ask_reason(context, parent, title, do, work, then, slot=slot, consequence=consequence, icon=icon)
