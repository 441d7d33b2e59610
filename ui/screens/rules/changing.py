"""Changing a rule without code: off, dated anew, another number, harder or softer; always with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import Severity, msg
from qualitydesk.services import law
from qualitydesk.services.law import RuleState
from ui.history import Subject, history_action
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.reasons import ask_reason

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.law import RuleFile
    from ui.context import Context

UNITS = {
    "hours": msg("hours"),
    "calendar_days": msg("days"),
    "working_days": msg("working days"),
    "months": msg("months"),
    "years": msg("years"),
}
HARDNESS = {Severity.STOP: msg("stops the gate"), Severity.WARN: msg("warns only")}


class Steps:
    """What can be done with the rule in the panel; ``changed`` is told its id."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        file: Callable[[], RuleFile | None],
        changed: Callable[[str], None],
    ) -> None:
        self.context, self.owner, self.file, self.changed = context, owner, file, changed

    def actions(self) -> tuple[Action, ...]:
        """Changing and putting back."""
        tr = self.context.tr
        return (
            Action("change", tr("Change rule"), self._change, "pencil", "E", "", self.may_change, True),
            history_action(self.context, self.owner, self._subject, in_list=True),
            Action("put_back", tr("Put back"), self.put_back, "rotate-ccw", "", "", self.may_put_back),
        )

    def _subject(self) -> Subject | None:
        """Whose history it is."""
        file = self.file()
        return Subject("setting", law.setting_of(file.row.id), file.row.id) if file is not None else None

    def may_change(self) -> str:
        """Why the rule can't be changed."""
        tr = self.context.tr
        if self.file() is None:
            return tr("Choose a rule first.")
        return "" if self.context.desk.person.role in MANAGING else tr("Only a manager may do this.")

    def may_put_back(self) -> str:
        """Why there is nothing to put back."""
        file = self.file()
        if file is not None and (file.change is None or not file.change.fields):
            return self.context.tr("Nothing of this rule is changed.")
        return self.may_change()

    def _change(self) -> None:
        self.change()

    def change(self) -> tuple[Dialog, Form] | None:
        """Ask what holds instead, and why."""
        file, tr, desk = self.file(), self.context.tr, self.context.desk
        if file is None:
            return None
        version = file.change.version if file.change is not None else 0

        def then(values: dict[str, object], form: Form, dialog: Dialog) -> None:
            reason = str(values.pop("reason"))

            def done(_version: int) -> None:
                dialog.accept()
                self.context.toast(tr("The rule is changed at every desk."))
                self.changed(file.row.id)

            self.context.jobs.write(
                form,
                lambda: law.change_rule(desk, file.row.id, version, reason, **values),
                done,
                lambda error: failures.at_form(self.context, form, error),
            )

        return ask_form(
            self.context,
            self.owner,
            tr("Change {rule}", rule=file.row.id),
            self.fields(file),
            tr("Change rule"),
            then,
            slot=Slot("rule", file.row.id),
            values=_values(file),
            columns=2,
            width=600,
            icon="scale",
            consequence=tr("It holds at every desk at once, and is marked wherever the rule is cited."),
        )

    def fields(self, file: RuleFile) -> list[Field]:
        """What can be set of this rule."""
        tr = self.context.tr
        off = Field("switched_off", tr("Switched off: it asks for nothing any more"), FieldKind.CHECK, span=2)
        found = [
            off,
            Field("effective_from", tr("In force from"), FieldKind.DAY),
            Field("effective_to", tr("Until"), FieldKind.DAY),
        ]
        if file.pack_amount is not None:
            unit = tr(UNITS[file.unit]) if file.unit in UNITS else ""
            found.append(Field("amount", tr("Number"), FieldKind.WHOLE, required=True, unit=unit))
        if file.severity:
            choices = tuple((one.value, tr(words)) for one, words in HARDNESS.items())
            found.append(Field("severity", tr("How hard"), FieldKind.CHOICE, choices=choices))
        reason = Field("reason", tr("Reason"), FieldKind.LONG, required=True, span=2)
        return [*found, reason]

    def put_back(self) -> None:
        """Ask why, and let the pack hold again."""
        file, tr, desk = self.file(), self.context.tr, self.context.desk
        if file is None or file.change is None:
            return
        rule, version = file.row.id, file.change.version

        def done(_version: object) -> None:
            self.context.toast(tr("The rule holds again as the rule pack has it."))
            self.changed(rule)

        ask_reason(
            self.context,
            self.owner,
            tr("Put {rule} back", rule=rule),
            tr("Put back"),
            lambda reason: law.put_back(desk, rule, version, reason),
            done,
            slot=Slot("put rule back", rule),
            icon="rotate-ccw",
            consequence=tr("The rule pack's own words hold again; your change stays in the history."),
        )


def _values(file: RuleFile) -> dict[str, object]:
    row = file.row
    return {
        "switched_off": row.state is RuleState.OFF,
        "effective_from": row.since,
        "effective_to": row.until,
        "amount": file.amount,
        "severity": file.severity,
    }
