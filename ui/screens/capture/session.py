"""One inspection at work: opened, started, saved deed by deed and shown as saved.

What the deeds are is in answers.py and findings.py; each is one job that writes and reads the file again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.services import drafts, inspections
from ui.context import ToastAction
from ui.kit import failures
from ui.kit.dialogs import Dialog, confirm
from ui.screens.capture.signing import SignDialog

if TYPE_CHECKING:
    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context

FORM = "capture"
CARTON = "capture carton"
Show = Callable[["InspectionFile", bool], None]
Draft = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """Something done in this sitting: the words that say it is taken back, and how it is, and done again;
    the defect that it is about, by key.
    """

    words: str
    back: Callable[[], object]
    again: Callable[[], object]
    defect_id: str = ""


class Session:
    """``show(file, fresh_unit)`` is called with the file as saved; ``drafts`` takes what was left
    unfinished.
    """

    def __init__(self, context: Context, owner: QWidget, show: Show) -> None:
        self.context, self.owner, self._show = context, owner, show
        self.file: InspectionFile | None = None
        self.busy = 0
        self._offer: Dialog | None = None
        self._steps: list[Step] = []
        """What was done since it was opened here; what lies before is not taken back unseen."""
        self.drafts: Callable[[Draft, Draft], None] = lambda _typed, _carton: None

    @property
    def unit(self) -> int:
        """The unit in hand."""
        return self.file.unit if self.file else 1

    @property
    def defect_id(self) -> str:
        """The defect that the last step was about."""
        return self._steps[-1].defect_id if self._steps else ""

    def begin(self, key: str) -> None:
        """Open, and start what is planned or was sent back."""
        self.open(key, start=True)

    def open(self, key: str, *, start: bool = False) -> None:
        """Open, and take up what was being typed. What is not at work is only looked at, so it is shown in
        its list: whoever looks does not become its inspector.
        """
        desk = self.context.desk
        self._steps.clear()

        def work() -> tuple[InspectionFile, Draft, Draft]:
            file = inspections.open_inspection(desk, key)
            if start and file.status in (InspectionStatus.PLANNED, InspectionStatus.SENT_BACK):
                inspections.start_inspection(desk, file.id, file.version)
                file = inspections.open_inspection(desk, key)
            typed, carton = (drafts.read_draft(desk, form, file.id) for form in (FORM, CARTON))
            return file, typed.content if typed else {}, carton.content if carton else {}

        def failed(error: Exception) -> None:
            failures.tell(self.context, self.owner, error)
            self.context.navigate("instead:inspection", key)

        self.context.jobs.write(self.owner, work, self._opened, failed)

    def _opened(self, answer: tuple[InspectionFile, Draft, Draft]) -> None:
        file, typed, carton = answer
        self.drafts(typed, carton)
        self.take(file, fresh_unit=True)
        if file.status is not InspectionStatus.IN_PROGRESS:
            self._say_status(file)
            self.context.navigate("instead:inspection", file.id)
        else:
            self._offer_take_over(file)

    def _say_status(self, file: InspectionFile) -> None:
        tr = self.context.tr
        self.context.toast(tr("This inspection is “{status}”.", status=tr(file.status.value)), "info")

    def _offer_take_over(self, file: InspectionFile) -> None:
        """Of what somebody else works on, once at a time."""
        tr, desk = self.context.tr, self.context.desk
        if file.mine or (self._offer is not None and isValid(self._offer)):
            return
        self._offer = confirm(
            self.context,
            self.owner,
            tr("Take over"),
            tr("{name} works on this inspection.", name=tr.name(file.inspector)),
            tr("Take over"),
            lambda: self.do(lambda: inspections.take_over_inspection(desk, file.id, file.version)),
            consequence=tr("From then on you are its inspector."),
            icon="user-round-check",
        )

    def reload(self, *, refused: bool = False) -> None:
        """Read the file again; nothing moves when it is as shown (our own writes are announced too). Where
        something was ``refused``, or the work is not ours any more, the way on is offered.
        """
        file, desk = self.file, self.context.desk
        if file is None:
            return

        def done(saved: InspectionFile) -> None:
            shown = self.file
            if self.busy or shown is None:
                return
            if saved != shown:
                self.take(saved, fresh_unit=saved.unit != shown.unit)
            if not self.owner.isVisible():
                return
            if saved.status is InspectionStatus.IN_PROGRESS and (refused or shown.mine):
                self._offer_take_over(saved)
            elif saved.status is not shown.status and not refused:
                self._say_status(saved)

        def work() -> InspectionFile:
            return inspections.open_inspection(desk, file.id)

        self.context.jobs.read(self.owner, work, done, self._tell, latest="reload")

    def take(self, file: InspectionFile, *, fresh_unit: bool) -> None:
        """Show a file as saved."""
        self.file = file
        self._show(file, fresh_unit)

    def do(
        self,
        deed: Callable[[], object],
        done: Callable[[], None] = lambda: None,
        failed: Callable[[Exception], None] | None = None,
        step: Step | None = None,
    ) -> None:
        """Save, read again, show. ``done`` runs before showing, with the file as saved; ``failed`` replaces
        the usual answer to errors. As a ``step`` it can be taken back at once: that is saved after it.
        """
        file, desk = self.file, self.context.desk
        if file is None:
            return
        self.busy += 1
        if step is not None:
            self._steps.append(step)

        def work() -> InspectionFile:
            deed()
            return inspections.open_inspection(desk, file.id)

        def saved(fresh: InspectionFile) -> None:
            self.busy -= 1
            turned = self.file is None or fresh.unit != self.file.unit
            self.file = fresh
            done()
            self.take(fresh, fresh_unit=turned)

        def refused(error: Exception) -> None:
            self.busy -= 1
            if step in self._steps:
                self._steps.remove(step)
            (failed or self.failed)(error)

        self.context.jobs.write(self.owner, work, saved, refused)

    def undo(self, undone: Callable[[], None], put_back: Callable[[], None]) -> None:
        """Take the last step of this sitting back and say which; the message puts it back. Both are told
        before the file is shown.
        """
        tr = self.context.tr
        if not self._steps:
            self.context.toast(tr("Nothing left to undo since it was opened here."), "info")
            return
        step = self._steps.pop()

        def again() -> None:
            if isValid(self.owner):
                self.do(step.again, put_back, step=step)

        def done() -> None:
            undone()
            self.context.toast(step.words, "ok", ToastAction(tr("Put back"), again))

        def refused(error: Exception) -> None:
            self._steps.append(step)
            self.failed(error)

        self.do(step.back, done, refused)

    def failed(self, error: Exception) -> None:
        """Say what went wrong and show what is saved by now."""
        self._tell(error)
        self.reload(refused=True)

    def _tell(self, error: Exception) -> None:
        failures.tell(self.context, self.owner, error)
        if self.file is not None:
            self._show(self.file, True)

    def sign(self, then: Callable[[], None]) -> None:
        """Sign and submit by dialog; ``then`` leaves the mode."""
        file, tr = self.file, self.context.tr
        if file is None or not file.progress.complete:
            return

        def done() -> None:
            self.context.toast(tr("{number} is signed and waits for approval.", number=file.number))
            then()

        SignDialog(self.context, self.owner, file, done).open()
