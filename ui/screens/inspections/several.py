"""What is done with the ticked inspections, or with the one in the panel: who inspects, which day, calling
off, their certificates, a file of them.

The service refuses what is begun already and names it; how certificates are issued is ``ui.issuing``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.inspection.states import InspectionStatus
from ui.context import ToastAction
from ui.importing.exporting import export_ticked
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.reasons import ask_reason
from ui.lists.chosen import BulkAction, Keys

if TYPE_CHECKING:
    from qualitydesk.services.choices import Choice
    from ui.context import Context
    from ui.screens.inspections.screen import InspectionsScreen

Plan = dict[str, Any]
"""Who inspects, or on which day, by the key of the inspection."""


class Several:
    """``screen`` has the list and is told of each step."""

    def __init__(self, context: Context, screen: InspectionsScreen) -> None:
        self.context, self.screen = context, screen

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked inspections."""
        tr = self.context.tr
        return (
            BulkAction(tr("Assign"), self._planner(self.ask_inspector), "user-round-check"),
            BulkAction(tr("Set day"), self._planner(self.ask_day), "calendar-clock"),
            BulkAction(tr("Issue certificates"), self.issue, "printer"),
            export_ticked(self.context, self.screen, "inspections", lambda row: row.number),
            BulkAction(tr("Cancel inspections"), self._planner(self.ask_why), "ban", "danger"),
        )

    def actions(self) -> tuple[Action, ...]:
        """The same for the inspection in the panel, as far as it has no step of its own for it."""
        tr = self.context.tr
        assign, day = (lambda: self._one(self.ask_inspector)), (lambda: self._one(self.ask_day))
        return (
            Action("assign", tr("Assign"), assign, "user-round-check", locked=self._begun),
            Action("day", tr("Set day"), day, "calendar-clock", locked=self._begun),
        )

    # -- locks

    def _planner(self, run: Callable[[Keys], None]) -> Callable[[Keys], None]:
        """Who does not plan is told so before anything is asked."""

        def go(keys: Keys) -> None:
            if reason := self.screen.steps.may_plan():
                self.context.toast(reason, "warn")
            else:
                run(keys)

        return go

    def _begun(self) -> str:
        file = self.screen.panel.file
        if file is not None and file.status is InspectionStatus.PLANNED:
            return self.screen.steps.may_plan()
        return self.screen.steps.why_not("assign")

    def _one(self, run: Callable[[Keys], None]) -> None:
        file = self.screen.panel.file
        if file is not None:
            run((file.id,))

    # -- planning

    def ask_inspector(self, keys: Keys) -> None:
        """Ask who inspects them."""
        desk = self.context.desk

        def offer(people: tuple[Choice, ...]) -> None:
            self._ask_inspector(keys, people)

        def choices() -> tuple[Choice, ...]:
            from qualitydesk.services.inspections import inspector_choices

            return inspector_choices(desk)

        self.context.jobs.read(self.screen, choices, offer)

    def _ask_inspector(self, keys: Keys, people: tuple[Choice, ...]) -> None:
        desk, tr = self.context.desk, self.context.tr
        names = tuple((one.id, tr.either(one.label, one.note)) for one in people)
        field = Field("inspector_id", tr("Inspector"), FieldKind.CHOICE, required=True, choices=names)

        def said(count: int, plan: Plan) -> str:
            name = dict(names)[next(iter(plan.values()))]
            return tr.plural(
                "1 inspection is {name}'s now.", "{n} inspections are {name}'s now.", count, name=name
            )

        title = tr.plural("Assign 1 inspection", "Assign {n} inspections", len(keys))

        def assign(plan: Plan) -> Plan:
            from qualitydesk.services.inspections import assign_inspections

            return assign_inspections(desk, plan)

        self._ask(keys, title, field, assign, said)

    def ask_day(self, keys: Keys) -> None:
        """Ask on which day they are."""
        desk, tr = self.context.desk, self.context.tr
        field = Field("planned_on", tr("Day"), FieldKind.DAY, required=True)

        def said(count: int, plan: Plan) -> str:
            day = tr.date(next(iter(plan.values())))
            return tr.plural(
                "1 inspection is planned for {day}.", "{n} inspections are planned for {day}.", count, day=day
            )

        title = tr.plural("Day of 1 inspection", "Day of {n} inspections", len(keys))

        def date(plan: Plan) -> Plan:
            from qualitydesk.services.inspections import date_inspections

            return date_inspections(desk, plan)

        self._ask(keys, title, field, date, said)

    def _ask(
        self,
        keys: Keys,
        title: str,
        field: Field,
        step: Callable[[Plan], Plan],
        said: Callable[[int, Plan], str],
    ) -> None:
        """Ask for one value and give it to all; what they had before takes it back."""
        tr = self.context.tr

        def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
            plan = dict.fromkeys(keys, values[field.name])

            def done(before: Plan) -> None:
                dialog.accept()
                self._say(said(len(before), plan), lambda: step(before))

            self.context.jobs.write(
                dialog, lambda: step(plan), done, lambda error: failures.at_form(self.context, form, error)
            )

        icon = "calendar-clock" if field.kind is FieldKind.DAY else "user-round-check"
        slot = Slot(f"several {field.name}")
        ask_form(self.context, self.screen, title, [field], tr("Save"), go, slot=slot, icon=icon)

    def _say(self, words: str, undo: Callable[[], object]) -> None:
        context, screen = self.context, self.screen

        def back() -> None:
            context.jobs.write(
                screen, undo, lambda _plan: self.done(), lambda error: failures.tell(context, screen, error)
            )

        context.toast(words, "ok", ToastAction(context.tr("Undo"), back, undoes=True))
        self.done()

    def done(self) -> None:
        """Something was done with several: no tick is left for doing it again."""
        self.screen.list.table.rows.tick_all(False)
        self.screen.refresh(frozenset())

    def ask_why(self, keys: Keys) -> None:
        """Call them off for a reason."""
        desk, tr = self.context.desk, self.context.tr

        def cancel(reason: str) -> int:
            from qualitydesk.services.inspections import cancel_inspections

            return cancel_inspections(desk, keys, reason)

        def done(count: int) -> None:
            words = tr.plural("1 inspection is cancelled.", "{n} inspections are cancelled.", count)
            self.context.toast(words)
            self.done()

        ask_reason(
            self.context,
            self.screen,
            tr.plural("Cancel 1 inspection", "Cancel {n} inspections", len(keys)),
            tr("Cancel inspections"),
            cancel,
            done,
            slot=Slot("cancel inspections"),
            consequence=tr("The records are kept with your reason."),
            icon="ban",
        )

    # -- certificates

    def issue(self, keys: Keys) -> None:
        """Issue the certificates of those that are approved."""
        from ui.issuing.several import Candidate, IssueSeveralDialog

        rows = (self.screen.list.table.rows.record(key) for key in keys)
        not_yet = self.context.tr("A certificate is issued once the inspection is approved.")
        candidates = [
            Candidate(row.id, row.number, "" if row.status == InspectionStatus.APPROVED else not_yet)
            for row in rows
            if row is not None
        ]
        document, done = "inspection-certificate", self.done
        IssueSeveralDialog(self.context, self.screen, document, candidates, done).open()
