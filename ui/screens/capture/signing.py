"""The dialogs of the warehouse mode: sign and submit, any defect of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from qualitydesk.domain.inspection.states import DefectClass, propose
from qualitydesk.services import inspections
from ui.kit.actions import Action
from ui.kit.cells import Status
from ui.kit.dialogs import Dialog
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.panel import FactStrip
from ui.signing import Asked, SigningDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context


class SignDialog(SigningDialog):
    """Result, reasons, the decision proposed, the password that signs."""

    def __init__(
        self, context: Context, parent: QWidget, file: InspectionFile, then: Callable[[], None]
    ) -> None:
        tr, result = context.tr, file.verdict.result
        super().__init__(context, parent, file, then, tr("Finish and sign"), "signature")
        facts = (
            (tr("Result"), Status(result.value, tr(result.value))),
            (tr("Units"), f"{file.units_done} / {file.sample_size}"),
            (tr("Defects"), str(sum(defect.count for defect in file.defects))),
        )
        self.body.addWidget(FactStrip(context.theme, facts))
        for reason in file.verdict.reasons:
            self.body.addWidget(label(context.theme, tr(reason), "body", "text-2", wrap=True))
        asked = Asked(tr("Decision proposed"), tr("Reason"), "sign")
        self.ask(asked, result, {"decision": propose(result).value})
        self.set_consequence(tr("A second person approves it. After that it is locked."), "lock")
        self.add_cancel(tr("Cancel"))
        sign = Action("sign", tr("Sign and submit"), self.sign, "signature", kind="primary")
        self.button = self.add_button(sign)

    def sign(self) -> None:
        """Sign and hand in."""
        desk, file = self.context.desk, self.file
        self.hand_in(
            lambda decision, reason, password: inspections.submit_inspection(
                desk, file.id, file.version, password, decision=decision, reason=reason
            )
        )


class DefectDialog(Dialog):
    """Any defect of the catalogue, with count, class, carton and note; it stays until the defect is saved."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        carton: str,
        add: Callable[[dict[str, object], Callable[[bool], None]], None],
    ) -> None:
        tr = context.tr
        super().__init__(parent, context.theme, tr("Add a defect"), icon="plus", close_words=tr("Close"))
        self._add = add
        entries = inspections.catalogue().values()
        fields = [
            Field(
                "code",
                tr("Defect"),
                FieldKind.CHOICE,
                required=True,
                choices=tuple((each.code, f"{each.code}  {tr.name(each.name)}") for each in entries),
                span=2,
            ),
            Field("count", tr("Count"), FieldKind.WHOLE, required=True),
            Field(
                "defect_class",
                tr("Class"),
                FieldKind.CHOICE,
                choices=(
                    ("", tr("As in the catalogue")),
                    *((each.value, tr(each.value)) for each in DefectClass),
                ),
            ),
            Field("carton", tr("Carton"), takes_scans=True, span=2),
            Field("note", tr("Note"), FieldKind.LONG, span=2, lines=2),
        ]
        self.form = Form(context.theme, tr, fields, {"count": 1, "carton": carton}, columns=2)
        self.body.addWidget(self.form)
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(Action("add", tr("Add defect"), self.add, kind="primary"))

    def add(self) -> None:
        """Hand the values on."""
        if self.form.check() and self.button.isEnabled():
            self.button.setEnabled(False)
            self._add(self.form.values(), self._answered)

    def _answered(self, saved: bool) -> None:
        """Close, or let what was refused be mended."""
        if not isValid(self):
            return
        self.button.setEnabled(True)
        if saved:
            self.accept()
