"""Opening the dialog of each verb for the claim that is shown, and going where its papers are issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.services import claims
from ui.evidence import EvidenceDialog
from ui.history import Subject
from ui.kit.dialogs import confirm
from ui.kit.drafts import Slot
from ui.kit.going_on import GoingOn
from ui.kit.reasons import ask_reason
from ui.screens.claims import costs, deciding, refunding, words
from ui.screens.claims.sharing import LiabilityDialog
from ui.screens.claims.stepping import Step, Stepping, waiting_refund

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile, Reason


class Asking:
    """Each method opens one dialog, or does nothing while no claim is shown."""

    def __init__(self, stepping: Stepping) -> None:
        self.stepping = stepping
        self.context, self.parent = stepping.context, stepping.parent

    @property
    def file(self) -> ClaimFile | None:
        """The claim that is shown."""
        return self.stepping.file

    def subject(self) -> Subject | None:
        """Whose history it is."""
        file = self.file
        return Subject("claim", file.id, file.number) if file is not None else None

    def decide(self) -> None:
        """Grant a remedy."""
        if self.file is not None:
            deciding.decide_dialog(self.context, self.parent, self.file, self.stepping.changed)

    def reject(self) -> None:
        """Reject with a reason."""
        if self.file is not None:
            deciding.reject_dialog(self.context, self.parent, self.file, self.stepping.changed)

    def ask_buyer(self) -> None:
        """Put a question."""
        if self.file is not None:
            deciding.question_dialog(self.context, self.parent, self.file, self.stepping.changed)

    def inspect(self) -> None:
        """Record what came back."""
        if self.file is not None:
            deciding.inspect_dialog(self.context, self.parent, self.file, self.stepping.changed)

    def settle(self) -> None:
        """Show the figures once more: they stand still afterwards."""
        file, tr = self.file, self.context.tr
        if file is None:
            return
        said = tr(
            "{borne} were borne, {back} are to come back, {stays} stay with us.",
            borne=words.money(file.ledger.borne),
            back=words.money(file.ledger.to_get_back),
            stays=words.money(file.ledger.stays_with_us),
        )
        confirm(
            self.context,
            self.parent,
            tr("Settle the claim"),
            said,
            tr("Settle"),
            self._at_last(file, "settle", claims.settle),
            consequence=tr("The figures stand still from now on."),
            icon="hand-coins",
        )

    def close(self) -> None:
        """End the claim."""
        file, tr = self.file, self.context.tr
        if file is not None:
            confirm(
                self.context,
                self.parent,
                tr("Close the claim"),
                tr("Nothing more is due on it."),
                tr("Close claim"),
                self._at_last(file, "close", claims.close),
                icon="lock",
            )

    def _at_last(self, file: ClaimFile, verb: str, step: Step) -> Callable[[], None]:
        """Takes a step of the claim as it stood when it was asked about, whichever is shown by then."""
        desk = self.context.desk
        return lambda: self.stepping.run(lambda: step(desk, file.id, file.version), verb)

    def why(self, verb: str, step: Step, icon: str) -> Callable[[], None]:
        """Asks for the reason of a step that needs one."""

        def ask() -> None:
            file, desk, changed = self.file, self.context.desk, self.stepping.changed
            title = self.context.tr(words.ASK_WORDS[verb])
            if file is not None:
                key = file.id
                onto = GoingOn(file.version, lambda: claims.open_claim(desk, key).version)
                ask_reason(
                    self.context,
                    self.parent,
                    title,
                    title,
                    lambda reason: onto.take(lambda version: step(desk, key, version, reason)),
                    lambda _version: changed(verb),
                    slot=Slot(verb, file.id),
                    icon=icon,
                )

        return ask

    def refund(self) -> None:
        """Ask for a refund."""
        if self.file is not None:
            refunding.refund_dialog(self.context, self.parent, self.file, self.stepping.changed)

    def take_refund_back(self, refund_id: str = "") -> None:
        """Why that refund, or the first that waits, is not to be paid; then it waits no more."""
        file, tr, desk = self.file, self.context.tr, self.context.desk
        line = waiting_refund(file, refund_id) if file is not None else None
        if line is not None:
            ask_reason(
                self.context,
                self.parent,
                tr("Take the refund of {amount} back", amount=words.money(line.amount)),
                tr("Take back"),
                lambda reason: claims.cancel_refund(desk, line.id, line.version, reason),
                lambda _version: self.stepping.changed("take_back"),
                slot=Slot("refund back", line.id),
                icon="undo-2",
            )

    def set_reason(self) -> None:
        """Say what is wrong; the catalogue is read first."""
        file, desk = self.file, self.context.desk

        def ask(reasons: tuple[Reason, ...]) -> None:
            if file is not None:
                deciding.reason_dialog(self.context, self.parent, file, reasons, self.stepping.changed)

        if file is not None:
            self.context.jobs.read(self.parent, lambda: claims.list_reasons(desk), ask, latest="reasons")

    def edit_shares(self) -> None:
        """Say who bears which part."""
        if self.file is not None and not self.stepping.editable():
            LiabilityDialog(self.context, self.parent, self.file, self.stepping.changed).open()

    def edit_cost(self, cost_id: str) -> None:
        """Add or correct a cost line."""
        if self.file is not None and not self.stepping.editable():
            costs.cost_dialog(self.context, self.parent, self.file, cost_id, self.stepping.changed)

    def answer(self, recovery_id: str) -> None:
        """Record what a party answered."""
        file = self.file
        line = next((one for one in file.recoveries if one.id == recovery_id), None) if file else None
        if file is not None and line is not None:
            costs.recovery_dialog(self.context, self.parent, file, line, self.stepping.changed)

    def evidence(self) -> None:
        """Ask where the evidence pack goes."""
        subject = self.subject()
        if subject is not None:
            EvidenceDialog(self.context, self.parent, subject).open()

    def issue_report(self) -> None:
        """Go to where the claim report is issued."""
        if self.file is not None:
            self.context.navigate("issue:claim-report", self.file.number)
