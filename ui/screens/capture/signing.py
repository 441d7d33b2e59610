"""The dialogs of the warehouse mode: sign and submit, any defect of the catalogue, what is known of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from qualitydesk.domain.inspection.states import DefectClass, propose
from qualitydesk.services import inspections
from ui.kit.actions import Action
from ui.kit.cells import Status
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot, forget
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.panel import FactStrip
from ui.signing import Asked, SigningDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.inspections import DefectLine, InspectionFile
    from ui.context import Context

HandIn = Callable[[dict[str, object], Callable[[bool], None]], None]
Choices = tuple[tuple[str, str], ...]


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
    """Count, class, carton and note of a defect; it stays until they are saved. ``hand_in`` gets them, and
    what is to be told whether they were; what is typed is kept under ``slot``.
    """

    def __init__(
        self, context: Context, parent: QWidget, title: str, icon: str, hand_in: HandIn, slot: Slot
    ) -> None:
        super().__init__(parent, context.theme, title, icon=icon, close_words=context.tr("Close"))
        self.context, self._hand_in, self._slot = context, hand_in, slot

    def ask(self, first: Sequence[Field], classes: Choices, values: dict[str, object], do: Action) -> None:
        """Ask for ``first`` and what every defect has."""
        tr = self.context.tr
        named = tuple((each.value, tr(each.value)) for each in DefectClass)
        fields = [
            *first,
            Field("count", tr("Count"), FieldKind.WHOLE, required=True),
            Field("defect_class", tr("Class"), FieldKind.CHOICE, choices=(*classes, *named)),
            Field("carton", tr("Carton"), takes_scans=True, span=2),
            Field("note", tr("Note"), FieldKind.LONG, span=2, lines=2),
        ]
        self.form = Form(self.context.theme, tr, fields, values, columns=2)
        self.body.addWidget(self.form)
        self.form.changed.connect(self.keep_draft(self.context, self.form, self._slot).touch)
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(do)

    def open(self) -> None:
        """Show it with the cursor in the first field."""
        super().open()
        self.form.boxes[self.form.fields[0].name].editor.setFocus()

    def hand_in(self) -> None:
        """Hand the values on."""
        if self.form.check() and self.button.isEnabled():
            self.button.setEnabled(False)
            self._hand_in(self.form.values(), self._answered)

    def _answered(self, saved: bool) -> None:
        """Close, or let what was refused be mended. Closed before the answer came, it kept what is saved."""
        if not isValid(self):
            if saved:
                forget(self.context, self.context.desk, self._slot)
            return
        self.button.setEnabled(True)
        if saved:
            self.accept()


class AddDialog(DefectDialog):
    """Any defect of the catalogue, on the unit in hand: what was typed for one is not put to another."""

    def __init__(
        self, context: Context, parent: QWidget, file: InspectionFile, carton: str, hand_in: HandIn
    ) -> None:
        tr, slot = context.tr, Slot(f"defect on unit {file.unit}", file.id)
        super().__init__(context, parent, tr("Add a defect"), "plus", hand_in, slot)
        entries = inspections.catalogue().values()
        codes = tuple((each.code, f"{each.code}  {tr.name(each.name)}") for each in entries)
        code = Field("code", tr("Defect"), FieldKind.CHOICE, required=True, choices=codes, span=2)
        usual = (("", tr("As in the catalogue")),)
        add = Action("add", tr("Add defect"), self.hand_in, kind="primary")
        self.ask((code,), usual, {"count": 1, "carton": carton}, add)


class ChangeDialog(DefectDialog):
    """What is known of a defect that was recorded."""

    def __init__(self, context: Context, parent: QWidget, defect: DefectLine, hand_in: HandIn) -> None:
        tr = context.tr
        title = tr("Change defect {name}", name=tr.name(defect.name))
        super().__init__(context, parent, title, "pencil", hand_in, Slot("defect found", defect.id))
        values: dict[str, object] = {
            "count": defect.count,
            "defect_class": defect.defect_class.value,
            "carton": defect.carton,
            "note": defect.note,
        }
        self.ask((), (), values, Action("save", tr("Save"), self.hand_in, kind="primary"))
