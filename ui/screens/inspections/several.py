"""What is done with the ticked inspections, or with the one in the panel: who inspects, which day, calling
off, their certificates, a file of them.

The service refuses what is begun already and names it; how certificates are issued is ``ui.issuing``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.inspection.states import InspectionStatus
from ui.importing.exporting import export_ticked
from ui.kit.actions import Action
from ui.kit.form import Field, FieldKind
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Values, Verb
from ui.screens.inspections.steps import still

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
        self.together = Together(context, screen, lambda: screen)

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked inspections."""
        tr = self.context.tr

        def planner(run: Callable[[Keys], None]) -> Callable[[Keys], None]:
            return self.together.unless(self._may_plan, run)

        return (
            BulkAction(tr("Assign"), planner(self.ask_inspector), "user-round-check"),
            BulkAction(tr("Set day"), planner(self.ask_day), "calendar-clock"),
            BulkAction(tr("Issue certificates"), self.issue, "printer"),
            export_ticked(self.context, self.screen, "inspections", lambda row: row.number),
            BulkAction(tr("Cancel inspections"), planner(self.ask_why), "ban", "danger"),
        )

    def actions(self) -> tuple[Action, ...]:
        """The same for the inspection in the panel, as far as it has no step of its own for it."""
        tr = self.context.tr
        assign, day = (lambda: self._one(self.ask_inspector)), (lambda: self._one(self.ask_day))
        planned = still(self.screen.steps.file, "cancel")
        return (
            Action("assign", tr("Assign"), assign, "user-round-check", locked=self._begun, offered=planned),
            Action("day", tr("Set day"), day, "calendar-clock", locked=self._begun, offered=planned),
        )

    # -- locks

    def _may_plan(self) -> str:
        return self.screen.steps.may_plan()

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
        plan: Plan = {}

        def work(values: Values) -> Plan:
            plan.update(dict.fromkeys(keys, values[field.name]))
            return step(plan)

        icon = "calendar-clock" if field.kind is FieldKind.DAY else "user-round-check"
        save = self.context.tr("Save")
        verb = Verb(title, save, work, lambda before: said(len(before), plan), step, icon)
        self.together.ask(verb, [field], field.name)

    def ask_why(self, keys: Keys) -> None:
        """Call them off for a reason."""
        desk, tr = self.context.desk, self.context.tr

        def cancel(values: Values) -> int:
            from qualitydesk.services.inspections import cancel_inspections

            return cancel_inspections(desk, keys, str(values["reason"]))

        verb = Verb(
            tr.plural("Cancel 1 inspection", "Cancel {n} inspections", len(keys)),
            tr("Cancel inspections"),
            cancel,
            lambda count: tr.plural("1 inspection is cancelled.", "{n} inspections are cancelled.", count),
            icon="ban",
            follows=tr("The records are kept with your reason."),
        )
        self.together.ask_why(verb, "cancel inspections")

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
        document, done = "inspection-certificate", self.together.done
        IssueSeveralDialog(self.context, self.screen, document, candidates, done).open()
