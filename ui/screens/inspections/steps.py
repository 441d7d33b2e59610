"""What can be done with the inspection in the panel: the actions, why one is locked, and their dialogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import (
    INSPECTING_ROLES,
    InspectionStatus,
    can_be_approved,
    still_possible,
)
from ui.history import Subject, history_action
from ui.kit.actions import Action

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.desk import Desk
    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context
    from ui.screens.inspections.approving import Step


Shown = Callable[[], "InspectionFile | None"]


def while_it(file: Shown, possible: Callable[[InspectionStatus], bool]) -> Callable[[], bool]:
    """Whether something is ``possible`` with the inspection that is shown."""

    def offered() -> bool:
        shown = file()
        return shown is None or possible(shown.status)

    return offered


def still(file: Shown, verb: str) -> Callable[[], bool]:
    """Whether a step can be taken with it now or later."""
    return while_it(file, partial(still_possible, verb))


class Steps:
    """The verbs of the screen. ``file`` answers what the panel shows, ``changed`` is told after each step."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        file: Callable[[], InspectionFile | None],
        changed: Callable[[str], None],
    ) -> None:
        self.context, self.owner, self.file, self.changed = context, owner, file, changed

    def actions(self) -> tuple[Action, ...]:
        """All of them, in the order of menus."""
        tr, verb, ahead = self.context.tr, self._verb, partial(still, self.file)
        approvable = while_it(self.file, can_be_approved)
        return (
            Action("new", tr("New inspection"), self.new, "plus", "N", "primary", self.may_plan),
            Action(
                "approve",
                tr("Approve and sign"),
                self.approve,
                "stamp",
                "A",
                "primary",
                verb("approve"),
                True,
                ahead("approve"),
            ),
            Action(
                "send_back",
                tr("Send back"),
                self.send_back,
                "undo-2",
                "B",
                "",
                verb("send_back"),
                True,
                ahead("send_back"),
            ),
            Action(
                "capture",
                tr("Start or go on"),
                self.capture,
                "scan-line",
                "S",
                "primary",
                self.captures,
                True,
                ahead("submit"),
            ),
            Action(
                "issue",
                tr("Issue certificate"),
                self.issue,
                "printer",
                "P",
                "primary",
                self.issues,
                True,
                approvable,
            ),
            Action(
                "reinspect",
                tr("Inspect again"),
                self.reinspect,
                "history",
                locked=self.finished,
                offered=approvable,
            ),
            Action("revise", tr("Revise"), self.revise, "pencil", locked=verb("revise"), offered=approvable),
            *self._ways_out(),
            history_action(self.context, self.owner, self.subject, in_list=True),
        )

    def subject(self) -> Subject | None:
        """Whose history it is."""
        file = self.file()
        return Subject("inspection", file.id, file.number) if file is not None else None

    def _ways_out(self) -> tuple[Action, ...]:
        """The steps that give an inspection up, each with its reason."""
        tr = self.context.tr
        cancel = (
            tr("Cancel inspection"),
            tr("Cancel inspection"),
            tr("The record is kept with your reason."),
        )
        abort = (tr("Abort inspection"), tr("Abort"), tr("What was found so far is kept."))
        waive = (tr("Waive inspection"), tr("Waive"), tr("You answer for going without it."))

        def ask(verb: str, texts: tuple[str, str, str], said: str, icon: str) -> Callable[[], None]:
            return lambda: self._with_reason(_step(verb), texts, said, icon)

        cancelled = ask("cancel", cancel, tr("Cancelled."), "ban")
        aborted = ask("abort", abort, tr("Aborted."), "ban")
        waived = ask("waive", waive, tr("Waived."), "flag")

        def action(verb: str, words: str, run: Callable[[], None], icon: str) -> Action:
            return Action(verb, words, run, icon, locked=self._verb(verb), offered=still(self.file, verb))

        return (
            action("cancel", tr("Cancel inspection"), cancelled, "ban"),
            action("abort", tr("Abort"), aborted, "ban"),
            action("waive", tr("Waive"), waived, "flag"),
        )

    # -- locks

    def _verb(self, verb: str) -> Callable[[], str]:
        return lambda: self.why_not(verb)

    def why_not(self, verb: str) -> str:
        """Why a step cannot be taken now; "" when it can."""
        tr, file = self.context.tr, self.file()
        if file is None:
            return tr("Choose an inspection first.")
        if verb in file.verbs:
            return ""
        if file.mine and file.status is InspectionStatus.SUBMITTED:
            return tr("Four eyes: a second person approves your inspection.")
        return tr("Not possible while it is “{status}”, or not for your role.", status=tr(file.status.value))

    def may_plan(self) -> str:
        """Why this person cannot plan."""
        if self.context.desk.person.role in INSPECTING_ROLES:
            return ""
        return self.context.tr("Inspections are planned by inspectors, managers and admins.")

    def captures(self) -> str:
        """Why capture cannot be opened."""
        file = self.file()
        if file is not None and file.status is InspectionStatus.IN_PROGRESS:
            return ""
        return self.why_not("start")

    def finished(self) -> str:
        """Why the lot cannot be inspected again."""
        file = self.file()
        if file is not None and file.status is InspectionStatus.APPROVED:
            return ""
        return self.context.tr("A lot is inspected again once this inspection is approved.")

    def issues(self) -> str:
        """Why no certificate can be issued."""
        file = self.file()
        if file is not None and file.status is InspectionStatus.APPROVED:
            return ""
        return self.context.tr("A certificate is issued once the inspection is approved.")

    # -- doing

    def new(self, number: str = "") -> None:
        """Plan another one, of the lot with that number where one is given."""
        _plan(self, number=number)

    def begin(self, number: str) -> None:
        """Plan one of what carries the number, if this person may."""
        if reason := self.may_plan():
            self.context.toast(reason, "warn")
        else:
            self.new(number)

    def reinspect(self) -> None:
        """Plan the re-inspection of the lot."""
        file = self.file()
        if file is not None:
            _plan(self, file)

    def planned(self, key: str, start: bool) -> None:
        """Told of what was planned, and whether to begin with it."""
        if start:
            self.context.navigate("begin:capture", key)
            return
        self.context.toast(self.context.tr("Planned. Plan and limits are frozen."))
        self.changed(key)

    def capture(self) -> None:
        """Start it, or go on, in the warehouse mode."""
        file = self.file()
        if file is not None:
            self.context.navigate("begin:capture", file.id)

    def issue(self) -> None:
        """Issue the certificate of the record."""
        file = self.file()
        if file is None:
            return
        if self.issues():
            self.context.toast(self.issues(), "warn")
        else:
            self.context.navigate("issue:inspection-certificate", file.number)

    def approve(self) -> None:
        """Sign as the second person."""
        from ui.screens.inspections.approving import ApproveDialog

        file, tr = self.file(), self.context.tr
        if file is None:
            return

        def done() -> None:
            self.context.toast(tr("{number} is approved and locked.", number=file.number))
            self.changed(file.id)

        ApproveDialog(self.context, self.owner, file, done).open()

    def send_back(self) -> None:
        """Hand it back with a reason."""
        tr = self.context.tr
        texts = (tr("Send back"), tr("Send back"), tr("The inspector gets it back with your reason."))
        self._with_reason(_step("send_back"), texts, tr("Sent back."), "undo-2")

    def _with_reason(self, step: Step, texts: tuple[str, str, str], said: str, icon: str) -> None:
        from ui.screens.inspections.approving import with_reason

        file = self.file()
        if file is None:
            return

        def done(_version: object) -> None:
            self.context.toast(said)
            self.changed(file.id)

        with_reason(self.context, self.owner, file, step, texts, done, icon)

    def revise(self) -> None:
        """Open a new revision of an approved record and go to it."""
        tr, file = self.context.tr, self.file()
        if file is None:
            return

        from ui.screens.inspections.approving import with_reason

        def revise(desk: Desk, key: str, _version: int, reason: str) -> str:
            from qualitydesk.services.inspections import revise_inspection

            return revise_inspection(desk, key, reason)

        def go(key: object) -> None:
            self.context.navigate("capture", str(key))

        texts = (tr("Revise"), tr("Open a revision"), tr("The approved revision stays as it is."))
        with_reason(self.context, self.owner, file, revise, texts, go, "pencil")


def _plan(steps: Steps, file: InspectionFile | None = None, number: str = "") -> None:
    """Ask what to plan; loaded when it is asked, as every dialog is that the first page does without. Its
    fields are built in one turn of the event loop, and laid out in the next.
    """
    from ui.screens.inspections.planning import NewInspectionDialog

    dialog = NewInspectionDialog(steps.context, steps.owner, steps.planned, file, number)
    steps.context.jobs.in_turns(dialog, (dialog.open,))


def _step(verb: str) -> Step:
    """What takes a step that needs a reason."""
    from qualitydesk.services import inspections

    steps: dict[str, Step] = {
        "cancel": inspections.cancel_inspection,
        "abort": inspections.abort_inspection,
        "waive": inspections.waive_inspection,
        "send_back": inspections.send_back_inspection,
    }
    return steps[verb]
